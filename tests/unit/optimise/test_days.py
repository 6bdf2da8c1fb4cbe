"""Hubs and days of sites before routes are made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import (
    HUB,
    a_hub,
    a_lot,
    a_problem,
    a_producer,
    a_site,
    a_vehicle,
    all_week,
    near,
    straight_travel,
)

from foodplan.domain.basics import Weeks
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.food import Order
from foodplan.domain.ids import BasketId, HubId, ProductId, SiteId
from foodplan.domain.problem import Problem
from foodplan.optimise.days import assign_days

PLENTY = {(HUB, day): {BasketId("basket"): 1000.0} for day in range(5)}


def days_of(
    problem: Problem,
    targets: dict[tuple[HubId, int], dict[BasketId, float]] | None = None,
    **more: object,
) -> dict[str, list[tuple[str, int]]]:
    found = assign_days(
        problem,
        straight_travel(problem),
        PLENTY if targets is None else targets,
        **more,  # type: ignore[arg-type]
    )
    days: dict[str, list[tuple[str, int]]] = {}
    for one in found:
        days.setdefault(one.site_id, []).append((one.hub_id, one.day))
    return days


def day_link(day: str, rule: LinkRule) -> Link:
    return Link(kind=LinkKind.SITE_DAY, first_id="A", second_id=day, rule=rule)


def test_a_site_is_served_on_a_day_on_which_it_is_open() -> None:
    site = a_site(windows=tuple(window for window in all_week() if window.day == 3))
    assert days_of(a_problem(sites=(site,))) == {"A": [(HUB, 3)]}


def test_links_decide_the_day() -> None:
    for rule in (LinkRule.USUAL, LinkRule.REQUIRED):
        assert days_of(a_problem(links=(day_link("thu", rule),))) == {"A": [(HUB, 3)]}
    never = tuple(day_link(day, LinkRule.FORBIDDEN) for day in ("mon", "tue", "wed", "fri"))
    assert days_of(a_problem(links=never)) == {"A": [(HUB, 3)]}


def test_a_site_that_nobody_can_serve_has_no_day() -> None:
    refused = a_site(refused_vehicles=frozenset({"van"}))
    too_late = a_site(windows=all_week(1100, 1200))
    assert days_of(a_problem(sites=(refused,))) == {}
    assert days_of(a_problem(sites=(too_late,))) == {}


def test_a_site_goes_to_the_near_hub() -> None:
    hubs = (a_hub(), a_hub("K", location=near(east_km=30)))
    problem = a_problem(
        hubs=hubs,
        sites=(a_site(location=near(east_km=28)),),
        vehicles=(a_vehicle(), a_vehicle("V2", hub_id=HubId("K"))),
    )
    targets = {(hub.hub_id, 0): {BasketId("basket"): 100.0} for hub in hubs}
    assert days_of(problem, targets) == {"A": [(HubId("K"), 0)]}


def test_days_follow_what_can_be_packed_by_then() -> None:
    # 100 baskets on Tuesday and 100 on Thursday for two sites of 100.
    problem = a_problem({"A": 100, "B": 100})
    targets = {(HUB, day): {BasketId("basket"): 100.0} for day in (1, 3)}
    found = days_of(problem, targets)
    days = sorted(day for rows in found.values() for _, day in rows)
    assert days[0] >= 1
    assert days[1] >= 3


def test_neighbours_are_served_on_one_day() -> None:
    problem = a_problem(
        {"A": 10, "B": 10, "C": 10, "D": 10},
        sites=(
            a_site("A", location=near(north_km=30)),
            a_site("B", location=near(north_km=-30)),
            a_site("C", location=near(north_km=30.2)),
            a_site("D", location=near(north_km=-30.2)),
        ),
    )
    found = days_of(problem)
    assert found["A"] == found["C"]
    assert found["B"] == found["D"]


def test_two_deliveries_of_a_week_lie_two_days_apart() -> None:
    ((_, first), (_, second)) = days_of(a_problem(sites=(a_site(deliveries_per_week=2),)))["A"]
    assert second - first >= 2


@pytest.mark.parametrize(("gap", "n_visits"), [(1, 2), (3, 1), (4, 1)])
def test_a_site_says_how_many_days_lie_between_its_deliveries(gap: int, n_visits: int) -> None:
    # Open on Monday, Tuesday and Wednesday only.
    site = a_site(deliveries_per_week=2, min_gap_days=gap, windows=all_week(n_days=3))
    assert len(days_of(a_problem(sites=(site,)))["A"]) == n_visits


@pytest.mark.parametrize(("weeks", "n_visits"), [("every", 1), ("even", 1), ("odd", 0)])
def test_a_site_is_served_in_its_own_weeks(weeks: str, n_visits: int) -> None:
    # The week of 23 November 2026 is number 48.
    found = days_of(a_problem(sites=(a_site(weeks=Weeks(weeks)),)))
    assert len(found.get("A", ())) == n_visits


def test_a_site_that_is_open_too_little_gets_fewer_deliveries() -> None:
    windows = tuple(window for window in all_week() if window.day in (1, 2))
    found = days_of(a_problem(sites=(a_site(deliveries_per_week=2, windows=windows),)))
    assert len(found["A"]) == 1


def test_a_daily_site_is_served_every_day() -> None:
    found = days_of(a_problem(sites=(a_site(deliveries_per_week=5),)))
    assert [day for _, day in found["A"]] == [0, 1, 2, 3, 4]


def test_an_order_for_a_day_is_delivered_on_it() -> None:
    order = Order(site_id=SiteId("A"), product_id=ProductId("carrot"), quantity=10, day=2)
    assert days_of(a_problem(orders=(order,))) == {"A": [(HUB, 2)]}


def test_an_order_comes_from_a_hub_that_has_the_goods() -> None:
    # The site lies next door to a hub without carrots.
    hubs = (a_hub(), a_hub("H2", location=near(east_km=40)))
    vans = (a_vehicle("V1"), a_vehicle("V2", hub_id=HubId("H2")))
    site = a_site("A", location=near(east_km=38))
    order = Order(site_id=SiteId("A"), product_id=ProductId("carrot"), quantity=10)
    week = a_problem({}, sites=(site,), hubs=hubs, vehicles=vans, orders=(order,))
    assert [hub for hub, _ in days_of(week)["A"]] == [HUB]
    stocked = replace(week, lots=(a_lot("L1"), a_lot("L2", hub_id=HubId("H2"))))
    assert [hub for hub, _ in days_of(stocked)["A"]] == ["H2"]


def test_an_order_waits_for_the_day_on_which_its_goods_are_there() -> None:
    order = Order(site_id=SiteId("A"), product_id=ProductId("carrot"), quantity=10)
    week = a_problem({}, sites=(a_site("A"),), orders=(order,), lots=(a_lot(ready_day=3),))
    assert min(day for _, day in days_of(week)["A"]) >= 3
    fetched = replace(
        week,
        producers=(a_producer(),),
        lots=(a_lot(producer_id="P1", ready_day=2),),
        hubs=(a_hub(processing_days=1),),
    )
    assert min(day for _, day in days_of(fetched)["A"]) >= 3


def test_what_failed_is_not_tried_again_and_the_others_stay() -> None:
    problem = a_problem({"A": 10, "B": 10})
    first = assign_days(problem, straight_travel(problem), PLENTY)
    failed = next(one for one in first if one.site_id == "A")
    again = days_of(problem, banned=frozenset({failed}), kept=first)
    assert again["A"] != [(failed.hub_id, failed.day)]
    assert again["B"] == [(one.hub_id, one.day) for one in first if one.site_id == "B"]


def test_a_site_without_need_gets_no_visit() -> None:
    problem = a_problem({"B": 10}, sites=(a_site("A"), a_site("B")))
    assert list(days_of(problem)) == ["B"]
