from __future__ import annotations

import math

import pytest
from tests.builders import CENTRE, near

from foodplan.domain.basics import Location, haversine_km
from foodplan.domain.geometry import hull_around, in_ring, km_to_ring
from foodplan.domain.names import closest

SQUARE = (near(-2, -2), near(-2, 2), near(2, 2), near(2, -2))


def test_a_point_lies_inside_a_square_or_outside() -> None:
    assert in_ring(CENTRE, SQUARE)
    assert in_ring(CENTRE, (*SQUARE, SQUARE[0]))
    assert not in_ring(near(3, 0), SQUARE)
    assert not in_ring(near(0, 3), SQUARE)
    assert not in_ring(CENTRE, ())


def test_a_bay_of_a_ring_is_outside_it() -> None:
    ring = (near(0, 0), near(0, 4), near(4, 4), near(1, 2), near(4, 0))
    assert not in_ring(near(3, 2), ring)
    assert in_ring(near(0.5, 2), ring)


def test_distance_to_a_ring_is_that_to_its_nearest_side_or_corner() -> None:
    assert km_to_ring(CENTRE, SQUARE) == pytest.approx(2, rel=0.01)
    assert km_to_ring(near(2.5, 0), SQUARE) == pytest.approx(0.5, rel=0.02)
    assert km_to_ring(near(5, 6), SQUARE) == pytest.approx(5, rel=0.01)
    assert km_to_ring(CENTRE, ()) == math.inf


def test_a_hull_reaches_the_margin_around_its_places() -> None:
    hull = hull_around([near(0, 0), near(0, 10), near(5, 5)], margin_km=1)
    for place in (near(0, -0.9), near(0, 10.9), near(5.9, 5), near(2, 5)):
        assert in_ring(place, hull)
    for place in (near(0, -1.1), near(6.1, 5), near(5, 0)):
        assert not in_ring(place, hull)


def test_the_hull_of_one_place_is_a_ring_of_that_radius() -> None:
    corners = hull_around([CENTRE], margin_km=1)
    assert len(corners) == 12
    for corner in corners:
        assert haversine_km(CENTRE, corner) == pytest.approx(1, rel=0.01)
    assert hull_around([], margin_km=1) == ()


def test_a_name_is_found_without_accents_and_case() -> None:
    assert closest("berre l'etang", ["Berre-l'Étang", "Aix"]) == "Berre-l'Étang"
    assert closest("van-3", ["VAN-13", "VAN-03", "VAN-30"]) == "VAN-03"
    assert closest("zzz", ["Aix"]) is None
    assert closest("x", []) is None


def test_places_are_plain_locations() -> None:
    assert all(isinstance(corner, Location) for corner in hull_around([CENTRE], margin_km=1))
