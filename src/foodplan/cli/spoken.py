"""Click in French and English: every word of help and of a refusal comes from the texts."""

from __future__ import annotations

import re
from functools import partial

import click

from foodplan.cli.session import Session
from foodplan.domain.names import closest
from foodplan.texts import Language, say
from foodplan.units import MINUTES_PER_HOUR, SECONDS_PER_MINUTE

_SPAN = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(s|sec|min|m|h)?\s*$")
_SECONDS = {"s": 1, "sec": 1, "m": SECONDS_PER_MINUTE, "min": SECONDS_PER_MINUTE}
_SECONDS["h"] = SECONDS_PER_MINUTE * MINUTES_PER_HOUR


def language_of(ctx: click.Context | None) -> Language:
    """The language of the call."""
    return ctx.ensure_object(Session).language if ctx else "en"


class Refused(click.UsageError):
    """A call that is not understood, in words of ours."""


class SpokenOption(click.Option):
    """An option whose help is the text `cli-option-<name>`, or the text code given as `help`."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """How it is written, and what it does."""
        value = "" if self.is_flag else f" {self.make_metavar(ctx)}"
        code = self.help or f"cli-option-{self.opts[0].removeprefix('--')}"
        return ", ".join(self.opts) + value, say(code, language_of(ctx))

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for its value: the choices, or the text `cli-value-<metavar>`."""
        return _metavar(self.metavar, ctx) or super().make_metavar(ctx)


class SpokenArgument(click.Argument):
    """An argument shown as the text `cli-value-<metavar>`."""

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for its value."""
        return _metavar(self.metavar, ctx) or super().make_metavar(ctx)


class SpokenCommand(click.Command):
    """A command whose help is the text named by its path, such as `cli-scenario-list`."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line of help and of a refusal."""
        formatter.write_usage(ctx.command_path, self.pieces(ctx), self.prefix(ctx))

    def pieces(self, ctx: click.Context) -> str:
        """What follows the command's path in its usage."""
        values = [piece for one in self.get_params(ctx) for piece in one.get_usage_pieces(ctx)]
        return " ".join([say("cli-usage-options", language_of(ctx)), *values])

    def prefix(self, ctx: click.Context) -> str:
        """What precedes the command's path in its usage."""
        return say("cli-usage", language_of(ctx)) + " "

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(_code(ctx.command_path), language_of(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every option, --help last."""
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        records = [one.get_help_record(ctx) for one in options]
        with formatter.section(say("cli-options", language_of(ctx))):
            formatter.write_dl([record for record in records if record is not None])

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """--help in the language of the call."""
        return SpokenOption(
            ["--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; one argument too many is refused in words of ours."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group):
            raise Refused(say("cli-too-many", language_of(ctx), value=" ".join(rest)), ctx=ctx)
        return rest


class SpokenGroup(SpokenCommand, click.Group):
    """Commands below a word; which one may have been meant is said."""

    command_class = SpokenCommand

    def pieces(self, ctx: click.Context) -> str:
        """The options, then a command."""
        return f"{super().pieces(ctx)} {say('cli-usage-command', language_of(ctx))}"

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then one line a command."""
        super().format_options(ctx, formatter)
        language = language_of(ctx)
        with formatter.section(say("cli-commands", language)):
            formatter.write_dl(
                [
                    (name, _first_sentence(say(_code(f"{ctx.command_path} {name}"), language)))
                    for name in self.list_commands(ctx)
                ]
            )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with what may have been meant."""
        known = self.list_commands(ctx)
        if args and args[0] not in known:
            near = closest(args[0], known)
            code = "cli-no-command-near" if near else "cli-no-command"
            said = say(code, language_of(ctx), name=args[0], near=near, path=ctx.command_path)
            raise Refused(said, ctx=ctx)
        return super().resolve_command(ctx, args)


class Span(click.ParamType[float]):
    """A time such as 30s, 2min or 1h, in seconds."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Seconds, above 0."""
        match = _SPAN.match(str(value).lower())
        if not match or float(match[1].replace(",", ".")) <= 0:
            self.fail(say("cli-no-time", language_of(ctx), value=value), param, ctx)
        return float(match[1].replace(",", ".")) * _SECONDS[match[2] or "s"]


class Whole(click.ParamType[int]):
    """A whole number between two limits."""

    name = "whole"

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The number."""
        text = str(value).strip()
        if not re.fullmatch(r"[+-]?\d{1,18}", text) or not self._least <= int(text) <= self._most:
            said = say(
                "cli-no-whole", language_of(ctx), value=value, least=self._least, most=self._most
            )
            self.fail(said, param, ctx)
        return int(text)


class OneOf(click.Choice[str]):
    """One of a few words."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """The words that will do."""
        known = ", ".join(self.choices)
        return say("cli-no-choice", language_of(ctx), value=value, known=known)


command = partial(click.command, cls=SpokenCommand)
option = partial(click.option, cls=SpokenOption)
argument = partial(click.argument, cls=SpokenArgument)


def refusal(error: click.ClickException, language: Language) -> str:
    """Why a call is not understood, in a sentence."""
    if isinstance(error, click.NoSuchOption):
        near = closest(error.option_name, error.possibilities or ())
        code = "cli-no-option-near" if near else "cli-no-option"
        return say(code, language, name=error.option_name, near=near)
    if isinstance(error, click.BadOptionUsage):
        return say("cli-option-value", language, name=error.option_name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        shown = _shown(error.param, error.ctx)
        if isinstance(error, click.MissingParameter):
            return say("cli-missing", language, name=shown)
        return f"{shown}: {error.message}"
    if (
        isinstance(error, click.UsageError)
        and not isinstance(error, Refused)
        and error.ctx is not None
        and isinstance(error.ctx.command, click.Group)
    ):
        return say("cli-command-missing", language)
    return error.format_message()


def _shown(param: click.Parameter, ctx: click.Context | None) -> str:
    if isinstance(param, click.Argument) and ctx is not None:
        return param.make_metavar(ctx)
    return param.opts[0]


def _metavar(word: str | None, ctx: click.Context) -> str | None:
    return say(f"cli-value-{word}", language_of(ctx)) if word else None


def _code(command_path: str) -> str:
    return "-".join(["cli", *(command_path.split()[1:] or ["help"])])


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].removesuffix(".") + "."


def _show_help(ctx: click.Context, _: click.Parameter, value: object) -> None:
    if value:
        click.echo(ctx.get_help())
        ctx.exit()
