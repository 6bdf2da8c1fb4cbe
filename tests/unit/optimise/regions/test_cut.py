"""Where parts end."""

from __future__ import annotations

import numpy as np
import pytest
from tests.routing_tasks import a_task

from foodplan.optimise.routing.regions.cut import bisected, plane, turned


def test_points_of_a_plane_are_found_again_from_their_distances() -> None:
    points = np.array([(0, 0), (30, 5), (10, 40), (25, 25), (3, 60)], dtype=float)
    minutes = np.hypot(*(points[:, None] - points[None]).T).T
    found = plane(a_task(minutes.tolist())) / 60
    again = np.hypot(*(found[:, None] - found[None]).T).T
    assert again == pytest.approx(minutes, abs=0.2)


def test_parts_hold_everything_once_and_no_more_than_they_may() -> None:
    points = np.random.default_rng(1).random((100, 2))
    parts = bisected(points, np.ones(100, dtype=np.int64), 15)
    assert sorted(row for part in parts for row in part.tolist()) == list(range(100))
    assert max(len(part) for part in parts) <= 15
    assert len(parts) <= 8


def test_a_row_that_is_too_heavy_is_a_part_of_its_own() -> None:
    points = np.array([(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)])
    parts = bisected(points, np.array([1, 50, 1]), 10)
    assert sorted(part.tolist() for part in parts) == [[0], [1], [2]]


def test_the_longest_side_is_cut_until_the_axes_turn() -> None:
    points = np.array([(x, y) for x in range(10) for y in range(2)], dtype=float)
    ones = np.ones(len(points), dtype=np.int64)
    left, right = bisected(points, ones, 10)
    assert points[left, 0].max() < points[right, 0].min()
    assert np.allclose(turned(turned(points, 0.2), -0.2), points)
