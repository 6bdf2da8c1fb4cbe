"""Which vehicle-days and visits make up the parts: first by hub, later by where routes run.

First, each visit is given to a near hub that can still hand out so much (a cheap pass, dearest
second choice first), and hubs with too many visits are cut. Once there are routes, they are what
is cut: whole routes whose middles lie together make a part. The axes turn from round to round, so
neighbours on both sides of a border are searched together in the next round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from foodplan.optimise.routing.regions.cut import bisected, turned
from foodplan.optimise.routing.regions.part import Part
from foodplan.optimise.routing.task import Floats, Ints, Longs, PlannedRoute, RoutingTask

_TURN = 0.11
"""Of a full circle, from round to round."""
_TIED = 1.5
"""Up to so many days a visit may be made on, in the mean, each day is cut for itself."""
_FAR = 4.0
"""How far days lie apart then, in widths of the whole plane."""


def first_parts(task: RoutingTask, plane: Floats, *, most: int) -> list[Part]:
    """Hubs with the visits near them; hubs with more than `most` visits in several parts."""
    leaders, tied = _leaders(task), _is_tied(task)
    hub_of = nearest_hubs(task, leaders)
    parts = []
    for hub in np.unique(task.vehicles.hub).tolist():
        slots = np.flatnonzero(task.vehicles.hub == hub).astype(np.int32)
        firsts, weights = np.unique(leaders[hub_of == hub], return_counts=True)
        points = plane[task.visits.place[firsts]]
        if tied:
            points = _with_days(points, _first_day(task, firsts))
        groups = [firsts[row] for row in bisected(points, weights, most)]
        visits = [np.flatnonzero(np.isin(leaders, group)).astype(np.int32) for group in groups]
        dealt = _dealt(task, slots, [int(task.visits.load_dag[one].sum()) for one in visits])
        parts += [
            Part(slots=own, visits=one) for own, one in zip(dealt, visits, strict=True) if len(one)
        ]
    return parts


def nearest_hubs(task: RoutingTask, leaders: Ints) -> Ints:
    """A hub for each visit: the nearest that may serve it and can still hand out so much.

    Copies and twins go where their leader goes.
    """
    hubs = np.unique(task.vehicles.hub)
    able = np.stack([task.visits.may[:, task.vehicles.hub == hub].any(axis=1) for hub in hubs])
    way_s = task.roads.drive_s(0, hubs, task.visits.place).astype(float)
    way_s = np.where(able, way_s, np.inf)
    left = _room(task, hubs)
    order = np.sort(way_s, axis=0)
    regret = order[1] - order[0] if len(hubs) > 1 else np.zeros(len(order.T))
    chosen = np.where(able.any(axis=0), np.argmin(way_s, axis=0), -1)
    load = np.where(task.visits.pickup, 0, task.visits.load_dag)
    load = np.bincount(leaders, load, minlength=len(load)).astype(np.int64)
    for visit in np.argsort(-np.nan_to_num(regret, nan=0.0), kind="stable").tolist():
        if chosen[visit] < 0 or leaders[visit] != visit:
            continue
        fits = np.isfinite(way_s[:, visit]) & (left >= load[visit])
        if fits.any():
            chosen[visit] = np.argmin(np.where(fits, way_s[:, visit], np.inf))
        left[chosen[visit]] -= load[visit]
    return np.where(chosen >= 0, hubs[chosen], hubs[0]).astype(np.int32)[leaders]


def later_parts(
    task: RoutingTask,
    plane: Floats,
    routes: Sequence[PlannedRoute],
    *,
    most: int,
    turn: int,
) -> list[Part]:
    """Routes that run side by side; idle vehicle-days and open visits are shared out."""
    stops = [[visit for trip in route.trips for visit in trip] for route in routes]
    middles = np.array([plane[task.visits.place[visits]].mean(axis=0) for visits in stops])
    slots = np.array([route.vehicle_day for route in routes], dtype=np.int32)
    points = turned(middles, _TURN * turn)
    if _is_tied(task):
        points = _with_days(points, task.vehicles.day[slots])
    rows = bisected(points, np.array([len(visits) for visits in stops], dtype=np.int64), most)
    part_of = np.full(len(task.vehicles.day), -1, dtype=np.int32)
    for number, row in enumerate(rows):
        part_of[slots[row]] = number
    centres = np.array([middles[row].mean(axis=0) for row in rows])
    home = np.full(len(task.visits.place), -1, dtype=np.int32)
    for slot, visits in zip(slots.tolist(), stops, strict=True):
        home[visits] = part_of[slot]
    served = home >= 0
    _house(task, plane, part_of, home, centres)
    n_open = np.bincount(home[~served], minlength=len(rows))
    _share_idle(task, plane, part_of, centres, n_open.tolist())
    return [
        Part(
            slots=np.flatnonzero(part_of == number).astype(np.int32),
            visits=np.flatnonzero(home == number).astype(np.int32),
        )
        for number in range(len(rows))
    ]


def _share_idle(
    task: RoutingTask, plane: Floats, part_of: Ints, centres: Floats, n_open: Sequence[int]
) -> None:
    """Unused vehicle-days go where their vehicle works on other days, or to parts of their hub.

    Among these, those where visits are open come first, one vehicle-day for each; then in turn.
    """
    vehicles = task.vehicles
    of_vehicle: dict[int, int] = {}
    of_hub: dict[int, list[int]] = defaultdict(list)
    for slot in np.flatnonzero(part_of >= 0).tolist():
        number = part_of.item(slot)
        of_vehicle.setdefault(vehicles.vehicle.item(slot), number)
        if number not in of_hub[vehicles.hub.item(slot)]:
            of_hub[vehicles.hub.item(slot)].append(number)
    given: dict[tuple[int, int], int] = defaultdict(int)
    for slot in np.flatnonzero(part_of < 0).tolist():
        hub, vehicle = vehicles.hub.item(slot), vehicles.vehicle.item(slot)
        choices = of_hub[hub] or [_nearest(plane[hub], centres)]
        if vehicle in of_vehicle and vehicles.weekly_millicents.item(slot) > 0:
            part_of[slot] = of_vehicle[vehicle]
        else:
            wanted = [n_open[number] - given[hub, number] for number in choices]
            number = choices[wanted.index(max(wanted))]
            part_of[slot] = number
            given[hub, number] += 1


def _house(task: RoutingTask, plane: Floats, part_of: Ints, home: Ints, centres: Floats) -> None:
    """Parts for visits that are in no route: where a copy of theirs is served, or near by.

    Copies and twins that are all open stay together, so that their days are chosen together.
    """
    visits = task.visits
    copies = visits.alternatives
    served_copies = {
        copies.item(visit): home.item(visit)
        for visit in np.flatnonzero((home >= 0) & (copies >= 0)).tolist()
    }
    leaders, of_leader = _leaders(task), dict[int, int]()
    for visit in np.flatnonzero(home < 0).tolist():
        leader = leaders.item(visit)
        if copies.item(visit) in served_copies:
            home[visit] = served_copies[copies.item(visit)]
            continue
        if leader not in of_leader:
            able = np.unique(part_of[np.isin(task.vehicles.hub, _hubs_for(task, visit))])
            able = able[able >= 0]
            if not len(able):
                able = np.arange(len(centres), dtype=np.int32)
            where = plane[visits.place[visit]]
            of_leader[leader] = able.item(_nearest(where, centres[able]))
        home[visit] = of_leader[leader]


def _hubs_for(task: RoutingTask, visit: int) -> Ints:
    return np.asarray(np.unique(task.vehicles.hub[task.visits.may[visit]]))


def _nearest(point: Floats, centres: Floats) -> int:
    return int(np.argmin(np.square(centres - point).sum(axis=1)))


def _leaders(task: RoutingTask) -> Ints:
    """For each visit the first of those that are its copies or twins; itself if it has none."""
    leaders = np.arange(len(task.visits.place), dtype=np.int32)
    for numbers in (task.visits.alternatives, task.visits.apart):
        rows = np.flatnonzero(numbers >= 0)
        _, first, group = np.unique(numbers[rows], return_index=True, return_inverse=True)
        leaders[rows] = np.minimum(leaders[rows], leaders[rows[first]][group])
    return leaders[leaders]


def _dealt(task: RoutingTask, slots: Ints, shares: Sequence[int]) -> list[Ints]:
    """Vehicles, with all their days, in proportion to the loads of some parts."""
    if len(shares) == 1:
        return [slots]
    vehicles = task.vehicles
    rows_of: dict[int, list[int]] = defaultdict(list)
    for slot in slots.tolist():
        rows_of[vehicles.vehicle.item(slot)].append(slot)
    alike = sorted(
        rows_of.values(),
        key=lambda rows: (vehicles.capacity_dag.item(rows[0]), vehicles.start_s.item(rows[0])),
    )
    dealt: list[list[int]] = [[] for _ in shares]
    given = np.zeros(len(shares))
    for rows in alike:
        wanting = np.array(shares) / max(1, sum(shares)) * (given.sum() + 1) - given
        number = int(np.argmax(wanting))
        dealt[number] += rows
        given[number] += 1
    return [np.array(sorted(rows), dtype=np.int32) for rows in dealt]


def _room(task: RoutingTask, hubs: Ints) -> Longs:
    """Decagrams that each hub can hand out in the week."""
    if task.day_cap_dag.size:
        return np.array(task.day_cap_dag[hubs, -1])
    return np.full(len(hubs), np.iinfo(np.int64).max // 2, dtype=np.int64)


def _with_days(points: Floats, days: Ints) -> Floats:
    """Points with a third axis that keeps days apart."""
    width = float(np.ptp(points, axis=0).max(initial=1.0))
    return np.column_stack([points, days * _FAR * width])


def _is_tied(task: RoutingTask) -> bool:
    """Whether most visits have a day that they cannot leave."""
    days = range(task.n_days)
    able = [task.visits.may[:, task.vehicles.day == day].any(axis=1) for day in days]
    return float(np.sum(able, axis=0).mean()) <= _TIED


def _first_day(task: RoutingTask, visits: Ints) -> Ints:
    """The first day on which each visit may be made, 0 if there is none."""
    found = np.zeros(len(visits), dtype=np.int32)
    for day in range(task.n_days - 1, -1, -1):
        able = task.visits.may[np.ix_(visits, np.flatnonzero(task.vehicles.day == day))]
        found[able.any(axis=1)] = day
    return found
