"""Routes in the making: cheapest insertion that never leaves what `schedule` allows."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

import numpy as np

from foodplan.optimise.routing.schedule import Schedule, schedule, weekly_millicents
from foodplan.optimise.routing.task import (
    MILLICENTS_PER_CENT,
    PlannedRoute,
    Routing,
    RoutingTask,
    Trips,
)

_MOST_EXCHANGES = 20
"""Visits that fit nowhere and are tried in the place of others."""


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where a visit could go; the cheaper, the earlier it is tried."""

    millicents: int
    vehicle_day: int
    trip: int
    """Number of the trip, or of the new trip's place."""
    position: int
    """Within the trip; -1: a new trip."""


class Draft:
    """Feasible routes by vehicle-day; changes that would break a rule are not made."""

    def __init__(self, task: RoutingTask, routes: Iterable[PlannedRoute] = ()) -> None:
        self.task = task
        self.schedules: dict[int, Schedule] = {}
        self.trips: dict[int, Trips] = {}
        self._day_of: dict[int, int] = {}
        for route in routes:
            self.put_most(route.vehicle_day, route.trips)

    def put_most(self, vehicle_day: int, trips: Trips) -> None:
        """A route as far as it is feasible: pick-ups are left out first, then later deliveries."""
        if self.put(vehicle_day, trips):
            return
        pickup = self.task.visits.pickup
        kept: set[int] = set()
        for visit in sorted((v for trip in trips for v in trip), key=lambda v: pickup.item(v)):
            tried = kept | {visit}
            if self.put(vehicle_day, tuple(tuple(v for v in trip if v in tried) for trip in trips)):
                kept = tried

    def put(self, vehicle_day: int, trips: Trips) -> bool:
        """Replace a route if the new one is feasible; whether it was."""
        trips = tuple(trip for trip in trips if trip)
        found = schedule(self.task, vehicle_day, trips) if trips else None
        if trips and found is None:
            return False
        self._keep(vehicle_day, trips, found)
        return True

    def _keep(self, vehicle_day: int, trips: Trips, found: Schedule | None) -> None:
        for trip in self.trips.pop(vehicle_day, ()):
            for visit in trip:
                self._day_of.pop(visit, None)
        self.schedules.pop(vehicle_day, None)
        if found is not None:
            self.trips[vehicle_day] = trips
            self.schedules[vehicle_day] = found
            day = self.task.vehicles.day.item(vehicle_day)
            self._day_of |= {visit: day for trip in trips for visit in trip}

    def clear_day(self, day: int) -> None:
        """Take all routes of a day away."""
        for vehicle_day in [row for row in self.trips if self._day(row) == day]:
            self.put(vehicle_day, ())

    def day_routes(self, day: int) -> dict[int, Trips]:
        """Routes of one day by vehicle-day."""
        return {row: self.trips[row] for row in sorted(self.trips) if self._day(row) == day}

    def served(self, visit: int) -> bool:
        """Whether the visit is in a route."""
        return visit in self._day_of

    def open_visits(self) -> list[int]:
        """Visits to be made that are in no route; copies of one stop count until one is made."""
        made = {
            self.task.visits.alternatives.item(visit)
            for visit in self._day_of
            if self.task.visits.alternatives.item(visit) >= 0
        }
        return [
            visit
            for visit in range(len(self.task.visits.place))
            if visit not in self._day_of and self.task.visits.alternatives.item(visit) not in made
        ]

    def millicents(self) -> int:
        """Cost of all routes, weekly costs of the vehicles used and dear visits included."""
        routes = sum(found.cost_millicents for found in self.schedules.values())
        dear = int(self.task.visits.dear_millicents[list(self._day_of)].sum())
        return routes + dear + weekly_millicents(self.task, self.trips)

    def merit(self) -> tuple[int, int]:
        """Price of what is left out in cents, then cost; the less the better."""
        prices = self.task.visits.price_cents
        seen: set[int] = set()
        missing = 0
        for visit in self.open_visits():
            group = self.task.visits.alternatives.item(visit)
            if group < 0 or group not in seen:
                missing += prices.item(visit)
                seen.add(group)
        return missing, self.millicents()

    def routing(self) -> Routing:
        """The routes as an answer."""
        cost = -(-self.millicents() // MILLICENTS_PER_CENT)
        return Routing(
            routes=tuple(
                PlannedRoute(vehicle_day=row, trips=self.trips[row]) for row in sorted(self.trips)
            ),
            unserved=tuple(self.open_visits()),
            cost_cents=cost,
        )

    def insert_all(self, visits: Iterable[int]) -> None:
        """Insert what fits where it costs least: hardest visits first, then the dearest.

        A visit that fits nowhere may take the place of another one that can go elsewhere.
        """
        may = self.task.visits.may.sum(axis=1)
        prices = self.task.visits.price_cents
        order = sorted(visits, key=lambda visit: (may.item(visit) > 1, -prices.item(visit), visit))
        homeless = [visit for visit in order if not self.insert(visit)]
        for visit in homeless[:_MOST_EXCHANGES]:
            self.exchange(visit)

    def insert(self, visit: int, *, rows: Set[int] | None = None) -> bool:
        """Put one visit at its cheapest feasible place; whether there was one."""
        for place in sorted(self._places(visit, rows)):
            before = self.trips.get(place.vehicle_day, ())
            trips = [list(trip) for trip in before]
            if place.position < 0:
                trips.insert(place.trip, [visit])
            else:
                trips[place.trip].insert(place.position, visit)
            if self.put(place.vehicle_day, tuple(map(tuple, trips))):
                if self.within_caps():
                    return True
                self.put(place.vehicle_day, before)
        return False

    def exchange(self, visit: int) -> bool:
        """Put a visit where another one makes room and finds a new place; whether that worked."""
        for row in np.flatnonzero(self.task.visits.may[visit]).tolist():
            before = self.trips.get(row, ())
            for other in (stop for trip in before for stop in trip):
                rest = tuple(tuple(stop for stop in trip if stop != other) for trip in before)
                if self.put(row, rest):
                    if self.insert(visit, rows={row}) and self.insert(other):
                        return True
                    self.put(row, before)
        return False

    def may_serve_on(self, visit: int, day: int) -> bool:
        """Whether copies, gaps between deliveries and the hub's caps let a day take the visit."""
        visits = self.task.visits
        alternative, apart = visits.alternatives.item(visit), visits.apart.item(visit)
        if alternative < 0 and apart < 0:
            return True
        for other, other_day in self._day_of.items():
            if alternative >= 0 and visits.alternatives.item(other) == alternative:
                return False
            gap = visits.min_gap_days.item(visit)
            if apart >= 0 and visits.apart.item(other) == apart and abs(other_day - day) < gap:
                return False
        return True

    def within_caps(self) -> bool:
        """Whether no more leaves each hub up to the end of each day than its cap."""
        task = self.task
        if not task.day_cap_dag.size:
            return True
        left = np.zeros_like(task.day_cap_dag)
        for row, trips in self.trips.items():
            for visit in (visit for trip in trips for visit in trip):
                if not task.visits.pickup.item(visit):
                    hub = task.vehicles.hub.item(row)
                    left[hub, self._day(row) :] += task.visits.load_dag.item(visit)
        return bool((left <= task.day_cap_dag).all())

    def _day(self, vehicle_day: int) -> int:
        return int(self.task.vehicles.day.item(vehicle_day))

    def _places(self, visit: int, rows: Set[int] | None) -> Iterator[_Place]:
        """Everywhere that the visit may be tried, with rough extra cost."""
        able = np.flatnonzero(self.task.visits.may[visit]).tolist()
        able = [row for row in able if rows is None or row in rows]
        fits = {day: self.may_serve_on(visit, day) for day in {self._day(row) for row in able}}
        used = {self.task.vehicles.vehicle.item(row) for row in self.trips}
        for row in able:
            if fits[self._day(row)]:
                yield from self._places_of(visit, row, used)

    def _places_of(self, visit: int, row: int, used: set[int]) -> Iterator[_Place]:
        vehicles = self.task.vehicles
        trips = self.trips.get(row, ())
        hub, to = vehicles.hub.item(row), self.task.visits.place.item(visit)
        dear = self.task.visits.dear_millicents.item(visit)
        out = self.leg_millicents(row, hub, to) + self.leg_millicents(row, to, hub) + dear
        if not trips:
            first = vehicles.fixed_millicents.item(row)
            if vehicles.vehicle.item(row) not in used:
                first += vehicles.weekly_millicents.item(row)
            yield _Place(first + out, row, 0, -1)
            return
        loading = vehicles.turnaround_s.item(row) * vehicles.millicents_per_second.item(row)
        for number in range(len(trips) + 1):
            yield _Place(out + loading, row, number, -1)
        for number, trip in enumerate(trips):
            places = [hub, *(self.task.visits.place.item(stop) for stop in trip), hub]
            for position, (a, b) in enumerate(itertools.pairwise(places)):
                extra = (
                    self.leg_millicents(row, a, to)
                    + self.leg_millicents(row, to, b)
                    - self.leg_millicents(row, a, b)
                )
                yield _Place(extra + dear, row, number, position)

    def leg_millicents(self, row: int, a: int, b: int) -> int:
        """Metres and driving time of a leg in money, in the first band."""
        vehicles, roads = self.task.vehicles, self.task.roads
        kind = vehicles.kind.item(row)
        metre = vehicles.millicents_per_metre.item(row)
        second = vehicles.millicents_per_second.item(row)
        return int(
            metre * roads.metres_of(kind, 0, a, b) + second * roads.seconds_of(kind, 0, a, b)
        )
