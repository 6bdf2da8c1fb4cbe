"""Routes day by day with OR-Tools' routing library.

1. A whole week by cheapest insertion: always there, always feasible.
2. Each day: guided local search on `day_model` from the day's routes, with its share of the time or
   work. Visits that are open may join on any of their days.
3. Every route is timed by `schedule`; what fails gives visits back, which are inserted again. A day
   is kept only if it is better than before.

OR-Tools may hold only one routing model at a time in a process, so days follow one another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from foodplan.optimise.routing.day_model import day_model
from foodplan.optimise.routing.day_routes import DayModel
from foodplan.optimise.routing.draft import Draft
from foodplan.optimise.routing.schedule import schedule
from foodplan.optimise.routing.task import (
    MILLICENTS_PER_CENT,
    Routing,
    RoutingTask,
    SearchLimits,
    Trips,
)

_FOREVER_S = 24 * 60 * 60
_STOP_EVERY = 256
"""Asking whether to stop may be slow, so it is done once for so many questions."""
_REPAIR_SHARE = 0.05
"""Of a day's seconds kept for timing and repairing its routes."""


def ortools_routes(
    task: RoutingTask, *, limits: SearchLimits, start: Routing | None = None
) -> Routing:
    """The best routing found within the limits, from `start` if there is one."""
    began_s = limits.clock()
    draft = Draft(task, start.routes if start else ())
    draft.insert_all(draft.open_visits())
    _report(draft, limits)
    days = sorted(range(task.n_days), key=lambda day: (-_n_stops(draft, day), day))
    left = sum(_n_stops(draft, day) for day in days)
    for day in days:
        if limits.stop():
            break
        n_stops = _n_stops(draft, day)
        share = n_stops / left if left else 0.0
        left -= n_stops
        budget = _budget(limits, began_s, share, n_stops / max(1, len(task.visits.place)))
        if n_stops and budget is not None:
            draft = _improve_day(draft, day, budget, limits)
            _report(draft, limits)
    return draft.routing()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Budget:
    """What one day may use: seconds, or questions whether to go on."""

    seconds: float | None
    questions: int | None


def _budget(
    limits: SearchLimits, began_s: float, share: float, share_of_all: float
) -> _Budget | None:
    """A day's part of the time that is left, or of all work; None if nothing is left."""
    if limits.work is not None:
        return _Budget(seconds=None, questions=max(1, round(limits.work * share_of_all)))
    if limits.seconds is None:
        return None
    left_s = limits.seconds - (limits.clock() - began_s)
    day_s = share * left_s * (1 - _REPAIR_SHARE)
    return _Budget(seconds=day_s, questions=None) if day_s > 0 else None


def _improve_day(draft: Draft, day: int, budget: _Budget, limits: SearchLimits) -> Draft:
    """The draft with a better day if the search finds one."""
    found = _search_day(draft, day, budget, limits)
    if not found:
        return draft
    better = Draft(draft.task, draft.routing().routes)
    better.clear_day(day)
    for row, trips in sorted(found.items()):
        better.put(row, _shortened(draft.task, row, trips))
    better.insert_all(better.open_visits())
    return better if better.within_caps() and better.merit() < draft.merit() else draft


def _shortened(task: RoutingTask, row: int, trips: Trips) -> Trips:
    """The trips as they are if they can be scheduled, else without the visits that prevent it.

    One visit goes at a time: the cheapest of those whose absence is enough, or the last one.
    """
    while trips and schedule(task, row, trips) is None:
        visits = [visit for trip in trips for visit in trip]
        without = {visit: _without(trips, visit) for visit in visits}
        enough = [visit for visit in visits if _passes(task, row, without[visit])]
        price = task.visits.price_cents
        trips = without[min(enough, key=price.item) if enough else visits[-1]]
    return trips


def _passes(task: RoutingTask, row: int, trips: Trips) -> bool:
    return not trips or schedule(task, row, trips) is not None


def _without(trips: Trips, visit: int) -> Trips:
    kept = (tuple(stop for stop in trip if stop != visit) for trip in trips)
    return tuple(trip for trip in kept if trip)


