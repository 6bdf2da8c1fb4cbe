"""A scenario asked again and again, on SQLite and on PostgreSQL."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from starlette.testclient import TestClient
from tests.integration.conftest import ROOT
from tests.integration.test_planner import FAKE, QUICK

from foodplan.app import build
from foodplan.domain.ids import SweepId
from foodplan.domain.run import Limits, Priority, RunStatus
from foodplan.errors import Changed, InvalidInput, InvalidValue, NotFound
from foodplan.planning import Library, Planner, SweepState, SweepStatus, open_planner

LIMITS = Limits(work=20)
Opener = Callable[..., AbstractContextManager[Planner]]
GRID = "grid: {changes.need.by: [1.0, 1.5], changes.food.by: [0.5, 1.0, 2.0]}"
TEXT = """schema: 1
id: trial
label: {{fr: "Essai", en: "Trial"}}
asks: {{fr: "Et si ?", en: "What if?"}}
dataset: tiny-week
weeks: {weeks}
changes:
  - {{id: need, kind: scale_need, by: 1.0}}
  - {{id: food, kind: scale_supply, by: 1.0}}
sweep:
  {sweep}
"""


def write(folder: Path, sweep: str = GRID, *, weeks: int = 1) -> None:
    (folder / "scenarios").mkdir(exist_ok=True)
    (folder / "scenarios" / "trial.yaml").write_text(TEXT.format(sweep=sweep, weeks=weeks))


@pytest.fixture
def opener(empty_database: str, tmp_path: Path) -> Opener:
    write(tmp_path)
    library = Library(root=ROOT, extra=tmp_path)
    return partial(
        open_planner, library=library, database=empty_database, solving=FAKE, pulse=QUICK
    )


@pytest.fixture
def planner(opener: Opener) -> Iterator[Planner]:
    with opener(n_workers=2) as opened:
        yield opened


def last(states: Iterator[SweepState]) -> SweepState:
    *_, state = states
    return state


def swept(planner: Planner, limits: Limits = LIMITS) -> SweepState:
    return last(planner.sweeps.watch(planner.sweeps.start("trial", limits).sweep_id))


def test_every_member_is_planned_and_told_with_what_varies(planner: Planner) -> None:
    sweep = swept(planner)
    assert (sweep.status, sweep.n_done, sweep.share) == (SweepStatus.DONE, 6, 1.0)
    assert [axis.key for axis in sweep.axes] == ["need.by", "food.by"]
    assert [axis.values for axis in sweep.axes] == [("1.0", "1.5"), ("0.5", "1.0", "2.0")]
    assert [member.words for member in sweep.members][:2] == [
        "need.by 1.0, food.by 0.5",
        "need.by 1.0, food.by 1.0",
    ]
    assert {member.run.priority for member in sweep.members} == {Priority.SWEEP}
    # The second member changes nothing: it is the base itself.
    base_id = sweep.base.run_id
    assert sweep.run_ids()[1] == base_id
    assert {one.run.start_id for one in sweep.members if one.run.run_id != base_id} == {base_id}
    needed = [member.figures["baskets_needed"] for member in sweep.members]
    assert needed == [100, 100, 100, 150, 150, 150]
    assert planner.runs(limit=9) == ()
    assert planner.sweeps.newest(limit=9)[0].sweep_id == sweep.sweep_id


def test_what_was_planned_before_is_not_planned_again(planner: Planner) -> None:
    first = swept(planner)
    second = swept(planner)
    assert second.sweep_id != first.sweep_id
    assert second.run_ids() == first.run_ids()
    assert (second.n_reused, second.base.run_id) == (6, first.base.run_id)
    assert swept(planner, Limits(work=21)).n_reused == 0


def test_equal_members_share_one_run(planner: Planner, tmp_path: Path) -> None:
    write(tmp_path, "grid: {changes.need.by: [1.5, 1.5, 2.0]}")
    sweep = swept(planner)
    assert sweep.members[0].run.run_id == sweep.members[1].run.run_id
    assert len(set(sweep.run_ids())) == 2


def test_the_base_is_planned_first_and_only_then_its_members(opener: Opener) -> None:
    with opener() as planner:
        sweep = swept(planner)
    others = [one.run for one in sweep.members if one.run.run_id != sweep.base.run_id]
    begun = [run.started_at for run in others]
    assert sweep.base.ended_at is not None
    assert all(at is not None and at >= sweep.base.ended_at for at in begun)


def test_a_sweep_is_stopped_and_resumed(opener: Opener) -> None:
    with opener() as planner:
        sweep_id = planner.sweeps.start("trial", LIMITS).sweep_id
        for state in planner.sweeps.watch(sweep_id):
            if state.n_done >= 1:
                planner.sweeps.stop(sweep_id)
        done = {one.run.run_id: one.run.ended_at for one in state.members if one.figures}
        assert state.status is SweepStatus.STOPPED
        assert 1 <= state.n_done < 6
        planner.sweeps.resume(sweep_id)
        state = last(planner.sweeps.watch(sweep_id))
        assert (state.status, state.n_done) == (SweepStatus.DONE, 6)
        again = {one.run.run_id: one.run.ended_at for one in state.members}
        finished = {
            run_id for run_id, at in done.items() if planner.run(run_id).status is RunStatus.DONE
        }
        assert finished
        kept = [run_id for run_id in finished if again[run_id] == done[run_id]]
        assert len(kept) >= 1


def test_the_same_key_starts_one_sweep(planner: Planner) -> None:
    first = planner.sweeps.start("trial", LIMITS, idempotency_key="k")
    assert planner.sweeps.start("trial", LIMITS, idempotency_key="k").sweep_id == first.sweep_id
    with pytest.raises(Changed, match="take another key"):
        planner.sweeps.start("trial", Limits(work=9), idempotency_key="k")


def test_what_cannot_be_swept_starts_nothing(planner: Planner, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="has no `sweep:`"):
        planner.sweeps.start("tiny-week", LIMITS)
    write(tmp_path, "grid: {changes.need.where: [{sites: [SITE-A]}, {sites: [NOWHERE]}]}")
    with pytest.raises(InvalidInput, match=r"trial-2 .* cannot be planned"):
        planner.sweeps.start("trial", LIMITS)
    with pytest.raises(NotFound, match="no sweep nothing"):
        planner.sweeps.state(SweepId("nothing"))
    assert planner.sweeps.newest(limit=9) == ()


def test_the_api_starts_follows_stops_and_resumes(opener: Opener) -> None:
    app = build(lambda: opener(serves=True), allowed_hosts=("testserver",))
    with TestClient(app) as client:
        asked = {"scenario": "trial", "work": 20}
        begun = client.post("/api/v1/sweeps", json=asked, headers={"Idempotency-Key": "a"})
        assert begun.status_code == 202
        address = begun.headers["location"]
        events = client.get(f"{address}/events?lang=en").text
        assert "event: over" in events
        sweep = client.get(f"{address}?lang=en").json()
        assert (sweep["status"], sweep["n_done"], sweep["kind"]) == ("done", 6, "grid")
        assert sweep["runs"][5]["values"] == {"need.by": "1.5", "food.by": "2.0"}
        assert sweep["runs"][5]["measures"]["baskets_needed"] == 150
        assert client.delete(address).json()["status"] == "done"
        assert client.post(f"{address}/resume").json()["status"] == "done"
        assert [one["sweep_id"] for one in client.get("/api/v1/sweeps").json()["sweeps"]] == [
            sweep["sweep_id"]
        ]
        table = pd.read_csv(io.StringIO(client.get(f"{address}/table").text))
        assert list(table["food.by"]) == [0.5, 1.0, 2.0] * 2
        workbook = client.get(f"{address}/table?format=xlsx")
        assert workbook.content.startswith(b"PK")
        assert client.get("/api/v1/sweeps/none").status_code == 404
        assert client.post("/api/v1/sweeps", json={"scenario": "tiny-week"}).status_code == 422


def test_a_plan_is_tried_on_random_weeks(opener: Opener) -> None:
    app = build(lambda: opener(serves=True), allowed_hosts=("testserver",))
    with TestClient(app) as client:
        asked = client.post("/api/v1/plans", json={"scenario": "tiny-week", "work": 20}).json()
        client.get(f"/api/v1/jobs/{asked['job_id']}/events")
        address = f"/api/v1/plans/{asked['plan_id']}/robustness"
        found = client.get(address, params={"weeks": 5, "seed": 3}).json()
        # The stand-in's plan is empty: it always holds, and nobody gets anything.
        assert (found["n_weeks"], found["hold_share"], found["mean_min_fill_share"]) == (
            5,
            1.0,
            0.0,
        )
        assert found == client.get(address, params={"weeks": 5, "seed": 3}).json()
        assert client.get(address, params={"weeks": 0}).status_code == 422
        events = client.get(f"{address}/events", params={"weeks": 3}).text
        assert events.count("event: progress") == 2
        assert events.count("event: over") == 1
        assert client.get("/api/v1/plans/nobody/robustness/events").status_code == 404


def test_a_sweep_of_several_weeks_measures_all_of_them_together(
    opener: Opener, tmp_path: Path
) -> None:
    write(tmp_path, "grid: {changes.need.by: [1.0, 1.5]}", weeks=3)
    with opener(n_workers=2) as planner:
        sweep = swept(planner)
        assert (sweep.status, sweep.n_weeks, sweep.n_done) == (SweepStatus.DONE, 3, 2)
        for member in sweep.members:
            assert [run.week for run in member.weeks] == ["2020-W17", "2020-W18", "2020-W19"]
            assert {run.sweep_id for run in member.weeks} == {sweep.sweep_id}
            plans = [planner.kept(run.run_id).measures for run in member.weeks]
            assert member.figures["baskets_given"] == sum(one.baskets_given for one in plans)
            assert member.figures["kept_kg"] is not None
            report = planner.weeks(member.run.run_id).horizon
            assert report is not None
            assert member.figures["min_fill_share"] == report.min_fill
            assert member.figures["gini"] == pytest.approx(report.gini)
        assert [member.figures["baskets_needed"] for member in sweep.members] == [300, 450]
        # The week that changes nothing is the base itself, all weeks of it.
        assert sweep.members[0].weeks == sweep.base_weeks
        assert "n_stops_of_other_day" in planner.sweeps.table(sweep.sweep_id, "en").columns
        again = swept(planner)
        assert (again.n_reused, again.members[1].figures) == (2, sweep.members[1].figures)
        # One week of the same question is another one.
        write(tmp_path, "grid: {changes.need.by: [1.0, 1.5]}")
        alone = swept(planner)
        assert (alone.n_weeks, alone.n_reused) == (1, 0)


def test_a_sweep_of_several_weeks_is_stopped_and_goes_on(opener: Opener, tmp_path: Path) -> None:
    write(tmp_path, "grid: {changes.need.by: [1.0, 1.5, 2.0]}", weeks=3)
    with opener(n_workers=1) as planner:
        sweep_id = planner.sweeps.start("trial", LIMITS).sweep_id
        for sweep in planner.sweeps.watch(sweep_id):
            if any(len(member.weeks) > 1 for member in sweep.members):
                break
        stopped = planner.sweeps.stop(sweep_id)
        stopped = last(planner.sweeps.watch(sweep_id))
        assert stopped.status is SweepStatus.STOPPED
        assert stopped.share == 1.0
        planner.sweeps.resume(sweep_id)
        done = last(planner.sweeps.watch(sweep_id))
        assert (done.status, done.n_done) == (SweepStatus.DONE, 3)
        assert all(len(member.weeks) == 3 for member in done.members)


def test_random_weeks_in_a_row_are_drawn_anew_in_each(opener: Opener, tmp_path: Path) -> None:
    write(tmp_path, "random: {runs: 2, seed: 1, need: {normal: [1.0, 0.3]}}", weeks=2)
    with opener(n_workers=2) as planner:
        sweep = swept(planner)
        needs = [
            tuple(planner.kept(run.run_id).problem.needs for run in member.weeks)
            for member in sweep.members
        ]
        assert len({week for member in needs for week in member}) == 4
