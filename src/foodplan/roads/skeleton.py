"""The fastest way over the hand-made network: minutes, and the km of the same way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from foodplan.domain.basics import VehicleKind
from foodplan.roads.changes import Conditions, road_factors
from foodplan.roads.geometry import Floats, Ints
from foodplan.roads.network import Network
from foodplan.roads.speeds import ROAD_CLASSES, slowed
from foodplan.roads.streets import Streets, access_min, direct_min
from foodplan.units import MINUTES_PER_HOUR

TERMINAL_MIN = 1.0
"""To leave the kerb, and again to reach it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Fastest ways between all n points of the network."""

    minutes: Floats
    km: Floats
    before: Ints
    """Last point before the second on the way from the first; negative where there is none."""


def find_ways(network: Network, conditions: Conditions) -> Ways:
    """All fastest ways in given conditions; `inf` where a point cannot be reached."""
    pieces_min = _pieces_min(network, conditions)
    usable = np.flatnonzero(np.isfinite(pieces_min))
    # A sparse matrix adds up pieces that join the same two points; only the fastest counts.
    usable = usable[np.argsort(pieces_min[usable], kind="stable")]
    ends = np.sort(network.ends[usable], axis=1)
    _, fastest = np.unique(ends[:, 0] * network.size + ends[:, 1], return_index=True)
    usable = usable[fastest]
    first, second = network.ends[usable].T
    shape = (network.size, network.size)
    graph = csr_matrix((pieces_min[usable], (first, second)), shape=shape)
    minutes, previous = dijkstra(graph, directed=False, return_predecessors=True)
    before = previous.astype(np.intp)
    piece_km = np.zeros(shape)
    piece_km[first, second] = piece_km[second, first] = network.km[usable]
    return Ways(minutes=minutes, km=_km_along(minutes, before, piece_km), before=before)


def travel_slice(
    network: Network, streets: Streets, conditions: Conditions
) -> tuple[Floats, Floats]:
    """Km and minutes between all places, each of shape (n, n); `inf` where there is no way."""
    ways = find_ways(network, conditions)
    at_ends_min = access_min(streets, conditions)
    minutes, km = _from_places(ways, streets, at_ends_min)
    minutes, km = _to_places(minutes, km, streets, at_ends_min)
    _go_straight(minutes, km, streets, direct_min(streets, conditions))
    minutes += 2 * TERMINAL_MIN
    same = (streets.points[:, None] == streets.points[None]).all(axis=2)
    minutes[same] = km[same] = 0.0
    km[np.isinf(minutes)] = np.inf
    return km, minutes


def _pieces_min(network: Network, conditions: Conditions) -> Floats:
    """Minutes on each piece of road; `inf` where the vehicle may not go."""
    classes = [ROAD_CLASSES[name] for name in network.road_class]
    kmh = np.array([one.kmh(conditions.kind) for one in classes])
    share = np.array([one.traffic_share for one in classes])
    starts, ends = network.points[network.ends[:, 0]], network.points[network.ends[:, 1]]
    minutes = network.km / kmh * MINUTES_PER_HOUR * slowed(conditions.traffic, share)
    minutes *= road_factors(conditions, starts, ends, network.road)
    if conditions.kind is VehicleKind.TRUCK:
        minutes[~network.trucks] = np.inf
    return np.asarray(minutes)


def _km_along(minutes: Floats, before: Ints, piece_km: Floats) -> Floats:
    """Km of the fastest ways, one rank of nearness after the other for all sources at once."""
    km = np.full_like(minutes, np.inf)
    sources = np.arange(len(minutes))
    km[sources, sources] = 0.0
    for points in np.argsort(minutes, axis=1, kind="stable").T:
        previous = before[sources, points]
        reached = previous >= 0
        at, to, via = sources[reached], points[reached], previous[reached]
        km[at, to] = km[at, via] + piece_km[via, to]
    return km


def _from_places(ways: Ways, streets: Streets, at_ends_min: Floats) -> tuple[Floats, Floats]:
    """From each place to each point of the network, through its best anchor."""
    shape = (len(streets.points), len(ways.minutes))
    minutes, km = np.full(shape, np.inf), np.full(shape, np.inf)
    for anchors, access, access_km in zip(
        streets.anchors.T, at_ends_min.T, streets.access_km.T, strict=True
    ):
        tried = access[:, None] + ways.minutes[anchors]
        better = tried < minutes
        minutes = np.where(better, tried, minutes)
        km = np.where(better, access_km[:, None] + ways.km[anchors], km)
    return minutes, km


def _to_places(
    minutes: Floats, km: Floats, streets: Streets, at_ends_min: Floats
) -> tuple[Floats, Floats]:
    """From each place through the network to each place."""
    n = len(streets.points)
    best_min, best_km = np.full((n, n), np.inf), np.full((n, n), np.inf)
    for anchors, access, access_km in zip(
        streets.anchors.T, at_ends_min.T, streets.access_km.T, strict=True
    ):
        tried = minutes[:, anchors] + access
        better = tried < best_min
        np.copyto(best_min, tried, where=better)
        np.copyto(best_km, km[:, anchors] + access_km, where=better)
    return best_min, best_km


def _go_straight(minutes: Floats, km: Floats, streets: Streets, straight_min: Floats) -> None:
    """Shorten pairs that are near each other, in place."""
    first, second = streets.pairs.T
    better = straight_min < minutes[first, second]
    first, second = first[better], second[better]
    minutes[first, second] = minutes[second, first] = straight_min[better]
    km[first, second] = km[second, first] = streets.pair_km[better]
