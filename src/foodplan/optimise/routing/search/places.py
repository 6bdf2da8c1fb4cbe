"""Where a visit fits into a route, and what that costs: two joins for every position.

The cost of a place is exact but for departures and rests that depend on the clock; then it is a
lower limit, and `recreate` walks the route before it believes it:

    arcs      A(a,c) + A(c,b) - A(a,b)
    duty      service, loading of a new trip, and the change of waiting and resting
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from foodplan.optimise.routing.search.arrays import FROM, TO, Facts, Record, Routes
from foodplan.optimise.routing.search.jit import inner, unfolded, whole
from foodplan.optimise.routing.search.segments import Segment, join, least_rest, segment

NOWHERE = -1
IN_TRIP = 0
BEFORE_TRIP = 1
"""As a new trip, before the trip that begins here."""
LAST_TRIP = 2
"""As a new trip, after all others."""


class Place(NamedTuple):
    """A position for a visit: right after `position`."""

    cost: int
    """Added cost, in money."""
    slot: int
    position: int
    manner: int
    window: int


@unfolded
def place_at(cost: int, slot: int, position: int, manner: int, window: int) -> Place:
    """A place; whole numbers of one width, as compiled code wants them."""
    return Place(whole(cost), whole(slot), whole(position), whole(manner), whole(window))


@unfolded
def best_in_route(facts: Facts, routes: Routes, r: int, c: int, best: Place, blink: float) -> Place:
    """The cheapest place in route r if it is cheaper than `best`."""
    slot, info, node = facts.slots[r], routes.info[r], facts.nodes[c]
    longest_s = min(info.longest_s, node.max_route_s)
    if (
        info.n_stops < slot.max_stops
        and info.work_s + node.service_s <= longest_s
        and info.boxed_mpal + facts.boxed[c, r] <= slot.box_mpal
        and facts.days[c, slot.day].n_windows > 0
    ):
        base = slot.per_second * (node.service_s - info.slack_s)
        if info.n_stops == 0:
            base += slot.fixed + slot.per_second * slot.turnaround_s
            if routes.vehicle_used[slot.vehicle] == 0:
                base += slot.weekly
        elif info.n_trips < slot.max_trips:
            round_trip = base + facts.ways[slot.tariff, TO, c, slot.hub].cost
            round_trip += facts.ways[slot.tariff, FROM, c, slot.hub].cost
            round_trip += slot.per_second * slot.turnaround_s
            if round_trip < best.cost:
                best = _as_trip(facts, routes, r, c, round_trip, longest_s, best)
        for k in range(info.n_trips):
            if base < best.cost and _fits_trip(slot, node, routes.trips[r, k]):
                best = _in_trip(facts, routes, r, c, k, base, longest_s, best, blink)
    return best


@unfolded
def _fits_trip(slot: Record, node: Record, trip: Record) -> bool:
    """Payload, pallets and stops of one trip; deliveries and pick-ups each fill the vehicle."""
    dag = trip.in_dag if node.pickup == 1 else trip.out_dag
    mpal = trip.in_mpal if node.pickup == 1 else trip.out_mpal
    return bool(
        dag + node.load_dag <= slot.capacity_dag
        and mpal + node.load_mpal <= slot.capacity_mpal
        and trip.n_stops < slot.max_stops_per_trip
    )


@unfolded
def _in_trip(
    facts: Facts,
    routes: Routes,
    r: int,
    c: int,
    k: int,
    base: int,
    longest_s: int,
    best: Place,
    blink: float,
) -> Place:
    """The cheapest place in one trip; ends where the vehicle comes too late for every window."""
    slot, trip = facts.slots[r], routes.trips[r, k]
    closes_s = facts.days[c, slot.day].closes_s
    p, end = trip.begin, routes.trips[r, k + 1].begin
    while p < end:
        before, after = routes.at[r, p], routes.at[r, p + 1]
        to = facts.ways[slot.tariff, TO, c, before.node]
        if before.duration + before.earliest + to.drive_s > closes_s:
            break
        cost = base + to.cost + facts.ways[slot.tariff, FROM, c, after.node].cost - before.edge
        if cost < best.cost and not (blink > 0 and np.random.random() < blink):  # noqa: NPY002
            best = _at(facts, routes, r, c, k, p, cost, longest_s, best)
        p += 1
    return best


@inner
def _at(
    facts: Facts,
    routes: Routes,
    r: int,
    c: int,
    k: int,
    p: int,
    cost: int,
    longest_s: int,
    best: Place,
) -> Place:
    """Visit c between p and p + 1, in each of its windows."""
    if not _in_order(facts, routes, r, k, p, c):
        return best
    slot, info, at = facts.slots[r], routes.info[r], routes.at[r, p]
    way_s = whole(facts.ways[slot.tariff, TO, c, at.node].drive_s)
    on_s = whole(facts.ways[slot.tariff, FROM, c, routes.at[r, p + 1].node].drive_s)
    work_s = info.work_s + way_s + on_s - at.leg_s + facts.nodes[c].service_s
    drive_s = info.drive_s + way_s + on_s - at.leg_s
    head = segment(at.duration, at.earliest, at.latest)
    if facts.days[c, slot.day].release_s > routes.trips[r, k].release_s:
        head = _released(facts, routes, r, k, p, facts.days[c, slot.day].release_s)
        if head.duration < 0:
            return best
    tail = routes.at[r, p + 1]
    for w in range(facts.days[c, slot.day].n_windows):
        found = _served(facts, c, slot.day, w, head, way_s)
        if found.duration < 0:
            continue
        found = join(
            found.duration,
            found.earliest,
            found.latest,
            on_s,
            tail.next_duration,
            tail.next_earliest,
            tail.next_latest,
        )
        if found.duration >= 0:
            duty_s = _least_duty(facts, found.duration, work_s, drive_s)
            dear = cost + slot.per_second * (duty_s - work_s)
            if duty_s <= longest_s and dear < best.cost:
                best = place_at(dear, r, p, IN_TRIP, w)
    return best


@inner
def _served(facts: Facts, c: int, day: int, w: int, head: Segment, way_s: int) -> Segment:
    """What comes before, and then the visit in one of its windows."""
    window = facts.windows[c, day, w]
    return join(
        head.duration,
        head.earliest,
        head.latest,
        way_s,
        facts.nodes[c].service_s,
        window.opens_s,
        window.closes_s,
    )


@inner
def _least_duty(facts: Facts, duration: int, work_s: int, drive_s: int) -> int:
    rules = facts.rules[0]
    rest_s = least_rest(
        work_s, drive_s, rules.work_limit_s, rules.pause_s, rules.drive_limit_s, rules.break_s
    )
    return max(duration, work_s + rest_s)


@inner
def _released(facts: Facts, routes: Routes, r: int, k: int, p: int, release_s: int) -> Segment:
    """The segment up to p if trip k may not leave before `release_s`."""
    slot, begin = facts.slots[r], routes.trips[r, k].begin
    found = _loaded(facts, routes, r, begin, release_s)
    for q in range(begin + 1, p + 1):
        if found.duration < 0:
            return found
        at = routes.at[r, q]
        window = facts.windows[at.node, slot.day, at.window]
        found = join(
            found.duration,
            found.earliest,
            found.latest,
            routes.at[r, q - 1].leg_s,
            facts.nodes[at.node].service_s,
            window.opens_s,
            window.closes_s,
        )
    return found


@inner
def _in_order(facts: Facts, routes: Routes, r: int, k: int, p: int, c: int) -> bool:
    """Deliveries before pick-ups, and the first stop stays first if it must."""
    node, trip, n_hubs = facts.nodes[c], routes.trips[r, k], facts.rules[0].n_hubs
    a, b = routes.at[r, p].node, routes.at[r, p + 1].node
    if p == trip.begin:
        if trip.first_only == 1:
            return False
    elif node.first_only == 1:
        return False
    if node.pickup == 1:
        return bool(b < n_hubs or facts.nodes[b].pickup == 1)
    return bool(a < n_hubs or facts.nodes[a].pickup == 0)


@inner
def _as_trip(
    facts: Facts, routes: Routes, r: int, c: int, cost: int, longest_s: int, best: Place
) -> Place:
    """A new trip for the visit alone, before each trip and after the last one."""
    slot, node, info = facts.slots[r], facts.nodes[c], routes.info[r]
    if node.load_dag > slot.capacity_dag or node.load_mpal > slot.capacity_mpal:
        return best
    way_s = whole(facts.ways[slot.tariff, TO, c, slot.hub].drive_s)
    home_s = whole(facts.ways[slot.tariff, FROM, c, slot.hub].drive_s)
    drive_s = info.drive_s + way_s + home_s
    work_s = info.work_s + way_s + home_s + node.service_s + slot.turnaround_s
    if work_s > longest_s:
        return best
    for k in range(info.n_trips + 1):
        p = routes.trips[r, k].begin
        head = _loaded(facts, routes, r, p, facts.days[c, slot.day].release_s)
        tail = routes.at[r, p]
        if head.duration < 0:
            break
        for w in range(facts.days[c, slot.day].n_windows):
            found = _served(facts, c, slot.day, w, head, way_s)
            if found.duration < 0:
                continue
            found = join(
                found.duration,
                found.earliest,
                found.latest,
                home_s,
                tail.next_duration,
                tail.next_earliest,
                tail.next_latest,
            )
            if found.duration >= 0:
                duty_s = _least_duty(facts, found.duration, work_s, drive_s)
                dear = cost + slot.per_second * (duty_s - work_s)
                if duty_s <= longest_s and dear < best.cost:
                    manner = LAST_TRIP if k == info.n_trips else BEFORE_TRIP
                    best = place_at(dear, r, p, manner, w)
    return best


@inner
def _loaded(facts: Facts, routes: Routes, r: int, p: int, release_s: int) -> Segment:
    """The segment up to a loading in place of, or before, the one at position p."""
    slot = facts.slots[r]
    opens_s = max(slot.start_s, release_s - slot.turnaround_s)
    if opens_s > slot.end_s:
        return segment(-1, 0, 0)
    if p == 0:
        return segment(slot.turnaround_s, opens_s, slot.end_s)
    at = routes.at[r, p - 1]
    return join(
        at.duration,
        at.earliest,
        at.latest,
        at.leg_s,
        slot.turnaround_s,
        opens_s,
        slot.end_s,
    )
