from __future__ import annotations

from math import inf
from pathlib import Path

import numpy as np
import pytest
from tests.builders import a_problem, a_site, near

from foodplan.domain.basics import VehicleKind, haversine_km
from foodplan.domain.policy import RoadChange, RoadSettings
from foodplan.domain.problem import OwnLeg
from foodplan.errors import InvalidValue
from foodplan.roads import build_travel
from foodplan.tables.travel import Leg

VAN, TRUCK = VehicleKind.VAN, VehicleKind.TRUCK
NOWHERE = Path("nowhere")


def own_table(*legs: OwnLeg, **settings: object) -> object:
    roads = RoadSettings(source="table", **settings)  # type: ignore[arg-type]
    return build_travel(a_problem(own_legs=legs, roads=roads), regions=NOWHERE)


def test_an_own_table_is_used_as_it_is() -> None:
    travel = own_table(
        OwnLeg(from_id="H", to_id="A", km=5, min=9),
        OwnLeg(from_id="A", to_id="H", km=6, min=14),
        OwnLeg(from_id="A", to_id="GONE", km=1, min=1),
        changes=(RoadChange(by=3.0),),
    )
    assert travel.leg("H", "A", kind=VAN, depart_min=480) == Leg(km=5, minutes=9)
    assert travel.leg("A", "H", kind=TRUCK, depart_min=480) == Leg(km=6, minutes=14)
    assert travel.origin == "table"


def test_a_missing_pair_has_no_way_and_a_missing_diagonal_is_0() -> None:
    travel = own_table(OwnLeg(from_id="H", to_id="A", km=5, min=9))
    assert travel.leg("A", "H", kind=VAN, depart_min=480) == Leg(km=inf, minutes=inf)
    assert travel.leg("A", "A", kind=VAN, depart_min=480) == Leg(km=0, minutes=0)


def test_a_given_diagonal_stays() -> None:
    travel = own_table(OwnLeg(from_id="A", to_id="A", km=1, min=2))
    assert travel.leg("A", "A", kind=VAN, depart_min=480) == Leg(km=1, minutes=2)


def test_the_more_precise_row_wins() -> None:
    travel = own_table(
        OwnLeg(from_id="H", to_id="A", km=5, min=40, vehicle_kind="truck"),
        OwnLeg(from_id="H", to_id="A", km=5, min=20, start_min=480, end_min=570),
        OwnLeg(from_id="H", to_id="A", km=5, min=10),
    )
    assert travel.band_starts_min == (0.0, 480.0, 570.0)
    of_van = [travel.leg("H", "A", kind=VAN, depart_min=at).minutes for at in (479, 480, 570)]
    assert of_van == [10, 20, 10]
    assert travel.leg("H", "A", kind=TRUCK, depart_min=480).minutes == 40


def test_a_straight_line_is_stretched_and_driven_at_one_speed() -> None:
    problem = a_problem(roads=RoadSettings(source="straight-line", departures_min=(480.0, 720.0)))
    crow_km = haversine_km(problem.locations["H"], problem.locations["A"])
    travel = build_travel(problem, regions=NOWHERE)
    for depart_min in (480, 720):
        leg = travel.leg("H", "A", kind=VAN, depart_min=depart_min)
        assert leg.km == pytest.approx(1.34 * crow_km)
        assert leg.minutes == pytest.approx(leg.km / 40 * 60)


def test_a_closed_everywhere_leaves_only_staying_put() -> None:
    roads = RoadSettings(source="straight-line", changes=(RoadChange(by=inf),))
    travel = build_travel(a_problem(roads=roads), regions=NOWHERE)
    assert travel.leg("H", "A", kind=VAN, depart_min=480) == Leg(km=inf, minutes=inf)
    assert travel.leg("H", "H", kind=VAN, depart_min=480) == Leg(km=0, minutes=0)


def test_an_unknown_source_names_the_known_ones() -> None:
    problem = a_problem(roads=RoadSettings(source="crystal-ball"))
    with pytest.raises(InvalidValue, match="give skeleton, table or straight-line"):
        build_travel(problem, regions=NOWHERE)


def test_a_block_of_straight_lines_holds_the_same_legs_in_any_order() -> None:
    slow = RoadChange(by=3, start_min=600, end_min=720, area=(near(-1, -1), near(1, 0), near(0, 9)))
    roads = RoadSettings(source="straight-line", departures_min=(480.0,), changes=(slow,))
    sites = tuple(a_site(f"S{i}", location=near(i, 3 * i)) for i in range(5))
    travel = build_travel(a_problem({}, sites=sites, roads=roads), regions=NOWHERE)
    km, minutes = travel.table(VAN)
    some, others = np.array([4, 0, 2]), np.array([1, 2])
    for band in range(len(travel.band_starts_min)):
        block = travel.legs.block(VAN, band, some, others)
        assert np.array_equal(block[0], km[band][np.ix_(some, others)])
        assert np.array_equal(block[1], minutes[band][np.ix_(some, others)])
    assert (minutes[1] > minutes[0]).any()
