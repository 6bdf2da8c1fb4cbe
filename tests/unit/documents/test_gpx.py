from __future__ import annotations

import re
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest
from tests.fake_planner import NASTY
from tests.plans import hand_plan, hand_problem

from foodplan.documents.driven import file_name
from foodplan.documents.gpx import route_gpx
from foodplan.domain.ids import RunId, VehicleId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.errors import NotFound

GPX = "{http://www.topografix.com/GPX/1/1}"
PLAN, PROBLEM = hand_plan(), hand_problem()


def monday(plan: Plan = PLAN, problem: Problem = PROBLEM) -> Element:
    made = route_gpx(plan, problem, RunId("w1"), 0, VehicleId("V1"), language="en")
    return fromstring(made)


def names(parent: Element, tag: str) -> list[str | None]:
    return [one.findtext(f"{GPX}name") for one in parent.findall(f"{GPX}{tag}")]


def test_stops_are_named_by_number_time_and_place_as_on_the_sheet() -> None:
    root = monday()

    assert (root.tag, root.get("version")) == (f"{GPX}gpx", "1.1")
    assert names(root, "wpt") == ["H", "1 08:30 A, Marseille", "2 08:55 P1"]
    told = [one.findtext(f"{GPX}desc") for one in root.findall(f"{GPX}wpt")]
    assert told[0] is None
    assert told[1] is not None
    assert told[1].startswith("10 × basket (")
    assert told[2] is not None
    assert told[2].startswith("load 100 kg of apple, 10 crates (lot L2)")


def test_a_trip_leads_from_the_hub_through_its_stops_and_back() -> None:
    (trip,) = monday().findall(f"{GPX}rte")

    assert trip.findtext(f"{GPX}name") == "V1, trip 1"
    assert (trip.findtext(f"{GPX}desc") or "").startswith("Trip 1: load at H from")
    assert names(trip, "rtept") == ["H", "1 08:30 A, Marseille", "2 08:55 P1", "H"]
    points = [(one.get("lat"), one.get("lon")) for one in trip.findall(f"{GPX}rtept")]
    home = PROBLEM.hub["H"].location  # type: ignore[index]
    assert points[0] == points[-1] == (f"{home.lat:.6f}", f"{home.lon:.6f}")


def test_with_several_trips_a_stop_says_of_which_it_is() -> None:
    (first, second), (trip,) = PLAN.routes, PLAN.routes[0].trips
    plan = replace(PLAN, routes=(replace(first, trips=(trip, trip)), second))
    root = monday(plan)

    assert len(root.findall(f"{GPX}rte")) == 2
    assert names(root, "wpt")[1::2] == ["1.1 08:30 A, Marseille", "2.1 08:30 A, Marseille"]


def test_french_keeps_its_narrow_spaces() -> None:
    made = route_gpx(PLAN, PROBLEM, RunId("w1"), 0, VehicleId("V1"), language="fr")
    about = fromstring(made).findtext(f"{GPX}metadata/{GPX}name")
    assert about == "V1 (V1), Lundi 23\u00a0novembre 2026"


def test_names_that_people_typed_cannot_break_the_file() -> None:
    sites = [
        replace(row, label=f"{NASTY}\x07") if row.site_id == "A" else row for row in PROBLEM.sites
    ]
    told = names(monday(problem=replace(PROBLEM, sites=tuple(sites))), "wpt")[1]
    assert told is not None
    assert NASTY in told
    assert "\x07" not in told


def test_a_vehicle_that_does_not_drive_that_day_is_named() -> None:
    with pytest.raises(NotFound, match="V1 does not drive on that day in plan w1"):
        route_gpx(PLAN, PROBLEM, RunId("w1"), 3, VehicleId("V1"), language="en")


def test_the_file_has_a_name_whatever_the_vehicle_is_called() -> None:
    assert file_name(0, VehicleId("VAN-03"), "gpx") == "mon-VAN-03.gpx"
    assert file_name(2, VehicleId("../né 1"), "gpx").startswith("wed-.._n__1-")


def test_vehicles_whose_ids_differ_in_special_characters_only_have_a_file_each() -> None:
    ids = ("VAN_1", "VAN 1", "VAN/1", "VAN\\1", "VAN:1", "VANé1")
    names_of_files = {file_name(0, VehicleId(one), "gpx") for one in ids}
    assert len(names_of_files) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+", name) for name in names_of_files)


ORDER = {
    "gpx": ("metadata", "wpt", "rte", "trk", "extensions"),
    "metadata": ("name", "desc", "author", "copyright", "link", "time", "keywords", "bounds"),
    "rte": ("name", "cmt", "desc", "src", "link", "number", "type", "extensions", "rtept"),
    "wpt": ("ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym"),
    "rtept": ("ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym"),
}
"""Elements in the order of https://www.topografix.com/GPX/1/1/, which readers may insist on."""
REPEATED = {"wpt", "rte", "trk", "rtept", "link"}


def test_the_file_has_the_structure_that_gpx_1_1_publishes() -> None:
    root = monday()

    assert set(root.attrib) == {"version", "creator"}
    for parent in root.iter():
        tag = parent.tag.removeprefix(GPX)
        inside = [child.tag.removeprefix(GPX) for child in parent]
        order = ORDER.get(tag, ())
        assert inside == sorted(inside, key=order.index), tag
        assert all(inside.count(one) == 1 for one in inside if one not in REPEATED)
        if tag in ("wpt", "rtept"):
            assert set(parent.attrib) == {"lat", "lon"}
            assert -90 <= float(parent.attrib["lat"]) <= 90
            assert -180 <= float(parent.attrib["lon"]) < 180
