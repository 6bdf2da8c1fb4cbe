"""The allocation of a week, stage by stage; see docs/model.md.

Orders first; then the lowest fill, the most baskets, every fill in turn; then few pick-ups, whole
crates and whole baskets; then recipes with most variety and the freshest food.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Members
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.ids import HubId, PlaceId, SiteId
from foodplan.domain.plan import Collection, Limit
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Allocated, Delivery
from foodplan.optimise.allocation.basins import basins_of
from foodplan.optimise.allocation.columns import Week
from foodplan.optimise.allocation.crates import few_pickups, whole_batches
from foodplan.optimise.allocation.first_goals import (
    Heights,
    Start,
    bounds_of,
    common_theta,
    heights_of,
    lowered,
    started,
)
from foodplan.optimise.allocation.giving_way import give_way
from foodplan.optimise.allocation.leximin import Ladder, fill_up
from foodplan.optimise.allocation.limits import Ledger
from foodplan.optimise.allocation.moving import Calls, moved_pickups
from foodplan.optimise.allocation.orders import (
    fill_others,
    fix_firm,
    order_drops,
    order_packings,
)
from foodplan.optimise.allocation.program import Answer
from foodplan.optimise.allocation.recipes import (
    read_collections,
    read_recipes,
    recipes_for,
    usual_kg,
)
from foodplan.optimise.allocation.rounding import whole_baskets, whole_range
from foodplan.optimise.allocation.supply import PickUp

Floats = NDArray[np.float64]

_TOTAL = 1e-7
"""Share of the most baskets that the fair filling may miss by rounding."""


def allocate(
    problem: Problem,
    deliveries: Sequence[Delivery],
    *,
    caps: Mapping[tuple[HubId, int], float] | None = None,
    site_caps: Mapping[tuple[SiteId, HubId, int], float] | None = None,
    not_collected: Members[PickUp] = frozenset(),
    usual: Sequence[Collection] = (),
    calls: Calls | None = None,
) -> Allocated:
    """Share the food among the deliveries that the route plan offers.

    `caps` is the most baskets of a hub-day, `site_caps` of one delivery; `not_collected` names
    pick-ups (producer, hub, day) that no vehicle can make; `usual` collections are kept where that
    costs nothing; with `calls` they move from there to where they cost less on the road. Equal
    input gives an equal answer, unless `calls` limit the seconds.
    """
    starts = [
        started(basin, caps=caps or {}, site_caps=site_caps or {}, not_collected=not_collected)
        for basin in basins_of(problem, deliveries)
    ]
    theta = common_theta(starts)
    fair = [_fair_shares(start, theta) for start in starts]
    parts = [_whole(start, one, usual, calls) for start, one in zip(starts, fair, strict=True)]
    found = _together(parts)
    basins = [(start.week, one.heights) for start, one in zip(starts, fair, strict=True)]
    proven = all(start.proven for start in starts)
    return replace(found, bounds=bounds_of(basins, found.given, proven=proven))


@dataclass(frozen=True, kw_only=True)
class _Fair:
    """The fairest shares of a basin, before rounding."""

    values: Floats
    """By column of the programme."""
    heights: Heights
    ledger: Ledger


def _fair_shares(start: Start, theta: float) -> _Fair:
    week, problem, ladder = start.week, start.problem, start.ladder
    heights = heights_of(start, theta)
    n_claims = len(heights.out)
    ladder.keep(np.zeros(n_claims), 0.0)
    if fix_firm(week, problem, heights.most.values):
        heights = lowered(start, theta)
    loss = problem.policy.fairness_loss
    ledger = Ledger(week=week, problem=problem, rows=start.rows)
    ledger.most(_marginal(week, ladder, heights))
    ledger.stuck(np.flatnonzero(heights.out))
    ladder.keep(heights.floor, heights.most.objective * (1 - loss) * (1 - _TOTAL))
    shares = fill_up(ladder, out=heights.out, watch=ledger.round)
    ladder.keep(shares, 0.0)
    fill_others(week, problem)
    values = _split_evenly(week)
    ladder.keep(np.zeros(n_claims), 0.0)
    return _Fair(values=values, heights=heights, ledger=ledger)


def _marginal(week: Week, ladder: Ladder, heights: Heights) -> Answer:
    """Most baskets when every site may lie one basket below the lowest fill.

    Held exactly at θ* the duals say what θ* costs, not what a kilo or an hour brings.
    """
    sizes = np.array([len(cohort) for cohort in week.demand.cohorts])
    return ladder.most(np.maximum(0.0, heights.floor - sizes[week.demand.claim_cohort]))


def _split_evenly(week: Week) -> Floats:
    """The shares with the largest delivery of each claim as small as may be."""
    demand = week.demand
    visits = np.bincount(demand.pair_claim, minlength=len(demand.need))
    several = np.flatnonzero(visits[demand.pair_claim] > 1)
    program = week.program.copy()
    claims, of = np.unique(demand.pair_claim[several], return_inverse=True)
    largest = program.columns(len(claims))
    rows = program.rows(len(several), lower=0.0)
    program.terms(rows, largest[of], 1.0)
    program.terms(rows, week.given[several], -1.0)
    columns = np.concatenate([week.given, largest])
    return program.best(columns, 1.0).values


def _whole(
    start: Start, fair: _Fair, usual: Sequence[Collection], calls: Calls | None
) -> Allocated:
    """Whole crates, whole baskets, recipes; bounds are those of the whole week."""
    week, problem = start.week, start.problem
    baskets = fair.values[week.given]
    linear = fair.values[week.made.columns]
    keep, most = whole_range(week, problem, baskets)
    order_kg = np.bincount(
        week.demand.order_visit,
        weights=fair.values[week.ordered],
        minlength=len(week.demand.visit_kg),
    ).astype(float)
    n_baskets = np.minimum(most, linear * (1 - 1e-9))
    before_kg = usual_kg(week, problem, usual)
    gross_kg = moved_pickups(week, problem, n_baskets, before_kg, calls) if calls else None
    if gross_kg is None:
        gross_kg = few_pickups(week, n_baskets, usual_kg=before_kg)
    while True:
        least = np.minimum(keep, most)
        batches = whole_batches(week, gross_kg, most=most, keep=least) or give_way(
            week, problem, most=most, keep=least, ledger=fair.ledger
        )
        given, dealt = whole_baskets(week, problem, baskets, batches.n_baskets, order_kg)
        if (dealt == batches.n_baskets).all():
            break
        most = dealt
    values = recipes_for(week, batches.n_baskets, batches.gross_kg).values
    drops = order_drops(week, problem, values)
    return Allocated(
        given=given,
        recipes=read_recipes(week, problem, batches.n_baskets, values),
        collections=read_collections(week, problem, batches.gross_kg),
        order_packings=order_packings(week, problem, values, drops),
        order_drops=drops,
        limits=fair.ledger.limits(),
        bounds=(),
        fill=_fill(week, problem, baskets),
    )


def _fill(week: Week, problem: Problem, baskets: Floats) -> dict[SiteId, float]:
    """Baskets over need of every site with a need, before rounding."""
    demand = week.demand
    cohort = demand.claim_cohort[demand.pair_claim]
    got = np.bincount(cohort, weights=baskets, minlength=len(demand.cohorts))
    given = {
        site_id: float(got[c]) * part
        for c, sites in enumerate(demand.cohorts)
        for site_id, part in zip(sites, demand.shares[c], strict=True)
    }
    return {
        site_id: given.get(site_id, 0.0) / problem.baskets_needed(site_id)
        for site_id in sorted(problem.needs_of)
    }


def _together(parts: Sequence[Allocated]) -> Allocated:
    """The answers of all basins as one, sorted."""
    if len(parts) == 1:
        return parts[0]
    return Allocated(
        given=tuple(sorted(chain.from_iterable(part.given for part in parts))),
        recipes=tuple(
            sorted(
                chain.from_iterable(part.recipes for part in parts),
                key=lambda row: (row.hub_id, row.day, row.basket_id),
            )
        ),
        collections=tuple(
            sorted(
                chain.from_iterable(part.collections for part in parts),
                key=lambda row: (row.day, row.hub_id, row.lot_id),
            )
        ),
        order_packings=tuple(
            sorted(
                chain.from_iterable(part.order_packings for part in parts),
                key=lambda row: (row.site_id, row.hub_id, row.day, row.product_id),
            )
        ),
        order_drops=tuple(sorted(chain.from_iterable(part.order_drops for part in parts))),
        limits=_limits_together([limit for part in parts for limit in part.limits]),
        bounds=(),
        fill=dict(sorted(chain.from_iterable(part.fill.items() for part in parts))),
    )


def _limits_together(limits: Sequence[Limit]) -> tuple[Limit, ...]:
    """One limit for each scarce thing, the dearest of basins that share it, sorted as theirs."""
    found: dict[tuple[str, PlaceId | None, int | None], list[Limit]] = defaultdict(list)
    for limit in limits:
        found[limit.kind, limit.place_id, limit.day].append(limit)
    joined = [
        replace(
            rows[0],
            baskets_per_unit=max(row.baskets_per_unit for row in rows),
            site_ids=tuple(sorted({site_id for row in rows for site_id in row.site_ids})),
        )
        for rows in found.values()
    ]
    return tuple(sorted(joined, key=lambda limit: (limit.kind, -limit.baskets_per_unit)))
