"""Room that a plan leaves: in vehicles, in hubs' sorting, in recipes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from foodplan.domain.basics import windows_of_day
from foodplan.domain.fleet import Vehicle
from foodplan.domain.food import Lot
from foodplan.domain.ids import HubId
from foodplan.domain.places import Site
from foodplan.domain.plan import Recipe, Route, Trip
from foodplan.evaluate.amounts import moments, product_of
from foodplan.evaluate.case import Case
from foodplan.evaluate.obstacles import near_first
from foodplan.evaluate.solo import carries, open_days, site_call, solo_min
from foodplan.units import hours

_SHARE_TOLERANCE = 0.005


def vehicles_with_room(case: Case, site: Site) -> Iterator[tuple[Vehicle, int]]:
    """Vehicles and days that could bring the site one more basket.

    Generous: windows of the other stops are not looked at, so 'none' is a proof of being full.
    """
    for day in open_days(site, case.problem):
        for vehicle in near_first(case.problem, site.location):
            if case.problem.may_visit(vehicle, site, day) and _has_room(case, vehicle, day, site):
                yield vehicle, day


def _has_room(case: Case, vehicle: Vehicle, day: int, site: Site) -> bool:
    call = site_call(site)
    alone_min = solo_min(vehicle, call, day, case.problem, case.travel)
    kinds = {
        case.problem.basket[need.basket_id].travels
        for need in case.problem.needs_of.get(site.site_id, ())
    }
    if alone_min is None or not any(carries(vehicle, kind) for kind in kinds):
        return False
    route = case.route_of.get((day, vehicle.vehicle_id))
    if route is None:
        return True
    spare_min = _spare_min(case, vehicle, route)
    if len(route.trips) < vehicle.max_trips and alone_min <= spare_min:
        return True
    most = case.problem.rules.max_stops
    most = min(most, most if vehicle.max_stops is None else vehicle.max_stops)
    if sum(1 for _ in route.stops()) >= most:
        return any(_visits(trip, site) for trip in route.trips)
    return any(_trip_has_room(case, vehicle, trip, site, spare_min) for trip in route.trips)


def _visits(trip: Trip, site: Site) -> bool:
    return any(stop.place_id == site.site_id for stop in trip.stops)


def _spare_min(case: Case, vehicle: Vehicle, route: Route) -> float:
    """Minutes by which a route could end later."""
    shifts = windows_of_day(vehicle.shifts, route.day)
    latest_min = max((shift.end_min for shift in shifts), default=0.0)
    limits = (vehicle.max_route_min, case.problem.policy.balance_max_route_min)
    longest_min = min((limit for limit in limits if limit is not None), default=math.inf)
    return min(
        latest_min - route.end_min,
        case.problem.rules.latest_end_min - route.end_min,
        longest_min - (route.end_min - route.start_min),
    )


def _trip_has_room(case: Case, vehicle: Vehicle, trip: Trip, site: Site, spare_min: float) -> bool:
    baskets = [
        case.problem.basket[need.basket_id] for need in case.problem.needs_of.get(site.site_id, ())
    ]
    load = moments(trip, case.problem)[0]
    fits = any(
        load.kg + basket.kg <= vehicle.payload_kg
        and load.all_pallets + 1 / basket.per_pallet <= vehicle.pallets
        for basket in baskets
    )
    if not fits or _visits(trip, site):
        return fits
    limit = vehicle.max_stops_per_trip
    if limit is not None and len(trip.stops) >= limit:
        return False
    return _detour_min(case, vehicle, trip, site) <= spare_min


def _detour_min(case: Case, vehicle: Vehicle, trip: Trip, site: Site) -> float:
    """Least minutes that one more stop adds, wherever it stands in the trip."""
    places = (vehicle.hub_id, *(stop.place_id for stop in trip.stops), vehicle.hub_id)

    def minutes(here: str, there: str) -> float:
        return case.travel.leg(here, there, kind=vehicle.kind, depart_min=trip.leave_min).minutes

    detours = (
        minutes(a, site.site_id) + minutes(site.site_id, b) - minutes(a, b)
        for a, b in pairwise(places)
    )
    return min(detours) + site.unloading(1)


def baskets_an_hour(case: Case, sites: Sequence[Site]) -> dict[tuple[HubId, int], float]:
    """Baskets that vehicles hand over per hour on duty, by hub and day on which a site is open."""
    days = {day for site in sites for day in open_days(site, case.problem)}
    baskets: defaultdict[tuple[HubId, int], int] = defaultdict(int)
    duty_min: defaultdict[tuple[HubId, int], float] = defaultdict(float)
    for route in case.plan.routes:
        key = case.problem.vehicle[route.vehicle_id].hub_id, route.day
        if route.day in days:
            baskets[key] += sum(stop.n_baskets for stop in route.stops())
            duty_min[key] += route.end_min - route.start_min
    return {key: n / hours(duty_min[key]) for key, n in baskets.items() if duty_min[key] > 0}


def full_sorting_days(case: Case, hub_id: HubId) -> tuple[int, ...]:
    """Days on which a hub cannot sort one more crate, though goods of that day could be packed."""
    hub = case.problem.hub[hub_id]
    crate_kg = min((product.crate_kg for product in case.problem.products), default=0.0)
    days = []
    for day in case.problem.calendar.days:
        sorted_kg = sum(
            by_day.get(day, 0.0) for (_, where), by_day in case.collected.items() if where == hub_id
        )
        in_time = day + hub.processing_days in case.problem.calendar.days
        is_open = bool(windows_of_day(hub.windows, day))
        if in_time and is_open and sorted_kg + crate_kg > hub.sorting_kg(day):
            days.append(day)
    return tuple(days)


def recipes_without_room(case: Case, lot: Lot) -> bool:
    """Whether every recipe that could take the lot already holds all it may of its product."""
    product = product_of(lot, case.problem)
    last_day = lot.last_day - case.problem.policy.freshness_margin_days
    shares = [
        (_share(case, recipe, lot), case.problem.basket[recipe.basket_id].max_product_share)
        for recipe in case.plan.recipes
        if lot.ready_day <= recipe.day <= last_day
        and case.problem.basket[recipe.basket_id].takes(product)
    ]
    return bool(shares) and all(share >= most - _SHARE_TOLERANCE for share, most in shares)


def _share(case: Case, recipe: Recipe, lot: Lot) -> float:
    weight_kg = sum(part.net_kg for part in recipe.parts)
    same_kg = sum(
        part.net_kg
        for part in recipe.parts
        if case.problem.lot[part.lot_id].product_id == lot.product_id
    )
    return same_kg / weight_kg if weight_kg > 0 else 1.0
