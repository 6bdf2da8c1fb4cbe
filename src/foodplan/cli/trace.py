"""`foodplan trace`: from a lot to the sites that got it, and back."""

from __future__ import annotations

from dataclasses import asdict

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import argument
from foodplan.cli.spoken import command as spoken_command
from foodplan.documents.tracing import lot_table, site_table
from foodplan.domain.accident_words import known_name
from foodplan.domain.ids import LotId, RunId, SiteId
from foodplan.evaluate import trace_lot, trace_site


@spoken_command("trace")
@argument("plan", metavar="plan")
@argument("name", metavar="lot-or-site")
@shared_options
def command(session: Session, plan: str, name: str) -> int:
    """As the plan shares the food."""
    with planner_of(session) as planner:
        kept = planner.kept(RunId(plan))
    shared, problem, language = kept.plan, kept.problem, session.language
    found = known_name(name, (*problem.site, *problem.lot), language)
    if session.json:
        session.data(
            asdict(trace_lot(shared, problem, LotId(found)))
            if found in problem.lot
            else asdict(trace_site(shared, problem, SiteId(found)))
        )
        return 0
    table = (
        lot_table(shared, problem, LotId(found), language)
        if found in problem.lot
        else site_table(shared, problem, SiteId(found), language)
    )
    session.line(table.caption)
    if table.rows:
        session.table(table.heads, table.rows)
    else:
        session.line(session.say("trace-none"))
    return 0
