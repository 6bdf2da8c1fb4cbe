"""Sites that keep their days, and what another day may cost; solved by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import a_lot, a_problem, a_site, a_vehicle, near
from tests.unit.optimise.test_week import planned

from foodplan.domain.basics import TimeWindow
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.following import following, weeks_later
from foodplan.domain.plan import Plan
from foodplan.domain.policy import Policy
from foodplan.domain.problem import Problem
from foodplan.domain.run import Engine, Limits
from foodplan.evaluate import measure


def usual(site_id: str, day: str) -> Link:
    return Link(kind=LinkKind.SITE_DAY, first_id=site_id, second_id=day, rule=LinkRule.USUAL)


def two_neighbours(price_eur: float | None, **changes: object) -> Problem:
    """A on Tuesday, B next door is used to Monday: one route for both saves 100 EUR and 20 km."""
    values: dict[str, object] = {
        "sites": (
            a_site("A", location=near(east_km=10), windows=_days(1)),
            a_site("B", location=near(east_km=10.1), windows=_days(0, 1)),
        ),
        "links": (usual("B", "mon"),),
        "policy": Policy(eur_per_changed_day=price_eur),
    }
    return a_problem({"A": 10, "B": 10}, **(values | changes))


def _days(*days: int) -> tuple[TimeWindow, ...]:
    return tuple(TimeWindow(day=day, start_min=480, end_min=1080) for day in days)


def days_of(plan: Plan) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for route in plan.routes:
        for stop in route.stops():
            found.setdefault(stop.place_id, []).append(route.day)
    return found


@pytest.mark.parametrize(("price_eur", "day"), [(None, 0), (0.0, 1), (105.0, 1), (115.0, 0)])
def test_a_day_changes_only_for_more_than_its_price(price_eur: float | None, day: int) -> None:
    plan = planned(two_neighbours(price_eur))
    assert days_of(plan) == {"A": [1], "B": [day]}


@pytest.mark.parametrize(("price_eur", "day"), [(None, 0), (0.0, 1), (115.0, 0)])
def test_the_second_engine_weighs_a_day_against_rough_minutes_of_the_road(
    price_eur: float | None, day: int
) -> None:
    limits = Limits(work=1000, engine=Engine.ORTOOLS)
    assert days_of(planned(two_neighbours(price_eur), limits=limits))["B"] == [day]


def test_the_price_is_no_money() -> None:
    # 100 EUR a day and 0.5 EUR/km: both on Tuesday drive about 20.2 km, so 110 EUR.
    problem = two_neighbours(50.0)
    plan = planned(problem)
    assert days_of(plan)["B"] == [1]
    assert measure(plan, problem).eur == pytest.approx(110, abs=1)


def test_food_goes_before_a_day_that_stays() -> None:
    # Nothing can be packed on Monday, B's usual day, because the lot is ready on Tuesday.
    problem = two_neighbours(1000.0, lots=(a_lot(ready_day=1),))
    assert planned(problem).baskets_given() == {"A": 10, "B": 10}


def test_two_deliveries_keep_or_change_each_for_itself() -> None:
    site = a_site("A", location=near(east_km=10), windows=_days(0, 2, 4), deliveries_per_week=2)
    links = (usual("A", "wed"), usual("A", "fri"))
    problem = a_problem(
        {"A": 10}, sites=(site,), links=links, policy=Policy(eur_per_changed_day=1.0)
    )
    assert days_of(planned(problem)) == {"A": [2, 4]}
    # On Friday nobody drives: one delivery moves to Monday, the other keeps its Wednesday.
    no_friday = a_vehicle(shifts=_days(0, 1, 2, 3))
    assert days_of(planned(replace(problem, vehicles=(no_friday,)))) == {"A": [0, 2]}


def test_a_site_without_usual_days_has_nothing_to_keep() -> None:
    problem = two_neighbours(1000.0, links=())
    assert days_of(planned(problem)) == {"A": [1], "B": [1]}


@pytest.mark.parametrize(("price_eur", "day"), [(None, 0), (105.0, 1), (115.0, 0)])
def test_the_week_after_keeps_its_days_or_weighs_them(price_eur: float | None, day: int) -> None:
    """B was served on Monday, when A was closed; now one route could serve both on Tuesday."""
    before = two_neighbours(None)
    first = planned(before)
    assert days_of(first)["B"] == [0]
    after = following(weeks_later(two_neighbours(price_eur, links=()), 1), before, first)
    assert days_of(planned(after, start=first))["B"] == [day]
