"""Which product groups make up each recipe.

A basket type asks for at least m product groups with at least a share σ of the weight each. Which
groups those are is a choice per recipe, so it is made first and then held, and the programmes that
follow stay linear and have duals.

Relaxed   q(r,k,h,t) <= kg of group r in the recipe ; q <= σ w N ; sum_r q >= m σ w N
Chosen    the m groups of largest q; where that costs fill or baskets against the relaxed answer,
          a programme with z(r,k,h,t) in {0, 1} and q = σ w N z chooses.

Two or more groups mean groups that are really there: each makes up 1 % at least.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.columns import Rows, Week
from foodplan.optimise.allocation.leximin import Claims, Ladder, lowest_level
from foodplan.optimise.allocation.program import Program

Floats = NDArray[np.float64]
Index = NDArray[np.int64]
Flags = NDArray[np.bool_]

PRESENT_SHARE = 0.01
_NODES = 200
_SAME = 1e-6


@dataclass(frozen=True, kw_only=True)
class Groups:
    """Pairs of a recipe (row of `week.made`) and a product group that can go into it."""

    recipe: Index
    group: Index
    pair: Index
    """Pair of each column of `week.packed`, -1 where its basket type asks for no groups."""
    share: Floats
    """σ by recipe, 0 where nothing is asked."""
    at_least: Index
    """m by recipe."""


def groups_of(week: Week, problem: Problem) -> Groups:
    """What is asked of each recipe."""
    made, g = week.made, week.packed
    asked = np.array([_share(b.min_groups, b.min_group_share) for b in problem.baskets])
    least = np.array([basket.min_groups for basket in problem.baskets], dtype=int)
    recipe = week.packed_recipe
    group = week.supply.group[week.supply.product[g.lot]]
    n_groups = int(week.supply.group.max(initial=0)) + 1
    asks = asked[g.basket_type] > 0
    cell, pair_asked = np.unique(recipe[asks] * n_groups + group[asks], return_inverse=True)
    pair = np.full(len(g), -1)
    pair[asks] = pair_asked
    return Groups(
        recipe=cell // n_groups,
        group=cell % n_groups,
        pair=pair,
        share=asked[made.basket_type],
        at_least=least[made.basket_type],
    )


def _share(min_groups: int, min_group_share: float) -> float:
    return max(min_group_share, PRESENT_SHARE if min_groups > 1 else 0.0)


def relaxed(week: Week, groups: Groups) -> tuple[Program, Index]:
    """The programme with q as continuous columns, and the columns."""
    program, made, g = week.program.copy(), week.made, week.packed
    q = program.columns(len(groups.recipe))
    weight = (groups.share * week.basket_kg[made.basket_type])[groups.recipe]
    present = program.rows(len(q), upper=0.0)
    kept = groups.pair >= 0
    program.terms(present, q, 1.0)
    program.terms(present[groups.pair[kept]], g.columns[kept], -1.0)
    no_more = program.rows(len(q), upper=0.0)
    program.terms(no_more, q, 1.0)
    program.terms(no_more, made.columns[groups.recipe], -weight)
    asks = np.flatnonzero(groups.share > 0)
    enough = program.rows(len(made), lower=0.0)
    program.terms(enough[groups.recipe], q, 1.0)
    kg = groups.at_least * groups.share * week.basket_kg[made.basket_type]
    program.terms(enough[asks], made.columns[asks], -kg[asks])
    return program, q


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Lowest fill and total that a choice of groups allows."""

    theta: float
    out: Flags
    most: float

    def as_good_as(self, other: Reach) -> bool:
        """Whether neither the lowest fill nor the total falls behind."""
        return self.theta >= other.theta - _SAME and self.most >= other.most * (1 - _SAME) - _SAME


def choose(week: Week, groups: Groups, claims: Claims, out: Flags) -> tuple[Flags, bool]:
    """Chosen pairs, and whether no other choice does better."""
    program, q = relaxed(week, groups)
    ladder = Ladder(program, claims)
    best, values = _reach(ladder, out)
    chosen = _largest(week, groups, values, q)
    if _enough_there(week, groups, values, chosen):
        return chosen, True
    found = _reach(Ladder(_with_groups(week, groups, chosen), claims), out)[0]
    if found.as_good_as(best):
        return chosen, True
    other = _by_whole_numbers(week, groups, program, q, ladder, best)
    if other is not None:
        second = _reach(Ladder(_with_groups(week, groups, other), claims), out)[0]
        if (second.theta, second.most) > (found.theta, found.most):
            return other, second.as_good_as(best)
    return chosen, False


