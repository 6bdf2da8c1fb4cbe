"""What each visit of the routing task hands over or takes on board.

A delivery or pick-up that no single vehicle could carry is divided into equal parts; each part is a
visit of its own.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from foodplan.domain.basics import Temperature, windows_of_day
from foodplan.domain.fleet import Vehicle
from foodplan.domain.ids import HubId, PlaceId, ProducerId, SiteId
from foodplan.domain.plan import Collection, Drop, OrderDrop, Pick, Stop
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Given, OrderGiven
from foodplan.optimise.counters import is_counter

MPAL = 1000
"""Thousandths of a pallet in one."""
_ROUNDING = 1e-6
_EPSILON = 1e-9
_MOST_PARTS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The goods of one visit and where they come from or go to."""

    place_id: PlaceId
    hub_id: HubId
    day: int
    drops: tuple[Drop, ...] = ()
    orders: tuple[OrderDrop, ...] = ()
    picks: tuple[Pick, ...] = ()
    is_call: bool = False
    """A call at a producer that is due on that day, whether or not anything is fetched."""
    choice: int = -1
    """Loads with the same number ≥ 0 are one stop that any of their hubs may make."""

    @property
    def is_pickup(self) -> bool:
        """Whether the stop is at a producer."""
        return bool(self.picks) or self.is_call

    @property
    def n_baskets(self) -> int:
        """Baskets of all types."""
        return sum(drop.n_baskets for drop in self.drops)

    def kg(self, problem: Problem) -> float:
        """Gross weight of picks, net weight of baskets and orders."""
        return (
            sum(drop.n_baskets * problem.basket[drop.basket_id].kg for drop in self.drops)
            + sum(order.kg for order in self.orders)
            + sum(pick.gross_kg for pick in self.picks)
        )

    def pallets(self, problem: Problem) -> Mapping[Temperature, float]:
        """Pallets by temperature class, fractions kept."""
        pallets = dict.fromkeys(Temperature, 0.0)
        for drop in self.drops:
            basket = problem.basket[drop.basket_id]
            pallets[basket.travels] += drop.n_baskets / basket.per_pallet
        for order in self.orders:
            product = problem.product[order.product_id]
            pallets[product.temperature] += order.kg / product.crate_kg / product.crates_per_pallet
        for pick in self.picks:
            product = problem.product[problem.lot[pick.lot_id].product_id]
            pallets[product.temperature] += pick.crates / product.crates_per_pallet
        return pallets


def mpal(pallets: Mapping[Temperature, float]) -> list[int]:
    """Thousandths of a pallet by class, rounded up."""
    return [math.ceil(MPAL * pallets[kind] - _ROUNDING) for kind in Temperature]


def delivery_loads(
    problem: Problem, given: Sequence[Given], orders: Sequence[OrderGiven]
) -> tuple[Load, ...]:
    """One visit for each site, hub and day with baskets or orders; more if it must be divided."""
    drops: dict[tuple[SiteId, HubId, int], list[Drop]] = defaultdict(list)
    extras: dict[tuple[SiteId, HubId, int], list[OrderDrop]] = defaultdict(list)
    for row in sorted(given):
        drop = Drop(basket_id=row.basket_id, n_baskets=row.baskets)
        drops[row.site_id, row.hub_id, row.day].append(drop)
    for order in sorted(orders):
        extra = OrderDrop(product_id=order.product_id, kg=order.kg)
        extras[order.site_id, order.hub_id, order.day].append(extra)
    loads: list[Load] = []
    for place, hub_id, day in sorted({*drops, *extras}):
        key = place, hub_id, day
        load = Load(
            place_id=place,
            hub_id=hub_id,
            day=day,
            drops=tuple(drops[key]),
            orders=tuple(extras[key]),
        )
        loads.extend(_divided(problem, load))
    return tuple(loads)


def pickup_loads(problem: Problem, collections: Sequence[Collection]) -> tuple[Load, ...]:
    """One visit for each producer, hub and day that our vehicles call at; more if divided."""
    picks: dict[tuple[ProducerId, HubId, int], list[Pick]] = defaultdict(list)
    for row in sorted(collections, key=lambda one: one.lot_id):
        producer_id = problem.lot[row.lot_id].producer_id
        if producer_id is not None and needs_pickup(problem, row):
            pick = Pick(lot_id=row.lot_id, crates=row.crates, gross_kg=row.gross_kg)
            picks[producer_id, row.hub_id, row.day].append(pick)
    loads: list[Load] = []
    for (producer_id, hub_id, day), rows in sorted(picks.items()):
        load = Load(
            place_id=producer_id,
            hub_id=hub_id,
            day=day,
            picks=tuple(rows),
            is_call=day in problem.call_days(problem.producer[producer_id]),
        )
        loads.extend(_divided(problem, load))
    return tuple(loads)


def call_loads(problem: Problem, pickups: Sequence[Load]) -> tuple[Load, ...]:
    """Calls that are due though nothing is fetched: one load for each hub that could make it."""
    fetched = {(load.place_id, load.day) for load in pickups}
    due = [
        (producer.producer_id, day)
        for producer in problem.producers
        for day in problem.call_days(producer)
        if (producer.producer_id, day) not in fetched and windows_of_day(producer.windows, day)
    ]
    loads: list[Load] = []
    for number, (producer_id, day) in enumerate(due):
        options = [
            Load(place_id=producer_id, hub_id=hub.hub_id, day=day, is_call=True, choice=number)
            for hub in problem.hubs
            if problem.goes_to(producer_id, hub.hub_id)
        ]
        loads.extend(load for load in options if able_vehicles(problem, load))
    return tuple(loads)


