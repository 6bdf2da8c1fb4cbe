from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.builders import (
    HUB,
    a_basket,
    a_hub,
    a_lot,
    a_problem,
    a_producer,
    a_product,
    a_vehicle,
    all_week,
    straight_travel,
    travel_table,
)

from foodplan.domain.basics import Temperature, TimeWindow, Weeks
from foodplan.domain.finding import Finding, Severity
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.ids import ProducerId
from foodplan.domain.places import Site
from foodplan.domain.problem import Problem
from foodplan.evaluate import feasibility
from foodplan.tables.travel import TravelMatrix
from foodplan.texts import codes, say

NEVER = float("inf")
COLD = frozenset({Temperature.CHILLED})


def found(problem: Problem, travel: TravelMatrix | None = None) -> dict[str, Finding]:
    rows = feasibility(problem, travel or straight_travel(problem))
    for row in rows:
        assert say(row.code, "fr", **row.params)
        assert say(row.code, "en", **row.params)
    return {row.code.removeprefix("feasibility-"): row for row in rows}


def with_site(**changes: object) -> Problem:
    problem = a_problem()
    return replace(problem, sites=(replace(problem.sites[0], **changes),))  # type: ignore[arg-type]


def farm_problem(lot: dict[str, object], **changes: object) -> Problem:
    values: dict[str, object] = {"producer_id": ProducerId("P1")}
    return a_problem(
        lots=(a_lot("L0"), a_lot("L1", **(values | lot))),
        **({"producers": (a_producer(),)} | changes),
    )


def link(kind: LinkKind, first: str, second: str, rule: LinkRule = LinkRule.REQUIRED) -> Link:
    return Link(kind=kind, first_id=first, second_id=second, rule=rule)


def linked(*links: Link) -> Problem:
    return a_problem(links=links)


def forbidden_days(*days: str) -> Problem:
    rows = (
        Link(kind=LinkKind.SITE_DAY, first_id="A", second_id=day, rule=LinkRule.FORBIDDEN)
        for day in days
    )
    return a_problem(links=tuple(rows))


CASES: dict[str, Callable[[], Problem]] = {
    "site-other-week": lambda: with_site(weeks=Weeks.ODD),
    "site-closed": lambda: with_site(windows=()),
    "site-links": lambda: forbidden_days("mon", "tue", "wed", "thu", "fri"),
    "link-both": lambda: linked(
        link(LinkKind.SITE_VEHICLE, "A", "V1"),
        link(LinkKind.SITE_VEHICLE, "A", "V1", LinkRule.FORBIDDEN),
    ),
    "link-refused": lambda: replace(
        with_site(refused_vehicles=frozenset({"van"})),
        links=(link(LinkKind.SITE_VEHICLE, "A", "V1"),),
    ),
    "link-closed": lambda: replace(
        with_site(windows=all_week(n_days=1)), links=(link(LinkKind.SITE_DAY, "A", "tue"),)
    ),
    "link-brings": lambda: farm_problem(
        {},
        producers=(replace(a_producer(), brings_to_hub=a_hub().hub_id),),
        links=(link(LinkKind.PRODUCER_HUB, "P1", "H", LinkRule.FORBIDDEN),),
    ),
    "call-closed": lambda: farm_problem(
        {},
        producers=(a_producer(windows=all_week(n_days=1)),),
        links=(link(LinkKind.PRODUCER_DAY, "P1", "tue"),),
    ),
    "call-no-vehicle": lambda: farm_problem(
        {},
        vehicles=(a_vehicle(shifts=all_week(n_days=1)),),
        links=(link(LinkKind.PRODUCER_DAY, "P1", "tue"),),
    ),
    "lot-no-vehicle": lambda: farm_problem({}, vehicles=(a_vehicle(payload_kg=9.0),)),
    "site-no-vehicle": lambda: with_site(max_vehicle_kg=1199.0),
    "site-class-refused": lambda: with_site(temperatures=COLD),
    "site-class-not-carried": lambda: replace(
        with_site(temperatures=COLD), baskets=(a_basket(temperatures=COLD),)
    ),
    "site-windows": lambda: with_site(windows=all_week(400, 420)),
    "site-hub-closed": lambda: with_site(windows=all_week(300, 359), collected_at=HUB),
    "site-parts": lambda: a_problem(needs={"A": 121}),
    "site-storage": lambda: with_site(storage_kg=99.0),
    "lot-not-wanted": lambda: a_problem(products=(a_product(temperature=Temperature.FROZEN),)),
    "lot-unreachable": lambda: farm_problem({}, producers=(a_producer(windows=all_week(1, 2)),)),
    "lot-too-late": lambda: farm_problem({"ready_day": 4}, hubs=(a_hub(processing_days=1),)),
    "lot-expires": lambda: farm_problem(
        {"ready_day": 1, "last_day": 1}, hubs=(a_hub(processing_days=1),)
    ),
    "basket-groups": lambda: a_problem(baskets=(a_basket(min_groups=2),)),
    "basket-products": lambda: a_problem(baskets=(a_basket(max_product_share=0.9),)),
    "stock-short": lambda: a_problem(needs={"A": 101}),
    "sorting-short": lambda: farm_problem(
        {"gross_kg": 1000.0}, needs={"A": 110}, hubs=(a_hub(sorting_hours=(0.1,) * 5),)
    ),
    "vehicles-short": lambda: a_problem(vehicles=(a_vehicle(payload_kg=6.0),)),
    "hub-closed": lambda: a_problem(hubs=(a_hub(), a_hub("H2", windows=()))),
    "hub-no-vehicle": lambda: a_problem(hubs=(a_hub(), a_hub("H2"))),
    "hub-overfull": lambda: a_problem(hubs=(a_hub(storage_kg=999.0),)),
}
WARNINGS = {
    "site-parts",
    "site-storage",
    "stock-short",
    "sorting-short",
    "vehicles-short",
    "hub-closed",
    "hub-no-vehicle",
    "hub-overfull",
}


