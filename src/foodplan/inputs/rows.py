"""One row of a table, read column by column; every cell that is wrong becomes a finding."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from foodplan.domain.basics import Calendar, Location, TimeWindow
from foodplan.domain.finding import Finding, Severity
from foodplan.errors import InvalidValue
from foodplan.inputs import cells, times
from foodplan.inputs.wrong import Findings, Wrong, shown
from foodplan.tables.declaration import Column, Table

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


@dataclass(slots=True, kw_only=True)
class Row:
    """Reads cells by column name.

    After a wrong cell `is_good` is False and the values returned are placeholders, so that all
    cells of the row are read before it is dropped.
    """

    table: Table
    file: str
    number: int
    cells: Mapping[str, str]
    """Text by column name; a column that the file lacks has no entry."""
    comma_is_decimal: bool
    findings: Findings
    is_good: bool = True

    def wrong(
        self, code: str, column: str | None, /, *, warns: bool = False, **params: object
    ) -> None:
        """Keep a finding about this row; without `warns` the row is dropped."""
        self._keep(code, column, Severity.WARNS if warns else Severity.BLOCKS, params)

    def refuse(self, column: str, wrong: Wrong) -> None:
        """Keep what a cell could not be read for."""
        self._keep(wrong.code, column, Severity.BLOCKS, wrong.params)

    def build(self, make: Callable[[], T]) -> T | None:
        """What `make` makes of the cells; None if any of them, or all of them together, are wrong.

        All arguments inside `make` are read before its constructor can refuse a placeholder.
        """
        try:
            made = make()
        except InvalidValue as error:
            if self.is_good:
                self.wrong("row-refused", None, detail=str(error))
            return None
        return made if self.is_good else None

    def is_filled(self, name: str) -> bool:
        """Whether the cell holds anything."""
        return bool(self.cells.get(name))

    def maybe_text(self, name: str) -> str | None:
        """Text on one line, or None."""
        return self._read(name, lambda text, _: " ".join(text.split()))

    def text(self, name: str) -> str:
        """Text on one line; empty if the cell may be."""
        return self.maybe_text(name) or ""

    def maybe_number(self, name: str) -> float | None:
        """A number within the limits of its column, or None."""
        comma = self.comma_is_decimal
        return self._read(name, lambda t, col: cells.number(t, col, comma_is_decimal=comma))

    def number_of(self, name: str) -> float:
        """A number of a column that is required or has a default."""
        value = self.maybe_number(name)
        return 0.0 if value is None else value

    def maybe_whole(self, name: str) -> int | None:
        """A whole number, or None."""
        value = self.maybe_number(name)
        return None if value is None else int(value)

    def whole(self, name: str) -> int:
        """A whole number of a column that is required or has a default."""
        return self.maybe_whole(name) or 0

    def yes(self, name: str) -> bool:
        """Yes or no."""
        return bool(self._read(name, lambda text, _: cells.yes_no(text)))

    def choice(self, name: str, kind: type[E]) -> E:
        """One value of an enumeration."""
        return self.maybe_choice(name, kind) or next(iter(kind))

    def maybe_choice(self, name: str, kind: type[E]) -> E | None:
        """One value of an enumeration, or None."""
        return self._read(name, lambda text, column: kind(cells.choice(text, column)))

    def choices(self, name: str, kind: type[E]) -> frozenset[E]:
        """Several values of an enumeration."""

        def read(text: str, column: Column) -> frozenset[E]:
            return frozenset(kind(cells.choice(part, column)) for part in times.parts(text))

        return self._read(name, read) or frozenset()

    def names(self, name: str) -> frozenset[str]:
        """Several names or ids."""
        return self._read(name, lambda text, _: frozenset(times.parts(text))) or frozenset()

    def windows(self, name: str, calendar: Calendar) -> tuple[TimeWindow, ...]:
        """Windows on days of the week that is planned."""
        found = self._read(name, lambda text, _: times.windows_of_week(text)) or ()
        return tuple(window for window in found if window.day < calendar.n_days)

    def hours_by_day(self, name: str, calendar: Calendar) -> tuple[float, ...]:
        """One figure for each day of the week that is planned."""
        comma = self.comma_is_decimal
        found = self._read(name, lambda t, col: cells.hours_by_day(t, col, comma_is_decimal=comma))
        return (found or (0.0,) * cells.N_WEEKDAYS)[: calendar.n_days]

    def value(self, name: str, parse: Callable[[str], T]) -> T | None:
        """A cell that a function of its own understands, or None."""
        return self._read(name, lambda text, _: parse(text))

    def location(self) -> Location:
        """Where `lat` and `lon` point."""
        lat, lon = self.number_of("lat"), self.number_of("lon")
        return Location(lat=lat, lon=lon) if self.is_good else Location(lat=0, lon=0)

    def maybe_reference(self, name: str, known: Collection[str] | None) -> str | None:
        """An id that exists; None if the cell is empty. `known` None: nothing can be said."""
        text = self.maybe_text(name)
        if text is not None and known is not None and text not in known:
            near = self.findings.meant(text, known)
            code = "cell-unknown-id-near" if near else "cell-unknown-id"
            tables = " / ".join(self.table.column(name).refers) or "?"
            self.wrong(code, name, text=shown(text), near=near, table=tables)
        return text

    def reference(self, name: str, known: Collection[str] | None) -> str:
        """An id that exists."""
        return self.maybe_reference(name, known) or ""

    def _read(self, name: str, parse: Callable[[str, Column], T]) -> T | None:
        column = self.table.column(name)
        text = self.cells.get(name) or column.default
        if not text:
            if column.required:
                self._missing(name)
            return None
        try:
            return parse(text, column)
        except Wrong as wrong:
            self.refuse(name, wrong)
            return None

    def _missing(self, name: str) -> None:
        self.is_good = False
        if name in self.cells:  # a column that is absent altogether is one finding of the table
            self.wrong("cell-missing", name)

    def _keep(
        self, code: str, column: str | None, severity: Severity, params: Mapping[str, object]
    ) -> None:
        if severity is Severity.BLOCKS:
            self.is_good = False
        self.findings.add(
            Finding(
                code=code,
                severity=severity,
                file=self.file,
                row=self.number,
                column=column,
                value=shown(self.cells[column]) if column and column in self.cells else None,
                path=self.cells.get(self.table.key or "", ""),
                params={"column": column, **params},
            )
        )
