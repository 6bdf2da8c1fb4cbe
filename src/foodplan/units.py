"""The only place where 60, 1000 and 24 are factors."""

from __future__ import annotations

MINUTES_PER_HOUR = 60
SECONDS_PER_MINUTE = 60
MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR
KG_PER_TONNE = 1000
METRES_PER_KM = 1000
CENTS_PER_EUR = 100
MB = 1_000_000


def hours(minutes: float) -> float:
    """Minutes as hours."""
    return minutes / MINUTES_PER_HOUR


def tonnes(kg: float) -> float:
    """Kilograms as tonnes."""
    return kg / KG_PER_TONNE


def metres(km: float) -> float:
    """Kilometres as metres."""
    return km * METRES_PER_KM


def seconds(minutes: float) -> float:
    """Minutes as seconds."""
    return minutes * SECONDS_PER_MINUTE


def clock(minutes: float) -> str:
    """Minutes after midnight as HH:MM, rounded to the nearest minute."""
    whole = round(minutes)
    return f"{whole // MINUTES_PER_HOUR:02d}:{whole % MINUTES_PER_HOUR:02d}"


def minutes_of_clock(text: str) -> int:
    """HH:MM as minutes after midnight (00:00 to 24:00); ValueError if it is no such time."""
    hour, colon, minute = text.strip().partition(":")
    if not (colon and hour.isdigit() and minute.isdigit() and len(minute) == 2):
        raise ValueError(f"{text!r} is not a time; write HH:MM")
    value = int(hour) * MINUTES_PER_HOUR + int(minute)
    if int(minute) >= MINUTES_PER_HOUR or value > MINUTES_PER_DAY:
        raise ValueError(f"{text!r} is not a time between 00:00 and 24:00")
    return value


def minutes(whole_seconds: float) -> float:
    """Seconds as minutes."""
    return whole_seconds / SECONDS_PER_MINUTE


def km(whole_metres: float) -> float:
    """Metres as kilometres."""
    return whole_metres / METRES_PER_KM
