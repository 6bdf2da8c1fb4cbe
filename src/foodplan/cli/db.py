"""`foodplan db`: the database's tables."""

from __future__ import annotations

import click

from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import SpokenGroup
from foodplan.planning import upgrade_database
from foodplan.settings import read_settings


@click.group("db", cls=SpokenGroup)
@shared_options
def command(session: Session) -> None:
    """The options before the subcommand count for it too."""


@command.command("upgrade")
@shared_options
def upgrade(session: Session) -> int:
    """Bring the tables up to date; safe to repeat."""
    settings = read_settings(database=session.database)
    revision = upgrade_database(library=settings.library, database=settings.database)
    if session.json:
        session.data({"database": settings.shown_database, "revision": revision})
    session.note("cli-database-current", database=settings.shown_database, revision=revision)
    return 0
