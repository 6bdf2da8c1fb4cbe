import json

import pytest

from foodplan.cli import main
from foodplan.cli.main import run
from foodplan.domain.finding import Finding
from foodplan.errors import Changed, FoodplanError, InvalidInput, NotFound, Stopped


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOODPLAN_LANGUAGE", "en")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("chek", "chek is no command; did you mean check?"),
        ("xyz", "xyz is no command; `foodplan --help` lists them all."),
        ("--quiet", "A command is missing."),
        ("scenario lst", "lst is no command; did you mean list?"),
        ("plan", "SCENARIO|DATASET|PATH is missing."),
        ("plan a b", "b is one too many."),
        ("plan a --tme 3", "--tme is no option; did you mean --time?"),
        ("plan a --zzz", "--zzz is no option."),
        ("plan a --time", "--time: give a value, or none if the option takes none."),
        ("plan a --json=1", "--json: give a value, or none if the option takes none."),
        ("plan a --time abc", "--time: abc is no time; give 30s, 2min or 1h, for example."),
        ("plan a --time 0s", "--time: 0s is no time; give 30s, 2min or 1h, for example."),
        ("plan a --time -5", "--time: -5 is no time; give 30s, 2min or 1h, for example."),
        ("plan a --seed -1", "--seed: -1 will not do; give a whole number from 0 to 2147483647."),
        ("plan a --work 0", "--work: 0 will not do; give a whole number from 1 to 1000000000."),
        ("plan a --work 1.5", "--work: 1.5 will not do"),
        ("plan a --work 5 --time 5s", "Give --time or --work, not both."),
        ("plan a --engine x", "--engine: x will not do; give one of: search, ortools."),
        ("plan a --lang de", "--lang: de will not do; give one of: fr, en."),
        ("export pdf", "pdf will not do; give one of: csv, geojson, gpx, ics, map, sheets, xlsx."),
        ("serve --port 70000", "--port: 70000 will not do; give a whole number from 1 to 65535."),
        ("compare a", "give two to four plans to compare"),
        ("compare a b c d e", "give two to four plans to compare"),
    ],
)
def test_what_is_not_understood_is_told_in_one_sentence(
    arguments: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments.split()) == 2
    shown = capsys.readouterr()
    assert told in shown.err.splitlines()[0]
    assert shown.out == ""


def test_a_refusal_says_how_the_command_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "a", "--tme", "3", "--lang", "fr"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "--tme n'est pas une option\u202f; vouliez-vous dire --time\u202f?",
        "Usage\u202f: foodplan plan [OPTIONS] SCÉNARIO|DONNÉES|CHEMIN",
        "`foodplan plan --help` montre ce qui est possible.",
    ]


def test_a_refusal_is_json_where_json_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["chek", "--json"]) == 2
    error = json.loads(capsys.readouterr().err)["error"]
    assert error == {
        "code": "usage",
        "detail": "chek is no command; did you mean check?",
        "errors": [],
    }


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FoodplanError("the disk is full"), 1),
        (InvalidInput("3 findings"), 3),
        (Changed("changed meanwhile"), 5),
        (NotFound("no such plan"), 6),
        (Stopped("stopped"), 130),
        (KeyboardInterrupt(), 130),
        (BrokenPipeError(), 0),
        (ZeroDivisionError("x"), 1),
    ],
)
def test_every_failure_has_its_exit_code_and_no_traceback(
    error: BaseException,
    code: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(ctx: object) -> None:
        raise error

    monkeypatch.setattr(main.program, "invoke", fail)
    assert run(["plans"]) == code
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    assert str(error) in shown.err
    assert shown.out == ""


def test_a_bug_shows_its_trace_only_on_demand(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(ctx: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(main.program, "invoke", fail)
    monkeypatch.setenv("FOODPLAN_DEBUG", "1")
    assert run(["plans"]) == 1
    shown = capsys.readouterr().err
    assert "This is a fault of the program, not yours" in shown
    assert "Traceback" in shown


def test_findings_of_a_refused_input_stand_below_the_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = Finding(code="feasibility-site-closed", file="sites.csv", row=3, params={"site": "A"})

    def fail(ctx: object) -> None:
        raise InvalidInput("1 finding", [finding])

    monkeypatch.setattr(main.program, "invoke", fail)
    assert run(["plans"]) == 3
    first, second = capsys.readouterr().err.splitlines()
    assert first == "1 finding"
    assert second.startswith("blocks: sites.csv:3: ")
