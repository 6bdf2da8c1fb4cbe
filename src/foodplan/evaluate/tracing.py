"""Follow a lot to the sites, and a site's baskets back to the lots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from foodplan.domain.handing import handovers
from foodplan.domain.ids import BasketId, HubId, LotId, ProductId, SiteId, VehicleId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.evaluate.amounts import taken_kg

_Flows = defaultdict[tuple[LotId, SiteId, HubId | None, int], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """Net kg of one lot meant for one site, through one hub or none, on one day."""

    lot_id: LotId
    site_id: SiteId
    hub_id: HubId | None
    """None where the producer brings it to the site itself."""
    day: int
    net_kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LotTrace:
    """Where one lot went."""

    lot_id: LotId
    product_id: ProductId
    origin_id: str
    """Its producer, or the hub where it stood."""
    gross_kg: float
    taken_kg: float
    """Gross kg collected, used where it stood, or brought to sites by the producer."""
    given_kg: float
    """Net kg handed over at sites."""
    allocations: tuple[Allocation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTrace:
    """What one site gets, and from where."""

    site_id: SiteId
    given_kg: float
    n_baskets: int
    allocations: tuple[Allocation, ...]


def allocations(plan: Plan, problem: Problem) -> tuple[Allocation, ...]:
    """Lot by site, hub and day: recipes and orders shared in proportion to what is handed over.

    Sorted by lot, site, day, hub; amounts add up to the net kg that sites get.
    """
    flows: _Flows = defaultdict(float)
    _add_baskets(flows, plan, problem)
    _add_orders(flows, plan, problem)
    for gift in plan.gifts:
        net_kg = problem.lot[gift.lot_id].yield_share * gift.gross_kg
        flows[gift.lot_id, gift.site_id, None, gift.day] += net_kg
    rows = [
        Allocation(lot_id=lot_id, site_id=site_id, hub_id=hub_id, day=day, net_kg=kg)
        for (lot_id, site_id, hub_id, day), kg in flows.items()
        if kg > 0
    ]
    return tuple(sorted(rows, key=lambda row: (row.lot_id, row.site_id, row.day, row.hub_id or "")))


def _add_baskets(flows: _Flows, plan: Plan, problem: Problem) -> None:
    dropped: defaultdict[tuple[HubId, int, BasketId], list[tuple[SiteId, int]]] = defaultdict(list)
    for one in handovers(plan, problem):
        for drop in one.drops:
            dropped[one.hub_id, one.day, drop.basket_id].append((one.site_id, drop.n_baskets))
    for recipe in plan.recipes:
        for site_id, n_baskets in dropped[recipe.hub_id, recipe.day, recipe.basket_id]:
            for part in recipe.parts:
                share = n_baskets / recipe.n_baskets
                flows[part.lot_id, site_id, recipe.hub_id, recipe.day] += share * part.net_kg


def _add_orders(flows: _Flows, plan: Plan, problem: Problem) -> None:
    packed: defaultdict[tuple[HubId, int, SiteId, ProductId], float] = defaultdict(float)
    for row in plan.order_packings:
        packed[row.hub_id, row.day, row.site_id, row.product_id] += row.net_kg
    dropped = dict(_ordered_kg(plan, problem))
    for row in plan.order_packings:
        key = (row.hub_id, row.day, row.site_id, row.product_id)
        if packed[key] > 0:
            share = dropped.get(key, 0.0) / packed[key]
            flows[row.lot_id, row.site_id, row.hub_id, row.day] += share * row.net_kg


def _ordered_kg(
    plan: Plan, problem: Problem
) -> Iterator[tuple[tuple[HubId, int, SiteId, ProductId], float]]:
    kg: defaultdict[tuple[HubId, int, SiteId, ProductId], float] = defaultdict(float)
    for one in handovers(plan, problem):
        for order in one.orders:
            kg[one.hub_id, one.day, one.site_id, order.product_id] += order.kg
    yield from sorted(kg.items())


def calls_for(row: Allocation, plan: Plan, problem: Problem) -> tuple[tuple[VehicleId, float], ...]:
    """Vehicles that bring it, with the minute after midnight; empty where no vehicle does."""
    return tuple(
        (route.vehicle_id, stop.start_min)
        for route in plan.routes
        if route.day == row.day and problem.vehicle[route.vehicle_id].hub_id == row.hub_id
        for stop in route.stops()
        if stop.place_id == row.site_id
    )


def trace_lot(plan: Plan, problem: Problem, lot_id: LotId) -> LotTrace:
    """From the field to the sites; KeyError if there is no such lot."""
    lot = problem.lot[lot_id]
    rows = tuple(row for row in allocations(plan, problem) if row.lot_id == lot_id)
    return LotTrace(
        lot_id=lot_id,
        product_id=lot.product_id,
        origin_id=str(lot.producer_id or lot.hub_id),
        gross_kg=lot.gross_kg,
        taken_kg=taken_kg(plan, problem)[lot_id],
        given_kg=sum(row.net_kg for row in rows),
        allocations=rows,
    )


def trace_site(plan: Plan, problem: Problem, site_id: SiteId) -> SiteTrace:
    """From a site's baskets back to the fields; KeyError if there is no such site."""
    site = problem.site[site_id]
    rows = tuple(row for row in allocations(plan, problem) if row.site_id == site.site_id)
    return SiteTrace(
        site_id=site.site_id,
        given_kg=sum(row.net_kg for row in rows),
        n_baskets=plan.baskets_given().get(site_id, 0),
        allocations=rows,
    )
