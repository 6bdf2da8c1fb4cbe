"""The skeleton as arrays: points along the main roads, and the pieces of road between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from foodplan.roads.geometry import Bools, Floats, Ints, great_circle_km
from foodplan.roads.region import Edge, Region
from foodplan.roads.speeds import ROAD_CLASSES

PIECE_KM = 1.5
"""Roads that streets join anywhere get a point to join at least about this often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """n points joined by m pieces of road, each open both ways."""

    points: Floats
    """Shape (n, 2): lon, lat."""
    zones: tuple[str, ...]
    anchors: Ints
    """Points where streets join the network."""
    ends: Ints
    """Shape (m, 2): the points that a piece joins."""
    km: Floats
    road: tuple[str, ...]
    road_class: tuple[str, ...]
    trucks: Bools

    @property
    def size(self) -> int:
        """Number of points."""
        return len(self.points)


def build_network(region: Region) -> Network:
    """Cut the edges of a region into pieces that streets can join."""
    builder = _Builder(region)
    for edge in region.edges:
        builder.add(edge)
    return builder.network()


class _Builder:
    """Points and pieces found so far."""

    def __init__(self, region: Region) -> None:
        self._number = {node.node_id: i for i, node in enumerate(region.nodes)}
        self._points = [(node.lon, node.lat) for node in region.nodes]
        self._zones = [node.zone for node in region.nodes]
        self._is_anchor = [True] * len(region.nodes)
        self._pieces: list[tuple[int, int, float, Edge]] = []

    def add(self, edge: Edge) -> None:
        first, last = self._number[edge.from_id], self._number[edge.to_id]
        line = self._cut((self._points[first], *edge.via, self._points[last]), edge)
        lengths_km = great_circle_km(line[:-1], line[1:])
        stretch = edge.km / max(float(lengths_km.sum()), 1e-9)
        inner = [self._add_point(point, edge, zone_of=first) for point in line[1:-1]]
        for (a, b), length_km in zip(pairwise((first, *inner, last)), lengths_km, strict=True):
            self._pieces.append((a, b, float(length_km) * stretch, edge))

    def network(self) -> Network:
        edges = [edge for *_, edge in self._pieces]
        return Network(
            points=np.array(self._points),
            zones=tuple(self._zones),
            anchors=np.flatnonzero(self._is_anchor),
            ends=np.array([(a, b) for a, b, *_ in self._pieces], dtype=np.intp),
            km=np.array([km for *_, km, _ in self._pieces]),
            road=tuple(edge.road for edge in edges),
            road_class=tuple(edge.road_class for edge in edges),
            trucks=np.array([edge.trucks for edge in edges]),
        )

    def _cut(self, line: tuple[tuple[float, float], ...], edge: Edge) -> Floats:
        """The line with points in between, where its class lets streets join anywhere."""
        corners = np.array(line)
        if not ROAD_CLASSES[edge.road_class].is_open:
            return corners
        cut = [corners[:1]]
        for a, b in pairwise(corners):
            n_parts = max(1, int(great_circle_km(a, b) // PIECE_KM))
            cut.append(a + (b - a) * np.arange(1, n_parts + 1)[:, None] / n_parts)
        return np.concatenate(cut)

    def _add_point(self, point: Floats, edge: Edge, *, zone_of: int) -> int:
        self._points.append((float(point[0]), float(point[1])))
        self._zones.append(self._zones[zone_of])
        self._is_anchor.append(ROAD_CLASSES[edge.road_class].is_open)
        return len(self._points) - 1
