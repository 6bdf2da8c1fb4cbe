"""A small picture of a plan as SVG: water, main roads, trips by day, hubs, producers and sites."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import Location

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 640, 300, 460
MARGIN_SHARE = 0.06
DAY_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#6a3d9a")
"""Monday first; told apart by most eyes (after Okabe and Ito)."""
WATER, LAND, ROAD = "#cfe0e8", "#f5f2eb", "#ddd6c8"
LARGE_TOWN = 15_000
NAME_WIDTH, NAME_HEIGHT = 95, 14
"""Nearer than this, the name of the smaller town is left out."""
BEYOND_DEGREES = 3.0

Position = Sequence[float]
"""Longitude, latitude."""
Feature = dict[str, Any]
"""Of a GeoJSON document, which knows no types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Where a place on earth lies in the picture."""

    west: float
    north: float
    pixels_per_degree: float
    squeeze: float
    """Length of a degree of longitude over one of latitude."""
    height: int

    def at(self, lon: float, lat: float) -> tuple[int, int]:
        x = (lon - self.west) * self.squeeze * self.pixels_per_degree
        y = (self.north - lat) * self.pixels_per_degree
        return round(x), round(y)

    def shows(self, point: tuple[int, int]) -> bool:
        return 0 <= point[0] <= WIDTH and 0 <= point[1] <= self.height


def picture(collection: Mapping[str, object], backdrop: Backdrop, *, title: str) -> str:
    """The plan's GeoJSON as one SVG."""
    features = _features(collection)
    points = [f for f in features if f["geometry"]["type"] == "Point"]
    trips = [f for f in features if f["properties"]["kind"] == "trip"]
    view = _view([f["geometry"]["coordinates"] for f in points])
    used = {stop for trip in trips for stop in trip["properties"]["stops"]}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {view.height}" '
        f'width="{WIDTH}" height="{view.height}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{view.height}" fill="{LAND}"/>',
        *_ground(backdrop, view),
        *_trips(trips, view),
        *_marks(points, used, view),
        *_towns(backdrop, view),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _features(collection: Mapping[str, object]) -> list[Feature]:
    found = collection["features"]
    if not isinstance(found, list):
        raise TypeError("not a feature collection")
    return found


def _view(positions: Sequence[Position]) -> View:
    """All places with a margin, in a picture that is neither a strip nor a tower."""
    lons, lats = [p[0] for p in positions], [p[1] for p in positions]
    squeeze = math.cos(math.radians(sum(lats) / len(lats)))
    wide = max((max(lons) - min(lons)) * squeeze, 0.02)
    tall = max(max(lats) - min(lats), 0.01)
    fit = 1 - 2 * MARGIN_SHARE
    height = min(MOST_HEIGHT, max(LEAST_HEIGHT, round(WIDTH * tall / wide)))
    scale = min(WIDTH * fit / wide, height * fit / tall)
    centre_lon, centre_lat = (max(lons) + min(lons)) / 2, (max(lats) + min(lats)) / 2
    return View(
        west=centre_lon - WIDTH / 2 / scale / squeeze,
        north=centre_lat + height / 2 / scale,
        pixels_per_degree=scale,
        squeeze=squeeze,
        height=height,
    )


def _ground(backdrop: Backdrop, view: View) -> Iterable[str]:
    water = [_uncut(_flat(ring)) for ring in backdrop.water]
    islands = [_flat(ring) for ring in backdrop.islands]
    for rings, colour in ((water, WATER), (islands, LAND)):
        for ring in rings:
            yield f'<path d="{_path(ring, view)}Z" fill="{colour}"/>'
    for _, kind, line in backdrop.roads:
        path = _path(_flat(line), view)
        if path:
            width = 3 if kind == "motorway" else 1.2
            yield f'<path d="{path}" fill="none" stroke="{ROAD}" stroke-width="{width}"/>'


