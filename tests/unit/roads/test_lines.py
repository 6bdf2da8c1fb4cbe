from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations
from math import inf
from pathlib import Path

import numpy as np
import pytest
from tests.builders import a_problem
from tests.unit.roads.places import NOON, TOWNS, on_roads

from foodplan.domain.basics import Location, VehicleKind, haversine_km
from foodplan.domain.policy import RoadChange, RoadSettings
from foodplan.roads import build_travel, route_lines
from foodplan.roads.geometry import great_circle_km, share_inside
from foodplan.roads.region import read_outlines

VAN = VehicleKind.VAN


def as_points(line: tuple[Location, ...]) -> np.ndarray:
    return np.array([(point.lon, point.lat) for point in line])


def test_no_line_crosses_the_lagoon(regions: Path) -> None:
    lagoon = max(
        (one.ring for one in read_outlines(regions / "region-amp") if one.is_water),
        key=lambda ring: ring[:, 1].mean(),
    )
    around = ("AIX", "BER", "IST", "MTG", "SAL", "VP")
    legs = [(a, b, VAN) for a, b in permutations(around, 2)]
    for leg, line in route_lines(on_roads(*around), legs, regions=regions).items():
        points = as_points(line)
        share = share_inside(points[:-1], points[1:], lagoon)
        over_km = (share * great_circle_km(points[:-1], points[1:])).sum()
        assert over_km < 0.5, leg  # the outline is good to 100 m, a bay's mouth is crossed


def test_a_line_leads_from_place_to_place_and_is_nearly_as_long_as_the_leg(regions: Path) -> None:
    problem = on_roads("BER", "MTG")
    line = route_lines(problem, [("BER", "MTG", VAN)], regions=regions)["BER", "MTG", VAN]
    assert (line[0], line[-1]) == (TOWNS["BER"], TOWNS["MTG"])
    drawn_km = sum(haversine_km(a, b) for a, b in pairwise(line))
    leg = build_travel(problem, regions=regions).leg("BER", "MTG", kind=VAN, depart_min=NOON)
    assert drawn_km == pytest.approx(leg.km, rel=0.2)


def test_near_places_are_joined_straight(regions: Path) -> None:
    near = Location(lat=TOWNS["VP"].lat + 0.004, lon=TOWNS["VP"].lon)
    problem = on_roads("N", "VP", places={"N": near})
    lines = route_lines(problem, [("N", "VP", VAN)], regions=regions)
    assert lines["N", "VP", VAN] == (near, TOWNS["VP"])


def test_a_leg_without_a_way_has_no_line(regions: Path) -> None:
    problem = on_roads("AIX", "VP", changes=(RoadChange(by=inf),))
    assert route_lines(problem, [("AIX", "VP", VAN)], regions=regions) == {}


def test_lines_follow_the_network_whatever_the_times_come_from(regions: Path) -> None:
    problem = on_roads("BER", "MTG")
    own = replace(problem, roads=replace(problem.roads, source="table"))
    legs = [("BER", "MTG", VAN)]
    assert route_lines(own, legs, regions=regions) == route_lines(problem, legs, regions=regions)


def test_without_a_region_lines_are_straight() -> None:
    problem = a_problem(roads=RoadSettings(source="straight-line"))
    lines = route_lines(problem, [("H", "A", VAN)], regions=Path("nowhere"))
    assert lines["H", "A", VAN] == (problem.locations["H"], problem.locations["A"])
