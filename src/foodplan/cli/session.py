"""What every command shares: language, quietness, database, and how answers are printed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import click

from foodplan.cli.layout import columns, fold, terminal_width
from foodplan.cli.streams import has_every_sign
from foodplan.domain.finding import Finding, Severity, alike, spans
from foodplan.texts import Language, say

_WIDEST = 100
_NARROWEST = 40


@dataclass
class Session:
    """The shared options of one call."""

    json: bool = False
    quiet: bool = False
    language: Language = "en"
    database: str | None = None

    def say(self, code: str, **params: object) -> str:
        """A sentence in the language of the call."""
        return say(code, self.language, **params)

    def note(self, code: str, **params: object) -> None:
        """A sentence for people, on standard error; silent with --quiet or --json."""
        if not (self.quiet or self.json):
            self.line(self.say(code, **params), err=True)

    def data(self, value: object) -> None:
        """Data for programmes, on standard output, as JSON."""
        click.echo(json.dumps(value, ensure_ascii=not has_every_sign(), indent=2))

    def heading(self, text: str) -> None:
        """A line above a group of lines, on standard output."""
        click.echo(click.style(text, bold=True), color=colour())

    def paragraph(self, text: str, *, indent: str = "", first: str | None = None) -> None:
        """Text folded to the width of the terminal, on standard output."""
        width = max(_NARROWEST, min(_WIDEST, terminal_width(sys.stdout) or _WIDEST))
        lead = indent if first is None else first
        click.echo("\n".join(fold(text, width, first=lead, indent=indent)))

    def line(self, text: str, *, indent: str = "", err: bool = False) -> None:
        """One line, folded where a terminal would break it; whole into a file or a pipe."""
        width = terminal_width(sys.stderr if err else sys.stdout)
        told = "\n".join(fold(text, max(_NARROWEST, width), indent=indent)) if width else text
        click.echo(told, err=err, color=colour())

    def table(
        self,
        headers: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        right: Collection[int] = (),
    ) -> None:
        """Aligned columns on standard output, as wide as the terminal; `right` as in `columns`."""
        click.echo("\n".join(columns(headers, rows, width=terminal_width(sys.stdout), right=right)))

    def list_findings(self, findings: Sequence[Finding], *, err: bool) -> None:
        """One line a finding, those that block first; what is said of several rows, once."""
        ranked = sorted(findings, key=lambda one: one.severity is not Severity.BLOCKS)
        for finding, others in alike(ranked):
            blocks = finding.severity is Severity.BLOCKS
            mark = self.say("cli-blocks" if blocks else "cli-warns")
            marked = click.style(mark, fg="red" if blocks else "yellow")
            told = finding.words(self.language)
            if others:
                told = self.say("cli-also-rows", finding=told, rows=spans(others))
            self.line(f"{marked} {told}", indent="  ", err=err)


def colour() -> bool | None:
    """False where NO_COLOR asks for none; None leaves it to whether a terminal is written to."""
    return False if os.environ.get("NO_COLOR") else None


def asked_language(arguments: Sequence[str]) -> Language:
    """--lang of the call, or else of the environment: help is printed before options are read."""
    for word, following in zip_longest(arguments, arguments[1:]):
        chosen = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and chosen in ("fr", "en"):
            return "fr" if chosen == "fr" else "en"
    return language_of_environment()


def language_of_environment() -> Language:
    """FOODPLAN_LANGUAGE, or else French where the locale is French, or else English."""
    chosen = os.environ.get("FOODPLAN_LANGUAGE", "")
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return "fr" if (chosen or locale).lower().startswith("fr") else "en"
