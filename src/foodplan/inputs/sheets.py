"""Tables as they stand in files: text in cells, with the row each cell came from."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, ZipError

from foodplan.inputs.wrong import Wrong
from foodplan.units import SECONDS_PER_MINUTE, clock

BYTES_PER_MB = 1_000_000
LARGEST_FILE_MB = 20
LARGEST_UNPACKED_MB = 200
MOST_CELLS = 5_000_000
WORKBOOKS = (".xlsx", ".ods", ".xlsm")
TABLE_FILES = (".csv", *WORKBOOKS)
SEPARATORS = {",": ",", ";": ";", "\t": "Tab"}
"""What may stand between cells, and how it is written in a sentence."""


_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Z]{0,3})([0-9]{1,9})["']""")
"""Of a row, 12, or of a cell, AB12."""
_LETTERS = 26
_PACKED_AS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""As spreadsheets pack; other ways cannot be unpacked in bounds."""
_NO_WORKBOOK = (
    CalamineError,
    ZipError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,  # a part with a password
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One CSV file or one sheet of a workbook."""

    name: str
    """File name without ending, or name of the sheet."""
    file: str
    """How findings call it."""
    header_row: int
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Row number in the file and cells; empty rows are left out."""
    comma_is_decimal: bool = False


def read_bytes(path: Path) -> bytes:
    """The file, unless it is too large (refused before it is read) or cannot be read."""
    try:
        megabytes = path.stat().st_size / BYTES_PER_MB
        if megabytes > LARGEST_FILE_MB:
            raise Wrong("file-too-large", megabytes=megabytes, limit=LARGEST_FILE_MB)
        return path.read_bytes()
    except OSError as error:
        raise Wrong("file-unreadable", reason=error.strerror or type(error).__name__) from error


def decode(data: bytes) -> str:
    """UTF-8 (with or without mark), UTF-16 with mark, or Windows-1252 if it is plainly that.

    A file with more good than broken UTF-8 letters is damaged UTF-8, not Windows-1252.
    """
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        loose = data.decode("utf-8", errors="replace")
        broken = loose.count("\ufffd")
        good = sum(mark > "\x7f" for mark in loose) - broken
        row = data.count(b"\n", 0, error.start) + 1
        if good > broken:
            raise Wrong("file-bad-utf8", row=row) from None
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            raise Wrong("file-bad-utf8", row=row) from None


def sheets_of(path: Path) -> tuple[Sheet, ...]:
    """Every sheet of a workbook, or the one of a CSV file."""
    return workbook_sheets(path) if path.suffix.casefold() in WORKBOOKS else (csv_sheet(path),)


def csv_sheet(path: Path) -> Sheet:
    """A CSV file whose separator is found in its first line."""
    text = decode(read_bytes(path))
    if "\x00" in text:
        raise Wrong("file-not-text")
    separator = _separator(text)
    rows = _numbered(_csv_rows(text, separator))
    _refuse_other_separator(rows, separator)
    return _sheet(path.stem, path.name, rows, comma_is_decimal=separator != ",")


def workbook_sheets(path: Path) -> tuple[Sheet, ...]:
    """Every sheet of a workbook."""
    try:
        workbook = CalamineWorkbook.from_filelike(_unpacked(read_bytes(path)))
        return tuple(_workbook_sheet(workbook, name, path) for name in workbook.sheet_names)
    except _NO_WORKBOOK as error:
        raise Wrong("file-no-workbook") from error


def _unpacked(data: bytes) -> io.BytesIO:
    """The same workbook uncompressed, so that nothing grows beyond what was looked at.

    The library that reads it takes a file's word for its sizes, and room for every cell between
    the first and the last one: a small file could end the whole program.
    """
    room = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(room, "w") as plain:
        megabytes = sum(part.file_size for part in packed.infolist()) / BYTES_PER_MB
        if megabytes > LARGEST_UNPACKED_MB:
            raise Wrong("file-too-large", megabytes=megabytes, limit=LARGEST_UNPACKED_MB)
        for part in packed.infolist():
            content = _content(packed, part)
            _refuse_far_cells(part.filename, content)
            plain.writestr(part.filename, content)
    room.seek(0)
    return room


def _content(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """No more than it says of itself: read as a whole it would grow first and be looked at then."""
    if part.compress_type not in _PACKED_AS:
        raise Wrong("file-no-workbook")
    with packed.open(part) as stream:
        return stream.read(part.file_size)


def _refuse_far_cells(part: str, content: bytes) -> None:
    """By the addresses of rows and cells in XLSX; sheets may lie anywhere in the file."""
    last_row = last_column = 1
    for match in _ADDRESS.finditer(content):
        last_row = max(last_row, int(match[2]))
        last_column = max(last_column, _column_number(match[1]))
    if last_row * last_column > MOST_CELLS:
        raise Wrong("file-too-many-cells", sheet=part.rpartition("/")[2], limit=MOST_CELLS)


def _column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number


def _workbook_sheet(workbook: CalamineWorkbook, name: str, path: Path) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise Wrong("file-too-many-cells", sheet=name, limit=MOST_CELLS)
    cells = sheet.to_python(skip_empty_area=False)
    rows = _numbered((i, [_cell_text(cell) for cell in row]) for i, row in enumerate(cells, 1))
    return _sheet(name, f"{path.name}[{name}]", rows, comma_is_decimal=False)


def _cell_text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        return clock(cell.total_seconds() / SECONDS_PER_MINUTE)
    return str(cell)


def _separator(text: str) -> str:
    """Of semicolon, tab and comma the one that the first line has most of, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(SEPARATORS, key=bare.count)


def _refuse_other_separator(rows: Sequence[tuple[int, Sequence[str]]], separator: str) -> None:
    """A heading with one separator over rows with another, as careless editing leaves them."""
    if len(rows) < 2 or len(rows[1][1]) >= len(rows[0][1]):
        return
    n_columns, (number, cells) = len(rows[0][1]), rows[1]
    for other, shown in SEPARATORS.items():
        # An id holds no separator; a number or a window in a later cell may.
        if other in cells[0] and separator.join(cells).count(other) >= n_columns - 1:
            raise Wrong("file-two-separators", row=number, first=SEPARATORS[separator], then=shown)


def _csv_rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise Wrong("file-broken-csv", row=line) from None


def _numbered(rows: Iterable[tuple[int, Sequence[str]]]) -> list[tuple[int, tuple[str, ...]]]:
    stripped = ((number, tuple(cell.strip() for cell in cells)) for number, cells in rows)
    return [(number, cells) for number, cells in stripped if any(cells)]


def _sheet(
    name: str,
    file: str,
    rows: list[tuple[int, tuple[str, ...]]],
    *,
    comma_is_decimal: bool,
) -> Sheet:
    header_row, header = rows[0] if rows else (1, ())
    return Sheet(
        name=name,
        file=file,
        header_row=header_row,
        header=header,
        rows=tuple(rows[1:]),
        comma_is_decimal=comma_is_decimal,
    )
