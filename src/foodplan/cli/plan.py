"""`foodplan plan`: make a plan, show its measures, keep it."""

from __future__ import annotations

from pathlib import Path

import click

from foodplan.cli.desk import Span, failure, follow, limits_of, planner_of
from foodplan.cli.report import show_plan, unserved_exit_code
from foodplan.cli.session import Session, language_of_environment, shared_options
from foodplan.cli.writing import write_all
from foodplan.domain.run import Engine
from foodplan.texts import say

_LANGUAGE = language_of_environment()


@click.command("plan", help=say("cli-plan", _LANGUAGE))
@click.argument("name", metavar="SCENARIO|DATASET")
@click.option("--time", type=Span(), help=say("cli-option-time", _LANGUAGE))
@click.option("--work", type=click.IntRange(min=1), help=say("cli-option-work", _LANGUAGE))
@click.option(
    "--seed", type=int, default=1, show_default=True, help=say("cli-option-seed", _LANGUAGE)
)
@click.option(
    "--engine",
    type=click.Choice([engine.value for engine in Engine]),
    help=say("cli-option-engine", _LANGUAGE),
)
@click.option("--out", type=click.Path(path_type=Path), help=say("cli-option-out", _LANGUAGE))
@shared_options
def command(
    session: Session,
    name: str,
    time: float | None,
    work: int | None,
    seed: int,
    engine: str | None,
    out: Path | None,
) -> int:
    """Exit code 4 where a site that could be served gets nothing."""
    if time is not None and work is not None:
        raise click.UsageError("--time | --work")
    limits = limits_of(time=time, work=work, seed=seed, engine=engine)
    with planner_of(session) as planner:
        session.note("cli-planning", name=name)
        run = follow(planner, planner.start(name, limits).run_id, session)
        if not planner.has_plan(run.run_id):
            raise failure(run, session)
        kept = planner.kept(run.run_id)
        show_plan(kept, session)
        if out is not None:
            write_all(planner, run.run_id, out, session)
        return unserved_exit_code(kept, session)
