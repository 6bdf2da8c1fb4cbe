"""`foodplan plan`: make a plan, show its measures, keep it."""

from __future__ import annotations

from pathlib import Path

import click

from foodplan.cli.desk import (
    LARGEST_SEED,
    MOST_WORK,
    limits_of,
    make_later_weeks,
    make_plan,
    planner_of,
)
from foodplan.cli.report import hint_next, show_plan, unserved_exit_code
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import OneOf, Refused, Span, Whole, argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.cli.weeks_view import show_weeks
from foodplan.cli.writing import prepare, write_all
from foodplan.domain.ids import RunId
from foodplan.domain.run import Engine
from foodplan.domain.scenario import MOST_WEEKS


@spoken_command("plan")
@argument("name", metavar="week")
@option("--time", type=Span(), metavar="time")
@option("--work", type=Whole(1, MOST_WORK), metavar="number")
@option("--seed", type=Whole(0, LARGEST_SEED), default=1, metavar="number")
@option("--engine", type=OneOf([engine.value for engine in Engine]))
@option("--after", metavar="plan")
@option("--weeks", type=Whole(1, MOST_WEEKS), metavar="number", help="cli-option-plan-weeks")
@option("--out", type=click.Path(path_type=Path), metavar="folder")
@shared_options
def command(
    session: Session,
    name: str,
    time: float | None,
    work: int | None,
    seed: int,
    engine: str | None,
    after: str | None,
    weeks: int | None,
    out: Path | None,
) -> int:
    """Exit code 4 where a site that could be served gets nothing."""
    if time is not None and work is not None:
        raise Refused(session.say("cli-time-or-work"), click.get_current_context())
    limits = limits_of(time=time, work=work, seed=seed, engine=engine)
    if out is not None:
        prepare(out, session)
    with planner_of(session) as planner:
        before = RunId(after) if after else None
        run_id = make_plan(planner, name, limits, session, after=before, n_weeks=weeks)
        last_id = make_later_weeks(planner, run_id, session)
        kept = planner.kept(last_id)
        if last_id == run_id and before is None:
            show_plan(kept, session)
        else:
            show_weeks(planner.weeks(run_id), session)
        if out is not None:
            write_all(planner, last_id, out, session)
    hint_next(kept, session)
    return unserved_exit_code(kept, session)
