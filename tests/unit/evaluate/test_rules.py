"""Each rule binding: one field of the valid plan or of its problem is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from tests.builders import HUB, a_basket
from tests.plans import (
    APPLE,
    APPLES,
    BASKET,
    CARROTS,
    a_recipe,
    a_route,
    a_stop,
    a_trip,
    hand_plan,
    hand_problem,
    hand_travel,
    shifted,
    tuesday,
    with_route,
    with_stop,
    with_trip,
)

from foodplan.domain.basics import Temperature, TimeWindow, VehicleKind, Weeks
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.food import Order
from foodplan.domain.ids import HubId, LotId, ProducerId, SiteId, VehicleId
from foodplan.domain.plan import Drop, OrderDrop, Pause, Pick, Plan
from foodplan.domain.policy import Policy, Rules
from foodplan.domain.problem import Problem
from foodplan.evaluate import check
from foodplan.evaluate.checker import RULES
from foodplan.evaluate.gift_rules import RULES as GIFTS
from foodplan.evaluate.handout_rules import RULES as HANDOUTS
from foodplan.evaluate.structure_rules import RULES as STRUCTURE
from foodplan.tables.travel import LegTables

PLAN, PROBLEM = hand_plan(), hand_problem()
Case = tuple[Plan, Problem]


def site(site_id: str, **changes: object) -> Problem:
    sites = (replace(row, **changes) if row.site_id == site_id else row for row in PROBLEM.sites)  # type: ignore[arg-type]
    return replace(PROBLEM, sites=tuple(sites))


def lot(lot_id: str, **changes: object) -> Problem:
    lots = (replace(row, **changes) if row.lot_id == lot_id else row for row in PROBLEM.lots)  # type: ignore[arg-type]
    return replace(PROBLEM, lots=tuple(lots))


def hub(**changes: object) -> Problem:
    return replace(PROBLEM, hubs=(replace(PROBLEM.hubs[0], **changes),))  # type: ignore[arg-type]


def van(**changes: object) -> Problem:
    return replace(PROBLEM, vehicles=(replace(PROBLEM.vehicles[0], **changes),))  # type: ignore[arg-type]


def basket(**changes: object) -> Problem:
    return replace(PROBLEM, baskets=(a_basket(**changes),))


def product(product_id: str, **changes: object) -> Problem:
    products = (
        replace(row, **changes) if row.product_id == product_id else row  # type: ignore[arg-type]
        for row in PROBLEM.products
    )
    return replace(PROBLEM, products=tuple(products))


def rules(**changes: object) -> Problem:
    return replace(PROBLEM, rules=Rules(**changes))  # type: ignore[arg-type]


def policy(**changes: object) -> Problem:
    return replace(PROBLEM, policy=Policy(**changes))  # type: ignore[arg-type]


def link(kind: LinkKind, first: str, second: str, rule: LinkRule = LinkRule.FORBIDDEN) -> Problem:
    row = Link(kind=kind, first_id=first, second_id=second, rule=rule)
    return replace(PROBLEM, links=(row,))


def fixed(site_id: str, vehicle_id: str, *, day: int) -> Link:
    """On that day the site is served by that vehicle alone."""
    return Link(
        kind=LinkKind.SITE_VEHICLE,
        first_id=site_id,
        second_id=vehicle_id,
        rule=LinkRule.REQUIRED,
        day=day,
    )


def collected(**changes: object) -> Plan:
    return replace(PLAN, collections=(replace(PLAN.collections[0], **changes),))  # type: ignore[arg-type]


def brought(day: int) -> Case:
    producers = (replace(PROBLEM.producers[0], brings_to_hub=HUB),)
    plan = with_trip(collected(day=day), 0, stops=PLAN.routes[0].trips[0].stops[:1])
    return plan, replace(PROBLEM, producers=producers)


def farm(**changes: object) -> Problem:
    return replace(PROBLEM, producers=(replace(PROBLEM.producers[0], **changes),))  # type: ignore[arg-type]


def second_visit(day: int, weekly: int) -> Case:
    first = PLAN.recipes[0]
    spare = a_recipe(day=day, n_baskets=1, carrots_kg=10.0)
    drops = (Drop(basket_id=BASKET, n_baskets=7),)
    plan = with_stop(PLAN, 1, 0, drops=drops)
    recipes = [first, a_recipe(day=1, n_baskets=7, carrots_kg=30.0, apples_kg=40.0)]
    routes = list(plan.routes)
    if day > 1:
        recipes.append(spare)
        home = a_trip(a_stop("B", minutes=20, arrive_min=520, n_baskets=1), home=20)
        routes.append(a_route(day=day, trips=(home,)))
    plan = replace(plan, recipes=tuple(recipes), routes=tuple(routes))
    return plan, site("B", deliveries_per_week=weekly)


def gap_of(days: int, case: Case) -> Case:
    plan, problem = case
    return plan, replace(
        problem, sites=tuple(replace(row, min_gap_days=days) for row in problem.sites)
    )


def cold_apples(longest_min: float) -> Case:
    """Monday's route of 77 minutes with apples that must be kept cold."""
    problem = product("apple", temperature=Temperature.CHILLED)
    return PLAN, replace(problem, rules=Rules(chilled_pickup_max_route_min=longest_min))


