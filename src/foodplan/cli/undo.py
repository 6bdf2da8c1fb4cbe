"""`foodplan undo`: back from a changed plan to the one before."""

from __future__ import annotations

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import argument
from foodplan.cli.spoken import command as spoken_command
from foodplan.domain.ids import RunId
from foodplan.errors import NotFound


@spoken_command("undo")
@argument("plan", metavar="plan")
@shared_options
def command(session: Session, plan: str) -> int:
    """The plan before; both stay."""
    with planner_of(session) as planner:
        parent = planner.marking.parent(planner.run(RunId(plan)).run_id)
    if parent is None:
        raise NotFound(session.say("undo-none", run=plan))
    if session.json:
        session.data({"plan": parent.run_id})
    else:
        session.line(session.say("undo-parent", run=parent.run_id))
    return 0
