"""What stands in hubs overnight under repair, against their stores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from foodplan.domain.basics import Temperature
from foodplan.domain.ids import HubId, LotId
from foodplan.domain.plan import Collection
from foodplan.domain.problem import Problem

StoreDay = tuple[HubId, int, bool]
"""Hub, day, and whether only the chilled part counts."""
Packed = Mapping[tuple[LotId, HubId], Mapping[int, float]]
"""Net kg by lot and hub, then day."""


def over_kg(
    problem: Problem, collections: Iterable[Collection], packed: Packed
) -> dict[StoreDay, float]:
    """Gross kg at the end of each day beyond the store; negative: so much room is left.

    Opening stock may stand there, however small the store is. What expires is cleared away.
    """
    on_hand = _by_day(problem, _flows(problem, collections, packed))
    standing = _by_day(problem, _opening(problem))
    rooms = {
        (hub.hub_id, cold): hub.chilled_storage_kg if cold else hub.storage_kg
        for hub in problem.hubs
        for cold in (False, True)
    }
    return {
        (hub_id, day, cold): on_hand[hub_id, day, cold] - max(room_kg, standing[hub_id, day, cold])
        for (hub_id, cold), room_kg in rooms.items()
        for day in problem.calendar.days
    }


def _opening(problem: Problem) -> Iterator[tuple[LotId, HubId, int, float]]:
    for lot in problem.lots:
        if lot.hub_id is not None:
            yield lot.lot_id, lot.hub_id, lot.ready_day, lot.gross_kg


def _flows(
    problem: Problem, collections: Iterable[Collection], packed: Packed
) -> Iterator[tuple[LotId, HubId, int, float]]:
    """Lot, hub, day and gross kg of everything that comes (above zero) and is packed (below)."""
    yield from _opening(problem)
    for row in collections:
        yield row.lot_id, row.hub_id, row.day, row.gross_kg
    for (lot_id, hub_id), by_day in packed.items():
        for day, net_kg in by_day.items():
            if lot_id in problem.lot:
                yield lot_id, hub_id, day, -net_kg / problem.lot[lot_id].yield_share


def _by_day(
    problem: Problem, flows: Iterable[tuple[LotId, HubId, int, float]]
) -> defaultdict[StoreDay, float]:
    found: defaultdict[StoreDay, float] = defaultdict(float)
    for lot_id, hub_id, first_day, kg in flows:
        lot = problem.lot.get(lot_id)
        if lot is None:
            continue
        for day in range(max(0, first_day), min(lot.last_day, problem.calendar.n_days)):
            found[hub_id, day, False] += kg
            if is_cold(problem, lot_id):
                found[hub_id, day, True] += kg
    return found


def is_cold(problem: Problem, lot_id: LotId) -> bool:
    """Chilled or frozen."""
    product = problem.product[problem.lot[lot_id].product_id]
    return product.temperature is not Temperature.AMBIENT
