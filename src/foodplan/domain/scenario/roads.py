"""Kinds of change to travel times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from foodplan.domain.basics import Location
from foodplan.domain.ids import PlaceId
from foodplan.domain.scenario.change import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowRoads(Change):
    """Travel takes `by` times as long: everywhere, in a zone, or around towns, districts, sites."""

    kind: ClassVar[str] = "slow_roads"
    by: float
    zone: tuple[Location, ...] = ()
    """Corners; empty: what `where` selects."""
    roads: frozenset[str] = frozenset()
    """Names of the roads that it is about; empty: all."""
    start_min: float = 0.0
    end_min: float = 1440.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRoad(Change):
    """A road is closed: all of it, between two places, or around towns, districts, sites."""

    kind: ClassVar[str] = "close_road"
    road: str
    stretch: tuple[PlaceId, PlaceId] | None = None
    """Two hubs, producers or sites; closed is what lies near the straight line between them."""
    start_min: float = 0.0
    end_min: float = 1440.0
