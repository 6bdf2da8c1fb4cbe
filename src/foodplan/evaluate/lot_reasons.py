"""Why each lot, or a part of it, does not reach a site."""

from __future__ import annotations

from collections.abc import Iterator

from foodplan.domain.food import Lot
from foodplan.evaluate.amounts import product_of, taken_kg, used_kg
from foodplan.evaluate.case import KG_TOLERANCE, Case
from foodplan.evaluate.reason import Reason
from foodplan.evaluate.room import full_sorting_days, recipes_without_room
from foodplan.evaluate.solo import carries


def lot_reasons(case: Case) -> tuple[Reason, ...]:
    """One reason for what is left of a lot, one for what was collected and not packed."""
    taken, used = taken_kg(case.plan, case.problem), used_kg(case.plan, case.problem)
    return tuple(
        reason
        for lot in case.problem.lots
        for reason in _lot(case, lot, taken[lot.lot_id], used.get(lot.lot_id, 0.0))
    )


def _lot(case: Case, lot: Lot, taken_gross_kg: float, used_net_kg: float) -> Iterator[Reason]:
    left_kg = lot.gross_kg - taken_gross_kg
    held_kg = lot.yield_share * taken_gross_kg - used_net_kg
    if left_kg > KG_TOLERANCE:
        yield _reason(case, lot, why_left(case, lot, left_kg), left_kg)
    if held_kg > KG_TOLERANCE:
        crate_kg = product_of(lot, case.problem).crate_kg
        code = "lot-held-rest" if held_kg < crate_kg else "lot-held"
        yield _reason(case, lot, code, held_kg)


def why_left(case: Case, lot: Lot, left_kg: float) -> str:
    """Code of the first reason that holds, from what nobody can change to what was decided."""
    obstacle = case.lot_obstacles[lot.lot_id]
    if obstacle:
        return obstacle
    if case.missing_kg <= 0:
        return "lot-not-needed"
    if left_kg < product_of(lot, case.problem).crate_kg:
        return "lot-crate-rest"
    if recipes_without_room(case, lot):
        return "lot-composition"
    if lot.hub_id is None and _sorting_is_full(case, lot):
        return "lot-sorting"
    return "lot-no-use"


def _sorting_is_full(case: Case, lot: Lot) -> bool:
    """On every day on which the lot could come to any hub, no crate more can be sorted there."""
    kind = product_of(lot, case.problem).temperature
    producer = case.problem.producer[lot.producer_id] if lot.producer_id else None
    hub_ids = {row.hub_id for row in case.problem.vehicles if carries(row, kind)}
    if producer is not None and producer.brings_to_hub is not None:
        hub_ids = {producer.brings_to_hub}
    last_day = lot.last_day - case.problem.policy.freshness_margin_days
    for hub_id in hub_ids:
        wait_days = case.problem.hub[hub_id].processing_days
        open_on = {window.day for window in case.problem.hub[hub_id].windows}
        full = set(full_sorting_days(case, hub_id))
        days = {
            day
            for day in case.problem.calendar.days
            if day in open_on
            and lot.ready_day <= day
            and day + wait_days <= min(last_day, case.problem.calendar.n_days - 1)
        }
        if days - full:
            return False
    return bool(hub_ids)


def _reason(case: Case, lot: Lot, code: str, kg: float) -> Reason:
    product = product_of(lot, case.problem)
    return Reason(
        code=f"reason-{code}",
        about=lot.lot_id,
        params={"lot": lot.lot_id, "product": product.label, "kg": kg},
    )
