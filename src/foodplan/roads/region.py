"""Read the tables of a region folder: network, traffic, outlines, towns."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from foodplan.errors import NotFound
from foodplan.roads.geometry import Floats
from foodplan.roads.speeds import LOCAL_KMH, ROAD_CLASSES
from foodplan.units import minutes_of_clock

WATER = ("sea", "etang", "lagoon", "lake")
"""First words of the outlines that are water; every other outline is high ground."""

BAND = re.compile(r"\d\d(:\d\d)?-\d\d(:\d\d)?")

Row = dict[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A junction or town centre of the network."""

    node_id: str
    lon: float
    lat: float
    zone: str
    """Key of `LOCAL_KMH`: how fast the streets around it are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A piece of main road between two nodes, open both ways."""

    from_id: str
    to_id: str
    road: str
    road_class: str
    km: float
    trucks: bool
    via: tuple[tuple[float, float], ...]
    """Points in between, (lon, lat)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """Travel time by time of day relative to 11:30-14:00."""

    starts_min: tuple[float, ...]
    factors: tuple[float, ...]

    def factor(self, depart_min: float) -> float:
        """Factor of the band that holds at a time of day."""
        band = int(np.searchsorted(self.starts_min, depart_min, side="right")) - 1
        return self.factors[max(0, band)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One ring of water, of land in it, or of high ground."""

    ring: Floats
    """Shape (n, 2): lon, lat."""
    is_water: bool
    is_hole: bool
    """Land inside the ring before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What the estimator knows of a region."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    traffic: Traffic
    outlines: tuple[Outline, ...]


def read_region(folder: Path) -> Region:
    """The network, traffic and outlines of a region folder; NotFound if they cannot be used."""
    nodes = tuple(_read(folder, "road_nodes.csv", _node))
    known = {node.node_id for node in nodes}
    edges = tuple(_read(folder, "road_edges.csv", _edge))
    for edge in edges:
        for node_id in (edge.from_id, edge.to_id):
            if node_id not in known:
                raise NotFound(
                    f"{folder / 'road_edges.csv'}: road {edge.road} uses node {node_id}, which "
                    "road_nodes.csv does not have; add it there or correct the edge"
                )
    return Region(
        nodes=nodes, edges=edges, traffic=_traffic(folder), outlines=read_outlines(folder)
    )


def read_outlines(folder: Path) -> tuple[Outline, ...]:
    """Rings of `water_and_massif_outlines.csv`, in the order of the file."""
    rings: dict[tuple[str, int], list[tuple[float, float]]] = defaultdict(list)
    for shape, ring, lon, lat in _read(folder, "water_and_massif_outlines.csv", _corner):
        rings[shape, ring].append((lon, lat))
    return tuple(
        Outline(ring=np.array(corners), is_water=_is_water(shape), is_hole=ring > 0)
        for (shape, ring), corners in rings.items()
    )


def read_towns(folder: Path) -> tuple[tuple[str, int, float, float], ...]:
    """Name, population, lat and lon of each row of `communes.csv`."""
    return tuple(_read(folder, "communes.csv", _town))


def read_source(folder: Path) -> str:
    """The line of `source.txt`, owed to the publishers wherever the outlines are shown."""
    path = folder / "source.txt"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def _read(folder: Path, name: str, parse: Callable[[Row], T]) -> Iterator[T]:
    """Rows of a table; NotFound names the file, the line and what to do."""
    path = folder / name
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise NotFound(
            f"{path} cannot be read; put the region's tables there or name another folder as "
            "roads: region in week.yaml"
        ) from error
    if not rows:
        raise NotFound(f"{path} has no rows; fill it or name another region in week.yaml")
    for line, row in enumerate(rows, start=2):
        try:
            yield parse(row)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise NotFound(
                f"{path}:{line} cannot be used ({error}); correct the row as its README says"
            ) from error


def _node(row: Row) -> Node:
    return Node(
        node_id=row["id"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        zone=_one_of(row["zone"], LOCAL_KMH),
    )


def _edge(row: Row) -> Edge:
    points = [point.split(",") for point in row["via_latlon"].split()]
    return Edge(
        from_id=row["a"],
        to_id=row["b"],
        road=row["road"],
        road_class=_one_of(row["class"], ROAD_CLASSES),
        km=_above_zero(row["km"]),
        trucks=row["hgv_ok"] != "0",
        via=tuple((float(lon), float(lat)) for lat, lon in points),
    )


def _corner(row: Row) -> tuple[str, int, float, float]:
    return row["shape"], int(row["ring"]), float(row["lon"]), float(row["lat"])


def _town(row: Row) -> tuple[str, int, float, float]:
    return row["name"], int(row["population"]), float(row["lat"]), float(row["lon"])


def _traffic(folder: Path) -> Traffic:
    """The row ALL of `travel_time_factors.csv`; its columns are bands such as 06:30-07:30."""
    for row in _read(folder, "travel_time_factors.csv", dict):
        if row["group"] == "ALL":
            bands = [name for name in row if BAND.fullmatch(name)]
            starts = [minutes_of_clock(_clock(name)) for name in bands]
            return Traffic(
                starts_min=tuple(float(start) for start in starts),
                factors=tuple(_above_zero(row[name]) for name in bands),
            )
    raise NotFound(
        f"{folder / 'travel_time_factors.csv'} has no row ALL; add the factors of all roads"
    )


def _clock(band: str) -> str:
    start = band.split("-")[0]
    return start if ":" in start else f"{start}:00"


def _is_water(shape: str) -> bool:
    plain = unicodedata.normalize("NFD", shape.lower()).encode("ascii", "ignore").decode()
    return plain.startswith(WATER)


def _above_zero(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise ValueError(f"{text} is not above 0")
    return value


def _one_of(text: str, known: Collection[str]) -> str:
    if text not in known:
        raise ValueError(f"{text!r} is none of {', '.join(known)}")
    return text
