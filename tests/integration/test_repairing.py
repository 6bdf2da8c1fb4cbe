"""A kept plan repaired in the child, shown, kept, and read again from the database."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.integration.conftest import ROOT

from foodplan.cli.main import run
from foodplan.domain.accident import Accident, LockKind, Moment, StopLock
from foodplan.domain.accident_words import read_change
from foodplan.domain.adjustment import Marks, Move
from foodplan.domain.finding import Violation
from foodplan.domain.ids import RunId, SiteId
from foodplan.domain.run import Limits, RunStatus
from foodplan.domain.scenario import VehicleOut, Where
from foodplan.errors import Changed, InvalidInput, NotFound
from foodplan.planning import Library, Planner, open_planner, repairing


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


def test_a_week_that_others_follow_is_repaired_too(database: str) -> None:
    with open_planner(library=Library(root=ROOT), database=database) as planner:
        first = planner.start("tiny-week", Limits(work=1), n_weeks=2)
        for _ in range(2):
            *_, _ = planner.watch(planner.week_runs(first.run_id)[-1].run_id)
        kept = planner.kept(first.run_id)
        used = kept.plan.routes[0].vehicle_id
        accident = Accident(change=read_change(f"{used}-out", kept.problem, "en"), at=Moment())

        new = planner.keep_repair(first.run_id, accident)

        # The weeks after it were planned from the plan as it was.
        assert (new.parent_id, new.later) == (first.run_id, ())
        assert len(planner.week_runs(first.run_id)) == 2


def a_free_move(planner: Planner, run_id: RunId) -> Move:
    """The first stop that another vehicle of its day can make."""
    kept = planner.kept(run_id)
    for route in kept.plan.routes:
        for stop in route.stops():
            for vehicle in kept.problem.vehicles:
                if vehicle.vehicle_id != route.vehicle_id and stop.drops:
                    wish = Move(
                        place_id=stop.place_id,
                        day=route.day,
                        vehicle_id=route.vehicle_id,
                        to_day=route.day,
                        to_vehicle_id=vehicle.vehicle_id,
                    )
                    if not planner.repair(run_id, wish).violations:
                        return wish
    raise AssertionError("no stop can move")


def test_a_move_is_kept_as_a_child_and_carries_locks_and_moment_along(database: str) -> None:
    with open_planner(library=Library(root=ROOT), database=database) as planner:
        run_id = planned(planner)
        wish = a_free_move(planner, run_id)
        others = {
            (stop.place_id, route.day)
            for route in planner.kept(run_id).plan.routes
            for stop in route.stops()
        } - {(wish.place_id, wish.day)}
        locks = frozenset(
            StopLock(place_id=place, day=day, kind=LockKind.ORDER) for place, day in others
        )
        planner.marking.set_locks(run_id, locks, seen=planner.marking.marks(run_id))

        child = planner.keep_repair(run_id, wish)

        assert child.parent_id == run_id
        assert [run.run_id for run in planner.marking.children(run_id)] == [child.run_id]
        assert planner.marking.marks(child.run_id) == Marks(locks=locks)
        assert "→" in child.label.fr
        late = Accident(
            change=read_change(f"{wish.vehicle_id}-out", planner.kept(run_id).problem, "en"),
            at=Moment(day=1, minute=360.0),
        )
        planner.marking.set_locks(
            child.run_id, frozenset(), seen=planner.marking.marks(child.run_id)
        )
        grandchild = planner.keep_repair(child.run_id, late)
        assert planner.marking.marks(grandchild.run_id).since == late.at
        assert child.label.fr.partition(" – ")[0] == grandchild.label.fr.partition(" – ")[0]
        with pytest.raises(InvalidInput) as refusal:
            planner.repair(grandchild.run_id, replace(late, at=Moment()))
        assert [found.code for found in refusal.value.findings] == ["accident-before-since"]  # type: ignore[attr-defined]


def test_locks_are_checked_and_change_only_as_they_were_seen(database: str) -> None:
    with open_planner(library=Library(root=ROOT), database=database) as planner:
        run_id = planned(planner)
        wish = a_free_move(planner, run_id)
        lock = StopLock(place_id=wish.place_id, day=wish.day, kind=LockKind.VEHICLE)
        seen = planner.marking.marks(run_id)
        planner.marking.set_locks(run_id, frozenset({lock}), seen=seen)

        with pytest.raises(Changed):
            planner.marking.set_locks(run_id, frozenset(), seen=seen)
        with pytest.raises(InvalidInput) as moved:
            planner.repair(run_id, wish)
        with pytest.raises(InvalidInput) as nowhere:
            planner.marking.set_locks(
                run_id,
                frozenset({StopLock(place_id="NOWHERE", day=0, kind=LockKind.DAY)}),
                seen=planner.marking.marks(run_id),
            )
    assert [found.code for found in moved.value.findings] == ["adjust-locked"]  # type: ignore[attr-defined]
    assert [found.code for found in nowhere.value.findings] == ["lock-no-stop"]  # type: ignore[attr-defined]


def test_a_move_to_a_day_on_which_the_site_is_closed_is_refused(database: str) -> None:
    with open_planner(library=Library(root=ROOT), database=database) as planner:
        run_id = planned(planner)
        wish = a_free_move(planner, run_id)
        kept = planner.kept(run_id)
        open_days = {window.day for window in kept.problem.site[SiteId(wish.place_id)].windows}
        shut = next(day for day in kept.problem.calendar.days if day not in open_days)

        with pytest.raises(InvalidInput) as refusal:
            planner.repair(run_id, replace(wish, to_day=shut))

    assert [found.code for found in refusal.value.findings] == ["adjust-closed"]  # type: ignore[attr-defined]


def test_a_move_that_breaks_a_rule_is_shown_but_not_kept(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    violation = Violation(rule="payload", where="trip 1", params={"where": "trip 1", "amount": 9.0})
    with open_planner(library=Library(root=ROOT), database=database) as planner:
        run_id = planned(planner)
        wish = a_free_move(planner, run_id)
        monkeypatch.setattr(repairing, "broken_rules", lambda *_: (violation,))
        wish = replace(wish, trip=1)

        assert planner.repair(run_id, wish).violations == (violation,)
        with pytest.raises(InvalidInput) as refusal:
            planner.keep_repair(run_id, wish)
        assert planner.marking.children(run_id) == ()
    assert [found.code for found in refusal.value.findings] == ["violation-payload"]  # type: ignore[attr-defined]


def test_the_commands_move_lock_and_undo(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_planner(library=Library(root=ROOT), database=database) as planner:
        run_id = planned(planner)
        wish = a_free_move(planner, run_id)
    front = ["--database", database, "--lang", "en"]
    asked = [*front, "move", run_id, wish.place_id, "--to", wish.to_vehicle_id]

    assert run(asked) == 0
    shown = capsys.readouterr()
    assert "km, " in shown.out
    assert "add --yes to keep this plan" in shown.err
    assert run([*asked, "--yes", "--json"]) == 0
    child = json.loads(capsys.readouterr().out)
    assert child["broken"] == []
    assert run([*front, "undo", child["plan"]]) == 0
    assert run_id in capsys.readouterr().out
    assert run([*front, "lock", child["plan"], wish.place_id, "--what", "day,order", "--yes"]) == 0
    assert capsys.readouterr().out.count(wish.place_id) == 2
    assert run([*front, "move", child["plan"], wish.place_id, "--to", wish.vehicle_id]) == 3
    assert "is locked" in capsys.readouterr().err
    assert run([*front, "undo", run_id]) == 6
    assert run([*front, "insert", run_id, wish.place_id]) == 3


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
    assert " out, from Monday 00:00\nStops to place again: " in shown.out
    assert "add --yes to keep this plan" in shown.err
    assert run([*asked, "--yes", "--json"]) == 0
    kept = json.loads(capsys.readouterr().out)

    assert run([*asked[:4], "plans"]) == 0
    newest = capsys.readouterr().out.splitlines()[1]
    assert newest.startswith(kept["plan"])
    assert newest.endswith(" out")

    with open_planner(library=Library(root=ROOT), database=database) as planner:
        assert len(planner.runs(limit=99)) == n_runs + 1
        assert planner.run(RunId(kept["plan"])).parent_id == run_id


def test_a_repair_is_kept_although_nobody_reads_on(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_planner(library=Library(root=ROOT), database=database) as planner:
        run_id = planned(planner)
        used = planner.kept(run_id).plan.routes[0].vehicle_id
    monkeypatch.setattr(sys, "stdout", ClosedPipe())

    assert run(["--database", database, "repair", run_id, "--because", f"{used}-out", "--yes"]) == 0

    with open_planner(library=Library(root=ROOT), database=database) as planner:
        assert len(planner.marking.children(run_id)) == 1


class ClosedPipe(io.StringIO):
    """What `| head` leaves behind."""

    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_a_change_that_is_kept_twice_is_one_plan(database: str) -> None:
    with open_planner(library=Library(root=ROOT), database=database) as planner:
        run_id = planned(planner)
        wish = a_free_move(planner, run_id)
        first, again = (planner.keep_repair(run_id, wish) for _ in range(2))

        assert first == again
        assert planner.marking.children(run_id) == (first,)
        # A page that was opened before does not know of it, and does not keep another beside it.
        assert planner.keep_repair(run_id, wish, seen=()) == first
        out = read_change(f"{wish.vehicle_id}-out", planner.kept(run_id).problem, "en")
        other = Accident(change=out, at=Moment())
        with pytest.raises(Changed, match="meanwhile"):
            planner.keep_repair(run_id, other, seen=())
        assert planner.marking.children(run_id) == (first,)
        planner.keep_repair(run_id, other, seen=(first.run_id,))
