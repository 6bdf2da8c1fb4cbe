"""Planned routes back as routes of the domain: indices become ids, seconds become minutes."""

from __future__ import annotations

from collections.abc import Sequence

from foodplan.domain.plan import Pause, Route, Stop, Trip
from foodplan.errors import BrokenPlan
from foodplan.optimise.routing.duty import TimedStop, TimedTrip
from foodplan.optimise.routing.schedule import Schedule, schedule
from foodplan.optimise.routing.task import PlannedRoute, RoutingTask
from foodplan.optimise.visits import Load
from foodplan.units import km, minutes


def domain_routes(
    task: RoutingTask, routes: Sequence[PlannedRoute], loads: Sequence[Load]
) -> tuple[Route, ...]:
    """Routes with times and goods, sorted by day and vehicle; `loads` by visit row."""
    found = []
    for route in sorted(routes, key=lambda one: one.vehicle_day):
        timed = schedule(task, route.vehicle_day, route.trips)
        if timed is None:
            vehicle_id = task.vehicles.vehicle_ids[route.vehicle_day]
            raise BrokenPlan(f"a route of {vehicle_id} breaks a rule; please report this fault")
        found.append(timed_route(task, timed, loads))
    return tuple(found)


def timed_route(task: RoutingTask, timed: Schedule, loads: Sequence[Load]) -> Route:
    """One route with its times in minutes."""
    return Route(
        vehicle_id=task.vehicles.vehicle_ids[timed.vehicle_day],
        day=task.vehicles.day.item(timed.vehicle_day),
        trips=tuple(_trip(trip, loads) for trip in timed.trips),
        pauses=tuple(
            Pause(start_min=minutes(rest.start_s), minutes=minutes(rest.seconds))
            for rest in timed.rests
        ),
    )


def _trip(trip: TimedTrip, loads: Sequence[Load]) -> Trip:
    return Trip(
        load_min=minutes(trip.load_s),
        leave_min=minutes(trip.leave_s),
        stops=tuple(_stop(stop, loads[stop.visit]) for stop in trip.stops),
        home_km=km(trip.home_metres),
        home_drive_min=minutes(trip.home_drive_s),
        return_min=minutes(trip.return_s),
    )


def _stop(stop: TimedStop, load: Load) -> Stop:
    return Stop(
        place_id=load.place_id,
        km=km(stop.metres),
        drive_min=minutes(stop.drive_s),
        arrive_min=minutes(stop.arrive_s),
        start_min=minutes(stop.start_s),
        leave_min=minutes(stop.leave_s),
        drops=load.drops,
        orders=load.orders,
        picks=load.picks,
    )
