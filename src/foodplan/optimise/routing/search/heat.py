"""Temperatures, in units of what neighbouring stops are apart.

A single change mostly swaps ways between neighbours for others of that kind, so the cost of such a
way is what a temperature must be compared with. The mean cost of a stop is not: it holds the way
from the hub and a share of the vehicle, which differ by a factor of thirty between tasks.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from foodplan.optimise.routing.search.arrays import FROM, Facts


class Cooling(NamedTuple):
    """From warm to cold, in units of `spacing`."""

    first: float
    last: float


QUENCH = Cooling(0.5, 0.05)
"""From nothing, fast."""
SAVING = 0.5
TRIAL = Cooling(0.5, 0.03)
"""Fast too, to see what a plan with fewer vehicle-days is worth."""
COMPARING = Cooling(1.0, 0.1)
"""To see which of several starts is the best."""
PLAIN = Cooling(1.2, 0.12)
"""Where vehicles cost nothing fixed: from where a plan still changes as a whole to where it is
frozen."""
FIXED = Cooling(2.0, 0.2)
"""Where they do: a plan sits in a deeper hole, and is frozen sooner."""
NEAR = Cooling(0.5, 0.06)
"""To mend a plan in which little has changed: it must not end dearer than it began."""
LAST = 0.03
"""At the very end nothing but improvements counts."""
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
