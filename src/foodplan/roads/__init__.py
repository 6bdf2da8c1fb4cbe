"""Places to a travel matrix and route geometry."""

from __future__ import annotations

from foodplan.roads.backdrop import read_backdrop
from foodplan.roads.lines import route_lines
from foodplan.roads.names import read_road_names
from foodplan.roads.travel import build_travel

__all__ = ["build_travel", "read_backdrop", "read_road_names", "route_lines"]
