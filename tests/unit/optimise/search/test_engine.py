"""Limits, starts and signs of life of the route search."""

from __future__ import annotations

import itertools

import pytest
from tests.routing_tasks import a_task
from tests.unit.optimise.search.limits import work

from foodplan.optimise.routing.search.team import search
from foodplan.optimise.routing.search.warm import compile_search
from foodplan.optimise.routing.task import PlannedRoute, Routing, RoutingTask, SearchLimits


def a_ring(n: int = 14) -> RoutingTask:
    """Sites on a ring around the hub, more than one trip can hold."""
    minutes = [[0.0] * (n + 1) for _ in range(n + 1)]
    for a, b in itertools.combinations(range(n + 1), 2):
        steps = min(b - a, n - (b - a))
        minutes[a][b] = minutes[b][a] = 20 if a == 0 else min(40, 7 * steps)
    return a_task(minutes, vehicles=[{"kg": 400}, {"kg": 400}, {"kg": 300}])


def test_equal_work_and_seed_give_equal_routes() -> None:
    first = search(a_ring(), limits=work(2000, seed=5))
    again = search(a_ring(), limits=work(2000, seed=5))
    assert first == again
    assert first.unserved == ()


def test_a_start_is_never_made_worse() -> None:
    task = a_ring()
    good = search(task, limits=work(3000, seed=2))
    assert search(task, limits=work(5, seed=9), start=good).cost_cents <= good.cost_cents


def test_a_start_that_breaks_a_rule_is_repaired() -> None:
    task = a_ring()
    every = tuple(range(14))
    broken = Routing(
        routes=(PlannedRoute(vehicle_day=0, trips=(every,)),), unserved=(), cost_cents=0
    )
    assert search(task, limits=work(300), start=broken).unserved == ()


def test_stop_ends_the_search_with_what_there_is() -> None:
    calls = itertools.count()
    found = search(a_ring(), limits=work(10**9, stop=lambda: next(calls) > 3))
    assert found.unserved == ()


def test_seconds_end_the_search_and_progress_is_told() -> None:
    ticks = itertools.count()
    told: list[tuple[int, int]] = []
    limits = SearchLimits(
        seconds=50.0,
        work=None,
        seed=1,
        clock=lambda: float(next(ticks)),
        stop=lambda: False,
        report=lambda cents, unserved: told.append((cents, unserved)),
    )
    found = search(a_ring(), limits=limits)
    assert found.unserved == ()
    assert told[-1] == (found.cost_cents, 0)
    ranks = [(unserved, cents) for cents, unserved in told]
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize("work_units", [1, 2, 7])
def test_hardly_any_work_still_gives_a_plan(work_units: int) -> None:
    assert search(a_ring(), limits=work(work_units)).unserved == ()


def test_compiling_says_when_it_begins_and_ends() -> None:
    told: list[str] = []
    compile_search(lambda code, _seconds: told.append(code))
    assert told[0] == "search-compiling"
    assert told[-1] in ("search-compiled", "search-not-kept")
