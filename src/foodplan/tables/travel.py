"""Travel between places: km and minutes of one path, per kind of vehicle and departure band."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.basics import VehicleKind
from foodplan.domain.ids import PlaceId
from foodplan.errors import InvalidValue

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """From one place to another."""

    km: float
    minutes: float
    """`inf` where there is no way."""


class Legs(Protocol):
    """Where km and minutes come from: tables, or a formula over the places."""

    def block(
        self, kind: VehicleKind, band: int, from_rows: Rows, to_rows: Rows
    ) -> tuple[Floats, Floats]:
        """Km and minutes, each (from, to), in one departure band; `inf` where there is no way."""
        ...

    def leg(self, kind: VehicleKind, band: int, from_row: int, to_row: int) -> Leg:
        """One cell of a block."""
        ...


@dataclass(frozen=True, kw_only=True)
class LegTables:
    """All legs worked out beforehand: 2 × 8 × b × n² bytes for each kind of vehicle."""

    km: Mapping[VehicleKind, Floats]
    """Shape (b, n, n); `inf` where there is no way."""
    minutes: Mapping[VehicleKind, Floats]
    """Shape (b, n, n); driving time of the same path, `inf` where there is no way."""

    def __post_init__(self) -> None:
        shapes = {table.shape for table in (*self.km.values(), *self.minutes.values())}
        if len(shapes) > 1:
            raise InvalidValue(f"travel tables have different shapes: {sorted(shapes)}")

    def block(
        self, kind: VehicleKind, band: int, from_rows: Rows, to_rows: Rows
    ) -> tuple[Floats, Floats]:
        """A part of the tables."""
        cut = np.ix_(from_rows, to_rows)
        return self.km[kind][band][cut], self.minutes[kind][band][cut]

    def leg(self, kind: VehicleKind, band: int, from_row: int, to_row: int) -> Leg:
        """One cell of the tables."""
        cell = band, from_row, to_row
        return Leg(km=self.km[kind].item(cell), minutes=self.minutes[kind].item(cell))


@dataclass(frozen=True, kw_only=True)
class TravelMatrix:
    """Legs between n places for each kind of vehicle and b departure bands."""

    place_ids: tuple[PlaceId, ...]
    band_starts_min: tuple[float, ...]
    """When each band begins, minutes after midnight, ascending; the first also holds before it."""
    legs: Legs
    """Rows are places in the order of `place_ids`."""
    origin: str
    """skeleton, table or straight-line; text code `travel-<origin>` says how exact it is."""
    snap_km: Mapping[PlaceId, float] = field(default_factory=dict)
    """How far each place lies from the network, where there is one."""

    @cached_property
    def index(self) -> Mapping[PlaceId, int]:
        """Row and column of each place."""
        return {place_id: i for i, place_id in enumerate(self.place_ids)}

    def band(self, depart_min: float) -> int:
        """Number of the band in which a departure falls."""
        return max(0, bisect_right(self.band_starts_min, depart_min) - 1)

    def leg(self, from_id: PlaceId, to_id: PlaceId, *, kind: VehicleKind, depart_min: float) -> Leg:
        """The leg for a departure; KeyError if a place is unknown."""
        here, there = self.index[from_id], self.index[to_id]
        return self.legs.leg(kind, self.band(depart_min), here, there)

    def table(self, kind: VehicleKind) -> tuple[Floats, Floats]:
        """Km and minutes of all legs, each (b, n, n); for a few thousand places at most."""
        rows = np.arange(len(self.place_ids))
        blocks = [self.legs.block(kind, b, rows, rows) for b in range(len(self.band_starts_min))]
        return np.stack([km for km, _ in blocks]), np.stack([minutes for _, minutes in blocks])
