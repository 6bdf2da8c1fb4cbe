from __future__ import annotations

from pathlib import Path
from runpy import run_path

import pytest

from foodplan.tables.columns import TABLES
from foodplan.tables.declaration import Table, heading_key
from foodplan.texts import codes

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_heading_stands_for_two_columns(table: Table) -> None:
    headings = [h for column in table.columns for h in (column.name, *column.headers)]
    assert len({heading_key(heading) for heading in headings}) == len(headings)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_column_and_kind_has_a_meaning(table: Table) -> None:
    wanted = {f"dataset-{table.name}"}
    wanted |= {f"column-{table.name}-{column.name}" for column in table.columns}
    wanted |= {f"kind-{column.kind}" for column in table.columns}
    assert wanted <= set(codes())


def test_references_lead_to_tables_with_an_id() -> None:
    keyed = {table.name for table in TABLES if table.key}
    assert {name for t in TABLES for column in t.columns for name in column.refers} <= keyed


def test_a_heading_is_read_without_accents_capitals_and_marks() -> None:
    assert heading_key(" Déchargement (min) ") == "dechargement_min"


def test_the_data_dictionary_is_current() -> None:
    written = run_path(str(ROOT / "scripts" / "data_dictionary.py"))["dictionary"]()
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == written
