from __future__ import annotations

import math
from pathlib import Path
from shutil import copytree

from tests.builders import a_vehicle

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import Unit
from foodplan.domain.finding import Severity
from foodplan.domain.fleet import LinkKind, LinkRule
from foodplan.domain.policy import Costs, Policy, Rules
from foodplan.domain.problem import Problem
from foodplan.inputs import Reading, read_dataset

SMALL_WEEK = Path(__file__).parents[2] / "cases" / "small-week"
AROUND_SITE_1 = "43.35 5.35; 43.35 5.37; 43.36 5.37; 43.36 5.35"


def read_with(folder: Path, **tables: str) -> Reading:
    """The small week with more tables."""
    copytree(SMALL_WEEK, folder)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_dataset(folder, backdrop_of=lambda _: Backdrop())


def problem_with(folder: Path, **tables: str) -> Problem:
    reading = read_with(folder, **tables)
    assert [finding.words("en") for finding in reading.findings] == []
    assert reading.problem is not None
    return reading.problem


def test_what_is_left_out_takes_the_defaults_of_the_domain(tmp_path: Path) -> None:
    problem = problem_with(tmp_path / "week")
    assert (problem.policy, problem.rules, problem.costs) == (Policy(), Rules(), Costs())
    assert problem.vehicles[0].max_trips == a_vehicle().max_trips
    assert problem.producers[0].loading_min == 15
    assert problem.sites[1].unloading_min_per_basket == 0.2
    apple = problem.lots[1]
    assert (apple.ready_day, apple.last_day, apple.yield_share) == (1, 31, 1)


def test_orders_of_the_week_are_read(tmp_path: Path) -> None:
    orders = (
        "site_id,week,product_id,quantity,unit,firm,price_eur,day\n"
        "SITE-1,2026-W48,apple,3,caisse,non,12.5,mar\nSITE-1,2026-W40,apple,9,kg,yes,0,\n"
    )
    (order,) = problem_with(tmp_path / "week", orders=orders).orders
    assert (order.quantity, order.unit, order.firm, order.day) == (3, Unit.CRATE, False, 1)


def test_a_site_out_of_its_week_has_no_need_and_says_so(tmp_path: Path) -> None:
    # 2026-W48 is an even week.
    lines = (SMALL_WEEK / "sites.csv").read_text(encoding="utf-8").splitlines()
    rows = [f"{lines[0]},weeks,min_gap_days", f"{lines[1]},odd,", f"{lines[2]},paires,3"]
    orders = "site_id,product_id,quantity\nSITE-1,apple,3\nSITE-2,apple,3\n"
    reading = read_with(tmp_path / "week", sites="\n".join(rows), orders=orders)
    assert [(one.code, one.file, one.severity) for one in reading.findings] == [
        ("site-other-week", "needs.csv", Severity.WARNS),
        ("site-other-week", "orders.csv", Severity.WARNS),
    ]
    assert reading.problem is not None
    assert {need.site_id for need in reading.problem.needs} == {"SITE-2"}
    assert {order.site_id for order in reading.problem.orders} == {"SITE-2"}
    assert [site.gap_days for site in reading.problem.sites] == [2, 3]


def test_an_order_of_pieces_needs_the_weight_of_a_piece(tmp_path: Path) -> None:
    orders = "site_id,product_id,quantity,unit\nSITE-1,apple,3,piece\n"
    reading = read_with(tmp_path / "week", orders=orders)
    assert [finding.code for finding in reading.findings] == ["order-piece-kg"]


def test_history_of_a_week_that_is_not_over_is_left_out_with_a_warning(tmp_path: Path) -> None:
    history = (
        "site_id,week,baskets_needed,baskets_given\nSITE-1,2026-W47,40,36\nSITE-1,2026-W48,40,0\n"
    )
    reading = read_with(tmp_path / "week", history=history)
    assert [finding.words("en") for finding in reading.findings] == [
        "history.csv:3: week 2026-W48 is not before 2026-W48; this row is not read"
    ]
    assert reading.problem is not None
    assert [past.week for past in reading.problem.history] == ["2026-W47"]


