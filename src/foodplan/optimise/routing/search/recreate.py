"""Recreate: put absent jobs back, one after the other, each where it costs least.

Greedy insertion with blinks (Christiaens and Vanden Berghe 2020): now and then a position is
overlooked, so that the same ruin does not always end in the same plan. Besides open routes, one
unused vehicle-day of each class is looked into.
"""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.search.arrays import ABSENT, FEWER, Facts, Routes
from foodplan.optimise.routing.search.jit import inner, whole
from foodplan.optimise.routing.search.knobs import Knobs
from foodplan.optimise.routing.search.memo import cheaper, pass_over
from foodplan.optimise.routing.search.place import (
    BEFORE_TRIP,
    IN_TRIP,
    NEVER,
    NOWHERE,
    Place,
    place_at,
)
from foodplan.optimise.routing.search.ruin import touch
from foodplan.optimise.routing.search.scratch import Scratch
from foodplan.optimise.routing.search.state import forget, refresh, remember

_FAVOUR = -2 * FEWER
"""Enough to prefer an unused slot to an equal place."""
_TRIES = 4
"""Places of one job that may turn out to be impossible before it stays out."""


@inner
def recreate(facts: Facts, routes: Routes, scratch: Scratch, knobs: Knobs) -> None:
    """Put back what can be put back; the others stay absent."""
    total = routes.total[0]
    _sort_absent(facts, routes, scratch)
    family = -1
    if np.random.random() < knobs.one_family:  # noqa: NPY002
        family = facts.groups[np.random.randint(len(facts.groups))].family  # noqa: NPY002
    # Where an unused slot costs nothing, it leaves more time than a further trip of another.
    favour = _FAVOUR if np.random.random() < 0.5 else 0  # noqa: NPY002
    _list_open(facts, routes, scratch)
    left = 0
    for i in range(total.n_absent):
        job = routes.absent[i]
        if _place_job(facts, routes, scratch, knobs, job, family, favour):
            total.missing -= facts.jobs[job].price
        else:
            routes.absent[left] = job
            left += 1
    total.n_absent = left


@inner
def _list_open(facts: Facts, routes: Routes, scratch: Scratch) -> None:
    """Note the routes in use, and an unused slot of each class.

    If possible that of a vehicle whose week is paid already.
    """
    n = 0
    for g in range(len(facts.groups)):
        scratch.spare[g] = NOWHERE
    for r in range(len(facts.slots)):
        if routes.info[r].n_stops > 0:
            scratch.marks[n].open = r
            n += 1
            continue
        slot = facts.slots[r]
        if scratch.spare[slot.group] == NOWHERE or (
            slot.weekly > 0
            and routes.vehicle_used[slot.vehicle] > 0
            and routes.vehicle_used[facts.slots[scratch.spare[slot.group]].vehicle] == 0
        ):
            scratch.spare[slot.group] = r
    scratch.desk[0].n_open = n


@inner
def _sort_absent(facts: Facts, routes: Routes, scratch: Scratch) -> None:
    """Shuffle, or sort by one of the keys: size, distance, windows."""
    absent, n = routes.absent, routes.total[0].n_absent
    o = np.random.randint(facts.orders.shape[0])  # noqa: NPY002
    if facts.orders[o, 0] == 0:
        for i in range(n - 1, 0, -1):
            j = np.random.randint(i + 1)  # noqa: NPY002
            absent[i], absent[j] = absent[j], absent[i]
        return
    for i in range(n):
        scratch.keys[i] = facts.orders[o, absent[i]]
    for i in range(1, n):
        key, job, j = scratch.keys[i], absent[i], i - 1
        while j >= 0 and scratch.keys[j] > key:
            scratch.keys[j + 1] = scratch.keys[j]
            absent[j + 1] = absent[j]
            j -= 1
        scratch.keys[j + 1] = key
        absent[j + 1] = job


@inner
def _place_job(
    facts: Facts,
    routes: Routes,
    scratch: Scratch,
    knobs: Knobs,
    job: int,
    family: int,
    favour: int,
) -> bool:
    """Put one copy of a job at its cheapest place that stands a walk."""
    # Half of the time no dearer than leaving it out; else a first stop could never open a route.
    most = facts.jobs[job].price if knobs.fleet == 0 and np.random.random() < 0.5 else NEVER  # noqa: NPY002
    for _ in range(_TRIES):
        best, best_copy = place_at(most, NOWHERE, 0, IN_TRIP, 0), NOWHERE
        c = facts.jobs[job].first
        while c != NOWHERE:
            found = _best_place(facts, routes, scratch, knobs, c, family, favour, best)
            if found.cost < best.cost:
                best, best_copy = found, c
            c = facts.nodes[c].next_copy
        if best.slot == NOWHERE:
            return False
        was_empty = routes.info[best.slot].n_stops == 0
        if _insert(facts, routes, scratch, best, best_copy):
            if was_empty:
                _list_open(facts, routes, scratch)
            return True
        pass_over(facts, routes, scratch, best, best_copy)
    return False


