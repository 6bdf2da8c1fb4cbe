"""What a rule is given, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from foodplan.domain.ids import LotId, VehicleId
from foodplan.domain.plan import Plan, Route, Trip
from foodplan.domain.problem import Problem
from foodplan.evaluate.amounts import Flows, collected_kg, packed_kg, taken_kg, used_kg
from foodplan.evaluate.obstacles import lot_obstacle
from foodplan.tables.travel import TravelMatrix

KG_TOLERANCE = 0.05
"""Weights are written with a few decimals; sums of them differ by less than this."""
MIN_TOLERANCE = 0.02
"""Driving times are rounded up to whole seconds."""
KM_TOLERANCE = 0.002
PALLET_TOLERANCE = 1e-3


@dataclass(frozen=True, kw_only=True)
class Case:
    """A plan before its judge, with sums that several rules need."""

    plan: Plan
    problem: Problem
    travel: TravelMatrix

    @cached_property
    def collected(self) -> Flows:
        """Gross kg collected, by lot and hub, then day."""
        return collected_kg(self.plan)

    @cached_property
    def packed(self) -> Flows:
        """Net kg packed into baskets and orders, by lot and hub, then day."""
        return packed_kg(self.plan)

    @cached_property
    def lot_obstacles(self) -> Mapping[LotId, str | None]:
        """Why nothing of a lot can be packed this week, or None, by lot."""
        return {
            lot.lot_id: lot_obstacle(lot, self.problem, self.travel) for lot in self.problem.lots
        }

    @cached_property
    def missing_kg(self) -> float:
        """Net kg of the baskets that are needed and not given."""
        given = self.plan.baskets_given()
        kg = 0.0
        for site_id, needs in self.problem.needs_of.items():
            needed = sum(need.baskets for need in needs)
            heaviest_kg = max(self.problem.basket[need.basket_id].kg for need in needs)
            kg += max(0, needed - given.get(site_id, 0)) * heaviest_kg
        return kg

    @cached_property
    def spare_kg(self) -> float:
        """Net kg that could be packed this week and are not."""
        taken, used = taken_kg(self.plan, self.problem), used_kg(self.plan, self.problem)
        return sum(
            max(0.0, lot.net_kg - used.get(lot.lot_id, 0.0))
            for lot in self.problem.lots
            if taken[lot.lot_id] or self.lot_obstacles[lot.lot_id] is None
        )

    @cached_property
    def route_of(self) -> Mapping[tuple[int, VehicleId], Route]:
        """The route of each day and vehicle that has one."""
        return {(route.day, route.vehicle_id): route for route in self.plan.routes}

    def trips(self) -> Iterator[tuple[Route, int, Trip]]:
        """Every trip with its route and its number within the route, from 1."""
        for route in self.plan.routes:
            for number, trip in enumerate(route.trips, start=1):
                yield route, number, trip


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """Where a rule is broken, by how much (in the rule's unit)."""

    where: str
    amount: float = 0.0
    params: Mapping[str, object] = field(default_factory=dict)


Rule = Callable[[Case], Iterator[Breach]]


def trip_where(route: Route, number: int) -> str:
    """Such as route 2-VAN-03, trip 1."""
    return f"route {route.route_id}, trip {number}"


def stop_where(route: Route, place_id: str) -> str:
    """Such as route 2-VAN-03, stop S-014."""
    return f"route {route.route_id}, stop {place_id}"
