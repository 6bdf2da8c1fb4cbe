"""The JSON schema accepts what reading accepts, and refuses what an editor can see is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.json_schema import fits
from tests.unit.inputs.test_kinds import HEAD, WRITTEN

from foodplan.inputs.schema import scenario_schema
from foodplan.inputs.tree import read_tree
from foodplan.inputs.wrong import Findings

ROOT = Path(__file__).parents[3]
SCENARIOS = sorted((ROOT / "scenarios").glob("*.yaml"))
CASES = ROOT / "tests" / "cases" / "scenarios"
SEEN_BY_EDITORS = (
    "change-as-text",
    "close-hub-without-where",
    "cost-bare",
    "delay-without-unit",
    "factor-as-text",
    "id-missing",
    "key-near",
    "kind-near",
    "label-in-french-only",
    "lot-without-unit",
    "negative-factor",
    "no-dataset",
    "schema-2",
    "selector-near",
    "selector-of-another-kind",
    "site-off-the-globe",
    "sweep-key-near",
    "sweep-random-without-seed",
    "unknown-key-near",
)


def is_valid(text: str) -> bool:
    tree = read_tree(text, "x.yaml", Findings())
    assert tree is not None
    schema = scenario_schema()
    return fits(_as_json(tree.plain()), schema, schema)


def _as_json(value: object) -> object:
    """As editors read YAML: a date without quotes is text."""
    if isinstance(value, dict):
        return {key: _as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_json(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_scenario_of_the_library_is_valid(path: Path) -> None:
    assert is_valid(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", [text for text, _ in WRITTEN], ids=lambda text: text[:40])
def test_every_way_of_writing_a_change_is_valid(text: str) -> None:
    assert is_valid(f"{HEAD}changes:\n  - {{id: a, {text}}}\n")


@pytest.mark.parametrize("name", SEEN_BY_EDITORS)
def test_what_an_editor_can_see_is_refused(name: str) -> None:
    assert not is_valid((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "sweep",
    [
        "{grid: {changes.a.by: [1, 2]}, max_runs: 12}",
        "{zip: {changes.a.by: [1, 2]}}",
        "{list: [{changes.a.by: 1}, {}]}",
        "{random: {runs: 5, seed: 1, need: declared, yield: {normal: [1, 0.1]}}}",
        "{random: {runs: 5, seed: 1, need: {uniform: [0.9, 1.1]}}}",
    ],
)
def test_every_kind_of_sweep_is_valid(sweep: str) -> None:
    assert is_valid(f"{HEAD}sweep: {sweep}\n")
