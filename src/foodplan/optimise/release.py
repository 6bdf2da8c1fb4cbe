"""When baskets may leave a hub that packs on the day of collection (`processing_days` = 0).

Sorting runs at a constant rate: the kg that volunteers sort that day over the hours in which the
hub is open. Baskets of a hub-day leave when the last food that goes into them has come and all of
it can be sorted since: a little later than needed if food comes early, never too early. A day
packed from older stock alone waits for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from foodplan.domain.basics import windows_of_day
from foodplan.domain.ids import HubId, LotId
from foodplan.domain.places import Hub
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Allocated
from foodplan.units import MINUTES_PER_DAY

Arrivals = Mapping[tuple[LotId, HubId, int], float]
"""Minutes after midnight at which the last of a lot comes to a hub on a day."""
_KG_TOLERANCE = 1e-3


def release_min(
    problem: Problem, allocated: Allocated, arrivals: Arrivals
) -> dict[tuple[HubId, int], float]:
    """Minutes after midnight by hub and day, where baskets have to wait.

    Lots without an arrival are brought by their producer: when they are ready and the hub is open.
    """
    fresh: dict[tuple[HubId, int], list[tuple[float, float]]] = defaultdict(list)
    for (lot_id, hub_id, day), kg in sorted(_fresh_kg(problem, allocated).items()):
        arrival = arrivals.get((lot_id, hub_id, day), _brought_min(problem, lot_id, day))
        fresh[hub_id, day].append((max(arrival, _opens_min(problem.hub[hub_id], day)), kg))
    return {
        (hub_id, day): max(arrival for arrival, _ in rows)
        + sum(kg for _, kg in rows) / _kg_per_min(problem.hub[hub_id], day)
        for (hub_id, day), rows in fresh.items()
    }


def _fresh_kg(problem: Problem, allocated: Allocated) -> dict[tuple[LotId, HubId, int], float]:
    """Gross kg collected on the days on which some of it is packed, at hubs that do so."""
    packed: dict[tuple[LotId, HubId], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for recipe in allocated.recipes:
        for part in recipe.parts:
            packed[part.lot_id, recipe.hub_id][recipe.day] += part.net_kg
    for row in allocated.order_packings:
        packed[row.lot_id, row.hub_id][row.day] += row.net_kg
    collected: dict[tuple[LotId, HubId], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for came in allocated.collections:
        collected[came.lot_id, came.hub_id][came.day] += came.gross_kg
    fresh = {}
    for (lot_id, hub_id), by_day in collected.items():
        if problem.hub[hub_id].processing_days == 0:
            lot = problem.lot[lot_id]
            for day, kg in by_day.items():
                before_kg = sum(older for when, older in by_day.items() if when < day)
                net_kg = sum(n for when, n in packed[lot_id, hub_id].items() if when <= day)
                is_packed = packed[lot_id, hub_id].get(day, 0.0) > 0
                if is_packed and net_kg / lot.yield_share > before_kg + _KG_TOLERANCE:
                    fresh[lot_id, hub_id, day] = kg
    return fresh


def _brought_min(problem: Problem, lot_id: LotId, day: int) -> float:
    lot = problem.lot[lot_id]
    return lot.ready_min if lot.ready_day == day else 0.0


def _opens_min(hub: Hub, day: int) -> float:
    return min((window.start_min for window in windows_of_day(hub.windows, day)), default=0.0)


def _kg_per_min(hub: Hub, day: int) -> float:
    open_min = sum(one.end_min - one.start_min for one in windows_of_day(hub.windows, day))
    return hub.sorting_kg(day) / open_min if open_min > 0 else 1.0 / MINUTES_PER_DAY
