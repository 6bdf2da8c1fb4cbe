"""`foodplan repair`: what an accident changes in a kept plan, and keep it."""

from __future__ import annotations

from foodplan.cli.changes import show_or_keep
from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import OneOf, argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.domain.accident import Accident
from foodplan.domain.accident_words import read_change, read_locks, read_moment
from foodplan.domain.ids import RunId
from foodplan.domain.policy import AllowedChanges


@spoken_command("repair")
@argument("plan", metavar="plan")
@option("--because", required=True, metavar="accident")
@option("--at", default="", metavar="moment")
@option("--level", type=OneOf([level.value for level in AllowedChanges]))
@option("--keep", "locked", default="", metavar="locks")
@option("--yes", is_flag=True)
@shared_options
def command(
    session: Session, plan: str, because: str, at: str, level: str | None, locked: str, yes: bool
) -> int:
    """Nothing is kept without --yes."""
    run_id = RunId(plan)
    with planner_of(session) as planner:
        problem = planner.kept(run_id).problem
        accident = Accident(
            change=read_change(because, problem, session.language),
            at=read_moment(at, problem, session.language),
            level=AllowedChanges(level) if level else problem.policy.allowed_changes,
            locks=read_locks(locked, problem, session.language),
        )
        show_or_keep(planner, run_id, accident, session, keeps=yes)
    return 0
