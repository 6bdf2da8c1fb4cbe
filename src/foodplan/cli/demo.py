"""`foodplan demo`: plan the reference week, keep it, serve it."""

from __future__ import annotations

from foodplan.cli.desk import limits_of, make_plan, planner_of
from foodplan.cli.report import hint_next, show_plan, unserved_exit_code
from foodplan.cli.serve import LARGEST_PORT, serve
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import Span, Whole, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.domain.ids import RunId
from foodplan.domain.run import RunStatus
from foodplan.planning import Planner

REFERENCE = "crisis-week"
_N_RECENT = 200


@spoken_command("demo")
@option("--time", type=Span(), metavar="time")
@option("--port", type=Whole(1, LARGEST_PORT), metavar="number")
@option("--again", is_flag=True)
@option("--no-serve", is_flag=True)
@shared_options
def command(
    session: Session, time: float | None, port: int | None, again: bool, no_serve: bool
) -> int:
    """A second call shows the plan that is kept already."""
    with planner_of(session) as planner:
        run_id = None if again else _planned_before(planner)
        if run_id is not None:
            session.note("cli-already", run=run_id)
        else:
            limits = limits_of(time=time, work=None, seed=1, engine=None)
            run_id = make_plan(planner, REFERENCE, limits, session)
        kept = planner.kept(run_id)
    show_plan(kept, session)
    code = unserved_exit_code(kept, session)
    if no_serve:
        hint_next(kept, session)
    else:
        serve(session, port=port)
    return code


def _planned_before(planner: Planner) -> RunId | None:
    wanted = planner.resolve(REFERENCE).input_hash
    for run in planner.runs(limit=_N_RECENT):
        if run.status is RunStatus.DONE and run.input_hash == wanted:
            return run.run_id
    return None
