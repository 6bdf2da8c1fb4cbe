"""Plans in and out of the arrays: a start to go on from, the best plan, copies of all routes."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from foodplan.optimise.routing.draft import Draft
from foodplan.optimise.routing.schedule import Schedule, schedule
from foodplan.optimise.routing.search.arrays import ABSENT, Facts, Ints, Routes
from foodplan.optimise.routing.search.jit import compiled, inner
from foodplan.optimise.routing.search.pool import Column
from foodplan.optimise.routing.search.recreate import day_is_open
from foodplan.optimise.routing.search.scratch import Scratch
from foodplan.optimise.routing.search.state import clear, forget, refresh, remember
from foodplan.optimise.routing.task import (
    MILLICENTS_PER_CENT,
    PlannedRoute,
    Routing,
    RoutingTask,
    Trips,
)


def load(
    task: RoutingTask,
    facts: Facts,
    routes: Routes,
    scratch: Scratch,
    plan: Iterable[PlannedRoute],
) -> None:
    """Set all routes; what breaks a rule stays out, and its visits with it."""
    given = {route.vehicle_day: route.trips for route in plan}
    _clear_all(facts, routes)
    for r in sorted(given):
        found = schedule(task, r, given[r])
        if found is not None:
            _set_route(facts, routes, scratch, r, *_sequence(facts, r, found))
    _list_absent(facts, routes)


def trips_of(facts: Facts, nodes: Iterable[int]) -> Trips:
    """Visit rows trip by trip from the nodes between first and last hub."""
    n_hubs = len(facts.cap)
    trips: list[list[int]] = [[]]
    for x in nodes:
        if x < n_hubs:
            trips.append([])
        else:
            trips[-1].append(x - n_hubs)
    return tuple(tuple(trip) for trip in trips if trip)


def planned(facts: Facts, routes: Routes) -> tuple[PlannedRoute, ...]:
    """All routes in use."""
    return tuple(
        PlannedRoute(
            vehicle_day=r,
            trips=trips_of(
                facts, routes.at["node"][r, 1 : routes.info["length"].item(r) - 1].tolist()
            ),
        )
        for r in np.flatnonzero(routes.info["n_stops"]).tolist()
    )


def as_plan(facts: Facts, columns: Iterable[Column]) -> tuple[PlannedRoute, ...]:
    """Columns given to the slots of their classes, in order."""
    next_slot = facts.groups["first"].tolist()
    plan = []
    for column in columns:
        r = next_slot[column.group]
        next_slot[column.group] = facts.slots["next_alike"].item(r)
        plan.append(PlannedRoute(vehicle_day=r, trips=trips_of(facts, column.nodes)))
    return tuple(plan)


def plan_cost(routes: Routes) -> int:
    """Cost of routes and weeks, and prices of what is left out."""
    return int(routes.total["routes"][0] + routes.total["missing"][0])


def verified(task: RoutingTask, plan: Iterable[PlannedRoute]) -> Routing:
    """The plan as an answer: every route timed by `schedule`, visits of any other put elsewhere.

    A last try for what is left out: with the real clock a place may be found that segments did not
    show. It is made if it costs no more than its price.
    """
    draft = Draft(task, plan)
    for visit in draft.open_visits():
        before = draft.millicents()
        if visit not in draft.open_visits() or not draft.insert(visit):
            continue
        more = draft.millicents() - before
        if more > task.visits.price_cents.item(visit) * MILLICENTS_PER_CENT or (
            not draft.within_caps()
        ):
            _withdraw(draft, visit)
    return draft.routing()


def snapshot(routes: Routes) -> Routes:
    """A copy of everything."""
    return Routes._make(array.copy() for array in routes)


def restore(routes: Routes, kept: Routes) -> None:
    """Make `routes` equal to `kept`."""
    for array, source in zip(routes, kept, strict=True):
        array[...] = source


def _sequence(facts: Facts, r: int, found: Schedule) -> tuple[Ints, Ints]:
    """Nodes of a route, hubs included, and the windows in which its visits are served."""
    hub, n_hubs = int(facts.slots["hub"][r]), len(facts.cap)
    nodes, windows = [hub], [0]
    for trip in found.trips:
        for stop in trip.stops:
            x = stop.visit + n_hubs
            closes_s = facts.windows["closes_s"][x, facts.slots["day"].item(r)]
            nodes.append(x)
            windows.append(int(np.argmax(closes_s >= stop.start_s)))
        nodes.append(hub)
        windows.append(0)
    return np.array(nodes, dtype=np.int64), np.array(windows, dtype=np.int64)


def _withdraw(draft: Draft, visit: int) -> None:
    """Take a visit out of its route again."""
    for row, trips in list(draft.trips.items()):
        if any(visit in trip for trip in trips):
            draft.put(row, tuple(tuple(v for v in trip if v != visit) for trip in trips))


@compiled
def _clear_all(facts: Facts, routes: Routes) -> None:
    """Empty every route."""
    for r in range(len(facts.slots)):
        forget(facts, routes, r)
        clear(facts, routes, r)
    routes.slot_of[:] = ABSENT


@compiled
def _set_route(
    facts: Facts, routes: Routes, scratch: Scratch, r: int, nodes: Ints, windows: Ints
) -> None:
    """Fill a slot; it stays empty where a visit may not join."""
    n, n_hubs = len(nodes), facts.rules[0].n_hubs
    for p in range(1, n - 1):
        if nodes[p] >= n_hubs and not _may_join(facts, routes, r, nodes[p]):
            return
    for p in range(n):
        routes.at[r, p].node = nodes[p]
        routes.at[r, p].window = windows[p]
    routes.info[r].length = n
    if not refresh(facts, routes, scratch, r):
        clear(facts, routes, r)
        return
    for p in range(1, n - 1):
        if nodes[p] >= n_hubs:
            routes.slot_of[nodes[p]] = r
    remember(facts, routes, r)


@inner
def _may_join(facts: Facts, routes: Routes, r: int, x: int) -> bool:
    """Whether no copy of the visit is made yet, and its day is open."""
    copy = facts.jobs[facts.nodes[x].job].first
    while copy != ABSENT:
        if routes.slot_of[copy] != ABSENT:
            return False
        copy = facts.nodes[copy].next_copy
    return facts.boxed[x, r] >= 0 and day_is_open(facts, routes, x, r)


@compiled
def _list_absent(facts: Facts, routes: Routes) -> None:
    """Work out which jobs are in no route."""
    total = routes.total[0]
    total.n_absent, total.missing = 0, 0
    for job in range(len(facts.jobs)):
        served, copy = False, facts.jobs[job].first
        while copy != ABSENT:
            served = served or routes.slot_of[copy] != ABSENT
            copy = facts.nodes[copy].next_copy
        if not served:
            routes.absent[total.n_absent] = job
            total.n_absent += 1
            total.missing += facts.jobs[job].price
