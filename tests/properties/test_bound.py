"""No lower bound of a day or a week is above the best that trying everything finds."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

import pytest
from tests.small_days import best_cents, crowded_task, random_task, resting_task

from foodplan.optimise.routing.bound import pricing
from foodplan.optimise.routing.bound.day import bound_routes
from foodplan.optimise.routing.draft import Draft
from foodplan.optimise.routing.task import PlannedRoute, RoutingTask

ANY_COST = 10**9


def compared(
    task_of: Callable[[int], RoutingTask], seeds: Iterable[int], *, every: int = 2
) -> tuple[int, int]:
    """How many tasks can be served at all, and of how many the bound is the best there is.

    None may be above it. One of `every` bounds has a plan to begin with.
    """
    n_possible = n_reached = 0
    for seed in seeds:
        task = task_of(seed)
        best = best_cents(task)
        if best is not None:
            n_possible += 1
            bound = bound_of(task, () if (seed + 1) % every else plan_of(task))
            assert bound <= best, f"seed {seed}"
            n_reached += bound == best
    return n_possible, n_reached


@pytest.fixture(autouse=True)
def _many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days are small: without this no label would ever see a table with dear visits."""
    if request.node.callspec.params["first"] % 100 == 0:
        monkeypatch.setattr(pricing, "MANY", 60)


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_no_bound_is_above_the_best_of_all_plans(first: int) -> None:
    def of_one_day(seed: int) -> RoutingTask:
        return random_task(seed, n_visits=8 if seed % 50 == 0 else 7 if seed % 10 == 0 else 6)

    n_possible, _ = compared(of_one_day, range(first, first + 50))
    assert n_possible > 0


@pytest.mark.parametrize("first", range(0, 100, 50))
def test_no_bound_is_above_the_best_where_drivers_must_rest(first: int) -> None:
    n_possible, n_reached = compared(resting_task, range(first, first + 50))
    assert n_possible > 10
    assert n_reached > n_possible / 2


@pytest.mark.parametrize("first", range(0, 100, 50))
def test_no_bound_of_two_days_is_above_the_best_choice_of_days(first: int) -> None:
    def of_two_days(seed: int) -> RoutingTask:
        return random_task(seed, n_visits=3 + seed % 3, n_days=2)

    n_possible, n_reached = compared(of_two_days, range(first, first + 50))
    assert n_possible > 20
    assert n_reached > n_possible / 2


@pytest.mark.parametrize("first", range(0, 80, 40))
def test_no_bound_is_above_the_best_where_a_van_fewer_is_too_few(first: int) -> None:
    n_possible, n_reached = compared(crowded_task, range(first, first + 40), every=1)
    assert n_possible > 30
    assert n_reached > n_possible / 2


def plan_of(task: RoutingTask) -> tuple[PlannedRoute, ...]:
    """Routes made by insertion, where they make every visit."""
    draft = Draft(task)
    draft.insert_all(range(len(task.visits.place)))
    routing = draft.routing()
    return () if routing.unserved else routing.routes


def bound_of(task: RoutingTask, plan: tuple[PlannedRoute, ...]) -> int:
    """The bound after so many looks at the clock, with nothing to stop it but the plan."""
    ticks = itertools.count()
    found = bound_routes(
        task,
        visits=range(len(task.visits.place)),
        plan=plan,
        seconds=400,
        threads=2,
        clock=lambda: float(next(ticks)),
        stop=lambda: False,
        upper_cents=ANY_COST,
        most_labels=20_000,
    )
    return found.bound_cents
