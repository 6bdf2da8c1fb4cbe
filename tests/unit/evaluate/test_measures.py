from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from tests.builders import a_problem, a_vehicle
from tests.plans import hand_plan, hand_problem, with_stop, with_trip

from foodplan.domain.food import PastWeek
from foodplan.domain.ids import SiteId, VehicleId
from foodplan.domain.plan import Plan
from foodplan.domain.policy import Costs
from foodplan.evaluate import Measures, cost_eur, measure, plan_cost_eur, site_shares
from foodplan.evaluate.measure_weeks import WEEKS_KINDS
from foodplan.evaluate.measures import KINDS
from foodplan.evaluate.shares import gini, percentile
from foodplan.texts import say

NOTHING = Plan(collections=(), recipes=(), routes=())
DOCS = Path(__file__).parents[3] / "docs" / "measures.md"


def test_a_route_costs_its_day_its_km_and_its_hours() -> None:
    # Monday: 100 EUR + 37 km at 0.50 + 77 minutes at 12 EUR an hour.
    assert cost_eur(hand_plan().routes[0], hand_problem()) == pytest.approx(100 + 18.5 + 15.4)


def test_a_weekly_cost_is_paid_once_for_a_vehicle_that_is_used() -> None:
    idle = a_vehicle("V2", fixed_eur_per_week=1000.0)
    used = replace(hand_problem().vehicles[0], fixed_eur_per_week=50.0)
    problem = hand_problem(vehicles=(used, idle))
    days = sum(cost_eur(route, problem) for route in hand_plan().routes)
    assert plan_cost_eur(hand_plan(), problem) == pytest.approx(days + 50.0)


def test_food_is_left_sorted_out_given_or_held_and_nothing_else() -> None:
    fewer = with_stop(hand_plan(), 1, 0, orders=())
    measures = measure(fewer, hand_problem())
    assert measures.held_kg == pytest.approx(10.0)
    assert measures.offered_kg == pytest.approx(
        measures.left_kg + measures.sorted_out_kg + measures.given_kg + measures.held_kg
    )


def test_fill_is_given_over_needed_and_the_worst_site_comes_first() -> None:
    shares = site_shares(hand_plan(), hand_problem())
    assert [(share.site_id, share.fill_rate) for share in shares] == [("B", 0.8), ("A", 1.0)]


def test_earlier_weeks_count_in_the_rolling_fill_rate() -> None:
    rows = tuple(
        PastWeek(site_id=SiteId("B"), week=week, baskets_needed=10, baskets_given=given)
        for week, given in (("2026-W40", 0), ("2026-W45", 10), ("2026-W46", 10), ("2026-W47", 10))
    )
    worst = site_shares(hand_plan(), hand_problem(history=rows))[0]
    assert worst.rolling_fill_rate == pytest.approx(38 / 40)


def test_the_gini_of_fill_is_weighted_by_need() -> None:
    # Needs 10 and 10, given 10 and 8: Lorenz points (0.5, 8/18), (1, 1); area 0.4722.
    shares = site_shares(hand_plan(), hand_problem())
    assert gini(shares) == pytest.approx(1 / 18)
    assert gini(site_shares(NOTHING, hand_problem())) == 0.0
    assert gini([replace(row, given=5, needed=10, fill_rate=0.5) for row in shares]) == 0.0


def test_a_percentile_lies_between_the_ranked_values() -> None:
    assert percentile([1.0, 0.0], 0.1) == pytest.approx(0.1)
    assert percentile([0.4], 0.1) == 0.4
    assert percentile([], 0.1) is None


def test_load_factors_take_the_heaviest_moment_of_every_trip() -> None:
    # 100 kg leave on Monday and 100 kg come back; 90 kg leave on Tuesday; 1,200 kg fit each.
    assert measure(hand_plan(), hand_problem()).load_kg_share == pytest.approx(190 / 2400)


def test_waiting_is_the_time_between_arrival_and_service() -> None:
    later = with_stop(hand_plan(), 1, 0, start_min=526.0, leave_min=536.0)
    later = with_trip(later, 1, return_min=556.0)
    assert measure(later, hand_problem()).waiting_min == pytest.approx(6.0)


def test_funders_figures_follow_from_litres_and_hours() -> None:
    # 77 km at 10 litres per 100 km; 100 kg sorted at 100 kg an hour.
    costs = Costs(eur_per_sorting_hour=15.0)
    measures = measure(hand_plan(), hand_problem(costs=costs))
    assert measures.litres == pytest.approx(7.7)
    assert measures.kg_co2e == pytest.approx(7.7 * 3.17)
    assert measures.sorting_hours == pytest.approx(1.0)
    assert measures.sorting_eur == pytest.approx(15.0)
    assert measures.eur_per_basket == pytest.approx(measures.eur / 18)
    assert measures.groups_per_basket == pytest.approx((10 + 2 * 8) / 18)


def test_an_empty_plan_has_measures_but_no_ratios() -> None:
    measures = measure(NOTHING, a_problem())
    assert measures.min_fill_share == 0.0
    assert measures.eur_per_basket is None
    assert measures.largest_product_share is None
    assert measure(NOTHING, a_problem(needs={})).fill_share is None


def test_a_second_vehicle_counts() -> None:
    routes = hand_plan().routes
    other = replace(routes[1], vehicle_id=VehicleId("V2"))
    problem = hand_problem(vehicles=(*hand_problem().vehicles, a_vehicle("V2")))
    assert measure(replace(hand_plan(), routes=(routes[0], other)), problem).n_vehicles == 2


@pytest.mark.parametrize("code", [*KINDS, *WEEKS_KINDS])
def test_every_measure_is_defined_once_in_code_texts_and_docs(code: str) -> None:
    unit, better = (KINDS | WEEKS_KINDS)[code]
    assert say(f"measure-{code}", "fr")
    meaning = say(f"measure-{code}-means", "en")
    row = f"| `{code}` | {say(f'measure-{code}', 'en')} | {unit} | {better or '–'} | {meaning} |"
    assert row in DOCS.read_text(encoding="utf-8")


def test_no_kind_is_declared_without_its_measure() -> None:
    assert list(KINDS) == [field.name for field in fields(Measures)]
