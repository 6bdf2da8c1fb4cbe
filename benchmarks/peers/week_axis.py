"""A week on one time axis, for solvers that know no days: day d begins after d whole days."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from foodplan.optimise.routing.task import PlannedRoute, Routing, RoutingTask
from judge import BrokenRules, judge

_DAY_S = 24 * 60 * 60


def day_length_s(task: RoutingTask) -> int:
    """A whole day, or more where times of an instance are longer."""
    latest_s = int(task.vehicles.end_s.max())
    return _DAY_S * (-(-latest_s // _DAY_S) or 1)


def open_windows(task: RoutingTask, visit: int, day: int) -> list[tuple[int, int]]:
    """Windows of a visit on a day, in order; none if no vehicle of the day may come."""
    if not task.visits.may[visit, task.vehicles.day == day].any():
        return []
    spans = task.visits.windows[visit, day].tolist()
    return sorted((opens_s, closes_s) for opens_s, closes_s in spans if opens_s <= closes_s)


def answer(task: RoutingTask, routes: list[PlannedRoute]) -> Routing:
    """Routes as a routing; those that break a rule are left out, with their stops."""
    kept: list[PlannedRoute] = []
    for route in sorted(routes, key=lambda one: one.vehicle_day):
        trips = tuple(trip for trip in route.trips if trip)
        one = Routing(
            routes=(PlannedRoute(vehicle_day=route.vehicle_day, trips=trips),),
            unserved=(),
            cost_cents=0,
        )
        try:
            judge(task, one)
        except BrokenRules:
            continue
        kept += one.routes
    return Routing(routes=tuple(kept), unserved=(), cost_cents=0)


def days_chosen_first(task: RoutingTask) -> RoutingTask:
    """The task with one day left to each visit: the heaviest first, to the emptiest of its days."""
    load = np.zeros(task.n_days)
    windows = task.visits.windows.copy()
    for visit in np.argsort(-task.visits.load_dag, kind="stable").tolist():
        days = [day for day in range(task.n_days) if open_windows(task, visit, day)]
        chosen = min(days, key=load.item)
        load[chosen] += task.visits.load_dag.item(visit)
        others = np.arange(task.n_days) != chosen
        windows[visit, others] = (1, 0)
    return replace(task, visits=replace(task.visits, windows=windows))
