"""Travel between places: km and minutes of one path, per kind of vehicle and departure band."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.basics import VehicleKind
from foodplan.domain.ids import PlaceId
from foodplan.errors import InvalidValue

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """From one place to another."""

    km: float
    minutes: float
    """`inf` where there is no way."""


@dataclass(frozen=True, kw_only=True)
class TravelMatrix:
    """All legs between n places for each kind of vehicle and b departure bands."""

    place_ids: tuple[PlaceId, ...]
    band_starts_min: tuple[float, ...]
    """When each band begins, minutes after midnight, ascending; the first also holds before it."""
    km: Mapping[VehicleKind, Floats]
    """Shape (b, n, n); `inf` where there is no way."""
    minutes: Mapping[VehicleKind, Floats]
    """Shape (b, n, n); driving time of the same path, `inf` where there is no way."""
    origin: str
    """skeleton, table or straight-line; text code `travel-<origin>` says how exact it is."""
    snap_km: Mapping[PlaceId, float] = field(default_factory=dict)
    """How far each place lies from the network, where there is one."""

    def __post_init__(self) -> None:
        shape = (len(self.band_starts_min), len(self.place_ids), len(self.place_ids))
        for kind, table in (*self.km.items(), *self.minutes.items()):
            if table.shape != shape:
                raise InvalidValue(f"travel table of {kind} has shape {table.shape}, not {shape}")

    @cached_property
    def index(self) -> Mapping[PlaceId, int]:
        """Row and column of each place."""
        return {place_id: i for i, place_id in enumerate(self.place_ids)}

    def band(self, depart_min: float) -> int:
        """Number of the band in which a departure falls."""
        later = np.searchsorted(self.band_starts_min, depart_min, side="right")
        return max(0, int(later) - 1)

    def leg(self, from_id: PlaceId, to_id: PlaceId, *, kind: VehicleKind, depart_min: float) -> Leg:
        """The leg for a departure; KeyError if a place is unknown."""
        cell = (self.band(depart_min), self.index[from_id], self.index[to_id])
        return Leg(km=float(self.km[kind][cell]), minutes=float(self.minutes[kind][cell]))
