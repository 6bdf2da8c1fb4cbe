"""Every wrong scenario of tests/cases/scenarios is refused with the very sentences it names.

A case is a scenario for the small week; lines `# says: …` at its end are what must be said about
it, all of it. Files without such lines are parents of others.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.changes import apply
from foodplan.domain.finding import Finding
from foodplan.domain.problem import Problem
from foodplan.inputs.dataset import read_dataset
from foodplan.inputs.scenario import read_scenario

CASES = Path(__file__).parents[2] / "cases"
SAYS = "# says: "
ROADS = ("A7", "A55")


def sentences_of(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(SAYS) for line in lines if line.startswith(SAYS)]


BROKEN = [path for path in sorted((CASES / "scenarios").glob("*.yaml")) if sentences_of(path)]


@cache
def small_week() -> Problem:
    problem = read_dataset(CASES / "small-week", backdrop_of=lambda _: Backdrop()).problem
    assert problem is not None
    return problem


def everything_wrong(path: Path) -> tuple[Finding, ...]:
    reading = read_scenario(path)
    scenario = reading.scenario or reading.partial
    if scenario is None:
        return reading.findings
    _, misfits = apply(small_week(), scenario, road_names=ROADS)
    return (*reading.findings, *map(reading.located, misfits))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_scenario_says_what_is_wrong_and_what_to_do(path: Path) -> None:
    findings = everything_wrong(path)
    assert [finding.words("en") for finding in findings] == sentences_of(path)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_scenario_says_so_in_french_at_the_same_place(path: Path) -> None:
    for finding in everything_wrong(path):
        english, french = finding.words("en"), finding.words("fr")
        assert french != english
        assert french.startswith(finding.where())


def test_there_are_cases_for_every_part_of_the_language() -> None:
    assert len(BROKEN) >= 100


def test_a_parent_of_broken_scenarios_is_itself_right() -> None:
    parents = set((CASES / "scenarios").glob("*.yaml")) - set(BROKEN)
    assert parents
    for path in parents:
        assert everything_wrong(path) == ()
