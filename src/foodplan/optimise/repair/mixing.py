"""Recipes divided and poured together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from foodplan.domain.food import Basket
from foodplan.domain.ids import LotId
from foodplan.domain.plan import Part, Recipe
from foodplan.domain.problem import Problem

_KG = 1e-6


def is_mixed_well(problem: Problem, basket: Basket, parts: Iterable[Part]) -> bool:
    """Composition rules of a recipe."""
    by_product: dict[str, float] = defaultdict(float)
    by_group: dict[str, float] = defaultdict(float)
    for part in parts:
        product = problem.product[problem.lot[part.lot_id].product_id]
        by_product[product.product_id] += part.net_kg
        by_group[product.group] += part.net_kg
    total_kg = sum(by_product.values())
    groups = sum(kg >= basket.min_group_share * total_kg - _KG for kg in by_group.values())
    most = max(by_product.values(), default=0.0)
    return groups >= basket.min_groups and most <= basket.max_product_share * total_kg + _KG


def portion(recipe: Recipe, n_baskets: int) -> list[Part]:
    """The food of some of a recipe's baskets."""
    share = n_baskets / recipe.n_baskets
    return [replace(part, net_kg=part.net_kg * share) for part in recipe.parts]


def sum_of(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parts of one lot as one, by lot."""
    kg: dict[LotId, float] = defaultdict(float)
    for part in parts:
        kg[part.lot_id] += part.net_kg
    return tuple(Part(lot_id=lot_id, net_kg=net_kg) for lot_id, net_kg in sorted(kg.items()))
