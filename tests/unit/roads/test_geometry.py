from __future__ import annotations

import numpy as np
import pytest

from foodplan.domain.basics import Location, haversine_km
from foodplan.roads.geometry import great_circle_km, is_inside, share_inside

SQUARE = np.array([(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)])
# A square with a bay cut into its east side: 1 < x, 0.5 < y < 1.5 lies outside.
BAY = np.array([(0, 0), (2, 0), (2, 0.5), (1, 0.5), (1, 1.5), (2, 1.5), (2, 2), (0, 2)], float)


def test_great_circle_agrees_with_the_domain() -> None:
    a, b = Location(lat=43.2951, lon=5.3744), Location(lat=43.5298, lon=5.4475)
    km = great_circle_km(np.array([a.lon, a.lat]), np.array([b.lon, b.lat]))
    assert float(km) == pytest.approx(haversine_km(a, b))


def test_points_in_the_bay_lie_outside() -> None:
    points = np.array([(0.5, 1.0), (1.5, 1.0), (1.5, 0.2), (3.0, 1.0)])
    assert is_inside(points, BAY).tolist() == [True, False, True, False]


@pytest.mark.parametrize("ring", [SQUARE, SQUARE[::-1], np.vstack((SQUARE, SQUARE[:1]))])
def test_the_share_does_not_depend_on_how_the_ring_is_written(ring: np.ndarray) -> None:
    starts = np.array([(-1.0, 1.0), (0.5, 0.5), (1.0, 1.0), (5.0, 5.0)])
    ends = np.array([(3.0, 1.0), (1.5, 1.5), (1.0, 5.0), (6.0, 5.0)])
    # Four long of which two inside; all inside; one of four; nothing.
    assert share_inside(starts, ends, ring).tolist() == pytest.approx([0.5, 1.0, 0.25, 0.0])


def test_a_segment_that_crosses_a_bay_counts_only_what_is_inside() -> None:
    starts, ends = np.array([(1.5, -1.0)]), np.array([(1.5, 3.0)])
    assert share_inside(starts, ends, BAY).tolist() == pytest.approx([0.25])


def test_the_share_agrees_with_counting_points_along_the_way() -> None:
    rng = np.random.default_rng(1)
    angles = np.sort(rng.uniform(0, 2 * np.pi, 30))
    star = (rng.uniform(0.3, 1.0, 30) * np.array([np.cos(angles), np.sin(angles)])).T
    starts, ends = rng.uniform(-1, 1, (2, 50, 2))
    along = (np.arange(2000) + 0.5) / 2000
    points = starts[:, None] + (ends - starts)[:, None] * along[:, None]
    counted = is_inside(points.reshape(-1, 2), star).reshape(50, 2000).mean(axis=1)
    assert np.abs(share_inside(starts, ends, star) - counted).max() < 0.005


def test_a_point_is_wholly_in_or_out() -> None:
    points = np.array([(1.0, 1.0), (5.0, 5.0)])
    assert share_inside(points, points, SQUARE).tolist() == [1.0, 0.0]
