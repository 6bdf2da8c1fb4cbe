from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from tests.builders import a_problem, a_product, a_site
from tests.runs import a_plan

from foodplan.domain.basics import Temperature
from foodplan.domain.food import Order
from foodplan.domain.ids import ProductId, SiteId
from foodplan.domain.policy import RoadChange, RoadSettings
from foodplan.domain.problem import OwnLeg, Problem
from foodplan.store.codec import canonical, decode, encode, input_hash

CLOSED = RoadSettings(changes=(RoadChange(by=math.inf, roads=frozenset({"A7", "A55"})),))


def test_a_problem_survives_the_way_to_json_and_back() -> None:
    problem = a_problem(
        products=(a_product(temperature=Temperature.CHILLED),),
        sites=(a_site(allowed_vehicles=frozenset({"van"}), district="QP013053"),),
        orders=(Order(site_id=SiteId("A"), product_id=ProductId("carrot"), quantity=5),),
        own_legs=(OwnLeg(from_id="H", to_id="A", km=3, min=9.5),),
        roads=CLOSED,
    )
    assert decode(Problem, json.loads(canonical(problem))) == problem


def test_a_plan_survives_the_way_to_json_and_back() -> None:
    assert decode(type(a_plan()), json.loads(canonical(a_plan()))) == a_plan()


def test_a_closed_road_is_valid_json() -> None:
    assert '"by":"inf"' in canonical(CLOSED)


def test_equal_problems_have_equal_hashes_whatever_the_order_of_a_set() -> None:
    one = a_problem(sites=(a_site(refused_vehicles=frozenset(["x", "y", "z"])),))
    other = a_problem(sites=(a_site(refused_vehicles=frozenset(["z", "y", "x"])),))
    assert input_hash(one) == input_hash(other)
    assert len(input_hash(one)) == 64


def test_asking_a_problem_for_a_lookup_does_not_change_its_hash() -> None:
    problem = a_problem()
    before = input_hash(problem)
    assert problem.site
    assert input_hash(problem) == before


def test_one_basket_more_gives_another_hash() -> None:
    problem = a_problem({"A": 10})
    more = replace(problem, needs=(replace(problem.needs[0], baskets=11),))
    assert input_hash(more) != input_hash(problem)


def test_a_kind_without_a_place_in_a_document_is_refused() -> None:
    with pytest.raises(TypeError, match="complex"):
        encode(1j)
