"""What closures and slow roads do to travel times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from foodplan.domain.basics import VehicleKind
from foodplan.domain.policy import RoadChange
from foodplan.roads.geometry import Floats, share_inside
from foodplan.units import MINUTES_PER_DAY

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


def band_starts_min(
    departures_min: Sequence[float], changes: Sequence[RoadChange]
) -> tuple[float, ...]:
    """When travel times may become others: at each departure, and where a change begins or ends.

    The first band also holds before its start.
    """
    first, *later = departures_min
    limits = {limit for change in changes for limit in (change.start_min, change.end_min)}
    inner = {limit for limit in limits if 0 < limit < MINUTES_PER_DAY}
    start = 0.0 if any(limit <= first for limit in inner) else first
    return tuple(sorted({start, *later, *inner}))


def bands(starts_min: Sequence[float]) -> tuple[Band, ...]:
    """From when until when each band holds; together they cover the day."""
    return tuple(pairwise((0.0, *starts_min[1:], float(MINUTES_PER_DAY))))


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
