"""Rules of the clock: driving, service, breaks (EC 561/2006 art. 7, French code L3312-2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foodplan.domain.ids import PlaceId, ProducerId, SiteId
from foodplan.domain.plan import Pause, Route, Stop
from foodplan.evaluate.case import (
    KM_TOLERANCE,
    MIN_TOLERANCE,
    Breach,
    Case,
    Rule,
    stop_where,
    trip_where,
)
from foodplan.tables.travel import Leg

SHORTEST_PAUSE_MIN = 15.0
"""Shorter rests count neither as a part of the driving break nor of the work pause."""
_BAND_EDGE_MIN = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """One leg as the plan has it."""

    where: str
    from_id: PlaceId
    to_id: PlaceId
    ready_min: float
    """When the vehicle is free to leave the place before."""
    arrive_min: float
    km: float
    minutes: float


def drives(route: Route, hub_id: PlaceId) -> Iterator[Drive]:
    """All legs of a route in order, those back to the hub included."""
    for number, trip in enumerate(route.trips, start=1):
        here, ready_min = hub_id, trip.leave_min
        for stop in trip.stops:
            yield Drive(
                where=stop_where(route, stop.place_id),
                from_id=here,
                to_id=stop.place_id,
                ready_min=ready_min,
                arrive_min=stop.arrive_min,
                km=stop.km,
                minutes=stop.drive_min,
            )
            here, ready_min = stop.place_id, stop.leave_min
        yield Drive(
            where=trip_where(route, number),
            from_id=here,
            to_id=hub_id,
            ready_min=ready_min,
            arrive_min=trip.return_min,
            km=trip.home_km,
            minutes=trip.home_drive_min,
        )


def travel_time(case: Case) -> Iterator[Breach]:
    """Driving takes what the travel table says for that vehicle and departure, pauses aside.

    The departure band is that of being free to leave, or of leaving just in time to arrive.
    """
    for route, drive in _all_drives(case):
        legs = _legs(case, route, drive)
        off_min = min(abs(leg.minutes - drive.minutes) for leg in legs)
        if not off_min <= MIN_TOLERANCE:
            yield Breach(where=drive.where, amount=off_min)
        resting_min = _resting_min(route, drive.ready_min, drive.arrive_min)
        short_min = drive.ready_min + drive.minutes + resting_min - drive.arrive_min
        if not short_min <= MIN_TOLERANCE:
            yield Breach(where=drive.where, amount=short_min)


def travel_km(case: Case) -> Iterator[Breach]:
    """Km of every leg are those of the travel table."""
    for route, drive in _all_drives(case):
        off_km = min(abs(leg.km - drive.km) for leg in _legs(case, route, drive))
        if not off_km <= KM_TOLERANCE:
            yield Breach(where=drive.where, amount=off_km)


def _all_drives(case: Case) -> Iterator[tuple[Route, Drive]]:
    for route in case.plan.routes:
        hub_id = case.problem.vehicle[route.vehicle_id].hub_id
        yield from ((route, drive) for drive in drives(route, hub_id))


def _legs(case: Case, route: Route, drive: Drive) -> list[Leg]:
    """The legs of the table that the drive may be, one a departure band."""
    kind = case.problem.vehicle[route.vehicle_id].kind
    just_in_time_min = drive.arrive_min - drive.minutes
    departures = (
        drive.ready_min,
        just_in_time_min - _BAND_EDGE_MIN,
        just_in_time_min + _BAND_EDGE_MIN,
    )
    return [
        case.travel.leg(drive.from_id, drive.to_id, kind=kind, depart_min=depart_min)
        for depart_min in departures
    ]


def service_time(case: Case) -> Iterator[Breach]:
    """Service begins after arrival and ends when unloading or loading is done, pauses aside."""
    for route in case.plan.routes:
        for stop in route.stops():
            where = stop_where(route, stop.place_id)
            if stop.arrive_min - stop.start_min > MIN_TOLERANCE:
                yield Breach(where=where, amount=stop.arrive_min - stop.start_min)
            resting_min = _resting_min(route, stop.start_min, stop.leave_min)
            done_min = stop.start_min + _service_min(case, stop) + resting_min
            if done_min - stop.leave_min > MIN_TOLERANCE:
                yield Breach(where=where, amount=done_min - stop.leave_min)


def _service_min(case: Case, stop: Stop) -> float:
    site = case.problem.site.get(SiteId(stop.place_id))
    if site is not None:
        return site.unloading(stop.n_baskets)
    return case.problem.producer[ProducerId(stop.place_id)].loading_min


def turnaround(case: Case) -> Iterator[Breach]:
    """Before each trip the vehicle stands at its hub for the turnaround, pauses aside."""
    for route, number, trip in case.trips():
        hub = case.problem.hub[case.problem.vehicle[route.vehicle_id].hub_id]
        resting_min = _resting_min(route, trip.load_min, trip.leave_min)
        short_min = trip.load_min + hub.turnaround_min + resting_min - trip.leave_min
        if short_min > MIN_TOLERANCE:
            yield Breach(where=trip_where(route, number), amount=short_min)


def pauses(case: Case) -> Iterator[Breach]:
    """Pauses lie within their route, one after the other."""
    for route in case.plan.routes:
        free_min = route.start_min
        for pause in _in_order(route):
            early_min = free_min - pause.start_min
            late_min = pause.start_min + pause.minutes - route.end_min
            if max(early_min, late_min) > MIN_TOLERANCE:
                yield Breach(where=f"route {route.route_id}", amount=max(early_min, late_min))
            free_min = pause.start_min + pause.minutes


def driving_break(case: Case) -> Iterator[Breach]:
    """After driving_break_after_min at the wheel come driving_break_min of pauses (EC 561/2006).

    Pauses of a quarter of an hour or more add up; waiting and loading are work, not a break.
    """
    rules = case.problem.rules
    for route in case.plan.routes:
        hub_id = case.problem.vehicle[route.vehicle_id].hub_id
        at_wheel_min = rested_min = worst_min = 0.0
        for _, wheel_min, rest_min in sorted(_wheel_and_rest(route, hub_id)):
            at_wheel_min += wheel_min
            worst_min = max(worst_min, at_wheel_min)
            rested_min += rest_min
            if rested_min >= rules.driving_break_min - MIN_TOLERANCE and rest_min > 0:
                at_wheel_min = rested_min = 0.0
        over_min = worst_min - rules.driving_break_after_min
        if over_min > MIN_TOLERANCE:
            yield Breach(where=f"route {route.route_id}", amount=over_min)


def _wheel_and_rest(route: Route, hub_id: PlaceId) -> Iterator[tuple[float, float, float]]:
    """End of a span, minutes at the wheel, minutes of rest; a pause on the way splits a drive."""
    resting = [pause for pause in _in_order(route) if pause.minutes >= SHORTEST_PAUSE_MIN]
    for pause in resting:
        yield pause.start_min + pause.minutes, 0.0, pause.minutes
    for drive in drives(route, hub_id):
        left_min, end_min = drive.minutes, drive.arrive_min
        for pause in reversed(resting):
            rested_at_min = pause.start_min + pause.minutes
            if drive.ready_min <= pause.start_min and rested_at_min <= drive.arrive_min:
                after_min = min(left_min, end_min - rested_at_min)
                yield end_min, after_min, 0.0
                left_min, end_min = left_min - after_min, pause.start_min
        yield end_min, left_min, 0.0


def work_pause(case: Case) -> Iterator[Breach]:
    """Nobody works longer than work_pause_after_min before work_pause_min of pauses (L3312-2).

    Work runs from first loading to last return, waiting included; pauses do not count.
    """
    rules = case.problem.rules
    for route in case.plan.routes:
        rested_min = rested_long_min = 0.0
        worked_min = route.end_min - route.start_min
        for pause in _in_order(route):
            if rested_long_min < rules.work_pause_min - MIN_TOLERANCE:
                worked_min = pause.start_min - route.start_min - rested_min
            rested_min += pause.minutes
            rested_long_min += pause.minutes if pause.minutes >= SHORTEST_PAUSE_MIN else 0.0
        if rested_long_min < rules.work_pause_min - MIN_TOLERANCE:
            worked_min = route.end_min - route.start_min - rested_min
        over_min = worked_min - rules.work_pause_after_min
        if over_min > MIN_TOLERANCE:
            yield Breach(where=f"route {route.route_id}", amount=over_min)


def _in_order(route: Route) -> list[Pause]:
    return sorted(route.pauses, key=lambda pause: pause.start_min)


def _resting_min(route: Route, start_min: float, end_min: float) -> float:
    """Minutes of pause between two instants."""
    return sum(
        max(0.0, min(end_min, pause.start_min + pause.minutes) - max(start_min, pause.start_min))
        for pause in route.pauses
    )


RULES: tuple[Rule, ...] = (
    travel_time,
    travel_km,
    service_time,
    turnaround,
    pauses,
    driving_break,
    work_pause,
)
