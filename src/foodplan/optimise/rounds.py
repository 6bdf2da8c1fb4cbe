"""One round of planning: share the food, make routes for it, and see what could not be driven."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from foodplan.domain.ids import HubId, LotId
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Allocated
from foodplan.optimise.arrays import routing_task
from foodplan.optimise.release import release_min
from foodplan.optimise.routing.draft import Draft
from foodplan.optimise.routing.task import (
    PlannedRoute,
    RouteEngine,
    Routing,
    RoutingTask,
    SearchLimits,
)
from foodplan.optimise.visits import Load, call_loads, delivery_loads, pickup_loads
from foodplan.tables.travel import TravelMatrix
from foodplan.units import minutes, seconds

_MOST_DELAYS = 10
"""Attempts to insert deliveries again that wait for food; then they stay out."""

Key = tuple[str, str, int, bool, int]
"""Place, hub, day, whether it is a pick-up, number of the part: a visit in any round."""


@dataclass(frozen=True, kw_only=True)
class Driven:
    """Loads, and the routes that carry them."""

    loads: tuple[Load, ...]
    routing: Routing


@dataclass(frozen=True, kw_only=True)
class Round:
    """Food shared and routes made for it."""

    allocated: Allocated
    loads: tuple[Load, ...]
    task: RoutingTask
    routing: Routing

    @property
    def driven(self) -> Driven:
        """What the next round may go on from."""
        return Driven(loads=self.loads, routing=self.routing)

    @property
    def unserved(self) -> tuple[Load, ...]:
        """Goods that could not be driven; calls with nothing to fetch are `n_missed_calls`."""
        loads = (self.loads[visit] for visit in self.routing.unserved)
        return tuple(load for load in loads if load.drops or load.orders or load.picks)

    @property
    def n_missed_calls(self) -> int:
        """Producers times days on which a vehicle should have called and does not."""
        missed = (self.loads[visit] for visit in self.routing.unserved)
        return len({(load.place_id, load.day) for load in missed if load.is_call})

    @property
    def n_baskets(self) -> int:
        """Baskets that routes hand over."""
        given = sum(row.baskets for row in self.allocated.given)
        return given - sum(load.n_baskets for load in self.unserved)

    def merit(self, problem: Problem) -> tuple[int, int, float, int]:
        """The less the better: calls missed, sites with nothing, then baskets, then cost.

        Baskets count where they hang on no open pick-up.
        """
        wanted = {row.site_id for row in self.allocated.given if row.baskets > 0}
        open_visits = set(self.routing.unserved)
        served = {
            load.place_id
            for visit, load in enumerate(self.loads)
            if not load.is_pickup and visit not in open_visits
        }
        basket_kg = min((basket.kg for basket in problem.baskets), default=1.0)
        hanging = sum(load.kg(problem) for load in self.unserved if load.is_pickup) / basket_kg
        return (
            self.n_missed_calls,
            len(wanted - served),
            hanging - self.n_baskets,
            self.routing.cost_cents,
        )


def make_round(
    problem: Problem,
    travel: TravelMatrix,
    allocated: Allocated,
    *,
    engine: RouteEngine | None,
    limits: SearchLimits,
    before: Driven | None,
) -> Round:
    """Routes for what was allocated; without an engine by insertion alone."""
    pickups = pickup_loads(problem, allocated.collections)
    calls = call_loads(problem, pickups)
    loads = (*pickups, *calls, *delivery_loads(problem, allocated.given, allocated.order_drops))
    task, early = _task(problem, travel, allocated, loads)
    start = Draft(task, [*early, *_carried_over(before, loads, {one.vehicle_day for one in early})])
    start.insert_all(start.open_visits())
    routing = start.routing()
    if engine is not None:
        routing = engine(task, limits=limits, start=routing)
    return _punctual(problem, Round(allocated=allocated, loads=loads, task=task, routing=routing))


def keys_of(loads: Sequence[Load]) -> list[Key]:
    """One key a load; parts of one delivery or pick-up are numbered."""
    seen: dict[tuple[str, str, int, bool], int] = defaultdict(int)
    keys: list[Key] = []
    for load in loads:
        stop = load.place_id, load.hub_id, load.day, load.is_pickup
        keys.append((*stop, seen[stop]))
        seen[stop] += 1
    return keys


def routes_again(routing: Routing, again: Mapping[int, int]) -> tuple[PlannedRoute, ...]:
    """The routes with those visits that are still to be made, under their new numbers."""
    routes = []
    for route in routing.routes:
        trips = (tuple(again[visit] for visit in trip if visit in again) for trip in route.trips)
        kept = tuple(trip for trip in trips if trip)
        if kept:
            routes.append(PlannedRoute(vehicle_day=route.vehicle_day, trips=kept))
    return tuple(routes)


def _carried_over(
    before: Driven | None, loads: Sequence[Load], taken: set[int]
) -> list[PlannedRoute]:
    """Routes of the round before with the visits that are still to be made."""
    if before is None:
        return []
    row = {key: i for i, key in enumerate(keys_of(loads))}
    again = {visit: row[key] for visit, key in enumerate(keys_of(before.loads)) if key in row}
    routes = routes_again(before.routing, again)
    return [route for route in routes if route.vehicle_day not in taken]


def _task(
    problem: Problem, travel: TravelMatrix, allocated: Allocated, loads: Sequence[Load]
) -> tuple[RoutingTask, tuple[PlannedRoute, ...]]:
    """The task, and the routes of pick-ups whose food is packed the same day.

    Those pick-ups are planned first, each by a vehicle's first trip; they keep their vehicle and
    may not begin later, so that the baskets that wait for them can leave when they were promised.
    """
    task = routing_task(problem, travel, loads, release_min={})
    same_day = [
        visit
        for visit, load in enumerate(loads)
        if load.picks and problem.hub[load.hub_id].processing_days == 0
    ]
    early = Draft(_first_trips(task))
    early.insert_all(same_day)
    release = release_min(problem, allocated, _arrivals(early, loads))
    if not release:
        return task, ()
    waiting = routing_task(problem, travel, loads, release_min=release)
    return _held(waiting, early), early.routing().routes


def _first_trips(task: RoutingTask) -> RoutingTask:
    """The task where every vehicle makes one trip and costs nothing but its way: many set out."""
    free = replace(
        task.vehicles,
        max_trips=np.ones_like(task.vehicles.max_trips),
        fixed_millicents=np.zeros_like(task.vehicles.fixed_millicents),
        weekly_millicents=np.zeros_like(task.vehicles.weekly_millicents),
    )
    return replace(task, vehicles=free)


def _arrivals(early: Draft, loads: Sequence[Load]) -> dict[tuple[LotId, HubId, int], float]:
    """When the last of each lot comes to its hub."""
    found: dict[tuple[LotId, HubId, int], float] = defaultdict(float)
    for timed in early.schedules.values():
        for trip in timed.trips:
            for load in (loads[stop.visit] for stop in trip.stops):
                for pick in load.picks:
                    key = pick.lot_id, load.hub_id, load.day
                    found[key] = max(found[key], minutes(trip.return_s))
    return found


def _held(task: RoutingTask, early: Draft) -> RoutingTask:
    """The task where early pick-ups keep their vehicle and begin no later than planned."""
    may, windows = task.visits.may.copy(), task.visits.windows.copy()
    for row, timed in early.schedules.items():
        day = task.vehicles.day.item(row)
        for stop in (stop for trip in timed.trips for stop in trip.stops):
            may[stop.visit] = False
            may[stop.visit, row] = True
            ends = windows[stop.visit, day, :, 1]
            windows[stop.visit, day, :, 1] = np.minimum(ends, stop.start_s)
    return replace(task, visits=replace(task.visits, may=may, windows=windows))


def _punctual(problem: Problem, found: Round) -> Round:
    """The round with deliveries moved behind the food they wait for, or left out."""
    for attempt in range(_MOST_DELAYS + 1):
        late = _late(problem, found)
        if not late:
            break
        release = found.task.visits.release_s.copy()
        for visit, release_s in late.items():
            release[visit] = np.maximum(release[visit], release_s)
        task = replace(found.task, visits=replace(found.task.visits, release_s=release))
        draft = Draft(task, found.routing.routes)
        if attempt < _MOST_DELAYS:
            draft.insert_all(draft.open_visits())
        found = replace(found, task=task, routing=draft.routing())
    return found


def _late(problem: Problem, found: Round) -> dict[int, int]:
    """Deliveries whose food comes later than they were promised, and when it is sorted."""
    draft = Draft(found.task, found.routing.routes)
    actual = release_min(problem, found.allocated, _arrivals(draft, found.loads))
    sorted_s = {key: math.ceil(seconds(when)) for key, when in actual.items()}
    return {
        visit: sorted_s[load.hub_id, load.day]
        for visit, load in enumerate(found.loads)
        if not load.is_pickup
        and sorted_s.get((load.hub_id, load.day), 0)
        > found.task.visits.release_s.item(visit, load.day)
    }