def two_farms(**changes: object) -> Case:
    """Monday's van goes on to a second farm next door."""
    first = replace(PROBLEM.producers[0], **changes)  # type: ignore[arg-type]
    second = replace(PROBLEM.producers[0], producer_id=ProducerId("P2"))
    stops = PLAN.routes[0].trips[0].stops
    plan = with_trip(PLAN, 0, stops=(*stops, replace(stops[1], place_id="P2", picks=())))
    return plan, replace(PROBLEM, producers=(first, second))


def evening(route: int) -> Plan:
    trip = PLAN.routes[route].trips[0]
    return with_route(PLAN, route, trips=(trip, shifted(trip, 480)))


WINDOW = (TimeWindow(day=1, start_min=600, end_min=700),)
SAME_DAY = replace(
    PLAN,
    recipes=(
        replace(
            PLAN.recipes[0], parts=a_recipe(day=0, n_baskets=10, carrots_kg=90, apples_kg=10).parts
        ),
        PLAN.recipes[1],
    ),
    order_packings=(),
)

BREAKS: dict[str, list[Callable[[], Case]]] = {
    "known_ids": [
        lambda: (with_stop(PLAN, 0, 0, place_id="nowhere"), PROBLEM),
        lambda: (with_route(PLAN, 0, vehicle_id=VehicleId("ghost")), PROBLEM),
        lambda: (collected(lot_id=LotId("ghost")), PROBLEM),
        lambda: (with_stop(PLAN, 0, 1, place_id="A"), PROBLEM),
        lambda: (with_stop(PLAN, 0, 0, place_id="P1"), PROBLEM),
        lambda: (
            replace(PLAN, recipes=(replace(PLAN.recipes[0], hub_id=HubId("ghost")),)),
            PROBLEM,
        ),
        lambda: (
            replace(PLAN, order_packings=(replace(PLAN.order_packings[0], lot_id=CARROTS),)),
            PROBLEM,
        ),
    ],
    "days_in_week": [
        lambda: (with_route(PLAN, 1, day=7), PROBLEM),
        lambda: (collected(day=-1), PROBLEM),
    ],
    "real_amounts": [
        lambda: (collected(gross_kg=-1.0), PROBLEM),
        lambda: (collected(gross_kg=float("nan")), PROBLEM),
        lambda: (with_stop(PLAN, 0, 0, km=-1.0), PROBLEM),
        lambda: (with_stop(PLAN, 0, 0, drops=(Drop(basket_id=BASKET, n_baskets=-1),)), PROBLEM),
        lambda: (with_route(PLAN, 0, trips=()), PROBLEM),
        lambda: (with_route(PLAN, 0, pauses=(Pause(start_min=490, minutes=-5),)), PROBLEM),
    ],
    "lot_stock": [lambda: (PLAN, lot("L2", gross_kg=90.0))],
    "lot_transport": [
        lambda: (replace(PLAN, collections=()), PROBLEM),
        lambda: (with_stop(PLAN, 0, 1, picks=()), PROBLEM),
        lambda: (collected(day=1), PROBLEM),
    ],
    "whole_crates": [
        lambda: (collected(gross_kg=95.0, crates=9.5), PROBLEM),
        lambda: (collected(crates=3), PROBLEM),
    ],
    "lot_ready": [
        lambda: (PLAN, lot("L2", ready_day=1)),
        lambda: (PLAN, lot("L2", ready_min=540.0)),
        lambda: (PLAN, lot("L1", ready_day=1)),
    ],
    "bringing_day": [
        lambda: (
            brought(0)[0],
            replace(
                brought(0)[1],
                producers=(replace(brought(0)[1].producers[0], windows=WINDOW),),
            ),
        )
    ],
    "producer_hub_links": [
        lambda: (PLAN, link(LinkKind.PRODUCER_HUB, "P1", HUB)),
        lambda: (PLAN, link(LinkKind.PRODUCER_HUB, "P1", "other", LinkRule.REQUIRED)),
    ],
    "producer_day_links": [
        lambda: (PLAN, link(LinkKind.PRODUCER_DAY, "P1", "mon")),
        lambda: (PLAN, link(LinkKind.PRODUCER_DAY, "P1", "tue", LinkRule.REQUIRED)),
        lambda: (
            replace(with_stop(PLAN, 0, 1, picks=()), collections=()),
            link(LinkKind.PRODUCER_DAY, "P1", "mon"),
        ),
    ],
    "sorting_capacity": [lambda: (PLAN, hub(sorting_hours=(0.99,) * 5))],
    "hub_storage": [
        lambda: (
            collected(gross_kg=110.0, crates=11),
            replace(lot("L2", gross_kg=110.0), hubs=hub(storage_kg=159.0).hubs),
        ),
        lambda: (
            PLAN,
            replace(
                product("apple", temperature=Temperature.CHILLED),
                hubs=hub(chilled_storage_kg=99.0).hubs,
            ),
        ),
    ],
    "processed_stock": [
        lambda: (SAME_DAY, PROBLEM),
        lambda: (PLAN, lot("L2", yield_share=0.49)),
        lambda: (PLAN, lot("L1", gross_kg=139.0)),
        lambda: (PLAN, hub(processing_days=2)),
    ],
    "shelf_life": [
        lambda: (PLAN, lot("L1", last_day=0)),
        lambda: (PLAN, replace(lot("L1", last_day=2), policy=Policy(freshness_margin_days=2))),
    ],
    "one_recipe": [lambda: (replace(PLAN, recipes=(*PLAN.recipes, PLAN.recipes[0])), PROBLEM)],
    "recipe_weight": [lambda: (PLAN, basket(kg=9.9))],
    "product_share": [lambda: (PLAN, basket(max_product_share=0.9))],
    "product_groups": [
        lambda: (PLAN, basket(min_groups=2)),
        lambda: (
            replace(
                PLAN,
                recipes=(a_recipe(day=1, n_baskets=8, carrots_kg=50.0, apples_kg=30.0),),
                routes=PLAN.routes[1:],
            ),
            basket(min_groups=2, min_group_share=0.4),
        ),
    ],
    "recipe_product_groups": [lambda: (PLAN, basket(groups=frozenset({"root"})))],
    "recipe_temperatures": [lambda: (PLAN, product("apple", temperature=Temperature.CHILLED))],
    "baskets_packed": [
        lambda: (with_stop(PLAN, 1, 0, drops=(Drop(basket_id=BASKET, n_baskets=9),)), PROBLEM),
        lambda: (with_route(PLAN, 0, day=2), PROBLEM),
    ],
    "orders_packed": [
        lambda: (replace(PLAN, order_packings=()), PROBLEM),
        lambda: (with_stop(PLAN, 1, 0, orders=(OrderDrop(product_id=APPLE, kg=11.0),)), PROBLEM),
    ],
    "orders_asked": [
        lambda: (PLAN, replace(PROBLEM, orders=())),
        lambda: (
            PLAN,
            replace(
                PROBLEM,
                orders=(Order(site_id=SiteId("B"), product_id=APPLE, quantity=10.0, day=2),),
            ),
        ),
    ],
    "fill_limit": [lambda: (PLAN, policy(fill_max=0.9))],
    "one_route_a_day": [lambda: (replace(PLAN, routes=(*PLAN.routes, tuesday())), PROBLEM)],
    "trips_in_order": [
        lambda: (
            with_route(
                PLAN,
                1,
                trips=(PLAN.routes[1].trips[0], shifted(PLAN.routes[1].trips[0], 69)),
            ),
            PROBLEM,
        )
    ],
    "shift": [
        lambda: (PLAN, van(shifts=(TimeWindow(day=0, start_min=0, end_min=1440),))),
        lambda: (with_trip(PLAN, 0, load_min=479.0), PROBLEM),
        lambda: (
            PLAN,
            van(shifts=tuple(TimeWindow(day=d, start_min=480, end_min=549) for d in (0, 1))),
        ),
    ],
    "hub_window": [
        lambda: (PLAN, hub(windows=(TimeWindow(day=0, start_min=0, end_min=1440),))),
        lambda: (
            PLAN,
            hub(windows=tuple(TimeWindow(day=d, start_min=501, end_min=900) for d in (0, 1))),
        ),
        lambda: (
            PLAN,
            hub(windows=tuple(TimeWindow(day=d, start_min=500, end_min=556) for d in (0, 1))),
        ),
    ],
    "route_length": [
        lambda: (PLAN, van(max_route_min=76.0)),
        lambda: (PLAN, policy(balance_max_route_min=76.0)),
    ],
    "chilled_pickup_route_length": [lambda: cold_apples(76.0)],
    "latest_end": [lambda: (PLAN, rules(latest_end_min=556.0))],
    "trip_count": [lambda: (evening(1), van(max_trips=1))],
    "stop_count": [
        lambda: (PLAN, van(max_stops_per_trip=1)),
        lambda: (PLAN, rules(max_stops=1)),
        lambda: (PLAN, van(max_stops=1)),
    ],
    "payload": [
        lambda: (PLAN, van(payload_kg=99.0)),
        lambda: (
            with_stop(PLAN, 0, 1, picks=(Pick(lot_id=APPLES, crates=130, gross_kg=1300.0),)),
            PROBLEM,
        ),
    ],
    "pallets": [lambda: (PLAN, van(pallets=0.16)), lambda: (PLAN, basket(per_pallet=2.0))],
    "temperature_classes": [
        lambda: (PLAN, product("apple", temperature=Temperature.CHILLED)),
        lambda: (
            PLAN,
            replace(
                product("apple", temperature=Temperature.CHILLED, crates_per_pallet=10.0),
                vehicles=van(insulated_boxes=0).vehicles,
            ),
        ),
        lambda: (PLAN, van(temperatures=frozenset({Temperature.CHILLED}), insulated_boxes=9)),
    ],
    "deliveries_first": [
        lambda: (
            with_trip(PLAN, 0, stops=tuple(reversed(PLAN.routes[0].trips[0].stops))),
            PROBLEM,
        ),
        lambda: (
            with_trip(
                with_stop(PLAN, 0, 1, picks=()),
                0,
                stops=tuple(reversed(with_stop(PLAN, 0, 1, picks=()).routes[0].trips[0].stops)),
            ),
            PROBLEM,
        ),
    ],
    "stop_window": [
        lambda: (PLAN, site("B", windows=WINDOW)),
        lambda: (PLAN, site("A", windows=WINDOW)),
        lambda: (
            PLAN,
            farm(windows=WINDOW),
        ),
    ],
    "site_access": [
        lambda: (PLAN, site("A", refused_vehicles=frozenset({"van"}))),
        lambda: (PLAN, link(LinkKind.SITE_VEHICLE, "A", "V1")),
        lambda: (PLAN, replace(PROBLEM, links=(fixed("A", "V2", day=0),))),
    ],
    "first_stop": [
        lambda: (
            with_trip(PLAN, 0, stops=tuple(reversed(PLAN.routes[0].trips[0].stops))),
            site("A", first_stop_only=True),
        )
    ],
    "only_pickup": [lambda: two_farms(only_pickup=True)],
    "site_route_length": [lambda: (PLAN, site("A", max_route_min=76.0))],
    "site_storage": [
        lambda: (PLAN, site("A", storage_kg=99.0)),
        lambda: (PLAN, site("B", storage_kg=89.0)),
    ],
    "site_temperatures": [lambda: (PLAN, site("A", temperatures=frozenset({Temperature.CHILLED})))],
    "delivery_count": [lambda: second_visit(day=3, weekly=1)],
    "delivery_gap": [
        lambda: second_visit(day=2, weekly=2),
        lambda: gap_of(3, second_visit(day=3, weekly=2)),
    ],
    "site_weeks": [lambda: (PLAN, site("A", weeks=Weeks.ODD))],
    "site_day_links": [
        lambda: (PLAN, link(LinkKind.SITE_DAY, "A", "mon")),
        lambda: (PLAN, link(LinkKind.SITE_DAY, "A", "tue", LinkRule.REQUIRED)),
    ],
    "travel_time": [
        lambda: (with_stop(PLAN, 0, 0, drive_min=9.0), PROBLEM),
        lambda: (with_stop(PLAN, 0, 0, arrive_min=509.0), PROBLEM),
        lambda: (with_trip(PLAN, 1, return_min=549.0), PROBLEM),
        lambda: (with_route(PLAN, 0, pauses=(Pause(start_min=505, minutes=2),)), PROBLEM),
    ],
    "travel_km": [
        lambda: (with_stop(PLAN, 0, 0, km=9.0), PROBLEM),
        lambda: (with_trip(PLAN, 1, home_km=19.0), PROBLEM),
    ],
    "service_time": [
        lambda: (with_stop(PLAN, 0, 0, start_min=509.0), PROBLEM),
        lambda: (with_stop(PLAN, 0, 0, leave_min=519.0), PROBLEM),
        lambda: (PLAN, site("A", unloading_min_per_basket=0.1)),
        lambda: (
            PLAN,
            farm(loading_min=11),
        ),
    ],
    "turnaround": [lambda: (PLAN, hub(turnaround_min=21.0))],
    "pauses": [
        lambda: (with_route(PLAN, 1, pauses=(Pause(start_min=540, minutes=20),)), PROBLEM),
        lambda: (with_route(PLAN, 1, pauses=(Pause(start_min=400, minutes=20),)), PROBLEM),
    ],
    "driving_break": [lambda: (PLAN, rules(driving_break_after_min=36.0))],
    "work_pause": [
        lambda: (PLAN, rules(work_pause_after_min=76.0)),
        lambda: (with_trip(PLAN, 1, return_min=950.0), PROBLEM),
    ],
    "release": [lambda: (SAME_DAY, hub(processing_days=0))],
}


