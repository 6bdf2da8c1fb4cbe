"""A plan to an interactive map; the only home of Folium."""

from __future__ import annotations

from foodplan.maps.page import render_map

__all__ = ["render_map"]
