"""What people collect at hubs, told to the optimiser as stops of vehicles that stay there.

Each site that is collected at a hub gets a counter: a vehicle of that hub that goes nowhere else,
costs nothing and holds all that the site needs. Days, shares, sorting hours and repairs then need
no rule of their own. Plans leave this package with handouts in the place of counters' routes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from foodplan.domain.basics import Temperature, TimeWindow, VehicleKind
from foodplan.domain.fleet import LinkKind, Vehicle
from foodplan.domain.ids import SiteId, VehicleId
from foodplan.domain.places import Hub, Site
from foodplan.domain.plan import Handout, Plan, Route, Stop, Trip
from foodplan.domain.problem import Problem
from foodplan.tables.travel import Floats, Leg, Legs, Rows, TravelMatrix
from foodplan.units import MINUTES_PER_DAY

_MARK = "\x1f"
"""Begins the id of a counter; a sign that no cell of a table holds."""
_ROOM = 1.01
_SPARE = 1.0


def with_counters(problem: Problem) -> Problem:
    """The problem in which a counter serves each collected site; as it is where there is none."""
    collected = {site.site_id: site.collected_at for site in problem.sites if site.collected_at}
    if not collected:
        return problem
    counters = [
        _counter(problem, problem.site[site_id], problem.hub[hub_id])
        for site_id, hub_id in collected.items()
    ]
    names = frozenset(str(one.vehicle_id) for one in counters)
    return replace(
        problem,
        sites=tuple(_told(site, names) for site in problem.sites),
        vehicles=tuple(sorted((*problem.vehicles, *counters), key=lambda one: one.vehicle_id)),
        links=tuple(
            link
            for link in problem.links
            if link.kind is not LinkKind.SITE_VEHICLE or link.first_id not in collected
        ),
    )


def staying_travel(problem: Problem, travel: TravelMatrix) -> TravelMatrix:
    """Ways on which collected sites lie at their hubs; as they are where there is none."""
    row = {
        travel.index[site.site_id]: travel.index[site.collected_at]
        for site in problem.sites
        if site.collected_at
    }
    return replace(travel, legs=_Staying(legs=travel.legs, row=row)) if row else travel


def is_counter(vehicle_id: VehicleId) -> bool:
    """Whether it stays at its hub."""
    return vehicle_id.startswith(_MARK)


def with_handouts(plan: Plan, problem: Problem) -> Plan:
    """The plan with handouts in the place of counters' routes."""
    handouts = [
        Handout(
            site_id=SiteId(stop.place_id),
            hub_id=problem.vehicle[route.vehicle_id].hub_id,
            day=route.day,
            from_min=stop.start_min,
            drops=stop.drops,
            orders=stop.orders,
        )
        for route in plan.routes
        if is_counter(route.vehicle_id)
        for stop in route.stops()
    ]
    return replace(
        plan,
        routes=tuple(route for route in plan.routes if not is_counter(route.vehicle_id)),
        handouts=tuple(sorted(handouts, key=lambda row: (row.day, row.site_id))),
    )


def with_routes(plan: Plan, problem: Problem) -> Plan:
    """The plan with counters' routes in the place of handouts; those of other sites fall away."""
    routes = [_route(row) for row in plan.handouts if _counter_id(row.site_id) in problem.vehicle]
    every = sorted((*plan.routes, *routes), key=lambda route: (route.day, route.vehicle_id))
    return replace(plan, routes=tuple(every), handouts=())


def _route(row: Handout) -> Route:
    """A trip to nowhere that hands everything over at once."""
    stop = Stop(
        place_id=row.site_id,
        km=0.0,
        drive_min=0.0,
        arrive_min=row.from_min,
        start_min=row.from_min,
        leave_min=row.from_min,
        drops=row.drops,
        orders=row.orders,
    )
    trip = Trip(
        load_min=row.from_min,
        leave_min=row.from_min,
        stops=(stop,),
        home_km=0.0,
        home_drive_min=0.0,
        return_min=row.from_min,
    )
    return Route(vehicle_id=_counter_id(row.site_id), day=row.day, trips=(trip,))


def _counter_id(site_id: SiteId) -> VehicleId:
    return VehicleId(f"{_MARK}{site_id}")


def _counter(problem: Problem, site: Site, hub: Hub) -> Vehicle:
    """Room for all that the site needs and ordered, on every day on which people may come."""
    kg, pallets = _SPARE, _SPARE
    for need in problem.needs_of.get(site.site_id, ()):
        basket = problem.basket[need.basket_id]
        most = need.baskets * max(1.0, problem.policy.fill_max)
        kg += most * basket.kg
        pallets += most / basket.per_pallet
    for order in problem.orders_of.get(site.site_id, ()):
        product = problem.product[order.product_id]
        # Whole crates are handed over, so up to one more than was ordered.
        crates = product.kg_of(order.quantity, order.unit) / product.crate_kg + 1
        kg += crates * product.crate_kg
        pallets += crates / product.crates_per_pallet
    days = sorted({window.day for window in site.windows})
    return Vehicle(
        vehicle_id=_counter_id(site.site_id),
        label=site.label,
        kind=VehicleKind.VAN,
        hub_id=hub.hub_id,
        payload_kg=kg * _ROOM,
        pallets=pallets * _ROOM,
        temperatures=frozenset(Temperature),
        shifts=tuple(
            TimeWindow(day=day, start_min=0.0, end_min=float(MINUTES_PER_DAY)) for day in days
        ),
        max_trips=1,
    )


def _told(site: Site, names: frozenset[str]) -> Site:
    """A collected site is for its counter alone; counters are for no other site."""
    if site.collected_at is None:
        return replace(site, refused_vehicles=site.refused_vehicles | names)
    return replace(
        site,
        unloading_min=0.0,
        unloading_min_per_basket=0.0,
        max_vehicle_kg=None,
        allowed_vehicles=frozenset({str(_counter_id(site.site_id))}),
        refused_vehicles=frozenset(),
        max_route_min=None,
        first_stop_only=False,
    )


@dataclass(frozen=True, kw_only=True)
class _Staying:
    """Legs on which collected sites lie at their hubs."""

    legs: Legs
    row: Mapping[int, int]
    """Row of the hub by row of the site."""

    def block(
        self, kind: VehicleKind, band: int, from_rows: Rows, to_rows: Rows
    ) -> tuple[Floats, Floats]:
        """A part of the tables; nothing lies between a site and its hub."""
        here, there = self._at(from_rows), self._at(to_rows)
        km, minutes = self.legs.block(kind, band, here, there)
        same = here[:, None] == there[None, :]
        return np.where(same, 0.0, km), np.where(same, 0.0, minutes)

    def leg(self, kind: VehicleKind, band: int, from_row: int, to_row: int) -> Leg:
        """One cell of a block."""
        here, there = self.row.get(from_row, from_row), self.row.get(to_row, to_row)
        if here == there:
            return Leg(km=0.0, minutes=0.0)
        return self.legs.leg(kind, band, here, there)

    def _at(self, rows: Rows) -> Rows:
        return np.array([self.row.get(row, row) for row in rows.tolist()], dtype=np.intp)
