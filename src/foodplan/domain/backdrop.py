"""Outlines, main roads and town names that a map is drawn on when no background tiles are."""

from __future__ import annotations

from dataclasses import dataclass

from foodplan.domain.basics import Location

Line = tuple[Location, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdrop:
    """What lies under the routes."""

    water: tuple[Line, ...] = ()
    """Outer rings of sea and lagoons."""
    islands: tuple[Line, ...] = ()
    """Land inside the water."""
    roads: tuple[tuple[str, str, Line], ...] = ()
    """Road name, class (motorway or main), line."""
    towns: tuple[tuple[str, int, Location], ...] = ()
    """Name, population, centre."""
    source: str = ""
