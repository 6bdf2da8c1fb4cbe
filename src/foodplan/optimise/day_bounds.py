"""What the stops of one day of a plan cost at least: the plan as a routing task, then its bound.

Goods released late are left out: when food is ready depends on the pick-ups, which another plan
could make earlier. What the plan itself pays is taken from its own times.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from foodplan.domain.plan import Bound, Plan, Route
from foodplan.domain.problem import Problem
from foodplan.optimise.arrays import routing_task
from foodplan.optimise.repair.visits import loads_of
from foodplan.optimise.routing.bound.day import bound_day
from foodplan.optimise.routing.bound.warm import prepare
from foodplan.optimise.routing.schedule import schedule
from foodplan.optimise.routing.task import MILLICENTS_PER_CENT, PlannedRoute, RoutingTask
from foodplan.optimise.visits import Load
from foodplan.tables.travel import TravelMatrix
from foodplan.units import CENTS_PER_EUR, metres, seconds

_ROUNDING = 1e-6


def bound_plan_day(
    problem: Problem,
    travel: TravelMatrix,
    plan: Plan,
    day: int,
    *,
    seconds: float,
    clock: Callable[[], float],
    stop: Callable[[], bool],
) -> Bound | None:
    """A lower bound on the cost of a day's stops in EUR; None where nothing is proven."""
    planned = [route for route in plan.routes if route.day == day]
    prepare()
    task, routes = day_task(problem, travel, planned)
    if not routes or any(schedule(task, one.vehicle_day, one.trips) is None for one in routes):
        return None
    upper_cents = _paid_cents(task, routes, planned)
    found = bound_day(
        task,
        day,
        visits=range(len(task.visits.place)),
        plan=routes,
        seconds=seconds,
        clock=clock,
        stop=stop,
        upper_cents=upper_cents,
    )
    if found.bound_cents <= 0:
        return None
    return Bound(
        stage="routes",
        value=upper_cents / CENTS_PER_EUR,
        bound=found.bound_cents / CENTS_PER_EUR,
        proven=True,
        day=day,
    )


def day_task(
    problem: Problem, travel: TravelMatrix, planned: Sequence[Route]
) -> tuple[RoutingTask, tuple[PlannedRoute, ...]]:
    """Visits as some routes make them, all vehicle-days of the week, and the routes on them."""
    loads: list[Load] = []
    trips: list[tuple[tuple[int, ...], ...]] = []
    for route in planned:
        of_route = []
        for trip in route.trips:
            first = len(loads)
            loads.extend(loads_of(problem, route, trip))
            of_route.append(tuple(range(first, len(loads))))
        trips.append(tuple(of_route))
    task = routing_task(problem, travel, loads, release_min={})
    vehicles = zip(task.vehicles.day.tolist(), task.vehicles.vehicle_ids, strict=True)
    row = {key: i for i, key in enumerate(vehicles)}
    routes = tuple(
        PlannedRoute(vehicle_day=row[route.day, route.vehicle_id], trips=of_route)
        for route, of_route in zip(planned, trips, strict=True)
        if (route.day, route.vehicle_id) in row
    )
    return task, routes if len(routes) == len(planned) else ()


def _paid_cents(task: RoutingTask, routes: Sequence[PlannedRoute], planned: Sequence[Route]) -> int:
    """What the plan pays for the day, rounded up: fixed costs, metres, time on duty."""
    vehicles = task.vehicles
    rows = np.array([one.vehicle_day for one in routes])
    driven_m = np.array([metres(route.km) for route in planned])
    duty_s = np.array([seconds(route.end_min - route.start_min) for route in planned])
    millicents = (
        vehicles.fixed_millicents[rows]
        + vehicles.millicents_per_metre[rows] * driven_m
        + vehicles.millicents_per_second[rows] * duty_s
    )
    return int(np.ceil(millicents.sum() / MILLICENTS_PER_CENT - _ROUNDING))
