"""`foodplan export`: the map, GeoJSON or tables of a plan as files."""

from __future__ import annotations

from pathlib import Path

import click

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import OneOf, argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.cli.writing import WRITERS, newest_plan, prepare
from foodplan.domain.ids import RunId


@spoken_command("export")
@argument("what", type=OneOf(sorted(WRITERS)))
@option("--plan", "plan_id", metavar="plan")
@option("--out", type=click.Path(path_type=Path), metavar="folder", help="cli-option-out-export")
@shared_options
def command(session: Session, what: str, plan_id: str | None, out: Path | None) -> int:
    """Writes beside the caller unless --out names a folder."""
    folder = out or Path()
    prepare(folder, session)
    with planner_of(session) as planner:
        run_id = RunId(plan_id) if plan_id else newest_plan(planner, session)
        paths = WRITERS[what](planner, run_id, folder, session)
    if session.json:
        session.data([str(path) for path in paths])
    for path in paths:
        session.note("cli-written", path=path)
    return 0
