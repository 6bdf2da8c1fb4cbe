"""Days, clock times, dates and windows as people write them, in French or English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from foodplan.domain.basics import Calendar, TimeWindow
from foodplan.domain.names import closest, fold
from foodplan.inputs.wrong import Wrong, shown
from foodplan.units import minutes_of_clock

DAY_NAMES = {
    name: day
    for day, names in enumerate(
        (
            "mon monday lun lundi",
            "tue tuesday mar mardi",
            "wed wednesday mer mercredi",
            "thu thursday jeu jeudi",
            "fri friday ven vendredi",
            "sat saturday sam samedi",
            "sun sunday dim dimanche",
        )
    )
    for name in names.split()
}
_SPAN = re.compile(r"([0-9h:]+)\s*[-–—]\s*([0-9h:]+)", re.IGNORECASE)
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_FRENCH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_WEEK = re.compile(r"(\d{4})-[WS](\d{1,2})", re.ASCII | re.IGNORECASE)


def day_number(text: str) -> int:
    """0 for Monday to 6 for Sunday."""
    day = DAY_NAMES.get(fold(text).rstrip("."))
    if day is None:
        near = closest(text, DAY_NAMES)
        raise Wrong("time-day-near" if near else "time-day", text=shown(text), near=near)
    return day


def day_numbers(text: str) -> range:
    """One day, or a range such as mon-fri."""
    first, dash, last = text.partition("-")
    start = day_number(first)
    end = day_number(last) if dash else start
    if end < start:
        raise Wrong("time-days-backward", text=shown(text))
    return range(start, end + 1)


def clock_min(text: str) -> int:
    """Minutes after midnight of 09:30, 9:30, 9h30 or 9h."""
    plain = text.strip().lower().replace("h", ":")
    try:
        return minutes_of_clock(plain + "00" if plain.endswith(":") else plain)
    except ValueError:
        raise Wrong("time-clock", text=shown(text)) from None


def span_min(text: str) -> tuple[int, int]:
    """Start and end of 07:00-10:00."""
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise Wrong("time-span", text=shown(text))
    start, end = clock_min(match[1]), clock_min(match[2])
    if end < start:
        raise Wrong("time-backward", text=shown(text))
    return start, end


@lru_cache(maxsize=4096)
def windows_of_week(text: str) -> tuple[TimeWindow, ...]:
    """Windows of seven days, sorted: `mon 09:00-12:00; wed-fri 14:00-17:00 18:00-19:00`."""
    found: set[TimeWindow] = set()
    for days, rest in _by_day(text, "time-windows"):
        spans = [span_min(match[0]) for match in _SPAN.finditer(rest)]
        if not spans or _SPAN.sub("", rest).strip(" ,"):
            raise Wrong("time-windows", text=shown(text))
        for start, end in spans:
            found |= {TimeWindow(day=day, start_min=start, end_min=end) for day in days}
    return tuple(sorted(found))


def parts(text: str) -> tuple[str, ...]:
    """Values that stand in one cell with semicolons between."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def texts_by_day(text: str) -> Iterator[tuple[range, str]]:
    """Days and what stands behind them: `mon 110; tue-thu 130`."""
    yield from _by_day(text, "time-hours-by-day")


def calendar_date(text: str) -> date:
    """2026-11-23, or 23/11/2026 as French spreadsheets write it."""
    iso, french = _ISO_DATE.fullmatch(text.strip()), _FRENCH_DATE.fullmatch(text.strip())
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if french:
            return date(int(french[3]), int(french[2]), int(french[1]))
    except ValueError:
        raise Wrong("time-no-such-date", text=shown(text)) from None
    raise Wrong("time-date", text=shown(text))


def moment(text: str, calendar: Calendar) -> tuple[int, int]:
    """Day number of the week and minutes after midnight: `mon`, `tue 06:00`, `2026-11-24 6h`."""
    day_text, _, clock_text = re.sub(r"(?<=\d)T(?=\d)", " ", text.strip()).partition(" ")
    minutes = clock_min(re.sub(r"(?<=:\d\d):00$", "", clock_text)) if clock_text.strip() else 0
    if fold(day_text).rstrip(".") in DAY_NAMES or not day_text[:1].isdigit():
        return day_number(day_text), minutes
    return calendar.day_of(calendar_date(day_text)), minutes


def iso_week(text: str) -> str:
    """2026-W48 (or 2026-S48) as 2026-W48."""
    match = _WEEK.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError(text)
        date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        raise Wrong("time-week", text=shown(text)) from None
    return f"{match[1]}-W{int(match[2]):02d}"


def _by_day(text: str, code: str) -> Iterator[tuple[range, str]]:
    for part in parts(re.sub(r"\s*[-–—]\s*", "-", text)):
        days, _, rest = part.partition(" ")
        if not rest.strip() or days[:1].isdigit():
            raise Wrong(code, text=shown(text))
        yield day_numbers(days), rest.strip()
