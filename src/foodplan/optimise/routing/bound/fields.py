"""Columns of a label, and its states."""

from __future__ import annotations

COST, EARLY, WORK, LATE, DAG, MPAL, HELD, SINCE, DROVE, MEMORY, CUTS = range(11)
"""Columns of a label that decide whether it is worth keeping; `CUTS` takes `WORDS` of them."""
VISIT, PARENT, STATE, NEXT = range(12, 16)
"""Its other columns."""
N_FIELDS = 16
NEVER = 2**40
"""Added to `SINCE`, seconds of work since the last pause, where there was none yet."""
WAITING, USELESS, KEPT = 0, 1, 2
"""States: not looked at yet, dominated, kept."""
