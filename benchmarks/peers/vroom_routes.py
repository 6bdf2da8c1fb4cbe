"""VROOM on a routing task.

VROOM lets a vehicle leave the hub once, so a vehicle-day becomes two half-shifts, each with half of
the fixed cost; a vehicle that could not empty itself in half a shift keeps the whole one. Where a
shift may lie anywhere in a longer day, it lies early or late in turn. A visit is one job with the
windows of all its days on one time axis; access is by skills. Driving has its full cost; VROOM has
no cost of waiting and service. Exploration level 5, one thread; VROOM ends by itself.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import vroom

from foodplan.optimise.routing.task import (
    MILLICENTS_PER_CENT,
    PlannedRoute,
    Routing,
    RoutingTask,
)
from peers.watch import Watch
from peers.week_axis import answer, day_length_s, open_windows

_EXPLORATION = 5
_WALL_PER_CPU = 4
"""VROOM's own limit counts wall seconds; it is only there to end what does not end by itself."""
_EARLY, _LATE = 0.25, 0.75
_NO_WAY = 10_000_000


def vroom_routes(task: RoutingTask, watch: Watch) -> Routing:
    """VROOM's answer; where it would need longer than the limit, what it has by then."""
    half_shifts = [one for row in range(len(task.vehicles.day)) for one in _half_shifts(task, row)]
    model = _model(task, half_shifts)
    watch.start()
    limit = datetime.timedelta(seconds=_WALL_PER_CPU * watch.seconds)
    solution = model.solve(exploration_level=_EXPLORATION, nb_threads=1, timeout=limit)
    return answer(task, _read(solution, half_shifts))


@dataclass(frozen=True, kw_only=True)
class _HalfShift:
    """A time in which a vehicle-day may make one trip, loading included; and its fixed cost."""

    row: int
    start_s: int
    end_s: int
    fixed_millicents: int


def _half_shifts(task: RoutingTask, row: int) -> list[_HalfShift]:
    table, visits = task.vehicles, task.visits
    start_s, end_s = table.start_s.item(row), table.end_s.item(row)
    longest_s = min(table.max_route_s.item(row), end_s - start_s)
    lies = _LATE if table.vehicle.item(row) % 2 else _EARLY
    start_s += round(lies * (end_s - start_s - longest_s))
    stops = table.capacity_dag.item(row) / max(1.0, float(visits.load_dag.mean()))
    whole = table.max_trips.item(row) == 1 or stops * visits.service_s.mean() > longest_s / 2
    n = 1 if whole else 2
    return [
        _HalfShift(
            row=row,
            start_s=start_s + i * longest_s // n,
            end_s=start_s + (i + 1) * longest_s // n,
            fixed_millicents=table.fixed_millicents.item(row) // n,
        )
        for i in range(n)
    ]


def _model(task: RoutingTask, half_shifts: list[_HalfShift]) -> vroom.Input:
    table, visits = task.vehicles, task.visits
    day_s = day_length_s(task)
    model = vroom.Input()
    columns = table.kind, table.millicents_per_metre, table.millicents_per_second
    keys = list(zip(*(column.tolist() for column in columns), strict=True))
    tariffs = sorted(set(keys))
    for number, (kind, per_metre, per_second) in enumerate(tariffs):
        roads = task.roads.table()
        ways = roads.reachable[kind]
        seconds = np.where(ways, roads.seconds[kind, 0], _NO_WAY)
        millicents = per_metre * roads.metres[kind, 0].astype(np.int64) + per_second * seconds
        cents = np.where(ways, np.rint(millicents / MILLICENTS_PER_CENT), _NO_WAY)
        model.set_durations_matrix(f"tariff-{number}", seconds.astype(np.uint32))
        model.set_costs_matrix(f"tariff-{number}", cents.astype(np.uint32))
    accesses: dict[bytes, int] = {}
    skill_of = [accesses.setdefault(row.tobytes(), len(accesses)) for row in _any_day(task)]
    some = {skill: visit for visit, skill in enumerate(skill_of)}
    may = _any_day(task)
    for number, one in enumerate(half_shifts):
        row = one.row
        tariff = tariffs.index(keys[row])
        origin_s = table.day.item(row) * day_s
        loaded_s = origin_s + one.start_s + table.turnaround_s.item(row)
        model.add_vehicle(
            vroom.Vehicle(
                number,
                start=table.hub.item(row),
                end=table.hub.item(row),
                profile=f"tariff-{tariff}",
                capacity=[table.capacity_dag.item(row), table.capacity_mpal.item(row)],
                skills={skill for skill, visit in some.items() if may[visit, row]},
                time_window=(loaded_s, origin_s + one.end_s),
                costs=vroom.VehicleCosts(fixed=one.fixed_millicents // MILLICENTS_PER_CENT),
                max_tasks=table.max_stops_per_trip.item(row),
            )
        )
    for visit in range(len(visits.place)):
        spans = [
            (day * day_s + opens_s, day * day_s + closes_s)
            for day in range(task.n_days)
            for opens_s, closes_s in open_windows(task, visit, day)
        ]
        model.add_job(
            vroom.Job(
                visit,
                visits.place.item(visit),
                default_service=visits.service_s.item(visit),
                delivery=[visits.load_dag.item(visit), int(visits.load_mpal[visit].sum())],
                skills={skill_of[visit]},
                time_windows=[vroom.TimeWindow(*span) for span in spans],
            )
        )
    return model


def _any_day(task: RoutingTask) -> np.ndarray:
    """(q, m) whether the vehicle of a vehicle-day may come at all; days stand in the windows."""
    table, may = task.vehicles, task.visits.may
    found = np.zeros_like(may)
    for row in range(may.shape[1]):
        found[:, row] = may[:, table.vehicle == table.vehicle[row]].any(axis=1)
    return found


def _read(solution: vroom.Solution, half_shifts: list[_HalfShift]) -> list[PlannedRoute]:
    trips: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    steps = solution.routes
    for number, kind, visit in zip(steps["vehicle_id"], steps["type"], steps["id"], strict=True):
        if kind in ("job", "delivery"):
            trips[half_shifts[number].row][number].append(int(visit))
    return [
        PlannedRoute(vehicle_day=row, trips=tuple(tuple(found[i]) for i in sorted(found)))
        for row, found in trips.items()
    ]