@pytest.mark.parametrize(
    ("rule", "case"), [(rule, case) for rule, cases in BREAKS.items() for case in cases]
)
def test_a_broken_rule_is_named(rule: str, case: Callable[[], Case]) -> None:
    plan, problem = case()
    assert rule in {violation.rule for violation in check(plan, problem, hand_travel())}


def test_every_rule_has_been_broken() -> None:
    # Gifts and handouts, which the valid plan has none of, are broken in files of their own.
    others = set(RULES) - {*GIFTS, *HANDOUTS}
    assert set(BREAKS) == {rule.__name__ for rule in (*STRUCTURE, *others)}


JUST: dict[str, Callable[[], Case]] = {
    "lot_stock": lambda: (PLAN, lot("L2", gross_kg=100.0)),
    "lot_transport": lambda: brought(0),
    "lot_ready": lambda: (PLAN, lot("L2", ready_min=535.0)),
    "producer_day_links": lambda: (
        PLAN,
        link(LinkKind.PRODUCER_DAY, "P1", "mon", LinkRule.REQUIRED),
    ),
    "sorting_capacity": lambda: (PLAN, hub(sorting_hours=(1.0,) * 5)),
    "hub_storage": lambda: (
        collected(gross_kg=110.0, crates=11),
        replace(lot("L2", gross_kg=110.0), hubs=hub(storage_kg=160.0).hubs),
    ),
    "processed_stock": lambda: (PLAN, lot("L1", gross_kg=140.0)),
    "shelf_life": lambda: (
        PLAN,
        replace(lot("L1", last_day=2), policy=Policy(freshness_margin_days=1)),
    ),
    "fill_limit": lambda: (PLAN, policy(fill_max=1.0)),
    "shift": lambda: (
        PLAN,
        van(shifts=tuple(TimeWindow(day=d, start_min=480, end_min=557) for d in (0, 1))),
    ),
    "hub_window": lambda: (
        PLAN,
        hub(windows=tuple(TimeWindow(day=d, start_min=500, end_min=557) for d in (0, 1))),
    ),
    "route_length": lambda: (PLAN, van(max_route_min=77.0)),
    "chilled_pickup_route_length": lambda: cold_apples(77.0),
    "latest_end": lambda: (PLAN, rules(latest_end_min=557.0)),
    "stop_count": lambda: (PLAN, van(max_stops_per_trip=2, max_stops=2)),
    "payload": lambda: (PLAN, van(payload_kg=100.0)),
    "pallets": lambda: (PLAN, van(pallets=0.25)),
    "temperature_classes": lambda: (
        PLAN,
        replace(
            product("apple", temperature=Temperature.CHILLED),
            vehicles=van(insulated_boxes=1).vehicles,
        ),
    ),
    "stop_window": lambda: (
        PLAN,
        site("A", windows=(TimeWindow(day=0, start_min=510, end_min=510),)),
    ),
    "first_stop": lambda: (PLAN, site("A", first_stop_only=True)),
    "site_access": lambda: (
        PLAN,
        replace(PROBLEM, links=(fixed("A", "van", day=0),)),
    ),
    "site_day_links": lambda: (PLAN, link(LinkKind.SITE_DAY, "A", "mon", LinkRule.REQUIRED)),
    "only_pickup": lambda: (PLAN, farm(only_pickup=True)),
    "site_route_length": lambda: (PLAN, site("A", max_route_min=77.0)),
    "site_storage": lambda: (PLAN, site("B", storage_kg=90.0)),
    "delivery_count": lambda: second_visit(day=3, weekly=2),
    "delivery_gap": lambda: gap_of(1, second_visit(day=2, weekly=2)),
    "site_weeks": lambda: (PLAN, site("A", weeks=Weeks.EVEN)),
    "turnaround": lambda: (PLAN, hub(turnaround_min=20.0)),
    "pauses": lambda: (
        with_trip(
            with_route(PLAN, 1, pauses=(Pause(start_min=530, minutes=20),)), 1, return_min=570.0
        ),
        PROBLEM,
    ),
    "travel_time": lambda: (
        with_trip(
            with_route(PLAN, 1, pauses=(Pause(start_min=530, minutes=20),)), 1, return_min=570.0
        ),
        PROBLEM,
    ),
    "driving_break": lambda: (PLAN, rules(driving_break_after_min=40.0)),
    "work_pause": lambda: (PLAN, rules(work_pause_after_min=77.0)),
    "product_share": lambda: (PLAN, basket(max_product_share=1.0)),
    "trips_in_order": lambda: (
        with_route(PLAN, 1, trips=(PLAN.routes[1].trips[0], shifted(PLAN.routes[1].trips[0], 70))),
        PROBLEM,
    ),
    "trip_count": lambda: (evening(1), van(max_trips=2)),
    "producer_hub_links": lambda: (
        PLAN,
        link(LinkKind.PRODUCER_HUB, "P1", HUB, LinkRule.REQUIRED),
    ),
    "orders_asked": lambda: (
        PLAN,
        replace(
            PROBLEM, orders=(Order(site_id=SiteId("B"), product_id=APPLE, quantity=10.0, day=1),)
        ),
    ),
    "site_temperatures": lambda: (
        PLAN,
        site("A", temperatures=frozenset({Temperature.AMBIENT, Temperature.CHILLED})),
    ),
    "service_time": lambda: (PLAN, farm(loading_min=10)),
    "baskets_packed": lambda: (
        with_stop(PLAN, 1, 0, drops=(Drop(basket_id=BASKET, n_baskets=7),)),
        PROBLEM,
    ),
}


