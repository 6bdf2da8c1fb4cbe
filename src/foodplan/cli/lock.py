"""`foodplan lock`: stops that keep their vehicle, their day or their place in the order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.domain.accident import LockKind, StopLock
from foodplan.domain.adjustment_words import read_stop_locks
from foodplan.domain.basics import Label
from foodplan.domain.ids import RunId
from foodplan.texts import say


@spoken_command("lock")
@argument("plan", metavar="plan")
@argument("place", metavar="place", required=False, default="")
@option("--what", default=LockKind.VEHICLE.value, metavar="kinds")
@option("--from", "of", default="", metavar="call")
@option("--off", is_flag=True)
@option("--yes", is_flag=True)
@shared_options
def command(
    session: Session, plan: str, place: str, what: str, of: str, off: bool, yes: bool
) -> int:
    """Nothing is kept without --yes."""
    run_id = RunId(plan)
    with planner_of(session) as planner:
        kept, marks = planner.kept(run_id), planner.marking.marks(run_id)
        if not place:
            _show(marks.locks, session, "lock-line")
            return 0
        asked = read_stop_locks(
            kept.plan, kept.problem, session.language, place=place, of=of, kinds=what
        )
        locks = marks.locks - asked if off else marks.locks | asked
        if yes:
            planner.marking.set_locks(run_id, locks, seen=marks)
        _show(locks if session.json else asked, session, "lock-off-line" if off else "lock-line")
        if yes:
            session.note("lock-kept", run=run_id)
        else:
            session.note("lock-shown-only")
    return 0


def _show(locks: Iterable[StopLock], session: Session, code: str) -> None:
    rows = sorted(locks)
    if session.json:
        session.data({"locks": [asdict(row) for row in rows]})
        return
    for row in rows:
        day, kind = _label(f"day-{row.day}"), _label(f"lock-kind-{row.kind.value}")
        session.line(session.say(code, place=row.place_id, day=day, kind=kind))
    if not rows:
        session.line(session.say("lock-none"))


def _label(code: str) -> Label:
    return Label(fr=say(code, "fr"), en=say(code, "en"))
