"""What every command shares: language, quietness, database, and how answers are printed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from foodplan.domain.finding import Finding, Severity
from foodplan.texts import Language, say

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class Session:
    """The shared options of one call."""

    json: bool = False
    quiet: bool = False
    language: Language = "en"
    database: str | None = None

    def note(self, code: str, **params: object) -> None:
        """A sentence for people, on standard error; silent with --quiet or --json."""
        if not (self.quiet or self.json):
            click.echo(say(code, self.language, **params), err=True)

    def data(self, value: object) -> None:
        """Data for programmes, on standard output, as JSON."""
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Aligned columns on standard output; numbers (all but the first column) to the right."""
        widths = [max(len(cell) for cell in column) for column in zip(headers, *rows, strict=True)]
        for row in (headers, *rows):
            cells = [
                cell.ljust(width) if i == 0 else cell.rjust(width)
                for i, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            click.echo("  ".join(cells).rstrip())

    def list_findings(self, findings: Sequence[Finding]) -> None:
        """Findings on standard error, those that block first."""
        for finding in sorted(findings, key=lambda one: one.severity is not Severity.BLOCKS):
            blocks = finding.severity is Severity.BLOCKS
            mark = say("cli-blocks" if blocks else "cli-warns", self.language)
            click.echo(
                click.style(mark, fg="red" if blocks else "yellow")
                + " "
                + finding.words(self.language),
                err=True,
            )


def language_of_environment() -> Language:
    """FOODPLAN_LANGUAGE, or else French where the locale is French, or else English."""
    chosen = os.environ.get("FOODPLAN_LANGUAGE", "")
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return "fr" if (chosen or locale).lower().startswith("fr") else "en"


def shared_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add --json, --lang, --quiet and --database, before or after the command's name."""
    language = language_of_environment()

    @click.option("--json", "as_json", is_flag=True, help=say("cli-option-json", language))
    @click.option("--lang", type=click.Choice(["fr", "en"]), help=say("cli-option-lang", language))
    @click.option("--quiet", is_flag=True, help=say("cli-option-quiet", language))
    @click.option("--database", metavar="URL", help=say("cli-option-database", language))
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
        if ctx.parent is None:
            session.language = language
        session.json = session.json or as_json
        session.quiet = session.quiet or quiet
        session.language = lang or session.language
        session.database = database or session.database
        return command(session, *args, **kwargs)

    return with_session
