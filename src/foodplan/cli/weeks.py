"""`foodplan weeks`: the report over the weeks that follow each other."""

from __future__ import annotations

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import argument
from foodplan.cli.spoken import command as spoken_command
from foodplan.cli.weeks_view import show_weeks
from foodplan.domain.ids import RunId


@spoken_command("weeks")
@argument("plan_id", metavar="plan")
@shared_options
def command(session: Session, plan_id: str) -> int:
    """Any week of the row names them all."""
    with planner_of(session) as planner:
        show_weeks(planner.weeks(RunId(plan_id)), session)
    return 0
