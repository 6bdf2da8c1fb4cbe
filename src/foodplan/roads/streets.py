"""From places to the network, and straight to a near place, through streets we do not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foodplan.roads.changes import Conditions, local_factors
from foodplan.roads.geometry import Bools, Floats, Ints, great_circle_km, share_inside
from foodplan.roads.network import Network
from foodplan.roads.region import Outline
from foodplan.roads.speeds import (
    DENSE_ZONES,
    LOCAL_TRAFFIC_SHARE,
    circuity,
    local_kmh,
    slowed,
)
from foodplan.units import MINUTES_PER_HOUR

N_ANCHORS = 8
ACCESS_REACH_KM = 15.0
DIRECT_REACH_KM = 12.0
BARRIER_KM = 0.3
"""A straight leg may cut so much of a bay or hill: the outlines are no finer."""
DIRECT_GAIN = {True: 1.05, False: 1.15}
"""A way straight through is a little faster than the zone's streets; key: dense at both ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Streets:
    """How n places hang on the network (k anchors each), and p pairs that may go straight."""

    points: Floats
    """Shape (n, 2): lon, lat."""
    zones: tuple[str, ...]
    """Of each place: that of its nearest anchor."""
    anchors: Ints
    """Shape (n, k): points of the network, nearest first."""
    anchor_points: Floats
    """Shape (n, k, 2)."""
    anchor_zones: tuple[str, ...]
    """Flat, n × k."""
    access_km: Floats
    """Shape (n, k) over the road; `inf` where water or high ground lies between."""
    snap_km: Floats
    """Straight line to the nearest anchor."""
    pairs: Ints
    """Shape (p, 2): first below second."""
    pair_km: Floats


def hang(points: Floats, network: Network, outlines: Sequence[Outline]) -> Streets:
    """Join places to the network; no place or pair is decided by any other."""
    straight_km = great_circle_km(points[:, None], network.points[network.anchors])
    nearest = np.argsort(straight_km, axis=1, kind="stable")[:, :N_ANCHORS]
    straight_km = np.take_along_axis(straight_km, nearest, axis=1)
    anchors = network.anchors[nearest]
    zones = np.array(network.zones)[anchors]
    is_dense = np.isin(zones, DENSE_ZONES)
    refused = _refused(points, network.points[anchors], straight_km, outlines)
    pairs = _near_pairs(points, outlines)
    return Streets(
        points=points,
        zones=tuple(zones[:, 0]),
        anchors=anchors,
        anchor_points=network.points[anchors],
        anchor_zones=tuple(zones.ravel()),
        access_km=np.where(refused, np.inf, straight_km * circuity(straight_km, is_dense=is_dense)),
        snap_km=straight_km[:, 0],
        pairs=pairs,
        pair_km=_pair_km(points, pairs, is_dense[:, 0]),
    )


def access_min(streets: Streets, conditions: Conditions) -> Floats:
    """Minutes between each place and each of its anchors, shape (n, k)."""
    starts = np.repeat(streets.points, streets.anchors.shape[1], axis=0)
    ends = streets.anchor_points.reshape(-1, 2)
    minutes = streets.access_km.ravel() * _minutes_per_km(streets.anchor_zones, conditions)
    factors = local_factors(conditions, starts, ends)
    # A closed leg of no length stays closed: 0 × inf would be no number.
    minutes = np.multiply(
        minutes, factors, out=np.full_like(minutes, np.inf), where=factors < np.inf
    )
    return np.asarray(minutes.reshape(streets.anchors.shape))


def direct_min(streets: Streets, conditions: Conditions) -> Floats:
    """Minutes of each pair that may go straight: at the pace of the slower end."""
    first, second = streets.pairs.T
    per_km = _minutes_per_km(streets.zones, conditions)
    dense = np.isin(streets.zones, DENSE_ZONES)
    gain = np.where(dense[first] & dense[second], DIRECT_GAIN[True], DIRECT_GAIN[False])
    pace = np.maximum(per_km[first], per_km[second]) / gain
    pace *= local_factors(conditions, streets.points[first], streets.points[second])
    return np.asarray(streets.pair_km * pace)


def barrier_km(starts: Floats, ends: Floats, outlines: Sequence[Outline]) -> Floats:
    """Length of each straight segment over water or high ground."""
    share = np.zeros(len(starts))
    for outline in outlines:
        inside = share_inside(starts, ends, outline.ring)
        share += -inside if outline.is_hole else inside
    return share * great_circle_km(starts, ends)


def _minutes_per_km(zones: Sequence[str], conditions: Conditions) -> Floats:
    share = np.array([LOCAL_TRAFFIC_SHARE[zone] for zone in zones])
    per_km = MINUTES_PER_HOUR / local_kmh(zones, conditions.kind)
    return per_km * slowed(conditions.traffic, share)


def _refused(
    points: Floats, anchor_points: Floats, straight_km: Floats, outlines: Sequence[Outline]
) -> Bools:
    """Legs over a barrier or too long; a place with none left keeps the least bad near one."""
    starts = np.repeat(points, straight_km.shape[1], axis=0)
    over_km = barrier_km(starts, anchor_points.reshape(-1, 2), outlines).reshape(straight_km.shape)
    too_far = straight_km > ACCESS_REACH_KM
    refused = too_far | (over_km > BARRIER_KM)
    stranded = np.flatnonzero(refused.all(axis=1))
    best = np.argmin(over_km[stranded] + straight_km[stranded] / 100, axis=1)
    refused[stranded, best] = too_far[stranded, best]
    return refused


def _near_pairs(points: Floats, outlines: Sequence[Outline]) -> Ints:
    """Pairs within reach of each other with nothing in between, row by row to spare memory."""
    near = [
        np.column_stack((np.full(len(found), i), found))
        for i in range(len(points))
        if (found := _near_after(points, i)).size
    ]
    if not near:
        return np.empty((0, 2), dtype=np.intp)
    pairs = np.concatenate(near)
    over_km = barrier_km(points[pairs[:, 0]], points[pairs[:, 1]], outlines)
    return pairs[over_km <= BARRIER_KM]


def _near_after(points: Floats, i: int) -> Ints:
    later = points[i + 1 :]
    return np.flatnonzero(great_circle_km(points[i], later) <= DIRECT_REACH_KM) + i + 1


def _pair_km(points: Floats, pairs: Ints, is_dense: Bools) -> Floats:
    first, second = pairs.T
    straight_km = great_circle_km(points[first], points[second])
    return straight_km * circuity(straight_km, is_dense=is_dense[first] & is_dense[second])
