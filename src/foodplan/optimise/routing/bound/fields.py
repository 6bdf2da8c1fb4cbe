"""Columns of a label, and its states."""

from __future__ import annotations

COST, EARLY, WORK, LATE, DAG, MPAL, TRIPS, MEMORY, CUTS = range(9)
"""Columns of a label that decide whether it is worth keeping; `CUTS` takes `WORDS` of them."""
VISIT, PARENT, STATE, NEXT = range(10, 14)
"""Its other columns."""
N_FIELDS = 14
WAITING, USELESS, KEPT = 0, 1, 2
"""States: not looked at yet, dominated, kept."""
