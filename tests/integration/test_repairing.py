"""A kept plan repaired in the child, shown, kept, and read again from the database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.integration.conftest import ROOT

from foodplan.cli.main import run
from foodplan.domain.accident import Accident, Moment
from foodplan.domain.accident_words import read_change
from foodplan.domain.ids import RunId
from foodplan.domain.run import Limits, RunStatus
from foodplan.domain.scenario import VehicleOut, Where
from foodplan.errors import InvalidInput, NotFound
from foodplan.planning import Library, Planner, open_planner


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("repairs")
    return f"sqlite:///{folder / 'foodplan.db'}"


def planned(planner: Planner) -> RunId:
    *_, last = planner.watch(planner.start("tiny-week", Limits(work=20)).run_id)
    assert last.status is RunStatus.DONE, last.error
    return last.run_id


def test_a_repair_is_shown_then_kept_as_a_child_of_the_plan(database: str) -> None:
    with open_planner(library=Library(root=ROOT), database=database) as planner:
        run_id = planned(planner)
        base = planner.kept(run_id)
        used = base.plan.routes[0].vehicle_id
        accident = Accident(change=read_change(f"{used}-out", base.problem, "en"), at=Moment())

        shown = planner.repair(run_id, accident)

        assert used not in {route.vehicle_id for route in shown.plan.routes}
        assert shown.lost
        assert [one.run_id for one in planner.runs(limit=9)] == [run_id]

        new = planner.keep_repair(run_id, accident)

        assert new.status is RunStatus.DONE
        assert new.parent_id == run_id
        assert planner.kept(new.run_id).plan == shown.plan
        assert planner.kept(run_id).plan == base.plan
    with open_planner(library=Library(root=ROOT), database=database) as planner:
        again = planner.kept(new.run_id)
        assert again.run.parent_id == run_id
        assert {row.route_id for row in again.plan.routes} == {
            row.route_id for row in shown.plan.routes
        }


def test_what_does_not_fit_the_plan_is_refused(database: str) -> None:
    change = VehicleOut(change_id="accident", where=Where(vehicles=frozenset({"NOBODY"})))
    accident = Accident(change=change, at=Moment())
    with open_planner(library=Library(root=ROOT), database=database) as planner:
        run_id = planned(planner)
        with pytest.raises(InvalidInput) as caught:
            planner.repair(run_id, accident)
        assert caught.value.findings
        with pytest.raises(NotFound):
            planner.repair(RunId("nobody"), accident)


def test_the_command_shows_the_change_and_keeps_it_only_with_yes(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_planner(library=Library(root=ROOT), database=database) as planner:
        run_id = planned(planner)
        used = planner.kept(run_id).plan.routes[0].vehicle_id
        n_runs = len(planner.runs(limit=99))
    asked = ["--database", database, "--lang", "en", "repair", run_id, "--because", f"{used}-out"]

    assert run(asked) == 0
    shown = capsys.readouterr()
    assert "stops to place again" in shown.out
    assert "add --yes to keep this plan" in shown.err
    assert run([*asked, "--yes", "--json"]) == 0
    kept = json.loads(capsys.readouterr().out)

    with open_planner(library=Library(root=ROOT), database=database) as planner:
        assert len(planner.runs(limit=99)) == n_runs + 1
        assert planner.run(RunId(kept["plan"])).parent_id == run_id
