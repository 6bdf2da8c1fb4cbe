"""Temperatures, in units of what neighbouring stops are apart.

A single change mostly swaps ways between neighbours for others of that kind, so the cost of such a
way is what a temperature must be compared with. The mean cost of a stop is not: it holds the way
from the hub and a share of the vehicle, which differ by a factor of thirty between tasks.
"""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.search.arrays import FROM, Facts

QUENCH = (0.5, 0.05)
"""First and last temperature of the fast cooling from nothing."""
SAVING = 0.5
FIRST = 2.0
LAST = 0.03
_NEIGHBOUR = 5
"""Which neighbour is looked at; nearer ones may share a building."""


def spacing(facts: Facts) -> float:
    """Mean cost of the way from a visit to one of its near neighbours, in money, above 0."""
    n_hubs = len(facts.cap)
    near = facts.near[n_hubs:]
    rank = np.minimum(_NEIGHBOUR, (near >= 0).sum(axis=1) - 1)
    visits = np.arange(len(near))
    ways = facts.costs[0, FROM, visits + n_hubs, near[visits, rank]]
    return max(1.0, float(ways.mean()))
