"""The text of one cell as a value; `Wrong` says what it should have been."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from foodplan.domain.basics import Location
from foodplan.domain.names import closest, fold
from foodplan.errors import InvalidValue
from foodplan.inputs.times import day_numbers, parts, texts_by_day
from foodplan.inputs.wrong import Wrong, meant_choice, shown
from foodplan.tables.declaration import Column, Kind

N_WEEKDAYS = 7
YES = {"yes", "y", "oui", "o", "1", "true", "vrai", "x"}
NO = {"no", "n", "non", "0", "false", "faux"}
_SPACES = re.compile("[\\s\u00a0\u202f]")
_PLAIN = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity|#?n/?a)", re.IGNORECASE)
_ONE_COMMA_THREE_DIGITS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_DOT_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+")
_COMMA_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}((,[0-9]{3}){2,}|(,[0-9]{3})+\.[0-9]+)")


def number(text: str, column: Column, *, comma_is_decimal: bool) -> float:
    """A number within the limits of its column.

    `1 234,5`, `1.234,5` and `1,234.5` are one number. `1,234` is 1.234 only where the file shows
    that commas are decimal; elsewhere nobody can tell, so it is refused.
    """
    value = figure_of(text, comma_is_decimal=comma_is_decimal)
    if not math.isfinite(value):
        raise Wrong("cell-not-finite", text=shown(text))
    if column.above is not None and not value > column.above:
        raise Wrong("cell-not-above", text=shown(text), limit=_plain(column.above))
    if column.low is not None and value < column.low:
        raise Wrong("cell-too-low", text=shown(text), limit=_plain(column.low))
    if column.high is not None and value > column.high:
        raise Wrong("cell-too-high", text=shown(text), limit=_plain(column.high))
    if column.kind is Kind.WHOLE and value != int(value):
        raise Wrong("cell-fraction", text=shown(text))
    return value


@lru_cache(maxsize=4096)
def figure_of(text: str, *, comma_is_decimal: bool) -> float:
    """The number that a person wrote, whatever its size; `Wrong` if it is none."""
    bare = _SPACES.sub("", text)
    if _NOT_FINITE.fullmatch(bare):
        raise Wrong("cell-not-finite", text=shown(text))
    if "," in bare:
        if _ONE_COMMA_THREE_DIGITS.fullmatch(bare) and not comma_is_decimal:
            point, whole = bare.replace(",", "."), bare.replace(",", "")
            raise Wrong("cell-ambiguous-comma", text=shown(text), point=point, whole=whole)
        if _COMMA_THOUSANDS.fullmatch(bare):
            bare = bare.replace(",", "")
        elif _DOT_THOUSANDS.fullmatch(bare):
            bare = bare.replace(".", "").replace(",", ".")
        elif "." not in bare and bare.count(",") == 1:
            bare = bare.replace(",", ".")
    if not _PLAIN.fullmatch(bare):
        raise Wrong("cell-not-a-number", text=shown(text))
    return float(bare)


def yes_no(text: str) -> bool:
    """Oui and non, in the ways people write them."""
    if fold(text) in YES:
        return True
    if fold(text) in NO:
        return False
    raise Wrong("cell-yes-no", text=shown(text))


def choice(text: str, column: Column) -> str:
    """One of the values of the column, or of their synonyms."""
    value = meant_choice(text, column.choices)
    if value is None:
        near = closest(text, [name for names in column.choices for name in names])
        raise Wrong(
            "cell-choice-near" if near else "cell-choice",
            text=shown(text),
            choices=", ".join(names[0] for names in column.choices),
            near=near and meant_choice(near, column.choices),
        )
    return value


def hours_by_day(text: str, column: Column, *, comma_is_decimal: bool) -> tuple[float, ...]:
    """Seven figures: one number for every day, or `mon 110; tue-thu 130` and 0 elsewhere."""

    def figure(part: str) -> float:
        try:
            return number(part, column, comma_is_decimal=comma_is_decimal)
        except Wrong as wrong:
            if wrong.code == "cell-not-a-number":
                raise Wrong("time-hours-by-day", text=shown(text)) from None
            raise

    if text.strip()[:1] in "+-.0123456789":
        return (figure(text),) * N_WEEKDAYS
    hours = [0.0] * N_WEEKDAYS
    for days, part in texts_by_day(text):
        for day in days:
            hours[day] = figure(part)
    return tuple(hours)


def weekday(text: str) -> int:
    """The number of one day."""
    days = day_numbers(text)
    if len(days) != 1:
        raise Wrong("time-day", text=shown(text))
    return days[0]


def area(text: str) -> tuple[Location, ...]:
    """Corners of a polygon: `43.30 5.40; 43.31 5.41; 43.29 5.42`, latitude first."""
    try:
        corners = [
            Location(lat=float(lat), lon=float(lon)) for lat, lon in map(str.split, parts(text))
        ]
    except (ValueError, InvalidValue):
        raise Wrong("cell-area", text=shown(text)) from None
    if len(corners) < 3:
        raise Wrong("cell-area", text=shown(text))
    return tuple(corners)


def _plain(limit: float) -> str:
    return f"{limit:g}"
