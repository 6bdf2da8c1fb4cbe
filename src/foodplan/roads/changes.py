"""What closures and slow roads do to travel times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foodplan.domain.basics import VehicleKind
from foodplan.domain.policy import RoadChange
from foodplan.roads.geometry import Floats, share_inside

Band = tuple[float, float]
"""From and until, minutes after midnight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Who drives, when, and what is different that day."""

    kind: VehicleKind
    band: Band
    traffic: float
    """Travel time on motorways relative to off-peak."""
    changes: tuple[RoadChange, ...] = ()


def bands(departures_min: Sequence[float]) -> tuple[Band, ...]:
    """When each departure holds: until the next; the first also before, the last all evening."""
    starts = (0.0, *departures_min[1:])
    return tuple(zip(starts, (*departures_min[1:], 1440.0), strict=True))


def road_factors(
    conditions: Conditions, starts: Floats, ends: Floats, roads: Sequence[str]
) -> Floats:
    """Factor on the travel time of each piece of named road; `inf` where it is closed."""
    factors = np.ones(len(starts))
    for change in _during(conditions):
        named = np.array([not change.roads or _is_named(road, change.roads) for road in roads])
        factors[named] *= _factor(change, starts[named], ends[named])
    return factors


def local_factors(conditions: Conditions, starts: Floats, ends: Floats) -> Floats:
    """The same for streets, which only changes without a road name touch."""
    factors = np.ones(len(starts))
    for change in _during(conditions):
        if not change.roads:
            factors *= _factor(change, starts, ends)
    return factors


def road_names(road: str) -> frozenset[str]:
    """Every name that an edge answers to: `L2 A507` is also L2 and A507."""
    return frozenset({road, *re.split(r"[\s/]+", road)})


def _during(conditions: Conditions) -> list[RoadChange]:
    start_min, end_min = conditions.band
    return [
        change
        for change in conditions.changes
        if change.start_min < end_min and change.end_min > start_min
    ]


def _is_named(road: str, names: frozenset[str]) -> bool:
    return not road_names(road).isdisjoint(names)


def _factor(change: RoadChange, starts: Floats, ends: Floats) -> Floats:
    """Slowed by the share that lies in the area; closed if any of it does."""
    if not change.area:
        return np.full(len(starts), change.by)
    ring = np.array([(corner.lon, corner.lat) for corner in change.area])
    share = share_inside(starts, ends, ring)
    if np.isinf(change.by):
        return np.where(share > 0, np.inf, 1.0)
    return np.asarray(1 + share * (change.by - 1))
