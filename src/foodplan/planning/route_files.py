"""Files for the driver of a vehicle's day, by the ending of their names."""

from __future__ import annotations

from typing import Literal

from foodplan.documents.calendar import route_calendar
from foodplan.documents.gpx import route_gpx
from foodplan.domain.ids import VehicleId
from foodplan.planning.answers import KeptPlan
from foodplan.texts import Language

Ending = Literal["gpx", "ics"]
MEDIA_TYPES: dict[Ending, str] = {
    "gpx": "application/gpx+xml",
    "ics": "text/calendar; charset=utf-8",
}


def route_file(
    kept: KeptPlan, day: int, vehicle_id: VehicleId, *, ending: Ending, language: Language
) -> bytes:
    """Stops for a navigation app, or trips for a calendar; NotFound where it does not drive."""
    plan, problem, run = kept.plan, kept.problem, kept.run
    if ending == "gpx":
        return route_gpx(plan, problem, run.run_id, day, vehicle_id, language=language)
    made_at = run.created_at
    return route_calendar(
        plan, problem, run.run_id, day, vehicle_id, made_at=made_at, language=language
    )
