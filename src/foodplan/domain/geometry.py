"""Small plane geometry on the globe: a point in a ring, how far from it, a hull around places.

Degrees are treated as a plane whose longitudes shrink with the cosine of the latitude; over the
tens of kilometres of one region the error stays below a hundredth.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import EARTH_RADIUS_KM, Location

KM_PER_DEGREE = math.pi * EARTH_RADIUS_KM / 180
CORNERS_OF_A_CIRCLE = 12
SHORE_KM = 0.2
"""Outlines are drawn to about 100 m: a place so near to the shore may stand on a quay."""


def in_water(place: Location, backdrop: Backdrop) -> bool:
    """Whether a place lies in the sea or a lagoon, the shore aside."""
    if not any(in_ring(place, ring) for ring in backdrop.water):
        return False
    if any(in_ring(place, island) for island in backdrop.islands):
        return False
    shores = (*backdrop.water, *backdrop.islands)
    return all(km_to_ring(place, shore) > SHORE_KM for shore in shores)


def in_ring(point: Location, ring: Sequence[Location]) -> bool:
    """Whether the point lies inside the ring (closed or not); False for under three corners.

    Even-odd rule: a ray to the east crosses the border an odd number of times. A point exactly on
    the border may fall on either side.
    """
    inside = False
    lat, lon = point.lat, point.lon
    before = ring[-1] if ring else point
    was_north = before.lat > lat
    for corner in ring:
        is_north = corner.lat > lat
        if is_north != was_north:
            along = (lat - corner.lat) / (before.lat - corner.lat)
            if lon < corner.lon + along * (before.lon - corner.lon):
                inside = not inside
        before, was_north = corner, is_north
    return inside


def km_to_ring(point: Location, ring: Sequence[Location]) -> float:
    """Shortest distance to the border of the ring, from either side; `inf` for no corners."""
    if not ring:
        return math.inf
    corners = [_plane_km(corner, point) for corner in ring]
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return min(_km_to_segment(start, end) for start, end in pairs)


def hull_around(places: Iterable[Location], *, margin_km: float) -> tuple[Location, ...]:
    """Corners of the convex hull of circles of `margin_km` around the places; () for no place."""
    points = {
        (place.lon + east, place.lat + north)
        for place in places
        for east, north in _circle(place.lat, margin_km)
    }
    if not points:
        return ()
    ordered = sorted(points)
    lower, upper = _half_hull(ordered), _half_hull(ordered[::-1])
    corners = (*lower[:-1], *upper[:-1])
    return tuple(Location(lat=round(lat, 6), lon=round(lon, 6)) for lon, lat in corners)


Point = tuple[float, float]


def _plane_km(place: Location, origin: Location) -> Point:
    """East and north of the origin."""
    east = (place.lon - origin.lon) * KM_PER_DEGREE * math.cos(math.radians(origin.lat))
    return east, (place.lat - origin.lat) * KM_PER_DEGREE


def _km_to_segment(start: Point, end: Point) -> float:
    """From the origin of the plane to the segment."""
    along = (end[0] - start[0], end[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    share = 0.0
    if length > 0:
        share = min(1.0, max(0.0, -(start[0] * along[0] + start[1] * along[1]) / length))
    return math.hypot(start[0] + share * along[0], start[1] + share * along[1])


def _circle(lat: float, radius_km: float) -> list[Point]:
    """East and north steps in degrees to corners of a circle around a place of that latitude."""
    north = radius_km / KM_PER_DEGREE
    east = north / max(0.01, math.cos(math.radians(lat)))
    turns = [2 * math.pi * i / CORNERS_OF_A_CIRCLE for i in range(CORNERS_OF_A_CIRCLE)]
    return [(east * math.cos(turn), north * math.sin(turn)) for turn in turns]


def _half_hull(ordered: Sequence[Point]) -> list[Point]:
    """One side of the convex hull (Andrew's monotone chain)."""
    hull: list[Point] = []
    for point in ordered:
        while len(hull) > 1 and _turn(hull[-2], hull[-1], point) <= 0:
            hull.pop()
        hull.append(point)
    return hull


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
