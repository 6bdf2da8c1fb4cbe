"""Rules of what people collect at hubs, slack and binding, and how it is counted and traced."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import (
    HUB,
    a_hub,
    a_lot,
    a_problem,
    a_producer,
    a_product,
    a_site,
    all_week,
    near,
    straight_travel,
)
from tests.plans import a_route, a_stop, a_trip

from foodplan.domain.accident import Moment
from foodplan.domain.basics import Temperature, TimeWindow, Weeks
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.following import following, weeks_later
from foodplan.domain.food import Order
from foodplan.domain.ids import BasketId, HubId, LotId, ProducerId, ProductId, SiteId
from foodplan.domain.past import past_of
from foodplan.domain.plan import (
    Collection,
    Drop,
    Handout,
    OrderDrop,
    OrderPacking,
    Part,
    Plan,
    Recipe,
)
from foodplan.domain.problem import Problem
from foodplan.evaluate import check, measure, trace_site
from foodplan.evaluate.exports import frames
from foodplan.evaluate.stop_changes import stop_changes

DROP = Drop(basket_id=BasketId("basket"), n_baskets=10)
HANDOUT = Handout(site_id=SiteId("A"), hub_id=HUB, day=0, from_min=540.0, drops=(DROP,))
RECIPE = Recipe(
    hub_id=HUB,
    day=0,
    basket_id=BasketId("basket"),
    n_baskets=10,
    parts=(Part(lot_id=LotId("L1"), net_kg=100.0),),
)
PLAN = Plan(collections=(), recipes=(RECIPE,), routes=(), handouts=(HANDOUT,))


def a_week(site: dict[str, object] | None = None, **changes: object) -> Problem:
    """People collect 10 baskets for A at the hub, on Monday from 09:00 to 16:00."""
    monday = (TimeWindow(day=0, start_min=540, end_min=960),)
    values: dict[str, object] = {"windows": monday, "collected_at": HUB} | (site or {})
    return a_problem({"A": 10}, **({"sites": (a_site("A", **values),)} | changes))


def broken(problem: Problem, plan: Plan = PLAN) -> set[str]:
    return {row.rule for row in check(plan, problem, straight_travel(problem))}


def given(**changes: object) -> Plan:
    return replace(PLAN, handouts=(replace(HANDOUT, **changes),))  # type: ignore[arg-type]


def link(first_id: str, second_id: str, rule: LinkRule) -> tuple[Link, ...]:
    return (Link(kind=LinkKind.SITE_DAY, first_id=first_id, second_id=second_id, rule=rule),)


def test_a_handout_that_just_holds_breaks_no_rule() -> None:
    assert broken(a_week()) == set()
    assert broken(a_week(), given(from_min=960.0)) == set()
    assert broken(a_week(hubs=(a_hub(windows=all_week(540, 600)),))) == set()
    assert broken(a_week({"storage_kg": 100.0})) == set()
    assert broken(a_week(vehicles=())) == set()
    assert broken(a_week(links=link("A", "mon", LinkRule.REQUIRED))) == set()


@pytest.mark.parametrize(
    ("problem", "plan", "rule"),
    [
        (a_week({"collected_at": None}), PLAN, "handout_hub"),
        (
            a_week({"collected_at": HubId("K")}, hubs=(a_hub(), a_hub("K"))),
            PLAN,
            "handout_hub",
        ),
        (a_week(), given(from_min=961.0), "handout_time"),
        (a_week(), given(from_min=539.0), "handout_time"),
        (a_week({"windows": all_week()[1:]}), PLAN, "handout_time"),
        (a_week(hubs=(a_hub(windows=all_week(600, 1200)),)), PLAN, "handout_time"),
        (a_week({"storage_kg": 99.0}), PLAN, "site_storage"),
        (
            a_week({"temperatures": frozenset({Temperature.CHILLED})}),
            PLAN,
            "site_temperatures",
        ),
        (a_week({"weeks": Weeks.ODD}), PLAN, "site_weeks"),
        (a_week(links=link("A", "mon", LinkRule.FORBIDDEN)), PLAN, "site_day_links"),
        (a_week(), replace(PLAN, recipes=(replace(RECIPE, n_baskets=9),)), "baskets_packed"),
        (a_week(), replace(PLAN, recipes=(replace(RECIPE, day=1),)), "baskets_packed"),
        (replace(a_week(), needs=()), PLAN, "fill_limit"),
        (a_week(), given(day=7), "days_in_week"),
        (a_week(), given(site_id=SiteId("Z")), "known_ids"),
        (a_week(), given(hub_id=HubId("Z")), "known_ids"),
        (a_week(), given(drops=(replace(DROP, n_baskets=-1),)), "real_amounts"),
        (a_week(), replace(PLAN, handouts=(HANDOUT, HANDOUT)), "one_handout"),
    ],
)
def test_a_broken_handout_is_named(problem: Problem, plan: Plan, rule: str) -> None:
    assert rule in broken(problem, plan)


def test_no_vehicle_calls_at_a_site_that_is_collected() -> None:
    stop = a_stop("A", minutes=10, arrive_min=540, n_baskets=10)
    driven = replace(PLAN, handouts=(), routes=(a_route(day=0, trips=(a_trip(stop, home=10),)),))
    assert "site_access" in broken(a_week(), driven)
    assert "site_access" not in broken(a_week({"collected_at": None}), driven)


def test_people_come_as_often_and_as_far_apart_as_the_site_says() -> None:
    half = replace(DROP, n_baskets=5)
    recipes = tuple(
        replace(RECIPE, day=day, n_baskets=5, parts=(Part(lot_id=LotId("L1"), net_kg=50.0),))
        for day in (0, 1)
    )
    twice = replace(
        PLAN,
        recipes=recipes,
        handouts=tuple(replace(HANDOUT, day=day, drops=(half,)) for day in (0, 1)),
    )
    week = {"windows": all_week(540, 960)}
    assert broken(a_week(week), twice) == {"delivery_count", "delivery_gap"}
    assert broken(a_week(week | {"deliveries_per_week": 2}), twice) == {"delivery_gap"}
    assert broken(a_week(week | {"deliveries_per_week": 2, "min_gap_days": 1}), twice) == set()


def test_goods_of_the_day_are_sorted_before_people_come() -> None:
    # 100 kg come at 09:00 and are sorted at 100 kg an hour: ready at 10:00, not a minute earlier.
    problem = a_week(
        hubs=(a_hub(windows=all_week(540, 960), sorting_hours=(7.0,) * 5),),
        producers=(a_producer(brings_to_hub=HUB),),
        lots=(a_lot(producer_id=ProducerId("P1"), gross_kg=100.0),),
    )
    came = Collection(lot_id=LotId("L1"), hub_id=HUB, day=0, crates=10, gross_kg=100.0)
    plan = replace(PLAN, collections=(came,))
    assert broken(problem, plan) == {"release"}
    ready = replace(plan, handouts=(replace(HANDOUT, from_min=600.0),))
    assert broken(problem, ready) == set()
    early = replace(plan, handouts=(replace(HANDOUT, from_min=599.0),))
    assert broken(problem, early) == {"release"}


def test_orders_are_collected_as_they_were_set_aside() -> None:
    milk = ProductId("milk")
    problem = a_week(
        products=(a_product(), a_product("milk")),
        lots=(a_lot(), a_lot("M", product_id=milk, gross_kg=50.0)),
        orders=(Order(site_id=SiteId("A"), product_id=milk, quantity=30.0, day=0),),
    )
    aside = OrderPacking(
        hub_id=HUB, day=0, site_id=SiteId("A"), product_id=milk, lot_id=LotId("M"), net_kg=30.0
    )
    out = given(orders=(OrderDrop(product_id=milk, kg=30.0),))
    assert broken(problem, replace(out, order_packings=(aside,))) == set()
    assert broken(problem, out) == {"orders_packed"}
    assert measure(replace(out, order_packings=(aside,)), problem).orders_share == 1.0


def test_what_is_collected_counts_and_costs_no_road() -> None:
    found = measure(PLAN, a_week())
    assert (found.baskets_given, found.handout_baskets, found.min_fill_share) == (10, 10, 1.0)
    assert (found.n_stops, found.km, found.eur, found.held_kg) == (0, 0.0, 0.0, 0.0)
    trace = trace_site(PLAN, a_week(), SiteId("A"))
    assert [(row.lot_id, row.hub_id, row.net_kg) for row in trace.allocations] == [
        ("L1", "H", 100.0)
    ]


def test_handouts_are_exported() -> None:
    tables = frames(PLAN, a_week())
    (row,) = tables["handouts"].to_dict("records")
    assert (row["site_id"], row["hub_id"], row["from"], row["n_baskets"], row["baskets_kg"]) == (
        "A",
        "H",
        "09:00",
        10,
        100.0,
    )
    assert tables["sites"]["days"].tolist() == ["0"]


def test_another_day_of_collecting_is_a_change() -> None:
    (change,) = stop_changes(PLAN, given(day=1))
    assert (change.place_id, change.what) == ("A", ("day",))
    assert (change.before, change.after) == (((0, "H"),), ((1, "H"),))


def test_what_has_been_collected_is_past() -> None:
    problem = a_week()
    before, after = (past_of(PLAN, problem, Moment(minute=minute)) for minute in (540.0, 541.0))
    assert (before.handouts, before.packed_until) == ((), {HUB: 0})
    assert (after.handouts, after.packed_until) == ((HANDOUT,), {HUB: 1})
    assert after.given() == {("A", "basket"): 10}


def test_the_day_of_collecting_is_usual_in_the_next_week() -> None:
    problem = a_week({"windows": all_week(540, 960), "location": near(east_km=1)})
    after = following(weeks_later(problem, 1), problem, PLAN)
    assert [(one.first_id, one.second_id, one.rule) for one in after.links] == [
        ("A", "mon", LinkRule.USUAL)
    ]
