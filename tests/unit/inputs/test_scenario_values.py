from __future__ import annotations

from pathlib import Path

import pytest

from foodplan.inputs.scenario import read_scenario
from foodplan.inputs.scenario_values import resolved_yaml, written_values

SCENARIOS = sorted((Path(__file__).parents[3] / "scenarios").glob("*.yaml"))
HEAD = 'label: {fr: "Base", en: "Base"}\nasks: {fr: "Quoi ?", en: "What?"}\ndataset: test\n'


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_resolved_file_says_the_same_as_its_chain(path: Path, tmp_path: Path) -> None:
    reading = read_scenario(path)
    alone = tmp_path / path.name
    alone.write_text(resolved_yaml(reading), encoding="utf-8")
    assert read_scenario(alone).findings == ()
    assert read_scenario(alone).scenario == reading.scenario


def test_a_value_hides_those_of_the_files_further_up(tmp_path: Path) -> None:
    for name, parent, by in (
        ("a", "", 1),
        ("b", "extends: a.yaml\n", 2),
        ("c", "extends: b.yaml\n", 3),
    ):
        change = f"changes:\n  - {{id: x, kind: scale_need, by: {by}}}\n"
        head = HEAD if name == "a" else ""
        text = f"schema: 1\nid: {name}\n{parent}{head}{change}"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    values = {one.key: one for one in written_values(read_scenario(tmp_path / "c.yaml"))}
    by = values["changes.x.by"]
    assert (by.value, by.place) == ("3", "c.yaml:5:35")
    assert [(one.value, one.place) for one in by.hides] == [
        ("2", "b.yaml:5:35"),
        ("1", "a.yaml:7:35"),
    ]
    assert values["dataset"].place == "a.yaml:5:10"


def test_values_of_a_file_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("a: [", encoding="utf-8")
    reading = read_scenario(path)
    assert written_values(reading) == ()
    assert resolved_yaml(reading) == ""