def needs_pickup(problem: Problem, collection: Collection) -> bool:
    """Whether a vehicle of ours must fetch it; the producer brings it to one hub at most."""
    producer_id = problem.lot[collection.lot_id].producer_id
    if producer_id is None:
        return False
    return problem.producer[producer_id].brings_to_hub != collection.hub_id


def able_vehicles(problem: Problem, load: Load) -> tuple[Vehicle, ...]:
    """Vehicles of the hub that work on the day, may come and carry the classes of the load.

    Counters fetch nothing.
    """
    site = problem.site.get(SiteId(load.place_id))
    pallets = {kind: n for kind, n in load.pallets(problem).items() if n > 0}
    return tuple(
        vehicle
        for vehicle in problem.vehicles_of.get(load.hub_id, ())
        if _carries(vehicle, pallets)
        and windows_of_day(vehicle.shifts, load.day)
        and (
            problem.may_visit(vehicle, site, load.day)
            if site
            else not is_counter(vehicle.vehicle_id)
        )
    )


def longest_route_min(problem: Problem, stop: Load | Stop) -> float | None:
    """Longest route that may make a stop, where its site or the cold on board says so."""
    site = problem.site.get(SiteId(stop.place_id))
    if site is not None:
        return site.max_route_min
    # Lots that an accident took away are still among the stops as planned.
    lots = [problem.lot[pick.lot_id] for pick in stop.picks if pick.lot_id in problem.lot]
    classes = {problem.product[lot.product_id].temperature for lot in lots}
    is_cold = bool(classes - {Temperature.AMBIENT})
    return problem.rules.chilled_pickup_max_route_min if is_cold else None


def _carries(vehicle: Vehicle, pallets: Mapping[Temperature, float]) -> bool:
    if pallets.keys() <= vehicle.temperatures:
        return True
    boxed = {kind: n for kind, n in pallets.items() if kind not in vehicle.temperatures}
    if Temperature.AMBIENT in boxed:
        return False
    return sum(boxed.values()) <= vehicle.insulated_boxes + _EPSILON


def _divided(problem: Problem, load: Load) -> list[Load]:
    """The load, or its parts where no vehicle could carry it in one trip."""
    pieces = [load] if able_vehicles(problem, load) else _by_class(problem, load)
    return [part for piece in pieces for part in _parts(problem, piece)]


def _parts(problem: Problem, load: Load) -> list[Load]:
    """As few equal parts as fit some vehicle; the load itself if nothing can carry it."""
    for n_parts in range(1, _MOST_PARTS + 1):
        parts = [_nth_part(problem, load, i, n_parts) for i in range(n_parts)]
        parts = [part for part in parts if part.drops or part.orders or part.picks]
        if all(_fits_some(problem, part) for part in parts):
            return parts
    return [load]


def _fits_some(problem: Problem, load: Load) -> bool:
    kg, pallets_m = load.kg(problem), sum(mpal(load.pallets(problem)))
    return any(
        kg <= vehicle.payload_kg + _EPSILON and pallets_m <= MPAL * vehicle.pallets + _EPSILON
        for vehicle in able_vehicles(problem, load)
    )


def _by_class(problem: Problem, load: Load) -> list[Load]:
    """One load for each temperature class in it."""
    basket, product, lot = problem.basket, problem.product, problem.lot
    found = (
        replace(
            load,
            drops=tuple(one for one in load.drops if basket[one.basket_id].travels is kind),
            orders=tuple(one for one in load.orders if product[one.product_id].temperature is kind),
            picks=tuple(
                one for one in load.picks if product[lot[one.lot_id].product_id].temperature is kind
            ),
        )
        for kind in Temperature
    )
    return [part for part in found if part.drops or part.orders or part.picks]


def _nth_part(problem: Problem, load: Load, i: int, n_parts: int) -> Load:
    """Part i of n: whole baskets and crates, earlier parts take the odd ones."""
    if n_parts == 1:
        return load
    drops = [
        Drop(basket_id=drop.basket_id, n_baskets=_share(drop.n_baskets, i, n_parts))
        for drop in load.drops
    ]
    picks = [_part_of(problem, pick, i, n_parts) for pick in load.picks]
    return replace(
        load,
        drops=tuple(drop for drop in drops if drop.n_baskets > 0),
        orders=tuple(replace(order, kg=order.kg / n_parts) for order in load.orders),
        picks=tuple(pick for pick in picks if pick.crates > 0),
    )


def _part_of(problem: Problem, pick: Pick, i: int, n_parts: int) -> Pick:
    whole = math.ceil(pick.crates - _EPSILON)
    before = sum(_share(whole, j, n_parts) for j in range(i))
    crates = min(_share(whole, i, n_parts), pick.crates - before)
    crate_kg = problem.product[problem.lot[pick.lot_id].product_id].crate_kg
    left_kg = max(0.0, pick.gross_kg - before * crate_kg)
    is_last = before + crates >= pick.crates - _EPSILON
    gross_kg = left_kg if is_last else min(crates * crate_kg, left_kg)
    return Pick(lot_id=pick.lot_id, crates=crates, gross_kg=gross_kg)


def _share(whole: int, i: int, n_parts: int) -> int:
    return whole // n_parts + (1 if i < whole % n_parts else 0)
