from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import HUB, a_lot
from tests.plans import hand_plan, hand_problem

from foodplan.domain.ids import PlaceId, ProducerId
from foodplan.domain.plan import Limit
from foodplan.domain.policy import Costs
from foodplan.evaluate.costing import cost_eur
from foodplan.evaluate.remedies import MOST_REMEDIES, Remedy, remedies
from foodplan.texts import say

FARM = PlaceId("P1")


def asked(*limits: Limit, **changes: object) -> tuple[Remedy, ...]:
    """With ten times the needs, so that every basket that is brought finds somebody."""
    problem = hand_problem(**changes)
    needs = tuple(replace(row, baskets=10 * row.baskets) for row in problem.needs)
    return remedies(replace(hand_plan(), limits=limits), replace(problem, needs=needs))


def a_limit(kind: str, per_unit: float, **fields: object) -> Limit:
    values = {"place_id": HUB, "day": 1} | fields
    return Limit(kind=kind, baskets_per_unit=per_unit, **values)  # type: ignore[arg-type]


def test_a_plan_that_nothing_limits_needs_no_remedy() -> None:
    assert asked() == ()
    assert asked(a_limit("sorting", 0.0, unit="hour")) == ()


def test_one_more_vehicle_brings_and_costs_what_those_of_that_day_do() -> None:
    # Tuesday's only route brings 8 baskets; every basket of room is worth half a basket.
    (found,) = asked(a_limit("routes", 0.5, unit="basket"))
    (_, tuesday) = hand_plan().routes
    assert (found.code, found.baskets) == ("remedy-vehicle-place-day", 4.0)
    assert found.eur == pytest.approx(cost_eur(tuesday, hand_problem()))


def test_nothing_brings_more_baskets_than_are_missing() -> None:
    # A has its 10 baskets; B gets 8 of 10. 100 kg of food could fill 50 baskets.
    limit = a_limit("supply", 0.5, place_id=FARM, day=None)
    (found,) = remedies(replace(hand_plan(), limits=(limit,)), hand_problem())
    assert found.baskets == pytest.approx(2.0)


def test_where_weight_is_scarce_a_vehicle_is_told_by_what_it_carries_out_or_in() -> None:
    # Monday's route takes 100 kg of baskets out and 100 kg of apples in, a tenth of a basket a kg.
    (found,) = asked(a_limit("vehicles", 0.1, day=0))
    assert found.baskets == pytest.approx(10.0)


def test_an_hour_of_sorting_has_a_price_only_where_it_is_paid() -> None:
    limit = a_limit("sorting", 10.0, unit="hour")
    assert [row.eur for row in asked(limit)] == [None]
    assert [row.eur for row in asked(limit, costs=Costs(eur_per_sorting_hour=15.0))] == [15.0]


def test_food_is_told_by_the_hundred_kg_and_gifts_have_no_price() -> None:
    limit = a_limit("supply", 0.1, place_id=FARM, day=None)
    assert [(row.baskets, row.eur) for row in asked(limit)] == [(pytest.approx(10.0), None)]
    bought = a_lot("L2", producer_id=ProducerId("P1"), price_eur_per_kg=0.8)
    assert [row.eur for row in asked(limit, lots=(bought,))] == [pytest.approx(80.0)]


def test_the_cheapest_a_basket_comes_first_and_what_has_no_price_last() -> None:
    found = asked(
        a_limit("sorting", 10.0, unit="hour"),
        a_limit("routes", 0.5, unit="basket"),
        a_limit("supply", 0.1, place_id=FARM, day=None),
        lots=(a_lot("L1"), a_lot("L2", producer_id=ProducerId("P1"), price_eur_per_kg=0.01)),
    )
    assert [row.code for row in found] == [
        "remedy-supply-place",
        "remedy-vehicle-place-day",
        "remedy-sorting-place-day",
    ]


def test_each_kind_of_deed_is_told_once_before_a_second_of_its_kind() -> None:
    hours = [a_limit("sorting", 10.0 + day, unit="hour", day=day) for day in range(5)]
    farms = [a_limit("supply", 0.2, place_id=PlaceId(f"F{i}"), day=None) for i in range(5)]
    found = asked(*hours, *farms, a_limit("storage", 0.01))
    assert len(found) == MOST_REMEDIES
    assert {row.code for row in found} == {
        "remedy-sorting-place-day",
        "remedy-supply-place",
        "remedy-storage-place-day",
    }
    assert next(row for row in found if row.day == 4).baskets == 14.0


def test_what_cannot_be_done_within_a_week_is_no_remedy() -> None:
    assert asked(a_limit("composition", 0.4), a_limit("need", 1.0, unit="basket")) == ()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_remedy_has_words(language: str) -> None:
    kinds = ("supply", "sorting", "storage", "site_storage", "vehicles", "routes")
    for kind in kinds:
        for place_id, day in ((None, None), (HUB, None), (HUB, 1)):
            for row in asked(a_limit(kind, 5.0, place_id=place_id, day=day)):
                assert say(row.code, language, **row.params)  # type: ignore[arg-type]
