"""The command line from end to end, on the tiny week."""

from __future__ import annotations

import csv
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.integration.conftest import ROOT

from foodplan.cli import demo
from foodplan.cli.main import run
from foodplan.cli.serve import free_port

FOODPLAN = (sys.executable, "-m", "foodplan")
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One database for the module, with one plan."""
    path = tmp_path_factory.mktemp("cli") / "plans.db"
    assert run(["plan", "tiny-week", "--work", "20", "--quiet", "--database", str(path)]) == 0
    return path


@pytest.fixture
def call(
    database: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Call:
    """Run a command in this process: exit code, standard output, standard error."""
    monkeypatch.setenv("FOODPLAN_DATABASE", str(database))
    monkeypatch.setenv("FOODPLAN_LANGUAGE", "en")

    def run_it(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(arguments)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run_it


def first_plan(call: Call) -> str:
    plan: str = json.loads(call("plans", "--json")[1])[-1]["plan"]
    return plan


def test_a_plan_shows_measures_reasons_and_the_next_step(call: Call) -> None:
    code, out, err = call("plan", str(ROOT / "data" / "tiny-week"), "--work", "20")
    assert code == 0
    for heading in ("Baskets", "Fairness", "Food", "Road", "Cost and climate"):
        assert f"\n{heading}\n" in out
    assert "it can store only 30 kg" in out
    assert "Searching routes" in err
    assert "foodplan export map --plan w17-tiny-week-" in err


def test_a_plan_as_json_is_one_document_and_nothing_else(call: Call) -> None:
    code, out, err = call("plan", "tiny-week", "--work", "20", "--json", "--lang", "fr")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert answer["measures"]["baskets_given"] == 87
    assert answer["low_sites"][0]["site_id"] == "SITE-D"
    assert "stocker" in answer["low_sites"][0]["reasons"][0]
    assert answer["sites_with_nothing"] == []


def test_check_tells_findings_by_file_and_row(call: Call, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "tiny-week", tmp_path / "week")
    table = tmp_path / "week" / "sites.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    with table.open(encoding="utf-8") as file:
        names = next(csv.reader(file))
    cells = next(csv.reader([lines[2]]))
    cells[names.index("lat")] = "north"
    lines[2] = ",".join(f'"{cell}"' for cell in cells)
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    code, out, err = call("check", str(tmp_path / "week"))
    assert code == 3
    assert "blocks: sites.csv:3: " in out
    assert "cannot be planned" in err
    code, out, err = call("plan", str(tmp_path / "week"), "--json")
    assert (code, out) == (3, "")
    assert "sites.csv:3: " in json.loads(err)["error"]["errors"][0]
    finding = json.loads(call("check", str(tmp_path / "week"), "--json")[1])["findings"][0]
    assert (finding["file"], finding["row"], finding["column"]) == ("sites.csv", 3, "lat")


def test_check_of_a_good_week_names_the_next_step(call: Call) -> None:
    code, out, err = call("check", "tiny-week", "--lang", "fr")
    assert code == 0
    assert out.startswith("à savoir\u202f: SITE-D: ")
    assert "`foodplan plan tiny-week`" in err


def test_an_unknown_name_is_guessed(call: Call) -> None:
    code, out, err = call("plan", "tinyweek")
    assert (code, out) == (6, "")
    assert err == "tinyweek is no scenario, dataset or file; did you mean tiny-week?\n"


def test_plans_are_listed_and_exported(call: Call, tmp_path: Path) -> None:
    plan = first_plan(call)
    assert plan in call("plans")[1]
    code, out, _ = call("export", "csv", "--plan", plan, "--out", str(tmp_path / "a"), "--json")
    assert code == 0
    assert all(Path(path).is_file() for path in json.loads(out))
    code, _, err = call("export", "map", "--plan", plan, "--out", str(tmp_path / "a"))
    assert code == 0
    assert (tmp_path / "a" / f"{plan}.html").is_file()
    assert "Written: " in err
    for kind in ("gpx", "ics"):
        code, out, _ = call("export", kind, "--plan", plan, "--out", str(tmp_path / "a"), "--json")
        assert code == 0
        (folder,) = json.loads(out)
        files = {one.name for one in Path(folder).iterdir()}
        assert files == {f"mon-VAN-1.{kind}", f"tue-VAN-1.{kind}"}


def test_a_plan_s_days_and_week_are_bounded(call: Call) -> None:
    plan = first_plan(call)
    code, out, _ = call("bound", plan, "--week", "--time", "2s", "--json")
    week = json.loads(out)["week_any_days"]
    assert code == 0
    assert 0 < week["bound_eur"] <= week["eur"]
    code, out, _ = call("bound", plan, "--time", "2s", "--json")
    days = json.loads(out)
    assert [one["spread"] for one in days["days"]] == [None, None]
    assert days["week"]["eur"] == pytest.approx(week["eur"], abs=0.1)
    code, _, err = call("bound", "nothing", "--week")
    assert (code, "nothing" in err, "min of work" in err) == (6, True, False)


def test_a_plan_that_is_not_there_cannot_be_exported(call: Call) -> None:
    code, out, err = call("export", "map", "--plan", first_plan(call)[:-1])
    assert (code, out) == (6, "")
    assert "did you mean" in err


def test_plans_are_compared_side_by_side(call: Call, tmp_path: Path) -> None:
    plan = first_plan(call)
    code, out, _ = call("compare", plan, "tiny-week", "--work", "20", "--seed", "3")
    assert code == 0
    assert out.splitlines()[0].split() == [plan, "tiny-week"]
    assert "0 sites lose: none" in out
    book = tmp_path / "new" / "both.xlsx"
    answer = json.loads(call("compare", plan, plan, "--json", "--xlsx", str(book))[1])
    assert book.read_bytes().startswith(b"PK")
    assert answer["against_the_first"][0]["stops"] == []


def test_a_wrong_second_name_is_found_before_anything_is_planned(call: Call) -> None:
    before = call("plans")[1]
    assert call("compare", "tiny-week", "nonsense-xyz", "--work", "20")[0] == 6
    assert call("plans")[1] == before


def test_the_demo_plans_once(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "REFERENCE", "tiny-week")
    code, out, err = call("demo", "--no-serve")
    assert code == 0
    assert "planned already" in err
    assert "Baskets given" in out


def test_the_doctor_and_the_tables(call: Call, database: Path) -> None:
    code, out, _ = call("doctor")
    assert code == 0
    assert str(database) in out
    assert call("db", "upgrade")[0] == 0
    assert json.loads(call("scenario", "schema")[1])["title"]
    assert "crisis-week" in call("scenario", "list")[1]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("{tmp}", "cannot be opened or written"),
        ("{tmp}/words.txt/x.db", "cannot be opened or written"),
        ("{tmp}/words.txt", "is no database of foodplan"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "does not answer"),
        ("mysql://somewhere/x", "a database of mysql will not do"),
    ],
)
def test_a_database_that_will_not_do_is_told_in_one_line(
    address: str, told: str, call: Call, tmp_path: Path
) -> None:
    (tmp_path / "words.txt").write_text("These are words, and no tables at all.\n" * 50)
    code, out, err = call("plans", "--database", address.format(tmp=tmp_path))
    assert (code, out) == (1, "")
    assert told in err
    assert len(err.splitlines()) == 1
    assert "secret" not in err


def test_a_lot_is_followed_to_the_sites_and_a_wrong_name_is_told(call: Call) -> None:
    plan = first_plan(call)
    code, out, _ = call("trace", plan, "l-1")
    assert code == 0
    assert "SITE-A" in out
    traced = json.loads(call("trace", plan, "SITE-A", "--json")[1])
    assert "L-1" in {row["lot_id"] for row in traced["allocations"]}
    code, _, err = call("trace", plan, "SITE-E")
    assert code == 6
    assert "did you mean SITE-" in err


def test_a_second_server_on_one_database_is_refused(call: Call, database: Path) -> None:
    with Path(f"{database}.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        code, out, err = call("serve")
    assert (code, out) == (1, "")
    assert err.startswith("another foodplan already works on ")
    assert len(err.splitlines()) == 1


def test_the_address_is_told_when_it_answers(tmp_path: Path) -> None:
    port = free_port(8600)
    process = subprocess.Popen(
        [*FOODPLAN, "serve", "--port", str(port), "--lang", "en"],
        env=os.environ | {"FOODPLAN_DATABASE": str(tmp_path / "plans.db")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        assert f"http://127.0.0.1:{port}" in process.stderr.readline()
        socket.create_connection(("127.0.0.1", port)).close()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 0


def test_a_port_that_is_taken_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) not in (port, None)


@pytest.fixture
def planning(database: Path) -> Iterator[subprocess.Popen[str]]:
    """`foodplan plan` in a process group of its own, as a terminal starts it."""
    process = subprocess.Popen(
        [*FOODPLAN, "plan", "tiny-week", "--time", "10min", "--lang", "en"],
        env=os.environ | {"FOODPLAN_DATABASE": str(database)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "EUR" in line or "Searching" in line:
            break
    yield process
    process.kill()
    process.wait()


def test_one_interruption_keeps_the_best_plan(planning: subprocess.Popen[str]) -> None:
    os.killpg(planning.pid, signal.SIGINT)
    out, err = planning.communicate(timeout=120)
    assert planning.returncode == 0, err
    assert "Baskets given" in out
    assert "Stopped: this is the best plan found until then." in err


def test_a_second_interruption_gives_up(planning: subprocess.Popen[str], call: Call) -> None:
    assert planning.stderr is not None
    os.killpg(planning.pid, signal.SIGINT)
    for line in planning.stderr:
        if "Stopping" in line:
            break
    os.killpg(planning.pid, signal.SIGINT)
    out, err = planning.communicate(timeout=120)
    assert (planning.returncode, out) == (130, "")
    assert err.endswith("Given up.\n")
    assert json.loads(call("plans", "--json")[1])[0]["status"] == "stopped"


def test_a_reader_who_leaves_early_causes_no_noise(database: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*FOODPLAN, "scenario", "schema"],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
