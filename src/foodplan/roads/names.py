"""Which roads a change may name."""

from __future__ import annotations

from pathlib import Path

from foodplan.roads.changes import road_names
from foodplan.roads.region import read_region


def read_road_names(region_folder: Path) -> tuple[str, ...]:
    """Every name that an edge of the region answers to, sorted; NotFound as for the network."""
    edges = read_region(region_folder).edges
    return tuple(sorted({name for edge in edges for name in road_names(edge.road)}))
