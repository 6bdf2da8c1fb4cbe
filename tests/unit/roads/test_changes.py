from __future__ import annotations

from math import inf
from pathlib import Path

import pytest
from tests.unit.roads.places import NOON, PEAK, on_roads

from foodplan.domain.basics import Location, VehicleKind
from foodplan.domain.policy import RoadChange
from foodplan.roads import build_travel, read_road_names
from foodplan.roads.changes import band_starts_min, bands
from foodplan.tables.travel import Leg

BERRE = (
    Location(lat=43.46, lon=5.15),
    Location(lat=43.46, lon=5.19),
    Location(lat=43.49, lon=5.19),
    Location(lat=43.49, lon=5.15),
)


def ride(
    regions: Path,
    start: str,
    end: str,
    *changes: RoadChange,
    departures_min: tuple[float, ...] = (NOON,),
    depart_min: float = NOON,
) -> Leg:
    problem = on_roads(start, end, departures_min=departures_min, changes=changes)
    travel = build_travel(problem, regions=regions)
    return travel.leg(start, end, kind=VehicleKind.VAN, depart_min=depart_min)


def test_a_closed_motorway_forces_a_longer_way(regions: Path) -> None:
    usual = ride(regions, "MTG", "VP")
    closed = ride(regions, "MTG", "VP", RoadChange(by=inf, roads=frozenset({"A55"})))
    assert closed.minutes > usual.minutes + 5
    assert closed.km < inf


def test_a_slow_motorway_costs_time_and_never_more_than_the_factor(regions: Path) -> None:
    usual = ride(regions, "SAL", "NORD").minutes
    slow = ride(regions, "SAL", "NORD", RoadChange(by=2.0, roads=frozenset({"A7"}))).minutes
    assert usual < slow <= 2 * usual


def test_everything_twice_as_slow_doubles_all_but_the_kerb(regions: Path) -> None:
    usual = ride(regions, "SAL", "NORD")
    slow = ride(regions, "SAL", "NORD", RoadChange(by=2.0))
    assert slow.minutes - 2 == pytest.approx(2 * (usual.minutes - 2))
    assert slow.km == pytest.approx(usual.km)


def test_an_area_leaves_ways_outside_it_alone(regions: Path) -> None:
    slow = RoadChange(by=3.0, area=BERRE)
    assert ride(regions, "AUB", "VP", slow) == ride(regions, "AUB", "VP")
    assert ride(regions, "BER", "SAL", slow).minutes > ride(regions, "BER", "SAL").minutes


def test_a_closed_area_cuts_off_the_places_in_it(regions: Path) -> None:
    closed = RoadChange(by=inf, area=BERRE)
    assert ride(regions, "BER", "SAL", closed) == Leg(km=inf, minutes=inf)


def test_a_change_holds_in_the_bands_that_its_hours_touch(regions: Path) -> None:
    jam = RoadChange(by=2.0, start_min=420, end_min=600)
    departures = (PEAK, NOON)
    for depart_min, is_slow in ((PEAK, True), (NOON, False)):
        given = {"departures_min": departures, "depart_min": depart_min}
        usual = ride(regions, "SAL", "VP", **given)
        slow = ride(regions, "SAL", "VP", jam, **given)
        assert (slow.minutes > usual.minutes) is is_slow


def test_a_change_of_hours_cuts_the_day_even_with_one_departure(regions: Path) -> None:
    jam = RoadChange(by=2.0, start_min=420, end_min=600)
    travel = build_travel(on_roads("SAL", "VP", changes=(jam,)), regions=regions)
    minutes = [
        travel.leg("SAL", "VP", kind=VehicleKind.VAN, depart_min=at).minutes
        for at in (419, 420, 599, 600)
    ]
    assert travel.band_starts_min == (0.0, 420.0, 600.0)
    assert minutes[0] == minutes[3] < minutes[1] == minutes[2]


def test_bands_begin_at_departures_and_at_hours_of_changes() -> None:
    jam = RoadChange(by=2.0, start_min=500, end_min=720)
    assert band_starts_min((480.0, 720.0), ()) == (480.0, 720.0)
    assert band_starts_min((480.0, 720.0), (jam, RoadChange(by=2.0))) == (480.0, 500.0, 720.0)


def test_the_first_band_begins_at_midnight_and_the_last_ends_there() -> None:
    assert bands((480.0, 720.0)) == ((0.0, 720.0), (720.0, 1440.0))


def test_an_edge_answers_to_each_of_its_names(regions: Path) -> None:
    names = read_road_names(regions / "region-amp")
    assert {"A7", "D113", "D20", "D113/D20", "L2"} <= set(names)
