"""The allocation of a week, stage by stage; see docs/model.md.

Orders first; then the lowest fill, the most baskets, every fill in turn; then few pick-ups, whole
crates and whole baskets; then recipes with most variety and the freshest food.
"""

from __future__ import annotations

from collections.abc import Collection as Members
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.ids import HubId, SiteId
from foodplan.domain.plan import Bound
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Allocated, Delivery, Given
from foodplan.optimise.allocation.columns import Week
from foodplan.optimise.allocation.crates import few_pickups, whole_batches
from foodplan.optimise.allocation.demand import demand_of
from foodplan.optimise.allocation.groups import choose, groups_of, hold
from foodplan.optimise.allocation.leximin import Claims, Ladder, fill_up, lowest_level
from foodplan.optimise.allocation.limits import Ledger
from foodplan.optimise.allocation.orders import (
    fill_others,
    fix_firm,
    order_drops,
    order_packings,
    promise,
)
from foodplan.optimise.allocation.program import Answer
from foodplan.optimise.allocation.recipes import read_collections, read_recipes, recipes_for
from foodplan.optimise.allocation.rounding import (
    lowest_fill,
    whole_baskets,
    whole_range,
)
from foodplan.optimise.allocation.supply import PickUp, supply_of
from foodplan.optimise.allocation.week import week_of

Floats = NDArray[np.float64]
Index = NDArray[np.int64]
Flags = NDArray[np.bool_]

_TOTAL = 1e-7
"""Share of the most baskets that the fair filling may miss by rounding."""


def allocate(
    problem: Problem,
    deliveries: Sequence[Delivery],
    *,
    caps: Mapping[tuple[HubId, int], float] | None = None,
    site_caps: Mapping[tuple[SiteId, HubId, int], float] | None = None,
    not_collected: Members[PickUp] = frozenset(),
) -> Allocated:
    """Share the food among the deliveries that the route plan offers.

    `caps` is the most baskets of a hub-day, `site_caps` of one delivery; `not_collected` names
    pick-ups (producer, hub, day) that no vehicle can make. Equal input gives an equal answer.
    """
    supply = supply_of(problem, not_collected)
    demand = demand_of(problem, deliveries, site_caps or {})
    week = week_of(problem, supply, demand, caps or {})
    promise(week, problem)
    fair = _fair_shares(week, problem)
    return _whole(week, problem, fair)


@dataclass(frozen=True, kw_only=True)
class _Fair:
    """The fairest shares, before rounding."""

    values: Floats
    """By column of the programme."""
    heights: Heights
    ledger: Ledger
    proven: bool
    """Whether no other choice of product groups gives more."""


def claims_of(week: Week) -> Claims:
    """The claims of a week, as the fair filling wants them."""
    return Claims(
        columns=week.given,
        claim=week.demand.pair_claim,
        scale=week.demand.scale,
        before=week.demand.before,
        own_cap=week.own_cap,
    )


def hopeless(week: Week) -> Flags:
    """(c,) claims without any lot that could be packed for one of their visits."""
    g, n_claims = week.packed, len(week.demand.need)
    packs = np.zeros((len(week.basket_kg), *week.supply.shape[1:]), dtype=bool)
    packs[g.basket_type, g.hub, g.day] = True
    recipe = week.pair_recipe
    at = week.made
    able = packs[at.basket_type, at.hub, at.day][recipe]
    reached = np.bincount(week.demand.pair_claim, weights=able, minlength=n_claims) > 0
    return np.asarray(~reached | (week.own_cap <= 0), dtype=bool)


def _fair_shares(week: Week, problem: Problem) -> _Fair:
    claims, out = claims_of(week), hopeless(week)
    groups = groups_of(week, problem)
    rows, proven = week.limits, True
    if (groups.share > 0).any():
        chosen, proven = choose(week, groups, claims, out)
        rows = (*rows, hold(week.program, week, groups, chosen))
    ladder = Ladder(week.program, claims)
    heights = heights_of(ladder, out)
    ladder.keep(np.zeros(len(out)), 0.0)
    if fix_firm(week, problem, heights.most.values):
        heights = heights_of(ladder, out)
    loss = problem.policy.fairness_loss
    ledger = Ledger(week=week, problem=problem, rows=rows)
    ledger.most(_marginal(week, ladder, heights))
    ledger.stuck(np.flatnonzero(heights.out))
    ladder.keep(heights.floor, heights.most.objective * (1 - loss) * (1 - _TOTAL))
    shares = fill_up(ladder, out=heights.out, watch=ledger.round)
    ladder.keep(shares, 0.0)
    fill_others(week, problem)
    values = _split_evenly(week)
    ladder.keep(np.zeros(len(shares)), 0.0)
    return _Fair(values=values, heights=heights, ledger=ledger, proven=proven)


@dataclass(frozen=True, kw_only=True)
class Heights:
    """The first two goals: the lowest fill, then the most baskets that keep it."""

    theta: float
    out: Flags
    """Claims that can get nothing."""
    floor: Floats
    """Baskets that each claim keeps for the lowest fill."""
    most: Answer


def heights_of(ladder: Ladder, out: Flags) -> Heights:
    """Solve the first two goals; `out` are claims known to get nothing."""
    theta, out, _ = lowest_level(ladder, out=out)
    claims = ladder.claims
    floor = np.clip(theta * claims.scale - claims.before, 0.0, claims.own_cap)
    floor[out] = 0.0
    return Heights(theta=theta, out=out, floor=floor, most=ladder.most(floor))


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


def _whole(week: Week, problem: Problem, fair: _Fair) -> Allocated:
    """Whole crates, whole baskets, recipes."""
    baskets = fair.values[week.given]
    linear = fair.values[week.made.columns]
    keep, most = whole_range(week, problem, baskets)
    order_kg = np.bincount(
        week.demand.order_visit,
        weights=fair.values[week.ordered],
        minlength=len(week.demand.visit_kg),
    ).astype(float)
    gross_kg = few_pickups(week, np.minimum(most, linear * (1 - 1e-9)))
    while True:
        batches = whole_batches(week, gross_kg, most=most, keep=np.minimum(keep, most))
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
        bounds=bounds_of(week, fair.heights, given, proven=fair.proven),
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


def bounds_of(
    week: Week, heights: Heights, given: Sequence[Given], *, proven: bool
) -> tuple[Bound, ...]:
    """Lowest fill over the sites that can be served, and baskets in all, with their bounds."""
    total = sum(row.baskets for row in given)
    most = heights.most.objective if len(week.demand.need) else 0.0
    lowest = lowest_fill(week, heights.out, given)
    return (
        Bound(stage="min_fill", value=lowest, bound=heights.theta, proven=proven),
        Bound(stage="baskets", value=float(total), bound=most, proven=proven),
    )
