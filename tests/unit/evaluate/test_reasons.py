"""A reason is true if relieving it lets the site have more: here a plan with more is then valid."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import HUB, a_basket, a_lot, a_product
from tests.plans import (
    BASKET,
    CARROTS,
    a_recipe,
    a_route,
    a_stop,
    a_trip,
    hand_plan,
    hand_problem,
    hand_travel,
    with_stop,
)

from foodplan.domain.basics import Temperature, TimeWindow
from foodplan.domain.food import PastWeek
from foodplan.domain.ids import SiteId
from foodplan.domain.plan import Drop, Limit, Plan
from foodplan.domain.problem import Problem
from foodplan.errors import InvalidValue
from foodplan.evaluate import Reason, can_relieve, check, explain, relieve
from foodplan.evaluate.relief import _RELIEFS
from foodplan.texts import codes, say

PLAN, PROBLEM, TRAVEL = hand_plan(), hand_problem(), hand_travel()


def carrots_for_b(n_baskets: int, *, vehicle_id: str = "V1") -> Plan:
    """Monday: 10 baskets to A. Tuesday: n baskets to B. Only carrots, nothing collected."""
    recipes = [a_recipe(day=0, n_baskets=10, carrots_kg=100.0)]
    routes = [
        a_route(
            day=0, trips=(a_trip(a_stop("A", minutes=10, arrive_min=510, n_baskets=10), home=10),)
        )
    ]
    if n_baskets:
        recipes.append(a_recipe(day=1, n_baskets=n_baskets, carrots_kg=10.0 * n_baskets))
        at_b = a_stop("B", minutes=20, arrive_min=520, n_baskets=n_baskets)
        routes.append(a_route(day=1, trips=(a_trip(at_b, home=20),), vehicle_id=vehicle_id))
    return Plan(collections=(), recipes=tuple(recipes), routes=tuple(routes))


PLENTY = hand_problem(lots=(a_lot("L1"),), orders=())


def with_b(problem: Problem = PLENTY, **changes: object) -> Problem:
    sites = (replace(row, **changes) if row.site_id == "B" else row for row in problem.sites)  # type: ignore[arg-type]
    return replace(problem, sites=tuple(sites))


def why(plan: Plan, problem: Problem, site_id: str = "B") -> list[Reason]:
    reasons = explain(plan, problem, TRAVEL)
    for row in (*reasons.sites, *reasons.lots, *reasons.limits):
        assert say(row.code, "fr", **row.params)
        assert say(row.code, "en", **row.params)
    return list(reasons.of_site(site_id))


def assert_relieved(reason: Reason, problem: Problem, *, more: Plan) -> None:
    """More for B breaks a rule as things stand, and none once the reason is relieved."""
    assert check(more, problem, TRAVEL) != ()
    assert check(more, relieve(problem, reason), TRAVEL) == ()


def test_a_site_that_has_what_it_needs_has_no_reason() -> None:
    reasons = explain(carrots_for_b(10), PLENTY, TRAVEL)
    assert reasons.sites == ()
    assert [row.code for row in reasons.limits] == ["week-all-served"]
    assert [row.code for row in reasons.lots] == ["reason-lot-not-needed"]


def test_a_small_store_is_the_reason() -> None:
    problem = with_b(storage_kg=85.0)
    (reason,) = why(carrots_for_b(8), problem)
    assert reason.code == "reason-site-storage"
    assert_relieved(reason, problem, more=carrots_for_b(9))


def test_a_site_closed_all_week_says_so() -> None:
    problem = with_b(windows=())
    (reason,) = why(carrots_for_b(0), problem)
    assert reason.code == "reason-site-closed"
    assert_relieved(reason, problem, more=carrots_for_b(10))


def test_windows_that_no_vehicle_can_meet_are_the_reason() -> None:
    problem = with_b(windows=(TimeWindow(day=1, start_min=400, end_min=410),))
    (reason,) = why(carrots_for_b(0), problem)
    assert reason.code == "reason-site-windows"
    assert_relieved(reason, problem, more=carrots_for_b(10))


def test_access_that_lets_nobody_in_is_the_reason() -> None:
    problem = with_b(refused_vehicles=frozenset({"van"}))
    (reason,) = why(carrots_for_b(0), problem)
    assert reason.code == "reason-site-no-vehicle"
    assert_relieved(reason, problem, more=carrots_for_b(10))


def test_a_site_that_keeps_nothing_warm_or_cold_says_so() -> None:
    problem = with_b(temperatures=frozenset({Temperature.CHILLED}))
    (reason,) = why(carrots_for_b(0), problem)
    assert reason.code == "reason-site-class-refused"
    assert_relieved(reason, problem, more=carrots_for_b(10))


def test_vehicles_without_room_are_the_reason() -> None:
    # B is open on Monday only; the van is home at 09:00 when its shift ends.
    shift = (TimeWindow(day=0, start_min=480, end_min=550),)
    monday = (TimeWindow(day=0, start_min=480, end_min=1000),)
    van = replace(PLENTY.vehicles[0], shifts=shift)
    problem = replace(with_b(windows=monday), vehicles=(van,))
    (reason,) = why(carrots_for_b(0), problem)
    assert reason.code == "reason-vehicles"
    more = carrots_for_b(10, vehicle_id="V1+")
    more = replace(
        more,
        routes=(more.routes[0], replace(more.routes[1], day=0)),
        recipes=(a_recipe(day=0, n_baskets=20, carrots_kg=200.0),),
    )
    relieved = relieve(problem, reason)
    assert check(more, relieved, TRAVEL) == ()


def test_a_van_with_spare_kilograms_on_its_way_is_room() -> None:
    assert [row.code for row in why(carrots_for_b(8), PLENTY)] == ["reason-unexplained"]


def test_a_full_van_is_no_room_but_a_second_trip_is() -> None:
    van = replace(PLENTY.vehicles[0], payload_kg=100.0)
    problem = hand_problem(
        needs={"A": 10, "B": 12}, lots=(a_lot("L1"),), orders=(), vehicles=(van,)
    )
    assert [row.code for row in why(carrots_for_b(10), problem)] == ["reason-unexplained"]
    once = replace(problem, vehicles=(replace(van, max_trips=1, shifts=van.shifts[:2]),))
    tuesday = with_b(once, windows=(TimeWindow(day=1, start_min=480, end_min=1000),))
    assert [row.code for row in why(carrots_for_b(10), tuesday)] == ["reason-vehicles"]


def test_too_little_food_is_shared_by_all() -> None:
    problem = replace(PLENTY, lots=(a_lot("L1", gross_kg=180.0),))
    (reason,) = why(carrots_for_b(8), problem)
    assert reason.code == "reason-supply"
    assert_relieved(reason, problem, more=carrots_for_b(10))
    limits = explain(carrots_for_b(8), problem, TRAVEL).limits
    assert [row.code for row in limits] == ["week-stock"]


def test_missing_hands_are_the_reason_while_food_waits_at_the_farm() -> None:
    lots = (a_lot("L1", gross_kg=180.0), replace(PROBLEM.lots[1], gross_kg=1000.0))
    hub = replace(PROBLEM.hubs[0], sorting_hours=(0.05,) * 5)
    problem = replace(PLENTY, lots=lots, hubs=(hub,))
    (reason,) = why(carrots_for_b(8), problem)
    assert reason.code == "reason-sorting-hub"
    relieved = relieve(problem, reason)
    assert relieved.hubs[0].sorting_kg(0) >= 1000.0
    reasons = explain(carrots_for_b(8), problem, TRAVEL)
    assert [row.code for row in reasons.of_lot("L2")] == ["reason-lot-sorting"]
    assert reasons.limits[0].code == "week-sorting-full"


def test_earlier_weeks_explain_a_lower_share() -> None:
    past = (PastWeek(site_id=SiteId("B"), week="2026-W47", baskets_needed=10, baskets_given=20),)
    problem = replace(PLENTY, lots=(a_lot("L1", gross_kg=180.0),), history=past)
    (reason,) = why(carrots_for_b(8), problem)
    assert reason.code == "reason-history"
    assert relieve(problem, reason).history == ()


def test_recipe_rules_are_the_reason_when_food_is_left_and_hands_are_free() -> None:
    problem = replace(PLENTY, baskets=(a_basket(min_groups=1, max_product_share=0.9),))
    (reason,) = why(carrots_for_b(8), problem)
    assert reason.code == "reason-composition"
    assert_relieved(reason, problem, more=carrots_for_b(10))
    assert [row.code for row in explain(carrots_for_b(8), problem, TRAVEL).lots] == [
        "reason-lot-composition"
    ]


def test_food_that_a_small_fleet_left_at_the_farm_is_not_called_missing() -> None:
    lots = (a_lot("L1", gross_kg=180.0), replace(PROBLEM.lots[1], gross_kg=1000.0))
    problem = replace(PLENTY, lots=lots)
    supply = Limit(kind="supply", unit="kg", baskets_per_unit=0.1, site_ids=(SiteId("B"),))
    fleet = Limit(kind="routes", unit="", baskets_per_unit=0.0, site_ids=(SiteId("A"),))
    (reason,) = why(replace(carrots_for_b(8), limits=(supply, fleet)), problem)
    assert reason.code == "reason-vehicles"
    (reason,) = why(replace(carrots_for_b(8), limits=(supply,)), problem)
    assert reason.code == "reason-supply"
    (reason,) = why(
        replace(carrots_for_b(8), limits=(supply, fleet)), replace(problem, lots=lots[:1])
    )
    assert reason.code == "reason-supply"


def test_duals_of_the_allocation_come_before_what_adding_up_finds() -> None:
    limits = (
        Limit(kind="sorting", place_id=HUB, day=1, unit="kg", baskets_per_unit=0.12),
        Limit(kind="supply", unit="kg", baskets_per_unit=0.05, site_ids=(SiteId("A"),)),
        Limit(kind="rare", baskets_per_unit=0.01, unit="moon"),
    )
    plan = replace(carrots_for_b(8), limits=limits)
    assert [row.code for row in why(plan, PLENTY)] == ["reason-sorting-hub"]
    week = explain(plan, PLENTY, TRAVEL).limits
    sentences = [say(row.code, "en", **row.params) for row in week]
    assert sentences == [
        # 12 and 5 baskets by the duals, but only 2 are missing.
        "Sorting at H on Tuesday, one hour more: at most +2.0 baskets.",
        "Food, 100 kg more: at most +2.0 baskets.",
        "Other limit (rare), one unit more: at most +0.0 baskets.",
    ]


def test_a_limit_that_names_the_site_holds_it_down_even_without_a_dual() -> None:
    limits = (
        Limit(kind="routes", place_id=HUB, day=1, unit="basket", site_ids=(SiteId("B"),)),
        Limit(kind="ready", site_ids=(SiteId("B"),)),
        Limit(kind="chilled_storage", place_id=HUB, day=0, site_ids=(SiteId("A"),)),
    )
    plan = replace(carrots_for_b(8), limits=limits)
    assert [row.code for row in why(plan, PLENTY)] == ["reason-vehicles", "reason-ready"]


def lots_left(plan: Plan, problem: Problem) -> list[str]:
    return [row.code for row in explain(plan, problem, TRAVEL).lots]


def test_left_lots_say_what_nobody_can_change_first() -> None:
    frozen = a_product("ice", temperature=Temperature.FROZEN)
    lots = (
        a_lot("L1", gross_kg=180.0),
        a_lot("L2", product_id=frozen.product_id),
        replace(PROBLEM.lots[1], lot_id="L3", ready_day=4),
        replace(PROBLEM.lots[1], lot_id="L4", last_day=0),
    )
    products = (*PROBLEM.products, frozen)
    problem = replace(PLENTY, lots=lots, products=products)
    assert lots_left(carrots_for_b(8), problem) == [
        "reason-lot-not-wanted",
        "reason-lot-too-late",
        "reason-lot-expires",
    ]


def test_less_than_a_crate_is_a_rest() -> None:
    problem = replace(PLENTY, lots=(a_lot("L1", gross_kg=185.0),))
    assert lots_left(carrots_for_b(8), problem) == ["reason-lot-crate-rest"]


def test_a_rest_is_told_without_the_kg_and_the_product_that_stand_beside_it() -> None:
    told = [say(row.code, "en", **row.params) for row in explain(PLAN, PROBLEM, TRAVEL).lots]
    assert told == ["no vehicle or basket had room for it"]


def test_what_is_collected_and_not_packed_is_said() -> None:
    recipe = a_recipe(day=1, n_baskets=4, carrots_kg=40.0)
    plan = replace(PLAN, recipes=(PLAN.recipes[0], recipe), order_packings=())
    plan = with_stop(plan, 1, 0, orders=(), drops=(Drop(basket_id=BASKET, n_baskets=4),))
    assert "reason-lot-held" in lots_left(plan, PROBLEM)
    plan = replace(PLAN, order_packings=(replace(PLAN.order_packings[0], net_kg=5.0),))
    assert "reason-lot-held-rest" in lots_left(plan, PROBLEM)


def test_food_that_found_no_place_says_so() -> None:
    assert lots_left(PLAN, PROBLEM) == ["reason-lot-no-use"]
    assert explain(PLAN, PROBLEM, TRAVEL).of_lot(CARROTS)[0].params["kg"] == pytest.approx(10.0)


def test_every_relief_belongs_to_a_sentence() -> None:
    assert set(_RELIEFS) <= set(codes())


def test_what_is_no_part_of_the_problem_cannot_be_relieved() -> None:
    reason = Reason(code="reason-site-unreachable", about="B")
    assert not can_relieve(reason)
    with pytest.raises(InvalidValue):
        relieve(PROBLEM, reason)


@pytest.mark.parametrize("code", sorted(_RELIEFS))
def test_a_relief_changes_the_problem_or_leaves_it_as_good(code: str) -> None:
    reason = Reason(code=code, about="B")
    assert isinstance(relieve(with_b(storage_kg=5.0), reason), Problem)
