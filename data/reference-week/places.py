"""Where a place may stand: on land, away from the shore, outside the massifs."""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

M_PER_DEGREE = 111_195.0  # of latitude, on a sphere of radius 6371 km
SHORE_M = 150.0
"""The outlines are good to about 100 m, so nothing is put nearer to the water."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""
Ring = tuple[Point, ...]
"""Closed: the last corner repeats the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Outlines of one region."""

    lagoon: Ring
    sea: Ring
    islands: tuple[Ring, ...]
    massifs: tuple[Ring, ...]

    def is_water(self, point: Point) -> bool:
        if inside(point, self.lagoon):
            return True
        return inside(point, self.sea) and not any(inside(point, ring) for ring in self.islands)

    def shore_m(self, point: Point) -> float:
        """Metres to the nearest shore, on either side of it."""
        return min(ring_m(point, ring) for ring in (self.lagoon, self.sea, *self.islands))

    def is_buildable(self, point: Point) -> bool:
        if self.is_water(point) or any(inside(point, ring) for ring in self.massifs):
            return False
        return self.shore_m(point) >= SHORE_M


def read_ground(path: Path) -> Ground:
    rings: dict[tuple[str, int], list[Point]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            corner = (float(row["lat"]), float(row["lon"]))
            rings.setdefault((row["shape"], int(row["ring"])), []).append(corner)
    closed = {key: tuple(ring) for key, ring in rings.items()}
    lagoon = closed.pop(("etang de Berre", 0))
    sea = closed.pop(("sea (clipped)", 0))
    islands = tuple(ring for (shape, _), ring in closed.items() if shape == "sea (clipped)")
    massifs = tuple(ring for (shape, _), ring in closed.items() if shape != "sea (clipped)")
    return Ground(lagoon=lagoon, sea=sea, islands=islands, massifs=massifs)


def place_near(
    rng: random.Random,
    ground: Ground,
    centre: Point,
    *,
    north_m: float,
    east_m: float,
    apart_m: float,
    taken: Iterable[Point],
) -> Point:
    """Draw a point in an ellipse around a centre, on buildable ground and apart from the others.

    The ellipse grows by 1 % after each refused draw, so a crowded district spills over its edge.
    """
    others = tuple(taken)
    for n_refused in range(400):
        size = math.sqrt(rng.random()) * 1.01**n_refused
        angle = rng.random() * 2 * math.pi
        point = moved(
            centre,
            north_m=size * north_m * math.cos(angle),
            east_m=size * east_m * math.sin(angle),
        )
        is_free = all(distance_m(point, other) >= apart_m for other in others)
        if is_free and ground.is_buildable(point):
            return point
    raise ValueError(f"no buildable ground around {centre}")


def moved(point: Point, *, north_m: float, east_m: float) -> Point:
    """Return the point that far away, rounded to 5 decimals (1 m)."""
    lat, lon = point
    east_degrees = east_m / (M_PER_DEGREE * math.cos(math.radians(lat)))
    return round(lat + north_m / M_PER_DEGREE, 5), round(lon + east_degrees, 5)


def distance_m(a: Point, b: Point) -> float:
    """Flat-earth metres, right to 0.1 % within the region."""
    return math.hypot(*_flat_m(a, b))


def inside(point: Point, ring: Sequence[Point]) -> bool:
    """Count the ring's sides east of the point: odd is inside."""
    lat, lon = point
    answer = False
    for (lat_a, lon_a), (lat_b, lon_b) in pairwise(ring):
        is_level = (lat_a > lat) != (lat_b > lat)
        if is_level and lon < lon_a + (lat - lat_a) * (lon_b - lon_a) / (lat_b - lat_a):
            answer = not answer
    return answer


def ring_m(point: Point, ring: Sequence[Point]) -> float:
    """Metres to the nearest side of the ring."""
    return min(_side_m(point, a, b) for a, b in pairwise(ring))


def _side_m(point: Point, a: Point, b: Point) -> float:
    (ax, ay), (bx, by) = _flat_m(point, a), _flat_m(point, b)
    dx, dy = bx - ax, by - ay
    length_2 = dx * dx + dy * dy
    along = 0.0 if length_2 == 0 else min(1.0, max(0.0, -(ax * dx + ay * dy) / length_2))
    return math.hypot(ax + along * dx, ay + along * dy)


def _flat_m(origin: Point, point: Point) -> tuple[float, float]:
    """Metres east and north of the origin."""
    scale = math.cos(math.radians(origin[0])) * M_PER_DEGREE
    return (point[1] - origin[1]) * scale, (point[0] - origin[0]) * M_PER_DEGREE
