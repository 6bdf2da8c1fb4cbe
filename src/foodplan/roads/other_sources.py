"""Travel without a network: a dataset's own table, or straight lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from foodplan.domain.basics import Location, VehicleKind, haversine_km
from foodplan.domain.ids import PlaceId
from foodplan.domain.problem import OwnLeg
from foodplan.roads.changes import Conditions, local_factors
from foodplan.roads.geometry import Floats, great_circle_km
from foodplan.roads.speeds import STRAIGHT_CIRCUITY, STRAIGHT_KMH
from foodplan.tables.travel import Leg, LegTables, Rows, TravelMatrix
from foodplan.units import MINUTES_PER_DAY, MINUTES_PER_HOUR


def table_travel(place_ids: tuple[PlaceId, ...], legs: Sequence[OwnLeg]) -> TravelMatrix:
    """The rows as they are: a missing pair has no way, a place to itself is 0.

    Bands begin where a row begins or ends. A row for a kind of vehicle goes before one for a band,
    and that before one for all day; rows that name other places are left aside.
    """
    limits = {leg.start_min for leg in legs} | {leg.end_min for leg in legs}
    later = {limit for limit in limits if limit is not None and 0 < limit < MINUTES_PER_DAY}
    starts_min = (0.0, *sorted(later))
    index = {place_id: i for i, place_id in enumerate(place_ids)}
    shape = (len(starts_min), len(place_ids), len(place_ids))
    km = {kind: _nowhere(shape) for kind in VehicleKind}
    minutes = {kind: _nowhere(shape) for kind in VehicleKind}
    for leg in sorted(legs, key=_precision):
        if leg.from_id not in index or leg.to_id not in index:
            continue
        bands = [b for b, start_min in enumerate(starts_min) if _holds(leg, start_min)]
        for kind in VehicleKind:
            if leg.vehicle_kind in (None, kind.value):
                km[kind][bands, index[leg.from_id], index[leg.to_id]] = leg.km
                minutes[kind][bands, index[leg.from_id], index[leg.to_id]] = leg.min
    return TravelMatrix(
        place_ids=place_ids,
        band_starts_min=starts_min,
        legs=LegTables(km=km, minutes=minutes),
        origin="table",
    )


@dataclass(frozen=True, kw_only=True)
class StraightLegs:
    """Straight line times circuity at one speed, whatever the hour; worked out when asked for.

    So 18,000 places take no more memory than their coordinates.
    """

    points: Floats
    """Shape (n, 2), lon and lat."""
    conditions: Mapping[VehicleKind, tuple[Conditions, ...]]
    """One for each departure band."""

    def block(
        self, kind: VehicleKind, band: int, from_rows: Rows, to_rows: Rows
    ) -> tuple[Floats, Floats]:
        """Km and minutes; closed and slow areas count for the straight line."""
        conditions = self.conditions[kind][band]
        starts, ends = self.points[from_rows], self.points[to_rows]
        km = great_circle_km(starts[:, None], ends[None]) * STRAIGHT_CIRCUITY
        minutes = km / STRAIGHT_KMH[kind] * MINUTES_PER_HOUR
        if not conditions.changes:
            return km, minutes
        pairs = np.repeat(starts, len(ends), axis=0), np.tile(ends, (len(starts), 1))
        factors = local_factors(conditions, *pairs).reshape(km.shape)
        minutes = minutes * np.where(km > 0, factors, 1.0)
        return np.where(np.isinf(minutes), np.inf, km), minutes

    def leg(self, kind: VehicleKind, band: int, from_row: int, to_row: int) -> Leg:
        """One cell of a block; the same formula in plain numbers, ten times as fast for one leg."""
        if not self.conditions[kind][band].changes:
            km = haversine_km(self._places[from_row], self._places[to_row]) * STRAIGHT_CIRCUITY
            return Leg(km=km, minutes=km / STRAIGHT_KMH[kind] * MINUTES_PER_HOUR)
        cell = self.block(kind, band, np.array([from_row]), np.array([to_row]))
        return Leg(km=cell[0].item(), minutes=cell[1].item())

    @cached_property
    def _places(self) -> tuple[Location, ...]:
        return tuple(Location(lon=lon, lat=lat) for lon, lat in self.points.tolist())


def _nowhere(shape: tuple[int, int, int]) -> Floats:
    table = np.full(shape, np.inf)
    table[:, np.arange(shape[1]), np.arange(shape[1])] = 0.0
    return table


def _precision(leg: OwnLeg) -> tuple[bool, bool]:
    is_banded = leg.start_min is not None or leg.end_min is not None
    return leg.vehicle_kind is not None, is_banded


def _holds(leg: OwnLeg, at_min: float) -> bool:
    after = leg.start_min is None or leg.start_min <= at_min
    return after and (leg.end_min is None or at_min < leg.end_min)
