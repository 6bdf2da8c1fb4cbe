"""The solving child, with a stand-in for the optimiser that behaves badly on demand."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection

import pytest
from tests.builders import a_problem, label, straight_travel
from tests.fake_solving import EMPTY, SLOW_TO_COMPILE

from foodplan.domain.plan import Plan
from foodplan.domain.run import Limits, Progress
from foodplan.errors import NoPlanFound, SolverCrashed, Stopped
from foodplan.planning.solver import Patience, Solver

FAKE = "tests.fake_solving"
LONG = Limits(seconds=600)


@pytest.fixture
def solver() -> Iterator[Solver]:
    made = Solver(solving=FAKE, patience=Patience(), language="en")
    yield made
    made.discard()


def solve(
    solver: Solver, act: str, *, limits: Limits = LONG, stop_after: int | None = None
) -> tuple[Plan, list[Progress]]:
    """Stops when so many signs of life have come."""
    problem, heard = a_problem(label=label(act)), []
    plan = solver.solve(
        problem,
        straight_travel(problem),
        limits,
        report=heard.append,
        should_stop=lambda: stop_after is not None and len(heard) >= stop_after,
    )
    return plan, heard


def test_a_plan_and_its_progress_come_from_another_process(solver: Solver) -> None:
    plan, heard = solve(solver, "at once")
    assert plan == EMPTY
    assert heard[0] == Progress(phase="routing", share=0.5, best_eur=10.0, baskets_served=0)


def test_a_stop_keeps_the_best_plan_so_far(solver: Solver) -> None:
    assert solve(solver, "until stopped", stop_after=1)[0] == EMPTY


def test_signs_of_life_come_while_the_optimiser_says_nothing(solver: Solver) -> None:
    _, heard = solve(solver, "until stopped", stop_after=3)
    assert len(heard) >= 3


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("die", "SIGSEGV"),
        ("abort", "more than 3,000 MB of memory"),
        ("fail", "ZeroDivisionError: a fault of ours"),
    ],
)
def test_a_crash_is_put_into_words_and_the_next_run_works(
    solver: Solver, act: str, words: str
) -> None:
    with pytest.raises(SolverCrashed, match=words):
        solve(solver, act)
    assert solve(solver, "at once")[0] == EMPTY


def test_a_child_that_is_killed_is_a_crash(solver: Solver) -> None:
    problem = a_problem(label=label("for ever"))

    def kill(progress: Progress) -> None:
        assert solver.pid is not None
        os.kill(solver.pid, signal.SIGKILL)

    with pytest.raises(SolverCrashed, match="SIGKILL"):
        solver.solve(
            problem, straight_travel(problem), LONG, report=kill, should_stop=lambda: False
        )


def test_a_child_that_wants_too_much_memory_is_refused_it(solver: Solver) -> None:
    with pytest.raises(SolverCrashed, match="raise FOODPLAN_MEMORY_MB"):
        solve(solver, "eat", limits=Limits(seconds=600, memory_mb=1000))


def test_a_child_that_hangs_is_killed_after_its_limit() -> None:
    solver = Solver(solving=FAKE, patience=Patience(grace_s=0.01), language="en")
    with pytest.raises(SolverCrashed, match="had not ended"):
        solve(solver, "for ever", limits=Limits(seconds=0.01))
    assert solver.pid is None


def test_compiling_does_not_count_however_long_nothing_is_heard() -> None:
    solver = Solver(solving=FAKE, patience=Patience(grace_s=0.2), language="en")
    limits = Limits(seconds=0.01, seed=SLOW_TO_COMPILE)
    plan, heard = solve(solver, "at once", limits=limits)
    solver.discard()
    assert plan == EMPTY
    assert [progress.phase for progress in heard][:3] == ["compiling"] * 3


def test_a_child_that_ignores_the_stop_is_killed_without_a_plan() -> None:
    solver = Solver(solving=FAKE, patience=Patience(stop_s=0.01), language="en")
    with pytest.raises(Stopped, match="nothing to keep"):
        solve(solver, "for ever", stop_after=1)


def test_an_error_of_ours_comes_through_as_it_is(solver: Solver) -> None:
    with pytest.raises(NoPlanFound, match="give more time"):
        solve(solver, "give up")


def test_one_child_stands_ready_and_solves_the_next_problem(solver: Solver) -> None:
    solver.start()
    ready = solver.pid
    seen: list[int | None] = []
    problem = a_problem(label=label("at once"))
    solver.solve(
        problem,
        straight_travel(problem),
        LONG,
        report=lambda progress: seen.append(solver.pid),
        should_stop=lambda: False,
    )
    assert set(seen) == {ready}


def test_the_child_that_solved_a_problem_solves_the_next_one(solver: Solver) -> None:
    solve(solver, "at once")
    ready = solver.pid
    assert solve(solver, "until stopped", stop_after=1)[0] == EMPTY
    assert solve(solver, "at once")[0] == EMPTY
    with pytest.raises(NoPlanFound):
        solve(solver, "give up")
    assert solver.pid == ready


def test_the_child_dies_with_its_parent() -> None:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    parent = context.Process(target=_parent, args=(there,))
    parent.start()
    child = here.recv()
    watch = os.pidfd_open(child)
    assert parent.pid is not None
    os.kill(parent.pid, signal.SIGKILL)
    parent.join()
    # The kernel tells when it is gone, or that it is a zombie nobody has buried yet.
    assert multiprocessing.connection.wait([watch], timeout=30)
    os.close(watch)


def _parent(pipe: Connection) -> None:
    solver = Solver(solving=FAKE, patience=Patience(), language="en")
    problem = a_problem(label=label("for ever"))
    solver.solve(
        problem,
        straight_travel(problem),
        LONG,
        report=lambda progress: pipe.send(solver.pid),
        should_stop=lambda: False,
    )


def test_the_child_enters_without_the_tables_the_database_and_the_map() -> None:
    seen = "import foodplan.planning.child, sys; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", seen], capture_output=True, check=True, text=True)
    assert not {"numpy", "pandas", "sqlalchemy", "folium"} & set(told.stdout.split())


def test_a_country_is_waited_for_longer_than_a_town() -> None:
    town, country = Patience().for_sites(180), Patience().for_sites(18_000)
    assert town.for_limits(Limits(seconds=30)) == pytest.approx(91.8)
    assert country.for_limits(Limits(seconds=30)) == pytest.approx(270)
    assert country.stop_s == pytest.approx(210)
