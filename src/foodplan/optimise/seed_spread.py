"""How far apart the search itself ends, where nothing is proven of a day."""

from __future__ import annotations

from collections.abc import Callable

from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import DEFAULT_ENGINE
from foodplan.optimise.day_bounds import task_of
from foodplan.optimise.routing.engines import engine_of
from foodplan.optimise.routing.task import RoutingTask, SearchLimits
from foodplan.tables.travel import TravelMatrix

N_SEARCHES = 3
_FIRST_SEED = 101
"""Apart from the seeds that people give to plans."""


def spread_of_seeds(
    problem: Problem,
    travel: TravelMatrix,
    plan: Plan,
    day: int,
    *,
    seconds: float,
    clock: Callable[[], float],
    stop: Callable[[], bool],
) -> float | None:
    """Share by which the dearest of three searches of a day's stops ends above the cheapest.

    Each begins from nothing with a seed of its own and has a third of the `seconds`. None where
    one of them leaves a stop out or is told to stop: they say nothing then.
    """
    planned = [route for route in plan.routes if route.day == day]
    task, routes = task_of(problem, travel, planned, lambda load: (load.day,))
    if not routes:
        return None
    costs: list[int] = []
    for seed in range(_FIRST_SEED, _FIRST_SEED + N_SEARCHES):
        cents = _searched(task, seconds / N_SEARCHES, seed, clock, stop)
        if cents is None:
            return None
        costs.append(cents)
    return max(costs) / min(costs) - 1 if min(costs) > 0 else 0.0


def _searched(
    task: RoutingTask,
    seconds: float,
    seed: int,
    clock: Callable[[], float],
    stop: Callable[[], bool],
) -> int | None:
    """Cents of one search; None without all stops."""
    limits = SearchLimits(
        seconds=seconds,
        work=None,
        seed=seed,
        clock=clock,
        stop=stop,
        report=lambda _cents, _unserved: None,
    )
    found = engine_of(DEFAULT_ENGINE)(task, limits=limits)
    return None if found.unserved or stop() else found.cost_cents
