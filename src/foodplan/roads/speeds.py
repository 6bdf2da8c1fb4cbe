"""How fast vans and trucks are, by class of road and by how much of the traffic they meet.

Fitted by hand to the times in `published_road_distances.csv`; off-peak is 11:30 to 14:00.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from foodplan.domain.basics import VehicleKind
from foodplan.roads.geometry import Bools, Floats


class RoadClass(NamedTuple):
    """Speeds on one class of road."""

    van_kmh: float
    truck_kmh: float
    traffic_share: float
    """How much of the motorways' extra time at peak hours is met here, 0 to 1."""
    is_open: bool
    """Whether streets join it anywhere, and not only at junctions."""

    def kmh(self, kind: VehicleKind) -> float:
        """Off-peak speed of a kind of vehicle."""
        return self.truck_kmh if kind is VehicleKind.TRUCK else self.van_kmh


ROAD_CLASSES = {
    "M1": RoadClass(100, 82, 0.5, is_open=False),
    "M2": RoadClass(80, 74, 1.0, is_open=False),
    "M3": RoadClass(58, 55, 1.0, is_open=False),
    "X": RoadClass(78, 70, 0.4, is_open=False),
    "P": RoadClass(48, 43, 0.4, is_open=True),
    "S": RoadClass(38, 32, 0.2, is_open=True),
    "U": RoadClass(22, 19, 0.6, is_open=True),
    "C": RoadClass(14, 11, 0.6, is_open=True),
}
MOTORWAYS = frozenset({"M1", "M2", "M3"})
MAIN_ROADS = frozenset({"X", "P", "S"})

# Streets off the network, van and truck: old centre of Marseille, Marseille, Aix, elsewhere.
LOCAL_KMH = {"mrs_c": (13.0, 11.0), "mrs": (20.0, 17.0), "aix": (20.0, 17.0), "peri": (34.0, 30.0)}
LOCAL_TRAFFIC_SHARE = {"mrs_c": 0.6, "mrs": 0.6, "aix": 0.6, "peri": 0.4}
DENSE_ZONES = ("mrs_c", "mrs")
"""Zones where streets lead almost straight; fitted on the streets of Marseille."""

STRAIGHT_KMH = {VehicleKind.VAN: 40.0, VehicleKind.TRUCK: 34.0}
"""Speed over the road of source straight-line, town and country mixed."""
STRAIGHT_CIRCUITY = 1.34
"""Road over straight line: mean of 300 European cities (Environment and Planning B, 2023)."""


def local_kmh(zones: Sequence[str], kind: VehicleKind) -> Floats:
    """Off-peak speed in the streets of each zone."""
    column = 1 if kind is VehicleKind.TRUCK else 0
    return np.array([LOCAL_KMH[zone][column] for zone in zones])


def slowed(factor: float, share: Floats) -> Floats:
    """Factor on travel time where only a share of the motorways' delay is met."""
    return 1 + (factor - 1) * share


def circuity(straight_km: Floats, *, is_dense: Bools) -> Floats:
    """Road over straight line: 1.58 falling to 1.20 in dense streets, at least 1.38 elsewhere."""
    dense = 1.20 + 0.38 * np.exp(-straight_km / 3.2)
    return np.where(is_dense, dense, np.maximum(dense, 1.38))
