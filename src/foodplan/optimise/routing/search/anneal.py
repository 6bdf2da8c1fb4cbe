"""The inner loop: ruin, recreate, decide; thousands of times a second.

Simulated annealing: a plan that costs `d` more than the one before is kept with probability
exp(-d / T), where the temperature T falls geometrically. In the fleet phase what counts first is
the weight of the absent jobs: their misses so far, so that the hard ones weigh more and more
(absence counters, Christiaens and Vanden Berghe 2020); cost decides between equals.
"""

from __future__ import annotations

import math

import numpy as np

from foodplan.optimise.routing.search.arrays import ABSENT, Facts, Routes
from foodplan.optimise.routing.search.jit import compiled, inner, whole
from foodplan.optimise.routing.search.knobs import Knobs
from foodplan.optimise.routing.search.recreate import recreate
from foodplan.optimise.routing.search.ruin import ruin
from foodplan.optimise.routing.search.scratch import Scratch
from foodplan.optimise.routing.search.state import copy_route, forget, remember

_GOOD = 1.02
"""Plans within this factor of the best give their routes to the pool."""

_LOWER_BITS = 32


@compiled
def run(
    facts: Facts,
    routes: Routes,
    kept: Routes,
    best: Routes,
    scratch: Scratch,
    knobs: Knobs,
    iterations: int,
) -> int:
    """Make so many iterations; `kept` is the last plan accepted, and `routes` equals it between.

    A fleet run ends as soon as everybody is served; the number made is returned.
    """
    np.random.seed(knobs.seed)  # noqa: NPY002
    cooling = (knobs.last_heat / knobs.first_heat) ** (1.0 / max(1, iterations))
    heat = knobs.first_heat
    for i in range(iterations):
        ruin(facts, routes, scratch, knobs)
        recreate(facts, routes, scratch, knobs)
        if knobs.fleet == 1:
            accepted = _fewer_misses(routes, kept, scratch, knobs.goal, heat)
        else:
            accepted = _cost(routes) - _cost(kept) < -heat * math.log(1.0 - np.random.random())  # noqa: NPY002
        if accepted:
            commit(facts, routes, kept, scratch)
            if _cost(kept) < _cost(best):
                keep_best(facts, kept, best, scratch)
            if knobs.sample > 0 and i % knobs.sample == 0 and _cost(kept) < _GOOD * _cost(best):
                pool_routes(facts, kept, scratch)
        else:
            _take_back(facts, routes, kept, scratch)
        if knobs.fleet == 1 and kept.total[0].missing <= knobs.goal:
            return i + 1
        heat *= cooling
    return iterations


@inner
def _cost(routes: Routes) -> int:
    return int(routes.total[0].routes + routes.total[0].missing)


@inner
def _fewer_misses(routes: Routes, kept: Routes, scratch: Scratch, goal: int, heat: float) -> bool:
    """Whether the absent jobs weigh less than before, or as much at an acceptable cost."""
    before, after = _misses(kept, scratch), _misses(routes, scratch)
    for i in range(routes.total[0].n_absent):
        scratch.misses[routes.absent[i]] += 1
    if after != before:
        return bool(after < before or routes.total[0].missing <= goal)
    more = routes.total[0].routes - kept.total[0].routes
    return bool(more < -heat * math.log(1.0 - np.random.random()))  # noqa: NPY002


@inner
def _misses(routes: Routes, scratch: Scratch) -> int:
    weight = 0
    for i in range(routes.total[0].n_absent):
        weight += scratch.misses[routes.absent[i]]
    return weight


@compiled
def commit(facts: Facts, routes: Routes, kept: Routes, scratch: Scratch) -> None:
    """Make the plan in hand the one to go on from."""
    for i in range(scratch.desk[0].n_touched):
        r = whole(scratch.marks[i].touched)
        _replace(facts, routes, kept, r)
        scratch.marks[r].is_touched = 0
        scratch.marks[r].dirty = 1
    scratch.desk[0].n_touched = 0
    _copy_absent(routes, kept)


@inner
def _take_back(facts: Facts, routes: Routes, kept: Routes, scratch: Scratch) -> None:
    """Return to the plan before."""
    for i in range(scratch.desk[0].n_touched):
        r = whole(scratch.marks[i].touched)
        _replace(facts, kept, routes, r)
        scratch.marks[r].is_touched = 0
    scratch.desk[0].n_touched = 0
    _copy_absent(kept, routes)


@compiled
def keep_best(facts: Facts, kept: Routes, best: Routes, scratch: Scratch) -> None:
    """Store the best plan: the routes that changed since the last one."""
    for r in range(len(facts.slots)):
        if scratch.marks[r].dirty == 1:
            _replace(facts, kept, best, r)
            scratch.marks[r].dirty = 0
    _copy_absent(kept, best)


@inner
def _replace(facts: Facts, source: Routes, target: Routes, r: int) -> None:
    """Copy a route with its part of the sums and the visits in it."""
    n_hubs = facts.rules[0].n_hubs
    for p in range(1, target.info[r].length - 1):
        x = target.at[r, p].node
        if x >= n_hubs and target.slot_of[x] == r:
            target.slot_of[x] = ABSENT
    forget(facts, target, r)
    copy_route(source, target, r)
    remember(facts, target, r)
    for p in range(1, target.info[r].length - 1):
        x = target.at[r, p].node
        if x >= n_hubs:
            target.slot_of[x] = r


@inner
def _copy_absent(source: Routes, target: Routes) -> None:
    """Copy which jobs are in no route."""
    n = source.total[0].n_absent
    for i in range(n):
        target.absent[i] = source.absent[i]
    target.total[0].n_absent = n
    target.total[0].missing = source.total[0].missing


@inner
def pool_routes(facts: Facts, kept: Routes, scratch: Scratch) -> None:
    """Write the routes of a good plan down that are not known yet, while there is room."""
    n = scratch.desk[0].n_pool
    for r in range(len(facts.slots)):
        length = kept.info[r].length
        if kept.info[r].n_stops > 0 and n + length < len(scratch.pool):
            mark = kept.info[r].tag + facts.slots[r].group
            # The lower bits of a fingerprint hold little but windows.
            i = (mark >> _LOWER_BITS) % len(scratch.pooled)
            if scratch.pooled[i] == mark:
                continue
            scratch.pooled[i] = mark
            scratch.pool[n] = -1 - r
            scratch.pool[n + 1] = kept.info[r].cost
            for p in range(1, length - 1):
                scratch.pool[n + 1 + p] = kept.at[r, p].node
            n += length
    scratch.desk[0].n_pool = n
