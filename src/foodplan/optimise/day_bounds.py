"""What the stops of a plan cost at least: the plan as a routing task, then its bound.

Of a day as it is; or of the whole week, where each delivery may be made on any day on which its
site can be served, by its hub and with its load as the plan has it. Pick-ups stay on their days,
because they decide what can be packed when.

Goods released late are left out: when food is ready depends on the pick-ups, which another plan
could make earlier. What the plan itself pays is taken from its own times.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from foodplan.domain.ids import SiteId
from foodplan.domain.places import Site
from foodplan.domain.plan import Bound, Plan, Route
from foodplan.domain.problem import Problem
from foodplan.optimise.arrays import routing_task
from foodplan.optimise.repair.visits import loads_of
from foodplan.optimise.routing.bound.day import RoutesBound, bound_routes
from foodplan.optimise.routing.bound.warm import prepare
from foodplan.optimise.routing.schedule import schedule
from foodplan.optimise.routing.task import MILLICENTS_PER_CENT, PlannedRoute, RoutingTask
from foodplan.optimise.stability import days_to_serve
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
    threads: int,
    clock: Callable[[], float],
    stop: Callable[[], bool],
) -> Bound | None:
    """A lower bound on the cost of a day's stops in EUR; None where nothing is proven."""
    planned = [route for route in plan.routes if route.day == day]
    task, routes = task_of(problem, travel, planned, lambda load: (load.day,))
    prove = partial(bound_routes, seconds=seconds, threads=threads, clock=clock, stop=stop)
    found = _bound(task, routes, planned, prove, lambda _: None)
    return None if found is None else replace(found, day=day)


def bound_plan_week(
    problem: Problem,
    travel: TravelMatrix,
    plan: Plan,
    *,
    seconds: float,
    threads: int,
    clock: Callable[[], float],
    stop: Callable[[], bool],
    report: Callable[[Bound | None], None],
) -> Bound | None:
    """The same of all stops of the week, whatever the days of deliveries; told as it rises."""
    task, routes = task_of(problem, travel, plan.routes, partial(days_open, problem))
    prove = partial(bound_routes, seconds=seconds, threads=threads, clock=clock, stop=stop)
    return _bound(task, routes, plan.routes, prove, report)


def days_open(problem: Problem, load: Load) -> tuple[int, ...]:
    """Days on which a visit may be made; the one that it has is always among them."""
    site = problem.site.get(SiteId(load.place_id))
    if site is None or not _is_free(problem, site, load):
        return (load.day,)
    return tuple(sorted({*days_to_serve(problem, site), load.day}))


def _is_free(problem: Problem, site: Site, load: Load) -> bool:
    """Whether no product on board is ordered for one day."""
    dated = {
        order.product_id
        for order in problem.orders_of.get(site.site_id, ())
        if order.day is not None
    }
    return not any(order.product_id in dated for order in load.orders)


def _bound(
    task: RoutingTask,
    routes: Sequence[PlannedRoute],
    planned: Sequence[Route],
    prove: Callable[..., RoutesBound],
    report: Callable[[Bound | None], None],
) -> Bound | None:
    prepare()
    if not routes or any(schedule(task, one.vehicle_day, one.trips) is None for one in routes):
        return None
    upper_cents = _paid_cents(task, routes, planned)
    found = prove(
        task,
        visits=range(len(task.visits.place)),
        plan=routes,
        upper_cents=upper_cents,
        report=lambda bound_cents: report(_proven(upper_cents, bound_cents)),
    )
    return _proven(upper_cents, found.bound_cents)


def _proven(upper_cents: int, bound_cents: int) -> Bound | None:
    if bound_cents <= 0:
        return None
    value, bound = upper_cents / CENTS_PER_EUR, bound_cents / CENTS_PER_EUR
    return Bound(stage="routes", value=value, bound=bound, proven=True)


def task_of(
    problem: Problem,
    travel: TravelMatrix,
    planned: Sequence[Route],
    days_of: Callable[[Load], Sequence[int]],
) -> tuple[RoutingTask, tuple[PlannedRoute, ...]]:
    """Visits as some routes make them, all vehicle-days of the week, and the routes on them.

    `days_of`: on which days a visit may be made.
    """
    loads: list[Load] = []
    trips: list[tuple[tuple[int, ...], ...]] = []
    for route in planned:
        of_route = []
        for trip in route.trips:
            first = len(loads)
            loads.extend(loads_of(problem, route, trip))
            of_route.append(tuple(range(first, len(loads))))
        trips.append(tuple(of_route))
    options = [[replace(load, day=day) for day in days_of(load)] for load in loads]
    task = routing_task(problem, travel, loads, release_min={}, options=options)
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
