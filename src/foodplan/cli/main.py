"""The command `foodplan`: a table of commands, each loaded only when it is asked for."""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
from typing import ClassVar

import click

from foodplan import __version__
from foodplan.cli.session import Session, language_of_environment, shared_options
from foodplan.domain.names import closest
from foodplan.errors import FoodplanError
from foodplan.texts import say

INTERRUPTED = 130
BUG = 1


class LazyGroup(click.Group):
    """Commands that are imported when they run, so that `--help` answers at once."""

    modules: ClassVar[tuple[str, ...]] = (
        "demo",
        "check",
        "plan",
        "plans",
        "compare",
        "export",
        "scenario",
        "serve",
        "db",
        "doctor",
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with what may have been meant."""
        if args and args[0] not in self.modules and not args[0].startswith("-"):
            near = closest(args[0], self.modules)
            code = "cli-no-command-near" if near else "cli-no-command"
            raise click.UsageError(say(code, language_of_environment(), name=args[0], near=near))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command, from the texts."""
        with formatter.section(say("cli-commands", language_of_environment())):
            formatter.write_dl([(name, _short_help(name)) for name in self.modules])


def _short_help(name: str) -> str:
    return say(f"cli-{name}", language_of_environment())


@click.group(cls=LazyGroup, help=say("cli-help", language_of_environment()))
@click.version_option(__version__, prog_name="foodplan")
@shared_options
def program(session: Session) -> None:
    """The options before the command count for it too."""


def main() -> None:
    """Run the command line and turn every failure into words and an exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run with these arguments; the exit code of docs/commands.md."""
    session = Session()
    try:
        code = program.main(arguments, standalone_mode=False, obj=session, prog_name="foodplan")
    except click.exceptions.Abort:
        return INTERRUPTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except FoodplanError as error:
        _show_failure(error, session)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 - the rim: a fault of ours is said, not shown as noise
        click.echo(say("cli-bug", session.language, error=repr(error)), err=True)
        if os.environ.get("FOODPLAN_DEBUG"):
            traceback.print_exc()
        return BUG
    return code if isinstance(code, int) else 0


def _show_failure(error: FoodplanError, session: Session) -> None:
    findings = getattr(error, "findings", ())
    violations = getattr(error, "violations", ())
    if session.json:
        lines = [finding.words(session.language) for finding in findings]
        report = {"code": error.code, "detail": str(error), "errors": lines}
        click.echo(json.dumps({"error": report}, ensure_ascii=False), err=True)
        return
    click.secho(str(error), err=True, fg="red")
    for finding in findings:
        click.echo("  " + finding.words(session.language), err=True)
    for violation in violations:
        click.echo(f"  {violation.rule}: {violation.where} ({violation.amount:g})", err=True)
