"""What a table and a column of a dataset are: name, kind of value, unit, limits, French names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the cells of a column hold; text code `kind-<kind>` says how to write it."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICES = "choices"
    NAMES = "names"
    WINDOWS = "windows"
    HOURS_BY_DAY = "hours-by-day"
    DAY = "day"
    MOMENT = "moment"
    DATE = "date"
    WEEK = "week"
    SPAN = "span"
    AREA = "area"


DTYPES = {Kind.NUMBER: "float64", Kind.WHOLE: "int64", Kind.YES_NO: "bool"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: everything that reading, documentation and exports need to know of it."""

    name: str
    kind: Kind
    unit: str = ""
    required: bool = False
    """The column must exist and no cell of it may be empty."""
    default: str = ""
    """What an empty cell means, written as in a cell; empty: nothing."""
    headers: tuple[str, ...] = ()
    """Other headings that are understood, mostly French."""
    choices: tuple[tuple[str, ...], ...] = ()
    """Each accepted value, first as it is written, then as it is understood."""
    refers: tuple[str, ...] = ()
    """Tables in one of which the id must exist."""
    above: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def dtype(self) -> str:
        """Type of the column in a DataFrame."""
        return DTYPES.get(self.kind, "str")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a dataset; text codes `dataset-<table>` and `column-<table>-<column>`."""

    name: str
    also: tuple[str, ...] = ()
    """Other names of the file or sheet that are understood."""
    key: str | None = None
    """Column of the id, where rows have one."""
    mandatory: bool = False
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}")

    def by_heading(self) -> dict[str, Column]:
        """Column by every heading that is understood, folded."""
        return {
            heading_key(heading): column
            for column in self.columns
            for heading in (column.name, *column.headers)
        }


def heading_key(heading: str) -> str:
    """A heading without case, accents and punctuation: `Énergie (kg)` is `energie_kg`."""
    bare = "".join(
        mark for mark in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(mark)
    )
    words = "".join(mark if mark.isalnum() else " " for mark in bare.casefold()).split()
    return "_".join(words)


def text(name: str, fr: str = "", *, required: bool = False, default: str = "") -> Column:
    """A column of plain text."""
    return Column(
        name=name,
        kind=Kind.TEXT,
        required=required,
        default=default,
        headers=tuple(fr.split()),
    )


def ident(name: str, fr: str = "", *, refers: str = "", required: bool = True) -> Column:
    """A column of ids: of this table or, with `refers`, of others (names with spaces between)."""
    return Column(
        name=name,
        kind=Kind.TEXT,
        required=required,
        headers=tuple(fr.split()),
        refers=tuple(refers.split()),
    )


def number(
    name: str,
    unit: str,
    fr: str = "",
    *,
    required: bool = False,
    default: str = "",
    above: float | None = None,
    low: float | None = 0.0,
    high: float | None = 1e9,
    kind: Kind = Kind.NUMBER,
) -> Column:
    """A column of numbers, 0 or more unless told otherwise."""
    return Column(
        name=name,
        kind=kind,
        unit=unit,
        required=required,
        default=default,
        headers=tuple(fr.split()),
        above=above,
        low=None if above is not None else low,
        high=high,
    )


def whole(
    name: str,
    unit: str,
    fr: str = "",
    *,
    required: bool = False,
    default: str = "",
    low: float = 0,
    high: float = 1e6,
) -> Column:
    """A column of whole numbers."""
    return number(
        name,
        unit,
        fr,
        required=required,
        default=default,
        low=low,
        high=high,
        kind=Kind.WHOLE,
    )


def of(
    kind: Kind,
    name: str,
    fr: str = "",
    *,
    unit: str = "",
    required: bool = False,
    default: str = "",
    choices: tuple[tuple[str, ...], ...] = (),
) -> Column:
    """A column of any other kind."""
    return Column(
        name=name,
        kind=kind,
        unit=unit,
        required=required,
        default=default,
        headers=tuple(fr.split()),
        choices=choices,
    )
