"""Whole baskets for every site: largest remainder, within each site's own limits.

A site gets its share rounded down or up. Going through hub-days in order, what rounding took from a
site is carried to its next delivery. If a recipe holds fewer baskets than the shares rounded down,
the sites with the highest fill give back one each.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.ids import SiteId
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Given
from foodplan.optimise.allocation.columns import Week

Floats = NDArray[np.float64]
Index = NDArray[np.int64]

_NEAR = 1e-6
"""Baskets by which a linear answer may miss a whole number."""


@dataclass(slots=True, kw_only=True)
class _Share:
    """What one site should get of one recipe."""

    site_id: SiteId
    claim: int
    visit: int
    baskets: float
    part: float
    """Of the cohort."""
    scale: float
    """Weighted need of the site: what one basket weighs in its fill."""
    whole: int = 0
    most: int = 0

    @property
    def claim_id(self) -> tuple[SiteId, int]:
        """A site's need for one type, over all its deliveries."""
        return self.site_id, self.claim


def whole_range(week: Week, problem: Problem, baskets: Floats) -> tuple[Index, Index]:
    """By recipe, fewest and most whole baskets.

    Fewest: all shares rounded down. Most: their sum rounded down, as far as the sites' own limits
    let shares be rounded up.
    """
    demand, shares = week.demand, _shares(week, baskets)
    down, up, total = (np.zeros(len(week.made)) for _ in range(3))
    for recipe, found in enumerate(shares):
        for share in found:
            whole = int(share.baskets + _NEAR)
            own = demand.need[share.claim] * problem.policy.fill_max
            room = demand.visit_kg[share.visit] / week.basket_kg[week.made.basket_type[recipe]]
            most = min(own, room, demand.visit_baskets[share.visit]) * share.part + _NEAR
            down[recipe] += min(whole, int(most))
            up[recipe] += min(math.ceil(share.baskets - _NEAR), int(most))
            total[recipe] += share.baskets
    most_whole = np.minimum(up, np.floor(total + 100 * _NEAR))
    return np.minimum(down, most_whole).astype(np.int64), most_whole.astype(np.int64)


def whole_baskets(
    week: Week, problem: Problem, baskets: Floats, n_baskets: Index, order_kg: Floats
) -> tuple[tuple[Given, ...], Index]:
    """Deal out the whole baskets of every recipe; also how many of each found a site.

    `baskets` is by pair, `order_kg` by visit.
    """
    made = week.made
    shares = _shares(week, baskets)
    got: dict[tuple[SiteId, int], int] = defaultdict(int)
    owed: dict[tuple[SiteId, int], float] = defaultdict(float)
    loaded_kg: dict[tuple[SiteId, int], float] = defaultdict(float)
    for visit, kg in enumerate(order_kg.tolist()):
        loaded_kg[week.demand.cohorts[week.demand.visit_cohort[visit]][0], visit] = kg
    answer: list[Given] = []
    dealt = np.zeros(len(made), dtype=np.int64)
    for recipe in np.lexsort((made.hub, made.day, made.basket_type)).tolist():
        kind = int(made.basket_type[recipe])
        for share in shares[recipe]:
            share.most = _most(week, problem, share, got, loaded_kg, kind)
            share.whole = min(share.most, int(share.baskets + _NEAR))
        _deal(shares[recipe], int(n_baskets[recipe]), owed)
        dealt[recipe] = sum(share.whole for share in shares[recipe])
        for share in shares[recipe]:
            got[share.claim_id] += share.whole
            owed[share.claim_id] += share.baskets - share.whole
            loaded_kg[share.site_id, share.visit] += share.whole * week.basket_kg[kind]
            if share.whole:
                answer.append(
                    Given(
                        site_id=share.site_id,
                        hub_id=problem.hubs[made.hub[recipe]].hub_id,
                        day=int(made.day[recipe]),
                        basket_id=problem.baskets[kind].basket_id,
                        baskets=share.whole,
                    )
                )
    return tuple(sorted(answer)), dealt


def _shares(week: Week, baskets: Floats) -> list[list[_Share]]:
    demand = week.demand
    answer: list[list[_Share]] = [[] for _ in range(len(week.made))]
    for pair, recipe in enumerate(week.pair_recipe.tolist()):
        claim, visit = int(demand.pair_claim[pair]), int(demand.pair_visit[pair])
        cohort = int(demand.claim_cohort[claim])
        for site_id, part in zip(demand.cohorts[cohort], demand.shares[cohort], strict=True):
            answer[recipe].append(
                _Share(
                    site_id=site_id,
                    claim=claim,
                    visit=visit,
                    baskets=float(baskets[pair]) * part,
                    part=part,
                    scale=float(demand.scale[claim]) * part,
                )
            )
    return answer


def _most(
    week: Week,
    problem: Problem,
    share: _Share,
    got: dict[tuple[SiteId, int], int],
    loaded_kg: dict[tuple[SiteId, int], float],
    kind: int,
) -> int:
    """Whole baskets that the site's need, storage and delivery still take."""
    demand = week.demand
    part = share.part
    need = demand.need[share.claim] * part * problem.policy.fill_max
    room_kg = demand.visit_kg[share.visit] * part - loaded_kg[share.site_id, share.visit]
    limits = (
        need + _NEAR - got[share.claim_id],
        room_kg / week.basket_kg[kind] + _NEAR,
        demand.visit_baskets[share.visit] * part + _NEAR,
    )
    return max(0, int(min(limits)))


def _deal(shares: list[_Share], n_baskets: int, owed: dict[tuple[SiteId, int], float]) -> None:
    """Add or take back single baskets until the recipe's baskets are dealt out."""
    missing = n_baskets - sum(share.whole for share in shares)
    while missing > 0:
        takers = [share for share in shares if share.whole < share.most]
        if not takers:
            return
        takers.sort(key=lambda s: (-_due(s, owed), -1 / s.scale, s.site_id))
        for share in takers[:missing]:
            share.whole += 1
        missing -= min(missing, len(takers))
    while missing < 0:
        givers = [share for share in shares if share.whole > 0]
        givers.sort(key=lambda s: (_due(s, owed), 1 / s.scale, s.site_id))
        for share in givers[:-missing]:
            share.whole -= 1
        missing += min(-missing, len(givers))


def _due(share: _Share, owed: dict[tuple[SiteId, int], float]) -> float:
    """Baskets that the site still misses, those of earlier deliveries included."""
    return round(share.baskets + owed[share.claim_id] - share.whole, 6)
