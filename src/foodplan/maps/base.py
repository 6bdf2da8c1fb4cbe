"""Coast, lagoon and main roads as Folium layers; they carry no text at all."""

from __future__ import annotations

from collections.abc import Iterable

import folium

from foodplan.domain.backdrop import Backdrop, Line
from foodplan.domain.basics import Location

WATER, SHORE, LAND = "#cfe0e8", "#b3cbd6", "#f5f2eb"
ROAD_CASING, MOTORWAY, MAIN_ROAD = "#dcd5c6", "#fdfcf9", "#e4dfd3"
BEYOND_DEGREES = 3.0


def base_layers(backdrop: Backdrop) -> list[folium.GeoJson]:
    """Layers from the bottom up, with names that stand for nothing but their place."""
    motorways = [line for _, kind, line in backdrop.roads if kind == "motorway"]
    main = [line for _, kind, line in backdrop.roads if kind != "motorway"]
    water = [_beyond(ring) for ring in backdrop.water]
    layers = (
        ("water", _polygons(water), {"color": SHORE, "weight": 1, "fillColor": WATER}),
        ("islands", _polygons(backdrop.islands), {"color": SHORE, "weight": 1, "fillColor": LAND}),
        ("main", _lines(main), {"color": MAIN_ROAD, "weight": 2}),
        ("casing", _lines(motorways), {"color": ROAD_CASING, "weight": 5}),
        ("motorways", _lines(motorways), {"color": MOTORWAY, "weight": 3}),
    )
    return [_layer(name, data, style) for name, data, style in layers if data["coordinates"]]


def _layer(name: str, data: dict[str, object], style: dict[str, object]) -> folium.GeoJson:
    layer = folium.GeoJson(
        {"type": "Feature", "properties": {}, "geometry": data},
        style_function=lambda _feature: {"fillOpacity": 1, "opacity": 1, **style},
        interactive=False,
        smooth_factor=0.5,
        control=False,
    )
    layer._id = name  # ids are random otherwise, and the same plan would not give the same page
    return layer


def _polygons(rings: Iterable[Line]) -> dict[str, object]:
    return {"type": "MultiPolygon", "coordinates": [[_positions(ring)] for ring in rings]}


def _lines(lines: Iterable[Line]) -> dict[str, object]:
    return {"type": "MultiLineString", "coordinates": [_positions(line) for line in lines]}


def _positions(line: Line) -> list[list[float]]:
    return [[round(point.lon, 5), round(point.lat, 5)] for point in line]


def _beyond(ring: Line) -> Line:
    """Push sides along which an outline was cut out of sight, so that they look like no coast.

    A ring that was cut by a box has one of the box's corners; a shore hardly ever does.
    """
    lats, lons = [point.lat for point in ring], [point.lon for point in ring]
    south, north, west, east = min(lats), max(lats), min(lons), max(lons)
    box = [point for point in ring if point.lat in (south, north) and point.lon in (west, east)]
    cut_lats, cut_lons = {point.lat for point in box}, {point.lon for point in box}

    def push(value: float, low: float, cuts: set[float]) -> float:
        return value + (
            0 if value not in cuts else -BEYOND_DEGREES if value == low else BEYOND_DEGREES
        )

    return tuple(
        Location(lat=push(point.lat, south, cut_lats), lon=push(point.lon, west, cut_lons))
        for point in ring
    )
