"""`foodplan scenario`: what is asked, where values stand, what differs; nothing is planned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from foodplan.cli.main import run
from foodplan.inputs.schema import scenario_schema

CASES = Path(__file__).parents[2] / "cases"
BASE = """\
schema: 1
id: base-week
label: {fr: "Base", en: "Base"}
asks: {fr: "Quoi ?", en: "What?"}
dataset: small-week
changes:
  - {id: inflow, kind: scale_need, by: 1.5}
"""
CHILD = """\
schema: 1
id: van-late
label: {fr: "Fourgon en retard", en: "Van late"}
extends: base-week.yaml
changes:
  - {id: inflow, kind: scale_need, by: 2}
  - {id: van, kind: vehicle_out, because: "panne", where: {vehicles: [VAN-1]}, days: [mon, tue]}
sweep:
  grid: {changes.inflow.by: [1, 1.5]}
"""
WRONG = BASE.replace("base-week", "wrong").replace("1.5", "-1")


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one's own with the small week and two scenarios."""
    (tmp_path / "data").mkdir()
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "data" / "small-week").symlink_to(CASES / "small-week")
    write(tmp_path, "base-week", BASE)
    write(tmp_path, "van-late", CHILD)
    monkeypatch.setenv("FOODPLAN_LIBRARY", str(tmp_path))
    monkeypatch.setenv("FOODPLAN_LANGUAGE", "en")
    monkeypatch.setenv("FOODPLAN_DATABASE", str(tmp_path / "plans.db"))
    return tmp_path


def write(library: Path, name: str, text: str) -> Path:
    path = library / "scenarios" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_show_says_what_is_asked_and_what_happens_to_the_week(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["scenario", "show", "van-late"]) == 0
    out = capsys.readouterr().out
    assert "Van late" in out
    assert "asks: What?" in out
    assert "van: vehicle_out (panne)" in out
    assert "2 runs: van-late-1 … van-late-2" in out
    assert "vehicle VAN-1: mon–fri → wed–fri" in out
    assert "need SITE-1 basket: baskets 40 → 80" in out


def test_show_in_french_has_no_english_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scenario", "show", "van-late", "--lang", "fr"]) == 0
    out = capsys.readouterr().out
    assert "véhicule VAN-1\u202f: lun–ven → mer–ven" in out
    assert "besoin SITE-1 basket\u202f: paniers 40 → 80" in out


def test_the_resolved_file_stands_alone_and_says_the_same(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scenario", "show", "van-late", "--resolved"]) == 0
    text = capsys.readouterr().out
    assert "extends" not in text
    write(library, "alone", text.replace("van-late", "alone"))
    assert run(["scenario", "diff", "van-late", "alone"]) == 0
    assert capsys.readouterr().out.strip() == "no difference"


def test_explain_names_the_place_of_a_value_and_what_it_hides(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["scenario", "explain", "van-late", "changes.inflow.by"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "van-late.yaml:6:40  changes.inflow.by: 2",
        "                    instead of 1.5 (base-week.yaml:7:40)",
    ]
    assert run(["scenario", "explain", "van-late", "dataset"]) == 0
    assert capsys.readouterr().out == "base-week.yaml:5:10  dataset: small-week\n"


def test_explain_of_an_unknown_key_says_what_may_be_meant(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["scenario", "explain", "van-late", "changes.van.day"]) == 6
    assert "did you mean changes.van.days?" in capsys.readouterr().err


def test_explain_takes_a_file_and_refuses_a_dataset(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = library / "scenarios" / "base-week.yaml"
    assert run(["scenario", "explain", str(path), "id"]) == 0
    assert capsys.readouterr().out == "base-week.yaml:2:5  id: base-week\n"
    assert run(["scenario", "explain", "small-week"]) == 6
    assert "small-week is a dataset, not a scenario" in capsys.readouterr().err


def test_diff_tells_two_weeks_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scenario", "diff", "base-week", "van-late"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "  need SITE-1 basket: baskets 60 → 80",
        "  need SITE-2 basket: baskets 45 → 60",
        "  vehicle VAN-1: mon–fri → wed–fri",
    ]
    assert run(["scenario", "diff", "small-week", "van-late", "--json"]) == 0
    first, *_ = json.loads(capsys.readouterr().out)
    assert (first["table"], first["id"], first["field"]) == ("needs", "SITE-1 basket", "baskets")


def test_check_lists_findings_and_exits_3(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scenario", "check", "base-week", "van-late"]) == 0
    assert "van-late: nothing to correct. 2 changes, 2 runs." in capsys.readouterr().err
    write(library, "wrong", WRONG)
    assert run(["scenario", "check", "wrong", "--lang", "fr"]) == 3
    out = capsys.readouterr().out
    assert "wrong.yaml:7:40: changes.inflow.by: by est -1 — donnez 0 ou plus" in out
    assert run(["scenario", "check", "base-week", "wrong", "--json"]) == 3
    report = json.loads(capsys.readouterr().out)
    assert report["right"] is False
    assert report["findings"]["base-week"] == []


def test_a_road_that_no_map_knows_is_found_before_planning(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    road = BASE.replace("small-week", "reference-week").replace("base-week", "road")
    road = road.replace("scale_need, by: 1.5", "close_road, road: A77")
    write(library, "road", road)
    assert run(["scenario", "check", "road"]) == 3
    assert "A77 does not exist in this dataset" in capsys.readouterr().out


def test_schema_is_printed_for_editors(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scenario", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == scenario_schema()
