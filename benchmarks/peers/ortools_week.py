"""OR-Tools' routing library on the whole week, as its documentation starts one out.

Every vehicle-day is a vehicle, the days follow each other on one time axis, stops may be dropped
at their price, and reloads are optional nodes of a hub, as in the library's own samples:
parallel cheapest insertion (cheapest arcs found nothing in 40 s), then guided local search.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from foodplan.optimise.routing.task import (
    MILLICENTS_PER_CENT,
    PlannedRoute,
    Routing,
    RoutingTask,
    Trips,
)
from peers.watch import Watch
from peers.week_axis import answer, day_length_s, open_windows

_RELOADS_PER_VEHICLE_DAY = 1
_TOO_FAR_M = 10_000_000
_FOREVER_S = 24 * 60 * 60
_LOOK_EVERY = 64
_FROM_ZERO = True


def ortools_week(task: RoutingTask, watch: Watch) -> Routing:
    """The best routes of the library within the limit."""
    model = _Model(task)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    guided = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    parameters.local_search_metaheuristic = guided
    first = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    parameters.first_solution_strategy = first
    parameters.time_limit.seconds = _FOREVER_S
    model.routing.CloseModelWithParameters(parameters)
    watch.start()
    asked = 0

    def is_over() -> bool:
        nonlocal asked
        asked += 1
        return asked % _LOOK_EVERY == 0 and watch.is_over()

    routing = model.routing
    routing.AddSearchMonitor(routing.solver().CustomLimit(is_over))
    routing.AddAtSolutionCallback(
        lambda: (
            watch.note(routing.CostVar().Max() / MILLICENTS_PER_CENT)
            if model.serves_all()
            else None
        )
    )
    solution = routing.SolveWithParameters(parameters)
    return answer(task, model.read(solution) if solution else [])


class _Model:
    """Visits, then reloads, then hubs."""

    def __init__(self, task: RoutingTask) -> None:
        self._task, self._day_s = task, day_length_s(task)
        table = task.vehicles
        self._n = len(task.visits.place)
        self._hubs = sorted(set(table.hub.tolist()))
        self._reload_hubs = [
            table.hub.item(row)
            for row in range(len(table.day))
            for _ in range(min(_RELOADS_PER_VEHICLE_DAY, table.max_trips.item(row) - 1))
        ]
        self._places = [*task.visits.place.tolist(), *self._reload_hubs, *self._hubs]
        first_hub = self._n + len(self._reload_hubs)
        ends = [first_hub + self._hubs.index(hub) for hub in table.hub.tolist()]
        self.manager = pywrapcp.RoutingIndexManager(len(self._places), len(ends), ends, ends)
        self.routing = pywrapcp.RoutingModel(self.manager)
        self._cost()
        self._time()
        self._loads()
        self._trips_of_a_day()
        self._offer()

    def serves_all(self) -> bool:
        """Whether the solution at hand leaves no visit out."""
        active = self.routing.ActiveVar
        return all(active(self.manager.NodeToIndex(node)).Min() == 1 for node in range(self._n))

    def read(self, solution: pywrapcp.Assignment) -> list[PlannedRoute]:
        return [
            PlannedRoute(vehicle_day=row, trips=trips)
            for row in range(len(self._task.vehicles.day))
            if (trips := self._trips(solution, row))
        ]

    def _trips(self, solution: pywrapcp.Assignment, row: int) -> Trips:
        trips: list[list[int]] = [[]]
        index = solution.Value(self.routing.NextVar(self.routing.Start(row)))
        while not self.routing.IsEnd(index):
            node = self.manager.IndexToNode(index)
            if node < self._n:
                trips[-1].append(node)
            else:
                trips.append([])
            index = solution.Value(self.routing.NextVar(index))
        return tuple(tuple(trip) for trip in trips if trip)

    def _cost(self) -> None:
        table, cross = self._task.vehicles, np.ix_(self._places, self._places)
        callbacks: dict[tuple[int, int], int] = {}
        for row in range(len(table.day)):
            key = table.kind.item(row), table.millicents_per_metre.item(row)
            if key not in callbacks:
                metres = self._task.roads.table().metres[key[0], 0][cross].astype(np.int64)
                # Without this, reloads, which cost nothing, are chained.
                metres[self._n :, self._n : -len(self._hubs)] = _TOO_FAR_M
                callbacks[key] = self.routing.RegisterTransitMatrix((metres * key[1]).tolist())
            self.routing.SetArcCostEvaluatorOfVehicle(callbacks[key], row)
            self.routing.SetFixedCostOfVehicle(table.fixed_millicents.item(row), row)

    def _time(self) -> None:
        table, visits = self._task.vehicles, self._task.visits
        cross = np.ix_(self._places, self._places)
        turnaround = dict(zip(table.hub.tolist(), table.turnaround_s.tolist(), strict=True))
        stay = [*visits.service_s.tolist(), *(turnaround[hub] for hub in self._places[self._n :])]
        callbacks = [
            self.routing.RegisterTransitMatrix(
                (seconds[0][cross].astype(np.int64) + np.array(stay)[:, None]).tolist()
            )
            for seconds in self._task.roads.table().seconds
        ]
        horizon_s = self._task.n_days * self._day_s
        self.routing.AddDimensionWithVehicleTransits(
            [callbacks[kind] for kind in table.kind.tolist()],
            horizon_s,
            horizon_s,
            not _FROM_ZERO,
            "time",
        )
        time = self.routing.GetDimensionOrDie("time")
        for row, day in enumerate(table.day.tolist()):
            start_s, end_s = table.start_s.item(row), table.end_s.item(row)
            for index in (self.routing.Start(row), self.routing.End(row)):
                time.CumulVar(index).SetRange(
                    day * self._day_s + start_s, day * self._day_s + end_s
                )
            longest_s = min(table.max_route_s.item(row), end_s - start_s)
            time.SetSpanUpperBoundForVehicle(longest_s, row)
            time.SetSpanCostCoefficientForVehicle(table.millicents_per_second.item(row), row)
        for visit in range(self._n):
            spans = [
                (day * self._day_s + opens_s, day * self._day_s + closes_s)
                for day in range(self._task.n_days)
                for opens_s, closes_s in open_windows(self._task, visit, day)
            ]
            when = time.CumulVar(self.manager.NodeToIndex(visit))
            when.SetRange(spans[0][0], spans[-1][1])
            for (_, closes_s), (opens_s, _) in pairwise(spans):
                when.RemoveInterval(closes_s + 1, opens_s - 1)

    def _loads(self) -> None:
        """A reload sets everything free."""
        table, visits = self._task.vehicles, self._task.visits
        loads = {
            "kg": (visits.load_dag.tolist(), table.capacity_dag.tolist()),
            "pallets": (visits.load_mpal.sum(axis=1).tolist(), table.capacity_mpal.tolist()),
            "stops": ([1] * self._n, table.max_stops_per_trip.tolist()),
        }
        for name, (amounts, capacity) in loads.items():
            if not any(amounts) or sum(amounts) <= min(capacity):
                continue
            most = max(capacity)
            transits = [*amounts, *[-most] * len(self._reload_hubs), *[0] * len(self._hubs)]
            callback = self.routing.RegisterUnaryTransitVector(transits)
            self.routing.AddDimensionWithVehicleCapacity(callback, most, capacity, _FROM_ZERO, name)
            dimension = self.routing.GetDimensionOrDie(name)
            for visit in range(self._n):
                dimension.SlackVar(self.manager.NodeToIndex(visit)).SetValue(0)

    def _trips_of_a_day(self) -> None:
        table, n_hubs = self._task.vehicles, len(self._hubs)
        reloads = [*[0] * self._n, *[1] * len(self._reload_hubs), *[0] * n_hubs]
        callback = self.routing.RegisterUnaryTransitVector(reloads)
        most = [trips - 1 for trips in table.max_trips.tolist()]
        self.routing.AddDimensionWithVehicleCapacity(callback, 0, most, _FROM_ZERO, "trips")

    def _offer(self) -> None:
        table, visits = self._task.vehicles, self._task.visits
        for visit in range(self._n):
            index = self.manager.NodeToIndex(visit)
            price = visits.price_cents.item(visit) * MILLICENTS_PER_CENT
            self.routing.AddDisjunction([index], price)
            able = np.flatnonzero(visits.may[visit]).tolist()
            self.routing.VehicleVar(index).SetValues([-1, *able])
        for number, hub in enumerate(self._reload_hubs):
            index = self.manager.NodeToIndex(self._n + number)
            self.routing.AddDisjunction([index], 0)
            able = [row for row, own in enumerate(table.hub.tolist()) if own == hub]
            self.routing.VehicleVar(index).SetValues([-1, *able])
