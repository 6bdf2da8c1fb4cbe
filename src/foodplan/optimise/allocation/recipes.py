"""Recipes for baskets and crates that are settled: most variety, then the freshest food.

Given whole baskets N and collected kg x, find g and o. First goal: as many product groups as
possible in the poorest recipe (groups count in proportion up to a small share); second: the least
days of waiting, and among equals the food that expires first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.plan import Collection, Part, Recipe
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.columns import Week
from foodplan.optimise.allocation.program import Answer, Program

Floats = NDArray[np.float64]
Index = NDArray[np.int64]

_VARIETY = 100.0
"""Weight of one more group in the poorest recipe against a day of waiting of all the food."""
_COUNTS_FROM = 0.05
"""A group counts in full from this share of the weight."""
_EXPIRY = 0.1
"""Weight of a day of remaining life against a day of waiting."""
_MIN_KG = 1e-6


def recipes_for(week: Week, n_baskets: Index, gross_kg: Floats) -> Answer:
    """The best packing, with baskets and collections fixed; the programme is changed for good."""
    program, made = week.program, week.made
    program.bound(made.columns, lower=n_baskets, upper=n_baskets)
    program.bound(week.collected.columns, lower=gross_kg, upper=gross_kg)
    poorest = _variety(program, week, n_baskets)
    columns, cost = _age_days(week)
    total = max(1.0, float((n_baskets * week.basket_kg[made.basket_type]).sum()))
    return program.best(
        np.concatenate([poorest, columns]),
        np.concatenate([np.full(len(poorest), -_VARIETY), cost / total]),
    )


def read_recipes(
    week: Week, problem: Problem, n_baskets: Index, values: Floats
) -> tuple[Recipe, ...]:
    """Recipes of at least one basket, by hub, day and type; each weighs its baskets exactly."""
    g, made = week.packed, week.made
    kg = values[g.columns]
    parts: list[dict[int, float]] = [{} for _ in range(len(made))]
    kept = np.flatnonzero(kg > _MIN_KG)
    recipe = week.packed_recipe
    for i in kept.tolist():
        parts[recipe[i]][int(g.lot[i])] = float(kg[i])
    answer = [
        Recipe(
            hub_id=problem.hubs[made.hub[row]].hub_id,
            day=int(made.day[row]),
            basket_id=problem.baskets[made.basket_type[row]].basket_id,
            n_baskets=int(n_baskets[row]),
            parts=_exact(
                problem, found, float(n_baskets[row] * week.basket_kg[made.basket_type[row]])
            ),
        )
        for row, found in enumerate(parts)
        if n_baskets[row] > 0
    ]
    return tuple(sorted(answer, key=lambda r: (r.hub_id, r.day, r.basket_id)))


def usual_kg(week: Week, problem: Problem, usual: Sequence[Collection]) -> Floats:
    """Gross kg of collections made before, by column of `week.collected`."""
    x = week.collected
    kg = {(row.lot_id, row.hub_id, row.day): row.gross_kg for row in usual}
    keys = (
        (problem.lots[lot].lot_id, problem.hubs[hub].hub_id, day)
        for lot, hub, day in zip(x.lot.tolist(), x.hub.tolist(), x.day.tolist(), strict=True)
    )
    return np.array([kg.get(key, 0.0) for key in keys], dtype=float)


def read_collections(week: Week, problem: Problem, gross_kg: Floats) -> tuple[Collection, ...]:
    """Collections by day, hub and lot."""
    x = week.collected
    answer = [
        Collection(
            lot_id=problem.lots[x.lot[i]].lot_id,
            hub_id=problem.hubs[x.hub[i]].hub_id,
            day=int(x.day[i]),
            crates=round(float(gross_kg[i] / week.supply.crate_kg[x.lot[i]]), 9),
            gross_kg=float(gross_kg[i]),
        )
        for i in np.flatnonzero(gross_kg > _MIN_KG).tolist()
    ]
    return tuple(sorted(answer, key=lambda c: (c.day, c.hub_id, c.lot_id)))


def _variety(program: Program, week: Week, n_baskets: Index) -> Index:
    """One column below the number of groups of every recipe that packs anything."""
    g, made = week.packed, week.made
    recipe = week.packed_recipe
    packs = n_baskets[recipe] > 0
    recipe, columns = recipe[packs], g.columns[packs]
    if not len(recipe):
        return np.zeros(0, dtype=np.int64)
    n_groups = int(week.supply.group.max()) + 1
    group = week.supply.group[week.supply.product[g.lot[packs]]]
    cell, row = np.unique(recipe * n_groups + group, return_inverse=True)
    unit_kg = _COUNTS_FROM * (n_baskets * week.basket_kg[made.basket_type])[cell // n_groups]
    count = program.columns(len(cell), upper=1.0)
    there = program.rows(len(cell), upper=0.0)
    program.terms(there, count, unit_kg)
    program.terms(there[row], columns, -1.0)
    poorest = program.columns(1)
    recipes, of = np.unique(cell // n_groups, return_inverse=True)
    least = program.rows(len(recipes), lower=0.0)
    program.terms(least[of], count, 1.0)
    program.terms(least, np.repeat(poorest, len(recipes)), -1.0)
    return poorest


def _age_days(week: Week) -> tuple[Index, Floats]:
    columns, cost = [], []
    for block in (week.packed, week.set_aside):
        waited = block.day - np.maximum(week.supply.ready_day[block.lot], -7)
        left = np.minimum(week.supply.last_day[block.lot] - block.day, 30)
        columns.append(block.columns)
        cost.append(waited + _EXPIRY * left)
    return np.concatenate(columns), np.concatenate(cost)


def _exact(problem: Problem, parts: dict[int, float], total_kg: float) -> tuple[Part, ...]:
    """Parts by lot; the largest takes the rounding of the solver (below a milligram)."""
    if parts:
        largest = max(sorted(parts), key=lambda lot: parts[lot])
        parts = parts | {largest: parts[largest] + total_kg - sum(parts.values())}
    return tuple(
        Part(lot_id=problem.lots[lot].lot_id, net_kg=kg)
        for lot, kg in sorted(parts.items(), key=lambda item: problem.lots[item[0]].lot_id)
    )
