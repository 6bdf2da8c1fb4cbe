import subprocess
import sys

import click
import pytest
from click import Command, Context, Group

from foodplan.cli.main import program, run
from foodplan.cli.session import Session
from foodplan.texts import codes, say

HEAVY = ("pandas", "numpy", "ortools", "numba", "sqlalchemy", "pydantic", "folium", "fastapi")


def walk(command: Command, ctx: Context) -> list[Context]:
    found = [ctx]
    if isinstance(command, Group):
        for name in command.list_commands(ctx):
            inner = command.get_command(ctx, name)
            assert inner is not None
            found += walk(inner, Context(inner, info_name=name, parent=ctx))
    return found


def contexts(language: str) -> list[Context]:
    session = Session(language="fr" if language == "fr" else "en")
    return walk(program, Context(program, info_name="foodplan", obj=session))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_command_and_option_has_help_in_both_languages(language: str) -> None:
    for ctx in contexts(language):
        text = ctx.get_help()
        for param in ctx.command.get_params(ctx):
            if isinstance(param, click.Option):
                assert param.opts[0] in text
        assert say("cli-usage", "fr" if language == "fr" else "en") in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_an_option_does_is_a_sentence(language: str) -> None:
    for ctx in contexts(language):
        for param in ctx.command.get_params(ctx):
            _, told = param.get_help_record(ctx) or ("", "")
            if isinstance(param, click.Option):
                assert told[0].isupper(), (ctx.command_path, told)
                assert told.endswith((".", "…")), (ctx.command_path, told)


def test_french_help_holds_no_english_word_of_click() -> None:
    for ctx in contexts("fr"):
        text = ctx.get_help()
        for word in ("Usage:", "Options:", "Commands", "Show", "default", "TIME", "INTEGER"):
            assert word not in text, ctx.command_path


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--lang", "fr", "plan", "--help"], "Usage\u202f: foodplan plan"),
        (["plan", "--help", "--lang=fr"], "Usage\u202f: foodplan plan"),
        (["plan", "--help"], "Usage: foodplan plan"),
    ],
)
def test_help_speaks_the_language_of_the_call(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 0
    assert told in capsys.readouterr().out


def test_the_language_of_the_environment_is_the_default(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOODPLAN_LANGUAGE", "fr")
    assert run(["--help"]) == 0
    assert "COMMANDE" in capsys.readouterr().out


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from foodplan.cli.main import run; run(['--help']); "
        f"print(sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_no_command_at_all_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "demo" in shown.err


def test_every_value_name_is_a_text() -> None:
    named = {
        f"cli-value-{param.metavar}"
        for ctx in contexts("en")
        for param in ctx.command.params
        if param.metavar
    }
    assert named == {code for code in codes() if code.startswith("cli-value-")}
