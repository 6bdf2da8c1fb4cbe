"""Small values that everything else is made of: labels, places on earth, times, classes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from foodplan.errors import InvalidValue
from foodplan.texts import Language
from foodplan.units import MINUTES_PER_DAY

EARTH_RADIUS_KM = 6371.009
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name in French and English."""

    fr: str
    en: str

    def __post_init__(self) -> None:
        if not (self.fr.strip() and self.en.strip()):
            raise InvalidValue("a label is empty; give it in French and in English")

    def words(self, language: Language) -> str:
        """The name in one of them."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A point on earth, WGS 84 degrees."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise InvalidValue(f"{self.lat}, {self.lon} is no place on earth; give lat, lon")


def haversine_km(a: Location, b: Location) -> float:
    """Great-circle distance on a sphere of radius 6371.009 km; 0.0 for equal places."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = (lat_b - lat_a) / 2
    half_lon = math.radians(b.lon - a.lon) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


class Temperature(StrEnum):
    """How warm a product may be kept on the way."""

    AMBIENT = "ambient"
    CHILLED = "chilled"
    FROZEN = "frozen"


class Unit(StrEnum):
    """What an amount of a product is counted in."""

    KG = "kg"
    CRATE = "crate"
    PIECE = "piece"


class Weeks(StrEnum):
    """Weeks in which something happens, by the number of the ISO week.

    A year of 53 weeks ends with two odd ones, 53 and 1.
    """

    EVERY = "every"
    ODD = "odd"
    EVEN = "even"

    def include(self, number: int) -> bool:
        """Whether the week of that number is one of them."""
        return self is Weeks.EVERY or (number % 2 == 1) is (self is Weeks.ODD)


class VehicleKind(StrEnum):
    """What decides speed and access on the road."""

    VAN = "van"
    TRUCK = "truck"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class TimeWindow:
    """A span of one day: open from `start_min` to `end_min` after midnight, ends included."""

    day: int
    """Days since the first day of the week, from 0."""
    start_min: float
    end_min: float

    def __post_init__(self) -> None:
        if self.day < 0:
            raise InvalidValue(f"day {self.day} lies before the week; give 0 or more")
        if not 0 <= self.start_min <= self.end_min <= MINUTES_PER_DAY:
            raise InvalidValue(
                f"a window from {self.start_min} to {self.end_min} min ends before it starts "
                "or leaves the day; give start, then end"
            )


def windows_of_day(windows: tuple[TimeWindow, ...], day: int) -> tuple[TimeWindow, ...]:
    """The windows of one day, by start."""
    return tuple(sorted(window for window in windows if window.day == day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The planned week: its Monday, how many days count, the clock it is read by."""

    start: date
    n_days: int = 5
    timezone: str = "Europe/Paris"

    def __post_init__(self) -> None:
        if self.start.weekday() != 0:
            raise InvalidValue(f"the week starts on {self.start}, which is no Monday")
        if not 1 <= self.n_days <= 7:
            raise InvalidValue(f"a week of {self.n_days} days; give 1 to 7")

    @property
    def days(self) -> range:
        """Day numbers of the week, 0 is Monday."""
        return range(self.n_days)

    @property
    def week(self) -> str:
        """ISO week, such as 2026-W48."""
        year, week, _ = self.start.isocalendar()
        return f"{year}-W{week:02d}"

    @property
    def week_number(self) -> int:
        """Number of the ISO week, 1 to 53."""
        return self.start.isocalendar().week

    def date_of(self, day: int) -> date:
        """Calendar date of a day number."""
        return self.start + timedelta(days=day)

    def day_of(self, when: date) -> int:
        """Day number of a date; negative before the week, n_days or more after it."""
        return (when - self.start).days
