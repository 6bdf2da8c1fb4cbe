"""An earlier plan of a week much like this one, as what a first round may go on from."""

from __future__ import annotations

from dataclasses import replace

from foodplan.domain.ids import SiteId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Delivery
from foodplan.optimise.rounds import Driven, routes_again
from foodplan.optimise.routing.task import PlannedRoute, Routing
from foodplan.optimise.shifts import shifts_of
from foodplan.optimise.visits import Load


def earlier_days(problem: Problem, plan: Plan) -> tuple[tuple[Delivery, ...], Driven]:
    """Its deliveries, sorted, and its routes of vehicles that still work that day.

    Nothing is promised of either: whoever goes on from them leaves out what is no longer possible.
    """
    rows = {
        (shift.vehicle.vehicle_id, shift.day): row for row, shift in enumerate(shifts_of(problem))
    }
    loads: list[Load] = []
    routes: list[PlannedRoute] = []
    for route in plan.routes:
        row = rows.get((route.vehicle_id, route.day))
        if row is None:
            continue
        hub_id = problem.vehicle[route.vehicle_id].hub_id
        trips: list[tuple[int, ...]] = []
        for trip in route.trips:
            first = len(loads)
            loads.extend(
                Load(
                    place_id=stop.place_id,
                    hub_id=hub_id,
                    day=route.day,
                    drops=stop.drops,
                    orders=stop.orders,
                    picks=stop.picks,
                )
                for stop in trip.stops
            )
            trips.append(tuple(range(first, len(loads))))
        routes.append(PlannedRoute(vehicle_day=row, trips=tuple(trips)))
    deliveries = {
        Delivery(site_id=SiteId(load.place_id), hub_id=load.hub_id, day=load.day)
        for load in loads
        if not load.is_pickup
    }
    routing = Routing(routes=tuple(routes), unserved=(), cost_cents=0)
    return tuple(sorted(deliveries)), Driven(loads=tuple(loads), routing=routing)


def without_pickups(before: Driven) -> Driven:
    """Deliveries alone: what was fetched then may be no lot of this week."""
    kept = [i for i, load in enumerate(before.loads) if not load.is_pickup]
    again = {visit: i for i, visit in enumerate(kept)}
    return Driven(
        loads=tuple(before.loads[visit] for visit in kept),
        routing=replace(before.routing, routes=routes_again(before.routing, again)),
    )
