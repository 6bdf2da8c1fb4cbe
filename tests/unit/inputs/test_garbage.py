"""Whatever stands in a cell or a file, reading ends with findings and never with a crash."""

from __future__ import annotations

import csv
import io
import tracemalloc
import zipfile
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.finding import Finding
from foodplan.domain.policy import RoadSettings
from foodplan.inputs.dataset import read_dataset
from foodplan.inputs.scenario import read_scenario
from foodplan.inputs.sheets import workbook_sheets
from foodplan.inputs.wrong import Wrong
from foodplan.tables.columns import TABLES
from foodplan.texts import LANGUAGES

SMALL_WEEK = Path(__file__).parents[2] / "cases" / "small-week"
NASTY = st.sampled_from(
    "nan inf -0 1e400 1e308 -1 0 1,5 1,234 1.234,5 mon mon-fri sun-mon 25:61 09:00-08:00 "
    "mon_9h-8h 2026-02-30 9999-12-31 0001-01-01 yes oui van;truck ; ;; - SITE-1 HUB-1 ² ٣ é "
    "2026-W54 2026-W48 43.3_5.4 0x1F 1_000 =1+1 #N/A".replace("_", " ").split(" ")
)
CELLS = st.one_of(NASTY, st.text(max_size=12), st.floats().map(str), st.dates().map(str))
COLUMNS = [(table.name, column.name) for table in TABLES for column in table.columns]


def told(findings: tuple[Finding, ...]) -> None:
    """Every finding can be said in both languages."""
    for finding in findings:
        for language in LANGUAGES:
            assert finding.words(language)


def spoil(path: Path, column: str, cell: str) -> None:
    """Put a cell into the first row of a table, which may be new, under a column that may be."""
    text = path.read_text(encoding="utf-8") if path.exists() else f"{column}\nx\n"
    rows = list(csv.reader(io.StringIO(text)))
    if column not in rows[0]:
        rows[0].append(column)
        rows[1].append("")
    rows[1][rows[0].index(column)] = cell
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", errors="replace")


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(COLUMNS), CELLS), min_size=1, max_size=6))
def test_any_cell_gives_a_problem_or_findings(cells: list[tuple[tuple[str, str], str]]) -> None:
    with TemporaryDirectory() as root:
        folder = Path(root) / "small-week"
        copytree(SMALL_WEEK, folder)
        for (table, column), cell in cells:
            spoil(folder / f"{table}.csv", column, cell)
        reading = read_dataset(folder, backdrop_of=lambda _: Backdrop())
        told(reading.findings)
        assert reading.problem is not None or reading.findings


@settings(max_examples=60)
@given(st.sampled_from(sorted(path.name for path in SMALL_WEEK.iterdir())), st.binary(max_size=80))
def test_any_bytes_give_a_problem_or_findings(name: str, data: bytes) -> None:
    with TemporaryDirectory() as root:
        folder = Path(root) / "small-week"
        copytree(SMALL_WEEK, folder)
        (folder / name).write_bytes(data)
        reading = read_dataset(folder, backdrop_of=lambda _: Backdrop())
        told(reading.findings)
        assert reading.problem is None or RoadSettings() == reading.problem.roads


@settings(max_examples=150)
@given(st.text(alphabet="ab:{}[]-,'\"&*!|>#%@ \n\t10.é", max_size=60))
def test_any_yaml_gives_a_scenario_or_findings(text: str) -> None:
    with TemporaryDirectory() as root:
        path = Path(root) / "any.yaml"
        path.write_text(text, encoding="utf-8")
        reading = read_scenario(path)
        told(reading.findings)
        assert reading.findings


def test_a_cell_far_away_does_not_ask_for_the_memory_of_all_between(tmp_path: Path) -> None:
    path = tmp_path / "needs.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("needs")
        sheet.write(0, 0, "site_id")
        sheet.write(1_048_575, 16_383, "x")
    assert path.stat().st_size < 10_000
    with pytest.raises(Wrong, match="file-too-many-cells"):
        workbook_sheets(path)


def test_a_cell_far_away_is_found_wherever_its_sheet_lies(tmp_path: Path) -> None:
    path = tmp_path / "needs.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("xl/elsewhere/one.xml", '<c r="A1"/><c r="XFD1048576"/>')
    with pytest.raises(Wrong, match="file-too-many-cells"):
        workbook_sheets(path)


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_workbook_that_tells_wrong_sizes_is_refused_before_it_grows(
    tmp_path: Path, packing: int
) -> None:
    path, grown = tmp_path / "needs.xlsx", 32_000_000
    with zipfile.ZipFile(path, "w", packing) as packed:
        packed.writestr("xl/workbook.xml", bytes(grown))
    size, told_size = grown.to_bytes(4, "little"), (10).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, told_size))
    tracemalloc.start()
    try:
        with pytest.raises(Wrong, match="file-no-workbook"):
            workbook_sheets(path)
        assert tracemalloc.get_traced_memory()[1] < grown / 8
    finally:
        tracemalloc.stop()
