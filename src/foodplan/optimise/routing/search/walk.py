"""The driver's day step by step, with real departure bands and rests: what `schedule` says.

A compiled twin of `foodplan.optimise.routing.schedule`, used where segment arithmetic is only a
lower limit: when roads differ by departure, or a route is so long that a rest is due.
"""

from __future__ import annotations

from typing import NamedTuple

from foodplan.optimise.routing.search.arrays import Facts, Record, Routes
from foodplan.optimise.routing.search.jit import inner, whole
from foodplan.optimise.routing.search.scratch import Scratch

_FAR_S = 2**30


class Timing(NamedTuple):
    """A route's times; a negative duty means that it cannot be done."""

    duty_s: int
    metres: int
    end_s: int
    waited_s: int
    shift_s: int
    """The start may move so much later without a later end, bands and rests aside."""


@inner
def best_timing(facts: Facts, routes: Routes, scratch: Scratch, r: int) -> Timing:
    """The least time on duty that `schedule` finds for the route."""
    slot, trip = facts.slots[r], routes.trips[r, 0]
    start_s = max(slot.start_s, trip.release_s - slot.turnaround_s)
    first = _walk(facts, routes, scratch, r, start_s, 1)
    if first.duty_s < 0:
        return first
    best = _later(facts, routes, scratch, r, start_s, first)
    is_waiting = best.waited_s > 0
    for band in range(1, facts.rules[0].n_bands):
        from_s = facts.band_starts[band] - slot.turnaround_s
        if from_s > start_s:
            best = _shorter(best, _from(facts, routes, scratch, r, from_s))
    if not is_waiting:
        return best
    for p in range(1, routes.info[r].length - 1):
        x = routes.at[r, p].node
        if x < facts.rules[0].n_hubs:
            continue
        for w in range(facts.days[x, slot.day].n_windows):
            opens_s = facts.windows[x, slot.day, w].opens_s
            from_s = opens_s - scratch.spots[p].travelled_s
            if from_s > start_s:
                best = _shorter(best, _from(facts, routes, scratch, r, from_s))
    return best


@inner
def _from(facts: Facts, routes: Routes, scratch: Scratch, r: int, start_s: int) -> Timing:
    """The route from one start or later; a negative duty if it cannot be done."""
    found = _walk(facts, routes, scratch, r, start_s, 0)
    if found.duty_s < 0:
        return found
    return _later(facts, routes, scratch, r, start_s, found)


@inner
def _shorter(a: Timing, b: Timing) -> Timing:
    if b.duty_s < 0:
        return a
    if b.duty_s < a.duty_s or (b.duty_s == a.duty_s and b.end_s < a.end_s):
        return b
    return a


@inner
def _later(
    facts: Facts, routes: Routes, scratch: Scratch, r: int, start_s: int, found: Timing
) -> Timing:
    """The same route started later, as long as that shortens the time on duty."""
    while found.shift_s > 0:
        start_s += found.shift_s
        moved = _walk(facts, routes, scratch, r, start_s, 0)
        if moved.duty_s < 0 or moved.duty_s >= found.duty_s:
            break
        found = moved
    return found


@inner
def _walk(
    facts: Facts, routes: Routes, scratch: Scratch, r: int, start_s: int, note: int
) -> Timing:
    """All times from one start; `note` = 1 keeps when each stop is reached."""
    slot, rules, clock = facts.slots[r], facts.rules[0], scratch.desk[0]
    nowhere = Timing(-1, 0, 0, 0, 0)
    _begin(clock, start_s)
    n, k, n_hubs = routes.info[r].length, 0, facts.rules[0].n_hubs
    for p in range(n - 1):
        x, y = routes.at[r, p].node, routes.at[r, p + 1].node
        if x < n_hubs:
            if not _load(rules, clock, slot.turnaround_s, routes.trips[r, k].release_s):
                return nowhere
            k += 1
        if not _drive(facts, clock, slot.kind, facts.nodes[x].place, facts.nodes[y].place):
            return nowhere
        if y >= n_hubs:
            if note == 1:
                scratch.spots[p + 1].travelled_s = clock.now_s - start_s - clock.waited_s
            if not _serve(facts, clock, y, slot.day):
                return nowhere
        elif clock.now_s > slot.end_s:
            return nowhere
    shift_s = min(clock.slack_s, clock.waited_s)
    return Timing(clock.now_s - start_s, clock.metres, clock.now_s, clock.waited_s, shift_s)


