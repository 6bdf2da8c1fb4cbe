from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.unit.roads.places import NIGHT, NOON, PEAK, TOWNS, on_roads

from foodplan.domain.basics import Location, VehicleKind
from foodplan.roads import build_travel
from foodplan.tables.travel import Leg, TravelMatrix

VAN, TRUCK = VehicleKind.VAN, VehicleKind.TRUCK


@pytest.fixture(scope="module")
def travel(regions: Path) -> TravelMatrix:
    return build_travel(on_roads(departures_min=(NIGHT, PEAK, NOON)), regions=regions)


def leg(travel: TravelMatrix, start: str, end: str, depart_min: float = NOON) -> Leg:
    return travel.leg(start, end, kind=VAN, depart_min=depart_min)


def test_berre_to_martigues_goes_round_the_lagoon(travel: TravelMatrix) -> None:
    # 12 km as the crow flies, 41 to 47 by road.
    assert 35 < leg(travel, "BER", "MTG").km < 50


def test_aix_is_half_an_hour_from_the_old_port(travel: TravelMatrix) -> None:
    found = leg(travel, "VP", "AIX")
    assert found.km == pytest.approx(30, rel=0.15)
    assert found.minutes == pytest.approx(35, rel=0.2)


def test_a_truck_is_never_faster_than_a_van(travel: TravelMatrix) -> None:
    assert (travel.table(TRUCK)[1] >= travel.table(VAN)[1]).all()


def test_a_peak_is_never_faster_than_noon_nor_noon_than_night(travel: TravelMatrix) -> None:
    night, peak, noon = travel.table(VAN)[1]
    assert (peak >= noon).all()
    assert (noon >= night).all()
    assert peak.max() > noon.max()


def test_both_directions_take_the_same(travel: TravelMatrix) -> None:
    for table in travel.table(VAN):
        assert np.allclose(table, table.transpose(0, 2, 1))


def test_a_cell_depends_on_its_two_places_only(travel: TravelMatrix, regions: Path) -> None:
    alone = build_travel(on_roads("BER", "SAL"), regions=regions)
    assert leg(alone, "BER", "SAL") == leg(travel, "BER", "SAL")


def test_a_stop_on_the_way_saves_no_time(travel: TravelMatrix) -> None:
    minutes = travel.table(VAN)[1][2]
    for via in range(len(minutes)):
        detour = minutes[:, via, None] + minutes[None, via, :]
        assert (minutes <= detour + 1e-9).all()


def test_no_road_is_shorter_than_the_straight_line(travel: TravelMatrix) -> None:
    straight = build_travel(
        replace(on_roads(), roads=replace(on_roads().roads, source="straight-line")),
        regions=Path("nowhere"),
    )
    # The straight-line source multiplies by 1.34; rounded edges may be 1 % too short.
    crow_km = straight.table(VAN)[0][0] / 1.34
    assert (travel.table(VAN)[0][2] >= 0.99 * crow_km).all()


def test_places_at_the_same_point_are_0_apart(regions: Path) -> None:
    twin = build_travel(on_roads("AIX", "TWIN", places={"TWIN": TOWNS["AIX"]}), regions=regions)
    assert leg(twin, "AIX", "TWIN") == Leg(km=0.0, minutes=0.0)


def test_near_places_go_straight_through_the_streets(regions: Path) -> None:
    near = Location(lat=TOWNS["VP"].lat + 0.004, lon=TOWNS["VP"].lon)
    # 445 m of old centre: × 1.53 at 13 km/h × 1.05, and a minute at each end.
    found = leg(build_travel(on_roads("N", "VP", places={"N": near}), regions=regions), "VP", "N")
    assert found.km == pytest.approx(0.68, abs=0.02)
    assert found.minutes == pytest.approx(2 + 0.68 / (13 * 1.05) * 60, abs=0.1)


def test_a_place_far_from_every_road_cannot_be_reached(regions: Path) -> None:
    lyon = Location(lat=45.76, lon=4.84)
    found = build_travel(on_roads("AIX", "LYON", places={"LYON": lyon}), regions=regions)
    assert leg(found, "AIX", "LYON") == Leg(km=np.inf, minutes=np.inf)
    assert leg(found, "LYON", "LYON") == Leg(km=0.0, minutes=0.0)
    assert found.snap_km["LYON"] > 100


def test_the_matrix_says_where_it_comes_from(travel: TravelMatrix) -> None:
    assert travel.origin == "skeleton"
    assert travel.band_starts_min == (NIGHT, PEAK, NOON)
    assert all(km < 1 for km in travel.snap_km.values())


def test_trucks_stay_off_roads_that_refuse_them(regions: Path) -> None:
    # The Prado tunnels are too low: a truck from the A50 to the port takes the streets.
    ends = {"A50": Location(lat=43.2838, lon=5.3960), "CAR": Location(lat=43.2905, lon=5.3668)}
    travel = build_travel(on_roads("A50", "CAR", places=ends), regions=regions)
    truck = travel.leg("A50", "CAR", kind=TRUCK, depart_min=NOON)
    assert truck.minutes > 1.5 * leg(travel, "A50", "CAR").minutes
