"""Shapes of routes in answers; minutes count from midnight."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel

from foodplan.domain.ids import ProducerId, SiteId
from foodplan.domain.plan import Plan, Route, Stop, Trip
from foodplan.domain.problem import Problem


class StopOut(BaseModel):
    """One arrival."""

    place_id: str
    label: str
    lat: float
    lon: float
    km_from_before: float
    drive_min: float
    arrive_min: float
    start_min: float
    leave_min: float
    baskets: dict[str, int]
    orders_kg: dict[str, float]
    picks_gross_kg: dict[str, float]

    @classmethod
    def from_stop(cls, stop: Stop, problem: Problem) -> Self:
        """Minutes count from midnight."""
        place = problem.locations[stop.place_id]
        return cls(
            place_id=stop.place_id,
            label=_label(stop.place_id, problem),
            lat=round(place.lat, 6),
            lon=round(place.lon, 6),
            km_from_before=round(stop.km, 3),
            drive_min=round(stop.drive_min, 2),
            arrive_min=round(stop.arrive_min, 2),
            start_min=round(stop.start_min, 2),
            leave_min=round(stop.leave_min, 2),
            baskets={drop.basket_id: drop.n_baskets for drop in stop.drops},
            orders_kg={order.product_id: order.kg for order in stop.orders},
            picks_gross_kg={pick.lot_id: pick.gross_kg for pick in stop.picks},
        )


class TripOut(BaseModel):
    """Hub → stops → hub."""

    load_min: float
    leave_min: float
    return_min: float
    home_km: float
    stops: list[StopOut]

    @classmethod
    def from_trip(cls, trip: Trip, problem: Problem) -> Self:
        """Stops in order."""
        return cls(
            load_min=round(trip.load_min, 2),
            leave_min=round(trip.leave_min, 2),
            return_min=round(trip.return_min, 2),
            home_km=round(trip.home_km, 3),
            stops=[StopOut.from_stop(stop, problem) for stop in trip.stops],
        )


class RouteOut(BaseModel):
    """What one vehicle does on one day."""

    route_id: str
    vehicle_id: str
    hub_id: str
    day: int
    date: str
    start_min: float
    end_min: float
    km: float
    drive_min: float
    n_stops: int
    baskets: int
    trips: list[TripOut]

    @classmethod
    def from_route(cls, route: Route, problem: Problem) -> Self:
        """With its hub and date."""
        return cls(
            route_id=route.route_id,
            vehicle_id=route.vehicle_id,
            hub_id=problem.vehicle[route.vehicle_id].hub_id,
            day=route.day,
            date=problem.calendar.date_of(route.day).isoformat(),
            start_min=round(route.start_min, 2),
            end_min=round(route.end_min, 2),
            km=round(route.km, 3),
            drive_min=round(route.drive_min, 2),
            n_stops=sum(1 for _ in route.stops()),
            baskets=sum(stop.n_baskets for stop in route.stops()),
            trips=[TripOut.from_trip(trip, problem) for trip in route.trips],
        )


class RoutesOut(BaseModel):
    """All routes of a plan."""

    routes: list[RouteOut]

    @classmethod
    def from_plan(cls, plan: Plan, problem: Problem) -> Self:
        """By day and vehicle."""
        return cls(routes=[RouteOut.from_route(route, problem) for route in plan.routes])


def _label(place_id: str, problem: Problem) -> str:
    site = problem.site.get(SiteId(place_id))
    return site.label if site else problem.producer[ProducerId(place_id)].label
