"""Rules of food on its way from producer to hub: nothing appears, nothing is too early."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from foodplan.domain.basics import Temperature, windows_of_day
from foodplan.domain.fleet import LinkKind, LinkRule
from foodplan.domain.food import Lot
from foodplan.domain.ids import HubId, LotId, ProducerId
from foodplan.domain.places import Hub
from foodplan.evaluate.amounts import product_of, through
from foodplan.evaluate.case import KG_TOLERANCE, MIN_TOLERANCE, Breach, Case, Rule, stop_where

_SHARE_OF_A_CRATE = 1e-3


def lot_stock(case: Case) -> Iterator[Breach]:
    """No more is collected of a lot than its gross weight (MODEL 3, supply)."""
    collected: defaultdict[LotId, float] = defaultdict(float)
    for row in case.plan.collections:
        collected[row.lot_id] += row.gross_kg
    for lot_id, kg in sorted(collected.items()):
        over_kg = kg - case.problem.lot[lot_id].gross_kg
        if over_kg > KG_TOLERANCE:
            yield Breach(where=f"lot {lot_id}", amount=over_kg)


def lot_transport(case: Case) -> Iterator[Breach]:
    """What is collected is what routes pick up, or what the producer brings to its hub."""
    picked: defaultdict[tuple[LotId, HubId, int], float] = defaultdict(float)
    for route in case.plan.routes:
        hub_id = case.problem.vehicle[route.vehicle_id].hub_id
        for stop in route.stops():
            for pick in stop.picks:
                picked[pick.lot_id, hub_id, route.day] += pick.gross_kg
    collected = {
        (lot_id, hub_id, day): kg
        for (lot_id, hub_id), by_day in case.collected.items()
        for day, kg in by_day.items()
    }
    for key in sorted(picked.keys() | collected.keys()):
        lot_id, hub_id, day = key
        collected_kg, picked_kg = collected.get(key, 0.0), picked.get(key, 0.0)
        brought = _brings(case, lot_id) == hub_id
        expected_kg = collected_kg if brought and picked_kg == 0 else picked_kg
        if abs(collected_kg - expected_kg) > KG_TOLERANCE:
            yield Breach(
                where=f"lot {lot_id}, hub {hub_id}, day {day}", amount=collected_kg - expected_kg
            )


def _brings(case: Case, lot_id: LotId) -> HubId | None:
    producer_id = case.problem.lot[lot_id].producer_id
    return case.problem.producer[producer_id].brings_to_hub if producer_id else None


def whole_crates(case: Case) -> Iterator[Breach]:
    """Lots are collected in whole crates; only the last crate of a lot may be part full.

    What went to sites directly counts as gone.
    """
    in_all_kg: defaultdict[LotId, float] = defaultdict(float)
    for gift in case.plan.gifts:
        in_all_kg[gift.lot_id] += gift.gross_kg
    for row in case.plan.collections:
        in_all_kg[row.lot_id] += row.gross_kg
    for row in case.plan.collections:
        lot = case.problem.lot[row.lot_id]
        crate_kg = product_of(lot, case.problem).crate_kg
        crates = row.gross_kg / crate_kg
        is_last = abs(in_all_kg[lot.lot_id] - lot.gross_kg) <= KG_TOLERANCE
        slack = _SHARE_OF_A_CRATE + KG_TOLERANCE / crate_kg
        part_full = abs(crates - round(crates)) > slack and not is_last
        miscounted = row.crates < crates - slack or row.crates > crates + 1
        if part_full or miscounted:
            yield Breach(where=f"lot {row.lot_id}, day {row.day}", amount=row.crates - crates)


def lot_ready(case: Case) -> Iterator[Breach]:
    """Nothing is collected or packed before its ready day, nor picked up before its ready time."""
    for row in case.plan.collections:
        early = case.problem.lot[row.lot_id].ready_day - row.day
        if early > 0:
            yield Breach(where=f"lot {row.lot_id}, day {row.day}", amount=early)
    for (lot_id, hub_id), by_day in sorted(case.packed.items()):
        lot = case.problem.lot[lot_id]
        if lot.hub_id == hub_id and min(by_day) < lot.ready_day:
            yield Breach(where=f"lot {lot_id}, hub {hub_id}", amount=lot.ready_day - min(by_day))
    for route in case.plan.routes:
        for stop in route.stops():
            for pick in stop.picks:
                lot = case.problem.lot[pick.lot_id]
                early_min = lot.ready_min - stop.start_min
                if route.day == lot.ready_day and early_min > MIN_TOLERANCE:
                    yield Breach(where=stop_where(route, stop.place_id), amount=early_min)


def bringing_day(case: Case) -> Iterator[Breach]:
    """A producer brings its lots on days on which it and the hub are open."""
    for row in case.plan.collections:
        if _brings(case, row.lot_id) != row.hub_id:
            continue
        producer_id = case.problem.lot[row.lot_id].producer_id
        windows = case.problem.producer[producer_id].windows if producer_id else ()
        hub_windows = case.problem.hub[row.hub_id].windows
        if not (windows_of_day(windows, row.day) and windows_of_day(hub_windows, row.day)):
            yield Breach(where=f"lot {row.lot_id}, hub {row.hub_id}, day {row.day}")


def producer_hub_links(case: Case) -> Iterator[Breach]:
    """Lots go to the hubs that producer–hub links ask for, never to those they forbid."""
    for row in case.plan.collections:
        producer_id = case.problem.lot[row.lot_id].producer_id or ""
        links = case.problem.links_of(LinkKind.PRODUCER_HUB, producer_id)
        forbidden = {link.second_id for link in links if link.rule is LinkRule.FORBIDDEN}
        required = {link.second_id for link in links if link.rule is LinkRule.REQUIRED}
        if row.hub_id in forbidden or (required and row.hub_id not in required):
            yield Breach(where=f"lot {row.lot_id}, hub {row.hub_id}")


def producer_day_links(case: Case) -> Iterator[Breach]:
    """Goods leave producers on days that producer–day links allow, and vehicles call on these.

    A call that is due and not made is no fault of the plan's form: measures count it.
    """
    for row in case.plan.collections:
        producer_id = case.problem.lot[row.lot_id].producer_id
        if producer_id is not None and not case.problem.may_call(producer_id, row.day):
            yield Breach(where=f"lot {row.lot_id}, day {row.day}")
    for route in case.plan.routes:
        for stop in route.stops():
            producer = case.problem.producer.get(ProducerId(stop.place_id))
            if producer and not case.problem.may_call(producer.producer_id, route.day):
                yield Breach(where=stop_where(route, stop.place_id))


def sorting_capacity(case: Case) -> Iterator[Breach]:
    """Gross kg collected on a day are at most what volunteers sort; opening stock is sorted."""
    for hub in case.problem.hubs:
        for day in case.problem.calendar.days:
            collected_kg = sum(
                by_day.get(day, 0.0)
                for (_, hub_id), by_day in case.collected.items()
                if hub_id == hub.hub_id
            )
            over_kg = collected_kg - hub.sorting_kg(day)
            if over_kg > KG_TOLERANCE:
                yield Breach(where=f"hub {hub.hub_id}, day {day}", amount=over_kg)


def hub_storage(case: Case) -> Iterator[Breach]:
    """Gross kg not yet packed at the end of a day fit the store; their cold part the cold room.

    Opening stock that is too much by itself is nobody's doing: it may stand there, and no more.
    """
    for hub in case.problem.hubs:
        for day in case.problem.calendar.days:
            for cold, room_kg in ((False, hub.storage_kg), (True, hub.chilled_storage_kg)):
                room_kg = max(room_kg, _opening_kg(case, hub, day, cold_only=cold))
                over_kg = _on_hand_kg(case, hub, day, cold_only=cold) - room_kg
                if over_kg > KG_TOLERANCE:
                    where = f"hub {hub.hub_id}, day {day}{', cold' if cold else ''}"
                    yield Breach(where=where, amount=over_kg)


def _opening_kg(case: Case, hub: Hub, day: int, *, cold_only: bool) -> float:
    """Gross kg of opening stock that stands there at the end of a day if none of it is packed."""
    return sum(
        lot.gross_kg
        for lot in case.problem.lots
        if lot.hub_id == hub.hub_id
        and lot.ready_day <= day < lot.last_day
        and (not cold_only or product_of(lot, case.problem).temperature is not Temperature.AMBIENT)
    )


def _on_hand_kg(case: Case, hub: Hub, day: int, *, cold_only: bool) -> float:
    """Gross kg at the end of a day; what expires that day is thrown away by then."""
    on_hand_kg = 0.0
    for lot in case.problem.lots:
        is_cold = product_of(lot, case.problem).temperature is not Temperature.AMBIENT
        if day < lot.last_day and (is_cold or not cold_only):
            packed = through(case.packed.get((lot.lot_id, hub.hub_id), {}), day)
            on_hand_kg += _arrived_kg(case, lot, hub.hub_id, day) - packed / lot.yield_share
    return on_hand_kg


def _arrived_kg(case: Case, lot: Lot, hub_id: HubId, day: int) -> float:
    """Gross kg that came to the hub up to the end of a day, opening stock from its ready day."""
    opening_kg = lot.gross_kg if lot.hub_id == hub_id and lot.ready_day <= day else 0.0
    return opening_kg + through(case.collected.get((lot.lot_id, hub_id), {}), day)


def processed_stock(case: Case) -> Iterator[Breach]:
    """Up to every day, net kg packed ≤ yield × gross kg that came processing_days before.

    Opening stock may be packed from its ready day.
    """
    for (lot_id, hub_id), by_day in sorted(case.packed.items()):
        lot, hub = case.problem.lot[lot_id], case.problem.hub[hub_id]
        collected = case.collected.get((lot_id, hub_id), {})
        for day in sorted(by_day):
            opening_kg = lot.gross_kg if lot.hub_id == hub_id and lot.ready_day <= day else 0.0
            ready_kg = opening_kg + through(collected, day - hub.processing_days)
            over_kg = through(by_day, day) - lot.yield_share * ready_kg
            if over_kg > KG_TOLERANCE:
                yield Breach(where=f"lot {lot_id}, hub {hub_id}, day {day}", amount=over_kg)


def shelf_life(case: Case) -> Iterator[Breach]:
    """Nothing is packed after its last day less the freshness margin."""
    margin_days = case.problem.policy.freshness_margin_days
    for (lot_id, hub_id), by_day in sorted(case.packed.items()):
        late = max(by_day) - (case.problem.lot[lot_id].last_day - margin_days)
        if late > 0:
            yield Breach(where=f"lot {lot_id}, hub {hub_id}, day {max(by_day)}", amount=late)


RULES: tuple[Rule, ...] = (
    lot_stock,
    lot_transport,
    whole_crates,
    lot_ready,
    bringing_day,
    producer_hub_links,
    producer_day_links,
    sorting_capacity,
    hub_storage,
    processed_stock,
    shelf_life,
)
