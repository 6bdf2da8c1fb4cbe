"""Bounds of the days of a kept plan: worked out in a child, kept, told."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from tests.integration.conftest import ROOT

from foodplan.domain.ids import RunId
from foodplan.domain.run import Limits, RunStatus
from foodplan.domain.week_bound import Nearing
from foodplan.errors import NotFound
from foodplan.planning import Library, Planner, open_planner, week_of

DAYS = 60
"""Seconds to wait at most for what takes a few."""


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(root=ROOT)


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'foodplan.db'}"


def planned(planner: Planner) -> RunId:
    *_, run = planner.watch(planner.start("tiny-week", Limits(work=200)).run_id)
    return run.run_id


def test_a_bound_that_is_asked_for_is_proven_and_kept(library: Library, database: str) -> None:
    with open_planner(library=library, database=database) as planner:
        run_id = planned(planner)
        days = sorted({route.day for route in planner.kept(run_id).plan.routes})
        assert [(one.day, one.is_known) for one in planner.bounds.of(run_id)] == [
            (day, False) for day in days
        ]
        found = list(planner.bounds.ask(run_id, seconds=5))
        assert tuple(found) == planner.bounds.of(run_id)
        assert [one.day for one in found] == days
        for one in found:
            assert one.bound is not None
            assert 0 < one.bound.bound <= one.bound.value
        week = week_of(found)
        assert week is not None
        # The dataset has no weekly costs: the days make up the cost, but for rounded rates.
        assert week.value == pytest.approx(planner.kept(run_id).measures.eur, rel=0.001)


def test_a_weaker_bound_does_not_replace_a_better_one(library: Library, database: str) -> None:
    with open_planner(library=library, database=database) as planner:
        run_id = planned(planner)
        before = list(planner.bounds.ask(run_id, seconds=5))
        assert list(planner.bounds.ask(run_id, seconds=0.001)) == before


def test_a_server_works_bounds_out_by_itself(library: Library, database: str) -> None:
    with open_planner(library=library, database=database) as planner:
        run_id = planned(planner)
    with open_planner(library=library, database=database, serves=True) as planner:
        waiting = threading.Event()
        for _ in range(10 * DAYS):
            if all(one.is_known for one in planner.bounds.of(run_id)):
                break
            waiting.wait(0.1)
        assert all(one.bound is not None for one in planner.bounds.of(run_id))


def test_a_week_is_proven_here_and_now_and_kept(library: Library, database: str) -> None:
    with open_planner(library=library, database=database) as planner:
        run_id = planned(planner)
        assert planner.bounds.week(run_id) is None
        told: list[Nearing] = []
        work = planner.bounds.prove_week(
            run_id, seconds=5, report=told.append, should_stop=lambda: False
        )
        bound = work.result()
        assert bound is not None
        days = week_of(list(planner.bounds.ask(run_id, seconds=5)))
        assert days is not None
        assert 0 < bound.bound <= bound.value == pytest.approx(days.value, abs=0.1)
        assert told[-1].bound == bound
        week = planner.bounds.asked_week(run_id)
        assert (week.status, week.bound) == (RunStatus.DONE, bound)


def test_a_server_works_out_the_week_that_somebody_asked_for(
    library: Library, database: str
) -> None:
    with open_planner(library=library, database=database) as planner:
        run_id = planned(planner)
        assert planner.bounds.ask_week(run_id, seconds=5).status is RunStatus.QUEUED
    with open_planner(library=library, database=database, serves=True) as planner:
        *_, week = planner.bounds.watch_week(run_id)
        assert week.status is RunStatus.DONE
        assert week.bound is not None


def test_an_unknown_plan_has_no_bounds(library: Library, database: str) -> None:
    with (
        open_planner(library=library, database=database) as planner,
        pytest.raises(NotFound),
    ):
        planner.bounds.of(RunId("nothing"))
