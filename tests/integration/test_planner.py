"""From a name to a kept plan and its map, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from tests.builders import a_problem, label
from tests.integration.conftest import ROOT
from tests.runs import NOON, a_run

from foodplan.domain.ids import RunId
from foodplan.domain.policy import RoadSettings
from foodplan.domain.run import Limits, Run, RunStatus
from foodplan.errors import Changed, InvalidInput, InvalidValue, NotFound, Unavailable
from foodplan.planning import Library, Planner, open_planner
from foodplan.planning.solver import Patience
from foodplan.store.store import Store
from foodplan.store.workers_queue import Pulse

FAKE = "tests.fake_solving"
LIBRARY = Library(root=ROOT)
QUICK = Pulse(beat_s=0.2, dead_s=1.0)
LONG = Limits(seconds=600)
STRAIGHT = RoadSettings(source="straight-line")
Opener = Callable[..., AbstractContextManager[Planner]]


@pytest.fixture
def opener(empty_database: str) -> Opener:
    return partial(open_planner, library=LIBRARY, database=empty_database, pulse=QUICK)


@pytest.fixture
def planner(opener: Opener) -> Iterator[Planner]:
    """With a stand-in for the optimiser."""
    with opener(solving=FAKE) as opened:
        yield opened


def queue(database: str, act: str, run_id: str = "w48-test-1") -> RunId:
    """Put a run into the queue that makes the stand-in act."""
    problem = a_problem(label=label(act), roads=STRAIGHT)
    with Store(database) as store:
        store.add_run(a_run(run_id, problem, limits=LONG, created_at=NOON), problem)
    return RunId(run_id)


def last(runs: Iterator[Run]) -> Run:
    *_, run = runs
    return run


def test_the_tiny_week_is_planned_kept_and_shown(opener: Opener) -> None:
    with opener() as planner:
        seen = list(planner.watch(planner.start("tiny-week", Limits(work=20)).run_id))
        assert seen[-1].status is RunStatus.DONE, seen[-1].error
        run_id = seen[-1].run_id
        kept = planner.kept(run_id)
        assert kept.measures.baskets_given > 0
        assert kept.violations == ()
        phases = [run.progress.phase for run in seen if run.progress]
        assert "routing" in phases or "allocating" in phases
    with opener() as planner:
        again = planner.kept(run_id)
        assert (again.plan, again.reasons) == (kept.plan, kept.reasons)
        page = planner.map_html(run_id, language="fr", embed=False)
        assert page.lstrip().lower().startswith("<!doctype html>")
        collection = planner.geojson(run_id)
        json.dumps(collection, allow_nan=False)
        assert collection["type"] == "FeatureCollection"
        tables = planner.tables(run_id)
        assert len(tables["stops"]) == kept.measures.n_stops


def test_the_same_work_and_seed_give_the_same_plan(opener: Opener) -> None:
    with opener() as planner:
        limits = Limits(work=20, seed=3)
        ends = [last(planner.watch(planner.start("tiny-week", limits).run_id)) for _ in range(2)]
        one, other = (planner.kept(run.run_id) for run in ends)
        assert one.plan == other.plan
        assert one.run.input_hash == other.run.input_hash
        compared = planner.compare([one.run.run_id, other.run.run_id])
        assert not compared.differences[0].gains
        assert not compared.differences[0].stops


def test_a_stop_keeps_the_best_plan_so_far(planner: Planner, empty_database: str) -> None:
    run_id = queue(empty_database, "until stopped")
    for run in planner.watch(run_id):
        if run.progress is not None and run.progress.phase == "routing":
            planner.stop(run_id)
    assert run.status is RunStatus.STOPPED
    assert planner.has_plan(run_id)


@pytest.mark.parametrize(("act", "words"), [("die", "SIGSEGV"), ("fail", "ZeroDivisionError")])
def test_a_crash_fails_the_run_and_leaves_everything_else(
    planner: Planner, empty_database: str, act: str, words: str
) -> None:
    good = queue(empty_database, "at once", "good")
    assert last(planner.watch(good)).status is RunStatus.DONE
    bad = last(planner.watch(queue(empty_database, act, "bad")))
    assert bad.status is RunStatus.FAILED
    assert words in str(bad.error)
    assert planner.has_plan(good)
    with pytest.raises(NotFound, match=words):
        planner.kept(bad.run_id)
    assert last(planner.watch(queue(empty_database, "at once", "next"))).status is RunStatus.DONE


def test_watching_tells_every_status_once_the_run_is_over(
    planner: Planner, empty_database: str
) -> None:
    seen = list(planner.watch(queue(empty_database, "at once")))
    assert seen[-1].status.is_over
    order = list(RunStatus)
    assert all(order.index(a.status) <= order.index(b.status) for a, b in pairwise(seen))


def test_a_server_that_ends_in_good_order_leaves_the_run_in_the_queue(
    opener: Opener, empty_database: str
) -> None:
    with opener(solving=FAKE) as planner:
        run_id = queue(empty_database, "for ever")
        for run in planner.watch(run_id):
            if run.progress is not None and run.progress.phase == "routing":
                break
    with Store(empty_database) as store:
        assert store.run(run_id).status is RunStatus.QUEUED


def test_a_run_is_resumed_after_the_server_was_killed(opener: Opener, empty_database: str) -> None:
    with opener():
        run_id = queue(empty_database, "until stopped")
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, empty_database, run_id],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])},
    )
    assert server.stdout is not None
    assert server.stdout.readline() == b"routing\n"
    server.send_signal(signal.SIGKILL)
    server.wait()
    server.stdout.close()
    with opener(n_workers=0) as planner:
        dead = planner.run(run_id).holder
    with opener(solving=FAKE, serves=True) as planner:
        for run in planner.watch(run_id):
            if run.holder != dead and run.progress and run.progress.phase == "routing":
                planner.stop(run_id)
        assert run.status is RunStatus.STOPPED
        assert planner.has_plan(run_id)


SERVER = f"""
import sys
from foodplan.domain.ids import RunId
from tests.integration.test_planner import LIBRARY, QUICK, open_planner
with open_planner(
    library=LIBRARY, database=sys.argv[1], solving={FAKE!r}, serves=True, pulse=QUICK
) as planner:
    for run in planner.watch(RunId(sys.argv[2])):
        if run.progress and run.progress.phase == "routing":
            print("routing", flush=True)
