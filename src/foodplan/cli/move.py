"""`foodplan move`: put a stop elsewhere by hand, and see what that changes."""

from __future__ import annotations

from dataclasses import replace

from foodplan.cli.changes import show_or_keep
from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import Whole, argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.domain.accident_words import read_moment
from foodplan.domain.adjustment_words import read_move
from foodplan.domain.ids import RunId

_MOST_TRIPS, _MOST_STOPS = 20, 99


@spoken_command("move")
@argument("plan", metavar="plan")
@argument("place", metavar="place")
@option("--to", default="", metavar="vehicle")
@option("--day", default="", metavar="day")
@option("--trip", type=Whole(1, _MOST_TRIPS), metavar="number")
@option("--position", type=Whole(1, _MOST_STOPS), metavar="number")
@option("--from", "of", default="", metavar="call")
@option("--at", default="", metavar="moment")
@option("--replan", is_flag=True)
@option("--yes", is_flag=True)
@shared_options
def command(
    session: Session,
    plan: str,
    place: str,
    to: str,
    day: str,
    trip: int | None,
    position: int | None,
    of: str,
    at: str,
    replan: bool,
    yes: bool,
) -> int:
    """Nothing is kept without --yes."""
    run_id = RunId(plan)
    with planner_of(session) as planner:
        kept = planner.kept(run_id)
        wish = read_move(
            kept.plan,
            kept.problem,
            session.language,
            place=place,
            of=of,
            to=to,
            day=day,
            trip=trip,
            position=position,
            others_give_way=replan,
        )
        wish = replace(wish, at=read_moment(at, kept.problem, session.language))
        show_or_keep(planner, run_id, wish, session, keeps=yes)
    return 0
