"""Days and weeks so small that every way to drive them can be tried; what binds is random."""

from __future__ import annotations

import itertools
import random

import numpy as np
from tests.routing_tasks import FAR, a_task

from foodplan.domain.policy import Rules
from foodplan.optimise.routing.schedule import schedule
from foodplan.optimise.routing.task import RoutingTask, Trips


def best_cents(task: RoutingTask) -> int | None:
    """Least cost of serving every visit, on whichever day; None if it cannot be done."""
    n = len(task.visits.place)
    best = {0: 0}
    for row in range(len(task.vehicles.day)):
        days = cheapest_days(task, row)
        best = min_sums(best, days)
    whole = best.get(2**n - 1)
    return None if whole is None else -(-whole // 1000)


def min_sums(best: dict[int, int], days: dict[int, int]) -> dict[int, int]:
    """Least cost by set of visits with one vehicle-day more."""
    found = dict(best)
    for (done, cost), (more, extra) in itertools.product(best.items(), days.items()):
        if not done & more and cost + extra < found.get(done | more, 10**18):
            found[done | more] = cost + extra
    return found


def cheapest_days(task: RoutingTask, row: int) -> dict[int, int]:
    """Least cost of a vehicle-day by set of visits, as `schedule` counts it."""
    found: dict[int, int] = {}
    for key, ways in Ways(task, row).by_set.items():
        for floor, trips in sorted(ways):
            if floor >= found.get(key, 10**18):
                break
            timed = schedule(task, row, trips)
            if timed is not None:
                found[key] = min(found.get(key, 10**18), timed.cost_millicents)
    return found


class Ways:
    """Every way to drive some of the visits in time, with what it costs without a wait."""

    def __init__(self, task: RoutingTask, row: int) -> None:
        vehicles, visits = task.vehicles, task.visits
        kind = vehicles.kind.item(row)
        self.metres = task.roads.table().metres[kind].min(axis=0).tolist()
        self.drive_s = task.roads.table().seconds[kind].min(axis=0).tolist()
        self.per_metre = vehicles.millicents_per_metre.item(row)
        self.per_second = vehicles.millicents_per_second.item(row)
        self.place, self.service_s = visits.place.tolist(), visits.service_s.tolist()
        self.load, self.capacity = visits.load_dag.tolist(), vehicles.capacity_dag.item(row)
        self.pickup, self.hub = visits.pickup.tolist(), vehicles.hub.item(row)
        self.able = np.flatnonzero(visits.may[:, row]).tolist()
        self.turnaround_s = vehicles.turnaround_s.item(row)
        self.end_s, self.most_trips = vehicles.end_s.item(row), vehicles.max_trips.item(row)
        spans = visits.windows[:, vehicles.day.item(row)].tolist()
        self.opens_s = [min((a for a, b in one if a <= b), default=0) for one in spans]
        self.closes_s = [max((b for a, b in one if a <= b), default=-1) for one in spans]
        self.by_set: dict[int, list[tuple[int, Trips]]] = {}
        start_s = vehicles.start_s.item(row)
        self._load((), 0, start_s, vehicles.fixed_millicents.item(row))

    def _load(self, trips: Trips, used: int, now_s: int, cost: int) -> None:
        """A new trip, standing at the hub."""
        if len(trips) < self.most_trips:
            stay = self.per_second * self.turnaround_s
            self._go(
                (*trips, ()), used, self.hub, now_s + self.turnaround_s, cost + stay, self.capacity
            )

    def _go(self, trips: Trips, used: int, at: int, now_s: int, cost: int, room: int) -> None:
        """On to every visit that is still open, and home if the trip has begun."""
        trip = trips[-1]
        if trip:
            home_s = self.drive_s[at][self.hub]
            if now_s + home_s > self.end_s:
                return
            whole = cost + self.per_metre * self.metres[at][self.hub] + self.per_second * home_s
            self.by_set.setdefault(used, []).append((whole, trips))
            self._load(trips, used, now_s + home_s, whole)
        back = bool(trip) and self.pickup[trip[-1]]
        for visit in self.able:
            left = self.capacity if self.pickup[visit] and not back else room
            arrives_s = now_s + self.drive_s[at][self.place[visit]]
            if (
                used >> visit & 1
                or (back and not self.pickup[visit])
                or self.load[visit] > left
                or arrives_s > self.closes_s[visit]
            ):
                continue
            stays_s = self.service_s[visit]
            self._go(
                (*trips[:-1], (*trip, visit)),
                used | 1 << visit,
                self.place[visit],
                max(arrives_s, self.opens_s[visit]) + stays_s,
                cost
                + self.per_metre * self.metres[at][self.place[visit]]
                + self.per_second * (arrives_s - now_s + stays_s),
                left - self.load[visit],
            )


def random_task(seed: int, *, n_visits: int, n_days: int = 1, n_missing: int = 0) -> RoutingTask:
    """A small day, or several, with any of the rules: what binds differs from seed to seed.

    `n_missing`: ways between two places that there are not, besides some that are left to chance.
    """
    chance = random.Random(seed)
    n_hubs = chance.choice((1, 1, 2))
    n_bands = chance.choice((1, 1, 2))
    points = [(chance.uniform(0, 50), chance.uniform(0, 50)) for _ in range(n_hubs + n_visits)]
    tables = [
        [
            [0.0 if a == b else round(1 + chance.uniform(0.7, 1.5) * _apart(a, b)) for b in points]
            for a in points
        ]
        for _ in range(n_bands)
    ]
    for _ in range(n_missing + (chance.random() < 0.2)):
        i, j = chance.sample(range(len(points)), 2)
        for table in tables:
            table[i][j] = float("inf")
    hubs = [chance.randrange(n_hubs) for _ in range(n_visits)]
    vehicles = [
        {**_vehicle(chance, i % n_hubs), "day": day}
        for day in range(n_days)
        for i in range(chance.randint(2, 3) if n_days == 1 else max(n_hubs, chance.randint(1, 2)))
    ]
    if chance.random() < 0.5:
        vehicles.append(dict(vehicles[0]))
    visits = [
        _visit(
            chance,
            n_hubs + i,
            [v for v, one in enumerate(vehicles) if one["hub"] != hubs[i]],
            n_days,
        )
        for i in range(n_visits)
    ]
    tight = Rules(
        work_pause_after_min=chance.choice((120, 180)), driving_break_after_min=150, max_stops=5
    )
    return a_task(
        tables,
        n_days=n_days,
        vehicles=vehicles,
        visits=visits,
        bands_min=(0.0, 600.0)[:n_bands],
        rules=chance.choice((FAR, FAR, Rules(), tight)),
    )


def crowded_task(seed: int) -> RoutingTask:
    """A day of dear vans of several classes that are full, or out of time, after a few stops."""
    chance, by_time, n = random.Random(seed), seed % 2 == 0, 6
    points = [(chance.uniform(0, 30), chance.uniform(0, 30)) for _ in range(n + 1)]
    vehicles: list[dict[str, object]] = [
        {
            "end_min": 480 + (chance.choice((150, 170, 190)) if by_time else 400),
            "kg": 5_000 if by_time else chance.choice((400, 500, 600)),
            "max_trips": 1,
            "fixed_eur": chance.choice((100, 110, 120)),
            "millicents_per_second": chance.choice((0, 300)),
        }
        for _ in range(5)
    ]
    visits: list[dict[str, object]] = [
        {"place": i + 1, "kg": chance.choice((150, 190, 230)), "service_min": 40 if by_time else 5}
        for i in range(n)
    ]
    table = [[_apart(a, b) for b in points] for a in points]
    return a_task(table, vehicles=vehicles, visits=visits)


def resting_task(seed: int) -> RoutingTask:
    """A day of waits and long ways on which drivers must rest, paid by time or not at all."""
    chance, n = random.Random(seed), 5
    points = [(chance.uniform(0, 60), chance.uniform(0, 60)) for _ in range(n + 1)]
    vehicles: list[dict[str, object]] = [
        {
            "end_min": 480 + chance.choice((300, 400, 500)),
            "max_trips": chance.choice((1, 2)),
            "fixed_eur": chance.choice((20, 60)),
            "eur_per_km": chance.choice((0, 1)),
            "millicents_per_second": chance.choice((0, 700, 700)),
            "max_route_min": chance.choice((10_000, 10_000, 320)),
        }
        for _ in range(2)
    ]
    opens = [chance.choice((480, 540, 600, 660, 720)) for _ in range(n)]
    visits: list[dict[str, object]] = [
        {
            "place": i + 1,
            "kg": chance.choice((100, 300)),
            "service_min": chance.choice((5, 20)),
            "windows": [[(at, at + chance.choice((15, 60, 180)))]],
        }
        for i, at in enumerate(opens)
    ]
    rules = Rules(
        work_pause_after_min=chance.choice((90, 120, 150, 200)),
        work_pause_min=chance.choice((15, 30, 45)),
        driving_break_after_min=chance.choice((80, 100, 140, 1440)),
        driving_break_min=chance.choice((15, 30, 45)),
    )
    table = [[_apart(a, b) for b in points] for a in points]
    return a_task(table, vehicles=vehicles, visits=visits, rules=rules)


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    return float(np.hypot(a[0] - b[0], a[1] - b[1]))


def _vehicle(chance: random.Random, hub: int) -> dict[str, object]:
    start = chance.choice((420, 480, 600))
    return {
        "hub": hub,
        "start_min": start,
        "end_min": start + chance.choice((300, 420, 540)),
        "kg": chance.choice((300, 500, 800, 1200)),
        "pallets": chance.choice((1, 3, 10)),
        "max_trips": chance.choice((1, 2, 2, 3)),
        "max_stops_per_trip": chance.choice((2, 12, 12, 12)),
        "max_route_min": chance.choice((10_000, 10_000, 300)),
        "turnaround_min": chance.choice((0, 20, 30)),
        "fixed_eur": chance.choice((0, 50, 120)),
        "eur_per_km": chance.choice((1, 2)),
        "millicents_per_second": chance.choice((0, 500, 700)),
        "carries": chance.choice(((0,), (0, 1), (0, 1))),
        "boxes": chance.choice((0, 0.5)),
    }


def _visit(chance: random.Random, place: int, not_by: list[int], n_days: int) -> dict[str, object]:
    days = [_spans(chance) for _ in range(n_days)]
    if n_days > 1 and chance.random() < 0.3:
        days[chance.randrange(n_days)] = []
    return {
        "place": place,
        "kg": chance.choice((60, 100, 100, 200, 290)),
        "pallets": chance.choice((0.25, 0.5)),
        "service_min": chance.choice((0, 10, 25)),
        "pickup": chance.random() < 0.2,
        "first_only": chance.random() < 0.1,
        "release_min": chance.choice((0, 0, 0, 0, 540, 600)),
        "temperature": chance.choice((0, 0, 0, 0, 0, 1)),
        "max_route_min": chance.choice((*(10_000,) * 9, 240)),
        "windows": days,
        "not_by": not_by,
    }


def _spans(chance: random.Random) -> list[tuple[float, float]]:
    opens = chance.choice((0, 0, 480, 600))
    spans: list[tuple[float, float]] = [(opens, chance.choice((690, 780, 1440)))]
    if chance.random() < 0.2:
        spans.append((spans[0][1] + 60, spans[0][1] + 150))
    return spans
