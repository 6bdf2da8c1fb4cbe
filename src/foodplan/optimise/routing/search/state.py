"""Routes as they stand: times, loads and costs of one route, and the sums over all of them.

A route is changed in three steps: `forget` takes it out of the sums, its nodes are changed and
`refresh` works out everything that follows from them, `remember` adds it to the sums again.
"""

from __future__ import annotations

from foodplan.optimise.routing.search.arrays import ABSENT, FROM, SEVERAL, Facts, Record, Routes
from foodplan.optimise.routing.search.jit import compiled, inner, whole
from foodplan.optimise.routing.search.scratch import Scratch
from foodplan.optimise.routing.search.segments import join, least_rest
from foodplan.optimise.routing.search.walk import best_timing

_TAG = 0x5851F42D4C957F2D
"""An odd factor without a pattern; products wrap around at 64 bits."""


@inner
def refresh(facts: Facts, routes: Routes, scratch: Scratch, r: int) -> bool:
    """Everything that follows from the nodes of a route; False if it breaks a rule of time.

    Loads and counts are summed up here but judged where a visit is put in.
    """
    _sum_trips(facts, routes, r)
    _sum_legs(facts, routes, r)
    if not _join_before(facts, routes, r) or not _join_after(facts, routes, r):
        return False
    return _price(facts, routes, scratch, r)


@inner
def _sum_trips(facts: Facts, routes: Routes, r: int) -> None:
    """Loads, counts and limits, trip by trip."""
    n_hubs, slot, info = facts.rules[0].n_hubs, facts.slots[r], routes.info[r]
    longest_s = min(slot.max_route_s, slot.end_s - slot.start_s)
    boxed, n_stops, k = 0, 0, -1
    picks_at, alone = ABSENT, 0
    for p in range(info.length):
        x = routes.at[r, p].node
        if x < n_hubs:
            k += 1
            _start_trip(routes.trips[r, k], p)
            continue
        node, trip = facts.nodes[x], routes.trips[r, k]
        routes.at[r, p].pickup = node.pickup
        if node.pickup == 1:
            trip.in_dag += node.load_dag
            trip.in_mpal += node.load_mpal
            same = picks_at == ABSENT or picks_at == node.place
            picks_at = node.place if same else SEVERAL
            alone = max(alone, node.alone)
        else:
            trip.out_dag += node.load_dag
            trip.out_mpal += node.load_mpal
        trip.release_s = max(trip.release_s, facts.days[x, slot.day].release_s)
        trip.first_only = max(trip.first_only, node.first_only)
        trip.n_stops += 1
        n_stops += 1
        boxed += facts.boxed[x, r]
        longest_s = min(longest_s, node.max_route_s)
    info.n_trips, info.n_stops = k, n_stops
    info.boxed_mpal, info.longest_s = boxed, longest_s
    info.picks_at, info.alone = picks_at, alone


@inner
def _start_trip(trip: Record, begin: int) -> None:
    trip.begin = begin
    trip.out_dag = 0
    trip.out_mpal = 0
    trip.in_dag = 0
    trip.in_mpal = 0
    trip.n_stops = 0
    trip.release_s = 0
    trip.first_only = 0


@inner
def _sum_legs(facts: Facts, routes: Routes, r: int) -> None:
    """Arc costs, driving and work."""
    n_hubs, slot, info = facts.rules[0].n_hubs, facts.slots[r], routes.info[r]
    work_s, drive_s, arcs, tag = 0, 0, 0, 1
    for p in range(info.length - 1):
        x, y = routes.at[r, p].node, routes.at[r, p + 1].node
        edge = whole(facts.costs[slot.tariff, FROM, x, y])
        routes.at[r, p].edge = edge
        arcs += edge
        leg_s = whole(facts.drives_s[slot.tariff, FROM, x, y])
        routes.at[r, p].leg_s = leg_s
        drive_s += leg_s
        tag = _TAG * tag + 64 * y + routes.at[r, p + 1].window
        work_s += leg_s + (slot.turnaround_s if x < n_hubs else facts.nodes[x].service_s)
    info.work_s, info.drive_s, info.arcs, info.tag = work_s, drive_s, arcs, tag


@inner
def _join_before(facts: Facts, routes: Routes, r: int) -> bool:
    """Segments from the start to each position, where anything depends on them."""
    if facts.rules[0].waits == 0:
        return True
    n_hubs, slot, info = facts.rules[0].n_hubs, facts.slots[r], routes.info[r]
    start_s = max(slot.start_s, routes.trips[r, 0].release_s - slot.turnaround_s)
    duration, earliest, latest = slot.turnaround_s, start_s, slot.end_s
    if earliest > latest:
        return False
    _put_before(routes.at[r, 0], duration, earliest, latest)
    k = 0
    for p in range(1, info.length):
        x = routes.at[r, p].node
        if x < n_hubs:
            k += 1
            service_s = 0 if p == info.length - 1 else slot.turnaround_s
            opens_s = max(slot.start_s, routes.trips[r, k].release_s - slot.turnaround_s)
            closes_s = slot.end_s
        else:
            w = routes.at[r, p].window
            service_s = facts.nodes[x].service_s
            opens_s, closes_s = (
                facts.windows[x, slot.day, w].opens_s,
                facts.windows[x, slot.day, w].closes_s,
            )
        duration, earliest, latest = join(
            duration, earliest, latest, routes.at[r, p - 1].leg_s, service_s, opens_s, closes_s
        )
        if duration < 0:
            return False
        _put_before(routes.at[r, p], duration, earliest, latest)
    return True


