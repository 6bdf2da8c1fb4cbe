from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.builders import (
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


def forbidden_days(*days: str) -> Problem:
    rows = (
        Link(kind=LinkKind.SITE_DAY, first_id="A", second_id=day, rule=LinkRule.FORBIDDEN)
        for day in days
    )
    return a_problem(links=tuple(rows))


CASES: dict[str, Callable[[], Problem]] = {
    "site-other-week": lambda: with_site(weeks=Weeks.ODD),
    "site-closed": lambda: with_site(windows=()),
    "site-no-vehicle": lambda: with_site(max_vehicle_kg=1199.0),
    "site-class-refused": lambda: with_site(temperatures=COLD),
    "site-class-not-carried": lambda: replace(
        with_site(temperatures=COLD), baskets=(a_basket(temperatures=COLD),)
    ),
    "site-windows": lambda: with_site(windows=all_week(400, 420)),
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


def test_an_ordinary_week_has_nothing_to_find() -> None:
    assert found(a_problem()) == {}
    assert found(farm_problem({})) == {}


def test_a_site_closed_by_links_is_closed() -> None:
    assert "site-closed" in found(forbidden_days("mon", "tue", "wed", "thu", "fri"))
    assert found(forbidden_days("mon", "tue", "wed", "thu")) == {}


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