@inner
def _best_place(
    facts: Facts,
    routes: Routes,
    scratch: Scratch,
    knobs: Knobs,
    c: int,
    family: int,
    favour: int,
    best: Place,
) -> Place:
    """The cheapest place of one visit over open routes and one unused slot of each class."""
    n_open = scratch.desk[0].n_open
    n = n_open
    if routes.total[0].n_used < knobs.most_used:
        n = _add_unused(facts, scratch, c, family)
    bound = facts.rules[0].capped == 1 or facts.nodes[c].next_apart != c
    for i in range(n):
        r = whole(scratch.marks[i].open)
        if bound and not day_is_open(facts, routes, c, r):
            continue
        slot, extra = facts.slots[r], 0
        if i >= n_open:
            extra = favour
            if routes.vehicle_used[slot.vehicle] == 0:
                extra += slot.weekly
        best = cheaper(facts, routes, scratch, r, c, best, extra, knobs.blink)
    return best


@inner
def _add_unused(facts: Facts, scratch: Scratch, c: int, family: int) -> int:
    """Append an unused slot of each class, or of one family if it may; the new length."""
    n = scratch.desk[0].n_open
    wanted = family if family >= 0 and _family_may(facts, c, family) else -1
    for g in range(len(facts.groups)):
        if scratch.spare[g] != NOWHERE and (wanted < 0 or facts.groups[g].family == wanted):
            scratch.marks[n].open = scratch.spare[g]
            n += 1
    return int(n)


@inner
def _family_may(facts: Facts, c: int, family: int) -> bool:
    for g in range(len(facts.groups)):
        group = facts.groups[g]
        if group.family == family and facts.boxed[c, group.first] >= 0:
            return True
    return False


@inner
def day_is_open(facts: Facts, routes: Routes, c: int, r: int) -> bool:
    """Whether the slot's day keeps the gap to the visit's twins and the hub's caps."""
    slot, node = facts.slots[r], facts.nodes[c]
    other = node.next_apart
    while other != c:
        s = routes.slot_of[other]
        gap = max(node.min_gap_days, facts.nodes[other].min_gap_days)
        if s != ABSENT and abs(facts.slots[s].day - slot.day) < gap:
            return False
        other = facts.nodes[other].next_apart
    if facts.rules[0].capped == 1 and node.pickup == 0:
        departed = 0
        for day in range(facts.cap.shape[1]):
            departed += routes.departed[slot.hub, day]
            if day >= slot.day and departed + node.load_dag > facts.cap[slot.hub, day]:
                return False
    return True


@inner
def _insert(facts: Facts, routes: Routes, scratch: Scratch, place: Place, c: int) -> bool:
    """Put a visit in; False, and nothing changed, if the route cannot be driven so."""
    r, hub = place.slot, facts.slots[place.slot].hub
    forget(facts, routes, r)
    n, p = routes.info[r].length, place.position
    step = 1 if place.manner == IN_TRIP else 2
    for q in range(n - 1, p, -1):
        routes.at[r, q + step].node = routes.at[r, q].node
        routes.at[r, q + step].window = routes.at[r, q].window
    at = p + 1
    if place.manner == BEFORE_TRIP:
        routes.at[r, p + 2].node = hub
    elif place.manner != IN_TRIP:
        routes.at[r, p].node = hub
        routes.at[r, p + 2].node = hub
    if step == 2:
        routes.at[r, p + 2].window = 0
    routes.at[r, at].node = c
    routes.at[r, at].window = place.window
    routes.info[r].length = n + step
    fits = refresh(facts, routes, scratch, r)
    if fits:
        routes.slot_of[c] = r
        touch(scratch, r)
    else:
        _remove(routes, r, p, step)
        refresh(facts, routes, scratch, r)
    remember(facts, routes, r)
    return fits


@inner
def _remove(routes: Routes, r: int, p: int, step: int) -> None:
    """Undo an insertion."""
    n = routes.info[r].length
    for q in range(p + 1 + step, n):
        routes.at[r, q - step].node = routes.at[r, q].node
        routes.at[r, q - step].window = routes.at[r, q].window
    routes.info[r].length = n - step
