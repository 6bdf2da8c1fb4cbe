"""Ruin: take strings of neighbouring stops out of a few routes near one place.

Slack induction by string removals (Christiaens and Vanden Berghe, Transportation Science 54, 2020):
stops that lie side by side in routes that lie side by side leave room that is worth something.
Sometimes the first route is emptied altogether, so that another vehicle or day can take its work;
sometimes all routes are of one kind of vehicle, because those can take each other's work.
"""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.search.arrays import ABSENT, Facts, Routes
from foodplan.optimise.routing.search.jit import inner, whole
from foodplan.optimise.routing.search.knobs import Knobs
from foodplan.optimise.routing.search.scratch import Scratch
from foodplan.optimise.routing.search.state import clear, forget, leave_out, refresh, remember

_SPLIT = 0.5
"""Probability that a string keeps some stops in its middle."""
_SPLIT_LONGER = 0.01
_SPLIT_ENDS = 0.5
_LONGEST_EMPTIED = 60
"""A route of more stops is not emptied at once."""


@inner
def ruin(facts: Facts, routes: Routes, scratch: Scratch, knobs: Knobs) -> None:
    """Take about `mean_removed` stops out."""
    n_jobs, n_used = len(facts.jobs), routes.total[0].n_used
    mean_stops = (n_jobs - routes.total[0].n_absent) / max(1, n_used)
    longest = min(knobs.longest_string, max(1.0, mean_stops))
    most = 4.0 * knobs.mean_removed / (1.0 + longest) - 1.0
    n_routes = int(1.0 + np.random.random() * most)  # noqa: NPY002
    empty_first = np.random.random() < knobs.whole_route  # noqa: NPY002
    if empty_first:
        n_routes = min(n_routes, 2)
    any_kind = np.random.random() >= knobs.kin  # noqa: NPY002
    family, seed = ABSENT, _seed(facts, routes)
    scratch.desk[0].stamp += 1
    stamp, done = scratch.desk[0].stamp, 0
    for i in range(facts.near.shape[1]):
        x = whole(facts.near[seed, i])
        if done >= n_routes or x < 0:
            break
        r = routes.slot_of[x]
        if r == ABSENT or scratch.marks[r].stamp == stamp:
            continue
        kind = facts.groups[facts.slots[r].group].family
        if not any_kind and done > 0 and kind != family:
            continue
        family = kind
        scratch.marks[r].stamp = stamp
        _take_string(facts, routes, scratch, r, x, longest, int(empty_first and done == 0))
        done += 1


@inner
def _seed(facts: Facts, routes: Routes) -> int:
    """A visit to begin near: half of the time one of an absent job, if there is any."""
    n_absent = routes.total[0].n_absent
    if n_absent > 0 and np.random.random() < 0.5:  # noqa: NPY002
        x = facts.jobs[routes.absent[np.random.randint(n_absent)]].first  # noqa: NPY002
        while facts.nodes[x].next_copy != ABSENT and np.random.random() < 0.5:  # noqa: NPY002
            x = facts.nodes[x].next_copy
        return int(x)
    first = facts.jobs[np.random.randint(len(facts.jobs))].first  # noqa: NPY002
    x = first
    while x != ABSENT:
        if routes.slot_of[x] != ABSENT:
            return int(x)
        x = facts.nodes[x].next_copy
    return int(first)


@inner
def _take_string(
    facts: Facts, routes: Routes, scratch: Scratch, r: int, x: int, longest: float, empty: int
) -> None:
    """Take a string around visit x out of its route, or the whole route if `empty` is 1."""
    n_hubs, n, at = facts.rules[0].n_hubs, 0, 0
    for p in range(1, routes.info[r].length - 1):
        if routes.at[r, p].node >= n_hubs:
            if routes.at[r, p].node == x:
                at = n
            scratch.spots[n].stop = p
            n += 1
    n_out = min(n, int(1.0 + np.random.random() * min(float(n), longest)))  # noqa: NPY002
    n_kept = _gap(n_out, n)
    if empty == 1 and n <= _LONGEST_EMPTIED:
        n_out, n_kept = n, 0
    span = n_out + n_kept
    low, high = max(0, at - span + 1), min(at, n - span)
    first = low + np.random.randint(max(1, high - low + 1))  # noqa: NPY002
    kept = first + np.random.randint(n_out + 1) if n_kept > 0 else -1  # noqa: NPY002
    touch(scratch, r)
    forget(facts, routes, r)
    for i in range(first, first + span):
        if not (n_kept > 0 and kept <= i < kept + n_kept):
            leave_out(facts, routes, routes.at[r, scratch.spots[i].stop].node)
    close_up(facts, routes, scratch, r)
    remember(facts, routes, r)


@inner
def _gap(n_out: int, n: int) -> int:
    """How many stops in the middle of a string stay."""
    kept = 0
    if 1 < n_out < n and np.random.random() < _SPLIT:  # noqa: NPY002
        kept = 1
        while n_out + kept < n and np.random.random() > _SPLIT_LONGER:  # noqa: NPY002
            kept += 1
            if np.random.random() < _SPLIT_ENDS:  # noqa: NPY002
                break
    return kept


@inner
def close_up(facts: Facts, routes: Routes, scratch: Scratch, r: int) -> None:
    """Drop marked visits and empty trips from a route; empty it if the rest cannot be driven.

    That happens where a way round is shorter than the way, or a wait that was a rest is gone.
    """
    n_hubs, w = facts.rules[0].n_hubs, 1
    n = routes.info[r].length
    for p in range(1, n):
        x = routes.at[r, p].node
        if x >= n_hubs:
            if routes.slot_of[x] == ABSENT:
                continue
        elif routes.at[r, w - 1].node < n_hubs:
            if p < n - 1:
                continue
            w = max(1, w - 1)
        routes.at[r, w].node = x
        routes.at[r, w].window = routes.at[r, p].window
        w += 1
    routes.info[r].length = w
    if not refresh(facts, routes, scratch, r):
        for p in range(1, w - 1):
            if routes.at[r, p].node >= n_hubs:
                leave_out(facts, routes, routes.at[r, p].node)
        clear(facts, routes, r)


@inner
def touch(scratch: Scratch, r: int) -> None:
    """Note that a route differs from the last plan accepted."""
    if scratch.marks[r].is_touched == 0:
        scratch.marks[r].is_touched = 1
        n = scratch.desk[0].n_touched
        scratch.marks[n].touched = r
        scratch.desk[0].n_touched = n + 1
