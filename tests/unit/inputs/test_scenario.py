from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.builders import a_problem

from foodplan.domain.changes import apply
from foodplan.domain.scenario import Change, SlowRoads, VehicleOut
from foodplan.inputs.kinds import KINDS
from foodplan.inputs.scenario import ScenarioReading, read_scenario
from foodplan.inputs.schema import scenario_schema

ROOT = Path(__file__).parents[3]
HEAD = """\
schema: 1
id: base
label: {fr: "Base", en: "Base"}
asks: {fr: "Quoi ?", en: "What?"}
dataset: test
"""


def written(folder: Path, text: str, name: str = "base.yaml") -> Path:
    """A scenario file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read_changes(folder: Path, changes: str) -> ScenarioReading:
    """The base scenario with these changes, one a line (line 7 is the first)."""
    lines = "".join(f"  - {line}\n" for line in changes.splitlines())
    return read_scenario(written(folder, f"{HEAD}changes:\n{lines}"))


def sentences(reading: ScenarioReading, language: str = "en") -> list[str]:
    return [finding.words(language) for finding in reading.findings]  # type: ignore[arg-type]


def test_a_scenario_is_read_with_days_spans_and_selectors(tmp_path: Path) -> None:
    reading = read_changes(
        tmp_path,
        '{id: jam, kind: slow_roads, by: 2, between: "07:00-10:00", where: {districts: [Q1]}}\n'
        "{id: vans, kind: vehicle_out, because: fire, where: {vehicles: [V1]},"
        " days: [lun, wed-fri]}",
    )
    assert reading.findings == ()
    assert reading.scenario is not None
    jam, vans = reading.scenario.changes
    assert isinstance(jam, SlowRoads)
    assert (jam.by, jam.start_min, jam.end_min) == (2.0, 420, 600)
    assert jam.where.districts == {"Q1"}
    assert isinstance(vans, VehicleOut)
    assert (vans.days, vans.because) == ({0, 2, 3, 4}, "fire")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            "{id: a, kind: scale_needs, by: 2}",
            "base.yaml:7:19: changes.a.kind: there is no change of kind scale_needs"
            " — did you mean scale_need?",
        ),
        (
            "{id: a, kind: scale_need, bye: 2}",
            "base.yaml:7:5: changes.a.by: by is missing — add it",
        ),
        (
            '{id: a, kind: scale_need, by: "2"}',
            "base.yaml:7:35: changes.a.by: 2 is no number"
            " — write it without unit or quotes, such as 1.3",
        ),
        (
            "{id: a, kind: scale_need, by: -1}",
            "base.yaml:7:35: changes.a.by: by is -1 — give 0 or more",
        ),
        (
            "{id: a, kind: scale_need, by: .inf}",
            "base.yaml:7:35: changes.a.by: inf is no amount — write a number",
        ),
        (
            "{id: a, kind: scale_need, by: 2, where: {town: [Aix]}}",
            "base.yaml:7:46: changes.a.where.town: there is no key town here — did you mean towns?",
        ),
        (
            "{id: a, kind: scale_need, by: 2, where: {sites: [12]}}",
            "base.yaml:7:54: changes.a.where.sites.1: text is needed here"
            " — put the value in quotes",
        ),
        (
            "{id: a, kind: close_site, where: {sites: [A]}, days: [mondy]}",
            "base.yaml:7:58: changes.a.days: mondy is no day; did you mean monday?",
        ),
        (
            "{id: a, kind: slow_roads, by: 2, between: 7-10}",
            "base.yaml:7:47: changes.a.between: 7 is no time of day;"
            " write HH:MM between 00:00 and 24:00",
        ),
        (
            "{id: a, kind: set_policy, values: {balance_max_route_min: 360}}",
            "base.yaml:7:63: changes.a.values.balance_max_route_min: the unit is missing"
            ' — write for example "360 min"',
        ),
        (
            "{id: a, kind: set_policy, values: {balance_max_route_min: 6 hh}}",
            "base.yaml:7:63: changes.a.values.balance_max_route_min:"
            " the unit hh does not fit here — did you mean h?",
        ),
        (
            "{id: a, kind: set_policy, values: {allowed_changes: keep_vehicle}}",
            "base.yaml:7:57: changes.a.values.allowed_changes: keep_vehicle is not possible here"
            " — did you mean keep_vehicles?",
        ),
        (
            "{id: 2020-04-20, kind: scale_need, by: 2}",
            "base.yaml:7:5: changes.?: each change has an id and a kind — write {id: …, kind: …}",
        ),
        (
            "just words",
            "base.yaml:7:5: changes.1: keys and values are needed here"
            " — write for example {key: value}",
        ),
    ],
)
def test_a_wrong_change_is_told_with_its_place_and_remedy(
    tmp_path: Path, change: str, sentence: str
) -> None:
    reading = read_changes(tmp_path, change)
    assert reading.scenario is None
    assert sentence in sentences(reading)


def test_all_faults_of_a_scenario_are_told_at_once_in_french_too(tmp_path: Path) -> None:
    text = HEAD.replace("dataset", "datset").replace("id: base", "id: base\nid: basis")
    reading = read_scenario(written(tmp_path, text))
    assert sentences(reading, "fr") == [
        "base.yaml:1:1: dataset: dataset manque — ajoutez-le",
        "base.yaml:3:1: id: id est déjà donné à la ligne 2 — gardez-en un",
        "base.yaml:6:1: datset: la clé datset n'existe pas ici — vouliez-vous dire dataset\u202f?",
    ]


def test_changes_with_one_id_are_refused(tmp_path: Path) -> None:
    twice = "{id: a, kind: scale_need, by: 2}\n{id: a, kind: scale_need, by: 3}"
    assert sentences(read_changes(tmp_path, twice)) == [
        "base.yaml:8:5: changes.a.id: the id a is already taken — give each its own"
    ]


def test_anchors_and_broken_yaml_are_refused(tmp_path: Path) -> None:
    bomb = read_scenario(written(tmp_path, "a: &a [x]\nb: [*a, *a]\n"))
    assert "yaml-alias" in {finding.code for finding in bomb.findings}
    deep = read_scenario(written(tmp_path, "[" * 5000))
    assert [finding.code for finding in deep.findings] == ["yaml-too-deep"]
    assert [f.code for f in read_scenario(written(tmp_path, "")).findings] == ["yaml-empty"]


def test_a_child_replaces_the_changes_it_names_and_adds_the_others(tmp_path: Path) -> None:
    changes = "{id: a, kind: scale_need, by: 2}\n{id: b, kind: scale_need, by: 3}"
    assert read_changes(tmp_path, changes).findings == ()
    child = written(
        tmp_path,
        "schema: 1\nid: child\nextends: base.yaml\nlabel: {en: Child}\nchanges:\n"
        "  - {id: c, kind: scale_need, by: 5}\n  - {id: a, kind: scale_supply, by: 4}\n",
        "child.yaml",
    )
    scenario = read_scenario(child).scenario
    assert scenario is not None
    assert [(c.change_id, c.kind) for c in scenario.changes] == [
        ("a", "scale_supply"),
        ("b", "scale_need"),
        ("c", "scale_need"),
    ]
    assert (scenario.label.fr, scenario.label.en) == ("Base", "Child")
    assert scenario.dataset_id == "test"


def test_a_fault_of_the_parent_is_told_in_the_parents_file(tmp_path: Path) -> None:
    read_changes(tmp_path, "{id: a, kind: scale_need, by: -2}")
    child = written(tmp_path, "schema: 1\nid: child\nextends: base.yaml\n", "child.yaml")
    assert sentences(read_scenario(child)) == [
        "base.yaml:7:35: changes.a.by: by is -2 — give 0 or more"
    ]


def test_a_circle_of_files_a_long_chain_and_a_missing_parent_are_refused(tmp_path: Path) -> None:
    def link(name: str, parent: str) -> Path:
        return written(tmp_path, f"schema: 1\nid: {name}\nextends: {parent}\n", f"{name}.yaml")

    link("b", "a.yaml")
    circle = read_scenario(link("a", "b.yaml"))
    assert (
        "b.yaml:3:10: extends: the scenarios extend each other in a circle"
        " (a.yaml → b.yaml → a.yaml) — take out one extends"
    ) in sentences(circle)

    written(tmp_path, HEAD, "s1.yaml")
    for i in range(2, 7):
        link(f"s{i}", f"s{i - 1}.yaml")
    assert read_scenario(tmp_path / "s5.yaml").findings == ()
    assert "scenario-extends-long" in {f.code for f in read_scenario(tmp_path / "s6.yaml").findings}

    lost = sentences(read_scenario(link("lost", "s11.yaml")))
    assert any(
        "there is no file s11.yaml in this folder — did you mean s1.yaml?" in s for s in lost
    )
    outside = sentences(read_scenario(link("out", "../secret.yaml")))
    assert any("extends names one file of the same folder" in s for s in outside)


def test_a_name_that_the_dataset_lacks_is_told_at_its_line(tmp_path: Path) -> None:
    reading = read_changes(tmp_path, "{id: a, kind: scale_need, by: 2, where: {towns: [Marseile]}}")
    assert reading.scenario is not None
    _, findings = apply(a_problem(), reading.scenario)
    assert [reading.located(finding).words("en") for finding in findings] == [
        "base.yaml:7:53: changes.a.where.towns: Marseile does not exist in this dataset"
        " — did you mean Marseille?"
    ]


def test_every_kind_of_change_of_the_domain_can_be_written() -> None:
    assert {kind.kind for kind in Change.__subclasses__()} == set(KINDS)


def test_the_schema_beside_the_scenarios_is_current() -> None:
    path = ROOT / "scenarios" / "scenario.v1.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == scenario_schema()
