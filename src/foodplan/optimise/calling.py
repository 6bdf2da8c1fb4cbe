"""What calling at a producer costs on the routes of a week: places where vehicles pass.

A call that is made saves what its route costs less without it. A call that is not made could go
behind the deliveries of any trip with room and time, be a trip of its own, or take another
vehicle-day. Costs and times are rough; nothing that cannot be driven stays in a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from foodplan.domain.basics import Temperature, windows_of_day
from foodplan.domain.ids import ProducerId
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.moving import CallPlace
from foodplan.optimise.arrays import KG_IN_DAG, MILLICENTS_PER_EUR, routing_task
from foodplan.optimise.counters import is_counter
from foodplan.optimise.rounds import Driven
from foodplan.optimise.routing.draft import Draft
from foodplan.optimise.routing.schedule import schedule
from foodplan.optimise.visits import MPAL
from foodplan.tables.travel import TravelMatrix

_SERVICE_S = 1_200
"""A stop, roughly."""
_LEAST_KG = 100.0
"""Less room than that is worth no call."""


def call_places(problem: Problem, travel: TravelMatrix, driven: Driven) -> tuple[CallPlace, ...]:
    """All places for calls, made or not."""
    routes = _Routes(problem, travel, driven)
    places: list[CallPlace] = []
    for row, vehicle_id in enumerate(routes.task.vehicles.vehicle_ids):
        if is_counter(vehicle_id):
            continue
        if row in routes.draft.trips:
            places += (*_made(routes, row), *_on_trips(routes, row), *_own_trip(routes, row))
        else:
            places += _own_day(routes, row)
    return tuple(places)


class _Routes:
    """Routes with what they carry, and the producers that could be called at."""

    def __init__(self, problem: Problem, travel: TravelMatrix, driven: Driven) -> None:
        self.loads = driven.loads
        self.task = routing_task(problem, travel, driven.loads, release_min={})
        self.draft = Draft(self.task, driven.routing.routes)
        number = {place: n for n, place in enumerate(self.task.roads.place_ids)}
        self._hubs = {number[hub.hub_id]: hub.hub_id for hub in problem.hubs}
        self._producers = [(one, number[one.producer_id]) for one in problem.producers]

    def producers_on(self, row: int) -> Iterator[tuple[ProducerId, int]]:
        """Producers that are open that day and within its roads, with their places' numbers."""
        vehicles = self.task.vehicles
        day, kind, hub = (of.item(row) for of in (vehicles.day, vehicles.kind, vehicles.hub))
        for producer, place in self._producers:
            if windows_of_day(producer.windows, day) and self.task.roads.has_way(kind, hub, place):
                yield producer.producer_id, place

    def spare_s(self, row: int) -> int:
        """Seconds between the end of the route and the end of the shift."""
        return int(self.task.vehicles.end_s.item(row)) - self.draft.schedules[row].end_s

    def drive_s(self, row: int, a: int, b: int) -> int:
        """Driving time of a leg."""
        return self.task.roads.seconds_of(self.task.vehicles.kind.item(row), 0, a, b)

    def on_duty(self, row: int, seconds: int) -> int:
        """What so much time costs, in money."""
        return int(seconds * self.task.vehicles.millicents_per_second.item(row))

    def place(
        self,
        row: int,
        producer_id: ProducerId,
        *,
        trip: int,
        millicents: int,
        taken: Sequence[int] = (),
        is_made: bool = False,
    ) -> CallPlace:
        """A place on a trip that has these other pick-ups on board."""
        vehicles, visits, which = self.task.vehicles, self.task.visits, list(taken)
        kg = vehicles.capacity_dag.item(row) - visits.load_dag[which].sum()
        pallets = vehicles.capacity_mpal.item(row) - visits.load_mpal[which].sum()
        hub_id = self._hubs[vehicles.hub.item(row)]
        carried = zip(Temperature, vehicles.carries[row].tolist(), strict=True)
        return CallPlace(
            pickup=(producer_id, hub_id, vehicles.day.item(row)),
            eur=millicents / MILLICENTS_PER_EUR,
            kg=float(kg) / KG_IN_DAG,
            pallets=float(pallets) / MPAL,
            carries=frozenset(kind for kind, able in carried if able),
            trip=(row, trip),
            is_made=is_made,
        )


def _made(routes: _Routes, row: int) -> Iterator[CallPlace]:
    """Calls of a route, and what the route would save without each."""
    trips, pickup = routes.draft.trips[row], routes.task.visits.pickup
    cost = routes.draft.schedules[row].cost_millicents
    for number, trip in enumerate(trips):
        for visit in (one for one in trip if pickup[one]):
            rest = tuple(tuple(one for one in each if one != visit) for each in trips)
            rest = tuple(each for each in rest if each)
            without = schedule(routes.task, row, rest) if rest else None
            left = without.cost_millicents if without else cost if rest else 0
            yield routes.place(
                row,
                ProducerId(routes.loads[visit].place_id),
                trip=number,
                millicents=cost - left,
                taken=[one for one in trip if pickup[one] and one != visit],
                is_made=True,
            )


def _on_trips(routes: _Routes, row: int) -> Iterator[CallPlace]:
    """Behind the deliveries of a trip, wherever that is the shortest way round."""
    visits, hub = routes.task.visits, routes.task.vehicles.hub.item(row)
    for number, trip in enumerate(routes.draft.trips[row]):
        taken = [one for one in trip if visits.pickup[one]]
        stops = [hub, *(visits.place.item(one) for one in trip), hub]
        ways = list(pairwise(stops))[len(trip) - len(taken) :]
        for producer_id, place in routes.producers_on(row):
            if place in stops:
                continue
            way, seconds = min(
                (_round(routes, row, a, place, b) for a, b in ways), key=lambda found: found[0]
            )
            found = routes.place(row, producer_id, trip=number, millicents=way, taken=taken)
            if seconds <= routes.spare_s(row) and found.kg >= _LEAST_KG:
                yield found


def _round(routes: _Routes, row: int, a: int, place: int, b: int) -> tuple[int, int]:
    """What going round by a place costs, and how long it takes with the stop."""
    leg, drive_s = routes.draft.leg_millicents, routes.drive_s
    seconds = drive_s(row, a, place) + drive_s(row, place, b) - drive_s(row, a, b) + _SERVICE_S
    way = leg(row, a, place) + leg(row, place, b) - leg(row, a, b)
    return way + routes.on_duty(row, _SERVICE_S), seconds


def _own_trip(routes: _Routes, row: int) -> Iterator[CallPlace]:
    """One trip more, for the call alone."""
    vehicles, n_trips = routes.task.vehicles, len(routes.draft.trips[row])
    if n_trips >= vehicles.max_trips.item(row):
        return
    hub, loading_s = vehicles.hub.item(row), vehicles.turnaround_s.item(row)
    for producer_id, place in routes.producers_on(row):
        way, seconds = _round(routes, row, hub, place, hub)
        if seconds + loading_s <= routes.spare_s(row):
            way += routes.on_duty(row, loading_s)
            yield routes.place(row, producer_id, trip=n_trips, millicents=way)


def _own_day(routes: _Routes, row: int) -> Iterator[CallPlace]:
    """A vehicle-day that is not used yet."""
    vehicles = routes.task.vehicles
    hub, loading_s = vehicles.hub.item(row), vehicles.turnaround_s.item(row)
    for producer_id, place in routes.producers_on(row):
        way, _ = _round(routes, row, hub, place, hub)
        way += routes.on_duty(row, loading_s) + vehicles.fixed_millicents.item(row)
        yield routes.place(row, producer_id, trip=0, millicents=way)