@inner
def _join_after(facts: Facts, routes: Routes, r: int) -> bool:
    """Segments from each position to the end, where anything depends on them."""
    if facts.rules[0].waits == 0:
        return True
    n_hubs, slot, info = facts.rules[0].n_hubs, facts.slots[r], routes.info[r]
    duration, earliest, latest = 0, slot.start_s, slot.end_s
    _put_after(routes.at[r, info.length - 1], duration, earliest, latest)
    k = info.n_trips
    for p in range(info.length - 2, -1, -1):
        x = routes.at[r, p].node
        if x < n_hubs:
            k -= 1
            service_s = slot.turnaround_s
            opens_s = max(slot.start_s, routes.trips[r, k].release_s - slot.turnaround_s)
            closes_s = slot.end_s
        else:
            w = routes.at[r, p].window
            service_s = facts.nodes[x].service_s
            opens_s, closes_s = (
                facts.windows[x, slot.day, w].opens_s,
                facts.windows[x, slot.day, w].closes_s,
            )
        duration, earliest, latest = join(
            service_s, opens_s, closes_s, routes.at[r, p].leg_s, duration, earliest, latest
        )
        if duration < 0:
            return False
        _put_after(routes.at[r, p], duration, earliest, latest)
    return True


@inner
def _put_before(at: Record, duration: int, earliest: int, latest: int) -> None:
    at.duration = duration
    at.earliest = earliest
    at.latest = latest


@inner
def _put_after(at: Record, duration: int, earliest: int, latest: int) -> None:
    at.next_duration = duration
    at.next_earliest = earliest
    at.next_latest = latest


@inner
def _price(facts: Facts, routes: Routes, scratch: Scratch, r: int) -> bool:
    """Time on duty and cost; by a walk where segments are only a lower limit."""
    slot, info, rules = facts.slots[r], routes.info[r], facts.rules[0]
    info.slack_s, info.cost = 0, 0
    if info.n_stops == 0:
        return True
    rest_s = least_rest(
        info.work_s,
        info.drive_s,
        rules.work_limit_s,
        rules.pause_s,
        rules.drive_limit_s,
        rules.break_s,
    )
    duty_s = max(routes.at[r, 0].next_duration, info.work_s + rest_s)
    info.slack_s = duty_s - info.work_s
    if duty_s > info.longest_s:
        return False
    if rules.n_bands > 1 or info.drive_s > rules.drive_limit_s or duty_s > rules.work_limit_s:
        timing = best_timing(facts, routes, scratch, r)
        if timing.duty_s < 0 or timing.duty_s > info.longest_s:
            return False
        info.cost = slot.fixed + slot.per_metre * timing.metres + slot.per_second * timing.duty_s
        for p in range(info.length):
            info.cost += facts.nodes[routes.at[r, p].node].dear
        return True
    info.cost = slot.fixed + info.arcs + slot.per_second * (duty_s - info.drive_s)
    return True


@inner
def forget(facts: Facts, routes: Routes, r: int) -> None:
    """Take a route out of the sums."""
    _count(facts, routes, r, -1)


@inner
def remember(facts: Facts, routes: Routes, r: int) -> None:
    """Add a route to the sums."""
    _count(facts, routes, r, 1)


@inner
def _count(facts: Facts, routes: Routes, r: int, sign: int) -> None:
    slot, info, total = facts.slots[r], routes.info[r], routes.total[0]
    if info.n_stops == 0:
        return
    total.routes += sign * info.cost
    total.n_used += sign
    routes.group_used[slot.group] += sign
    days = routes.vehicle_used[slot.vehicle]
    routes.vehicle_used[slot.vehicle] = days + sign
    if days == (0 if sign > 0 else 1):
        total.routes += sign * slot.weekly
    if facts.rules[0].capped == 1:
        for k in range(info.n_trips):
            routes.departed[slot.hub, slot.day] += sign * routes.trips[r, k].out_dag


@compiled
def clear(facts: Facts, routes: Routes, r: int) -> None:
    """Make the slot's route an empty one."""
    hub, info = facts.slots[r].hub, routes.info[r]
    routes.at[r, 0].node = hub
    routes.at[r, 1].node = hub
    routes.at[r, 0].window = 0
    routes.at[r, 1].window = 0
    info.length = 2
    _sum_trips(facts, routes, r)
    _sum_legs(facts, routes, r)
    _join_before(facts, routes, r)
    _join_after(facts, routes, r)
    info.slack_s, info.cost = 0, 0


@inner
def copy_route(source: Routes, target: Routes, r: int) -> None:
    """Copy one route with all that follows from it; the sums stay as they are."""
    target.info[r] = source.info[r]
    for p in range(source.info[r].length):
        target.at[r, p] = source.at[r, p]
    for k in range(source.info[r].n_trips + 1):
        target.trips[r, k] = source.trips[r, k]


@inner
def leave_out(facts: Facts, routes: Routes, x: int) -> None:
    """Mark a visit as taken out; its route is put in order by the caller."""
    job = facts.nodes[x].job
    total = routes.total[0]
    routes.slot_of[x] = -1
    routes.absent[total.n_absent] = job
    total.n_absent += 1
    total.missing += facts.jobs[job].price
