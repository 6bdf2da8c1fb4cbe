from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from tests.builders import (
    a_basket,
    a_hub,
    a_lot,
    a_problem,
    a_producer,
    a_product,
    a_site,
    a_vehicle,
)
from tests.unit.optimise.allocation.checker import faults

from foodplan.domain.ids import HubId, ProducerId, ProductId, SiteId
from foodplan.domain.policy import Policy
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.allocate import allocate
from foodplan.optimise.allocation.answer import Delivery

HUBS = ("H", "K")
PRODUCTS = (a_product("apple", group="fruit"), a_product(), a_product("leek", group="leaf"))


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Problem, tuple[Delivery, ...]]:
    """Two hubs, up to six lots and five sites, with every kind of limit."""
    hubs = tuple(
        a_hub(
            hub,
            sorting_hours=tuple(draw(st.sampled_from([0.5, 2.0, 10.0])) for _ in range(5)),
            storage_kg=draw(st.sampled_from([100.0, 400.0, 1e5])),
            processing_days=draw(st.integers(0, 2)),
        )
        for hub in HUBS
    )
    lots = []
    for i in range(draw(st.integers(1, 6))):
        place = draw(st.sampled_from([{"hub_id": HubId("H")}, {"hub_id": HubId("K")}, None, None]))
        ready = draw(st.integers(0, 3))
        lots.append(
            a_lot(
                f"L{i}",
                **(place or {"producer_id": ProducerId("P1")}),
                product_id=ProductId(draw(st.sampled_from(["apple", "carrot", "leek"]))),
                gross_kg=float(draw(st.integers(5, 400))),
                yield_share=draw(st.sampled_from([0.8, 1.0])),
                ready_day=ready,
                last_day=ready + draw(st.integers(0, 6)),
            )
        )
    names = "ABCDE"[: draw(st.integers(1, 5))]
    sites = tuple(
        a_site(name, storage_kg=draw(st.sampled_from([None, None, 75.0]))) for name in names
    )
    basket = a_basket(
        kg=draw(st.sampled_from([3.0, 10.0])),
        max_product_share=draw(st.sampled_from([0.6, 1.0])),
        min_groups=draw(st.integers(1, 2)),
        min_group_share=draw(st.sampled_from([0.0, 0.2])),
    )
    problem = a_problem(
        {name: draw(st.integers(1, 40)) for name in names},
        products=PRODUCTS,
        producers=(a_producer(),),
        lots=tuple(lots),
        hubs=hubs,
        sites=sites,
        baskets=(basket,),
        vehicles=(a_vehicle("V1"), a_vehicle("V2", hub_id=HubId("K"))),
    )
    problem = replace(problem, policy=Policy(freshness_margin_days=draw(st.integers(0, 1))))
    deliveries = tuple(
        Delivery(
            site_id=SiteId(name),
            hub_id=HubId(draw(st.sampled_from(HUBS))),
            day=draw(st.integers(0, 4)),
        )
        for name in names
        for _ in range(draw(st.integers(1, 2)))
    )
    return problem, deliveries


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(weeks())
def test_every_allocation_keeps_every_rule(week: tuple[Problem, tuple[Delivery, ...]]) -> None:
    problem, deliveries = week
    assert faults(allocate(problem, deliveries), problem, deliveries) == []


@settings(max_examples=40)
@given(
    st.lists(st.integers(1, 40), min_size=2, max_size=4),
    st.lists(st.integers(10, 600), min_size=3, max_size=3),
    st.sampled_from([0.4, 0.6, 1.0]),
)
def test_the_lowest_fill_is_that_of_another_solver(
    needs: list[int], stock: list[int], share: float
) -> None:
    # One recipe of three products for all: θ, then the kg of each product.
    names = "ABCD"[: len(needs)]
    lots = tuple(
        a_lot(product.product_id, product_id=product.product_id, gross_kg=float(kg))
        for product, kg in zip(PRODUCTS, stock, strict=True)
    )
    problem = a_problem(
        dict(zip(names, needs, strict=True)),
        products=PRODUCTS,
        lots=lots,
        baskets=(a_basket(max_product_share=share),),
        vehicles=(a_vehicle(payload_kg=1e6),),
    )
    deliveries = tuple(Delivery(site_id=s.site_id, hub_id=HubId("H"), day=1) for s in problem.sites)
    total_kg = 10.0 * sum(needs)
    other = linprog(
        [-1.0, 0.0, 0.0, 0.0],
        A_ub=[[-share * total_kg, *(float(i == p) for i in range(3))] for p in range(3)],
        b_ub=[0.0] * 3,
        A_eq=[[-total_kg, 1.0, 1.0, 1.0]],
        b_eq=[0.0],
        bounds=[(0, 1), *((0, kg) for kg in stock)],
        method="highs",
    )
    answer = allocate(problem, deliveries)
    assert answer.bounds[0].bound == pytest.approx(-other.fun, abs=1e-6)
    assert min(answer.fill.values()) == pytest.approx(-other.fun, abs=1e-4)