@inner
def _begin(clock: Record, start_s: int) -> None:
    clock.now_s = start_s
    clock.rested_s = start_s
    clock.driven_s = 0
    clock.waited_s = 0
    clock.metres = 0
    clock.slack_s = _FAR_S


@inner
def _load(rules: Record, clock: Record, turnaround_s: int, release_s: int) -> bool:
    """Load at the hub, after a rest if it needs one, and wait for the goods."""
    if not _rest_before(rules, clock, turnaround_s, 0):
        return False
    clock.now_s += turnaround_s
    return _await_goods(rules, clock, release_s)


@inner
def _await_goods(rules: Record, clock: Record, release_s: int) -> bool:
    """Wait at the hub until the goods are there; a long wait is a rest."""
    wait_s = release_s - clock.now_s
    if wait_s >= rules.pause_s and rules.pause_s > 0:
        _rest(rules, clock, wait_s)
        clock.waited_s += wait_s
        return True
    if wait_s > 0 and not _rest_before(rules, clock, wait_s, 0):
        return False
    _wait(clock, release_s)
    return True


@inner
def _drive(facts: Facts, clock: Record, kind: int, place: int, to: int) -> bool:
    """Drive a leg, after a rest if it needs one; False where there is no way."""
    if facts.roads[kind, 0, place, to].metres < 0:
        return False
    rules = facts.rules[0]
    drive_s = whole(facts.roads[kind, _band(facts, clock.now_s), place, to].seconds)
    if not _rest_before(rules, clock, drive_s, drive_s):
        return False
    band = _band(facts, clock.now_s)
    drive_s = whole(facts.roads[kind, band, place, to].seconds)
    clock.now_s += drive_s
    clock.driven_s += drive_s
    clock.metres += facts.roads[kind, band, place, to].metres
    return True


@inner
def _serve(facts: Facts, clock: Record, x: int, day: int) -> bool:
    """Wait for the window and serve; False if every window is missed."""
    rules, service_s = facts.rules[0], facts.nodes[x].service_s
    opens_s = _opens(facts, clock, x, day)
    if opens_s < 0:
        return False
    wait_s = opens_s - clock.now_s
    if wait_s >= rules.pause_s and rules.pause_s > 0:
        _rest(rules, clock, wait_s)
        clock.waited_s += wait_s
    if not _rest_before(rules, clock, opens_s - clock.now_s + service_s, 0):
        return False
    opens_s = _opens(facts, clock, x, day)
    if opens_s < 0:
        return False
    _wait(clock, opens_s)
    clock.now_s += service_s
    return True


@inner
def _opens(facts: Facts, clock: Record, x: int, day: int) -> int:
    """Earliest time from now on at which service may begin, -1 if there is none."""
    for w in range(facts.days[x, day].n_windows):
        closes_s = facts.windows[x, day, w].closes_s
        if clock.now_s <= closes_s:
            clock.slack_s = min(clock.slack_s, clock.waited_s + closes_s - clock.now_s)
            return int(max(clock.now_s, facts.windows[x, day, w].opens_s))
    return -1


@inner
def _rest_before(rules: Record, clock: Record, work_s: int, drive_s: int) -> bool:
    """Rest now if the next piece of work would break a rule; False if it would even so."""
    needed_s = -1
    if clock.driven_s + drive_s > rules.drive_limit_s:
        needed_s = rules.break_s
    if clock.now_s - clock.rested_s + work_s > rules.work_limit_s:
        needed_s = max(needed_s, rules.pause_s)
    if needed_s < 0:
        return True
    _rest(rules, clock, needed_s)
    return bool(drive_s <= rules.drive_limit_s and work_s <= rules.work_limit_s)


@inner
def _rest(rules: Record, clock: Record, rest_s: int) -> None:
    clock.now_s += rest_s
    if rest_s >= rules.pause_s:
        clock.rested_s = clock.now_s
    if rest_s >= rules.break_s:
        clock.driven_s = 0


@inner
def _wait(clock: Record, when_s: int) -> None:
    clock.waited_s += max(0, when_s - clock.now_s)
    clock.now_s = max(clock.now_s, when_s)


@inner
def _band(facts: Facts, now_s: int) -> int:
    band = 0
    while band + 1 < facts.rules[0].n_bands and facts.band_starts[band + 1] <= now_s:
        band += 1
    return band
