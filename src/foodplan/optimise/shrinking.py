"""Fair shrinking: where the fleet is too small, everybody gives a little, not one site everything.

Every site counts on a share of its fair fill only, so loads are smaller and more stops fit; that
becomes the cap of each delivery in the allocation.
Last, room that is left in a trip is offered to its own stops.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from foodplan.domain.ids import HubId, SiteId
from foodplan.domain.plan import Limit
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Delivery
from foodplan.optimise.arrays import KG_IN_DAG
from foodplan.optimise.rounds import Driven, Round
from foodplan.optimise.visits import MPAL

_BEHIND = 0.5
"""A site with less than this share of what others keep of their fair fill is left behind."""
_EASE = 0.95
"""Of what was carried: more stops leave less time; again at each attempt."""

ROOM_TRIED = (1.0, 0.5)
"""Shares of the room left in trips that are offered to their stops."""
_TINY = 1e-6
_HALF = 0.5

Fills = Mapping[SiteId, float]
"""Fair fill of every site if routes could carry all of it."""


def left_behind(found: Round, problem: Problem, fair: Fills) -> int:
    """Sites that get nothing, or less than half of what the others keep of their fair fill."""
    given = baskets_carried(found)
    wanted = {site_id: fill * problem.baskets_needed(site_id) for site_id, fill in fair.items()}
    kept = _share_kept(given, wanted)
    return sum(
        given.get(site_id, 0) + 1 <= max(1.0, _BEHIND * kept * baskets)
        for site_id, baskets in wanted.items()
        if baskets >= 1
    )


def fairness(
    found: Round, problem: Problem, fair: Fills
) -> tuple[int, tuple[int, int, float, int]]:
    """The less the better: sites left behind, then the merit of the round."""
    return left_behind(found, problem, fair), found.merit(problem)


def limits_of(found: Round, problem: Problem, fair: Fills) -> tuple[Limit, ...]:
    """What limits the week, told apart from what routes took away before the food was shared.

    Under caps and pick-ups given up the programme calls food scarce that only could not be driven:
    sites that would have got half a basket more are held down by vehicles, not by anything else.
    """
    shares = found.allocated.fill
    driven = {
        site_id
        for site_id, fill in fair.items()
        if (fill - shares.get(site_id, 0.0)) * problem.baskets_needed(site_id) >= _HALF
    }
    if not driven:
        return found.allocated.limits
    kept = []
    for limit in found.allocated.limits:
        held = [one for one in limit.site_ids or fair if one not in driven]
        if held:
            kept.append(replace(limit, site_ids=tuple(sorted(held))))
    return (*kept, Limit(kind="vehicles", site_ids=tuple(sorted(driven))))


def baskets_carried(found: Round) -> dict[SiteId, int]:
    """Baskets that routes hand over, by site that gets any."""
    open_visits = set(found.routing.unserved)
    given: dict[SiteId, int] = defaultdict(int)
    for visit, load in enumerate(found.loads):
        if load.drops and visit not in open_visits:
            given[SiteId(load.place_id)] += load.n_baskets
    return dict(given)


def share_to_try(found: Round, problem: Problem, fair: Fills, attempt: int) -> float:
    """What was carried of all fair shares, and less at each attempt."""
    wanted = {site_id: fill * problem.baskets_needed(site_id) for site_id, fill in fair.items()}
    return _share_kept(baskets_carried(found), wanted) * _EASE**attempt


def shrunk(problem: Problem, fair: Fills, share: float) -> Problem:
    """The problem in which every site asks for a share of its fair fill, a basket at least."""
    needs = (
        replace(row, baskets=_asked(row.baskets * fair.get(row.site_id, 0.0), share))
        for row in problem.needs
    )
    return replace(problem, needs=tuple(needs))


def delivery_caps(
    problem: Problem, deliveries: Collection[Delivery], before: Driven | None
) -> dict[tuple[SiteId, HubId, int], float]:
    """Baskets of each delivery: what routes carry there already, else an even part of the need."""
    visits = Counter(one.site_id for one in deliveries)
    caps: dict[tuple[SiteId, HubId, int], float] = defaultdict(float)
    for load in before.loads if before else ():
        if load.drops:
            caps[SiteId(load.place_id), load.hub_id, load.day] += load.n_baskets
    even = {
        (one.site_id, one.hub_id, one.day): problem.baskets_needed(one.site_id)
        // visits[one.site_id]
        for one in deliveries
    }
    return {key: caps.get(key, float(baskets)) for key, baskets in even.items()}


def room_in_trips(
    found: Round, problem: Problem, share: float
) -> dict[tuple[SiteId, HubId, int], float]:
    """Baskets of each delivery, and its part of a share of the room left in its trip."""
    task = found.task
    caps: dict[tuple[SiteId, HubId, int], float] = defaultdict(float)
    given = baskets_carried(found)
    for route in found.routing.routes:
        for trip in route.trips:
            loads = [found.loads[visit] for visit in trip if found.loads[visit].drops]
            kg = task.vehicles.capacity_dag.item(route.vehicle_day) / KG_IN_DAG
            pallets = task.vehicles.capacity_mpal.item(route.vehicle_day) / MPAL
            kg -= sum(load.kg(problem) for load in loads)
            pallets -= sum(sum(load.pallets(problem).values()) for load in loads)
            room = share * max(0.0, min(kg / _basket_kg(problem), pallets * _per_pallet(problem)))
            needed = [problem.baskets_needed(SiteId(load.place_id)) for load in loads]
            more = _dealt(
                [given[SiteId(load.place_id)] for load in loads], needed, math.floor(room + _TINY)
            )
            for load, baskets in zip(loads, more, strict=True):
                key = SiteId(load.place_id), load.hub_id, load.day
                caps[key] += load.n_baskets + baskets
    return dict(caps)


def _dealt(given: Sequence[int], needed: Sequence[int], room: int) -> list[int]:
    """Baskets more for each, one by one to whoever has the lowest fill, up to the need."""
    more = [0] * len(given)
    for _ in range(room):
        fills = [
            ((given[i] + more[i]) / needed[i], i)
            for i in range(len(given))
            if given[i] + more[i] < needed[i]
        ]
        if not fills:
            break
        more[min(fills)[1]] += 1
    return more


def _basket_kg(problem: Problem) -> float:
    return max((basket.kg for basket in problem.baskets), default=1.0)


def _per_pallet(problem: Problem) -> float:
    return min((basket.per_pallet for basket in problem.baskets), default=1.0)


def _share_kept(given: Mapping[SiteId, int], wanted: Mapping[SiteId, float]) -> float:
    total = sum(wanted.values())
    return min(1.0, sum(given.values()) / total) if total > 0 else 1.0


def _asked(baskets: float, share: float) -> int:
    return max(1, math.floor(share * baskets)) if baskets >= 1 else 0
