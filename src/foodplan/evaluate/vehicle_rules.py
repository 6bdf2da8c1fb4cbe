"""Rules of a vehicle's day: hours, trips, loads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from foodplan.domain.basics import Temperature, windows_of_day
from foodplan.domain.plan import Route, Trip
from foodplan.evaluate.amounts import delivered, moments, picked
from foodplan.evaluate.case import (
    KG_TOLERANCE,
    MIN_TOLERANCE,
    PALLET_TOLERANCE,
    Breach,
    Case,
    Rule,
    stop_where,
    trip_where,
)
from foodplan.units import MINUTES_PER_DAY


def one_route_a_day(case: Case) -> Iterator[Breach]:
    """A vehicle has one route a day, with all its trips."""
    counts = Counter((route.day, route.vehicle_id) for route in case.plan.routes)
    for (day, vehicle_id), count in sorted(counts.items()):
        if count > 1:
            yield Breach(where=f"route {day}-{vehicle_id}", amount=count)


def trips_in_order(case: Case) -> Iterator[Breach]:
    """A trip begins to load when the one before has returned."""
    for route in case.plan.routes:
        for number, (before, trip) in enumerate(
            zip(route.trips, route.trips[1:], strict=False), start=2
        ):
            early_min = before.return_min - trip.load_min
            if early_min > MIN_TOLERANCE:
                yield Breach(where=trip_where(route, number), amount=early_min)


def shift(case: Case) -> Iterator[Breach]:
    """Every trip, loading included, lies in one shift of the vehicle that day."""
    for route, number, trip in case.trips():
        shifts = windows_of_day(case.problem.vehicle[route.vehicle_id].shifts, route.day)
        spans = [(span.start_min, span.end_min) for span in shifts]
        late_min = _outside_min(spans, trip.load_min, trip.return_min)
        if late_min > MIN_TOLERANCE:
            yield Breach(where=trip_where(route, number), amount=late_min)


def hub_window(case: Case) -> Iterator[Breach]:
    """Vehicles leave their hub and return to it while it is open."""
    for route, number, trip in case.trips():
        hub = case.problem.hub[case.problem.vehicle[route.vehicle_id].hub_id]
        windows = windows_of_day(hub.windows, route.day)
        spans = [(window.start_min, window.end_min) for window in windows]
        for instant in (trip.leave_min, trip.return_min):
            off_min = _outside_min(spans, instant, instant)
            if off_min > MIN_TOLERANCE:
                yield Breach(where=trip_where(route, number), amount=off_min)


def _outside_min(spans: list[tuple[float, float]], start_min: float, end_min: float) -> float:
    """By how much start … end sticks out of the best of the spans; a day if there is none."""
    return min(
        (max(0.0, start - start_min, end_min - end) for start, end in spans),
        default=MINUTES_PER_DAY,
    )


def route_length(case: Case) -> Iterator[Breach]:
    """From first loading to last return: within the vehicle's and the policy's longest route."""
    for route in case.plan.routes:
        limits = (
            case.problem.vehicle[route.vehicle_id].max_route_min,
            case.problem.policy.balance_max_route_min,
        )
        limit_min = min((limit for limit in limits if limit is not None), default=float("inf"))
        over_min = route.end_min - route.start_min - limit_min
        if over_min > MIN_TOLERANCE:
            yield Breach(where=f"route {route.route_id}", amount=over_min)


def chilled_pickup_route_length(case: Case) -> Iterator[Breach]:
    """A route with a chilled or frozen pick-up is no longer than the rules' own limit for it."""
    limit_min = case.problem.rules.chilled_pickup_max_route_min
    if limit_min is None:
        return
    for route in case.plan.routes:
        picks = [picked(stop, case.problem).pallets for stop in route.stops()]
        is_cold = any(
            amount > 0
            for pallets in picks
            for kind, amount in pallets.items()
            if kind is not Temperature.AMBIENT
        )
        over_min = route.end_min - route.start_min - limit_min
        if is_cold and over_min > MIN_TOLERANCE:
            yield Breach(where=f"route {route.route_id}", amount=over_min)