@pytest.mark.parametrize("rule", JUST)
def test_a_rule_that_just_holds_is_not_named(rule: str) -> None:
    plan, problem = JUST[rule]()
    assert rule not in {violation.rule for violation in check(plan, problem, hand_travel())}


def test_a_pause_long_enough_resets_the_driving_time() -> None:
    # 20 min there, 20 min back; 15 min of pause at B count as the break.
    tight = rules(driving_break_after_min=25.0, driving_break_min=15.0)
    resting = with_route(PLAN, 1, pauses=(Pause(start_min=530, minutes=15),))
    resting = replace(resting, routes=with_trip(resting, 1, return_min=565.0).routes[1:])
    named = {violation.rule for violation in check(resting, tight, hand_travel())}
    assert "driving_break" not in named


def test_a_pause_in_time_ends_the_six_hours_of_work() -> None:
    late = with_trip(PLAN, 1, return_min=950.0)
    resting = with_route(late, 1, pauses=(Pause(start_min=600, minutes=30),))
    assert "work_pause" in {row.rule for row in check(late, PROBLEM, hand_travel())}
    assert "work_pause" not in {row.rule for row in check(resting, PROBLEM, hand_travel())}
    too_late = with_route(late, 1, pauses=(Pause(start_min=900, minutes=30),))
    assert "work_pause" in {row.rule for row in check(too_late, PROBLEM, hand_travel())}


