"""What maps are drawn on when there are no background tiles."""

from __future__ import annotations

from pathlib import Path

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import Location
from foodplan.roads.geometry import Floats
from foodplan.roads.region import Edge, Region, read_region, read_source, read_towns
from foodplan.roads.speeds import MAIN_ROADS, MOTORWAYS


def read_backdrop(region_folder: Path) -> Backdrop:
    """Water, islands, main roads and towns of a region; NotFound if its tables cannot be used."""
    region = read_region(region_folder)
    water = [outline for outline in region.outlines if outline.is_water]
    return Backdrop(
        water=tuple(_line(outline.ring) for outline in water if not outline.is_hole),
        islands=tuple(_line(outline.ring) for outline in water if outline.is_hole),
        roads=_roads(region),
        towns=tuple(
            (name, population, Location(lat=lat, lon=lon))
            for name, population, lat, lon in read_towns(region_folder)
        ),
        source=read_source(region_folder),
    )


def _roads(region: Region) -> tuple[tuple[str, str, tuple[Location, ...]], ...]:
    place = {node.node_id: Location(lat=node.lat, lon=node.lon) for node in region.nodes}
    return tuple(
        (
            edge.road,
            "motorway" if edge.road_class in MOTORWAYS else "main",
            (place[edge.from_id], *_via(edge), place[edge.to_id]),
        )
        for edge in region.edges
        if edge.road_class in MOTORWAYS | MAIN_ROADS
    )


def _via(edge: Edge) -> tuple[Location, ...]:
    return tuple(Location(lat=lat, lon=lon) for lon, lat in edge.via)


def _line(ring: Floats) -> tuple[Location, ...]:
    return tuple(Location(lat=lat, lon=lon) for lon, lat in ring.tolist())
