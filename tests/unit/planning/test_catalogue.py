from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from foodplan.errors import InvalidInput
from foodplan.inputs.dataset import Reading, read_dataset
from foodplan.planning import catalogue
from foodplan.planning.catalogue import Catalogue
from foodplan.planning.library import Library

ROOT = Path(__file__).parents[3]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of the user's own with a copy of the tiny week."""
    shutil.copytree(ROOT / "data" / "tiny-week", tmp_path / "data" / "our-week")
    (tmp_path / "scenarios").mkdir()
    return tmp_path


def test_datasets_of_the_program_and_of_the_user_are_found(own: Path) -> None:
    found = Catalogue(Library(root=ROOT, extra=own), "en").datasets()
    names = [one.dataset_id for one in found]
    assert {"our-week", "tiny-week", "reference-week"} <= set(names)
    assert names == sorted(names)
    assert "region-amp" not in names


def test_a_dataset_is_named_by_its_id_or_by_its_path(own: Path) -> None:
    weeks = Catalogue(Library(root=ROOT, extra=own), "en")
    by_id = weeks.resolve("our-week")
    assert weeks.resolve(str(own / "data" / "our-week")).input_hash == by_id.input_hash
    assert by_id.scenario is None


def test_a_changed_file_is_read_anew(own: Path) -> None:
    weeks = Catalogue(Library(root=ROOT, extra=own), "en")
    before = weeks.resolve("our-week").input_hash
    needs = own / "data" / "our-week" / "needs.csv"
    header, first, *rest = needs.read_text().splitlines()
    cells = first.split(",")
    cells[header.split(",").index("baskets")] = "1"
    needs.write_text("\n".join([header, ",".join(cells), *rest, ""]))
    assert weeks.resolve("our-week").input_hash != before


def test_a_scenario_of_a_dataset_that_is_not_there_says_what_may_be_meant(own: Path) -> None:
    (own / "scenarios" / "ours.yaml").write_text(
        "schema: 1\nid: ours\nlabel: {fr: Le, en: Our}\nasks: {fr: Quoi, en: What}\n"
        "dataset: our-weak\n"
    )
    weeks = Catalogue(Library(root=ROOT, extra=own), "fr")
    assert "ours" in [one.scenario_id for one in weeks.scenarios()]
    with pytest.raises(InvalidInput) as told:
        weeks.resolve("ours")
    assert [one.words("fr") for one in told.value.findings] == [
        "ours.yaml:5:10: dataset: il n'y a pas de jeu de données our-weak"
        " — vouliez-vous dire our-week\u202f?"
    ]


def test_what_a_file_says_wrong_and_what_does_not_fit_are_told_together(own: Path) -> None:
    text = (
        "schema: 1\nid: ours\nlabel: {fr: Le, en: Our}\nasks: {fr: Quoi, en: What}\n"
        "dataset: tiny-week\nchanges:\n"
        "  - {id: a, kind: close_site, where: {sites: [NOWHERE]}}\n"
        "  - {id: b, kind: scale_need, by: much}\n"
    )
    path = own / "scenarios" / "ours.yaml"
    weeks = Catalogue(Library(root=ROOT, extra=own), "en")
    path.write_text(text)
    found = weeks.read("ours").findings
    assert [(one.row, one.code) for one in found if one.file == path.name] == [
        (7, "change-unknown-name"),
        (8, "yaml-not-number"),
    ]
    # The site may be the one that could not be read.
    path.write_text(text + "  - {id: c, kind: add_site, site_id: NOWHERE}\n")
    assert {one.row for one in weeks.read("ours").findings if one.file == path.name} == {8, 9}


def test_every_scenario_of_the_library_comes_to_a_week() -> None:
    weeks = Catalogue(Library(root=ROOT), "en")
    for summary in weeks.scenarios():
        assert weeks.resolve(summary.scenario_id).scenario is not None


def test_many_datasets_are_read_once_however_often_they_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        shutil.copytree(ROOT / "data" / "tiny-week", tmp_path / "data" / f"week-{number}")
    read: list[Path] = []

    def counted(path: Path, **options: Any) -> Reading:
        read.append(path)
        return read_dataset(path, **options)

    monkeypatch.setattr(catalogue, "read_dataset", counted)
    weeks = Catalogue(Library(root=tmp_path), "en")
    assert len(weeks.datasets()) == 12
    weeks.datasets()
    assert len(read) == 12
