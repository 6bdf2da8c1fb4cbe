"""Values of changes as people write them: days, spans, quantities, places, distributions."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from foodplan.domain.basics import Location
from foodplan.domain.scenario import Distribution, Shape
from foodplan.domain.scenario.chance import N_PARAMETERS
from foodplan.inputs import quantities
from foodplan.inputs.cells import area
from foodplan.inputs.checked import Strict, Words, as_text, parsed
from foodplan.inputs.quantities import quantity, whole_quantity
from foodplan.inputs.times import (
    calendar_date,
    clock_min,
    day_number,
    day_numbers,
    span_min,
    texts_by_day,
    windows_of_week,
)
from foodplan.inputs.wrong import Wrong, shown
from foodplan.units import MINUTES_PER_DAY

N_WEEKDAYS = 7

Names = Annotated[list[Words], Field(min_length=1)]
Factor = Annotated[float, Field(ge=0, le=1000)]
Count = Annotated[int, Field(ge=0)]
Above = Annotated[int, Field(ge=1)]
Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]


def refused(code: str, **params: object) -> PydanticCustomError:
    """What a model raises where its values do not go together."""
    return PydanticCustomError("wrong", code, params)


def _days(value: object) -> frozenset[int]:
    if not isinstance(value, list):
        raise Wrong("yaml-not-list")
    if not value:
        raise Wrong("yaml-list-empty")
    return frozenset(day for entry in value for day in day_numbers(as_text(entry)))


def _weeks(value: object) -> frozenset[int]:
    """Whole numbers from 1."""
    if not isinstance(value, list):
        raise Wrong("yaml-not-list")
    if not value:
        raise Wrong("yaml-list-empty")
    for entry in value:
        if isinstance(entry, bool) or not isinstance(entry, int) or entry < 1:
            raise Wrong("yaml-week", text=shown(str(entry)))
    return frozenset(value)


def _span(value: object) -> tuple[int, int]:
    return span_min(as_text(value))


def _spans(value: object) -> tuple[tuple[int, int], ...]:
    """One span, or a list of them."""
    return tuple(map(_span, value)) if isinstance(value, list) else (_span(value),)


def _date_or_day(value: object) -> int | date:
    """A weekday of the planned week, or a date (without quotes YAML reads a date by itself)."""
    if isinstance(value, date):
        return value
    text = as_text(value)
    return calendar_date(text) if text[:1].isdigit() else day_number(text)


def _moment(value: object) -> tuple[int | date, float]:
    """A day and the minutes after its midnight: `tue 06:00`, `2026-11-24 06:00`, `tue`."""
    if isinstance(value, date):
        return value, 0.0
    day, _, clock = as_text(value).strip().partition(" ")
    return _date_or_day(day), float(clock_min(clock)) if clock.strip() else 0.0


def _hours_by_day(value: object) -> tuple[float, ...]:
    """Hours of seven days: `115 h` for each, or `mon 115 h; tue-thu 130 h` and 0 elsewhere."""
    if not isinstance(value, str) or value.strip()[:1].isdigit():
        return (quantity(value, quantities.HOURS),) * N_WEEKDAYS
    hours = [0.0] * N_WEEKDAYS
    for days, text in texts_by_day(value):
        for day in days:
            hours[day] = quantity(text, quantities.HOURS)
    return tuple(hours)


def outline(value: object) -> tuple[Location, ...]:
    """Corners of a zone: `43.30 5.40; 43.31 5.41; 43.29 5.42`, latitude first."""
    text = as_text(value)
    try:
        return area(text)
    except Wrong:
        raise Wrong("yaml-area", text=shown(text)) from None


Days = Annotated[frozenset[int], parsed(_days, written_as=list[str])]
Weeks = Annotated[frozenset[int], parsed(_weeks, written_as=list[int])]
Span = Annotated[tuple[int, int], parsed(_span)]
Spans = Annotated[tuple[tuple[int, int], ...], parsed(_spans, written_as=str | list[str])]
WHOLE_DAY: tuple[int, int] = (0, MINUTES_PER_DAY)
DateOrDay = Annotated[int | date, parsed(_date_or_day)]
Moment = Annotated[tuple[int | date, float], parsed(_moment)]
HoursByDay = Annotated[tuple[float, ...], parsed(_hours_by_day)]
Windows = Annotated[tuple[object, ...], parsed(lambda value: windows_of_week(as_text(value)))]
Zone = Annotated[tuple[object, ...], parsed(outline)]

Minutes = Annotated[float, parsed(lambda value: quantity(value, quantities.MINUTES))]
Delay = Annotated[float, parsed(lambda value: quantity(value, quantities.DELAYS))]
WholeDays = Annotated[int, parsed(lambda value: whole_quantity(value, quantities.DAYS))]
WholeWeeks = Annotated[int, parsed(lambda value: whole_quantity(value, quantities.WEEKS))]
Kilograms = Annotated[float, parsed(lambda value: quantity(value, quantities.KILOGRAMS))]
KgPerHour = Annotated[float, parsed(lambda value: quantity(value, quantities.KG_PER_HOUR))]
EurPerDay = Annotated[float, parsed(lambda value: quantity(value, quantities.EUR_PER_DAY))]
EurPerWeek = Annotated[float, parsed(lambda value: quantity(value, quantities.EUR_PER_WEEK))]
EurPerKm = Annotated[float, parsed(lambda value: quantity(value, quantities.EUR_PER_KM))]
EurPerHour = Annotated[float, parsed(lambda value: quantity(value, quantities.EUR_PER_HOUR))]
EurPerStop = Annotated[float, parsed(lambda value: quantity(value, quantities.EUR_PER_STOP))]
EurPerKg = Annotated[float, parsed(lambda value: quantity(value, quantities.EUR_PER_KG))]
Fuel = Annotated[float, parsed(lambda value: quantity(value, quantities.LITRES_PER_100KM))]
KgPerLitre = Annotated[float, parsed(lambda value: quantity(value, quantities.KG_PER_LITRE))]


class DistributionModel(Strict):
    """What a factor is drawn from: one of the three."""

    uniform: list[Factor] | None = None
    triangular: list[Factor] | None = None
    normal: list[Factor] | None = None

    @model_validator(mode="after")
    def _one_with_its_numbers(self) -> Self:
        given = self.model_dump(exclude_none=True)
        if len(given) != 1:
            raise refused("chance-one")
        ((name, numbers),) = given.items()
        wanted = N_PARAMETERS[Shape(name)]
        if len(numbers) != wanted:
            raise refused("chance-count", name=name, wanted=wanted, n=len(numbers))
        if name != Shape.NORMAL and numbers != sorted(numbers):
            raise refused("chance-order", name=name)
        return self

    def to_domain(self) -> Distribution:
        """As the domain keeps it."""
        ((name, numbers),) = self.model_dump(exclude_none=True).items()
        return Distribution(shape=Shape(name), parameters=tuple(map(float, numbers)))
