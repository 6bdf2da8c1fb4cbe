"""The language of a page and how it writes numbers, times and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from fastapi import Request

from foodplan.domain.basics import Label
from foodplan.texts import LANGUAGES, Language, day_and_month, number, say
from foodplan.texts.catalogue import spaced
from foodplan.texts.dates import NO_BREAK
from foodplan.units import SECONDS_PER_MINUTE, clock

COOKIE = "foodplan-lang"


def language_of(request: Request) -> Language:
    """`?lang=`, else the cookie of an earlier choice, else French."""
    for asked in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        for language in LANGUAGES:
            if asked == language:
                return language
    return "fr"


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that a template asks of a language."""

    language: Language

    def say(self, code: str, **params: object) -> str:
        """The sentence of a code."""
        return say(code, self.language, **params)

    def sentence(self, code: str, **params: object) -> str:
        """The words of a code as a sentence: capital letter, full stop."""
        return self.sentence_of(self.say(code, **params))

    def sentence_of(self, told: str) -> str:
        """Words as a sentence: capital letter, full stop."""
        return f"{told[:1].upper()}{told[1:].rstrip('.')}."

    def joined(self, *parts: str) -> str:
        """Short facts side by side."""
        return " · ".join(parts)

    def known(self, code: str, otherwise: str) -> str:
        """The sentence of a code that comes from data, or the data's own word."""
        try:
            return self.say(code)
        except KeyError:
            return otherwise

    def label(self, label: Label) -> str:
        """A label in this language."""
        return spaced(label.words(self.language), self.language)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number as people of the language write it."""
        return number(value + 0.0, self.language, decimals=decimals)

    def share(self, value: float) -> str:
        """A share from 0 to 1 as whole per cent; 99.6 % is not rounded up to all."""
        percent = value * 100
        shown = 99.0 if 99 < percent < 99.995 else percent
        gap = NO_BREAK if self.language == "fr" else ""
        return f"{self.number(shown)}{gap}%"

    def money(self, eur: float) -> str:
        """Whole euros."""
        return f"{self.number(eur)}{NO_BREAK}{self.say('sign-eur')}"

    def clock(self, minutes: float) -> str:
        """A time of day."""
        return clock(minutes)

    def duration(self, seconds: float) -> str:
        """A stretch of time in minutes and seconds, whole minutes alone."""
        minutes, rest = divmod(round(seconds), SECONDS_PER_MINUTE)
        if not minutes:
            return f"{rest}{NO_BREAK}s"
        if not rest:
            return f"{minutes}{NO_BREAK}min"
        return f"{minutes}{NO_BREAK}min {rest:02d}{NO_BREAK}s"

    def day(self, day: date) -> str:
        """A date in words without the year."""
        return day_and_month(day, self.language)

    def week(self, week: str) -> str:
        """An ISO week such as 2026-W48 as the date of its Monday; other text unchanged."""
        monday = _monday(week)
        if monday is None:
            return week
        return self.say("week-of", date=f"{self.day(monday)}{NO_BREAK}{monday.year}")

    def monday(self, week: str) -> str:
        """The same as day and month alone, for the head of a column."""
        monday = _monday(week)
        return week if monday is None else self.day(monday)

    def moment(self, when: datetime, timezone: str = "Europe/Paris") -> str:
        """Day and time by the organisation's clock."""
        local = when.astimezone(ZoneInfo(timezone))
        return self.say("moment", date=self.day(local.date()), time=f"{local:%H:%M}")


def _monday(week: str) -> date | None:
    try:
        return datetime.strptime(f"{week}-1", "%G-W%V-%u").replace(tzinfo=UTC).date()
    except ValueError:
        return None
