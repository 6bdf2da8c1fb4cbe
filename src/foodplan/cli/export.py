"""`foodplan export`: the map, GeoJSON or tables of a plan as files."""

from __future__ import annotations

from pathlib import Path

import click

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session, language_of_environment, shared_options
from foodplan.cli.writing import WRITERS, newest_plan
from foodplan.domain.ids import RunId
from foodplan.texts import say

_LANGUAGE = language_of_environment()


@click.command("export", help=say("cli-export", _LANGUAGE))
@click.argument("what", type=click.Choice(sorted(WRITERS)))
@click.option("--plan", "plan_id", metavar="PLAN", help=say("cli-option-plan", _LANGUAGE))
@click.option("--out", type=click.Path(path_type=Path), help=say("cli-option-out", _LANGUAGE))
@shared_options
def command(session: Session, what: str, plan_id: str | None, out: Path | None) -> int:
    """Writes beside the caller unless --out names a folder."""
    with planner_of(session) as planner:
        run_id = RunId(plan_id) if plan_id else newest_plan(planner, session)
        paths = WRITERS[what](planner, run_id, out or Path(), session)
    if session.json:
        session.data([str(path) for path in paths])
    for path in paths:
        session.note("cli-written", path=path)
    return 0
