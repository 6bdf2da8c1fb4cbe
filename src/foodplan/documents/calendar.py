"""One vehicle's day as iCalendar (RFC 5545), for the calendar of its driver: one event a trip.

Times are in UTC, which every calendar knows without a table of summer times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from foodplan.documents.driven import driven_route, told_stops
from foodplan.documents.paper import Paper
from foodplan.domain.basics import Calendar
from foodplan.domain.ids import RunId, VehicleId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.texts import Language, say

_LONGEST = 75
"""Octets of a line without its end."""
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")


def route_calendar(
    plan: Plan,
    problem: Problem,
    name: RunId,
    day: int,
    vehicle_id: VehicleId,
    *,
    made_at: datetime,
    language: Language,
) -> bytes:
    """From loading at the hub to the return, with the stops as the route sheet tells them.

    A trip keeps its UID from plan to plan of a week, so that a repaired plan takes the place of
    the one before. NotFound where the vehicle does not drive on that day; `made_at` is the plan's.
    """
    route = driven_route(plan, name, day, vehicle_id, language=language)
    sheet = Paper(plan, problem, language).of_route(route)
    hub = problem.hub[problem.vehicle[vehicle_id].hub_id]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//foodplan//foodplan//EN"]
    tables = zip(route.trips, sheet.tables, told_stops(sheet), strict=True)
    for number, (trip, table, stops) in enumerate(tables, start=1):
        date = problem.calendar.date_of(day)
        title = say("route-trip", language, vehicle=sheet.title, n=number)
        told = [": ".join(filter(None, stop)) for stop in stops]
        about = [table.caption, *told, f"{name}. {say('paper-estimates', language)}"]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(f'{problem.dataset_id}-{date}-{vehicle_id}-{number}@foodplan')}",
            f"DTSTAMP:{_instant(made_at)}",
            f"DTSTART:{_instant(_at(problem.calendar, day, trip.load_min))}",
            f"DTEND:{_instant(_at(problem.calendar, day, trip.return_min))}",
            f"SUMMARY:{_text(title)}",
            f"LOCATION:{_text(', '.join(filter(None, (hub.label, hub.town))))}",
            f"GEO:{hub.location.lat:.6f};{hub.location.lon:.6f}",
            f"DESCRIPTION:{_text(chr(10).join(about))}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _at(calendar: Calendar, day: int, minute: float) -> datetime:
    """The nearest minute after midnight by the week's own clock, as sheets say it."""
    clock = datetime.combine(calendar.date_of(day), time()) + timedelta(minutes=round(minute))
    return clock.replace(tzinfo=ZoneInfo(calendar.timezone))


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """With the signs escaped that mean something in a value."""
    clean = _CONTROL.sub("", text)
    return re.sub(r"([\\;,])", r"\\\1", clean).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Parts of at most 75 octets; each but the first begins with a space."""
    part, size = "", 0
    for sign in line:
        n = len(sign.encode())
        if size + n > _LONGEST:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + n
    yield part
