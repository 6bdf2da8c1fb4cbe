"""Days as people of the language write them."""

from __future__ import annotations

from datetime import date

from foodplan.texts.catalogue import Language, say

NO_BREAK = "\u00a0"


def day_and_month(day: date, language: Language) -> str:
    """A date in words without the year; French counts the first of a month."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number}{NO_BREAK}{say(f'month-{day.month}', language)}"
