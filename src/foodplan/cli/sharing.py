"""The options that every command takes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import click

from foodplan.cli.session import Session
from foodplan.cli.spoken import OneOf, option
from foodplan.texts import LANGUAGES, Language

R = TypeVar("R")


def shared_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add --json, --lang, --quiet and --database, before or after the command's name."""

    @option("--json", "as_json", is_flag=True)
    @option("--lang", type=OneOf(LANGUAGES))
    @option("--quiet", is_flag=True)
    @option("--database", metavar="address")
    @click.pass_context
    @wraps(command)
    def with_session(
        ctx: click.Context,
        /,
        *args: object,
        as_json: bool,
        lang: Language | None,
        quiet: bool,
        database: str | None,
        **kwargs: object,
    ) -> R:
        session = ctx.ensure_object(Session)
        session.json = session.json or as_json
        session.quiet = session.quiet or quiet
        session.language = lang or session.language
        session.database = database or session.database
        return command(session, *args, **kwargs)

    return with_session