@pytest.mark.parametrize("code", CASES)
def test_an_obstacle_is_found_before_solving(code: str) -> None:
    findings = found(CASES[code]())
    assert code in findings
    expected = Severity.WARNS if code in WARNINGS else Severity.BLOCKS
    assert findings[code].severity is expected


def test_a_site_without_a_road_is_found() -> None:
    problem = a_problem()
    assert "site-unreachable" in found(problem, travel_table(("H", "A"), ((0, 5), (NEVER, 0))))


def test_every_sentence_about_obstacles_is_used() -> None:
    known = {code for code in codes() if code.startswith("feasibility-")}
    assert known == {f"feasibility-{code}" for code in (*CASES, "site-unreachable")}


def test_a_site_collected_at_its_hub_needs_no_vehicle_and_no_road() -> None:
    problem = replace(with_site(collected_at=HUB), vehicles=())
    assert found(problem, travel_table(("H", "A"), ((0, NEVER), (NEVER, 0)))) == {}
    linked_too = replace(
        with_site(collected_at=HUB), links=(link(LinkKind.SITE_VEHICLE, "A", "V1"),)
    )
    assert found(linked_too)["link-refused"].severity is Severity.WARNS


def test_an_ordinary_week_has_nothing_to_find() -> None:
    assert found(a_problem()) == {}
    assert found(farm_problem({})) == {}


def test_links_that_leave_one_day_or_one_vehicle_are_kept() -> None:
    assert found(forbidden_days("mon", "tue", "wed", "thu")) == {}
    pair = link(LinkKind.SITE_VEHICLE, "A", "V1")
    assert found(linked(pair, link(LinkKind.SITE_DAY, "A", "tue"))) == {}
    two = a_problem(vehicles=(a_vehicle("V1"), a_vehicle("V2")), links=(pair,))
    assert found(two) == {}
    due = farm_problem({}, links=(link(LinkKind.PRODUCER_DAY, "P1", "tue"),))
    assert found(due) == {}


def test_a_call_on_a_day_outside_the_week_is_named() -> None:
    assert "call-closed" in found(
        farm_problem({}, links=(link(LinkKind.PRODUCER_DAY, "P1", "sat"),))
    )


def test_a_fixed_visit_outside_the_shift_of_its_vehicle_is_named() -> None:
    # V1 must come, and must come on Tuesday, when it has no driver; V2 would have one.
    tuesday_off = tuple(shift for shift in all_week() if shift.day != 1)
    pair = link(LinkKind.SITE_VEHICLE, "A", "V1")
    week = a_problem(
        vehicles=(a_vehicle("V1", shifts=tuesday_off), a_vehicle("V2")),
        links=(link(LinkKind.SITE_DAY, "A", "tue"), pair),
    )
    assert set(found(week)) == {"site-links"}
    on_monday = replace(week, links=(week.links[0], replace(pair, day=0)))
    assert found(on_monday) == {}


def test_a_pair_that_is_refused_beside_another_that_is_not_only_warns() -> None:
    pairs = (link(LinkKind.SITE_VEHICLE, "A", "V1"), link(LinkKind.SITE_VEHICLE, "A", "V2"))
    week = a_problem(vehicles=(a_vehicle("V1"), a_vehicle("V2")), links=pairs)
    refused = replace(week.sites[0], refused_vehicles=frozenset({"V2"}))
    findings = found(replace(week, sites=(refused,)))
    assert [(code, row.severity) for code, row in findings.items()] == [
        ("link-refused", Severity.WARNS)
    ]


def test_a_required_day_that_is_closed_beside_one_that_is_open_only_warns() -> None:
    week = replace(
        with_site(windows=all_week(n_days=1)),
        links=(link(LinkKind.SITE_DAY, "A", "mon"), link(LinkKind.SITE_DAY, "A", "tue")),
    )
    findings = found(week)
    assert [(code, row.severity) for code, row in findings.items()] == [
        ("link-closed", Severity.WARNS)
    ]


def test_boxes_let_cold_baskets_ride_in_a_warm_van() -> None:
    boxed = a_problem(
        vehicles=(a_vehicle(insulated_boxes=1),),
        baskets=(a_basket(temperatures=COLD),),
        products=(a_product(temperature=Temperature.CHILLED),),
    )
    cold: Site = replace(boxed.sites[0], temperatures=COLD)
    assert found(replace(boxed, sites=(cold,))) == {}


def test_a_lot_that_its_producer_brings_needs_no_vehicle() -> None:
    far = replace(a_producer(), brings_to_hub=a_hub().hub_id)
    problem = farm_problem({}, producers=(far,))
    assert "lot-unreachable" not in found(problem)


def test_a_shift_that_ends_too_soon_leaves_no_room_for_the_way_back() -> None:
    short = a_vehicle(shifts=(TimeWindow(day=0, start_min=480, end_min=520),))
    assert "site-windows" in found(a_problem(vehicles=(short,)))
