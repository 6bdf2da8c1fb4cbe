"""Where a visit fits into a route, and what that costs: two joins for every position.

The cost of a place is exact but for departures and rests that depend on the clock; then it is a
lower limit, and `recreate` walks the route before it believes it:

    arcs      A(a,c) + A(c,b) - A(a,b)
    duty      service, loading of a new trip, and the change of waiting and resting
"""

from __future__ import annotations

from foodplan.optimise.routing.search.arrays import ABSENT, FROM, Facts, Record, Records, Routes
from foodplan.optimise.routing.search.jit import compiled, inner, whole
from foodplan.optimise.routing.search.place import (
    BEFORE_TRIP,
    IN_TRIP,
    LAST_TRIP,
    NONE,
    NOWHERE,
    Place,
    is_past,
    place_at,
)
from foodplan.optimise.routing.search.segments import Segment, join, least_rest, segment


@compiled
def best_in_route(facts: Facts, routes: Routes, r: int, c: int, best: Place, past: Place) -> Place:
    """The cheapest place in route r after `past` that is cheaper than `best`; weekly costs aside.

    Of places that cost the same, those come first that are looked at first. If there is none, its
    cost is what one would cost at the very least.
    """
    slot, info, node = facts.slots[r], routes.info[r], facts.nodes[c]
    longest_s = min(info.longest_s, node.max_route_s)
    least = NONE
    if (
        info.n_stops < slot.max_stops
        and info.work_s + node.service_s <= longest_s
        and info.boxed_mpal + facts.boxed[c, r] <= slot.box_mpal
        and facts.days[c, slot.day].n_windows > 0
        and not (node.pickup == 1 and _disagrees(info, node))
    ):
        base = slot.per_second * (node.service_s - info.slack_s)
        if info.n_stops == 0:
            base += slot.fixed + slot.per_second * slot.turnaround_s
        elif info.n_trips < slot.max_trips:
            round_trip = base + facts.costs[slot.tariff, facts.rules[0].to, c, slot.hub]
            round_trip += facts.costs[slot.tariff, FROM, c, slot.hub]
            round_trip += slot.per_second * slot.turnaround_s
            least = min(least, round_trip)
            if round_trip < best.cost:
                best = _as_trip(facts, routes, r, c, round_trip, longest_s, best, past)
        for k in range(info.n_trips):
            if _fits_trip(slot, node, routes.trips[r, k]):
                if base < best.cost:
                    best, arcs = _in_trip(facts, routes, r, c, k, base, longest_s, best, past)
                    least = min(least, arcs)
                else:
                    least = min(least, base)
    if best.position == NOWHERE:
        return place_at(max(best.cost, least), r, NOWHERE, IN_TRIP, 0)
    return best


@inner
def _disagrees(info: Record, node: Record) -> bool:
    """Whether a pick-up or those of the route tolerate no pick-up at another place."""
    return bool(
        info.alone + node.alone > 0 and info.picks_at != ABSENT and info.picks_at != node.place
    )


@inner
def _fits_trip(slot: Record, node: Record, trip: Record) -> bool:
    """Payload, pallets and stops of one trip; deliveries and pick-ups each fill the vehicle."""
    dag = trip.in_dag if node.pickup == 1 else trip.out_dag
    mpal = trip.in_mpal if node.pickup == 1 else trip.out_mpal
    return bool(
        dag + node.load_dag <= slot.capacity_dag
        and mpal + node.load_mpal <= slot.capacity_mpal
        and trip.n_stops < slot.max_stops_per_trip
    )


@inner
def _in_trip(
    facts: Facts,
    routes: Routes,
    r: int,
    c: int,
    k: int,
    base: int,
    longest_s: int,
    best: Place,
    past: Place,
) -> tuple[Place, int]:
    """The cheapest place in one trip, and the least that arcs ask for at any of its positions.

    Ends where the vehicle comes too late for every window.
    """
    slot, trip, node = facts.slots[r], routes.trips[r, k], facts.nodes[c]
    to_costs = facts.costs[slot.tariff, facts.rules[0].to, c]
    on_costs = facts.costs[slot.tariff, FROM, c]
    p, end, least = trip.begin, routes.trips[r, k + 1].begin, NONE
    while p < end:
        before, after = routes.at[r, p], routes.at[r, p + 1]
        cost = base + to_costs[before.node] + on_costs[after.node] - before.edge
        least = min(least, cost)
        if cost < best.cost and _in_order(facts.rules[0], node, trip, before, after, p):
            to_s = whole(facts.drives_s[slot.tariff, facts.rules[0].to, c, before.node])
            if before.duration + before.earliest + to_s > facts.days[c, slot.day].closes_s:
                break
            slack_s, w = _slack_behind(facts, routes, r, c, k, p, to_s, longest_s)
            cost += slot.per_second * slack_s
            if w >= 0 and cost < best.cost and is_past(past, cost, p, IN_TRIP):
                best = place_at(cost, r, p, IN_TRIP, w)
        p += 1
    return best, least


