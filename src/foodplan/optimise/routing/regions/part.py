"""A part of a task: some vehicle-days and visits as a task of its own, and its routes back again.

What happens outside stands still while a part is searched. So a visit whose twin (another delivery
to the same site) is outside keeps its day, or the gap to that twin; a hub's cap is divided: each
part has what its routes use, and a share of what nobody uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np

from foodplan.optimise.routing.task import (
    Bools,
    Floats,
    Ints,
    Longs,
    PlannedRoute,
    Routing,
    RoutingTask,
    VehicleDays,
    Visits,
)

Table = TypeVar("Table", VehicleDays, Visits)


@dataclass(frozen=True, kw_only=True)
class Part:
    """Rows of the whole task, ascending."""

    slots: Ints
    """Vehicle-days."""
    visits: Ints


@dataclass(frozen=True, kw_only=True)
class Whereabouts:
    """What a plan of the whole task does with each visit and each hub."""

    slot: Ints
    """(q,) vehicle-day of each visit, -1 where it is in no route."""
    departed: Longs
    """(places, days) decagrams that leave each hub up to the end of each day."""

    @classmethod
    def of(cls, task: RoutingTask, routes: Iterable[PlannedRoute]) -> Whereabouts:
        """Of a plan."""
        slot = np.full(len(task.visits.place), -1, dtype=np.int32)
        for route in routes:
            slot[[visit for trip in route.trips for visit in trip]] = route.vehicle_day
        served = np.flatnonzero((slot >= 0) & ~task.visits.pickup).astype(np.int32)
        return cls(slot=slot, departed=departed_dag(task, slot, served))

    def day(self, task: RoutingTask) -> Ints:
        """Day of each visit, -1 where it is in no route."""
        return np.where(self.slot >= 0, task.vehicles.day[self.slot], -1)


def departed_dag(task: RoutingTask, slot: Ints, visits: Ints) -> Longs:
    """(places, days) decagrams of some visits that leave each hub up to the end of each day."""
    if not task.day_cap_dag.size:
        return task.day_cap_dag
    left = np.zeros_like(task.day_cap_dag)
    rows = slot[visits]
    where = task.vehicles.hub[rows], task.vehicles.day[rows]
    np.add.at(left, where, task.visits.load_dag[visits])
    return np.asarray(np.cumsum(left, axis=1))


def spare_shares(task: RoutingTask, parts: Sequence[Part], now: Whereabouts) -> Floats:
    """(parts, places): how what nobody uses of a hub's caps is divided among the parts.

    By what is still to be handed out there; where nothing is, by vehicle-days.
    """
    n = len(task.roads.place_ids)
    slots = np.array([np.bincount(task.vehicles.hub[part.slots], minlength=n) for part in parts])
    load = np.where((now.slot < 0) & ~task.visits.pickup, task.visits.load_dag, 0)
    wanting = np.array([load[part.visits].sum() for part in parts], dtype=float)
    weights = np.where(slots > 0, slots + wanting[:, None], 0.0)
    return np.asarray(weights / np.maximum(1.0, weights.sum(axis=0)))


def subtask(task: RoutingTask, part: Part, now: Whereabouts, spare_share: Floats) -> RoutingTask:
    """The part as a task; its places are numbered anew.

    `spare_share`: of each place, how much of what nobody uses of its caps the part may use.
    """
    hubs, places = task.vehicles.hub[part.slots], task.visits.place[part.visits]
    capped = task.day_cap_dag.size > 0
    used, number = np.unique(np.concatenate([hubs, places]), return_inverse=True)
    vehicles = replace(
        _rows(task.vehicles, part.slots),
        hub=np.asarray(number[: len(hubs)], dtype=np.int32),
        weekly_millicents=_weekly(task, part, now),
    )
    visits = replace(
        _rows(task.visits, part.visits),
        place=np.asarray(number[len(hubs) :], dtype=np.int32),
        may=_may(task, part, now),
    )
    return replace(
        task,
        roads=task.roads.among(used.astype(np.int32)),
        vehicles=vehicles,
        visits=visits,
        day_cap_dag=_caps(task, part, now, spare_share)[used] if capped else task.day_cap_dag,
    )


def inside(part: Part, routes: Iterable[PlannedRoute]) -> Routing:
    """Routes of the whole task in the numbers of the part; its own and no others."""
    slot = _numbers(part.slots)
    visit = _numbers(part.visits)
    own = (route for route in routes if route.vehicle_day in slot)
    return Routing(
        routes=tuple(
            PlannedRoute(
                vehicle_day=slot[route.vehicle_day],
                trips=tuple(tuple(visit[one] for one in trip) for trip in route.trips),
            )
            for route in own
        ),
        unserved=(),
        cost_cents=0,
    )


def outside(part: Part, routing: Routing) -> list[PlannedRoute]:
    """Routes of the part in the numbers of the whole task."""
    slots, visits = part.slots.tolist(), part.visits.tolist()
    return [
        PlannedRoute(
            vehicle_day=slots[route.vehicle_day],
            trips=tuple(tuple(visits[one] for one in trip) for trip in route.trips),
        )
        for route in routing.routes
    ]


def _numbers(rows: Ints) -> Mapping[int, int]:
    return {row: i for i, row in enumerate(rows.tolist())}


def _rows(table: Table, rows: Ints) -> Table:
    """Some rows of every column."""
    columns: dict[str, Any] = {}
    for field in fields(table):
        column = getattr(table, field.name)
        is_tuple = isinstance(column, tuple)
        columns[field.name] = tuple(column[row] for row in rows) if is_tuple else column[rows]
    return replace(table, **columns)


def _weekly(task: RoutingTask, part: Part, now: Whereabouts) -> Longs:
    """Weekly cost of each vehicle-day's vehicle; 0 where a route outside pays it."""
    weekly = task.vehicles.weekly_millicents[part.slots].copy()
    if weekly.any():
        used = np.setdiff1d(now.slot[now.slot >= 0], part.slots)
        paid = np.isin(task.vehicles.vehicle[part.slots], task.vehicles.vehicle[used])
        weekly[paid] = 0
    return weekly


def _may(task: RoutingTask, part: Part, now: Whereabouts) -> Bools:
    """Who may make which stop; twins of visits outside keep away from their days."""
    may = np.asarray(task.visits.may[np.ix_(part.visits, part.slots)])
    apart = task.visits.apart
    own = apart[part.visits]
    if (own < 0).all():
        return may
    days, slot_days = now.day(task), task.vehicles.day[part.slots]
    others = np.setdiff1d(np.flatnonzero(np.isin(apart, own[own >= 0])), part.visits)
    for other in others.tolist():
        for i in np.flatnonzero(own == apart[other]).tolist():
            visit = part.visits[i]
            if days[visit] >= 0:
                may[i] &= slot_days == days[visit]
            elif days[other] >= 0:
                gap = max(task.visits.min_gap_days[visit], task.visits.min_gap_days[other])
                may[i] &= np.abs(slot_days - days[other]) >= gap
    return may


def _caps(task: RoutingTask, part: Part, now: Whereabouts, spare_share: Floats) -> Longs:
    """What the part's routes take of each place's caps, and a share of what is left."""
    within = np.isin(now.slot[part.visits], part.slots) & ~task.visits.pickup[part.visits]
    mine = departed_dag(task, now.slot, part.visits[within])
    spare = task.day_cap_dag - now.departed
    return np.asarray(mine + spare * spare_share[:, None]).astype(np.int64)
