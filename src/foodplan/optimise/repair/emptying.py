"""Make room where a repair would leave more in a hub's store than it holds.

What is still to come is left where it is, the latest first, in whole crates. Where what is already
there has no room, because nobody is left who takes its baskets, they are packed for nobody.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, product

from foodplan.domain.food import Basket
from foodplan.domain.ids import HubId, LotId, ProductId
from foodplan.domain.plan import Collection, Part
from foodplan.optimise.repair.larder import Larder, PackKey
from foodplan.optimise.repair.mixing import is_mixed_well, portion, sum_of
from foodplan.optimise.repair.store import StoreDay, is_cold

_KG = 1e-6
_TOLERANCE_KG = 0.02


def leave_out(larder: Larder) -> dict[Collection, Collection | None]:
    """Collect less until the stores hold it, as far as that helps; what each collection became."""
    cut: dict[Collection, Collection | None] = {}
    for store in _overfull(larder):
        hub_id, day, cold = store
        rows = [row for row in larder.collections if row.hub_id == hub_id and row.day <= day]
        rows = [row for row in rows if _counts(larder, row.lot_id, day, cold=cold)]
        for row in sorted(rows, key=lambda one: (-one.day, one.lot_id)):
            over_kg = larder.over_kg()[store]
            if over_kg <= _TOLERANCE_KG:
                break
            _replace(larder, cut, row, row.gross_kg - over_kg)
    for lot_id in sorted({row.lot_id for row in cut}):
        # Of a lot that does not come whole, no crate may be part full.
        for row in [row for row in larder.collections if row.lot_id == lot_id]:
            _replace(larder, cut, row, row.gross_kg)
    return cut


def pack_for_nobody(larder: Larder) -> bool:
    """Pack what a store does not hold, where baskets can be made of it; True if any were.

    What nothing packed later needs goes first, then what is needed later.
    """
    done = False
    for store in _overfull(larder):
        hub_id, day, cold = store
        if not larder.is_open(hub_id, day):
            continue
        later = larder.problem.calendar.days[day:]
        for needed_on, basket in product((later, later[:1]), larder.problem.baskets):
            over_kg = larder.over_kg()[store]
            if over_kg <= _TOLERANCE_KG:
                break
            spare = _spare_kg(larder, hub_id, needed_on, basket)
            done |= _pack(larder, (hub_id, day, basket.basket_id), spare, over_kg, cold=cold)
    return done


def _overfull(larder: Larder) -> list[StoreDay]:
    """Stores that hold too much, the first day first."""
    over = [store for store, kg in larder.over_kg().items() if kg > _TOLERANCE_KG]
    return sorted(over, key=lambda one: (one[1], one[0], one[2]))


def _counts(larder: Larder, lot_id: LotId, day: int, *, cold: bool) -> bool:
    """Whether a lot takes room at the end of a day."""
    lot = larder.problem.lot.get(lot_id)
    return lot is not None and day < lot.last_day and (not cold or is_cold(larder.problem, lot_id))


def _replace(
    larder: Larder, cut: dict[Collection, Collection | None], row: Collection, most_kg: float
) -> None:
    """At most so many kg of a collection in whole crates, but never less than has come."""
    problem = larder.problem
    came_kg = sum(
        one.gross_kg
        for one in larder.past.collections
        if (one.lot_id, one.hub_id, one.day) == (row.lot_id, row.hub_id, row.day)
    )
    crate_kg = problem.product[problem.lot[row.lot_id].product_id].crate_kg
    crates = math.floor(max(most_kg, 0.0) / crate_kg + _KG)
    kg = max(crates * crate_kg, came_kg)
    if kg >= row.gross_kg - _KG:
        return
    now = replace(row, gross_kg=kg, crates=math.ceil(kg / crate_kg - _KG)) if kg > _KG else None
    first = next((old for old, new in cut.items() if new == row), row)
    cut[first] = now
    kept = ((now if one == row else one) for one in larder.collections)
    larder.collections = [one for one in kept if one is not None]


def _pack(
    larder: Larder, key: PackKey, spare: Mapping[LotId, float], over_kg: float, *, cold: bool
) -> bool:
    """Fewest baskets that make room for so many gross kg, else the most that can be mixed."""
    problem, (_, day, basket_id) = larder.problem, key
    yields = [problem.lot[lot_id].yield_share for lot_id in spare]
    kg = problem.basket[basket_id].kg
    most = int((sum(spare.values()) + _KG) / kg)
    first = min(most, math.ceil(over_kg * min(yields, default=1.0) / kg))
    best: tuple[int, list[Part]] | None = None
    for n_baskets in chain(range(max(1, first), most + 1), range(first - 1, 0, -1)):
        if best is not None and n_baskets < first:
            break
        parts = next(_mixes(larder, spare, key, n_baskets), None)
        if parts is None:
            continue
        best = n_baskets, parts
        freed_kg = sum(
            part.net_kg / problem.lot[part.lot_id].yield_share
            for part in parts
            if _counts(larder, part.lot_id, day, cold=cold)
        )
        if freed_kg >= over_kg - _TOLERANCE_KG:
            break
    if best is not None:
        larder.add_baskets(key, *best)
    return best is not None


def _spare_kg(
    larder: Larder, hub_id: HubId, days: Sequence[int], basket: Basket
) -> dict[LotId, float]:
    """Net kg of each lot that is there on the first day and not needed on any, by last day.

    Only lots that the basket takes and that are still fresh enough.
    """
    problem, found = larder.problem, {}
    margin = problem.policy.freshness_margin_days
    for lot in sorted(problem.lots, key=lambda one: (one.last_day, one.lot_id)):
        if lot.last_day - margin >= days[0] and basket.takes(problem.product[lot.product_id]):
            spare_kg = min(
                larder.arrived_net_kg(lot.lot_id, hub_id, when)
                - larder.used_net_kg(lot.lot_id, hub_id, when)
                for when in days
            )
            if spare_kg > _KG:
                found[lot.lot_id] = spare_kg
    return found


def _mixes(
    larder: Larder, spare: Mapping[LotId, float], key: PackKey, n_baskets: int
) -> Iterator[list[Part]]:
    """Food for so many baskets, mixed well with those of the day: as planned, or as it comes."""
    problem, planned = larder.problem, larder.planned.get(key)
    basket, there = problem.basket[key[2]], larder.recipes.get(key)
    ways = [_as_it_comes(larder, spare, basket, n_baskets)]
    if planned is not None:
        ways.insert(0, portion(planned, n_baskets))
    for parts in ways:
        mixed = sum_of([*parts, *(there.parts if there else ())])
        is_there = all(part.net_kg <= spare.get(part.lot_id, 0.0) + _KG for part in parts)
        if parts and is_there and is_mixed_well(problem, basket, mixed):
            yield parts


def _as_it_comes(
    larder: Larder, spare: Mapping[LotId, float], basket: Basket, n_baskets: int
) -> list[Part]:
    """Lots in order, none of the products above its share; nothing if it is short."""
    left_kg = n_baskets * basket.kg
    most_kg = basket.max_product_share * left_kg
    of_product: dict[ProductId, float] = defaultdict(float)
    parts = []
    for lot_id, spare_kg in spare.items():
        product_id = larder.problem.lot[lot_id].product_id
        kg = min(spare_kg, left_kg, most_kg - of_product[product_id])
        if kg > _KG:
            parts.append(Part(lot_id=lot_id, net_kg=kg))
            of_product[product_id] += kg
            left_kg -= kg
    return parts if left_kg <= _KG else []
