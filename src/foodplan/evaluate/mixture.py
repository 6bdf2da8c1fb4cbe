"""How mixed the baskets of a plan are."""

from __future__ import annotations

from collections import defaultdict

from foodplan.domain.ids import ProductId
from foodplan.domain.plan import Plan, Recipe
from foodplan.domain.problem import Problem
from foodplan.evaluate.amounts import product_of


def groups_per_basket(plan: Plan, problem: Problem) -> float | None:
    """Mean over the baskets packed."""
    n_baskets = sum(recipe.n_baskets for recipe in plan.recipes)
    groups = sum(recipe.n_baskets * _n_groups(recipe, problem) for recipe in plan.recipes)
    return groups / n_baskets if n_baskets else None


def _n_groups(recipe: Recipe, problem: Problem) -> int:
    lots = [problem.lot[part.lot_id] for part in recipe.parts if part.net_kg > 0]
    return len({product_of(lot, problem).group for lot in lots})


def largest_product_share(plan: Plan, problem: Problem) -> float | None:
    """In the most one-sided recipe of the week."""
    shares = []
    for recipe in plan.recipes:
        by_product: defaultdict[ProductId, float] = defaultdict(float)
        for part in recipe.parts:
            by_product[problem.lot[part.lot_id].product_id] += part.net_kg
        total_kg = sum(by_product.values())
        if total_kg > 0:
            shares.append(max(by_product.values()) / total_kg)
    return max(shares, default=None)
