"""Lots, producers and hubs as arrays: when each lot can be collected and packed.

Axes: l lots, h hubs, t days, k basket types, in the order of the problem's tuples.
"""

from __future__ import annotations

from collections.abc import Collection as Members
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foodplan.domain.basics import Temperature, haversine_km
from foodplan.domain.fleet import Vehicle
from foodplan.domain.food import Lot
from foodplan.domain.ids import HubId, ProducerId
from foodplan.domain.places import Producer
from foodplan.domain.problem import Problem
from foodplan.optimise.counters import is_counter

Floats = NDArray[np.float64]
Index = NDArray[np.int64]
Flags = NDArray[np.bool_]
PickUp = tuple[ProducerId, HubId, int]
CLASSES = tuple(Temperature)


@dataclass(frozen=True, kw_only=True)
class Supply:
    """The supply side of a week."""

    gross_kg: Floats
    """(l,) s_l"""
    yield_share: Floats
    """(l,) y_l"""
    crate_kg: Floats
    """(l,)"""
    ready_day: Index
    last_day: Index
    """(l,) last day on which it is good to eat."""
    pack_until: Index
    """(l,) last day on which it may be packed: last_day less the freshness margin."""
    product: Index
    """(l,) row of the product."""
    group: Index
    """(p,) group of each product, a number."""
    cold: Flags
    """(l,) chilled or frozen."""
    suits: Flags
    """(k, l) whether the lot's product may go into the basket type."""
    producer: Index
    """(l,) row of the producer, -1 for opening stock."""
    stands_at: Index
    """(l,) hub of opening stock, -1 for lots at a producer."""
    brings: Flags
    """(l,) the producer drives to the hub."""
    may_collect: Flags
    """(l, h, t)"""
    may_pack: Flags
    """(l, h, t)"""
    processing_days: Index
    """(h,)"""
    sorting_kg: Floats
    storage_kg: Floats
    """(h, t) each; storage never lies below the opening stock that stands there that day."""
    cold_storage_kg: Floats
    fleet_kg: Floats
    """(h, t) payload × trips of the vehicles on shift."""
    road_km: Floats
    """(producer, h) great-circle km."""

    @property
    def shape(self) -> tuple[int, int, int]:
        """Lots, hubs, days."""
        n_lots, n_hubs, n_days = self.may_pack.shape
        return n_lots, n_hubs, n_days


def supply_of(problem: Problem, not_collected: Members[PickUp] = frozenset()) -> Supply:
    """Arrays of a problem; `not_collected` names pick-ups that no vehicle can make."""
    lots, products, hubs = problem.lots, problem.products, problem.hubs
    product_row = {product.product_id: i for i, product in enumerate(products)}
    producer_row = {producer.producer_id: i for i, producer in enumerate(problem.producers)}
    hub_row = {hub.hub_id: i for i, hub in enumerate(hubs)}
    groups = {name: i for i, name in enumerate(sorted({product.group for product in products}))}
    product = _ints([product_row[lot.product_id] for lot in lots])
    gross_kg = np.array([lot.gross_kg for lot in lots])
    cold = _flags([products[p].temperature is not Temperature.AMBIENT for p in product])
    may_collect = _may_collect(problem, not_collected)
    return Supply(
        gross_kg=gross_kg,
        yield_share=np.array([lot.yield_share for lot in lots]),
        crate_kg=np.array([products[p].crate_kg for p in product]),
        ready_day=_ints([lot.ready_day for lot in lots]),
        last_day=_ints([lot.last_day for lot in lots]),
        pack_until=_pack_until(problem),
        product=product,
        group=_ints([groups[product.group] for product in products]),
        cold=cold,
        suits=_suits(problem)[:, product],
        producer=_ints([producer_row[lot.producer_id] if lot.producer_id else -1 for lot in lots]),
        stands_at=_ints([hub_row[lot.hub_id] if lot.hub_id else -1 for lot in lots]),
        brings=_flags([_brings(problem, lot) for lot in lots]),
        may_collect=may_collect,
        may_pack=_may_pack(problem, may_collect),
        processing_days=_ints([hub.processing_days for hub in hubs]),
        sorting_kg=np.array([[hub.sorting_kg(t) for t in problem.calendar.days] for hub in hubs]),
        storage_kg=np.maximum(
            np.array([[hub.storage_kg] for hub in hubs]), _standing_kg(problem, gross_kg)
        ),
        cold_storage_kg=np.maximum(
            np.array([[hub.chilled_storage_kg] for hub in hubs]),
            _standing_kg(problem, gross_kg * cold),
        ),
        fleet_kg=_fleet_kg(problem),
        road_km=_road_km(problem),
    )


def vehicles_by_hub_day(problem: Problem) -> dict[tuple[int, int], list[Vehicle]]:
    """Vehicles with a shift, by row of the hub and day."""
    hub_row = {hub.hub_id: i for i, hub in enumerate(problem.hubs)}
    found: dict[tuple[int, int], list[Vehicle]] = {}
    for vehicle in problem.vehicles:
        for day in sorted({shift.day for shift in vehicle.shifts}):
            if vehicle.hub_id in hub_row and day < problem.calendar.n_days:
                found.setdefault((hub_row[vehicle.hub_id], day), []).append(vehicle)
    return found