def _trips(trips: Sequence[Feature], view: View) -> Iterable[str]:
    for day in sorted({trip["properties"]["day"] for trip in trips}):
        lines = [t["geometry"]["coordinates"] for t in trips if t["properties"]["day"] == day]
        # The same street is driven many times; each of its pieces is drawn once a day.
        path = "".join(dict.fromkeys(_pieces(lines, view)))
        colour = DAY_COLOURS[day % len(DAY_COLOURS)]
        yield (
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.1" '
            'stroke-linecap="round" opacity="0.75"/>'
        )


def _pieces(lines: Iterable[Sequence[Position]], view: View) -> Iterable[str]:
    for line in lines:
        points = _thinned([view.at(p[0], p[1]) for p in line])
        for a, b in pairwise(points):
            (ax, ay), (bx, by) = sorted((a, b))
            yield f"M{ax} {ay}l{bx - ax} {by - ay}"


def _marks(points: Sequence[Feature], used: set[str], view: View) -> Iterable[str]:
    for feature in points:
        place = feature["properties"]
        x, y = view.at(*feature["geometry"]["coordinates"])
        if place["kind"] == "site":
            fill = place["fill_rate"]
            is_full = fill is None or fill >= 0.995
            colour = "#222" if is_full else "#fff"
            shown = place["id"] in used or place["baskets_given"] or place["direct_gross_kg"]
            yield (
                f'<circle cx="{x}" cy="{y}" r="{2.6 if shown else 3.4}" '
                f'fill="{colour if shown else "#c00"}" stroke="#222" stroke-width="0.9"/>'
            )
        elif place["kind"] == "producer" and place["id"] in used:
            yield f'<path d="M{x - 5} {y + 4}h10l-5 -9z" fill="#3a7d2c" stroke="#fff"/>'
        elif place["kind"] == "hub":
            yield (
                f'<rect x="{x - 6}" y="{y - 6}" width="12" height="12" fill="#111" '
                'stroke="#fff" stroke-width="1.5"/>'
            )


def _towns(backdrop: Backdrop, view: View) -> Iterable[str]:
    written: list[tuple[int, int]] = []
    for name, people, place in sorted(backdrop.towns, key=lambda town: -town[1]):
        x, y = view.at(place.lon, place.lat)
        is_free = all(abs(x - a) > NAME_WIDTH or abs(y - b) > NAME_HEIGHT for a, b in written)
        if people >= LARGE_TOWN and view.shows((x, y)) and is_free:
            written.append((x, y))
            yield (
                f'<text x="{x}" y="{y - 9}" font-family="sans-serif" font-size="11" fill="#444" '
                f'stroke="#fff" stroke-width="2.5" paint-order="stroke" '
                f'text-anchor="middle">{escape(name)}</text>'
            )


def _uncut(ring: Sequence[Position]) -> list[Position]:
    """Sides along which an outline was cut by a box, pushed out of sight: they are no coast."""
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    ends = ((min(lons), max(lons)), (min(lats), max(lats)))
    corners = [p for p in ring if p[0] in ends[0] and p[1] in ends[1]]
    cut = ({p[0] for p in corners}, {p[1] for p in corners})

    def pushed(value: float, axis: int) -> float:
        if value not in cut[axis]:
            return value
        return value + (-BEYOND_DEGREES if value == ends[axis][0] else BEYOND_DEGREES)

    return [(pushed(lon, 0), pushed(lat, 1)) for lon, lat in ring]


def _flat(line: Iterable[Location]) -> list[Position]:
    return [(place.lon, place.lat) for place in line]


def _path(line: Sequence[Position], view: View) -> str:
    """Empty where nothing of it is in the picture."""
    points = _thinned([view.at(p[0], p[1]) for p in line])
    near = any(-WIDTH <= x <= 2 * WIDTH and -WIDTH <= y <= 2 * WIDTH for x, y in points)
    if len(points) < 2 or not near:
        return ""
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def _thinned(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without points that fall on the one before."""
    return [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]
