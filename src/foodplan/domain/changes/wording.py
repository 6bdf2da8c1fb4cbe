"""Values of a problem as people say them: days, hours, baskets, kilos, prices."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from foodplan.domain.basics import WEEKDAYS, Label, Location, TimeWindow
from foodplan.domain.policy import RoadChange
from foodplan.texts import Language, codes, number, say
from foodplan.units import MINUTES_PER_DAY, clock

UNITS = (
    ("_eur_per_day", "EUR"),
    ("_eur_per_week", "EUR"),
    ("eur_per_km", "EUR/km"),
    ("eur_per_hour", "EUR/h"),
    ("eur_per_kg", "EUR/kg"),
    ("eur_per_sorting_hour", "EUR/h"),
    ("litres_per_100km", "l/100 km"),
    ("kg_co2e_per_litre", "kg/l"),
    ("sorting_kg_per_hour", "kg/h"),
    ("_kg", "kg"),
    ("_min", "min"),
    ("_eur", "EUR"),
    ("sorting_hours", "h"),
)
"""End of a field's name, and its unit."""

NAMELESS = frozenset({"windows", "shifts", "changes"})
"""Fields whose values speak for themselves."""


def name_of_field(field: str, language: Language) -> str:
    """What a field is called; its own name where there is no text for it."""
    if field in NAMELESS:
        return ""
    code = f"field-{field}"
    return say(code, language) if code in _codes() else field


def pair_in_words(field: str, before: object, after: object, language: Language) -> tuple[str, str]:
    """Two values of a field; where only the days of a timetable differ, the days alone."""
    if field in ("windows", "shifts") and isinstance(before, tuple) and isinstance(after, tuple):
        spans = {(window.start_min, window.end_min) for window in (*before, *after)}
        if before and after and len(spans) == 1:
            return _only_days(before, language), _only_days(after, language)
    return in_words(field, before, language), in_words(field, after, language)


def in_words(field: str, value: object, language: Language) -> str:
    """A value in short."""
    if field in ("windows", "shifts") and isinstance(value, tuple):
        return _windows(value, language)
    if field in ("ready_day", "last_day") and isinstance(value, int):
        return _day(value, language)
    if field == "sorting_hours" and isinstance(value, tuple):
        return _by_day(value, language)
    if isinstance(value, RoadChange):
        return _road_change(value, language)
    unit = next((unit for end, unit in UNITS if field.endswith(end)), "")
    return " ".join(part for part in (_plain(value, language), unit) if part)


def _plain(value: object, language: Language) -> str:
    if value is None:
        return say("value-none", language)
    if isinstance(value, bool):
        return say("value-yes" if value else "value-no", language)
    if isinstance(value, int | float):
        return _number(value, language)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Label):
        return value.fr if language == "fr" else value.en
    if isinstance(value, Location):
        return f"{value.lat:.5f}, {value.lon:.5f}"
    if isinstance(value, frozenset | set):
        return ", ".join(sorted(map(str, value))) or say("value-none", language)
    return str(value)


def _number(value: float, language: Language) -> str:
    if not math.isfinite(value):
        return "∞"
    rounded = round(value, 2)
    decimals = 0 if rounded == int(rounded) else len(f"{rounded:.2f}".rstrip("0").split(".")[1])
    return number(value, language, decimals=decimals)


def _windows(windows: Sequence[TimeWindow], language: Language) -> str:
    """`mon–wed 09:00–12:00; fri 14:00–17:00`; days with the same hours together."""
    hours: dict[int, str] = {}
    for window in sorted(windows):
        span = f"{clock(window.start_min)}–{clock(window.end_min)}"
        hours[window.day] = f"{hours[window.day]} {span}" if window.day in hours else span
    if not hours:
        return say("value-never", language)
    parts = (f"{_days(days, language)} {span}" for span, days in _grouped(hours.items()))
    return "; ".join(parts)


def _only_days(windows: Sequence[TimeWindow], language: Language) -> str:
    said = ((day, "") for day in sorted({window.day for window in windows}))
    return ", ".join(_days(days, language) for _, days in _grouped(said))


def _by_day(figures: Sequence[float], language: Language) -> str:
    """`mon 115 h; tue–wed 130 h`."""
    said = ((day, f"{_number(figure, language)} h") for day, figure in enumerate(figures))
    return "; ".join(f"{_days(days, language)} {text}" for text, days in _grouped(said))


def _grouped(by_day: Iterable[tuple[int, str]]) -> Iterator[tuple[str, list[int]]]:
    """Text and the days in a row that share it."""
    days: list[int] = []
    text = ""
    for day, said in by_day:
        if days and (said != text or day != days[-1] + 1):
            yield text, days
            days = []
        days, text = [*days, day], said
    if days:
        yield text, days


def _days(days: Sequence[int], language: Language) -> str:
    first, last = _day(days[0], language), _day(days[-1], language)
    return first if len(days) == 1 else f"{first}–{last}"


def _day(day: int, language: Language) -> str:
    """Name of the day; with the number of weeks where it lies outside this one."""
    week, weekday = divmod(day, len(WEEKDAYS))
    name = say(f"day-short-{WEEKDAYS[weekday]}", language)
    return name if week == 0 else f"{name} ({week:+d})"


def _road_change(change: RoadChange, language: Language) -> str:
    """`A7 closed in a zone, 07:00–10:00`."""
    roads = ", ".join(sorted(change.roads)) or say("road-all", language)
    factor = _number(change.by, language)
    state = "road-closed" if math.isinf(change.by) else "road-slower"
    told = f"{roads} {say(state, language, by=factor)}"
    if change.area:
        told += f" {say('road-zone', language)}"
    if (change.start_min, change.end_min) != (0, MINUTES_PER_DAY):
        told += f", {clock(change.start_min)}–{clock(change.end_min)}"
    return told


def _codes() -> frozenset[str]:
    return frozenset(codes())
