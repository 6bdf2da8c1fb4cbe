"""`foodplan weeks`: the report over the weeks that follow each other."""

from __future__ import annotations

from pathlib import Path

import click

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.cli.weeks_view import show_weeks
from foodplan.cli.writing import prepare, write_bytes
from foodplan.domain.ids import RunId


@spoken_command("weeks")
@argument("plan_id", metavar="plan")
@option("--xlsx", type=click.Path(path_type=Path), metavar="file", help="cli-option-xlsx-weeks")
@shared_options
def command(session: Session, plan_id: str, xlsx: Path | None) -> int:
    """Any week of the row names them all."""
    if xlsx is not None:
        prepare(xlsx.parent, session)
    with planner_of(session) as planner:
        show_weeks(planner.weeks(RunId(plan_id)), session)
        if xlsx is not None:
            book = planner.weeks_workbook(RunId(plan_id), language=session.language)
            write_bytes(xlsx, book, session)
            session.note("cli-written", path=xlsx)
    return 0
