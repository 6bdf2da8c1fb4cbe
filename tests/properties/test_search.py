"""The route search against the best there is, on hundreds of tiny tasks with mixed rules."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from statistics import mean

import numpy as np
from tests.routing_tasks import a_task
from tests.unit.optimise.search.exact import exact_millicents, lawful, value_millicents
from tests.unit.optimise.search.limits import work

from foodplan.domain.policy import Rules
from foodplan.optimise.routing.search.team import search
from foodplan.optimise.routing.task import RoutingTask

N_SMALL, N_LARGE = 488, 12
LOOSE = 1.01
"""On average no more than one per cent above the best."""


def test_answers_keep_every_rule_and_are_near_the_best() -> None:
    gaps = []
    for seed in range(N_SMALL + N_LARGE):
        n_visits = None if seed < N_SMALL else 6 + seed % 2
        task = a_random_task(random.Random(seed), n_visits=n_visits)
        found = search(task, limits=work(400, seed=seed + 1))
        assert lawful(task, found.routes), seed
        best, ours = exact_millicents(task), value_millicents(task, found)
        assert ours >= best, seed
        gaps.append(ours / best)
    assert mean(gaps) <= LOOSE


def test_a_stop_whose_cheapest_place_cannot_be_driven_gets_another() -> None:
    """Where rests or slow roads rule out the place that distances alone would rank first."""
    for seed in (138, 447):
        task = a_random_task(random.Random(seed))
        found = search(task, limits=work(400, seed=seed + 1))
        assert value_millicents(task, found) == exact_millicents(task), seed


def a_random_task(chance: random.Random, *, n_visits: int | None = None) -> RoutingTask:
    """Three to five visits or so many, one or two days and hubs, each rule now and then."""
    n_hubs, n_days = chance.choice([1, 1, 2]), chance.choice([1, 1, 2])
    n = n_visits or chance.choice([3, 4, 4, 4, 5])
    points = [(chance.uniform(0, 60), chance.uniform(0, 60)) for _ in range(n_hubs + n)]
    near = [[_minutes(chance, a, b) for b in points] for a in points]
    for a, b in itertools.permutations(range(n_hubs, n_hubs + n), 2):
        if chance.random() < 0.05:
            near[a][b] = float("inf")
    bands = [near]
    if chance.random() < 0.25:
        slow = [[x * chance.choice([1.0, 1.25, 1.75]) for x in row] for row in near]
        # The other way round, leaving later can mean arriving earlier: no insertion foresees that.
        bands = [near, slow]
    vehicles = [_vehicle(chance, i, n_hubs, n_days) for i in range(chance.choice([1, 2, 2, 3]))]
    rare = _rare(points[n_hubs:], len(vehicles))
    task = a_task(
        np.array(bands, dtype=float),
        n_days=n_days,
        vehicles=vehicles,
        visits=[_visit(chance, n_hubs + i, n_days) | rare[i] for i in range(n)],
        bands_min=(0.0, 540.0)[: len(bands)],
        rules=_rules(chance),
    )
    if chance.random() < 0.2:
        cap = np.cumsum([[chance.randint(20_000, 40_000)] * n_days] * (n_hubs + n), axis=1)
        task = replace(task, day_cap_dag=cap.astype(np.int64))
    return task


def _minutes(chance: random.Random, a: tuple[float, float], b: tuple[float, float]) -> float:
    way = ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
    return round(way * chance.uniform(1.0, 1.3))


def _vehicle(chance: random.Random, i: int, n_hubs: int, n_days: int) -> dict[str, object]:
    start_min = chance.choice([420, 480, 600])
    return {
        "hub": chance.randrange(n_hubs),
        "day": i * n_days // 3,
        "vehicle": chance.choice([i, 0]),
        "start_min": start_min,
        "end_min": start_min + chance.choice([240, 480, 600]),
        "max_route_min": chance.choice([10_000, 10_000, 300, 420]),
        "max_trips": chance.choice([1, 2, 3]),
        "max_stops_per_trip": chance.choice([100, 100, 2]),
        "max_stops": chance.choice([100, 100, 3]),
        "kg": chance.choice([200, 300, 1000]),
        "pallets": chance.choice([0.5, 1, 10]),
        "carries": chance.choice([(0,), (0,), (0, 1), (0, 1, 2), (1,)]),
        "boxes": chance.choice([0, 0, 0.3, 1]),
        "fixed_eur": chance.choice([0, 40, 120]),
        "weekly_eur": chance.choice([0, 0, 50]),
        "millicents_per_second": chance.choice([0, 500]),
    }


def _visit(chance: random.Random, place: int, n_days: int) -> dict[str, object]:
    closed: list[tuple[float, float]] = []
    spans = [
        chance.choice(
            [
                [(0, 1440)],
                [(0, 1440)],
                [(480, 720)],
                [(540, 600), (780, 900)],
                [(840, 1020)],
                closed,
            ]
        )
        for _ in range(n_days)
    ]
    return {
        "place": place,
        "pickup": chance.random() < 0.25,
        "kg": chance.choice([50, 100, 150]),
        "pallets": chance.choice([0.1, 0.25, 0.5]),
        "temperature": chance.choice([0, 0, 0, 1]),
        "service_min": chance.choice([5, 10, 30, 90]),
        "windows": spans,
        "price_eur": chance.choice([10_000, 10_000, 2000]),
        "alternatives": 0 if chance.random() < 0.15 else -1,
        "apart": 0 if chance.random() < 0.2 else -1,
        "min_gap_days": 1,
        "first_only": chance.random() < 0.1,
        "max_route_min": chance.choice([10_000, 10_000, 300]),
        "release_min": chance.choice([0, 0, 0, 540, 600]),
    }


def _rare(points: list[tuple[float, float]], n_vehicles: int) -> list[dict[str, object]]:
    """Rules drawn apart, one row a visit, so that the other draws do not depend on them."""
    chance, dear = random.Random(repr(points)), random.Random(f"dear {points!r}")
    return [
        {
            "alone": chance.random() < 0.3,
            "dear_eur": dear.choice([0, 0, 0, 30]),
            "not_by": (chance.randrange(n_vehicles),) if chance.random() < 0.15 else (),
        }
        for _ in points
    ]


def _rules(chance: random.Random) -> Rules:
    if chance.random() < 0.5:
        return Rules(driving_break_after_min=1440, work_pause_after_min=1440)
    return Rules(
        driving_break_after_min=chance.choice([150, 270]),
        work_pause_after_min=chance.choice([240, 360]),
    )
