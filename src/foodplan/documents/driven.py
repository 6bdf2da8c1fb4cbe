"""What every file about one vehicle's day shares: its route, its stops in words, its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import crc32

from foodplan.documents.paper import Sheet
from foodplan.domain.basics import WEEKDAYS
from foodplan.domain.ids import RunId, VehicleId
from foodplan.domain.plan import Plan, Route
from foodplan.errors import NotFound
from foodplan.texts import Language, Sentence

_NO_FILE_NAME = re.compile(r"[^A-Za-z0-9_.-]")


def driven_route(
    plan: Plan, name: RunId, day: int, vehicle_id: VehicleId, *, language: Language
) -> Route:
    """The vehicle's route of that day; NotFound where it does not drive. `name` is the plan's."""
    for route in plan.routes:
        if (route.day, route.vehicle_id) == (day, vehicle_id):
            return route
    raise NotFound(Sentence("route-none", language, vehicle=vehicle_id, plan=name))


def told_stops(sheet: Sheet) -> Iterator[tuple[tuple[str, str], ...]]:
    """For each trip its stops as the sheet tells them: number, time and place; what is done."""
    n_trips = len(sheet.tables)
    for trip, table in enumerate(sheet.tables, start=1):
        of_trip = f"{trip}." if n_trips > 1 else ""
        yield tuple(
            (f"{of_trip}{nth} {time} {place}", f"{goods} ({windows})" if windows else goods)
            for nth, time, place, windows, goods, _ in table.rows
        )


def file_name(day: int, vehicle_id: VehicleId, ending: str) -> str:
    """What the file is called, whatever the vehicle is: `mon-VAN-03.gpx`.

    An id that cannot stand in a file's name as it is gets a mark of its own, so that `VAN 1` and
    `VAN/1` do not share a file.
    """
    name = _NO_FILE_NAME.sub("_", vehicle_id)
    mark = "" if name == vehicle_id else f"-{crc32(vehicle_id.encode()):08x}"
    return f"{WEEKDAYS[day]}-{name}{mark}.{ending}"
