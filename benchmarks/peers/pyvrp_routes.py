"""PyVRP on a routing task.

A visit is one optional client for each day and window, in a group of which one must be visited; the
days follow each other on one time axis. Vehicle-days that are alike are one vehicle type. Loading
stands in the legs that leave a hub. Who may not come has far too long a leg. Settings: PyVRP's own;
its bounds of penalties are scaled where costs are in fractions of a cent.
"""

from __future__ import annotations

import math
import warnings
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pyvrp
import pyvrp.exceptions

from foodplan.optimise.routing.task import (
    MILLICENTS_PER_CENT,
    Longs,
    PlannedRoute,
    Routing,
    RoutingTask,
)
from peers.watch import Watch
from peers.week_axis import answer, day_length_s, days_chosen_first, open_windows

_FAR = 20
"""A leg that nobody may drive is so many times the longest."""
_INFEASIBLE = 2**62
_COMMON = (
    "day",
    "kind",
    "hub",
    "start_s",
    "end_s",
    "max_route_s",
    "max_trips",
    "turnaround_s",
    "max_stops_per_trip",
    "capacity_dag",
    "capacity_mpal",
    "fixed_millicents",
    "millicents_per_metre",
    "millicents_per_second",
)
"""Columns in which the vehicle-days of one type are equal."""


def pyvrp_routes(task: RoutingTask, watch: Watch) -> Routing:
    """The best routes of PyVRP's iterated local search."""
    model = _Model(task)

    scale = MILLICENTS_PER_CENT / model.unit_millicents

    def stop(best_cost: int) -> bool:
        if best_cost < _INFEASIBLE:
            watch.note(best_cost / scale)
        return watch.is_over()

    penalty = pyvrp.PenaltyParams(min_penalty=0.1 * scale, max_penalty=1e5 * scale)
    params = pyvrp.SolveParams(penalty=penalty)
    warnings.simplefilter("ignore", pyvrp.exceptions.PenaltyBoundWarning)
    watch.start()
    found = pyvrp.solve(
        model.data, stop, watch.seed, collect_stats=False, display=False, params=params
    )
    return answer(task, model.read(found.best))


def pyvrp_days_first(task: RoutingTask, watch: Watch) -> Routing:
    """The same after every site got the emptiest of its days."""
    return pyvrp_routes(days_chosen_first(task), watch)


@dataclass(frozen=True, kw_only=True)
class _Type:
    """Vehicle-days that are alike."""

    rows: tuple[int, ...]
    profile: int


