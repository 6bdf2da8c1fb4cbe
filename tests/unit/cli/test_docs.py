"""docs/commands.md keeps up with the commands."""

import re
import shlex
from pathlib import Path

import click
import pytest
from tests.unit.cli.test_help import contexts

from foodplan.cli.main import program
from foodplan.cli.session import Session

DOCS = Path(__file__).parents[3] / "docs" / "commands.md"
TEXT = DOCS.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^foodplan .+$", TEXT, flags=re.MULTILINE)


def test_every_command_is_named_with_an_example() -> None:
    for ctx in contexts("en"):
        if not isinstance(ctx.command, click.Group):
            assert any(line.startswith(ctx.command_path) for line in EXAMPLES), ctx.command_path


def test_every_option_is_named() -> None:
    for ctx in contexts("en"):
        for param in ctx.command.get_params(ctx):
            if isinstance(param, click.Option):
                assert f"`{param.opts[0]}" in TEXT, f"{ctx.command_path} {param.opts[0]}"


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_is_understood(line: str) -> None:
    command: click.Command = program
    words = shlex.split(line)[1:]
    ctx = click.Context(program, info_name="foodplan", obj=Session())
    while isinstance(command, click.Group):
        inner = command.get_command(ctx, words.pop(0))
        assert inner is not None
        command = inner
        ctx = click.Context(command, info_name=command.name, parent=ctx)
    command.make_context(command.name, words, parent=ctx.parent)


def test_every_exit_code_is_explained() -> None:
    for code in (0, 1, 2, 3, 4, 5, 6, 130):
        assert f"\n| {code} | " in TEXT