def test_farms_that_say_nothing_share_a_route() -> None:
    assert "only_pickup" not in {row.rule for row in check(*two_farms(), hand_travel())}


def test_a_link_of_another_day_does_not_count() -> None:
    links = (fixed("A", "V2", day=1), fixed("B", "V1", day=1))
    assert check(PLAN, replace(PROBLEM, links=links), hand_travel()) == ()


def test_what_is_forbidden_stays_so_where_another_link_requires_it() -> None:
    forbidden = link(LinkKind.SITE_VEHICLE, "A", "van").links
    named = check(
        PLAN, replace(PROBLEM, links=(*forbidden, fixed("A", "V1", day=0))), hand_travel()
    )
    assert {row.rule for row in named} == {"site_access"}


def test_an_ambient_pick_up_does_not_shorten_the_route() -> None:
    short = rules(chilled_pickup_max_route_min=10.0)
    assert check(PLAN, short, hand_travel()) == ()


@pytest.mark.parametrize(("opens_min", "names"), [(500.0, set()), (501.0, {"travel_time"})])
def test_a_leg_takes_what_the_table_says_for_its_departure(
    opens_min: float, names: set[str]
) -> None:
    # Before the second band begins every way takes twice as long; Monday's van leaves at 08:20.
    table = hand_travel()
    tables = LegTables(
        km={kind: np.repeat(table.legs.km[kind], 2, axis=0) for kind in VehicleKind},
        minutes={
            kind: np.concatenate([2 * table.legs.minutes[kind], table.legs.minutes[kind]])
            for kind in VehicleKind
        },
    )
    banded = replace(table, band_starts_min=(0.0, opens_min), legs=tables)
    assert {row.rule for row in check(PLAN, PROBLEM, banded)} == names


