"""A tiny checker of allocations, written apart from the programme: loops and dictionaries only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from foodplan.domain.basics import Temperature
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Allocated, Delivery

NEAR = 1e-4


def faults(answer: Allocated, problem: Problem, deliveries: Sequence[Delivery]) -> list[str]:
    """Everything that the allocation breaks; empty is well."""
    return [
        *_deliveries(answer, problem, deliveries),
        *_recipes(answer, problem),
        *_crates(answer, problem),
        *_flow(answer, problem),
        *_hubs(answer, problem),
        *_orders(answer, problem),
    ]


def _deliveries(answer: Allocated, problem: Problem, deliveries: Sequence[Delivery]) -> list[str]:
    offered = {(d.site_id, d.hub_id, d.day) for d in deliveries}
    found, got = [], defaultdict(int)
    load_kg: dict[object, float] = defaultdict(float)
    for row in answer.given:
        at = (row.site_id, row.hub_id, row.day)
        got[row.site_id, row.basket_id] += row.baskets
        load_kg[at] += row.baskets * problem.basket[row.basket_id].kg
        if at not in offered:
            found.append(f"{at} is no delivery")
        if problem.basket[row.basket_id].travels not in problem.site[row.site_id].temperatures:
            found.append(f"{at} cannot keep {row.basket_id}")
    for drop in answer.order_drops:
        load_kg[drop.site_id, drop.hub_id, drop.day] += drop.kg
    for at, kg in load_kg.items():
        most = problem.site[at[0]].storage_kg
        if most is not None and kg > most + NEAR:
            found.append(f"{at} stores {kg} kg of {most}")
    for need in problem.needs:
        most = need.baskets * problem.policy.fill_max
        if got[need.site_id, need.basket_id] > most + NEAR:
            found.append(f"{need.site_id} gets {got[need.site_id, need.basket_id]} of {most}")
    return found


def _recipes(answer: Allocated, problem: Problem) -> list[str]:
    given: dict[object, int] = defaultdict(int)
    for row in answer.given:
        given[row.hub_id, row.day, row.basket_id] += row.baskets
    made = {(r.hub_id, r.day, r.basket_id): r.n_baskets for r in answer.recipes}
    found = [] if made == dict(given) else [f"made {made}, given {dict(given)}"]
    for recipe in answer.recipes:
        basket = problem.basket[recipe.basket_id]
        total = recipe.n_baskets * basket.kg
        products: dict[str, float] = defaultdict(float)
        groups: dict[str, float] = defaultdict(float)
        for part in recipe.parts:
            product = problem.product[problem.lot[part.lot_id].product_id]
            products[product.product_id] += part.net_kg
            groups[product.group] += part.net_kg
            if product.temperature not in basket.temperatures:
                found.append(f"{part.lot_id} in {basket.basket_id}")
        if abs(sum(products.values()) - total) > 1e-6:
            found.append(f"{recipe} weighs {sum(products.values())}, not {total}")
        if max(products.values()) > basket.max_product_share * total + NEAR:
            found.append(f"too much of one product in {recipe}")
        enough = [kg for kg in groups.values() if kg >= basket.min_group_share * total - NEAR]
        if len(enough) < basket.min_groups:
            found.append(f"too few groups in {recipe}")
    return found


def _crates(answer: Allocated, problem: Problem) -> list[str]:
    taken: dict[str, float] = defaultdict(float)
    broken: dict[str, int] = defaultdict(int)
    found = []
    for row in answer.collections:
        lot = problem.lot[row.lot_id]
        crate_kg = problem.product[lot.product_id].crate_kg
        taken[row.lot_id] += row.gross_kg
        broken[row.lot_id] += abs(row.crates - round(row.crates)) > 1e-6
        if abs(row.crates * crate_kg - row.gross_kg) > NEAR:
            found.append(f"{row}: crates and kg differ")
        producer = problem.producer[lot.producer_id] if lot.producer_id else None
        if producer is None or not any(w.day == row.day for w in producer.windows):
            found.append(f"{row}: nobody there")
        if producer is not None and producer.brings_to_hub not in (None, row.hub_id):
            found.append(f"{row}: not the producer's hub")
        if row.day < lot.ready_day:
            found.append(f"{row}: too early")
    for lot_id, kg in taken.items():
        if kg > problem.lot[lot_id].gross_kg + NEAR:
            found.append(f"{lot_id}: {kg} kg collected")
        part = broken[lot_id]
        if part > 1 or (part and abs(kg - problem.lot[lot_id].gross_kg) > NEAR):
            found.append(f"{lot_id}: broken crates")
    return found


def _packed(answer: Allocated) -> list[tuple[str, str, int, float]]:
    rows = [(p.lot_id, r.hub_id, r.day, p.net_kg) for r in answer.recipes for p in r.parts]
    return rows + [(o.lot_id, o.hub_id, o.day, o.net_kg) for o in answer.order_packings]


def _flow(answer: Allocated, problem: Problem) -> list[str]:
    found = []
    for lot_id, hub_id, day, _ in _packed(answer):
        lot, hub = problem.lot[lot_id], problem.hub[hub_id]
        used = sum(kg for a, b, t, kg in _packed(answer) if (a, b) == (lot_id, hub_id) and t <= day)
        here = lot.gross_kg if lot.hub_id == hub_id and lot.ready_day <= day else 0.0
        here += sum(
            c.gross_kg
            for c in answer.collections
            if (c.lot_id, c.hub_id) == (lot_id, hub_id) and c.day + hub.processing_days <= day
        )
        if used > here * lot.yield_share + NEAR:
            found.append(f"{lot_id} at {hub_id} by {day}: {used} kg packed of {here}")
        if day > lot.last_day - problem.policy.freshness_margin_days:
            found.append(f"{lot_id} packed too late")
    return found


def _hubs(answer: Allocated, problem: Problem) -> list[str]:
    found = []
    for hub in problem.hubs:
        for day in problem.calendar.days:
            sorted_kg = sum(
                c.gross_kg for c in answer.collections if (c.hub_id, c.day) == (hub.hub_id, day)
            )
            if sorted_kg > hub.sorting_kg(day) + NEAR:
                found.append(f"{hub.hub_id} sorts {sorted_kg} on {day}")
            for cold, most in ((False, hub.storage_kg), (True, hub.chilled_storage_kg)):
                kept, opening = _on_hand(answer, problem, hub.hub_id, day, cold=cold)
                if kept > max(most, opening) + NEAR:
                    found.append(f"{hub.hub_id} keeps {kept} of {most} on {day}, cold {cold}")
    return found


def _on_hand(
    answer: Allocated, problem: Problem, hub_id: str, day: int, *, cold: bool
) -> tuple[float, float]:
    kept = opening = 0.0
    for lot in problem.lots:
        warm = problem.product[lot.product_id].temperature is Temperature.AMBIENT
        if lot.last_day <= day or (cold and warm):
            continue
        if lot.hub_id == hub_id and lot.ready_day <= day:
            opening += lot.gross_kg
        kept += sum(
            c.gross_kg
            for c in answer.collections
            if (c.lot_id, c.hub_id) == (lot.lot_id, hub_id) and c.day <= day
        )
        kept -= sum(
            kg / lot.yield_share
            for lot_id, at, t, kg in _packed(answer)
            if (lot_id, at) == (lot.lot_id, hub_id) and t <= day
        )
    return kept + opening, opening


def _orders(answer: Allocated, problem: Problem) -> list[str]:
    found = []
    for drop in answer.order_drops:
        at = (drop.site_id, drop.hub_id, drop.day, drop.product_id)
        kg = sum(
            row.net_kg
            for row in answer.order_packings
            if (row.site_id, row.hub_id, row.day, row.product_id) == at
        )
        if abs(kg - drop.kg) > 1e-5:
            found.append(f"{drop}: {kg} kg packed")
        asked = sum(
            problem.product[o.product_id].kg_of(o.quantity, o.unit)
            for o in problem.orders
            if (o.site_id, o.product_id) == (drop.site_id, drop.product_id)
        )
        if drop.kg > asked + NEAR:
            found.append(f"{drop}: only {asked} kg asked for")
    return found
