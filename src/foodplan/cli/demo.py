"""`foodplan demo`: plan the reference week, keep it, serve it."""

from __future__ import annotations

import click

from foodplan.cli.desk import Span, failure, follow, limits_of, planner_of
from foodplan.cli.report import show_plan
from foodplan.cli.serve import serve
from foodplan.cli.session import Session, language_of_environment, shared_options
from foodplan.domain.ids import RunId
from foodplan.domain.run import RunStatus
from foodplan.planning import Planner
from foodplan.texts import say

REFERENCE = "crisis-week"
_LANGUAGE = language_of_environment()


@click.command("demo", help=say("cli-demo", _LANGUAGE))
@click.option("--time", type=Span(), help=say("cli-option-time", _LANGUAGE))
@click.option("--port", type=click.IntRange(1, 65535), help=say("cli-option-port", _LANGUAGE))
@click.option("--again", is_flag=True, help=say("cli-option-again", _LANGUAGE))
@click.option("--no-serve", is_flag=True, help=say("cli-option-no-serve", _LANGUAGE))
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
            session.note("cli-planning", name=REFERENCE)
            limits = limits_of(time=time, work=None, seed=1, engine=None)
            run = follow(planner, planner.start(REFERENCE, limits).run_id, session)
            if not planner.has_plan(run.run_id):
                raise failure(run, session)
            run_id = run.run_id
        show_plan(planner.kept(run_id), session)
    if not no_serve:
        serve(session, port=port)
    return 0


def _planned_before(planner: Planner) -> RunId | None:
    wanted = planner.resolve(REFERENCE).input_hash
    for run in planner.runs(limit=200):
        if run.status is RunStatus.DONE and run.input_hash == wanted:
            return run.run_id
    return None
