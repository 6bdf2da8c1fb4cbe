"""Sheets as the tables of a dataset: which sheet is which table, which column is which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from foodplan.domain.finding import Finding, Severity
from foodplan.inputs.rows import Row
from foodplan.inputs.sheets import Sheet
from foodplan.inputs.wrong import LONGEST_SHOWN, Findings, shown
from foodplan.tables.columns import TABLE, TABLES
from foodplan.tables.declaration import Column, Table, heading_key

_BY_NAME = {heading_key(name): table for table in TABLES for name in (table.name, *table.also)}
PLACE_TABLES = ("hubs", "producers", "sites")
_MOST_TITLE_ROWS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All rows of a dataset, not yet read, and all ids that are declared."""

    findings: Findings
    rows: Mapping[str, tuple[Row, ...]]
    ids: Mapping[str, frozenset[str]]
    """By table; a table that the dataset lacks is not in it. Ids of wrong rows count."""
    unread: frozenset[str]
    """Tables whose file cannot be read."""

    def known(self, *tables: str) -> Collection[str] | None:
        """Ids of the tables together; None where nothing can be said of one (already told)."""
        if any(self._says_nothing(name) for name in tables):
            return None
        found = [self.ids.get(name, frozenset()) for name in tables]
        return found[0] if len(found) == 1 else frozenset().union(*found)

    def _says_nothing(self, name: str) -> bool:
        return name in self.unread or (TABLE[name].mandatory and not self.ids.get(name))


def open_book(
    sheets: Iterable[Sheet], findings: Findings, *, folder: str, unread: Iterable[str]
) -> Book:
    """Match sheets and headings to what is declared; everything odd becomes a finding.

    `unread` names the sheets that cannot be read, about which a finding says so already.
    """
    rows: dict[str, tuple[Row, ...]] = {}
    seen: dict[str, str] = {}
    for sheet in sheets:
        table = table_called(sheet.name)
        if table is None:
            _unknown_sheet(sheet, findings)
        elif table.name in rows:
            first = seen[table.name]
            params = {"table": table.name, "first": first}
            findings.add(Finding(code="table-twice", file=sheet.file, params=params))
        else:
            seen[table.name] = sheet.file
            rows[table.name] = _rows(_below_title(sheet, table), table, findings)
    named = {table.name for name in unread if (table := table_called(name))}
    _missing_tables(rows, seen, findings, folder=folder, told=named)
    return Book(findings=findings, rows=rows, ids=_ids(rows), unread=frozenset(named - set(rows)))


def table_called(name: str) -> Table | None:
    """The table that a sheet or a file of this name holds, as people write it; None if none."""
    return _BY_NAME.get(heading_key(name))


def _unknown_sheet(sheet: Sheet, findings: Findings) -> None:
    near = findings.meant(heading_key(sheet.name), list(_BY_NAME))
    findings.add(
        Finding(
            code="table-unknown-near" if near else "table-unknown",
            severity=Severity.WARNS,
            file=sheet.file,
            params={"name": shown(sheet.name), "near": near and _BY_NAME[near].name},
        )
    )


def _missing_tables(
    rows: Mapping[str, tuple[Row, ...]],
    files: Mapping[str, str],
    findings: Findings,
    *,
    folder: str,
    told: Collection[str],
) -> None:
    for table in TABLES:
        if table.mandatory and not rows.get(table.name) and table.name not in told:
            code = "table-empty" if table.name in rows else "table-missing"
            file = files.get(table.name, folder)
            findings.add(Finding(code=code, file=file, params={"table": table.name}))
    asking = ("needs", "orders")
    if not any(rows.get(name) or name in told for name in asking):
        findings.add(Finding(code="table-no-needs", file=folder))


def _below_title(sheet: Sheet, table: Table) -> Sheet:
    """From the row on that names every column that must be there; a title may stand above it."""
    by_heading = table.by_heading()
    required = {column for column in table.columns if column.required}
    above = ((sheet.header_row, sheet.header), *sheet.rows[:_MOST_TITLE_ROWS])
    for i, (number, cells) in enumerate(above):
        if required <= {by_heading.get(heading_key(cell)) for cell in cells}:
            return replace(sheet, header_row=number, header=cells, rows=sheet.rows[i:])
    return sheet


def _rows(sheet: Sheet, table: Table, findings: Findings) -> tuple[Row, ...]:
    columns = _columns(sheet, table, findings)
    rows = []
    for number, cells in sheet.rows:
        by_name = {column.name: cells[i] if i < len(cells) else "" for i, column in columns.items()}
        row = Row(
            table=table,
            file=sheet.file,
            number=number,
            cells=by_name,
            comma_is_decimal=sheet.comma_is_decimal,
            findings=findings,
        )
        if any(cells[len(sheet.header) :]):
            row.wrong("row-too-long", None, cells=len(cells), columns=len(sheet.header))
        rows.append(row)
    return tuple(rows)


def _columns(sheet: Sheet, table: Table, findings: Findings) -> dict[int, Column]:
    """Column by position in the sheet."""
    by_heading = table.by_heading()
    found: dict[int, Column] = {}

    def say(code: str, severity: Severity = Severity.BLOCKS, **params: object) -> None:
        findings.add(
            Finding(
                code=code,
                severity=severity,
                file=sheet.file,
                row=sheet.header_row,
                params={"table": table.name, **params},
            )
        )

    for i, heading in enumerate(sheet.header):
        column = by_heading.get(heading_key(heading))
        if column is None:
            if heading or any(i < len(cells) and cells[i] for _, cells in sheet.rows):
                near = findings.meant(heading_key(heading), list(by_heading)) if heading else None
                code = "column-unknown-near" if near else "column-unknown"
                name = shown(heading) or f"#{i + 1}"
                say(code, Severity.WARNS, name=name, near=near and by_heading[near].name)
        elif column in found.values():
            say("column-twice", column=column.name)
        else:
            found[i] = column
    for column in table.columns if sheet.header else ():
        if column.required and column not in found.values():
            say("column-missing", column=column.name)
    return found


def _ids(rows: Mapping[str, tuple[Row, ...]]) -> dict[str, frozenset[str]]:
    """Ids by table; an id that comes twice, or looks like no id, is a finding."""
    ids: dict[str, frozenset[str]] = {}
    places: dict[str, tuple[str, int]] = {}
    for table in TABLES:
        if table.key is None or table.name not in rows:
            continue
        first = places if table.name in PLACE_TABLES else {}
        own = set()
        for row in rows[table.name]:
            name = " ".join(row.cells.get(table.key, "").split())
            if not name:
                continue
            if ";" in name or not name.isprintable() or len(name) > LONGEST_SHOWN:
                row.wrong("cell-id", table.key, text=shown(name), limit=LONGEST_SHOWN)
            elif name in first:
                file, number = first[name]
                row.wrong("row-duplicate-id", table.key, text=name, file=file, row=number)
            first.setdefault(name, (row.file, row.number))
            own.add(name)
        ids[table.name] = frozenset(own)
    return ids
