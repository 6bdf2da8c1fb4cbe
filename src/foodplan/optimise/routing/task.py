"""The routing task: what every route engine is given, and what it gives back.

All quantities are whole numbers: seconds after midnight, metres, decagrams of load (10 g),
thousandths of a pallet, thousandths of a cent per metre or second. Rows are sorted by id, so equal
problems give equal arrays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.ids import PlaceId, VehicleId
from foodplan.domain.policy import Rules

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

NO_LIMIT = 2**30
"""Stands for 'unlimited' in seconds, decagrams, stops."""
MILLICENTS_PER_CENT = 1000
N_CLASSES = 3
"""Temperature classes by column: ambient, chilled, frozen."""


class Roads(Protocol):
    """Travel between n places for each kind of vehicle in b departure bands."""

    @property
    def place_ids(self) -> tuple[PlaceId, ...]:
        """All places, in the order of their numbers."""
        ...

    @property
    def band_starts_s(self) -> Ints:
        """(b,) ascending; the first band also holds before its start."""
        ...

    def metres_of(self, kind: int, band: int, place: int, to: int) -> int:
        """Of one leg; 0 where there is no way."""
        ...

    def seconds_of(self, kind: int, band: int, place: int, to: int) -> int:
        """Driving time of one leg, rounded up; 0 where there is no way."""
        ...

    def has_way(self, kind: int, place: int, to: int) -> bool:
        """Whether a leg can be driven in every band."""
        ...

    def ways(self, kind: int, places: Ints, to: Ints) -> Bools:
        """The same for all legs from some places to some others: (from, to)."""
        ...

    def drive_s(self, kind: int, places: Ints, to: Ints) -> Ints:
        """Driving times in the first band from some places to some others: (from, to)."""
        ...

    def among(self, places: Ints) -> RoadTable:
        """All legs between some places, which are numbered anew in that order."""
        ...

    def table(self) -> RoadTable:
        """All legs between all places; for a few thousand at most."""
        ...


@dataclass(frozen=True, kw_only=True)
class RoadTable:
    """Roads as tables: every leg worked out beforehand."""

    place_ids: tuple[PlaceId, ...]
    band_starts_s: Ints
    metres: Ints
    """(k, b, n, n); 0 where there is no way."""
    seconds: Ints
    """(k, b, n, n); driving time rounded up, 0 where there is no way."""
    reachable: Bools
    """(k, n, n)"""

    def metres_of(self, kind: int, band: int, place: int, to: int) -> int:
        """Of one leg."""
        return self.metres.item(kind, band, place, to)

    def seconds_of(self, kind: int, band: int, place: int, to: int) -> int:
        """Driving time of one leg."""
        return self.seconds.item(kind, band, place, to)

    def has_way(self, kind: int, place: int, to: int) -> bool:
        """Whether a leg can be driven."""
        return self.reachable.item(kind, place, to)

    def ways(self, kind: int, places: Ints, to: Ints) -> Bools:
        """Which legs can be driven."""
        return np.asarray(self.reachable[kind][np.ix_(places, to)])

    def drive_s(self, kind: int, places: Ints, to: Ints) -> Ints:
        """Driving times in the first band."""
        return np.asarray(self.seconds[kind, 0][np.ix_(places, to)])

    def among(self, places: Ints) -> RoadTable:
        """A part of the tables."""
        rows, columns = places[:, None], places[None]
        return RoadTable(
            place_ids=tuple(self.place_ids[place] for place in places.tolist()),
            band_starts_s=self.band_starts_s,
            metres=self.metres[:, :, rows, columns],
            seconds=self.seconds[:, :, rows, columns],
            reachable=self.reachable[:, rows, columns],
        )

    def table(self) -> RoadTable:
        """Itself."""
        return self


@dataclass(frozen=True, kw_only=True)
class VehicleDays:
    """One row for each vehicle and shift, m in all, sorted by day and vehicle."""

    vehicle_ids: tuple[VehicleId, ...]
    day: Ints
    """(m,)"""
    vehicle: Ints
    """(m,) row number of the vehicle among all vehicles; weekly costs are paid once for each."""
    kind: Ints
    """(m,) first axis of `Roads`."""
    hub: Ints
    """(m,) place where it starts, reloads and ends."""
    start_s: Ints
    """(m,) start of the shift."""
    end_s: Ints
    """(m,) end of the shift, hub windows and latest end included."""
    max_route_s: Ints
    """(m,) longest time from first loading to last return."""
    max_trips: Ints
    max_stops_per_trip: Ints
    max_stops: Ints
    """(m,) of the whole route."""
    turnaround_s: Ints
    """(m,) at the hub before every trip."""
    capacity_dag: Ints
    """(m,) payload."""
    capacity_mpal: Ints
    """(m,) pallets × 1000."""
    carries: Bools
    """(m, N_CLASSES) classes of goods it can carry."""
    box_mpal: Ints
    """(m,) pallet places × 1000 for chilled or frozen goods in insulated boxes, per day."""
    fixed_millicents: Longs
    """(m,) for a vehicle-day that is used."""
    weekly_millicents: Longs
    """(m,) for a vehicle that is used at all in the week."""
    millicents_per_metre: Longs
    millicents_per_second: Longs
    """(m,) of the time from first loading to last return."""


@dataclass(frozen=True, kw_only=True)
class Visits:
    """One row for each stop to be made, q in all: a delivery to a site, a pick-up at a producer.

    Within a trip all deliveries come before all pick-ups, so what is delivered and what is picked
    up may each be as large as the vehicle.
    """

    place: Ints
    """(q,)"""
    pickup: Bools
    """(q,) True: goods are taken on board and come back to the hub of the vehicle."""
    load_dag: Ints
    load_mpal: Ints
    """(q, N_CLASSES) pallets × 1000 by temperature class."""
    service_s: Ints
    windows: Ints
    """(q, days, w, 2) start and end of the time in which service may begin; 1, 0 where unused."""
    may: Bools
    """(q, m) whether a vehicle-day may make the stop (access, day, class, links; loads aside)."""
    price_cents: Longs
    """(q,) what leaving it out costs; far above any route, in the rank of baskets served."""
    dear_millicents: Longs
    """(q,) what making it costs beside the way: the price of a day that its site is not used to."""
    alternatives: Ints
    """(q,) visits with the same number ≥ 0 are copies of one stop (one is made); -1: none."""
    apart: Ints
    """(q,) visits with the same number ≥ 0 are two deliveries to one site in the week; -1: none."""
    min_gap_days: Ints
    """(q,) days between two visits of one `apart` number."""
    first_only: Bools
    """(q,) must be the first stop of its trip."""
    alone: Bools
    """(q,) a pick-up whose route makes no pick-up at another place."""
    max_route_s: Ints
    """(q,) longest route that may make this stop."""
    release_s: Ints
    """(q, days) earliest time that a trip with this delivery may leave the hub; 0: at once."""


@dataclass(frozen=True, kw_only=True)
class RoutingTask:
    """Everything a route engine may know."""

    n_days: int
    roads: Roads
    vehicles: VehicleDays
    visits: Visits
    day_cap_dag: Longs = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int64))
    """(n places, days) most decagrams that leave a hub up to the end of each day; empty: no cap."""
    rules: Rules = field(default_factory=Rules)


Trips = tuple[tuple[int, ...], ...]
"""Visit rows of each trip, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRoute:
    """What one vehicle-day does."""

    vehicle_day: int
    trips: Trips


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """The answer of a route engine; every route passes `schedule`."""

    routes: tuple[PlannedRoute, ...]
    unserved: tuple[int, ...]
    cost_cents: int
    """Routes only, prices of unserved visits aside."""
    bound_cents: int | None = None
    """Proven lower bound of `cost_cents` for the visits served, if there is one."""


Report = Callable[[int, int], None]
"""Called with the best cost in cents and the number of unserved visits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLimits:
    """When a route engine ends: after seconds, after work (iterations), or when told to stop."""

    seconds: float | None
    work: int | None
    seed: int
    clock: Callable[[], float]
    """A monotonic clock in seconds."""
    stop: Callable[[], bool]
    report: Report
    hunts: int = 1
    """Searches side by side, each in a thread of its own; work counts for each of them."""
    stays_near: bool = False
    """`start` is good but for a few stops, and time is short: only what lies near is searched."""


class RouteEngine(Protocol):
    """Both engines are called this way."""

    def __call__(
        self, task: RoutingTask, *, limits: SearchLimits, start: Routing | None = None
    ) -> Routing:
        """The best routing found, from `start` if there is one."""
        ...
