"""The same week in the ways that spreadsheets write it gives the very same problem."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
import xlsxwriter

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.problem import Problem
from foodplan.inputs.dataset import Reading, read_dataset
from foodplan.tables.columns import TABLE

SMALL_WEEK = Path(__file__).parents[2] / "cases" / "small-week"
FRENCH_DAYS = {"mon": "lun", "tue": "mar", "wed": "mer", "fri": "ven"}
FRENCH_FILES = {"needs": "besoins", "vehicles": "Véhicules", "products": "PRODUITS"}
Rows = list[list[str]]


def read(path: Path) -> Reading:
    """Read without outlines."""
    return read_dataset(path, backdrop_of=lambda _: Backdrop())


def small_week() -> Problem:
    """The week as it is kept."""
    problem = read(SMALL_WEEK).problem
    assert problem is not None
    return problem


def rewritten(folder: Path, write: Callable[[Path, Rows], None]) -> Path:
    """A copy of the small week whose tables another spreadsheet has written."""
    copytree(SMALL_WEEK, folder)
    for path in sorted(folder.glob("*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        path.unlink()
        write(path, rows)
    return folder


def table_text(rows: Rows, delimiter: str) -> str:
    """Rows as a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def french(path: Path, rows: Rows) -> None:
    """As a French spreadsheet exports: semicolons, decimal commas, Windows-1252, French words."""
    table = TABLE[path.stem]
    headings = [(table.column(name).headers or (name,))[0].upper() for name in rows[0]]
    body = [[french_cell(cell) for cell in row] + ["", ""] for row in rows[1:]]
    blank = [""] * len(headings)
    out = [[*headings, "", ""], blank, *body, blank]
    name = FRENCH_FILES.get(path.stem, path.stem)
    path.with_name(f"{name}.csv").write_bytes(table_text(out, ";").encode("cp1252"))


def french_cell(cell: str) -> str:
    for english, word in FRENCH_DAYS.items():
        cell = cell.replace(english, word)
    number = cell.replace(".", "", 1)
    if number.isdigit() and "." in cell:
        return cell.replace(".", ",").replace("1200,5", "1\u00a0200,5")
    return "fourgon" if cell == "van" else cell


def test_a_french_spreadsheet_gives_the_very_same_problem(tmp_path: Path) -> None:
    reading = read(rewritten(tmp_path / "small-week", french))
    assert reading.findings == ()
    assert reading.problem == small_week()


def test_headings_may_carry_accents_capitals_and_blanks(tmp_path: Path) -> None:
    def write(path: Path, rows: Rows) -> None:
        if path.stem == "sites":
            headings = "Id site,Libellé,Commune,QPV,Latitude,LNG,Créneaux,Déchargement (min)"
            rows[0] = [*headings.split(","), "Stockage kg"]
        path.write_text(table_text(rows, ","), encoding="utf-8")

    reading = read(rewritten(tmp_path / "small-week", write))
    assert reading.findings == ()
    assert reading.problem == small_week()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
def test_marks_and_separators_make_no_difference(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    def write(path: Path, rows: Rows) -> None:
        path.write_bytes(table_text(rows, delimiter).encode(encoding))

    reading = read(rewritten(tmp_path / "small-week", write))
    assert reading.findings == ()
    assert reading.problem == small_week()


def test_a_workbook_gives_the_very_same_problem(tmp_path: Path) -> None:
    path = tmp_path / "small-week.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_numbers": True}) as book:
        for file in sorted(SMALL_WEEK.glob("*.csv")):
            sheet = book.add_worksheet(FRENCH_FILES.get(file.stem, file.stem))
            for i, row in enumerate(csv.reader(io.StringIO(file.read_text(encoding="utf-8")))):
                sheet.write_row(i, 0, row)
    (tmp_path / "week.yaml").write_bytes((SMALL_WEEK / "week.yaml").read_bytes())
    reading = read(path)
    assert reading.findings == ()
    assert reading.problem == small_week()


def test_a_title_and_merged_groups_may_stand_above_the_headings(tmp_path: Path) -> None:
    path = tmp_path / "small-week.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_numbers": True}) as book:
        for file in sorted(SMALL_WEEK.glob("*.csv")):
            sheet = book.add_worksheet(file.stem)
            sheet.merge_range(0, 0, 0, 5, "Semaine 17 : ce qui est prévu")
            sheet.merge_range(2, 0, 2, 3, "Qui")
            for i, row in enumerate(csv.reader(io.StringIO(file.read_text(encoding="utf-8")))):
                sheet.write_row(i + 3, 0, row)
    (tmp_path / "week.yaml").write_bytes((SMALL_WEEK / "week.yaml").read_bytes())
    reading = read(path)
    assert reading.findings == ()
    assert reading.problem == small_week()


def test_below_a_title_findings_still_name_the_row_of_the_file(tmp_path: Path) -> None:
    def write(path: Path, rows: Rows) -> None:
        if path.stem == "needs":
            rows = [["Besoins", *([""] * (len(rows[0]) - 1))], *rows]
            rows[2][3] = "-1"
        path.write_text(table_text(rows, ";"), encoding="utf-8")

    (finding,) = read(rewritten(tmp_path / "small-week", write)).findings
    assert (finding.file, finding.row, finding.column) == ("needs.csv", 3, "baskets")


def test_damaged_utf8_is_not_taken_for_windows_1252(tmp_path: Path) -> None:
    folder = tmp_path / "small-week"
    copytree(SMALL_WEEK, folder)
    sites = folder / "sites.csv"
    sites.write_bytes(sites.read_bytes().replace(b"social", b"soci\xc3l"))
    messages = [finding.words("en") for finding in read(folder).findings]
    assert (
        messages[0]
        == "sites.csv:3: the text is damaged (bad UTF-8); save the file again as CSV UTF-8"
    )


def test_a_file_of_100_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "small-week"
    copytree(SMALL_WEEK, folder)
    with (folder / "sites.csv").open("r+b") as file:
        file.truncate(100_000_000)
    messages = [finding.words("en") for finding in read(folder).findings]
    assert (
        "sites.csv: the file is 100 MB; the limit is 20 MB, take out what is not about this week"
        in messages
    )


def test_a_folder_that_is_not_there_and_a_file_that_is_no_dataset(tmp_path: Path) -> None:
    assert [f.code for f in read(tmp_path / "nowhere").findings] == ["dataset-missing"]
    letter = tmp_path / "letter.docx"
    letter.write_text("Bonjour")
    assert [f.code for f in read(letter).findings] == ["dataset-no-format"]
    assert [f.code for f in read(tmp_path).findings] == ["dataset-no-tables"]


def test_a_workbook_that_cannot_be_opened_is_not_said_to_lack_its_tables(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    sheet.write_text("no workbook")
    (tmp_path / "week.yaml").write_text((SMALL_WEEK / "week.yaml").read_text())
    assert [f.code for f in read(sheet).findings] == ["file-no-workbook"]
