from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.builders import a_problem

from foodplan.domain.basics import Location
from foodplan.domain.geometry import in_water
from foodplan.domain.policy import RoadSettings
from foodplan.errors import NotFound
from foodplan.roads import build_travel, read_backdrop
from foodplan.roads.region import read_region


@pytest.fixture
def copy(regions: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(regions / "region-amp", tmp_path / "region-amp"))


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_backdrop_has_water_islands_roads_and_towns(regions: Path) -> None:
    backdrop = read_backdrop(regions / "region-amp")
    assert len(backdrop.water) == 2
    assert len(backdrop.islands) == 8
    assert {kind for _, kind, _ in backdrop.roads} == {"motorway", "main"}
    assert any(name == "Marseille" and n > 800_000 for name, n, _ in backdrop.towns)
    assert "Licence Ouverte" in backdrop.source


def test_a_place_ten_kilometres_off_the_coast_lies_in_the_sea(regions: Path) -> None:
    backdrop = read_backdrop(regions / "region-amp")
    assert in_water(Location(lat=43.10, lon=5.20), backdrop)
    assert not in_water(Location(lat=43.296, lon=5.381), backdrop)


def test_a_problem_without_a_region_is_told_what_to_write(regions: Path) -> None:
    with pytest.raises(NotFound, match=r"name a folder such as region-amp in week.yaml"):
        build_travel(a_problem(), regions=regions)


def test_a_missing_region_is_named(regions: Path) -> None:
    problem = a_problem(roads=RoadSettings(region="atlantis"))
    with pytest.raises(NotFound, match=r"no region atlantis .* name an existing folder"):
        build_travel(problem, regions=regions)


def test_a_missing_table_is_named(copy: Path) -> None:
    (copy / "road_edges.csv").unlink()
    with pytest.raises(NotFound, match=r"road_edges.csv cannot be read; put the region's tables"):
        read_region(copy)


def test_an_unknown_class_is_named_with_its_line(copy: Path) -> None:
    replace_in(copy / "road_edges.csv", ",A7,M2,", ",A7,M9,")
    with pytest.raises(NotFound, match=r"road_edges.csv:2 cannot be used \('M9' is none of M1"):
        read_region(copy)


def test_a_length_of_nothing_is_refused(copy: Path) -> None:
    replace_in(copy / "road_edges.csv", ",A7,M2,4.6,", ",A7,M2,0,")
    with pytest.raises(NotFound, match=r"road_edges.csv:2 cannot be used .*above 0"):
        read_region(copy)


def test_an_edge_to_nowhere_is_refused(copy: Path) -> None:
    replace_in(copy / "road_edges.csv", "AIXP,ARN,", "AIXP,ZZZ,")
    with pytest.raises(NotFound, match=r"road A7 uses node ZZZ"):
        read_region(copy)


def test_traffic_needs_the_row_of_all_roads(copy: Path) -> None:
    replace_in(copy / "travel_time_factors.csv", "ALL,", "SOME,")
    with pytest.raises(NotFound, match=r"has no row ALL"):
        read_region(copy)


def test_a_table_with_a_heading_only_is_refused(copy: Path) -> None:
    path = copy / "communes.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    with pytest.raises(NotFound, match=r"communes.csv has no rows"):
        read_backdrop(copy)
