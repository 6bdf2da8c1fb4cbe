"""What became of the orders: how much was handed over, and what is paid for it."""

from __future__ import annotations

from collections import defaultdict

from foodplan.domain.food import Order
from foodplan.domain.handing import handovers
from foodplan.domain.ids import ProductId, SiteId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem


def ordered_kg(problem: Problem) -> float:
    """Weight of all orders."""
    return sum(_kg(order, problem) for order in problem.orders)


def brought_kg(plan: Plan, problem: Problem) -> dict[Order, float]:
    """Kg handed over for each order; a site's firm orders of a product come before the others."""
    here: defaultdict[tuple[SiteId, ProductId], float] = defaultdict(float)
    for one in handovers(plan, problem):
        for drop in one.orders:
            here[one.site_id, drop.product_id] += drop.kg
    brought: dict[Order, float] = {}
    for order in sorted(problem.orders, key=lambda one: not one.firm):
        key = order.site_id, order.product_id
        kg = min(here[key], _kg(order, problem))
        here[key] -= kg
        brought[order] = brought.get(order, 0.0) + kg
    return brought


def paid_eur(plan: Plan, problem: Problem) -> float:
    """What sites pay for the orders, in proportion to what is handed over."""
    return sum(
        order.price_eur * kg / _kg(order, problem)
        for order, kg in brought_kg(plan, problem).items()
    )


def _kg(order: Order, problem: Problem) -> float:
    return problem.product[order.product_id].kg_of(order.quantity, order.unit)