def latest_end(case: Case) -> Iterator[Breach]:
    """No route ends after the rules' latest end."""
    for route in case.plan.routes:
        late_min = route.end_min - case.problem.rules.latest_end_min
        if late_min > MIN_TOLERANCE:
            yield Breach(where=f"route {route.route_id}", amount=late_min)


def trip_count(case: Case) -> Iterator[Breach]:
    """No more trips a day than the vehicle's max_trips."""
    for route in case.plan.routes:
        over = len(route.trips) - case.problem.vehicle[route.vehicle_id].max_trips
        if over > 0:
            yield Breach(where=f"route {route.route_id}", amount=over)


def stop_count(case: Case) -> Iterator[Breach]:
    """No more stops than the vehicle's limit for a trip, and its and the rules' for a route."""
    for route, number, trip in case.trips():
        limit = case.problem.vehicle[route.vehicle_id].max_stops_per_trip
        if limit is not None and len(trip.stops) > limit:
            yield Breach(where=trip_where(route, number), amount=len(trip.stops) - limit)
    for route in case.plan.routes:
        own = case.problem.vehicle[route.vehicle_id].max_stops
        most = case.problem.rules.max_stops
        over = sum(1 for _ in route.stops()) - min(most, most if own is None else own)
        if over > 0:
            yield Breach(where=f"route {route.route_id}", amount=over)


def payload(case: Case) -> Iterator[Breach]:
    """The load weighs no more than the vehicle carries, at every moment of a trip."""
    for route, number, trip in case.trips():
        heaviest_kg = max(load.kg for load in moments(trip, case.problem))
        over_kg = heaviest_kg - case.problem.vehicle[route.vehicle_id].payload_kg
        if over_kg > KG_TOLERANCE:
            yield Breach(where=trip_where(route, number), amount=over_kg)


def pallets(case: Case) -> Iterator[Breach]:
    """Baskets and crates take no more pallets than the vehicle holds, at every moment.

    Fractions are summed over the load and not rounded per stop (MODEL 3).
    """
    for route, number, trip in case.trips():
        fullest = max(load.all_pallets for load in moments(trip, case.problem))
        over = fullest - case.problem.vehicle[route.vehicle_id].pallets
        if over > PALLET_TOLERANCE:
            yield Breach(where=trip_where(route, number), amount=over)


def temperature_classes(case: Case) -> Iterator[Breach]:
    """Goods of a class that the vehicle does not carry ride in its insulated boxes.

    Boxes hold chilled and frozen goods only, and count once a day: they do not cool down again
    before the evening.
    """
    for route in case.plan.routes:
        vehicle = case.problem.vehicle[route.vehicle_id]
        boxed = dict.fromkeys(Temperature, 0.0)
        for stop in route.stops():
            for load in (delivered(stop, case.problem), picked(stop, case.problem)):
                for kind, amount in load.pallets.items():
                    boxed[kind] += 0.0 if kind in vehicle.temperatures else amount
        over = sum(boxed.values()) - boxed[Temperature.AMBIENT] - vehicle.insulated_boxes
        over = max(over, boxed[Temperature.AMBIENT])
        if over > PALLET_TOLERANCE:
            yield Breach(where=f"route {route.route_id}", amount=over)


def deliveries_first(case: Case) -> Iterator[Breach]:
    """In a trip all deliveries come before all pick-ups: the vehicle comes back full."""
    for route, _, trip in case.trips():
        yield from _deliveries_after_picks(case, route, trip)


def _deliveries_after_picks(case: Case, route: Route, trip: Trip) -> Iterator[Breach]:
    has_picked = False
    for stop in trip.stops:
        if has_picked and (stop.drops or stop.orders):
            yield Breach(where=stop_where(route, stop.place_id))
        has_picked = has_picked or stop.place_id in case.problem.producer


RULES: tuple[Rule, ...] = (
    one_route_a_day,
    trips_in_order,
    shift,
    hub_window,
    route_length,
    chilled_pickup_route_length,
    latest_end,
    trip_count,
    stop_count,
    payload,
    pallets,
    temperature_classes,
    deliveries_first,
)
