"""One day's routes as a model of OR-Tools' routing library.

Nodes: one for each visit, then reload nodes (a stop at the hub between two trips), then one for
each hub where vehicles start and end. Per vehicle:

    time     driving, service, loading at the start and at every reload; windows; the shift
    out, in  share of the vehicle (kg or pallets, whichever is scarcer) filled by deliveries and by
             pick-ups, set free at every reload
    counts   trips, stops, insulated boxes and pick-ups, where they could bind

After a pick-up there is no way to a delivery but through a reload. Rests are only reserved here
(a span that is short of the shift by one pause); `schedule` has the last word on every route.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

import numpy as np
from ortools.constraint_solver import pywrapcp

from foodplan.optimise.routing.day_routes import DayModel
from foodplan.optimise.routing.loads import boxed_mpal, pallets_mpal
from foodplan.optimise.routing.task import MILLICENTS_PER_CENT, Ints, Longs, RoutingTask, Trips
from foodplan.units import MINUTES_PER_DAY, seconds

_DAY_S = int(seconds(MINUTES_PER_DAY))
_NO_WAY_S = 4 * _DAY_S
_FULL = 1_000_000
"""Share of a vehicle, in millionths; rounding up a dozen loads must not count as too much."""
_FULL_TOLERANCE = 20
_SPARE_RELOADS = 4
_FROM_ZERO = True


def day_model(
    task: RoutingTask,
    day: int,
    visits: Sequence[int],
    routes: Mapping[int, Trips],
    *,
    weekly_paid: Set[int],
) -> DayModel:
    """The model of one day.

    `routes` tell how many reloads to expect; vehicles in `weekly_paid` cost no week any more.
    """
    builder = _Builder(task, day, visits, routes)
    builder.cost_arcs(weekly_paid)
    builder.keep_time()
    builder.fill_vehicles()
    builder.count()
    builder.offer()
    return DayModel(
        routing=builder.routing,
        manager=builder.manager,
        rows=builder.rows,
        visits=builder.visits,
        reloads=builder.reloads,
    )


class _Builder:
    """Builds one model, step by step."""

    def __init__(
        self, task: RoutingTask, day: int, visits: Sequence[int], routes: Mapping[int, Trips]
    ) -> None:
        table = task.vehicles
        self.task, self.day, self.visits = task, day, tuple(visits)
        may = task.visits.may[list(visits)]
        self.rows = tuple(
            row for row in np.flatnonzero(table.day == day).tolist() if may[:, row].any()
        )
        self.hubs = sorted({table.hub.item(row) for row in self.rows})
        self.reloads = self._reloads(routes)
        self.places = [task.visits.place.item(visit) for visit in self.visits]
        self.places += [hub for hub in self.hubs for _ in self.reloads[hub]]
        self.n_loaded = len(self.places)
        self.places += self.hubs
        ends = [self.n_loaded + self.hubs.index(table.hub.item(row)) for row in self.rows]
        self.manager = pywrapcp.RoutingIndexManager(len(self.places), len(ends), ends, ends)
        self.routing = pywrapcp.RoutingModel(self.manager)

    def _reloads(self, routes: Mapping[int, Trips]) -> dict[int, tuple[int, ...]]:
        """Reload nodes by hub: those in use and a few to spare."""
        table = self.task.vehicles
        found: dict[int, tuple[int, ...]] = {}
        node = len(self.visits)
        for hub in self.hubs:
            rows = [row for row in self.rows if table.hub.item(row) == hub]
            used = sum(len(routes.get(row, ())) - 1 for row in rows if routes.get(row))
            most = sum(table.max_trips.item(row) - 1 for row in rows)
            n = max(used, min(used + _SPARE_RELOADS, most, len(self.visits)))
            found[hub] = tuple(range(node, node + n))
            node += n
        return found

    def cost_arcs(self, weekly_paid: Set[int]) -> None:
        """Metres by vehicle, the fixed cost of a day and of a week not yet paid."""
        table = self.task.vehicles
        callbacks: dict[tuple[int, int], int] = {}
        for v, row in enumerate(self.rows):
            key = table.kind.item(row), table.millicents_per_metre.item(row)
            if key not in callbacks:
                metres = self._table(self.task.roads.table().metres[key[0]])
                callbacks[key] = self.routing.RegisterTransitMatrix((metres * key[1]).tolist())
            self.routing.SetArcCostEvaluatorOfVehicle(callbacks[key], v)
            fixed = table.fixed_millicents.item(row)
            if table.vehicle.item(row) not in weekly_paid:
                fixed += table.weekly_millicents.item(row)
            self.routing.SetFixedCostOfVehicle(fixed, v)

    def keep_time(self) -> None:
        """Time dimension: windows of visits, shifts and longest routes of vehicles."""
        table, rules = self.task.vehicles, self.task.rules
        callbacks = [
            self.routing.RegisterTransitMatrix(self._times(kind).tolist())
            for kind in range(len(self.task.roads.table().seconds))
        ]
        kinds = [callbacks[table.kind.item(row)] for row in self.rows]
        self.routing.AddDimensionWithVehicleTransits(kinds, _DAY_S, _DAY_S, not _FROM_ZERO, "time")
        time = self.routing.GetDimensionOrDie("time")
        work_s, pause_s = seconds(rules.work_pause_after_min), seconds(rules.work_pause_min)
        for v, row in enumerate(self.rows):
            start_s, end_s = table.start_s.item(row), table.end_s.item(row)
            time.CumulVar(self.routing.Start(v)).SetRange(start_s, end_s)
            time.CumulVar(self.routing.End(v)).SetRange(start_s, end_s)
            span_s = end_s - start_s
            longest_s = min(table.max_route_s.item(row), span_s)
            if longest_s > work_s:
                longest_s = max(int(work_s), longest_s - int(pause_s))
            time.SetSpanUpperBoundForVehicle(longest_s, v)
            time.SetSpanCostCoefficientForVehicle(table.millicents_per_second.item(row), v)
        for node, visit in enumerate(self.visits):
            self._open(time.CumulVar(self.manager.NodeToIndex(node)), visit)

    def _open(self, start: pywrapcp.IntVar, visit: int) -> None:
        """Windows of a visit; goods that are released late cannot be there before."""
        spans = self.task.visits.windows[visit, self.day].tolist()
        spans = sorted((a, b) for a, b in spans if a <= b)
        release_s = self.task.visits.release_s.item(visit, self.day)
        if release_s:
            roads, place = self.task.roads.table().seconds, self.task.visits.place.item(visit)
            release_s += min(int(roads[:, :, hub, place].min()) for hub in self.hubs)
        # Released after the last window it is left out by `schedule`; an empty range would end all.
        start.SetRange(min(max(spans[0][0], release_s), spans[-1][1]), spans[-1][1])
        for (_, closes_s), (opens_s, _) in pairwise(spans):
            start.RemoveInterval(closes_s + 1, opens_s - 1)

    def fill_vehicles(self) -> None:
        """Load dimensions, emptied by reloads: deliveries, pick-ups, and stops if they bind."""
        pickup = self.task.visits.pickup
        for name, wanted in (("out", False), ("in", True)):
            if any(pickup.item(visit) is wanted for visit in self.visits):
                self._refill(name, [self._shares(row, pickup=wanted) for row in self.rows])
        limits = [self.task.vehicles.max_stops_per_trip.item(row) for row in self.rows]
        if min(limits) < len(self.visits):
            stops = [[math.ceil(_FULL / limit)] * len(self.visits) for limit in limits]
            self._refill("stops-of-trip", stops)

    def _refill(self, name: str, shares: list[list[int]]) -> None:
        """Millionths of each vehicle that each visit takes; a reload sets all of it free."""
        full = _FULL + _FULL_TOLERANCE
        rest = [-full] * (self.n_loaded - len(self.visits)) + [0] * len(self.hubs)
        callbacks: dict[tuple[int, ...], int] = {}
        for row in map(tuple, shares):
            if row not in callbacks:
                callbacks[row] = self.routing.RegisterUnaryTransitVector([*row, *rest])
        self.routing.AddDimensionWithVehicleTransits(
            [callbacks[tuple(row)] for row in shares],
            full,
            full,
            _FROM_ZERO,
            name,
        )
        dimension = self.routing.GetDimensionOrDie(name)
        for node in range(len(self.visits)):
            dimension.SlackVar(self.manager.NodeToIndex(node)).SetValue(0)
        for v in range(len(self.rows)):
            dimension.SlackVar(self.routing.Start(v)).SetValue(0)

    def _shares(self, row: int, *, pickup: bool) -> list[int]:
        """The scarcer of kg and pallets, in millionths of a vehicle."""
        table, visits = self.task.vehicles, self.task.visits
        kg, pallets = table.capacity_dag.item(row), table.capacity_mpal.item(row)
        shares = []
        for visit in self.visits:
            by_kg = visits.load_dag.item(visit) / max(1, kg)
            by_pallets = pallets_mpal(self.task, visit) / max(1, pallets)
            share = math.ceil(_FULL * max(by_kg, by_pallets))
            shares.append(min(share, 2 * _FULL) if visits.pickup.item(visit) is pickup else 0)
        return shares

    def count(self) -> None:
        """Trips, stops and boxes of the whole day."""
        table, n_reloads = self.task.vehicles, self.n_loaded - len(self.visits)
        none, hubs = [0] * n_reloads, [0] * len(self.hubs)
        trips = [[0] * len(self.visits) + [1] * n_reloads + hubs for _ in self.rows]
        self._limit("trips", trips, [table.max_trips.item(row) - 1 for row in self.rows])
        most = [min(table.max_stops.item(row), self.task.rules.max_stops) for row in self.rows]
        if min(most) < len(self.visits):
            self._limit("stops", [[1] * len(self.visits) + none + hubs for _ in self.rows], most)
        boxed = [
            [boxed_mpal(self.task, row, visit) for visit in self.visits] + none + hubs
            for row in self.rows
        ]
        if any(map(any, boxed)):
            self._limit("boxes", boxed, [table.box_mpal.item(row) for row in self.rows])
        visits, n = self.task.visits, len(self.visits)
        if visits.alone[list(self.visits)].any():
            # One that wants to be alone takes all the room for pick-ups: even its parts ride apart.
            room = [
                visits.pickup.item(visit) * (n if visits.alone.item(visit) else 1)
                for visit in self.visits
            ]
            self._limit("pickups", [room + none + hubs for _ in self.rows], [n] * len(self.rows))

    def _limit(self, name: str, amounts: list[list[int]], most: list[int]) -> None:
        callbacks: dict[tuple[int, ...], int] = {}
        for row in map(tuple, amounts):
            if row not in callbacks:
                callbacks[row] = self.routing.RegisterUnaryTransitVector(list(row))
        self.routing.AddDimensionWithVehicleTransitAndCapacity(
            [callbacks[tuple(row)] for row in amounts],
            0,
            most,
            _FROM_ZERO,
            name,
        )

    def offer(self) -> None:
        """Visits may be left out at their price, reloads for nothing; who may go where."""
        for node, visit in enumerate(self.visits):
            index = self.manager.NodeToIndex(node)
            price = self.task.visits.price_cents.item(visit) * MILLICENTS_PER_CENT
            self.routing.AddDisjunction([index], price)
            able = [v for v, row in enumerate(self.rows) if self.task.visits.may.item(visit, row)]
            self.routing.VehicleVar(index).SetValues([-1, *able])
        for hub, nodes in self.reloads.items():
            able = [v for v, row in enumerate(self.rows) if self.task.vehicles.hub.item(row) == hub]
            for node in nodes:
                index = self.manager.NodeToIndex(node)
                self.routing.AddDisjunction([index], 0)
                self.routing.VehicleVar(index).SetValues([-1, *able])

    def _table(self, by_band: Ints) -> Longs:
        """Road figures between the nodes, weighed by how long each band lasts in the shifts."""
        starts = self.task.roads.band_starts_s.astype(float)
        ends = np.append(starts[1:], _DAY_S)
        starts[0] = 0.0
        table, rows = self.task.vehicles, list(self.rows)
        first, last = table.start_s[rows].min(), table.end_s[rows].max()
        weight = np.clip(np.minimum(ends, last) - np.maximum(starts, first), 0, None)
        mean = np.tensordot(weight / weight.sum(), by_band, axes=1)
        found: Longs = np.ceil(mean[np.ix_(self.places, self.places)]).astype(np.int64)
        return found

    def _times(self, kind: int) -> Longs:
        """Seconds from one node to the next, service or loading at the first included."""
        table, visits = self.task.vehicles, self.task.visits
        times = self._table(self.task.roads.table().seconds[kind])
        turnaround = {table.hub.item(row): table.turnaround_s.item(row) for row in self.rows}
        n = len(self.visits)
        stay = [visits.service_s.item(visit) for visit in self.visits]
        stay += [turnaround[hub] for hub in self.places[n:]]
        times += np.array(stay, dtype=np.int64)[:, None]
        pickup = np.array([visits.pickup.item(visit) for visit in self.visits], dtype=bool)
        first = np.array([visits.first_only.item(visit) for visit in self.visits], dtype=bool)
        no_way = ~self.task.roads.table().reachable[kind][np.ix_(self.places, self.places)]
        no_way[:n, :n] |= pickup[:, None] & ~pickup[None, :]
        no_way[:n, :n] |= first[None, :]
        times[no_way] = _NO_WAY_S
        np.fill_diagonal(times, 0)
        return times