"""


def test_the_same_key_starts_one_run(planner: Planner) -> None:
    first = planner.start("tiny-week", LONG, idempotency_key="k")
    assert planner.start("tiny-week", LONG, idempotency_key="k").run_id == first.run_id
    with pytest.raises(Changed):
        planner.start("tiny-week", Limits(seconds=1), idempotency_key="k")


def test_another_process_may_queue_and_follow_runs(opener: Opener, empty_database: str) -> None:
    with opener(solving=FAKE, serves=True) as server, opener(solving=FAKE) as visitor:
        run_id = queue(empty_database, "at once")
        assert last(visitor.watch(run_id)).status is RunStatus.DONE
        assert server.health().works_here
        assert not visitor.health().works_here


def test_two_servers_on_one_file_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'one.db'}"
    first = open_planner(library=LIBRARY, database=database, solving=FAKE, serves=True)
    second = open_planner(library=LIBRARY, database=database, solving=FAKE, serves=True)
    with first, pytest.raises(Unavailable, match="stop it or give another file"), second:
        pass


def test_what_does_not_exist_is_named_with_what_may_be_meant(planner: Planner) -> None:
    with pytest.raises(NotFound, match="did you mean tiny-week"):
        planner.resolve("tinyweek")
    run_id = planner.start("tiny-week", LONG).run_id
    with pytest.raises(NotFound, match=f"did you mean {run_id}"):
        planner.run(RunId(run_id[:-1]))


def test_input_that_cannot_be_planned_starts_nothing(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "week.yaml").write_text("label: x\n")
    with pytest.raises(InvalidInput, match="cannot be planned") as caught:
        planner.start(str(tmp_path), LONG)
    assert caught.value.findings
    assert planner.runs(limit=9) == ()
    assert planner.check(str(tmp_path)).resolved is None


def test_one_plan_alone_cannot_be_compared(planner: Planner) -> None:
    with pytest.raises(InvalidValue, match="two to four"):
        planner.compare([RunId("a")])


def test_a_child_that_hangs_fails_its_run(opener: Opener, empty_database: str) -> None:
    with opener(solving=FAKE, patience=Patience(grace_s=-599.9)) as planner:
        run = last(planner.watch(queue(empty_database, "for ever")))
    assert run.status is RunStatus.FAILED
    assert "had not ended" in str(run.error)