def _search_day(
    draft: Draft, day: int, budget: _Budget, limits: SearchLimits
) -> dict[int, Trips] | None:
    """Routes of the day by guided local search; None if there was none."""
    task, routes = draft.task, draft.day_routes(day)
    joining = _one_of_each(task, (v for v in draft.open_visits() if _may_join(draft, v, day)))
    visits = sorted([*(v for trips in routes.values() for trip in trips for v in trip), *joining])
    paid = {task.vehicles.vehicle.item(row) for row in draft.trips if row not in routes}
    model = day_model(task, day, visits, routes, weekly_paid=paid)
    parameters = _parameters(budget)
    model.routing.CloseModelWithParameters(parameters)
    model.routing.solver().ReSeed(limits.seed)
    _watch(model, draft, day, limits)
    _end_in_time(model, budget, limits)
    first = model.read(routes)
    if first is None:
        solution = model.routing.SolveWithParameters(parameters)
    else:
        solution = model.routing.SolveFromAssignmentWithParameters(first, parameters)
    return model.trips_of(solution) if solution is not None else None


def _may_join(draft: Draft, visit: int, day: int) -> bool:
    visits, table = draft.task.visits, draft.task.vehicles
    spans = visits.windows[visit, day]
    return bool(
        (visits.may[visit] & (table.day == day)).any()
        and (spans[:, 0] <= spans[:, 1]).any()
        and draft.may_serve_on(visit, day)
    )


def _one_of_each(task: RoutingTask, visits: Iterable[int]) -> list[int]:
    """The visits, but of copies of one stop and of deliveries that must lie apart only one."""
    taken: set[tuple[str, int]] = set()
    chosen = []
    for visit in visits:
        groups = {
            ("alternatives", task.visits.alternatives.item(visit)),
            ("apart", task.visits.apart.item(visit)),
        }
        groups = {group for group in groups if group[1] >= 0}
        if not groups & taken:
            taken |= groups
            chosen.append(visit)
    return chosen


def _parameters(budget: _Budget) -> pywrapcp.RoutingSearchParameters:
    """Guided local search after the cheapest arcs."""
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    first = routing_enums_pb2.FirstSolutionStrategy
    parameters.first_solution_strategy = first.PATH_CHEAPEST_ARC
    guided = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    parameters.local_search_metaheuristic = guided
    limit_s = _FOREVER_S if budget.seconds is None else budget.seconds
    parameters.time_limit.FromMilliseconds(round(1000 * limit_s))
    return parameters


def _end_in_time(model: DayModel, budget: _Budget, limits: SearchLimits) -> None:
    """End the search when told to stop, or when the work is done.

    OR-Tools asks whether to go on after a fixed number of neighbours, some 50,000 times a second,
    so counting the questions measures work in a way that does not depend on the machine.
    """
    n_asked = 0

    def is_over() -> bool:
        nonlocal n_asked
        n_asked += 1
        if n_asked % _STOP_EVERY == 0 and limits.stop():
            return True
        return budget.questions is not None and n_asked > budget.questions

    model.routing.AddSearchMonitor(model.routing.solver().CustomLimit(is_over))


def _watch(model: DayModel, draft: Draft, day: int, limits: SearchLimits) -> None:
    """Report every better solution of the day; end the search when told to stop."""
    routing, prices = model.routing, draft.task.visits.price_cents
    others = Draft(draft.task, draft.routing().routes)
    others.clear_day(day)
    rest_millicents = others.millicents()
    indices = [(model.manager.NodeToIndex(i), visit) for i, visit in enumerate(model.visits)]
    n_elsewhere = len(set(others.open_visits()) - set(model.visits))
    best = float("inf")

    def on_solution() -> None:
        nonlocal best
        cost = routing.CostVar().Max()
        if cost < best:
            best = cost
            left_out = [visit for index, visit in indices if routing.ActiveVar(index).Max() == 0]
            paid = sum(prices.item(visit) for visit in left_out) * MILLICENTS_PER_CENT
            cents = (rest_millicents + cost - paid) // MILLICENTS_PER_CENT
            limits.report(cents, n_elsewhere + len(left_out))

    routing.AddAtSolutionCallback(on_solution)


def _report(draft: Draft, limits: SearchLimits) -> None:
    found = draft.routing()
    limits.report(found.cost_cents, len(found.unserved))


def _n_stops(draft: Draft, day: int) -> int:
    return sum(len(trip) for trips in draft.day_routes(day).values() for trip in trips)
