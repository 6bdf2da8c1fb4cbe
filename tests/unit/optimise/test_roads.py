"""Whole metres and seconds: worked out leg by leg, block by block or all at once, they agree."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from tests.builders import travel_table

from foodplan.optimise import roads as module
from foodplan.optimise.roads import roads_of
from foodplan.optimise.routing.task import RoadTable

MINUTES = [[0, 1.5, inf, 2], [1, 0, 7.301, 3], [4, 5, 0, inf], [2, 2, 2, 0]]
TRAVEL = travel_table(["H", "A", "B", "C"], MINUTES)


def test_seconds_are_rounded_up_and_metres_to_the_nearest() -> None:
    roads = roads_of(TRAVEL)
    assert isinstance(roads, RoadTable)
    assert roads.seconds_of(0, 0, 1, 2) == 439
    assert roads.metres_of(0, 0, 1, 2) == 7301


def test_legs_on_demand_are_those_of_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    table = roads_of(TRAVEL).table()
    monkeypatch.setattr(module, "_MOST_IN_TABLE", 3)
    roads = roads_of(TRAVEL)
    assert not isinstance(roads, RoadTable)
    some, others = np.array([3, 0, 2], dtype=np.int32), np.array([1, 2], dtype=np.int32)
    assert np.array_equal(roads.ways(0, some, others), table.ways(0, some, others))
    for place in range(4):
        for to in range(4):
            assert roads.has_way(1, place, to) == table.has_way(1, place, to)
            assert roads.metres_of(1, 0, place, to) == table.metres_of(1, 0, place, to)
            assert roads.seconds_of(1, 0, place, to) == table.seconds_of(1, 0, place, to)


def test_a_part_of_the_roads_is_numbered_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    some = np.array([3, 0, 2], dtype=np.int32)
    cut = roads_of(TRAVEL).among(some)
    monkeypatch.setattr(module, "_MOST_IN_TABLE", 3)
    on_demand = roads_of(TRAVEL).among(some)
    assert cut.place_ids == on_demand.place_ids == ("C", "H", "B")
    for name in ("metres", "seconds", "reachable"):
        assert np.array_equal(getattr(cut, name), getattr(on_demand, name))
    assert cut.seconds_of(0, 0, 0, 1) == 120
    assert not cut.has_way(0, 1, 2)
