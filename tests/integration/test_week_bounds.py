"""The work on the bound of a week beside plans, with a stand-in for the optimiser.

The stand-in proves 50 EUR of 100 at once, and 90 EUR when it is stopped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

import pytest
from tests.builders import a_problem, label
from tests.fake_solving import EMPTY
from tests.integration.conftest import ROOT
from tests.runs import NOON, a_run

from foodplan.domain.ids import RunId
from foodplan.domain.policy import RoadSettings
from foodplan.domain.run import Limits, RunStatus
from foodplan.domain.week_bound import WeekBound
from foodplan.errors import NotFound
from foodplan.evaluate import Reasons
from foodplan.planning import Library, Planner, open_planner
from foodplan.store.store import Store
from foodplan.store.workers_queue import Pulse

Opener = Callable[..., AbstractContextManager[Planner]]
RUN = RunId("w48-test-1")
LOOKS = 600
"""Tenths of a second to wait at most for what takes a few."""


@pytest.fixture(params=["until stopped"])
def opener(database: str, request: pytest.FixtureRequest) -> Opener:
    """Serving, on a database with a plan whose week is worked on until it is stopped."""
    with Store(database) as store:
        add(store, RUN, request.param)
        run = store.queue.next(holder="me", now=NOON)
        assert run is not None
        reasons = Reasons(sites=(), lots=(), limits=())
        store.keep(run, EMPTY, figures=(), reasons=reasons, status=RunStatus.DONE, now=NOON)
    return partial(
        open_planner,
        library=Library(root=ROOT),
        database=database,
        pulse=Pulse(beat_s=0.2, dead_s=1.0),
        solving="tests.fake_solving",
        serves=True,
    )


def add(store: Store, run_id: RunId, act: str) -> None:
    problem = a_problem(label=label(act), roads=RoadSettings(source="straight-line"))
    store.add_run(a_run(run_id, problem, limits=Limits(seconds=600), created_at=NOON), problem)


def until(planner: Planner, is_so: Callable[[WeekBound], bool]) -> WeekBound:
    """The bound of the week as soon as it is so."""
    waiting = threading.Event()
    for _ in range(LOOKS):
        week = planner.bounds.asked_week(RUN)
        if is_so(week):
            return week
        waiting.wait(0.1)
    raise AssertionError(week)


def works(week: WeekBound) -> bool:
    return week.status is RunStatus.RUNNING and week.share == 0.5


def bound_eur(week: WeekBound) -> float | None:
    return week.bound.bound if week.bound else None


def test_stopping_keeps_the_best_that_is_proven(opener: Opener) -> None:
    with opener() as planner:
        planner.bounds.ask_week(RUN, seconds=600)
        assert bound_eur(until(planner, works)) == 50.0
        planner.bounds.stop_week(RUN)
        *_, week = planner.bounds.watch_week(RUN)
        assert (week.status, bound_eur(week)) == (RunStatus.STOPPED, 90.0)


def test_the_work_goes_on_after_a_restart(opener: Opener) -> None:
    with opener() as planner:
        planner.bounds.ask_week(RUN, seconds=600)
        until(planner, works)
    with opener() as planner:
        week = planner.bounds.asked_week(RUN)
        assert not week.status.is_over
        assert bound_eur(week) == 50.0
        until(planner, works)


def test_a_plan_goes_first_and_what_is_proven_stays(opener: Opener, database: str) -> None:
    with opener() as planner:
        planner.bounds.ask_week(RUN, seconds=600)
        until(planner, works)
        other = RunId("w48-test-2")
        with Store(database) as store:
            add(store, other, "until stopped")
            week = until(planner, lambda week: week.status is RunStatus.QUEUED)
            assert bound_eur(week) == 50.0
            store.queue.ask_stop(other, now=NOON)
        until(planner, works)


@pytest.mark.parametrize("opener", ["fail", "die"], indirect=True)
def test_work_that_fails_says_so_and_keeps_what_it_had_proven(opener: Opener) -> None:
    with opener() as planner:
        planner.bounds.ask_week(RUN, seconds=600)
        *_, week = planner.bounds.watch_week(RUN)
        assert (week.status, bound_eur(week)) == (RunStatus.FAILED, 50.0)
        assert planner.bounds.ask_week(RUN, seconds=1).status is RunStatus.QUEUED


def test_a_week_that_nobody_asked_for_is_not_found(opener: Opener) -> None:
    with opener() as planner:
        for ask in (planner.bounds.asked_week, planner.bounds.stop_week):
            with pytest.raises(NotFound):
                ask(RUN)
