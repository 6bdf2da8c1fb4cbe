"""Rules of what producers bring to sites themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from foodplan.domain.basics import haversine_km, windows_of_day
from foodplan.domain.food import Lot
from foodplan.domain.handing import handovers
from foodplan.domain.ids import LotId, SiteId
from foodplan.domain.places import Producer
from foodplan.domain.plan import Gift
from foodplan.evaluate.amounts import delivered, product_of
from foodplan.evaluate.case import (
    KG_TOLERANCE,
    KM_TOLERANCE,
    MIN_TOLERANCE,
    Breach,
    Case,
    Rule,
)
from foodplan.evaluate.solo import open_days


def gift_lot(case: Case) -> Iterator[Breach]:
    """Lots that may go directly, whole crates, with what is collected no more than there is."""
    taken: defaultdict[LotId, float] = defaultdict(float)
    for row in case.plan.collections:
        taken[row.lot_id] += row.gross_kg
    for gift in case.plan.gifts:
        lot = case.problem.lot[gift.lot_id]
        taken[lot.lot_id] += gift.gross_kg
        crates_kg = gift.crates * product_of(lot, case.problem).crate_kg
        off_kg = gift.gross_kg - crates_kg
        if not lot.direct_ok or gift.crates != int(gift.crates) or abs(off_kg) > KG_TOLERANCE:
            yield Breach(where=_where(gift), amount=off_kg)
    for lot_id in sorted({gift.lot_id for gift in case.plan.gifts}):
        over_kg = taken[lot_id] - case.problem.lot[lot_id].gross_kg
        if over_kg > KG_TOLERANCE:
            yield Breach(where=f"lot {lot_id}", amount=over_kg)


def gift_reach(case: Case) -> Iterator[Breach]:
    """Only producers that bring goods to sites do, within the distance that they declare."""
    for gift in case.plan.gifts:
        producer = _producer(case, case.problem.lot[gift.lot_id])
        if producer is None or producer.brings_to_sites_km is None:
            yield Breach(where=_where(gift))
            continue
        km = haversine_km(producer.location, case.problem.site[gift.site_id].location)
        if km > producer.brings_to_sites_km + KM_TOLERANCE:
            yield Breach(where=_where(gift), amount=km - producer.brings_to_sites_km)


def gift_time(case: Case) -> Iterator[Breach]:
    """When the lot is ready and good, on a day of the producer's and the site's."""
    for gift in case.plan.gifts:
        lot, site = case.problem.lot[gift.lot_id], case.problem.site[gift.site_id]
        producer = _producer(case, lot)
        last_day = lot.last_day - case.problem.policy.freshness_margin_days
        may_leave = producer is None or case.problem.may_call(producer.producer_id, gift.day)
        on_time = lot.ready_day <= gift.day <= last_day
        is_open = gift.day in open_days(site, case.problem)
        if not (may_leave and on_time and is_open and _finds_somebody(case, gift)):
            yield Breach(where=_where(gift))


def _finds_somebody(case: Case, gift: Gift) -> bool:
    """Whether the lot may leave its producer at some time before the site closes."""
    lot = case.problem.lot[gift.lot_id]
    producer = _producer(case, lot)
    ready_min = lot.ready_min if gift.day == lot.ready_day else 0.0
    return any(
        max(out.start_min, ready_min) <= min(out.end_min, there.end_min) + MIN_TOLERANCE
        for out in windows_of_day(producer.windows if producer else (), gift.day)
        for there in windows_of_day(case.problem.site[gift.site_id].windows, gift.day)
    )


def gift_temperature(case: Case) -> Iterator[Breach]:
    """A site gets only goods of a class that it keeps."""
    for gift in case.plan.gifts:
        kind = product_of(case.problem.lot[gift.lot_id], case.problem).temperature
        if kind not in case.problem.site[gift.site_id].temperatures:
            yield Breach(where=_where(gift))


def gift_storage(case: Case) -> Iterator[Breach]:
    """Gifts of a day and what comes from hubs that day fit the site's store together."""
    there: defaultdict[tuple[SiteId, int], float] = defaultdict(float)
    for gift in case.plan.gifts:
        there[gift.site_id, gift.day] += gift.gross_kg
    gifts = sorted(there)
    for one in handovers(case.plan, case.problem):
        there[one.site_id, one.day] += delivered(one, case.problem).kg
    for site_id, day in gifts:
        storage_kg = case.problem.site[site_id].storage_kg
        if storage_kg is not None and there[site_id, day] - storage_kg > KG_TOLERANCE:
            over_kg = there[site_id, day] - storage_kg
            yield Breach(where=f"site {site_id}, day {day}", amount=over_kg)


def _producer(case: Case, lot: Lot) -> Producer | None:
    return case.problem.producer[lot.producer_id] if lot.producer_id else None


def _where(gift: Gift) -> str:
    return f"lot {gift.lot_id}, site {gift.site_id}, day {gift.day}"


RULES: tuple[Rule, ...] = (gift_lot, gift_reach, gift_time, gift_temperature, gift_storage)