def hold(program: Program, week: Week, groups: Groups, chosen: Flags) -> Rows:
    """Rows that keep each chosen group at its share; a recipe without m groups packs nothing."""
    made, g = week.made, week.packed
    pairs = np.flatnonzero(chosen)
    rows = program.rows(len(pairs), lower=0.0)
    where = np.full(len(groups.recipe) + 1, -1)
    where[pairs] = rows
    row = where[groups.pair]
    program.terms(row[row >= 0], g.columns[row >= 0], 1.0)
    recipe = groups.recipe[pairs]
    weight = (groups.share * week.basket_kg[made.basket_type])[recipe]
    program.terms(rows, made.columns[recipe], -weight)
    counts = np.bincount(groups.recipe[pairs], minlength=len(made))
    short = (groups.share > 0) & (counts < groups.at_least)
    program.bound(made.columns[short], upper=0.0)
    return Rows(
        kind="composition",
        rows=rows,
        hub=made.hub[recipe],
        day=made.day[recipe],
        other=np.full(len(rows), -1),
    )


def _reach(ladder: Ladder, out: Flags) -> tuple[Reach, Floats]:
    theta, out, _ = lowest_level(ladder, out=out)
    claims = ladder.claims
    floor = np.clip(theta * claims.scale - claims.before, 0.0, claims.own_cap)
    answer = ladder.most(np.where(out, 0.0, floor))
    return Reach(theta=theta, out=out, most=answer.objective), answer.values


def _with_groups(week: Week, groups: Groups, chosen: Flags) -> Program:
    program = week.program.copy()
    hold(program, week, groups, chosen)
    return program


def _largest(week: Week, groups: Groups, values: Floats, q: Index) -> Flags:
    """The m groups of each recipe with most q, then most kg in it, then most kg that could be."""
    packed = _by_pair(groups, values[week.packed.columns])
    stock = _by_pair(groups, week.supply.gross_kg[week.packed.lot])
    order = np.lexsort((groups.group, -stock, -packed.round(6), -values[q].round(6), groups.recipe))
    recipe = groups.recipe[order]
    first = np.searchsorted(recipe, recipe)
    chosen = np.zeros(len(order), dtype=bool)
    chosen[order] = np.arange(len(order)) - first < groups.at_least[recipe]
    return chosen


def _enough_there(week: Week, groups: Groups, values: Floats, chosen: Flags) -> bool:
    packed = _by_pair(groups, values[week.packed.columns])
    made = week.made
    needed = groups.share * week.basket_kg[made.basket_type] * values[made.columns]
    short = chosen & (packed < needed[groups.recipe] - _SAME)
    counts = np.bincount(groups.recipe[chosen], minlength=len(made))
    missing = (groups.share > 0) & (counts < groups.at_least)
    return not short.any() and not (missing & (values[made.columns] > _SAME)).any()


def _by_pair(groups: Groups, amounts: Floats) -> Floats:
    kept = groups.pair >= 0
    return np.bincount(
        groups.pair[kept], weights=amounts[kept], minlength=len(groups.recipe)
    ).astype(float)


def _by_whole_numbers(
    week: Week, groups: Groups, program: Program, q: Index, ladder: Ladder, best: Reach
) -> Flags | None:
    """Groups chosen by branching; the lowest fill weighs more than the total."""
    program = program.copy()
    made, claims = week.made, ladder.claims
    unit = (groups.share * week.basket_kg[made.basket_type])[groups.recipe]
    most = _most_baskets(week)[groups.recipe] * unit
    z = program.columns(len(q), upper=1.0)
    program.whole(z)
    only_if = program.rows(len(q), upper=0.0)
    program.terms(only_if, q, 1.0)
    program.terms(only_if, z, -most)
    in_full = program.rows(len(q), lower=-most)
    program.terms(in_full, q, 1.0)
    program.terms(in_full, made.columns[groups.recipe], -unit)
    program.terms(in_full, z, -most)
    counted = program.rows(len(made), lower=np.where(groups.share > 0, groups.at_least, 0))
    program.terms(counted[groups.recipe], z, 1.0)
    empty = np.bincount(groups.recipe, minlength=len(made)) < groups.at_least
    program.limit(counted[empty], lower=0.0)
    program.bound(made.columns[empty & (groups.share > 0)], upper=0.0)
    program.limit(ladder.held, lower=0.0)
    program.limit(ladder.rising, lower=np.where(best.out, -np.inf, -claims.before))
    program.bound(ladder.level, upper=best.theta)
    columns = np.concatenate([ladder.level, claims.columns])
    weights = np.ones(len(columns))
    weights[0] = 10 * claims.scale.sum()
    answer = program.solve(columns, weights, maximise=True, node_limit=_NODES, gap_share=1e-4)
    return None if answer is None else np.asarray(answer.values[z] > 0.5, dtype=bool)


def _most_baskets(week: Week) -> Floats:
    """By recipe, what all claims with a visit there could take."""
    demand, made = week.demand, week.made
    claim = demand.pair_claim
    return np.bincount(week.pair_recipe, weights=week.own_cap[claim], minlength=len(made)).astype(
        float
    )
