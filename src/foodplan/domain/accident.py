"""Accidents of a running week: a change that strikes at a moment, and what a repair may do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from foodplan.domain.ids import PlaceId, VehicleId
from foodplan.domain.plan import Plan
from foodplan.domain.policy import AllowedChanges
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import Change
from foodplan.errors import InvalidValue
from foodplan.units import MINUTES_PER_DAY


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Moment:
    """A time of the planned week; trips that began to load before it are driven as planned."""

    day: int = 0
    minute: float = 0.0
    """After midnight."""

    def __post_init__(self) -> None:
        if self.day < 0 or not 0 <= self.minute <= MINUTES_PER_DAY:
            raise InvalidValue(f"day {self.day}, minute {self.minute} is no moment of a week")


WEEK_START = Moment()


class LockKind(StrEnum):
    """What a locked stop keeps."""

    VEHICLE = "vehicle"
    DAY = "day"
    ORDER = "order"
    """Its place among the stops: nothing is put before it, and it gives way to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class StopLock:
    """What people set: the stop of a place on a day keeps its vehicle, its day or its order."""

    place_id: PlaceId
    day: int
    kind: LockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks:
    """What a repair leaves alone beyond its level."""

    vehicles: frozenset[VehicleId] = frozenset()
    """They get no stop and lose none, but for those that the accident itself takes."""
    days: frozenset[int] = frozenset()
    """Likewise for days."""
    order: bool = False
    """Stops that keep their vehicle keep their order too."""
    all_vehicles: bool = False
    """No stop goes with another vehicle, but for those that the accident takes."""
    all_days: bool = False
    """No stop goes on another day, lost ones included."""
    stops: frozenset[StopLock] = frozenset()

    def holds(self, place_id: PlaceId, day: int, kind: LockKind) -> bool:
        """Whether the stop of a place on a day is locked so."""
        return StopLock(place_id=place_id, day=day, kind=kind) in self.stops

    def with_stops(self, stops: frozenset[StopLock]) -> Self:
        """These locks and those of a plan."""
        return replace(self, stops=self.stops | stops)


UNLOCKED = Locks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accident:
    """What happened, in the words of a scenario, from when on, and how far to change the plan."""

    change: Change
    at: Moment
    level: AllowedChanges = AllowedChanges.ALL
    locks: Locks = UNLOCKED


MOST_PLACES = 5
"""Named for a stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a stop could go, and what that would mean."""

    day: int
    vehicle_id: VehicleId
    trip: int
    """Number of the trip, from 1."""
    position: int
    """Number of the stop within the trip, from 1."""
    km: float
    """More than without the stop."""
    minutes: float
    """Longer on duty."""
    spare_kg: float
    spare_pallets: float
    """Room left on the trip with the stop on board."""
    late_min: float = 0.0
    """After the site's last window; a person must ask the site first where it is above 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostStop:
    """A stop that lost its place, where it went, and its best places."""

    place_id: PlaceId
    day: int
    vehicle_id: VehicleId | None
    """Who was to make it; None for a new site."""
    n_baskets: int
    to: Place | None
    """None: no place was found."""
    places: tuple[Place, ...] = ()
    """At most five, the best first, each as if this stop alone had to be placed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A plan after an accident."""

    problem: Problem
    """The week as it is known now."""
    plan: Plan
    lost: tuple[LostStop, ...]
    """By day and place."""
