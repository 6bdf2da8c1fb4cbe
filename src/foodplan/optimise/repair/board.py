"""Routes under repair: where a stop could go, and whether a route holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from foodplan.optimise.repair.standing import Standing
from foodplan.optimise.routing.duty import Duty
from foodplan.optimise.routing.loads import pallets_mpal, permitted
from foodplan.optimise.routing.schedule import Schedule, schedule, walk
from foodplan.optimise.routing.task import RoutingTask, Trips


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place for a visit; the less it changes and costs, the earlier it is tried."""

    rank: tuple[int, ...]
    millicents: int
    """Rough extra cost."""
    row: int
    trip: int
    """Number of the trip, or of the new trip's place; from 0."""
    position: int
    """Within the trip, from 0; -1: a new trip."""
    visit: int

    def into(self, trips: Trips) -> Trips:
        """The trips with the visit in its place."""
        if self.position < 0:
            return (*trips[: self.trip], (self.visit,), *trips[self.trip :])
        trip = trips[self.trip]
        longer = (*trip[: self.position], self.visit, *trip[self.position :])
        return (*trips[: self.trip], longer, *trips[self.trip + 1 :])


class Board:
    """Remaining trips by vehicle-day; every change is tried against the clock."""

    def __init__(
        self,
        task: RoutingTask,
        standing: Mapping[int, Standing],
        trips: Mapping[int, Trips],
        *,
        closed: Set[int] = frozenset(),
        held: Set[int] = frozenset(),
    ) -> None:
        """`closed`: vehicle-days that take nothing more; `held`: visits with nothing new before."""
        self.task, self.standing, self.closed, self.held = task, standing, closed, held
        self.trips: dict[int, Trips] = dict(trips)
        self.n_tried = 0
        """Routes timed so far: what work is counted in."""
        self._timed: dict[tuple[int, Trips], Schedule | None] = {}

    def timed(self, row: int, trips: Trips) -> Schedule | None:
        """The remaining trips with their times; None if a rule is broken. No trips: None too."""
        key = row, trips
        if key not in self._timed:
            self.n_tried += 1
            self._timed[key] = self._time(row, trips)
        return self._timed[key]

    def holds(self, row: int, trips: Trips) -> bool:
        """Whether the trips can be driven; no trips always can."""
        return not trips or self.timed(row, trips) is not None

    def spots(
        self,
        visit: int,
        *,
        rank: tuple[int, ...] = (),
        home: int = -1,
        rows: Set[int] | None = None,
        crowded: bool = False,
    ) -> Iterator[Spot]:
        """Everywhere the visit may be tried. The row `home` ranks before the others of its day.

        `crowded`: trips without room are named too.
        """
        for row in np.flatnonzero(self.task.visits.may[visit]).tolist():
            if row in self.closed or (rows is not None and row not in rows):
                continue
            yield from self._spots_of(visit, row, (*rank, int(row != home)), crowded=crowded)

    def put(self, spot: Spot) -> bool:
        """Make room at a spot if the route holds; whether it did."""
        trips = spot.into(self.trips.get(spot.row, ()))
        if not self.holds(spot.row, trips):
            return False
        self.trips[spot.row] = trips
        return True

    def take(self, visit: int) -> int | None:
        """Take a visit out of its route; its row, None if it is in none."""
        for row, trips in self.trips.items():
            if any(visit in trip for trip in trips):
                self.trips[row] = without(trips, {visit})
                return row
        return None

    def spare(self, row: int, trip: tuple[int, ...]) -> tuple[int, int]:
        """Decagrams and thousandths of a pallet left on a trip's way out, and back if less."""
        vehicles, visits = self.task.vehicles, self.task.visits
        dag, pallets = vehicles.capacity_dag.item(row), vehicles.capacity_mpal.item(row)
        ways = [
            [one for one in trip if visits.pickup.item(one) is pickup] for pickup in (False, True)
        ]
        return (
            dag - max(sum(visits.load_dag.item(one) for one in way) for way in ways),
            pallets - max(sum(pallets_mpal(self.task, one) for one in way) for way in ways),
        )

    def _spots_of(
        self, visit: int, row: int, rank: tuple[int, ...], *, crowded: bool
    ) -> Iterator[Spot]:
        vehicles, visits = self.task.vehicles, self.task.visits
        trips = self.trips.get(row, ())
        hub, to = vehicles.hub.item(row), visits.place.item(visit)
        out = self._leg(row, hub, to) + self._leg(row, to, hub)
        if len(trips) < vehicles.max_trips.item(row):
            first = vehicles.fixed_millicents.item(row)
            loading = vehicles.turnaround_s.item(row) * vehicles.millicents_per_second.item(row)
            extra = out + (loading if trips else first)
            for number in range(self._first_free_trip(trips), len(trips) + 1):
                yield Spot(rank, extra, row, number, -1, visit)
        for number, trip in enumerate(trips):
            if not crowded and not self._has_room(row, trip, visit):
                continue
            places = [hub, *(visits.place.item(stop) for stop in trip), hub]
            first = max((i for i, stop in enumerate(trip, start=1) if stop in self.held), default=0)
            for position, (a, b) in enumerate(pairwise(places)):
                if position < first:
                    continue
                extra = self._leg(row, a, to) + self._leg(row, to, b) - self._leg(row, a, b)
                yield Spot(rank, extra, row, number, position, visit)

    def _first_free_trip(self, trips: Trips) -> int:
        """Number of the trip from which on a new one may come in between."""
        held = (n for n, trip in enumerate(trips, start=1) if not self.held.isdisjoint(trip))
        return max(held, default=0)

    def _has_room(self, row: int, trip: tuple[int, ...], visit: int) -> bool:
        visits, vehicles = self.task.visits, self.task.vehicles
        way = [one for one in trip if visits.pickup.item(one) == visits.pickup.item(visit)]
        kg = sum(visits.load_dag.item(one) for one in (*way, visit))
        pallets = sum(pallets_mpal(self.task, one) for one in (*way, visit))
        return bool(
            kg <= vehicles.capacity_dag.item(row) and pallets <= vehicles.capacity_mpal.item(row)
        )

    def _time(self, row: int, trips: Trips) -> Schedule | None:
        """One walk from the earliest start finds most routes that fail; then the best start."""
        if not trips or not all(trips) or not permitted(self.task, row, trips):
            return None
        walked = self._walked(row, trips)
        if walked is None or row in self.standing:
            return walked
        return schedule(self.task, row, trips)

    def _walked(self, row: int, trips: Trips) -> Schedule | None:
        """The trips from the earliest start on, by a driver as he stands."""
        start_s, now = self.task.vehicles.start_s.item(row), self.standing.get(row)
        duty = Duty(self.task, row, start_s)
        if now is not None:
            duty = Duty(self.task, row, start_s, driven_s=now.driven_s, rested_s=now.rested_s)
        return walk(self.task, row, trips, duty)

    def _leg(self, row: int, a: int, b: int) -> int:
        """Metres and driving time of a leg in money, in the first band."""
        vehicles, roads = self.task.vehicles, self.task.roads
        kind = vehicles.kind.item(row)
        metre = vehicles.millicents_per_metre.item(row)
        second = vehicles.millicents_per_second.item(row)
        return int(
            metre * roads.metres_of(kind, 0, a, b) + second * roads.seconds_of(kind, 0, a, b)
        )


def without(trips: Trips, gone: Set[int]) -> Trips:
    """The trips less some visits; empty trips fall away."""
    kept = (tuple(visit for visit in trip if visit not in gone) for trip in trips)
    return tuple(trip for trip in kept if trip)
