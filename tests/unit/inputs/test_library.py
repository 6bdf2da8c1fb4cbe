"""The datasets and scenarios that foodplan comes with are right."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.changes import apply
from foodplan.domain.problem import Problem
from foodplan.inputs.dataset import read_dataset
from foodplan.inputs.scenario import read_scenario
from foodplan.roads import read_backdrop

ROOT = Path(__file__).parents[3]
SCENARIOS = sorted((ROOT / "scenarios").glob("*.yaml"))
DATASETS = sorted(path.parent.name for path in (ROOT / "data").glob("*/week.yaml"))


def backdrop(region: str | None) -> Backdrop:
    return read_backdrop(ROOT / "data" / region) if region else Backdrop()


@cache
def dataset(name: str) -> Problem:
    reading = read_dataset(ROOT / "data" / name, backdrop_of=backdrop)
    assert [finding.words("en") for finding in reading.findings] == []
    assert reading.problem is not None
    return reading.problem


@pytest.mark.parametrize("name", DATASETS)
def test_every_dataset_is_read_without_a_finding(name: str) -> None:
    assert dataset(name).dataset_id == name


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_scenario_changes_its_dataset(path: Path) -> None:
    reading = read_scenario(path)
    assert [finding.words("en") for finding in reading.findings] == []
    assert reading.scenario is not None
    assert reading.scenario.scenario_id == path.stem
    base = dataset(reading.scenario.dataset_id)
    changed = False
    for week in range(1, reading.scenario.weeks + 1):
        problem, findings = apply(base, reading.scenario, week=week)
        assert [finding.words("en") for finding in findings] == []
        changed = changed or problem != base
    assert changed == bool(reading.scenario.changes)
