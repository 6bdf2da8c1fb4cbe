"""What follows from a plan by adding up: flows of lots, loads of trips, baskets of sites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from foodplan.domain.basics import Temperature
from foodplan.domain.food import Lot, Product
from foodplan.domain.handing import Handover, handovers
from foodplan.domain.ids import BasketId, HubId, LotId, SiteId
from foodplan.domain.plan import Plan, Stop, Trip
from foodplan.domain.problem import Problem

Flows = Mapping[tuple[LotId, HubId], Mapping[int, float]]
"""Kg by lot and hub, then by day."""


def collected_kg(plan: Plan) -> Flows:
    """Gross kg that reach a hub from a producer."""
    flows: defaultdict[tuple[LotId, HubId], dict[int, float]] = defaultdict(dict)
    for row in plan.collections:
        by_day = flows[row.lot_id, row.hub_id]
        by_day[row.day] = by_day.get(row.day, 0.0) + row.gross_kg
    return dict(flows)


def packed_kg(plan: Plan) -> Flows:
    """Net kg that go into recipes and orders."""
    flows: defaultdict[tuple[LotId, HubId], dict[int, float]] = defaultdict(dict)
    for lot_id, hub_id, day, net_kg in _packings(plan):
        by_day = flows[lot_id, hub_id]
        by_day[day] = by_day.get(day, 0.0) + net_kg
    return dict(flows)


def _packings(plan: Plan) -> Iterator[tuple[LotId, HubId, int, float]]:
    for recipe in plan.recipes:
        for part in recipe.parts:
            yield part.lot_id, recipe.hub_id, recipe.day, part.net_kg
    for order in plan.order_packings:
        yield order.lot_id, order.hub_id, order.day, order.net_kg


def through(by_day: Mapping[int, float], day: int) -> float:
    """Sum of all days up to and including `day`."""
    return sum(kg for when, kg in by_day.items() if when <= day)


def taken_kg(plan: Plan, problem: Problem) -> dict[LotId, float]:
    """Gross kg of each lot that is collected, used where it stands at a hub, or given directly."""
    taken = {lot.lot_id: 0.0 for lot in problem.lots}
    for (lot_id, _), by_day in collected_kg(plan).items():
        taken[lot_id] += sum(by_day.values())
    for (lot_id, _), by_day in packed_kg(plan).items():
        lot = problem.lot[lot_id]
        if lot.hub_id is not None:
            taken[lot_id] += sum(by_day.values()) / lot.yield_share
    for gift in plan.gifts:
        taken[gift.lot_id] += gift.gross_kg
    return taken


def used_kg(plan: Plan, problem: Problem) -> dict[LotId, float]:
    """Net kg of each lot that is packed, or given directly."""
    used: defaultdict[LotId, float] = defaultdict(float)
    for (lot_id, _), by_day in packed_kg(plan).items():
        used[lot_id] += sum(by_day.values())
    for gift in plan.gifts:
        used[gift.lot_id] += problem.lot[gift.lot_id].yield_share * gift.gross_kg
    return dict(used)


def baskets_by_type(plan: Plan, problem: Problem) -> dict[tuple[SiteId, BasketId], int]:
    """Baskets handed over in the week, by site and type."""
    given: defaultdict[tuple[SiteId, BasketId], int] = defaultdict(int)
    for one in handovers(plan, problem):
        for drop in one.drops:
            given[one.site_id, drop.basket_id] += drop.n_baskets
    return dict(given)


def baskets_left_hub(plan: Plan, problem: Problem) -> dict[tuple[HubId, int, BasketId], int]:
    """Baskets of a hub that sites get on a day, by type."""
    left: defaultdict[tuple[HubId, int, BasketId], int] = defaultdict(int)
    for one in handovers(plan, problem):
        for drop in one.drops:
            left[one.hub_id, one.day, drop.basket_id] += drop.n_baskets
    return dict(left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Goods on board: weight, and pallets by temperature class (fractions, not rounded)."""

    kg: float = 0.0
    pallets: Mapping[Temperature, float] = field(default_factory=dict)

    @property
    def all_pallets(self) -> float:
        """Pallets of all classes."""
        return sum(self.pallets.values())

    def plus(self, other: Load, *, times: int = 1) -> Load:
        """Both loads together; `times` -1 takes the other away."""
        pallets = {
            kind: self.pallets.get(kind, 0.0) + times * other.pallets.get(kind, 0.0)
            for kind in Temperature
        }
        return Load(kg=self.kg + times * other.kg, pallets=pallets)


def delivered(stop: Stop | Handover, problem: Problem) -> Load:
    """What a stop hands over: baskets ÷ per_pallet, ordered goods in crates."""
    load = Load()
    for drop in stop.drops:
        basket = problem.basket[drop.basket_id]
        pallets = {basket.travels: drop.n_baskets / basket.per_pallet}
        load = load.plus(Load(kg=drop.n_baskets * basket.kg, pallets=pallets))
    for order in stop.orders:
        product = problem.product[order.product_id]
        load = load.plus(_crates(product, order.kg / product.crate_kg, kg=order.kg))
    return load


def picked(stop: Stop, problem: Problem) -> Load:
    """What a stop takes on board."""
    load = Load()
    for pick in stop.picks:
        product = product_of(problem.lot[pick.lot_id], problem)
        load = load.plus(_crates(product, pick.crates, kg=pick.gross_kg))
    return load


def _crates(product: Product, crates: float, *, kg: float) -> Load:
    return Load(kg=kg, pallets={product.temperature: crates / product.crates_per_pallet})


def moments(trip: Trip, problem: Problem) -> tuple[Load, ...]:
    """The load on board when the trip leaves the hub, then after every stop."""
    load = Load()
    for stop in trip.stops:
        load = load.plus(delivered(stop, problem))
    loads = [load]
    for stop in trip.stops:
        load = load.plus(delivered(stop, problem), times=-1).plus(picked(stop, problem))
        loads.append(load)
    return tuple(loads)


def product_of(lot: Lot, problem: Problem) -> Product:
    """The product of a lot."""
    return problem.product[lot.product_id]
