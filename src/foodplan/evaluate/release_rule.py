"""Rule of the morning: baskets packed on the day of collection leave after their food is sorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foodplan.domain.basics import windows_of_day
from foodplan.domain.ids import BasketId, LotId, SiteId
from foodplan.domain.places import Hub
from foodplan.domain.plan import Handout, Stop
from foodplan.evaluate.amounts import through
from foodplan.evaluate.case import KG_TOLERANCE, Breach, Case, Rule, trip_where

Amounts = defaultdict[LotId, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Gross kg of a lot that reach the hub at a time of the day."""

    at_min: float
    lot_id: LotId
    gross_kg: float


def release(case: Case) -> Iterator[Breach]:
    """At hubs with processing_days 0, food collected that day arrives and is sorted before it goes.

    Sorting runs at a constant rate, sorting_kg(day) over the hours of the hub's windows. Older
    stock goes into the first baskets. A trip may leave when, whatever the order of sorting, what
    left so far can have been sorted: the kg needed from arrivals after any time a take no longer
    than from a to the departure.
    """
    for hub in case.problem.hubs:
        if hub.processing_days == 0:
            for day in case.problem.calendar.days:
                yield from _day(case, hub, day)


def _day(case: Case, hub: Hub, day: int) -> Iterator[Breach]:
    arrivals = _arrivals(case, hub, day)
    kg_per_min = _kg_per_min(hub, day)
    gone_kg: Amounts = defaultdict(float)
    if not arrivals:
        return
    for leave_min, where, gone in sorted(_leaving(case, hub, day), key=lambda row: row[:2]):
        carried_kg = _carried(case, hub, day, gone)
        for lot_id, kg in carried_kg.items():
            gone_kg[lot_id] += kg
        fresh_kg = {lot: _fresh_kg(case, hub, day, lot, kg) for lot, kg in gone_kg.items()}
        if any(fresh_kg[lot_id] > KG_TOLERANCE for lot_id in carried_kg):
            late_kg = _unsorted_kg(fresh_kg, arrivals, leave_min, kg_per_min)
            if late_kg > KG_TOLERANCE:
                yield Breach(where=where, amount=late_kg)


def _leaving(
    case: Case, hub: Hub, day: int
) -> Iterator[tuple[float, str, Sequence[tuple[SiteId, Stop | Handout]]]]:
    """When goods of the hub leave it, with whom, and what each site gets of them."""
    for route, number, trip in case.trips():
        if route.day == day and case.problem.vehicle[route.vehicle_id].hub_id == hub.hub_id:
            stops = [(SiteId(stop.place_id), stop) for stop in trip.stops]
            yield trip.leave_min, trip_where(route, number), stops
    for row in case.plan.handouts:
        if (row.day, row.hub_id) == (day, hub.hub_id):
            yield row.from_min, row.where, [(row.site_id, row)]


def _unsorted_kg(
    fresh_kg: dict[LotId, float], arrivals: list[Arrival], leave_min: float, kg_per_min: float
) -> float:
    """Kg that have left but cannot have been sorted by then."""
    needed: list[Arrival] = []
    missing_kg = 0.0
    for lot_id, kg in fresh_kg.items():
        wanted_kg = kg
        for arrival in arrivals:
            if arrival.lot_id == lot_id and arrival.at_min <= leave_min and wanted_kg > 0:
                used_kg = min(wanted_kg, arrival.gross_kg)
                needed.append(Arrival(at_min=arrival.at_min, lot_id=lot_id, gross_kg=used_kg))
                wanted_kg -= used_kg
        missing_kg += max(0.0, wanted_kg)
    late_kg = max(
        (
            sum(other.gross_kg for other in needed if other.at_min >= row.at_min)
            - kg_per_min * (leave_min - row.at_min)
            for row in needed
        ),
        default=0.0,
    )
    return missing_kg + max(0.0, late_kg)


def _arrivals(case: Case, hub: Hub, day: int) -> list[Arrival]:
    """By routes when they return; brought by producers when the hub is open and they are ready."""
    windows = windows_of_day(hub.windows, day)
    opens_min = windows[0].start_min if windows else 0.0
    arrivals = []
    picked: Amounts = defaultdict(float)
    for route, _, trip in case.trips():
        if route.day == day and case.problem.vehicle[route.vehicle_id].hub_id == hub.hub_id:
            for pick in (pick for stop in trip.stops for pick in stop.picks):
                picked[pick.lot_id] += pick.gross_kg
                arrivals.append(
                    Arrival(
                        at_min=max(opens_min, trip.return_min),
                        lot_id=pick.lot_id,
                        gross_kg=pick.gross_kg,
                    )
                )
    for (lot_id, hub_id), by_day in sorted(case.collected.items()):
        brought_kg = by_day.get(day, 0.0) - picked[lot_id]
        if hub_id == hub.hub_id and brought_kg > KG_TOLERANCE:
            lot = case.problem.lot[lot_id]
            at_min = max(opens_min, lot.ready_min if lot.ready_day == day else 0.0)
            arrivals.append(Arrival(at_min=at_min, lot_id=lot_id, gross_kg=brought_kg))
    return sorted(arrivals, key=lambda row: (row.at_min, row.lot_id))


def _kg_per_min(hub: Hub, day: int) -> float:
    open_min = sum(row.end_min - row.start_min for row in windows_of_day(hub.windows, day))
    return hub.sorting_kg(day) / open_min if open_min > 0 else 0.0


def _carried(
    case: Case, hub: Hub, day: int, gone: Sequence[tuple[SiteId, Stop | Handout]]
) -> Amounts:
    """Net kg of each lot in baskets and orders that leave together, recipes in proportion."""
    carried: Amounts = defaultdict(float)
    baskets: defaultdict[BasketId, int] = defaultdict(int)
    for site_id, one in gone:
        for drop in one.drops:
            baskets[drop.basket_id] += drop.n_baskets
        for order in one.orders:
            for packing in case.plan.order_packings:
                place = (packing.hub_id, packing.day, packing.site_id, packing.product_id)
                if place == (hub.hub_id, day, site_id, order.product_id):
                    carried[packing.lot_id] += packing.net_kg
    for recipe in case.plan.recipes:
        if recipe.hub_id == hub.hub_id and recipe.day == day and recipe.n_baskets > 0:
            share = baskets[recipe.basket_id] / recipe.n_baskets
            for part in recipe.parts:
                carried[part.lot_id] += share * part.net_kg
    return defaultdict(float, {lot_id: kg for lot_id, kg in sorted(carried.items()) if kg > 0})


def _fresh_kg(case: Case, hub: Hub, day: int, lot_id: LotId, gone_net_kg: float) -> float:
    """Gross kg collected that day that the net kg gone so far need beyond older stock."""
    lot = case.problem.lot[lot_id]
    opening_kg = lot.gross_kg if lot.hub_id == hub.hub_id else 0.0
    older_kg = opening_kg + through(case.collected.get((lot_id, hub.hub_id), {}), day - 1)
    packed_kg = through(case.packed.get((lot_id, hub.hub_id), {}), day - 1)
    return max(0.0, (gone_net_kg + packed_kg) / lot.yield_share - older_kg)


RULES: tuple[Rule, ...] = (release,)
