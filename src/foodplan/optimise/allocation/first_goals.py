"""The first two goals of the week: the highest lowest fill, then the most baskets that keep it.

Basins are planned apart, but the lowest fill is that of the whole week: a basin with more food
keeps the same θ* and then hands out the most it can.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Members
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.ids import BasketId, HubId, SiteId
from foodplan.domain.plan import Bound
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Given
from foodplan.optimise.allocation.basins import Basin
from foodplan.optimise.allocation.columns import Rows, Week
from foodplan.optimise.allocation.demand import demand_of
from foodplan.optimise.allocation.groups import choose, groups_of, hold
from foodplan.optimise.allocation.leximin import Claims, Ladder, lowest_level
from foodplan.optimise.allocation.orders import promise
from foodplan.optimise.allocation.program import Answer
from foodplan.optimise.allocation.supply import PickUp, supply_of
from foodplan.optimise.allocation.week import week_of

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Start:
    """A basin's programme with firm orders promised, groups chosen and the lowest fill found."""

    problem: Problem
    week: Week
    rows: tuple[Rows, ...]
    ladder: Ladder
    theta: float
    """The highest lowest R of this basin alone."""
    out: Flags
    """Claims that can get nothing."""
    proven: bool
    """Whether no other choice of product groups gives more."""


@dataclass(frozen=True, kw_only=True)
class Heights:
    """What a basin keeps for the lowest fill of the week, and the most baskets beside it."""

    theta: float
    out: Flags
    floor: Floats
    """Baskets that each claim keeps."""
    most: Answer


def started(
    basin: Basin,
    *,
    caps: Mapping[tuple[HubId, int], float],
    site_caps: Mapping[tuple[SiteId, HubId, int], float],
    not_collected: Members[PickUp],
) -> Start:
    """Build the programme of a basin and raise its lowest fill."""
    problem = basin.problem
    hubs = problem.hub
    demand = demand_of(
        problem, basin.deliveries, {key: cap for key, cap in site_caps.items() if key[1] in hubs}
    )
    week = week_of(
        problem,
        supply_of(problem, not_collected),
        demand,
        {key: cap for key, cap in caps.items() if key[0] in hubs},
    )
    promise(week, problem)
    claims, out = claims_of(week), _hopeless(week)
    groups = groups_of(week, problem)
    rows, proven = week.limits, True
    if (groups.share > 0).any():
        chosen, proven = choose(week, groups, claims, out)
        rows = (*rows, hold(week.program, week, groups, chosen))
    ladder = Ladder(week.program, claims)
    theta, out, _ = lowest_level(ladder, out=out)
    return Start(
        problem=problem, week=week, rows=rows, ladder=ladder, theta=theta, out=out, proven=proven
    )


def claims_of(week: Week) -> Claims:
    """The claims of a week, as the fair filling wants them."""
    return Claims(
        columns=week.given,
        claim=week.demand.pair_claim,
        scale=week.demand.scale,
        before=week.demand.before,
        own_cap=week.own_cap,
    )


def _hopeless(week: Week) -> Flags:
    """(c,) claims without any lot that could be packed for one of their visits."""
    g, n_claims = week.packed, len(week.demand.need)
    packs = np.zeros((len(week.basket_kg), *week.supply.shape[1:]), dtype=bool)
    packs[g.basket_type, g.hub, g.day] = True
    recipe = week.pair_recipe
    at = week.made
    able = packs[at.basket_type, at.hub, at.day][recipe]
    reached = np.bincount(week.demand.pair_claim, weights=able, minlength=n_claims) > 0
    return np.asarray(~reached | (week.own_cap <= 0), dtype=bool)


def common_theta(starts: Sequence[Start]) -> float:
    """θ* of the week: the least of the basins that have anybody to serve, 0.0 if none has."""
    return min((one.theta for one in starts if not one.out.all()), default=0.0)


def heights_of(start: Start, theta: float) -> Heights:
    """Most baskets while every claim keeps the lowest fill of the week."""
    return _heights(start.ladder, min(theta, start.theta), start.out)


def lowered(start: Start, theta: float) -> Heights:
    """The same, found anew after amounts were fixed."""
    own, out, _ = lowest_level(start.ladder, out=start.out)
    return _heights(start.ladder, min(theta, own), out)


def _heights(ladder: Ladder, theta: float, out: Flags) -> Heights:
    claims = ladder.claims
    floor = np.clip(theta * claims.scale - claims.before, 0.0, claims.own_cap)
    floor[out] = 0.0
    return Heights(theta=theta, out=out, floor=floor, most=ladder.most(floor))


def bounds_of(
    basins: Sequence[tuple[Week, Heights]], given: Sequence[Given], *, proven: bool
) -> tuple[Bound, ...]:
    """Lowest fill over the sites that can be served, and baskets in all, with their bounds.

    Nothing is proven where the food was shared out among basins beforehand.
    """
    got: dict[tuple[SiteId, BasketId], int] = defaultdict(int)
    for row in given:
        got[row.site_id, row.basket_id] += row.baskets
    lowest = min(
        (fill for week, heights in basins for fill in _fills(week, heights.out, got)), default=1.0
    )
    theta = min((one.theta for _, one in basins if not one.out.all()), default=float(lowest))
    most = sum(one.most.objective for week, one in basins if len(week.demand.need))
    proven = proven and len(basins) == 1
    return (
        Bound(stage="min_fill", value=float(lowest), bound=theta, proven=proven),
        Bound(stage="baskets", value=float(sum(got.values())), bound=most, proven=proven),
    )


def _fills(week: Week, out: Flags, got: Mapping[tuple[SiteId, BasketId], int]) -> list[float]:
    """R of every site's claim that can be served, in whole baskets."""
    demand = week.demand
    return [
        (demand.before[c] * part + got.get((site_id, kind), 0)) / (demand.scale[c] * part)
        for c in np.flatnonzero(~out).tolist()
        for kind in (week.basket_ids[demand.claim_type[c]],)
        for site_id, part in zip(
            demand.cohorts[demand.claim_cohort[c]],
            demand.shares[demand.claim_cohort[c]],
            strict=True,
        )
    ]
