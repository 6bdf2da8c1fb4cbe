"""Fewer vehicle-days: empty one, then search until everybody is served by the others.

Fixed costs of vehicles make plans fall into plateaus: no single change pays unless it saves a whole
vehicle-day. So one is emptied, and from then on at most as many may be used as are left.
"""

from __future__ import annotations

import random

import numpy as np

from foodplan.optimise.routing.search.anneal import commit
from foodplan.optimise.routing.search.arrays import Facts, Floats, Routes
from foodplan.optimise.routing.search.jit import compiled
from foodplan.optimise.routing.search.ruin import touch
from foodplan.optimise.routing.search.scratch import Scratch
from foodplan.optimise.routing.search.state import clear, forget, leave_out

_NOISE = 0.3
"""Random part of a route's weight, so that the same route is not always the victim."""
_UNUSED = 1e300


def drop_route(
    facts: Facts, routes: Routes, kept: Routes, scratch: Scratch, chance: random.Random
) -> None:
    """Empty the used vehicle-day whose stops have been left out least so far."""
    weights = np.full(len(facts.slots), _UNUSED)
    _weigh(facts, routes, scratch, weights)
    noise = np.array([1 + _NOISE * chance.random() for _ in range(len(weights))])
    _empty(facts, routes, scratch, int(np.argmin(weights * noise)))
    commit(facts, routes, kept, scratch)


@compiled
def _weigh(facts: Facts, routes: Routes, scratch: Scratch, weights: Floats) -> None:
    """Set the sum of the misses of each used route's jobs."""
    for r in range(len(facts.slots)):
        if routes.info[r].n_stops > 0:
            weights[r] = 0.0
            for p in range(1, routes.info[r].length - 1):
                x = routes.at[r, p].node
                if x >= facts.rules[0].n_hubs:
                    weights[r] += scratch.misses[facts.nodes[x].job]


@compiled
def _empty(facts: Facts, routes: Routes, scratch: Scratch, r: int) -> None:
    touch(scratch, r)
    forget(facts, routes, r)
    for p in range(1, routes.info[r].length - 1):
        if routes.at[r, p].node >= facts.rules[0].n_hubs:
            leave_out(facts, routes, routes.at[r, p].node)
    clear(facts, routes, r)