def test_opening_stock_that_is_too_much_by_itself_is_nobodys_fault() -> None:
    # 160 kg stand there on Monday, more than the store holds; nothing more may come on top.
    stock = replace(PROBLEM.lots[0], gross_kg=160.0)
    full = replace(hub(storage_kg=100.0), lots=(stock, *PROBLEM.lots[1:]))
    late = replace(PLAN, recipes=PLAN.recipes[1:], routes=PLAN.routes[1:])
    none = replace(late, collections=(), recipes=(), order_packings=(), routes=())
    assert check(none, full, hand_travel()) == ()
    assert "hub_storage" in {row.rule for row in check(late, full, hand_travel())}


def test_four_deliveries_a_week_may_come_on_days_in_a_row() -> None:
    named = {row.rule for row in check(*second_visit(day=2, weekly=4), hand_travel())}
    assert "delivery_gap" not in named


def test_goods_that_a_producer_brings_need_no_vehicle() -> None:
    assert check(*brought(0), hand_travel()) != ()
    named = {row.rule for row in check(*brought(0), hand_travel())}
    assert named == {"travel_time", "travel_km"}


def test_goods_brought_in_the_morning_are_sorted_before_they_leave() -> None:
    # The hub is open 06:00 to 20:00; 10 kg net need 20 kg gross, 20 minutes at 1 kg a minute.
    # B's van leaves at 08:20: brought at 08:00 they are just sorted, at 08:10 they are not.
    plan, problem = brought(1)
    recipe = a_recipe(day=1, n_baskets=8, carrots_kg=70.0, apples_kg=10.0)
    plan = replace(plan, recipes=(PLAN.recipes[0], recipe), order_packings=())
    plan = with_stop(plan, 1, 0, orders=())
    hours = (0.0, 840 / 100, 0.0, 0.0, 0.0)
    home = replace(problem.hubs[0], processing_days=0, sorting_hours=hours)

    def named(ready_min: float) -> set[str]:
        carrots = replace(problem.lots[0], gross_kg=170.0)
        lots = (carrots, replace(problem.lots[1], ready_day=1, ready_min=ready_min))
        case = replace(problem, hubs=(home,), lots=lots)
        return {row.rule for row in check(plan, case, hand_travel())}

    assert "release" not in named(480.0)
    assert "release" in named(490.0)


def test_the_producer_of_a_pick_is_where_it_is_made() -> None:
    other = replace(PROBLEM.lots[1], producer_id=ProducerId("P2"))
    case = replace(
        PROBLEM,
        lots=(PROBLEM.lots[0], other),
        producers=(
            *PROBLEM.producers,
            replace(PROBLEM.producers[0], producer_id=ProducerId("P2")),
        ),
    )
    assert {row.rule for row in check(PLAN, case, hand_travel())} == {"known_ids"}
