"""Where a visit fits into a route, and what that costs: two joins for every position.

The cost of a place is exact but for departures and rests that depend on the clock; then it is a
lower limit, and `recreate` walks the route before it believes it:

    arcs      A(a,c) + A(c,b) - A(a,b)
    duty      service, loading of a new trip, and the change of waiting and resting
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from foodplan.optimise.routing.search.arrays import Facts, Routes
from foodplan.optimise.routing.search.jit import inner, unfolded
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
def place_at(cost, slot, position, manner, window):  # type: ignore[no-untyped-def]
    """A place; whole numbers of one width, as compiled code wants them."""
    return Place(
        np.int64(cost), np.int64(slot), np.int64(position), np.int64(manner), np.int64(window)
    )


@inner
def best_in_route(
    facts: Facts, routes: Routes, r: int, c: int, base: int, best: Place, blink: float
) -> Place:
    """The cheapest place in route r if it is cheaper than `best`; `base` is added to its cost."""
    slot, info, node = facts.slots[r], routes.info[r], facts.nodes[c]
    longest_s = min(info.longest_s, node.max_route_s)
    if (
        info.n_stops >= slot.max_stops
        or info.work_s + node.service_s > longest_s
        or info.boxed_mpal + facts.boxed[slot.group, c] > slot.box_mpal
    ):
        return best
    base += slot.per_second * (node.service_s - info.slack_s)
    closes_s = facts.windows[c, slot.day, facts.n_windows[c, slot.day] - 1, 1]
    may_add = info.n_stops > 0 and info.n_trips < slot.max_trips and _fits_alone(slot, node)
    for k in range(info.n_trips):
        begin = routes.trips[r, k].begin
        if may_add:
            best = _as_trip(facts, routes, r, c, begin, BEFORE_TRIP, base, longest_s, best)
        if not _fits_trip(slot, node, routes.trips[r, k]):
            continue
        late = facts.release[c, slot.day] > routes.trips[r, k].release_s
        for p in range(begin, routes.trips[r, k + 1].begin):
            a = routes.at[r, p].node
            way_s = facts.drive_back[slot.kind, c, a]
            if routes.at[r, p].duration + routes.at[r, p].earliest + way_s > closes_s:
                break
            b = routes.at[r, p + 1].node
            cost = (
                base
                + facts.arc_back[slot.tariff, c, a]
                + facts.arc[slot.tariff, c, b]
                - routes.at[r, p].edge
            )
            if (
                cost < best.cost
                and _in_order(facts, routes, r, k, p, c)
                and not (blink > 0 and np.random.random() < blink)  # noqa: NPY002
            ):
                best = _at(facts, routes, r, c, k, p, late, cost, longest_s, best)
    if may_add:
        end = info.length - 1
        best = _as_trip(facts, routes, r, c, end, LAST_TRIP, base, longest_s, best)
    return best


@unfolded
def _fits_alone(slot, node):  # type: ignore[no-untyped-def]
    return node.load_dag <= slot.capacity_dag and node.load_mpal <= slot.capacity_mpal


@unfolded
def _fits_trip(slot, node, trip):  # type: ignore[no-untyped-def]
    """Payload, pallets and stops of one trip; deliveries and pick-ups each fill the vehicle."""
    dag = trip.in_dag if node.pickup == 1 else trip.out_dag
    mpal = trip.in_mpal if node.pickup == 1 else trip.out_mpal
    return (
        dag + node.load_dag <= slot.capacity_dag
        and mpal + node.load_mpal <= slot.capacity_mpal
        and trip.n_stops < slot.max_stops_per_trip
    )


@inner
def _in_order(facts: Facts, routes: Routes, r: int, k: int, p: int, c: int) -> bool:
    """Deliveries before pick-ups, and the first stop stays first if it must."""
    node, trip, n_hubs = facts.nodes[c], routes.trips[r, k], facts.cap.shape[0]
    a, b = routes.at[r, p].node, routes.at[r, p + 1].node
    if p == trip.begin:
        if trip.first_only == 1:
            return False
    elif node.first_only == 1:
        return False
    if node.pickup == 1:
        return b < n_hubs or facts.nodes[b].pickup == 1
    return a < n_hubs or facts.nodes[a].pickup == 0


@inner
def _at(
    facts: Facts,
    routes: Routes,
    r: int,
    c: int,
    k: int,
    p: int,
    late: bool,
    cost: int,
    longest_s: int,
    best: Place,
) -> Place:
    """Visit c between p and p + 1, in each of its windows."""
    slot, info = facts.slots[r], routes.info[r]
    a, b = routes.at[r, p].node, routes.at[r, p + 1].node
    way_s = np.int64(facts.drive_back[slot.kind, c, a])
    on_s = np.int64(facts.drive[slot.kind, c, b])
    work_s = info.work_s + way_s + on_s - routes.at[r, p].leg_s + facts.nodes[c].service_s
    drive_s = info.drive_s + way_s + on_s - routes.at[r, p].leg_s
    d, e, l = routes.at[r, p].duration, routes.at[r, p].earliest, routes.at[r, p].latest
    if late:
        d, e, l = _released(facts, routes, r, k, p, facts.release[c, slot.day])
        if d < 0:
            return best
    for w in range(facts.n_windows[c, slot.day]):
        d1, e1, l1 = join(
            d,
            e,
            l,
            way_s,
            facts.nodes[c].service_s,
            facts.windows[c, slot.day, w, 0],
            facts.windows[c, slot.day, w, 1],
        )
        if d1 >= 0:
            q = p + 1
            d1, e1, l1 = join(
                d1,
                e1,
                l1,
                on_s,
                routes.at[r, q].next_duration,
                routes.at[r, q].next_earliest,
                routes.at[r, q].next_latest,
            )
        if d1 >= 0:
            duty_s = _least_duty(facts, d1, work_s, drive_s)
            whole = cost + slot.per_second * (duty_s - work_s)
            if duty_s <= longest_s and whole < best.cost:
                best = place_at(whole, r, p, IN_TRIP, w)
    return best


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
    opens_s = max(slot.start_s, release_s - slot.turnaround_s)
    found = segment(slot.turnaround_s, opens_s, slot.end_s)
    if opens_s > slot.end_s:
        return segment(-1, 0, 0)
    if k > 0:
        q = begin - 1
        found = join(
            routes.at[r, q].duration,
            routes.at[r, q].earliest,
            routes.at[r, q].latest,
            routes.at[r, q].leg_s,
            slot.turnaround_s,
            opens_s,
            slot.end_s,
        )
    for q in range(begin + 1, p + 1):
        if found.duration < 0:
            return found
        x, w = routes.at[r, q].node, routes.at[r, q].window
        found = join(
            found.duration,
            found.earliest,
            found.latest,
            routes.at[r, q - 1].leg_s,
            facts.nodes[x].service_s,
            facts.windows[x, slot.day, w, 0],
            facts.windows[x, slot.day, w, 1],
        )
    return found


@inner
def _as_trip(
    facts: Facts,
    routes: Routes,
    r: int,
    c: int,
    p: int,
    manner: int,
    base: int,
    longest_s: int,
    best: Place,
) -> Place:
    """A new trip hub, visit c, hub: before the trip that begins at p, or after the last one."""
    slot, info, node = facts.slots[r], routes.info[r], facts.nodes[c]
    hub, turn_s = slot.hub, slot.turnaround_s
    way_s = np.int64(facts.drive_back[slot.kind, c, hub])
    home_s = np.int64(facts.drive[slot.kind, c, hub])
    drive_s = info.drive_s + way_s + home_s
    work_s = info.work_s + way_s + home_s + node.service_s + turn_s
    cost = base + facts.arc_back[slot.tariff, c, hub] + facts.arc[slot.tariff, c, hub]
    cost += slot.per_second * turn_s
    if cost >= best.cost or work_s > longest_s:
        return best
    opens_s = max(slot.start_s, facts.release[c, slot.day] - turn_s)
    head = segment(turn_s, opens_s, slot.end_s)
    if opens_s > slot.end_s:
        return best
    if p > 0:
        q = p - 1
        head = join(
            routes.at[r, q].duration,
            routes.at[r, q].earliest,
            routes.at[r, q].latest,
            routes.at[r, q].leg_s,
            turn_s,
            opens_s,
            slot.end_s,
        )
        if head.duration < 0:
            return best
    tail = segment(
        routes.at[r, p].next_duration, routes.at[r, p].next_earliest, routes.at[r, p].next_latest
    )
    for w in range(facts.n_windows[c, slot.day]):
        d, e, l = join(
            head.duration,
            head.earliest,
            head.latest,
            way_s,
            node.service_s,
            facts.windows[c, slot.day, w, 0],
            facts.windows[c, slot.day, w, 1],
        )
        if d >= 0:
            d, e, l = join(d, e, l, home_s, tail.duration, tail.earliest, tail.latest)
        if d >= 0:
            duty_s = _least_duty(facts, d, work_s, drive_s)
            whole = cost + slot.per_second * (duty_s - work_s)
            if duty_s <= longest_s and whole < best.cost:
                best = place_at(whole, r, p, manner, w)
    return best
