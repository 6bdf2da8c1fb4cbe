"""One vehicle's day as GPX 1.1, for the navigation app of its driver.

Only stops: the roads between them are the app's business, which knows them better than our
estimates do. Each stop says what the route sheet says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring
from zlib import crc32

from foodplan.documents.paper import Paper, Table
from foodplan.domain.basics import WEEKDAYS, Location
from foodplan.domain.ids import RunId, VehicleId
from foodplan.domain.places import Hub
from foodplan.domain.plan import Plan, Route, Trip
from foodplan.domain.problem import Problem
from foodplan.errors import NotFound
from foodplan.texts import Language, Sentence, say

_XMLNS = "http://www.topografix.com/GPX/1/1"
_NO_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, which names that people typed may hold."""
_NO_FILE_NAME = re.compile(r"[^A-Za-z0-9_.-]")
Point = tuple[Location, str, str]
"""Where, its name, what is done there."""


def route_gpx(
    plan: Plan,
    problem: Problem,
    name: RunId,
    day: int,
    vehicle_id: VehicleId,
    *,
    language: Language,
) -> bytes:
    """Every stop as a waypoint, and each trip as a route from the hub back to it.

    NotFound where the vehicle does not drive on that day; `name` is the plan's.
    """
    routes = [one for one in plan.routes if (one.day, one.vehicle_id) == (day, vehicle_id)]
    if not routes:
        raise NotFound(Sentence("gpx-no-route", language, vehicle=vehicle_id, plan=name))
    (route,) = routes
    sheet = Paper(plan, problem, language).of_route(route)
    hub = problem.hub[problem.vehicle[route.vehicle_id].hub_id]
    trips = [
        (table.caption, [*_points(trip, number, table, route, problem)])
        for number, (trip, table) in enumerate(zip(route.trips, sheet.tables, strict=True), start=1)
    ]
    root = Element("gpx", version="1.1", creator="foodplan", xmlns=_XMLNS)
    about = SubElement(root, "metadata")
    _text(about, "name", f"{sheet.title}, {sheet.when}")
    _text(about, "desc", f"{name}. {say('paper-estimates', language)}")
    for point in [_home(hub), *(point for _, points in trips for point in points)]:
        _add(root, "wpt", point)
    for number, (caption, points) in enumerate(trips, start=1):
        drawn = SubElement(root, "rte")
        # Apps list routes by name and cut it: what tells them apart stands in front.
        _text(drawn, "name", say("gpx-trip", language, vehicle=vehicle_id, n=number))
        _text(drawn, "desc", caption)
        for point in [_home(hub), *points, _home(hub)]:
            _add(drawn, "rtept", point)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def gpx_name(day: int, vehicle_id: VehicleId) -> str:
    """What the file is called, whatever the vehicle is: `mon-VAN-03.gpx`.

    An id that cannot stand in a file's name as it is gets a mark of its own, so that `VAN 1` and
    `VAN/1` do not share a file.
    """
    name = _NO_FILE_NAME.sub("_", vehicle_id)
    mark = "" if name == vehicle_id else f"-{crc32(vehicle_id.encode()):08x}"
    return f"{WEEKDAYS[day]}-{name}{mark}.gpx"


def _points(
    trip: Trip, number: int, table: Table, route: Route, problem: Problem
) -> Iterator[Point]:
    """Stops by number and time, as the sheet's rows tell them."""
    trip_number = f"{number}." if len(route.trips) > 1 else ""
    for stop, row in zip(trip.stops, table.rows, strict=True):
        nth, time, place, windows, goods, _ = row
        told = f"{goods} ({windows})" if windows else goods
        yield problem.locations[stop.place_id], f"{trip_number}{nth} {time} {place}", told


def _home(hub: Hub) -> Point:
    return hub.location, hub.label, ""


def _add(parent: Element, tag: str, point: Point) -> None:
    location, name, told = point
    made = SubElement(parent, tag, lat=f"{location.lat:.6f}", lon=f"{location.lon:.6f}")
    _text(made, "name", name)
    if told:
        _text(made, "desc", told)


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = _NO_XML.sub("", text)
