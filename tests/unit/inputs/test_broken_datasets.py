"""Every wrong dataset of tests/cases is refused with the very sentence that it names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from ruamel.yaml import YAML

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import Location
from foodplan.inputs.dataset import read_dataset
from foodplan.texts.catalogue import spaced

CASES = Path(__file__).parents[2] / "cases"
SEA = tuple(Location(lat=lat, lon=lon) for lat, lon in ((43.0, 5.0), (43.3, 5.0), (43.3, 5.3)))
BROKEN = YAML(typ="safe").load(CASES / "broken_datasets.yaml")


def backdrop(_: str | None) -> Backdrop:
    """A triangle of sea south-west of Marseille."""
    return Backdrop(water=(SEA,))


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case["case"].replace(" ", "-"))
def test_a_broken_dataset_says_what_is_wrong_and_what_to_do(
    case: Mapping[str, Any], tmp_path: Path
) -> None:
    folder = tmp_path / "small-week"
    copytree(CASES / "small-week", folder)
    spoil(folder / case["file"], case)

    reading = read_dataset(folder, backdrop_of=backdrop)

    assert [finding.words("en") for finding in reading.findings] == case["en"]
    if "fr" in case:
        told = [spaced(one, "fr") for one in case["fr"]]
        assert [finding.words("fr") for finding in reading.findings] == told
    assert (reading.problem is not None) == case.get("warns_only", False)


def spoil(path: Path, case: Mapping[str, Any]) -> None:
    """Change the one file that the case is about."""
    if "replace" in case:
        before, after = case["replace"]
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")
    elif case["write"] is None:
        path.unlink()
    else:
        path.write_text(case["write"], encoding="utf-8")


def test_the_small_week_itself_is_right() -> None:
    reading = read_dataset(CASES / "small-week", backdrop_of=backdrop)
    assert reading.findings == ()
    assert reading.problem is not None
    assert reading.problem.baskets_needed(reading.problem.sites[0].site_id) == 40


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "small-week"
    copytree(CASES / "small-week", folder)
    wanted = []
    for case in BROKEN:
        if case["case"] in {"a need below zero", "an unknown product", "a week that is no Monday"}:
            spoil(folder / case["file"], case)
            wanted += case["en"]
    reading = read_dataset(folder, backdrop_of=backdrop)
    assert [finding.words("en") for finding in reading.findings] == sorted(wanted)
