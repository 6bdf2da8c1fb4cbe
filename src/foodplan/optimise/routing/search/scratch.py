"""What a search notes while it works, as arrays.

What it knows and plans is in `arrays`, with the words used here; axes are named as there: n nodes,
m slots, g classes, j jobs.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from foodplan.optimise.routing.search.arrays import INDEX, INT, Floats, Ints, Records

DESK = np.dtype(
    [
        ("n_touched", INT),
        ("n_open", INT),
        ("stamp", INT),
        ("n_pool", INT),
        ("now_s", INT),  # from here on: the clock of a walk
        ("driven_s", INT),
        ("rested_s", INT),
        ("waited_s", INT),
        ("slack_s", INT),
        ("metres", INT),
    ],
    align=True,
)
MARK = np.dtype(
    [
        ("touched", INDEX),  # the first n_touched: slots changed since the last decision
        ("is_touched", INT),
        ("dirty", INT),  # 1 where the best plan still holds an older route
        ("stamp", INT),
        ("open", INDEX),  # the first n_open: slots to look into
    ],
    align=True,
)
SPOT = np.dtype(
    [
        ("stop", INT),  # positions of the stops of one route
        ("travelled_s", INT),  # from start to arrival, waiting aside
    ],
    align=True,
)
MEMO = np.dtype(
    [
        ("tag", INT),  # of the route that was looked at
        ("cost", INT),  # of the cheapest place; without a place: there is none below this
        ("position", np.int32),  # -1: no place
        ("manner", np.int16),
        ("window", np.int16),
    ],
    align=True,
)


class Scratch(NamedTuple):
    """Room to work in; marks, memos, misses and what the pool needs outlive an iteration."""

    desk: Records
    """(1,) DESK"""
    marks: Records
    """(m,) MARK"""
    spots: Records
    """(width,) SPOT"""
    memos: Records
    """(n, m) MEMO"""
    spare: Ints
    """(g,) an unused slot of each class, -1 if there is none."""
    keys: Floats
    """(j,)"""
    misses: Ints
    """(j,) how often each job has been left out in the fleet phase, plus 1."""
    pool: Ints
    """Routes seen: -1 - slot, cost, nodes between the hubs; one after the other."""
    pooled: Ints
    """Fingerprints of routes and classes that went to the pool, each where its remainder says."""
