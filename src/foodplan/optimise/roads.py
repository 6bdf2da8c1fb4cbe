"""Travel in whole metres and seconds, as route engines want it: TravelMatrix → Roads."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from foodplan.domain.basics import VehicleKind
from foodplan.domain.ids import PlaceId
from foodplan.optimise.routing.task import Bools, Ints, Roads, RoadTable
from foodplan.tables.travel import Floats, Leg, TravelMatrix
from foodplan.units import METRES_PER_KM, seconds

KINDS = tuple(VehicleKind)
"""First axis of the road tables."""
_MOST_IN_TABLE = 1500
"""More places than this are never all put into one table: it would hold 72 MB for each kind."""
_ROUNDING = 1e-6


def roads_of(travel: TravelMatrix) -> Roads:
    """A table of all legs, or, where there are too many places, legs as they are asked for."""
    roads = _RoadsOnDemand(travel=travel)
    return roads.table() if len(travel.place_ids) <= _MOST_IN_TABLE else roads


@dataclass(frozen=True, kw_only=True)
class _RoadsOnDemand:
    """Legs worked out when they are asked for; memory for none."""

    travel: TravelMatrix

    @property
    def place_ids(self) -> tuple[PlaceId, ...]:
        """All places."""
        return self.travel.place_ids

    @cached_property
    def band_starts_s(self) -> Ints:
        """When bands begin."""
        return np.rint(seconds(1.0) * np.array(self.travel.band_starts_min)).astype(np.int32)

    def metres_of(self, kind: int, band: int, place: int, to: int) -> int:
        """Of one leg."""
        leg = self.travel.legs.leg(KINDS[kind], band, place, to)
        return round(leg.km * METRES_PER_KM) if _can_be_driven(leg) else 0

    def seconds_of(self, kind: int, band: int, place: int, to: int) -> int:
        """Driving time of one leg."""
        leg = self.travel.legs.leg(KINDS[kind], band, place, to)
        return math.ceil(seconds(leg.minutes) - _ROUNDING) if _can_be_driven(leg) else 0

    def has_way(self, kind: int, place: int, to: int) -> bool:
        """Whether a leg can be driven in every band."""
        legs, bands = self.travel.legs, range(len(self.travel.band_starts_min))
        return all(_can_be_driven(legs.leg(KINDS[kind], band, place, to)) for band in bands)

    def ways(self, kind: int, places: Ints, to: Ints) -> Bools:
        """Which legs can be driven in every band."""
        bands = range(len(self.travel.band_starts_min))
        blocks = [_is_way(*self._block(kind, band, places, to)) for band in bands]
        return np.asarray(np.logical_and.reduce(blocks))

    def drive_s(self, kind: int, places: Ints, to: Ints) -> Ints:
        """Driving times in the first band."""
        return _whole_seconds(*self._block(kind, 0, places, to)).astype(np.int32)

    def among(self, places: Ints) -> RoadTable:
        """All legs between some places."""
        bands = range(len(self.travel.band_starts_min))
        blocks = [
            [self._block(kind, band, places, places) for band in bands]
            for kind in range(len(KINDS))
        ]
        return RoadTable(
            place_ids=tuple(self.place_ids[place] for place in places.tolist()),
            band_starts_s=self.band_starts_s,
            metres=np.array([[_whole_metres(*one) for one in row] for row in blocks], np.int32),
            seconds=np.array([[_whole_seconds(*one) for one in row] for row in blocks], np.int32),
            reachable=np.array([np.logical_and.reduce([_is_way(*x) for x in y]) for y in blocks]),
        )

    def table(self) -> RoadTable:
        """All legs between all places."""
        return self.among(np.arange(len(self.place_ids), dtype=np.int32))

    def _block(self, kind: int, band: int, places: Ints, to: Ints) -> tuple[Floats, Floats]:
        return self.travel.legs.block(KINDS[kind], band, places.astype(np.intp), to.astype(np.intp))


def _can_be_driven(leg: Leg) -> bool:
    return math.isfinite(leg.km) and math.isfinite(leg.minutes)


def _is_way(km: Floats, minutes: Floats) -> Bools:
    return np.asarray(np.isfinite(km) & np.isfinite(minutes))


def _whole_metres(km: Floats, minutes: Floats) -> Floats:
    return np.asarray(np.rint(np.where(_is_way(km, minutes), km, 0.0) * METRES_PER_KM))


def _whole_seconds(km: Floats, minutes: Floats) -> Floats:
    return np.ceil(seconds(1.0) * np.where(_is_way(km, minutes), minutes, 0.0) - _ROUNDING)