class _Model:
    """The data for PyVRP, and the way back."""

    def __init__(self, task: RoutingTask) -> None:
        self._task = task
        self._day_s = day_length_s(task)
        self._hubs = sorted(set(task.vehicles.hub.tolist()))
        self._visit_of: list[int] = []
        self._types, accesses = _types(task)
        self.unit_millicents = _unit_millicents(task)
        pallets = bool(task.visits.load_mpal.any())
        counted = int(task.vehicles.max_stops_per_trip.min()) < len(task.visits.place)
        self._measures = [True, pallets, counted]
        groups, clients = self._clients()
        matrices = [self._matrices(*access) for access in accesses]
        n_places = len(self._hubs) + len(task.visits.place)
        self.data = pyvrp.ProblemData(
            [pyvrp.Location(0, 0) for _ in range(n_places)],
            clients,
            [pyvrp.Depot(location=i) for i in range(len(self._hubs))],
            [self._vehicle_type(one) for one in self._types],
            [metres for metres, _ in matrices],
            [seconds for _, seconds in matrices],
            groups,
        )

    def read(self, best: pyvrp.Solution) -> list[PlannedRoute]:
        """Routes by vehicle-day; vehicles of a type are handed out in turn."""
        rows = [iter(one.rows) for one in self._types]
        found = []
        for route in best.routes():
            trips: dict[int, list[int]] = defaultdict(list)
            for stop in route.schedule():
                if stop.is_client():
                    trips[stop.trip].append(self._visit_of[stop.idx])
            found.append(
                PlannedRoute(
                    vehicle_day=next(rows[route.vehicle_type()]),
                    trips=tuple(tuple(trips[number]) for number in sorted(trips)),
                )
            )
        return found

    def _amounts(self, *values: int) -> list[int]:
        """Kilograms, and pallets and stops where they could bind."""
        return [value for value, used in zip(values, self._measures, strict=True) if used]

    def _clients(self) -> tuple[list[pyvrp.ClientGroup], list[pyvrp.Client]]:
        visits, n_hubs = self._task.visits, len(self._hubs)
        groups: list[pyvrp.ClientGroup] = []
        clients: list[pyvrp.Client] = []
        for visit in range(len(visits.place)):
            spans = [
                (day, opens_s, closes_s)
                for day in range(self._task.n_days)
                for opens_s, closes_s in open_windows(self._task, visit, day)
            ]
            alone = len(spans) == 1
            if not alone:
                groups.append(pyvrp.ClientGroup([*range(len(clients), len(clients) + len(spans))]))
            for day, opens_s, closes_s in spans:
                release_s = visits.release_s.item(visit, day)
                clients.append(
                    pyvrp.Client(
                        location=n_hubs + visit,
                        delivery=self._amounts(
                            visits.load_dag.item(visit), int(visits.load_mpal[visit].sum()), 1
                        ),
                        service_duration=visits.service_s.item(visit),
                        tw_early=day * self._day_s + opens_s,
                        tw_late=day * self._day_s + closes_s,
                        release_time=max(0, day * self._day_s + release_s - self._loading_s())
                        if release_s
                        else 0,
                        required=alone,
                        group=None if alone else len(groups) - 1,
                    )
                )
                self._visit_of.append(visit)
        return groups, clients

    def _loading_s(self) -> int:
        return int(self._task.vehicles.turnaround_s.min())

    def _vehicle_type(self, one: _Type) -> pyvrp.VehicleType:
        table, row, unit = self._task.vehicles, one.rows[0], self.unit_millicents
        origin_s = table.day.item(row) * self._day_s
        hub = self._hubs.index(table.hub.item(row))
        return pyvrp.VehicleType(
            num_available=len(one.rows),
            capacity=self._amounts(
                table.capacity_dag.item(row),
                table.capacity_mpal.item(row),
                table.max_stops_per_trip.item(row),
            ),
            start_depot=hub,
            end_depot=hub,
            fixed_cost=table.fixed_millicents.item(row) // unit,
            tw_early=origin_s + table.start_s.item(row),
            tw_late=origin_s + table.end_s.item(row),
            shift_duration=table.max_route_s.item(row),
            unit_distance_cost=table.millicents_per_metre.item(row) // unit,
            unit_duration_cost=table.millicents_per_second.item(row) // unit,
            profile=one.profile,
            reload_depots=[hub] if table.max_trips.item(row) > 1 else [],
            max_reloads=table.max_trips.item(row) - 1,
        )

    def _matrices(self, kind: int, loading_s: int, may: tuple[bool, ...]) -> tuple[Longs, Longs]:
        roads, n_hubs = self._task.roads.table(), len(self._hubs)
        places = [*self._hubs, *self._task.visits.place.tolist()]
        cross = np.ix_(places, places)
        metres = roads.metres[kind, 0][cross].astype(np.int64)
        seconds = roads.seconds[kind, 0][cross].astype(np.int64)
        seconds[:n_hubs, n_hubs:] += loading_s
        closed = ~roads.reachable[kind][cross]
        banned = n_hubs + np.flatnonzero(~np.array(may))
        closed[banned] = closed[:, banned] = True
        np.fill_diagonal(closed, False)  # noqa: FBT003
        metres[closed] = _FAR * int(roads.metres.max())
        seconds[closed] = self._day_s
        return metres, seconds


def _unit_millicents(task: RoutingTask) -> int:
    """The greatest unit of money in which all costs are whole numbers."""
    table = task.vehicles
    costs = (table.fixed_millicents, table.millicents_per_metre, table.millicents_per_second)
    return math.gcd(*(value for row in costs for value in row.tolist())) or 1


def _types(task: RoutingTask) -> tuple[list[_Type], list[tuple[int, int, tuple[bool, ...]]]]:
    """Types of vehicle-days, and the profiles they use: kind, loading time, access."""
    table = task.vehicles
    accesses: dict[tuple[int, int, tuple[bool, ...]], int] = {}
    rows_of: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for row, access in enumerate(_access(task)):
        key = table.kind.item(row), table.turnaround_s.item(row), access
        profile = accesses.setdefault(key, len(accesses))
        rows_of[(profile, *(getattr(table, name).item(row) for name in _COMMON))].append(row)
    types = [_Type(rows=tuple(rows), profile=key[0]) for key, rows in sorted(rows_of.items())]
    return types, list(accesses)


def _access(task: RoutingTask) -> list[tuple[bool, ...]]:
    """Where each vehicle-day may come if the time is right; days stand in the windows alone."""
    table, may = task.vehicles, task.visits.may
    visits = range(len(may))
    days_open = np.array(
        [[bool(open_windows(task, visit, day)) for day in range(task.n_days)] for visit in visits]
    )
    found = []
    for row in range(len(table.day)):
        open_today = days_open[:, table.day.item(row)]
        same_vehicle = np.flatnonzero(table.vehicle == table.vehicle[row])
        on_other_days = may[:, same_vehicle].any(axis=1)
        found.append(tuple(np.where(open_today, may[:, row], on_other_days).tolist()))
    return found
