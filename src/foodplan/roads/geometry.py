"""Plane and sphere geometry on arrays of points; a point is (longitude, latitude) in degrees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.basics import EARTH_RADIUS_KM

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]


def great_circle_km(starts: Floats, ends: Floats) -> Floats:
    """Distance on the sphere; arrays of shape (…, 2) that broadcast, 0.0 for equal points."""
    from_point, to_point = np.radians(starts), np.radians(ends)
    lon_a, lat_a = from_point[..., 0], from_point[..., 1]
    lon_b, lat_b = to_point[..., 0], to_point[..., 1]
    h = np.sin((lat_b - lat_a) / 2) ** 2
    h = h + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(h, 1.0))))


def is_inside(points: Floats, ring: Floats) -> Bools:
    """Whether each point (n, 2) lies in a ring, closed or not, by counting crossings eastward."""
    inside = np.zeros(len(points), dtype=bool)
    for corner, following in _sides(ring):
        low, high = sorted((corner[1], following[1]))
        level = np.flatnonzero((points[:, 1] >= low) & (points[:, 1] < high))
        if level.size:
            along = (points[level, 1] - corner[1]) / (following[1] - corner[1])
            east = corner[0] + along * (following[0] - corner[0])
            inside[level] ^= points[level, 0] < east
    return inside


def share_inside(starts: Floats, ends: Floats, ring: Floats) -> Floats:
    """Share of each segment (n, 2) → (n, 2) that lies in a simple ring, 0 to 1.

    Measured along the segment: leaving the ring at t adds t, entering it at t takes t away, and
    ending inside adds 1. No sorting of crossings is needed, so each side of the ring is one step.
    """
    way = ends - starts
    share = is_inside(ends, ring).astype(float)
    leaving = 1.0 if _area(ring) > 0 else -1.0
    boxes = (*np.minimum(starts, ends).T.copy(), *np.maximum(starts, ends).T.copy())
    for corner, following in _sides(ring):
        near = _meeting(boxes, np.minimum(corner, following), np.maximum(corner, following))
        if not near.size:
            continue
        side = following - corner
        turn = _cross(way[near], side)
        near, turn = near[turn != 0], turn[turn != 0]
        gap = corner - starts[near]
        along = _cross(gap, side) / turn
        at_side = _cross(gap, way[near]) / turn
        hit = (along >= 0) & (along <= 1) & (at_side >= 0) & (at_side < 1)
        share[near[hit]] += leaving * np.sign(turn[hit]) * along[hit]
    return np.asarray(np.clip(share, 0.0, 1.0))


def _meeting(boxes: tuple[Floats, ...], low: Floats, high: Floats) -> Ints:
    """Which boxes (west, south, east, north) meet one box; columns apart are read fastest."""
    west, south, east, north = boxes
    return np.flatnonzero(
        (east >= low[0]) & (west <= high[0]) & (north >= low[1]) & (south <= high[1])
    )


def _sides(ring: Floats) -> zip[tuple[Floats, Floats]]:
    following: Floats = np.roll(ring, -1, axis=0)
    return zip(ring, following, strict=True)


def _area(ring: Floats) -> float:
    """Twice the signed area, above 0 where the corners run counter-clockwise."""
    return float(_cross(ring, np.roll(ring, -1, axis=0)).sum())


def _cross(a: Floats, b: Floats) -> Floats:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])
