"""Whether one vehicle could make one stop on one day if it had nothing else to do."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from foodplan.domain.basics import WEEKDAYS, Temperature, TimeWindow, windows_of_day
from foodplan.domain.fleet import LinkKind, LinkRule, Vehicle
from foodplan.domain.ids import PlaceId
from foodplan.domain.places import Producer, Site
from foodplan.domain.problem import Problem
from foodplan.tables.travel import TravelMatrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A stop to be made: where, when it may begin, how long it takes at least."""

    place_id: PlaceId
    windows: tuple[TimeWindow, ...]
    service_min: float
    max_route_min: float = math.inf


def site_call(site: Site, *, n_baskets: int = 1) -> Call:
    """A delivery of so many baskets."""
    limit = math.inf if site.max_route_min is None else site.max_route_min
    return Call(
        place_id=site.site_id,
        windows=site.windows,
        service_min=site.unloading(n_baskets),
        max_route_min=limit,
    )


def producer_call(producer: Producer) -> Call:
    """A pick-up."""
    return Call(
        place_id=producer.producer_id,
        windows=producer.windows,
        service_min=producer.loading_min,
    )


def open_days(site: Site, problem: Problem) -> tuple[int, ...]:
    """Days of the week with a window on which site–day links let it be served."""
    links = problem.links_of(LinkKind.SITE_DAY, site.site_id)
    forbidden = {link.second_id for link in links if link.rule is LinkRule.FORBIDDEN}
    required = {link.second_id for link in links if link.rule is LinkRule.REQUIRED}
    return tuple(
        day
        for day in problem.calendar.days
        if problem.is_due(site)
        and windows_of_day(site.windows, day)
        and WEEKDAYS[day] not in forbidden
        and (not required or WEEKDAYS[day] in required)
    )


def carries(vehicle: Vehicle, kind: Temperature) -> bool:
    """Whether goods of a class may ride, cold ones in insulated boxes if need be."""
    boxed = kind is not Temperature.AMBIENT and vehicle.insulated_boxes > 0
    return boxed or kind in vehicle.temperatures


def reaches(vehicle: Vehicle, place_id: PlaceId, travel: TravelMatrix) -> bool:
    """Whether there is a way there and back in some departure band."""
    return any(
        math.isfinite(_minutes(travel, vehicle, vehicle.hub_id, place_id, start_min))
        and math.isfinite(_minutes(travel, vehicle, place_id, vehicle.hub_id, start_min))
        for start_min in travel.band_starts_min
    )


def solo_min(
    vehicle: Vehicle, call: Call, day: int, problem: Problem, travel: TravelMatrix
) -> float | None:
    """Shortest time from loading to return for this stop alone; None if the day has no room."""
    return min(_solo_trips(vehicle, call, day, problem, travel), default=None)


def _solo_trips(
    vehicle: Vehicle, call: Call, day: int, problem: Problem, travel: TravelMatrix
) -> Iterator[float]:
    hub = problem.hub[vehicle.hub_id]
    hub_windows = windows_of_day(hub.windows, day)
    for shift in windows_of_day(vehicle.shifts, day):
        for leaves in hub_windows:
            leave_min = max(shift.start_min + hub.turnaround_min, leaves.start_min)
            for window in windows_of_day(call.windows, day):
                there_min = _minutes(travel, vehicle, hub.hub_id, call.place_id, leave_min)
                start_min = max(leave_min + there_min, window.start_min)
                done_min = start_min + call.service_min
                back_min = _minutes(travel, vehicle, call.place_id, hub.hub_id, done_min)
                on_duty_min = hub.turnaround_min + there_min + call.service_min + back_min
                in_time = leave_min <= leaves.end_min and start_min <= window.end_min
                home_min = done_min + back_min
                at_home = any(row.start_min <= home_min <= row.end_min for row in hub_windows)
                latest_min = min(shift.end_min, problem.rules.latest_end_min)
                short = on_duty_min <= _longest_min(vehicle, call, problem)
                if in_time and at_home and home_min <= latest_min and short:
                    yield on_duty_min


def _longest_min(vehicle: Vehicle, call: Call, problem: Problem) -> float:
    limits = (vehicle.max_route_min, problem.policy.balance_max_route_min, call.max_route_min)
    return min(limit for limit in limits if limit is not None)


def _minutes(
    travel: TravelMatrix, vehicle: Vehicle, here: PlaceId, there: PlaceId, depart_min: float
) -> float:
    if not math.isfinite(depart_min):
        return math.inf
    return travel.leg(here, there, kind=vehicle.kind, depart_min=depart_min).minutes
