"""`foodplan compare`: two to four plans or scenarios side by side."""

from __future__ import annotations

import click

from foodplan.cli.desk import Span, failure, follow, limits_of, planner_of
from foodplan.cli.report import show_comparison
from foodplan.cli.session import Session, language_of_environment, shared_options
from foodplan.domain.ids import RunId
from foodplan.errors import NotFound
from foodplan.planning import Planner
from foodplan.texts import say

_LANGUAGE = language_of_environment()


@click.command("compare", help=say("cli-compare", _LANGUAGE))
@click.argument("names", metavar="PLAN|SCENARIO …", nargs=-1, required=True)
@click.option("--time", type=Span(), help=say("cli-option-time", _LANGUAGE))
@click.option(
    "--seed", type=int, default=1, show_default=True, help=say("cli-option-seed", _LANGUAGE)
)
@shared_options
def command(session: Session, names: tuple[str, ...], time: float | None, seed: int) -> int:
    """Scenarios are planned first, each with the same time."""
    if not 2 <= len(names) <= 4:
        raise click.UsageError(say("cli-compare", session.language))
    with planner_of(session) as planner:
        run_ids = [_plan_of(planner, name, time, seed, session) for name in names]
        show_comparison(names, planner.compare(run_ids), session)
    return 0


def _plan_of(planner: Planner, name: str, time: float | None, seed: int, session: Session) -> RunId:
    try:
        return planner.run(RunId(name)).run_id
    except NotFound:
        session.note("cli-planning", name=name)
    limits = limits_of(time=time, work=None, seed=seed, engine=None)
    run = follow(planner, planner.start(name, limits).run_id, session)
    if not planner.has_plan(run.run_id):
        raise failure(run, session)
    return run.run_id
