"""Weeks of people's own: kept from the files that they hand in, and their tables as a workbook."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from math import isfinite
from pathlib import Path
from threading import Lock

from foodplan.documents.workbook import sheets_workbook
from foodplan.domain.finding import Finding, Severity
from foodplan.errors import Changed, InvalidInput, InvalidValue, NotFound, Unavailable
from foodplan.inputs.book import table_called
from foodplan.inputs.cells import figure_of
from foodplan.inputs.dataset import WEEK_FILE, read_dataset, tables_of, week_path_of
from foodplan.inputs.sheets import TABLE_FILES, WORKBOOKS, Sheet, sheets_of
from foodplan.inputs.wrong import Wrong
from foodplan.planning.catalogue import Catalogue
from foodplan.planning.library import Library
from foodplan.tables.declaration import DTYPES, Table, heading_key
from foodplan.texts import Language, Sentence

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_START = re.compile(rb"^start:[^\r\n]*", re.MULTILINE)
_YAML = (".yaml", ".yml")


class OwnWeeks:
    """The user's own folder of datasets; the program's stay as they are."""

    def __init__(self, library: Library, catalogue: Catalogue, language: Language) -> None:
        self._library, self._catalogue, self._language = library, catalogue, language
        self._keeping = Lock()

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self._library.own_datasets

    def keep(
        self,
        name: str,
        files: Mapping[str, bytes],
        *,
        like: str,
        start: date | None = None,
        seen: int | None = None,
    ) -> tuple[Finding, ...]:
        """Keep a week under a name, from that Monday where one is given; what is to know of it.

        What is not handed in comes from the week of that name, or else from the one that it is
        `like`. A workbook stands instead of all tables. InvalidInput, and nothing is kept, where
        it cannot be planned. Changed where that week was written later than what was `seen`, and
        is another one: the same handed in twice is kept once.
        """
        self._expect_free(name)
        handed = self._handed(files)
        if not handed:
            raise InvalidValue(Sentence("week-no-files", self._language))
        try:
            with self._keeping:
                return self._keep(name, handed, like=like, start=start, seen=seen)
        except OSError as error:
            why = {"path": self.folder, "why": error.strerror or type(error).__name__}
            raise Unavailable(Sentence("week-no-folder", self._language, **why)) from error

    def written_at(self) -> int:
        """When any of them was last written, in ns of the folder's own clock; 0 without one."""
        weeks = self.folder.iterdir() if self.folder.is_dir() else ()
        return max(map(_written_at, weeks), default=0)

    def _keep(
        self,
        name: str,
        handed: Mapping[str, bytes],
        *,
        like: str,
        start: date | None,
        seen: int | None,
    ) -> tuple[Finding, ...]:
        target = self.folder / name
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".incoming-", dir=self.folder) as room:
            made = Path(room) / name
            self._gather(made, handed, target if target.is_dir() else self._path(like))
            if start is not None:
                _set_start(made / WEEK_FILE, start)
            is_new = _contents(made) != _contents(target)
            if is_new and seen is not None and _written_at(target) > seen:
                raise Changed(Sentence("week-changed", self._language, name=name))
            findings = self._expect_readable(made, name)
            if is_new:
                if target.exists():
                    target.rename(Path(room) / "before")
                made.rename(target)
        return findings

    def workbook(self, name: str) -> bytes:
        """Every table of a dataset on a sheet of its own, as it is read again."""
        path = self._path(name)
        found: dict[str, tuple[Table, Sheet]] = {}
        for file in tables_of(path):
            for sheet in _readable(file):
                table = table_called(sheet.name)
                if table is not None:
                    found.setdefault(table.name, (table, sheet))
        return sheets_workbook(
            [
                (name, sheet.header, [_cells(table, sheet, cells) for _, cells in sheet.rows])
                for name, (table, sheet) in found.items()
            ]
        )

    def week_file(self, name: str) -> bytes:
        """The date, the baskets and the rules of a dataset."""
        week = week_path_of(self._path(name))
        if not week.exists():
            raise NotFound(Sentence("week-missing", self._language))
        return week.read_bytes()

    def _handed(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        handed: dict[str, bytes] = {}
        for file, content in files.items():
            name = _kept_as(file)
            if name in handed:
                raise InvalidValue(Sentence("week-file-twice", self._language, name=file))
            handed[name] = content
        return handed

    def _expect_free(self, name: str) -> None:
        if not _NAME.fullmatch(name):
            raise InvalidValue(Sentence("week-name", self._language, name=name))
        others = {
            str(one.dataset_id)
            for one in self._catalogue.datasets()
            if not (one.is_own and one.path.parent == self.folder and one.path.is_dir())
        }
        if name in others | {str(one.scenario_id) for one in self._catalogue.scenarios()}:
            raise InvalidValue(Sentence("week-name-taken", self._language, name=name))

    def _path(self, name: str) -> Path:
        return self._catalogue.dataset(name).path

    def _gather(self, made: Path, handed: Mapping[str, bytes], base: Path) -> None:
        made.mkdir()
        brings_book = any(Path(file).suffix in WORKBOOKS for file in handed)
        week = week_path_of(base)
        if week.exists():
            shutil.copyfile(week, made / WEEK_FILE)
        for file in () if brings_book else tables_of(base):
            shutil.copyfile(file, made / file.name.lower())
        for file_name, content in handed.items():
            (made / file_name).write_bytes(content)

    def _expect_readable(self, made: Path, name: str) -> tuple[Finding, ...]:
        findings = read_dataset(made, backdrop_of=self._catalogue.backdrop).findings
        n_blocks = sum(one.severity is Severity.BLOCKS for one in findings)
        if n_blocks:
            said = Sentence("error-cannot-be-planned", self._language, name=name, n=n_blocks)
            raise InvalidInput(said, findings)
        return findings


def _contents(week: Path) -> dict[str, bytes]:
    """Of every file in the folder; nothing if it is not there."""
    found = week.iterdir() if week.is_dir() else ()
    return {file.name: file.read_bytes() for file in found if file.is_file()}


def _written_at(week: Path) -> int:
    """Of the folder or any file in it; 0 if it is not there."""
    found = [week, *week.iterdir()] if week.is_dir() else []
    return max((one.stat().st_mtime_ns for one in found), default=0)


def _set_start(week: Path, start: date) -> None:
    """The one line that says it; a week without it is told as such when it is read."""
    if week.exists():
        text = week.read_bytes()
        week.write_bytes(_START.sub(rf"start: {start.isoformat()}".encode(), text, count=1))


def _kept_as(file: str) -> str:
    """A plain name in the folder: whatever a YAML file is called, it is the week."""
    name = re.split(r"[\\/]", file)[-1].strip().lower()
    suffix = Path(name).suffix
    if suffix in _YAML:
        return WEEK_FILE
    if suffix not in TABLE_FILES or name.startswith((".", "~")) or not name.isprintable():
        raise InvalidValue(Sentence("week-file-kind", "en", name=name))
    return name


def _readable(file: Path) -> tuple[Sheet, ...]:
    """None where it cannot be read: its week says so where it is checked."""
    try:
        return sheets_of(file)
    except Wrong:
        return ()


def _cells(table: Table, sheet: Sheet, cells: tuple[str, ...]) -> list[str | float]:
    """As many as there are headings; numbers as numbers, so that a spreadsheet can reckon."""
    columns = table.by_heading()
    row: list[str | float] = []
    for i, head in enumerate(sheet.header):
        column, cell = columns.get(heading_key(head)), cells[i] if i < len(cells) else ""
        is_number = column is not None and column.kind in DTYPES
        row.append(_number(cell, sheet) if is_number else cell)
    return row


def _number(cell: str, sheet: Sheet) -> str | float:
    try:
        value = figure_of(cell, comma_is_decimal=sheet.comma_is_decimal)
    except Wrong:
        return cell
    return value if isfinite(value) else cell
