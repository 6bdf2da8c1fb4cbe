"""What the store promises, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from tests.builders import a_problem
from tests.integration.conftest import MIGRATIONS
from tests.runs import NOON, a_plan, a_run

from foodplan.domain.basics import Label
from foodplan.domain.ids import LotId, RunId
from foodplan.domain.plan import Bound, Part
from foodplan.domain.run import Limits, Priority, Progress, Run, RunStatus
from foodplan.domain.week_bound import Nearing
from foodplan.errors import Changed, NotFound
from foodplan.evaluate import Reason, Reasons
from foodplan.store.bounds import Known
from foodplan.store.database import downgrade, open_engine, upgrade
from foodplan.store.plan_tables import METADATA
from foodplan.store.queue import MAX_ATTEMPTS
from foodplan.store.store import Figure, Store

RUN = RunId("w48-test-1")
PROBLEM = a_problem()
NO_REASONS = Reasons(sites=(), lots=(), limits=())


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with Store(database) as opened:
        yield opened


def queue(store: Store, *run_ids: str) -> None:
    for i, run_id in enumerate(run_ids):
        created_at = NOON + timedelta(minutes=i)
        store.add_run(a_run(run_id, PROBLEM, created_at=created_at), PROBLEM)


def claim(store: Store) -> Run:
    run = store.queue.next(holder="me", now=NOON)
    assert run is not None
    return run


def keep(store: Store, run_id: RunId = RUN) -> None:
    keep_as(store, store.run(run_id))


def keep_as(store: Store, run: Run) -> None:
    store.keep(
        run,
        a_plan(),
        figures=[Figure(code="km", value=22.0, unit="km")],
        reasons=NO_REASONS,
        status=RunStatus.DONE,
        now=NOON,
    )


def n_rows(database: str) -> dict[str, int]:
    engine = open_engine(database)
    with engine.connect() as connection:
        names = sorted(METADATA.tables)
        counted = {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in names
        }
    engine.dispose()
    return counted


def test_migrations_make_exactly_the_tables_that_the_rows_declare(database: str) -> None:
    engine = open_engine(database)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, METADATA)
        assert [one for one in differences if "procrastinate" not in str(one)] == []
    engine.dispose()


def test_migrations_can_be_undone_and_done_again(empty_database: str) -> None:
    newest = upgrade(empty_database, MIGRATIONS)
    assert downgrade(empty_database, MIGRATIONS, revision="base") == ""
    engine = open_engine(empty_database)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    assert upgrade(empty_database, MIGRATIONS) == newest
    assert upgrade(empty_database, MIGRATIONS) == newest


def test_a_run_comes_back_as_it_went_in(store: Store) -> None:
    run = a_run(RUN, PROBLEM, limits=Limits(work=500, seed=7, memory_mb=900, cores=2))
    assert store.add_run(run, PROBLEM) == run
    assert store.run(RUN) == run
    assert store.problem(run.input_hash) == PROBLEM


def test_equal_problems_are_kept_once(store: Store, database: str) -> None:
    queue(store, "a", "b")
    assert n_rows(database)["problems"] == 1


def test_a_plan_comes_back_as_it_went_in(store: Store) -> None:
    queue(store, RUN)
    keep(store)
    assert store.plan(RUN) == a_plan()
    assert store.figures(RUN) == (Figure(code="km", value=22.0, unit="km"),)
    assert store.run(RUN).status is RunStatus.DONE


def test_reasons_come_back_with_their_names_in_two_languages(store: Store) -> None:
    queue(store, RUN)
    monday = Label(fr="lundi", en="Monday")
    reason = Reason(code="site-low", about="A", params={"day": monday, "kg": 3.5}, day=0)
    reasons = Reasons(sites=(reason,), lots=(), limits=())
    store.keep(
        store.run(RUN), a_plan(), figures=[], reasons=reasons, status=RunStatus.DONE, now=NOON
    )
    assert store.reasons(RUN, Reasons) == reasons


def test_keeping_a_plan_twice_changes_nothing(store: Store, database: str) -> None:
    queue(store, RUN)
    keep(store)
    before = n_rows(database)
    keep(store)
    assert n_rows(database) == before


def test_a_plan_is_written_whole_or_not_at_all(store: Store, database: str) -> None:
    queue(store, RUN)
    claimed = claim(store)
    before = n_rows(database)
    plan = a_plan()
    broken = replace(plan.recipes[0], parts=(Part(lot_id=LotId("L1"), net_kg=None),))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="net_kg"):
        store.keep(
            claimed,
            replace(plan, recipes=(broken,)),
            figures=[],
            reasons=NO_REASONS,
            status=RunStatus.DONE,
            now=NOON,
        )
    assert n_rows(database) == before
    assert store.run(RUN) == claimed
    assert not store.has_plan(RUN)


def test_the_same_idempotency_key_gives_the_same_run(store: Store) -> None:
    first = store.add_run(a_run("a", PROBLEM), PROBLEM, idempotency_key="k")
    assert store.add_run(a_run("b", PROBLEM), PROBLEM, idempotency_key="k") == first
    assert [run.run_id for run in store.runs(limit=9)] == ["a"]


def test_an_idempotency_key_is_refused_for_another_request(store: Store) -> None:
    store.add_run(a_run("a", PROBLEM), PROBLEM, idempotency_key="k")
    other = a_run("b", PROBLEM, limits=Limits(seconds=2.0))
    with pytest.raises(Changed, match="other inputs or limits"):
        store.add_run(other, PROBLEM, idempotency_key="k")


def test_runs_come_newest_first_page_by_page(store: Store) -> None:
    queue(store, "a", "b", "c")
    first = store.runs(limit=2)
    assert [run.run_id for run in first] == ["c", "b"]
    assert [run.run_id for run in store.runs(limit=2, before=RunId("b"))] == ["a"]


def test_the_run_that_waited_longest_is_claimed_once(store: Store) -> None:
    queue(store, "a", "b")
    claimed = [store.queue.next(holder="me", now=NOON) for _ in range(3)]
    assert [run.run_id if run else None for run in claimed] == ["a", "b", None]
    assert store.run(RunId("a")).status is RunStatus.RUNNING


def test_progress_is_kept_and_answers_whether_to_stop(store: Store) -> None:
    queue(store, RUN)
    claimed = claim(store)
    progress = Progress(phase="routing", share=0.5, best_eur=12.0, baskets_served=6)
    assert store.queue.report(claimed, progress) is RunStatus.RUNNING
    assert store.run(RUN).progress == progress
    assert store.queue.ask_stop(RUN, now=NOON).status is RunStatus.STOPPING
    assert store.queue.report(claimed, progress) is RunStatus.STOPPING


def test_a_waiting_run_is_stopped_at_once(store: Store) -> None:
    queue(store, RUN)
    assert store.queue.ask_stop(RUN, now=NOON).status is RunStatus.STOPPED
    assert store.queue.next(holder="me", now=NOON) is None


def test_a_run_whose_process_died_is_tried_again_a_few_times(store: Store) -> None:
    queue(store, RUN)
    for status in (*[RunStatus.QUEUED] * (MAX_ATTEMPTS - 1), RunStatus.FAILED):
        claim(store)
        store.queue.recover(now=NOON, gave_up="too often", interrupted="")
        assert store.run(RUN).status is status
    assert store.run(RUN).error == "too often"


def test_a_person_goes_before_a_sweep_that_waited_longer(store: Store) -> None:
    for i, (run_id, priority) in enumerate(
        [("sweep-1", Priority.SWEEP), ("sweep-2", Priority.SWEEP), ("person", Priority.PERSON)]
    ):
        created_at = NOON + timedelta(minutes=i)
        store.add_run(a_run(run_id, PROBLEM, priority=priority, created_at=created_at), PROBLEM)
    assert [claim(store).run_id for _ in range(3)] == ["person", "sweep-1", "sweep-2"]


def test_a_run_waits_until_the_one_it_starts_from_is_over(store: Store) -> None:
    store.add_run(a_run("a", PROBLEM, start_id=RunId("base")), PROBLEM)
    store.add_run(a_run("base", PROBLEM, created_at=NOON + timedelta(minutes=1)), PROBLEM)
    base = claim(store)
    assert base.run_id == "base"
    assert store.queue.next(holder="me", now=NOON) is None
    store.queue.finish(base, RunStatus.FAILED, now=NOON, error="whatever")
    assert claim(store).run_id == "a"


def test_nothing_that_a_slow_holder_writes_counts_once_the_run_is_taken_over(store: Store) -> None:
    queue(store, RUN)
    slow = claim(store)
    quick = store.queue.take(RUN, holder="other", now=NOON, gave_up="", interrupted="")
    assert quick is not None
    with pytest.raises(Changed, match="taken over by other"):
        store.queue.report(slow, Progress(phase="routing", share=0.5))
    with pytest.raises(Changed, match="taken over by other"):
        keep_as(store, slow)
    store.queue.finish(slow, RunStatus.FAILED, now=NOON)
    store.queue.put_back(slow)
    assert store.run(RUN) == quick
    keep_as(store, quick)
    assert store.run(RUN).status is RunStatus.DONE
    keep_as(store, slow)
    assert store.queue.take(RUN, holder="third", now=NOON, gave_up="", interrupted="") is None


def test_what_was_about_to_stop_when_its_holder_died_is_stopped(store: Store) -> None:
    queue(store, RUN)
    claim(store)
    store.queue.ask_stop(RUN, now=NOON)
    assert store.queue.take(RUN, holder="b", now=NOON, gave_up="", interrupted="cut") is None
    assert (store.run(RUN).status, store.run(RUN).error) == (RunStatus.STOPPED, "cut")


def test_an_orderly_end_does_not_count_as_an_attempt(store: Store) -> None:
    queue(store, RUN)
    for _ in range(3):
        store.queue.put_back(claim(store))
    claim(store)
    store.queue.recover(now=NOON, gave_up="twice", interrupted="")
    assert store.run(RUN).status is RunStatus.QUEUED


def test_forgetting_a_run_takes_its_plan_along(store: Store, database: str) -> None:
    queue(store, RUN)
    with pytest.raises(Changed, match="stop it first"):
        store.forget(RUN)
    keep(store)
    store.forget(RUN)
    assert {name for name, n in n_rows(database).items() if n} == {"problems"}


def test_what_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="no run x"):
        store.run(RunId("x"))
    queue(store, RUN)
    with pytest.raises(NotFound, match="has no plan"):
        store.plan(RUN)


def test_a_child_that_is_being_started_does_not_keep_the_queue(tmp_path: Path) -> None:
    # Between fork and exec a child has copies of all files of its parent, the locked one too.
    read_end, write_end = os.pipe()
    database = f"sqlite:///{tmp_path / 'a.db'}"
    with Store(database) as store, Store(database) as second:
        assert store.queue_lock.acquire()
        child = os.fork()
        if child == 0:
            os.close(write_end)
            os.read(read_end, 1)
            os._exit(0)
        store.queue_lock.release()
        is_free = second.queue_lock.acquire()
        os.close(write_end)
        os.waitpid(child, 0)
    os.close(read_end)
    assert is_free


def test_one_store_at_a_time_holds_the_queue_of_a_file(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'a.db'}"
    with Store(database) as store, Store(database) as second:
        assert store.queue_lock.acquire()
        assert not second.queue_lock.acquire()
        store.queue_lock.release()
        assert second.queue_lock.acquire()


def test_days_without_a_bound_are_claimed_the_newest_plan_first(store: Store) -> None:
    with store.bounds.claimed() as day:
        assert day is None
    queue(store, RUN, "w48-test-2")
    keep_as(store, claim(store))
    keep_as(store, claim(store))
    newer, day_of_plan = RunId("w48-test-2"), a_plan().routes[0].day
    with store.bounds.claimed() as day:
        assert day == (newer, day_of_plan)
    store.bounds.keep(newer, day_of_plan, Known(bound=None, spread=0.008))
    assert store.bounds.of(newer) == {day_of_plan: Known(bound=None, spread=0.008)}
    with store.bounds.claimed() as day:
        assert day == (RUN, day_of_plan)


def a_week(bound_eur: float) -> Bound:
    return Bound(stage="routes", value=100.0, bound=bound_eur, proven=True)


def test_the_bound_of_a_week_is_begun_told_and_stopped(store: Store) -> None:
    weeks = store.week_bounds
    queue(store, RUN)
    weeks.ask(RUN, seconds=60.0, now=NOON)
    assert weeks.of(RUN) is None  # there is no plan yet
    keep_as(store, claim(store))
    weeks.ask(RUN, seconds=60.0, now=NOON)
    weeks.ask(RUN, seconds=5.0, now=NOON)
    with weeks.claimed() as week:
        assert week == (RUN, 60.0)
        assert weeks.report(RUN, Nearing(share=0.5, bound=a_week(70.0)))
        weeks.stop(RUN)
        assert not weeks.report(RUN, Nearing(share=0.6, bound=a_week(60.0)))
        weeks.finish(RUN, a_week(60.0))
    found = weeks.of(RUN)
    assert found is not None
    assert (found.status, found.share, found.bound) == (RunStatus.STOPPED, 0.6, a_week(70.0))


def test_the_bound_of_a_week_goes_on_when_whoever_worked_on_it_is_gone(store: Store) -> None:
    weeks = store.week_bounds
    queue(store, RUN)
    keep_as(store, claim(store))
    weeks.ask(RUN, seconds=60.0, now=NOON)
    with weeks.claimed():
        weeks.report(RUN, Nearing(share=0.5, bound=a_week(70.0)))
    with weeks.claimed() as week:
        assert week == (RUN, 60.0)
        weeks.put_back(RUN)
    found = weeks.of(RUN)
    assert found is not None
    assert (found.status, found.share, found.bound) == (RunStatus.QUEUED, 0.0, a_week(70.0))
    with weeks.claimed():
        weeks.stop(RUN)
    with weeks.claimed() as week:
        assert week is None
    found = weeks.of(RUN)
    assert found is not None
    assert found.status is RunStatus.STOPPED


def test_a_bound_of_a_week_that_was_proven_by_hand_is_kept_if_it_is_better(store: Store) -> None:
    weeks = store.week_bounds
    queue(store, RUN)
    keep_as(store, claim(store))
    for bound_eur in (80.0, 70.0):
        weeks.keep(RUN, a_week(bound_eur), seconds=5.0, now=NOON)
    found = weeks.of(RUN)
    assert found is not None
    assert (found.status, found.bound) == (RunStatus.DONE, a_week(80.0))
    with weeks.claimed() as week:
        assert week is None


def test_days_that_an_older_version_proved_nothing_of_are_looked_at_again(database: str) -> None:
    with Store(database) as store:
        queue(store, RUN)
        keep_as(store, claim(store))
        store.bounds.keep(RUN, 0, Known(bound=None))
    downgrade(database, MIGRATIONS, revision="0012")
    upgrade(database, MIGRATIONS)
    with Store(database) as store:
        assert store.bounds.of(RUN) == {}


@pytest.mark.postgres
def test_workers_never_work_out_the_same_bound(postgres_database: str) -> None:
    with Store(postgres_database) as store, Store(postgres_database) as second:
        queue(store, RUN)
        keep_as(store, claim(store))
        with store.bounds.claimed() as mine:
            assert mine == (RUN, 0)
            with second.bounds.claimed() as theirs:
                assert theirs is None
        # Given up unfinished: now it is the other one's.
        with second.bounds.claimed() as theirs:
            assert theirs == mine
