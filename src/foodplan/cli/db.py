"""`foodplan db`: the database's tables."""

from __future__ import annotations

import click

from foodplan.cli.session import Session, language_of_environment, shared_options
from foodplan.planning import upgrade_database
from foodplan.settings import read_settings
from foodplan.texts import say


@click.group("db", help=say("cli-db", language_of_environment()))
def command() -> None:
    """One subcommand."""


@command.command("upgrade", help=say("cli-db", language_of_environment()))
@shared_options
def upgrade(session: Session) -> int:
    """Bring the tables up to date; safe to repeat."""
    settings = read_settings(database=session.database)
    revision = upgrade_database(library=settings.library, database=settings.database)
    if session.json:
        session.data({"database": settings.shown_database, "revision": revision})
    session.note("cli-database-current", database=settings.shown_database, revision=revision)
    return 0