@inner
def _slack_behind(
    facts: Facts, routes: Routes, r: int, c: int, k: int, p: int, to_s: int, longest_s: int
) -> tuple[int, int]:
    """Least waiting and resting with the visit behind position p of trip k, and its window."""
    slot, node, info = facts.slots[r], facts.nodes[c], routes.info[r]
    before, after, day = routes.at[r, p], routes.at[r, p + 1], facts.days[c, slot.day]
    head = segment(before.duration, before.earliest, before.latest)
    if day.release_s > routes.trips[r, k].release_s:
        head = _released(facts, routes, r, k, p, day.release_s)
    on_s = whole(facts.drives_s[slot.tariff, FROM, c, after.node])
    added_s = to_s + on_s - before.leg_s
    return _least_slack(
        facts.rules[0],
        node,
        facts.windows[c, slot.day],
        day.n_windows,
        head,
        after,
        to_s,
        on_s,
        info.work_s + added_s + node.service_s,
        info.drive_s + added_s,
        longest_s,
    )


@inner
def _in_order(
    rules: Record, node: Record, trip: Record, before: Record, after: Record, p: int
) -> bool:
    """Deliveries before pick-ups, and the first stop stays first if it must."""
    fits = trip.first_only == 0 if p == trip.begin else node.first_only == 0
    if node.pickup == 1:
        fits = fits and (after.node < rules.n_hubs or after.pickup == 1)
    else:
        fits = fits and (before.node < rules.n_hubs or before.pickup == 0)
    return bool(fits)


@inner
def _least_slack(
    rules: Record,
    node: Record,
    windows: Records,
    n_windows: int,
    head: Segment,
    tail: Record,
    way_s: int,
    on_s: int,
    work_s: int,
    drive_s: int,
    longest_s: int,
) -> tuple[int, int]:
    """Least waiting and resting of a route of head, visit and tail, and the visit's window.

    The window is -1 if none of them fits.
    """
    best_s, best_w = longest_s - work_s + 1, NOWHERE
    rest_s = least_rest(
        work_s, drive_s, rules.work_limit_s, rules.pause_s, rules.drive_limit_s, rules.break_s
    )
    if rest_s >= best_s:
        return best_s, best_w
    if rules.waits == 0:
        return rest_s, 0
    if head.duration < 0:
        return best_s, best_w
    for w in range(n_windows):
        found = _with_stop(head, way_s, node.service_s, windows[w])
        if found.duration >= 0:
            found = _with_rest(found, on_s, tail)
        slack_s = max(rest_s, found.duration - work_s)
        if found.duration >= 0 and slack_s < best_s:
            best_s, best_w = slack_s, w
    return best_s, best_w


@inner
def _with_stop(head: Segment, drive_s: int, service_s: int, window: Record) -> Segment:
    """A segment, a drive, and a stop whose service begins in the window."""
    return join(
        head.duration,
        head.earliest,
        head.latest,
        drive_s,
        service_s,
        window.opens_s,
        window.closes_s,
    )


@inner
def _with_rest(head: Segment, drive_s: int, tail: Record) -> Segment:
    """A segment, a drive, and the rest of a route from a position on."""
    return join(
        head.duration,
        head.earliest,
        head.latest,
        drive_s,
        tail.next_duration,
        tail.next_earliest,
        tail.next_latest,
    )


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
        found = _with_stop(found, routes.at[r, q - 1].leg_s, facts.nodes[at.node].service_s, window)
    return found


@inner
def _as_trip(
    facts: Facts,
    routes: Routes,
    r: int,
    c: int,
    cost: int,
    longest_s: int,
    best: Place,
    past: Place,
) -> Place:
    """A new trip for the visit alone, before each trip and after the last one."""
    slot, node, info = facts.slots[r], facts.nodes[c], routes.info[r]
    if node.load_dag > slot.capacity_dag or node.load_mpal > slot.capacity_mpal:
        return best
    way_s = whole(facts.drives_s[slot.tariff, facts.rules[0].to, c, slot.hub])
    home_s = whole(facts.drives_s[slot.tariff, FROM, c, slot.hub])
    day = facts.days[c, slot.day]
    for k in range(info.n_trips + 1):
        p = routes.trips[r, k].begin
        slack_s, w = _least_slack(
            facts.rules[0],
            node,
            facts.windows[c, slot.day],
            day.n_windows,
            _loaded(facts, routes, r, p, day.release_s),
            routes.at[r, p],
            way_s,
            home_s,
            info.work_s + way_s + home_s + node.service_s + slot.turnaround_s,
            info.drive_s + way_s + home_s,
            longest_s,
        )
        dear = cost + slot.per_second * slack_s
        manner = LAST_TRIP if k == info.n_trips else BEFORE_TRIP
        if w >= 0 and dear < best.cost and is_past(past, dear, p, manner):
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
        at.duration, at.earliest, at.latest, at.leg_s, slot.turnaround_s, opens_s, slot.end_s
    )