def _may_collect(problem: Problem, not_collected: Members[PickUp]) -> Flags:
    """(l, h, t) both open, a vehicle that takes the class (or the producer drives), links allow."""
    fleet = vehicles_by_hub_day(problem)
    hub_open = _hub_open(problem)
    wheels = np.zeros((len(CLASSES), *hub_open.shape), dtype=bool)
    for (h, t), vehicles in fleet.items():
        for vehicle in (one for one in vehicles if not is_counter(one.vehicle_id)):
            for c, kind in enumerate(CLASSES):
                wheels[c, h, t] |= kind in vehicle.temperatures or (
                    kind is Temperature.CHILLED and vehicle.insulated_boxes > 0
                )
    reach = {p.producer_id: _reach(problem, p, hub_open, not_collected) for p in problem.producers}
    latest = {p.producer_id: _latest_min(p, problem) for p in problem.producers}
    days = np.array(problem.calendar.days)
    answer = np.zeros((len(problem.lots), *hub_open.shape), dtype=bool)
    for i, lot in enumerate(problem.lots):
        if lot.producer_id is None:
            continue
        producer = problem.producer[lot.producer_id]
        warmth = CLASSES.index(problem.product[lot.product_id].temperature)
        ready = (days > lot.ready_day) & (latest[lot.producer_id] >= 0)
        ready |= (days == lot.ready_day) & (latest[lot.producer_id] >= lot.ready_min)
        ready &= days <= lot.last_day
        carried = True if producer.brings_to_hub else wheels[warmth]
        answer[i] = reach[lot.producer_id] & ready & carried
    return answer


def _reach(
    problem: Problem, producer: Producer, hub_open: Flags, not_collected: Members[PickUp]
) -> Flags:
    """(h, t) open hub-days to which the producer's lots may go."""
    answer = hub_open.copy()
    for h, hub in enumerate(problem.hubs):
        brings_elsewhere = producer.brings_to_hub not in (None, hub.hub_id)
        if brings_elsewhere or not problem.goes_to(producer.producer_id, hub.hub_id):
            answer[h] = False
        for t in problem.calendar.days:
            answer[h, t] &= (producer.producer_id, hub.hub_id, t) not in not_collected
            answer[h, t] &= problem.may_call(producer.producer_id, t)
    return answer


def _latest_min(producer: Producer, problem: Problem) -> Floats:
    """(t,) end of the producer's last window, -1 where closed.

    A producer who drives to the hub and names no windows at all may come on any day.
    """
    answer = np.full(problem.calendar.n_days, -1.0)
    if producer.brings_to_hub and not producer.windows:
        return np.full(problem.calendar.n_days, np.inf)
    for window in producer.windows:
        if window.day < problem.calendar.n_days:
            answer[window.day] = max(answer[window.day], window.end_min)
    return answer


def _hub_open(problem: Problem) -> Flags:
    """(h, t) whether the hub has a window."""
    answer = np.zeros((len(problem.hubs), problem.calendar.n_days), dtype=bool)
    for h, hub in enumerate(problem.hubs):
        for window in hub.windows:
            if window.day < problem.calendar.n_days:
                answer[h, window.day] = True
    return answer


def _may_pack(problem: Problem, may_collect: Flags) -> Flags:
    """(l, h, t) opening stock, or collected and processed by then; fresh, and the hub open."""
    n_days = problem.calendar.n_days
    days = np.arange(n_days)
    ready = _ints([lot.ready_day for lot in problem.lots])[:, None] <= days
    fresh = days <= _pack_until(problem)[:, None]
    here = _opening(problem)[:, :, None] & ready[:, None, :]
    for h, hub in enumerate(problem.hubs):
        wait = min(hub.processing_days, n_days)
        arrived = np.logical_or.accumulate(may_collect[:, h, :], axis=1)
        here[:, h, wait:] |= arrived[:, : n_days - wait]
    return np.asarray(here & fresh[:, None, :] & _hub_open(problem), dtype=bool)


def _pack_until(problem: Problem) -> Index:
    """(l,) last day less the freshness margin."""
    return _ints([lot.last_day - problem.policy.freshness_margin_days for lot in problem.lots])


def _opening(problem: Problem) -> Flags:
    """(l, h) opening stock that stands at the hub."""
    return _flags(
        [[lot.hub_id == hub.hub_id for hub in problem.hubs] for lot in problem.lots]
    ).reshape(len(problem.lots), len(problem.hubs))


def _suits(problem: Problem) -> Flags:
    """(k, p) whether a product may go into a basket type."""
    return _flags(
        [[basket.takes(product) for product in problem.products] for basket in problem.baskets]
    ).reshape(len(problem.baskets), len(problem.products))


def _standing_kg(problem: Problem, gross_kg: Floats) -> Floats:
    """(h, t) kg of opening stock that stands there if nothing is packed."""
    days = np.arange(problem.calendar.n_days)
    ready = _ints([lot.ready_day for lot in problem.lots])[:, None]
    last = _ints([lot.last_day for lot in problem.lots])[:, None]
    there_kg = _opening(problem) * gross_kg[:, None]
    return np.asarray(there_kg.T @ ((ready <= days) & (days < last)), dtype=float)


def _brings(problem: Problem, lot: Lot) -> bool:
    return lot.producer_id is not None and bool(problem.producer[lot.producer_id].brings_to_hub)


def _fleet_kg(problem: Problem) -> Floats:
    answer = np.zeros((len(problem.hubs), problem.calendar.n_days))
    for (h, t), vehicles in vehicles_by_hub_day(problem).items():
        answer[h, t] = sum(
            vehicle.payload_kg * vehicle.max_trips
            for vehicle in vehicles
            if not is_counter(vehicle.vehicle_id)
        )
    return answer


def _road_km(problem: Problem) -> Floats:
    return np.array(
        [
            [haversine_km(producer.location, hub.location) for hub in problem.hubs]
            for producer in problem.producers
        ]
    ).reshape(len(problem.producers), len(problem.hubs))


def _ints(values: ArrayLike) -> Index:
    return np.array(values, dtype=np.int64)


def _flags(values: ArrayLike) -> Flags:
    return np.array(values, dtype=bool)
