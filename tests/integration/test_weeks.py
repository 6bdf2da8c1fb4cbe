"""Weeks in a row: each is queued with the plan of the one before, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest
from tests.builders import a_problem, label
from tests.integration.conftest import ROOT
from tests.runs import NOON, a_run

from foodplan.domain.following import weeks_later
from foodplan.domain.policy import RoadSettings
from foodplan.domain.run import Limits, Run, RunStatus
from foodplan.errors import InvalidInput, InvalidValue
from foodplan.planning import Library, Planner, open_planner
from foodplan.store.codec import input_hash
from foodplan.store.store import Store

FAKE = "tests.fake_solving"
QUICK = Limits(work=1)
STRAIGHT = RoadSettings(source="straight-line")
Opener = Callable[..., AbstractContextManager[Planner]]
THREE_WEEKS = """\
schema: 1
id: three-weeks
label: {fr: "Trois semaines", en: "Three weeks"}
asks: {fr: "Et après ?", en: "And then?"}
dataset: tiny-week
weeks: 3
changes:
  - {id: more, kind: scale_need, by: 2, in_weeks: [2]}
"""


@pytest.fixture
def opener(empty_database: str) -> Opener:
    return partial(open_planner, library=Library(root=ROOT), database=empty_database, solving=FAKE)


@pytest.fixture
def scenario(tmp_path: Path) -> str:
    path = tmp_path / "three-weeks.yaml"
    path.write_text(THREE_WEEKS, encoding="utf-8")
    return str(path)


def to_the_end(planner: Planner, run: Run) -> tuple[Run, ...]:
    """Every week of the row, each when the one before has queued it."""
    for _ in range(1 + len(run.later)):
        for seen in planner.watch(planner.week_runs(run.run_id)[-1].run_id):
            assert seen.status is not RunStatus.FAILED, seen.error
    return planner.week_runs(run.run_id)


def test_each_week_follows_the_one_before(opener: Opener, scenario: str) -> None:
    with opener() as planner:
        runs = to_the_end(planner, planner.start(scenario, QUICK))
        weeks = [planner.kept(run.run_id).problem for run in runs]
        assert [len(run.later) for run in runs] == [2, 1, 0]
        assert [run.start_id for run in runs] == [run.parent_id for run in runs]
        assert [run.parent_id for run in runs] == [None, runs[0].run_id, runs[1].run_id]
        assert [run.label.fr for run in runs] == [f"Trois semaines, semaine {n}" for n in (1, 2, 3)]
        assert [week.calendar.week for week in weeks] == [run.week for run in runs]
        needed = [sum(need.baskets for need in week.needs) for week in weeks]
        assert needed == [needed[0], 2 * needed[0], needed[0]]
        known = [sorted({row.week for row in week.history}) for week in weeks]
        assert known[2][-2:] == [runs[0].week, runs[1].week]
        for run in runs:
            found = planner.weeks(run.run_id)
            assert found.planned == runs
            assert found.horizon is not None
            assert found.horizon.needed == sum(needed)
    with opener() as planner:
        assert planner.week_runs(runs[1].run_id) == runs


def test_a_week_that_was_stopped_is_followed_by_none(empty_database: str) -> None:
    first = a_problem(label=label("until stopped"), roads=STRAIGHT)
    second = weeks_later(first, 1)
    run = replace(
        a_run("w48-test-1", first, limits=Limits(seconds=600), created_at=NOON),
        later=(input_hash(second),),
    )
    library = Library(root=ROOT)
    with open_planner(library=library, database=empty_database, solving=FAKE) as planner:
        with Store(empty_database) as store:
            store.add_run(run, first, later=[second])
        assert planner.weeks(run.run_id).n_later == 1
        for seen in planner.watch(run.run_id):
            if seen.progress is not None and seen.progress.phase == "routing":
                planner.stop(run.run_id)
        found = planner.weeks(run.run_id)
        assert (len(found.runs), len(found.planned), found.n_later) == (1, 1, 0)


def test_a_week_alone_is_not_followed(opener: Opener, scenario: str) -> None:
    with opener() as planner:
        run = planner.start(scenario, QUICK, n_weeks=1)
        assert to_the_end(planner, run) == (planner.run(run.run_id),)


def test_a_week_as_it_is_can_be_planned_several_times_in_a_row(opener: Opener) -> None:
    with opener() as planner:
        runs = to_the_end(planner, planner.start("tiny-week", QUICK, n_weeks=3))
        assert [run.week for run in runs] == ["2020-W17", "2020-W18", "2020-W19"]
        with pytest.raises(InvalidValue, match="from 1 to 13"):
            planner.start("tiny-week", QUICK, n_weeks=14)


def test_a_scenario_is_planned_for_more_weeks_than_it_says(opener: Opener, scenario: str) -> None:
    with opener() as planner:
        runs = to_the_end(planner, planner.start(scenario, QUICK, n_weeks=4))
        needed = [planner.kept(run.run_id).measures.baskets_needed for run in runs]
        assert needed == [needed[0], 2 * needed[0], needed[0], needed[0]]


def test_rows_are_compared_as_far_as_all_of_them_are_planned(opener: Opener, scenario: str) -> None:
    with opener() as planner:
        long = to_the_end(planner, planner.start(scenario, QUICK))
        short = to_the_end(planner, planner.start("tiny-week", QUICK, n_weeks=2))
        found = planner.compare([long[0].run_id, short[0].run_id])
        given = {row.code: row.values for row in found.measures}["baskets_given"]
        assert found.weeks == ("2020-W17", "2020-W18")
        assert given == tuple(
            sum(planner.kept(run.run_id).measures.baskets_given for run in row[:2])
            for row in (long, short)
        )
        # What both weeks ask for is the same but for the needs of the second one.
        assert {one.table for one in found.differences[0].inputs} == {"needs"}
        alone = planner.compare([long[0].run_id, short[0].run_id], n_weeks=1)
        assert alone.weeks == ("2020-W17",)
        assert alone.differences[0].inputs == ()
        # Two weeks of one row are two plans.
        assert planner.compare([long[0].run_id, long[1].run_id]).weeks == ("2020-W17",)
        book = planner.comparison_workbook([long[0].run_id, short[0].run_id], language="en")
        assert book[:2] == b"PK"


def test_the_same_row_is_queued_once_for_the_same_key(opener: Opener, scenario: str) -> None:
    with opener() as planner:
        first, again = (planner.start(scenario, QUICK, idempotency_key="once") for _ in range(2))
        assert first.run_id == again.run_id
        to_the_end(planner, first)


def test_a_change_that_matches_nothing_in_its_week_is_an_error(
    opener: Opener, scenario: str
) -> None:
    path = Path(scenario)
    text = path.read_text(encoding="utf-8").replace(
        "in_weeks: [2]}", "in_weeks: [3], where: {towns: [Nowhere]}}"
    )
    path.write_text(text, encoding="utf-8")
    with opener() as planner, pytest.raises(InvalidInput):
        planner.start(scenario, QUICK)


def test_next_weeks_data_go_on_from_a_plan(empty_database: str, tmp_path: Path) -> None:
    own = tmp_path / "own"
    copytree(ROOT / "data" / "tiny-week", own / "data" / "their-next-week")
    for name, old, new in (
        ("week.yaml", "id: tiny-week", "id: their-next-week"),
        ("week.yaml", "start: 2020-04-20", "start: 2020-04-27"),
        ("needs.csv", "2020-W17", "2020-W18"),
    ):
        path = own / "data" / "their-next-week" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    library = Library(root=ROOT, extra=own)
    with open_planner(library=library, database=empty_database, solving=FAKE) as planner:
        first = planner.start("tiny-week", QUICK)
        to_the_end(planner, first)
        after = planner.start("their-next-week", QUICK, after=first.run_id)
        runs = to_the_end(planner, after)
        assert [run.run_id for run in runs] == [first.run_id, after.run_id]
        assert planner.weeks(after.run_id).planned == runs
        assert first.week in {row.week for row in planner.kept(after.run_id).problem.history}
        with pytest.raises(InvalidValue, match="not the one after"):
            planner.start("tiny-week", QUICK, after=after.run_id)
