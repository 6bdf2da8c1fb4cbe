"""Where each vehicle-day stands at the moment of the accident, and the routing task from there on.

What has been driven shortens the vehicle's day: later start, fewer trips and stops left, no fixed
cost any more, and a driver who has worked already.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.ids import HubId, ProducerId, VehicleId
from foodplan.domain.past import Past
from foodplan.domain.plan import Pause, Route, Trip
from foodplan.domain.policy import Rules
from foodplan.domain.problem import Problem
from foodplan.optimise.arrays import routing_task
from foodplan.optimise.routing.task import NO_LIMIT, RoutingTask, VehicleDays, Visits
from foodplan.optimise.visits import Load, longest_route_min
from foodplan.tables.travel import TravelMatrix
from foodplan.units import seconds

RowKey = tuple[int, VehicleId]
"""Day and vehicle."""
Places = NDArray[np.object_]
"""Id of the place of each visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A driver in the middle of the day."""

    driven_s: int
    """At the wheel since the last break."""
    rested_s: int
    """End of the last pause, or first loading."""
    n_trips: int
    """Driven, or on the way."""
    pauses: tuple[Pause, ...]
    """On these trips, and at the hub since then."""


def task_from(
    problem: Problem,
    travel: TravelMatrix,
    loads: Sequence[Load],
    past: Past,
    routes: Mapping[RowKey, Route],
    release_min: Mapping[tuple[HubId, int], float],
) -> tuple[RoutingTask, dict[int, Standing]]:
    """The task of what is left to do, and the vehicle-days that are under way, by row."""
    task = routing_task(problem, travel, loads, release_min=release_min)
    row_of = rows_of(task)
    standing: dict[int, Standing] = {}
    start = np.where(
        task.vehicles.day < past.at.day,
        NO_LIMIT,
        np.where(
            task.vehicles.day == past.at.day,
            np.maximum(task.vehicles.start_s, math.ceil(seconds(past.at.minute))),
            task.vehicles.start_s,
        ),
    ).astype(np.int32)
    left = replace(
        task.vehicles,
        start_s=start,
        end_s=task.vehicles.end_s.copy(),
        max_trips=task.vehicles.max_trips.copy(),
        max_stops=task.vehicles.max_stops.copy(),
        fixed_millicents=task.vehicles.fixed_millicents.copy(),
    )
    visits = replace(task.visits, may=task.visits.may.copy())
    places = np.array([load.place_id for load in loads], dtype=object)
    for key, trips in past.trips.items():
        row = row_of.get(key)
        if row is not None and key[0] == past.at.day:
            standing[row] = _under_way(
                left, row, routes[key], len(trips), problem.rules, past.at.minute
            )
            _keep_short(problem, left, visits, row, routes[key], places)
            _keep_alone(problem, visits, row, trips, places)
    return replace(task, vehicles=left, visits=visits), standing


def _keep_short(
    problem: Problem, vehicles: VehicleDays, visits: Visits, row: int, route: Route, places: Places
) -> None:
    """Longest routes of its stops count from the first loading, whatever it has driven since."""
    begun_s = math.floor(seconds(route.start_min))
    longest_min = [longest_route_min(problem, stop) for stop in route.stops()]
    limits = [one for one in longest_min if one is not None]
    if limits:
        home_s = begun_s + math.floor(seconds(min(limits)))
        vehicles.end_s[row] = min(vehicles.end_s.item(row), home_s)
    own = [stop.place_id for stop in route.stops()]
    too_short = visits.max_route_s < vehicles.end_s.item(row) - begun_s
    visits.may[too_short & ~np.isin(places, own), row] = False


def _keep_alone(
    problem: Problem, visits: Visits, row: int, trips: Sequence[Trip], places: Places
) -> None:
    """A pick-up that is the only one of its route joins no pick-up that was made, nor another."""
    called = {stop.place_id for trip in trips for stop in trip.stops} & problem.producer.keys()
    if called:
        alone = any(problem.producer[ProducerId(place)].only_pickup for place in called)
        others = visits.pickup & ~np.isin(places, list(called))
        visits.may[others & (visits.alone | alone), row] = False


def rows_of(task: RoutingTask) -> dict[RowKey, int]:
    """Row of each vehicle-day."""
    days = task.vehicles.day.tolist()
    return {(days[i], vehicle): i for i, vehicle in enumerate(task.vehicles.vehicle_ids)}


def driven_pauses(route: Route, n_trips: int) -> tuple[Pause, ...]:
    """Pauses of a route up to the return of its first trips."""
    home_min = route.trips[n_trips - 1].return_min
    return tuple(pause for pause in route.pauses if pause.start_min < home_min)


def _under_way(
    vehicles: VehicleDays, row: int, route: Route, n_trips: int, rules: Rules, at_min: float
) -> Standing:
    """Shorten the row by the first trips of its route; how its driver stands."""
    trips = route.trips[:n_trips]
    begun_s, home_s = seconds(route.start_min), seconds(trips[-1].return_min)
    vehicles.start_s[row] = max(vehicles.start_s.item(row), math.ceil(home_s))
    longest_s = vehicles.max_route_s.item(row)
    vehicles.end_s[row] = min(vehicles.end_s.item(row), math.floor(begun_s) + longest_s)
    vehicles.max_trips[row] -= n_trips
    vehicles.max_stops[row] -= sum(len(trip.stops) for trip in trips)
    vehicles.fixed_millicents[row] = 0
    stood = Pause(start_min=trips[-1].return_min, minutes=at_min - trips[-1].return_min)
    rested = stood.minutes >= min(rules.driving_break_min, rules.work_pause_min) > 0
    pauses = (*driven_pauses(route, n_trips), *((stood,) if rested else ()))
    breaks = [_end(one) for one in pauses if one.minutes >= rules.driving_break_min]
    rests = [_end(one) for one in pauses if one.minutes >= rules.work_pause_min]
    since_min = max(breaks, default=0.0)
    legs = [(stop.arrive_min, stop.drive_min) for trip in trips for stop in trip.stops]
    legs += [(trip.return_min, trip.home_drive_min) for trip in trips]
    driven_min = sum(drive_min for arrive_min, drive_min in legs if arrive_min > since_min)
    return Standing(
        driven_s=math.ceil(seconds(driven_min)),
        rested_s=math.floor(seconds(max(rests, default=route.start_min))),
        n_trips=n_trips,
        pauses=pauses,
    )


def _end(pause: Pause) -> float:
    return pause.start_min + pause.minutes
