"""The command `foodplan`: a table of commands, each loaded only when it is asked for."""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
from collections.abc import Sequence
from typing import ClassVar

import click

from foodplan import __version__
from foodplan.cli.session import Session, asked_language
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import SpokenGroup, option, refusal
from foodplan.cli.streams import has_every_sign, make_forgiving
from foodplan.errors import FoodplanError
from foodplan.texts import told

INTERRUPTED = 130
BUG = 1
USAGE = 2


class LazyGroup(SpokenGroup):
    """Commands that are imported when they run, so that `--help` answers at once."""

    modules: ClassVar[tuple[str, ...]] = (
        "demo",
        "check",
        "plan",
        "plans",
        "weeks",
        "repair",
        "lock",
        "move",
        "insert",
        "undo",
        "bound",
        "compare",
        "robustness",
        "export",
        "trace",
        "scenario",
        "sweeps",
        "serve",
        "worker",
        "db",
        "doctor",
        "prepare",
    )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order of a coordinator's week."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None if there is none of that name."""
        if cmd_name not in self.modules:
            return None
        module = importlib.import_module(f"foodplan.cli.{cmd_name}")
        command: click.Command = module.command
        return command


def _show_version(ctx: click.Context, _: click.Parameter, value: object) -> None:
    if value:
        click.echo(f"foodplan {__version__}")
        ctx.exit()


@click.group(cls=LazyGroup)
@option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
@shared_options
def program(session: Session) -> None:
    """The options before the command count for it too."""


def main() -> None:
    """Run the command line and turn every failure into words and an exit code."""
    make_forgiving()
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has had enough (`foodplan plans | head`); Python would flush once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run with these arguments; the exit code of docs/commands.md."""
    session = Session(language=asked_language(arguments), json="--json" in arguments)
    try:
        with program.make_context("foodplan", list(arguments), obj=session) as ctx:
            code = program.invoke(ctx)
    except click.exceptions.Exit as done:
        return done.exit_code
    except (KeyboardInterrupt, click.exceptions.Abort):
        session.note("cli-given-up")
        return INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message, err=True)
        return USAGE
    except click.ClickException as error:
        _show_refusal(error, session)
        return error.exit_code
    except FoodplanError as error:
        _show_failure(error, session)
        return error.exit_code
    except BrokenPipeError:
        return 0
    except Exception as error:  # noqa: BLE001 - the rim: a fault of ours is said, not shown as noise
        _show_bug(error, session)
        return BUG
    return code if isinstance(code, int) else 0


def _show_refusal(error: click.ClickException, session: Session) -> None:
    said = refusal(error, session.language)
    if session.json:
        _show_json("usage", said)
        return
    session.line(click.style(said, fg="red"), err=True)
    if isinstance(error, click.UsageError) and error.ctx is not None:
        path = error.ctx.command_path
        click.echo(error.ctx.get_usage(), err=True)
        session.line(session.say("cli-see-help", path=path), err=True)


def _show_failure(error: FoodplanError, session: Session) -> None:
    findings = getattr(error, "findings", ())
    violations = getattr(error, "violations", ())
    if session.json:
        _show_json(
            error.code,
            told(error, session.language),
            [one.words(session.language) for one in findings],
        )
        return
    session.line(click.style(told(error, session.language), fg="red"), err=True)
    session.list_findings(findings, err=True)
    for violation in violations:
        session.line(f"  {violation.words(session.language)}", indent="    ", err=True)


def _show_bug(error: Exception, session: Session) -> None:
    said = session.say("cli-bug", error=repr(error))
    if session.json:
        _show_json("error", said)
    else:
        session.line(click.style(said, fg="red"), err=True)
    if os.environ.get("FOODPLAN_DEBUG"):
        traceback.print_exception(error)


def _show_json(code: str, detail: str, errors: Sequence[str] = ()) -> None:
    report = {"code": code, "detail": detail, "errors": list(errors)}
    click.echo(json.dumps({"error": report}, ensure_ascii=not has_every_sign()), err=True)
