"""`foodplan insert`: one more stop for a site that lacks baskets."""

from __future__ import annotations

from dataclasses import replace

from foodplan.cli.changes import show_or_keep
from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import Whole, argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.domain.accident import MOST_PLACES
from foodplan.domain.accident_words import read_moment
from foodplan.domain.adjustment_words import read_insert
from foodplan.domain.ids import RunId


@spoken_command("insert")
@argument("plan", metavar="plan")
@argument("site", metavar="site")
@option("--place", "nth", type=Whole(1, MOST_PLACES), default=1, metavar="number")
@option("--at", default="", metavar="moment")
@option("--yes", is_flag=True)
@shared_options
def command(session: Session, plan: str, site: str, nth: int, at: str, yes: bool) -> int:
    """Nothing is kept without --yes."""
    run_id = RunId(plan)
    with planner_of(session) as planner:
        problem = planner.kept(run_id).problem
        wish = read_insert(problem, session.language, site=site, nth=nth)
        wish = replace(wish, at=read_moment(at, problem, session.language))
        show_or_keep(planner, run_id, wish, session, keeps=yes)
    return 0