def test_history_of_a_site_that_has_left_does_not_stop_the_week(tmp_path: Path) -> None:
    history = (
        "site_id,week,baskets_needed,baskets_given\nGONE,2026-W46,40,36\n"
        "SITE-1,2026-W47,40,36\nGONE,2026-W47,40,x\n"
    )
    reading = read_with(tmp_path / "week", history=history)
    assert [(one.severity, one.row) for one in reading.findings] == [
        (Severity.WARNS, 2),
        (Severity.WARNS, 4),
    ]
    assert "GONE is not in sites; this row is not read" in reading.findings[0].words("en")
    assert reading.problem is not None
    assert [past.site_id for past in reading.problem.history] == ["SITE-1"]


def test_a_zone_forbids_its_sites_to_vehicles_that_do_not_name_it(tmp_path: Path) -> None:
    zones = f"zone_id,area,reason\nOLD,{AROUND_SITE_1},vieux centre\n"
    vehicles = (SMALL_WEEK / "vehicles.csv").read_text().splitlines()
    fleet = f"{vehicles[0]},zones\n{vehicles[1]},OLD\n{vehicles[1].replace('VAN-1', 'VAN-2')},\n"
    (link,) = problem_with(tmp_path / "week", zones=zones, vehicles=fleet).links
    assert (link.kind, link.rule) == (LinkKind.SITE_VEHICLE, LinkRule.FORBIDDEN)
    assert (link.first_id, link.second_id, link.reason) == ("SITE-1", "VAN-2", "vieux centre")


def test_a_link_of_a_producer_and_a_day_is_read_in_french(tmp_path: Path) -> None:
    links = "type,id_1,id_2,regle\nproducteur-jour,FARM-1,mar,obligatoire\n"
    (link,) = problem_with(tmp_path / "week", links=links).links
    assert (link.kind, link.second_id, link.rule) == (
        LinkKind.PRODUCER_DAY,
        "tue",
        LinkRule.REQUIRED,
    )


def test_a_pair_of_site_and_vehicle_may_hold_on_one_day(tmp_path: Path) -> None:
    links = "kind,first_id,second_id,rule,day\nsite-vehicle,SITE-1,van,required,wed\n"
    (link,) = problem_with(tmp_path / "week", links=links).links
    assert (link.second_id, link.day) == ("van", 2)


def test_the_day_of_any_other_pair_is_its_second_id(tmp_path: Path) -> None:
    links = "kind,first_id,second_id,rule,day\nsite-day,SITE-1,wed,required,wed\n"
    reading = read_with(tmp_path / "week", links=links)
    assert [(one.code, one.row, one.column) for one in reading.findings] == [("link-day", 2, "day")]


def test_a_usual_pair_that_is_no_site_and_day_changes_nothing_and_says_so(tmp_path: Path) -> None:
    links = (
        "kind,first_id,second_id,rule\nsite-vehicle,SITE-1,van,usual\nsite-day,SITE-1,mon,usual\n"
    )
    reading = read_with(tmp_path / "week", links=links)
    assert [(one.code, one.row, one.severity) for one in reading.findings] == [
        ("link-usual", 2, Severity.WARNS)
    ]


def test_a_closure_without_a_factor_closes_the_road(tmp_path: Path) -> None:
    closures = f"roads,area,by,between\nA7,,,07:00-10:00\n,{AROUND_SITE_1},1.5,\n"
    closed, slower = problem_with(tmp_path / "week", closures=closures).roads.changes
    assert (closed.by, closed.roads, closed.start_min) == (math.inf, {"A7"}, 420)
    assert (slower.by, len(slower.area), slower.end_min) == (1.5, 4, 1440)


def test_a_closure_says_where_it_is(tmp_path: Path) -> None:
    reading = read_with(tmp_path / "week", closures="roads,by,reason\n,2,fog\n")
    assert [finding.words("en") for finding in reading.findings] == [
        "closures.csv:2: this closure does not say where; give roads (names of roads)"
        " or area (an outline)"
    ]


def test_own_travel_is_read_with_bands_and_kinds(tmp_path: Path) -> None:
    travel = "from_id,to_id,km,min,band,vehicle_kind\nHUB-1,SITE-1,3,9,08:00-09:30,camion\n"
    (leg,) = problem_with(tmp_path / "week", travel=travel).own_legs
    assert (leg.km, leg.min, leg.start_min, leg.end_min) == (3, 9, 480, 570)
    assert leg.vehicle_kind == "truck"
