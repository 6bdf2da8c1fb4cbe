"""Where a repair packs more than there is, and from which day on to share again."""

from __future__ import annotations

from foodplan.domain.ids import HubId, LotId
from foodplan.optimise.repair.larder import Larder

_TOLERANCE_KG = 0.02


def short_days(larder: Larder) -> dict[HubId, int]:
    """First open day of each hub on which more is packed than there is."""
    found: dict[HubId, int] = {}
    for (lot_id, hub_id), packed in sorted(larder.packed().items()):
        for day in sorted(packed):
            there_kg = larder.arrived_net_kg(lot_id, hub_id, day)
            used_kg = sum(kg for when, kg in packed.items() if when <= day)
            if used_kg > there_kg + _TOLERANCE_KG:
                first = _shared_from(larder, lot_id, hub_id, day)
                found[hub_id] = min(found.get(hub_id, first), first)
                break
    return found


def _shared_from(larder: Larder, lot_id: LotId, hub_id: HubId, short_day: int) -> int:
    """Last open day from which sharing again can end a lot's shortage.

    Earlier baskets give way too where they leave too little for orders.
    """
    there_kg = larder.arrived_net_kg(lot_id, hub_id, short_day)
    first_open = larder.past.packed_until[hub_id]
    day = max(short_day, first_open)
    while day > first_open and (
        larder.used_net_kg(lot_id, hub_id, day - 1)
        + _set_aside_kg(larder, lot_id, hub_id, range(day, short_day + 1))
        > there_kg + _TOLERANCE_KG
    ):
        day -= 1
    return day


def _set_aside_kg(larder: Larder, lot_id: LotId, hub_id: HubId, days: range) -> float:
    return sum(
        row.net_kg
        for row in larder.packings
        if (row.lot_id, row.hub_id) == (lot_id, hub_id) and row.day in days
    )
