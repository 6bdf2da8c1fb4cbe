"""Rules of baskets and orders: what they hold, how many leave the hub, how many a site may get."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

from foodplan.domain.food import Product
from foodplan.domain.handing import handovers
from foodplan.domain.ids import HubId, ProductId, SiteId
from foodplan.domain.plan import Recipe
from foodplan.evaluate.amounts import baskets_by_type, baskets_left_hub, product_of
from foodplan.evaluate.case import KG_TOLERANCE, Breach, Case, Rule

_BASKET_TOLERANCE = 1e-6


def one_recipe(case: Case) -> Iterator[Breach]:
    """Baskets of one type packed at one hub on one day are alike: one recipe."""
    counts = Counter((row.hub_id, row.day, row.basket_id) for row in case.plan.recipes)
    for (hub_id, day, basket_id), count in sorted(counts.items()):
        if count > 1:
            yield Breach(where=f"recipe {hub_id}, day {day}, {basket_id}", amount=count)


def recipe_weight(case: Case) -> Iterator[Breach]:
    """The parts of a recipe weigh its baskets (MODEL 3, recipes)."""
    for recipe in case.plan.recipes:
        weight_kg = recipe.n_baskets * case.problem.basket[recipe.basket_id].kg
        off_kg = sum(part.net_kg for part in recipe.parts) - weight_kg
        if abs(off_kg) > KG_TOLERANCE:
            yield Breach(where=_where(recipe), amount=off_kg)


def product_share(case: Case) -> Iterator[Breach]:
    """No product makes up more of a recipe than its basket's max_product_share."""
    for recipe in case.plan.recipes:
        limit = case.problem.basket[recipe.basket_id].max_product_share
        by_product = _kg_by_product(recipe, case)
        limit_kg = limit * sum(by_product.values()) + KG_TOLERANCE
        for product, kg in by_product.items():
            if kg > limit_kg:
                where = f"{_where(recipe)}, product {product.product_id}"
                yield Breach(where=where, amount=kg - limit_kg)


def product_groups(case: Case) -> Iterator[Breach]:
    """At least min_groups groups make up at least min_group_share of a recipe each."""
    for recipe in case.plan.recipes:
        basket = case.problem.basket[recipe.basket_id]
        by_group: defaultdict[str, float] = defaultdict(float)
        for product, kg in _kg_by_product(recipe, case).items():
            by_group[product.group] += kg
        least_kg = basket.min_group_share * sum(by_group.values()) - KG_TOLERANCE
        n_groups = sum(kg > 0 and kg >= least_kg for kg in by_group.values())
        if recipe.n_baskets > 0 and n_groups < basket.min_groups:
            yield Breach(where=_where(recipe), amount=basket.min_groups - n_groups)


def recipe_temperatures(case: Case) -> Iterator[Breach]:
    """Only products of the basket's temperature classes go into it."""
    for recipe in case.plan.recipes:
        allowed = case.problem.basket[recipe.basket_id].temperatures
        for product, kg in _kg_by_product(recipe, case).items():
            if kg > 0 and product.temperature not in allowed:
                yield Breach(where=f"{_where(recipe)}, product {product.product_id}", amount=kg)


def recipe_product_groups(case: Case) -> Iterator[Breach]:
    """Only products of the basket's groups go into it, where it names any."""
    for recipe in case.plan.recipes:
        allowed = case.problem.basket[recipe.basket_id].groups
        for product, kg in _kg_by_product(recipe, case).items():
            if kg > 0 and allowed and product.group not in allowed:
                yield Breach(where=f"{_where(recipe)}, product {product.product_id}", amount=kg)


def _kg_by_product(recipe: Recipe, case: Case) -> dict[Product, float]:
    by_product: defaultdict[ProductId, float] = defaultdict(float)
    for part in recipe.parts:
        product = product_of(case.problem.lot[part.lot_id], case.problem)
        by_product[product.product_id] += part.net_kg
    return {case.problem.product[key]: kg for key, kg in sorted(by_product.items())}


def _where(recipe: Recipe) -> str:
    return f"recipe {recipe.hub_id}, day {recipe.day}, {recipe.basket_id}"


def baskets_packed(case: Case) -> Iterator[Breach]:
    """Sites get no more baskets of a hub, day and type than were packed."""
    packed = {(row.hub_id, row.day, row.basket_id): row.n_baskets for row in case.plan.recipes}
    left = baskets_left_hub(case.plan, case.problem)
    for (hub_id, day, basket_id), n_baskets in sorted(left.items()):
        over = n_baskets - packed.get((hub_id, day, basket_id), 0)
        if over > 0:
            yield Breach(where=f"hub {hub_id}, day {day}, {basket_id}", amount=over)


def orders_packed(case: Case) -> Iterator[Breach]:
    """Ordered goods handed over on a day were set aside for that site at the hub."""
    spare: defaultdict[tuple[HubId, int, SiteId, ProductId], float] = defaultdict(float)
    for row in case.plan.order_packings:
        spare[row.hub_id, row.day, row.site_id, row.product_id] += row.net_kg
    for one in handovers(case.plan, case.problem):
        for order in one.orders:
            key = (one.hub_id, one.day, one.site_id, order.product_id)
            spare[key] -= order.kg
            if spare[key] < -KG_TOLERANCE:
                yield Breach(where=one.where, amount=-spare[key])


def orders_asked(case: Case) -> Iterator[Breach]:
    """A site gets what it ordered, rounded up to whole crates at most, on the day it named."""
    asked: defaultdict[tuple[SiteId, ProductId], float] = defaultdict(float)
    days: defaultdict[tuple[SiteId, ProductId], set[int | None]] = defaultdict(set)
    for order in case.problem.orders:
        key = (order.site_id, order.product_id)
        product = case.problem.product[order.product_id]
        crates = product.kg_of(order.quantity, order.unit) / product.crate_kg
        asked[key] += math.ceil(crates - _BASKET_TOLERANCE) * product.crate_kg
        days[key].add(order.day)
    for one in handovers(case.plan, case.problem):
        for drop in one.orders:
            key = (one.site_id, drop.product_id)
            asked[key] -= drop.kg
            wrong_day = None not in days[key] and one.day not in days[key]
            if asked[key] < -KG_TOLERANCE or wrong_day:
                yield Breach(where=one.where, amount=max(0.0, -asked[key]))


def fill_limit(case: Case) -> Iterator[Breach]:
    """No site gets more baskets of a type than fill_max times its need."""
    needed = {(need.site_id, need.basket_id): need.baskets for need in case.problem.needs}
    for (site_id, basket_id), given in sorted(baskets_by_type(case.plan, case.problem).items()):
        limit = case.problem.policy.fill_max * needed.get((site_id, basket_id), 0)
        if given > limit + _BASKET_TOLERANCE:
            yield Breach(where=f"site {site_id}, {basket_id}", amount=given - limit)


RULES: tuple[Rule, ...] = (
    one_recipe,
    recipe_weight,
    product_share,
    product_groups,
    recipe_temperatures,
    recipe_product_groups,
    baskets_packed,
    orders_packed,
    orders_asked,
    fill_limit,
)
