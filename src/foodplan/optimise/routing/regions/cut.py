"""Where parts end: places as points of a plane, and bisection of points by weight."""

from __future__ import annotations

import math

import numpy as np

from foodplan.optimise.routing.task import Floats, Ints, Longs, RoutingTask


def plane(task: RoutingTask) -> Floats:
    """Two coordinates of each place, in seconds of driving; no map is needed.

    FastMap (Faloutsos and Lin, SIGMOD 1995): an axis runs through two places that lie far apart,
    and by the law of cosines a place lies (a² + c² - b²) / 2c along it, where a and b are its
    distances from the two and c is the one between them. The second axis does the same with what
    the first leaves of the squared distances.
    """
    n = len(task.roads.place_ids)
    x, _ = _axis(task, np.zeros(n))
    y, _ = _axis(task, x)
    return np.stack([x, y], axis=1)


def turned(points: Floats, turns: float) -> Floats:
    """The same points with the axes turned, so that cuts along them run elsewhere."""
    angle = 2 * math.pi * turns
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return np.asarray(points @ turn.T)


def bisected(points: Floats, weights: Longs, most: float) -> list[Ints]:
    """Rows in parts of about equal weight, none heavier than `most` unless it is a single row.

    Each cut runs across the longest side of the box around the points.
    """
    return _bisected(points, weights, np.arange(len(points), dtype=np.int32), most)


def _bisected(points: Floats, weights: Longs, rows: Ints, most: float) -> list[Ints]:
    total = int(weights[rows].sum())
    if total <= most or len(rows) < 2:
        return [rows] if len(rows) else []
    n_parts = math.ceil(total / most)
    sides = np.ptp(points[rows], axis=0)
    order = rows[np.argsort(points[rows, int(np.argmax(sides))], kind="stable")]
    so_far = np.cumsum(weights[order])
    at = int(np.searchsorted(so_far, total * (n_parts // 2) / n_parts, side="left")) + 1
    at = min(max(1, at), len(order) - 1)
    halves = order[:at], order[at:]
    return [part for half in halves for part in _bisected(points, weights, half, most)]


def _axis(task: RoutingTask, other: Floats) -> tuple[Floats, Floats]:
    """Coordinates along one axis; `other` are those along the axis before."""
    one = int(np.argmax(_squares(task, 0, other)))
    a = _squares(task, one, other)
    two = int(np.argmax(a))
    b = _squares(task, two, other)
    c = max(1.0, float(a[two]))
    return (a + c - b) / (2 * math.sqrt(c)), a


def _squares(task: RoutingTask, place: int, other: Floats) -> Floats:
    """Squared distances from a place, less their part along the other axis."""
    everywhere = np.arange(len(other), dtype=np.int32)
    seconds = task.roads.drive_s(0, np.array([place], dtype=np.int32), everywhere)[0].astype(float)
    return np.asarray(np.maximum(0.0, seconds**2 - (other - other[place]) ** 2))
