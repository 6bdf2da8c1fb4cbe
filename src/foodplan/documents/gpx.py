"""One vehicle's day as GPX 1.1, for the navigation app of its driver.

Only stops: the roads between them are the app's business, which knows them better than our
estimates do. Each stop says what the route sheet says.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from foodplan.documents.driven import driven_route, told_stops
from foodplan.documents.paper import Paper
from foodplan.domain.basics import Location
from foodplan.domain.ids import RunId, VehicleId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.texts import Language, say

_XMLNS = "http://www.topografix.com/GPX/1/1"
_NO_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, which names that people typed may hold."""
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
    route = driven_route(plan, name, day, vehicle_id, language=language)
    sheet = Paper(plan, problem, language).of_route(route)
    hub = problem.hub[problem.vehicle[vehicle_id].hub_id]
    home = (hub.location, hub.label, "")
    trips: list[list[Point]] = [
        [
            (problem.locations[stop.place_id], *words)
            for stop, words in zip(trip.stops, told, strict=True)
        ]
        for trip, told in zip(route.trips, told_stops(sheet), strict=True)
    ]
    root = Element("gpx", version="1.1", creator="foodplan", xmlns=_XMLNS)
    about = SubElement(root, "metadata")
    _text(about, "name", f"{sheet.title}, {sheet.when}")
    _text(about, "desc", f"{name}. {say('paper-estimates', language)}")
    for point in [home, *(point for points in trips for point in points)]:
        _add(root, "wpt", point)
    for number, (table, points) in enumerate(zip(sheet.tables, trips, strict=True), start=1):
        drawn = SubElement(root, "rte")
        # Apps list routes by name and cut it: what tells them apart stands in front.
        _text(drawn, "name", say("route-trip", language, vehicle=vehicle_id, n=number))
        _text(drawn, "desc", table.caption)
        for point in [home, *points, home]:
            _add(drawn, "rtept", point)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _add(parent: Element, tag: str, point: Point) -> None:
    location, name, told = point
    made = SubElement(parent, tag, lat=f"{location.lat:.6f}", lon=f"{location.lon:.6f}")
    _text(made, "name", name)
    if told:
        _text(made, "desc", told)


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = _NO_XML.sub("", text)
