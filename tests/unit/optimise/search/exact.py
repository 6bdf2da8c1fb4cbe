"""The best routing of a tiny task, by trying everything on `schedule`."""

from __future__ import annotations

from itertools import combinations

from foodplan.optimise.routing.loads import permitted
from foodplan.optimise.routing.schedule import schedule, weekly_millicents
from foodplan.optimise.routing.task import (
    MILLICENTS_PER_CENT,
    PlannedRoute,
    Routing,
    RoutingTask,
    Trips,
)

Subset = frozenset[int]


def exact_millicents(task: RoutingTask) -> int:
    """Least cost of routes plus prices of what is left out."""
    n_slots = len(task.vehicles.day)
    costs = [_route_costs(task, row) for row in range(n_slots)]
    best = [_price(task, frozenset())]

    def extend(row: int, chosen: dict[int, Subset], cost: int) -> None:
        if row == n_slots:
            if _lawful(task, chosen):
                served = frozenset().union(*chosen.values()) if chosen else frozenset()
                total = cost + weekly_millicents(task, chosen) + _price(task, served)
                best[0] = min(best[0], total)
            return
        extend(row + 1, chosen, cost)
        taken = frozenset().union(*chosen.values()) if chosen else frozenset()
        for subset, route_cost in costs[row].items():
            if not subset & taken:
                extend(row + 1, chosen | {row: subset}, cost + route_cost)

    extend(0, {}, 0)
    return best[0]


def value_millicents(task: RoutingTask, routing: Routing) -> int:
    """Cost of routes plus prices of what is left out, from the routes themselves."""
    cost = sum(_cost(task, route.vehicle_day, route.trips) for route in routing.routes)
    cost += weekly_millicents(task, [route.vehicle_day for route in routing.routes])
    served = frozenset(v for route in routing.routes for trip in route.trips for v in trip)
    return cost + _price(task, served)


def lawful(task: RoutingTask, routes: tuple[PlannedRoute, ...]) -> bool:
    """Whether routes pass `schedule` and keep the rules between them."""
    visits = [v for route in routes for trip in route.trips for v in trip]
    chosen = {
        route.vehicle_day: frozenset(v for trip in route.trips for v in trip) for route in routes
    }
    return (
        len(set(visits)) == len(visits)
        and len(chosen) == len(routes)
        and all(schedule(task, one.vehicle_day, one.trips) is not None for one in routes)
        and _lawful(task, chosen)
    )


def _cost(task: RoutingTask, row: int, trips: Trips) -> int:
    found = schedule(task, row, trips)
    assert found is not None
    return found.cost_millicents


def _route_costs(task: RoutingTask, row: int) -> dict[Subset, int]:
    """Least cost of each set of visits that the vehicle-day can make, in every order and cut.

    What a route may not carry it may not carry with one more stop at its end either.
    """
    able = [v for v in range(len(task.visits.place)) if task.visits.may.item(v, row)]
    costs: dict[Subset, int] = {}

    def grow(trips: Trips) -> None:
        made = frozenset(v for trip in trips for v in trip)
        found = schedule(task, row, trips)
        if found is not None:
            costs[made] = min(found.cost_millicents, costs.get(made, found.cost_millicents))
        for visit in able:
            if visit not in made:
                try_one((*trips, (visit,)))
                if trips:
                    try_one((*trips[:-1], (*trips[-1], visit)))

    def try_one(trips: Trips) -> None:
        if permitted(task, row, trips):
            grow(trips)

    grow(())
    return costs


def _lawful(task: RoutingTask, chosen: dict[int, Subset]) -> bool:
    """Copies, gaps between days, caps of hubs."""
    visits, vehicles = task.visits, task.vehicles
    day = {v: vehicles.day.item(row) for row, subset in chosen.items() for v in subset}
    for a, b in combinations(sorted(day), 2):
        if visits.alternatives.item(a) >= 0 and (
            visits.alternatives.item(a) == visits.alternatives.item(b)
        ):
            return False
        gap = max(visits.min_gap_days.item(a), visits.min_gap_days.item(b))
        same_site = visits.apart.item(a) >= 0 and visits.apart.item(a) == visits.apart.item(b)
        if same_site and abs(day[a] - day[b]) < gap:
            return False
    if not task.day_cap_dag.size:
        return True
    return all(
        sum(
            visits.load_dag.item(v)
            for row, subset in chosen.items()
            for v in subset
            if vehicles.hub.item(row) == hub and day[v] <= until and not visits.pickup.item(v)
        )
        <= task.day_cap_dag.item(hub, until)
        for hub in sorted(set(vehicles.hub.tolist()))
        for until in range(task.n_days)
    )


def _price(task: RoutingTask, served: Subset) -> int:
    """Prices of stops not made, and of dear ones that are.

    Copies of one stop count once, at the price of the first.
    """
    visits = task.visits
    made = {visits.alternatives.item(v) for v in served}
    missing: dict[tuple[str, int], int] = {}
    for v in range(len(visits.place)):
        group = visits.alternatives.item(v)
        if v not in served and (group < 0 or group not in made):
            key = ("visit", v) if group < 0 else ("group", group)
            missing.setdefault(key, visits.price_cents.item(v))
    dear = sum(visits.dear_millicents.item(v) for v in served)
    return sum(missing.values()) * MILLICENTS_PER_CENT + dear
