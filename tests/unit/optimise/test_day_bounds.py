"""Bounds of the days and of the week of a plan that can be solved by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import a_problem, a_product, a_site, all_week, near, straight_travel

from foodplan.domain.food import Order
from foodplan.domain.ids import ProductId, SiteId
from foodplan.domain.plan import Bound, OrderDrop, Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits
from foodplan.optimise import optimise
from foodplan.optimise.day_bounds import bound_plan_day, bound_plan_week, days_open
from foodplan.optimise.seed_spread import spread_of_seeds
from foodplan.optimise.visits import Load
from foodplan.units import CENTS_PER_EUR

NEVER_ENDS = 1e6
MONDAY, TUESDAY = 0, 1


def two_days(*, monday_only: bool) -> Problem:
    """A, 5 km east, opens on Monday, and on Tuesday too if it may; B, 1 km further, on Tuesday."""
    week = all_week(n_days=2)
    return a_problem(
        {"A": 10, "B": 10},
        sites=(
            a_site("A", location=near(east_km=5), windows=week[:1] if monday_only else week),
            a_site("B", location=near(east_km=6), windows=week[1:]),
        ),
    )


def planned(problem: Problem) -> Plan:
    ticks = iter(range(10**9))
    return optimise(
        problem,
        straight_travel(problem),
        Limits(work=200),
        clock=lambda: next(ticks) / 1000,
        stop=lambda: False,
        report=lambda progress: None,
    )


def of_day(problem: Problem, plan: Plan, day: int) -> Bound:
    found = bound_plan_day(
        problem,
        straight_travel(problem),
        plan,
        day,
        seconds=NEVER_ENDS,
        threads=1,
        clock=lambda: 0.0,
        stop=lambda: False,
    )
    assert found is not None
    assert found.day == day
    return found


def of_week(problem: Problem, plan: Plan, told: list[Bound | None] | None = None) -> Bound:
    found = bound_plan_week(
        problem,
        straight_travel(problem),
        plan,
        seconds=NEVER_ENDS,
        threads=1,
        clock=lambda: 0.0,
        stop=lambda: False,
        report=(told if told is not None else []).append,
    )
    assert found is not None
    assert found.day is None
    return found


def test_a_stop_that_could_come_on_another_day_saves_a_van_that_no_day_knows_of() -> None:
    # Monday: 100 EUR and 10 km at 0.50; Tuesday: 100 EUR and 12 km. Each day is the best possible.
    # One van on Tuesday for both: 100 EUR and 12 km.
    plan = planned(two_days(monday_only=True))
    problem = two_days(monday_only=False)
    days = [of_day(problem, plan, day) for day in (MONDAY, TUESDAY)]
    assert [one.bound for one in days] == [one.value for one in days]
    assert sum(one.value for one in days) == pytest.approx(211.0, abs=0.05)
    week = of_week(problem, plan)
    assert week.value == pytest.approx(211.0, abs=0.05)
    assert week.bound == pytest.approx(106.0, abs=0.05)


def test_where_no_day_is_free_the_week_is_the_sum_of_its_days() -> None:
    problem = two_days(monday_only=True)
    plan = planned(problem)
    week = of_week(problem, plan)
    days = [of_day(problem, plan, day) for day in (MONDAY, TUESDAY)]
    assert week.bound == week.value
    assert week.bound == pytest.approx(sum(one.bound for one in days), abs=2 / CENTS_PER_EUR)


def test_the_bound_of_the_week_is_told_as_it_rises() -> None:
    problem = two_days(monday_only=False)
    told: list[Bound | None] = []
    last = of_week(problem, planned(two_days(monday_only=True)), told)
    known = [one.bound for one in told if one is not None]
    assert known == sorted(known)
    assert known[-1] == last.bound


def test_a_site_may_be_served_on_its_open_days_and_a_pick_up_on_its_own() -> None:
    problem = two_days(monday_only=False)
    load = Load(place_id=SiteId("A"), hub_id=problem.hubs[0].hub_id, day=MONDAY)
    assert days_open(problem, load) == (MONDAY, TUESDAY)
    assert days_open(problem, replace(load, place_id=SiteId("B"), day=TUESDAY)) == (TUESDAY,)
    assert days_open(problem, replace(load, day=4)) == (MONDAY, TUESDAY, 4)
    assert days_open(problem, replace(load, place_id=SiteId("P1"))) == (MONDAY,)


def test_what_is_ordered_for_a_day_comes_on_that_day() -> None:
    order = Order(site_id=SiteId("A"), product_id=ProductId("carrot"), quantity=20.0, day=MONDAY)
    free = replace(order, product_id=ProductId("leek"), day=None)
    problem = replace(
        two_days(monday_only=False),
        products=(a_product(), a_product("leek")),
        orders=(order, free),
    )
    load = Load(place_id=SiteId("A"), hub_id=problem.hubs[0].hub_id, day=MONDAY)
    carrots = OrderDrop(product_id=ProductId("carrot"), kg=20.0)
    assert days_open(problem, replace(load, orders=(carrots,))) == (MONDAY,)
    leeks = replace(carrots, product_id=ProductId("leek"))
    assert days_open(problem, replace(load, orders=(leeks,))) == (MONDAY, TUESDAY)


def test_three_searches_of_an_easy_day_end_alike() -> None:
    problem = two_days(monday_only=True)
    assert spread(problem, planned(problem), stopped=False) == 0.0


def test_searches_that_are_stopped_say_nothing() -> None:
    problem = two_days(monday_only=True)
    assert spread(problem, planned(problem), stopped=True) is None


def spread(problem: Problem, plan: Plan, *, stopped: bool) -> float | None:
    ticks = iter(range(10**9))
    return spread_of_seeds(
        problem,
        straight_travel(problem),
        plan,
        MONDAY,
        seconds=0.03,
        clock=lambda: next(ticks) / 1000,
        stop=lambda: stopped,
    )
