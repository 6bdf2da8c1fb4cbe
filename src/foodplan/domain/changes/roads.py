"""How changes to travel times work."""

from __future__ import annotations

import math
from dataclasses import replace

from foodplan.domain.basics import Location
from foodplan.domain.changes.kind import changed
from foodplan.domain.changes.notes import Notes
from foodplan.domain.changes.selecting import sites_of
from foodplan.domain.geometry import hull_around
from foodplan.domain.policy import RoadChange
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import CloseRoad, SlowRoads, Where

AREA_MARGIN_KM = 1.0
"""Changes of roads reach so far around the sites, or the line, that they are described by."""


@changed.register
def _(change: SlowRoads, problem: Problem, _notes: Notes) -> Problem | None:
    area = change.zone
    if change.where != Where():
        area = _around_sites(problem, change.where)
        if not area:
            return None
    slower = RoadChange(
        by=change.by,
        roads=change.roads,
        area=area,
        start_min=change.start_min,
        end_min=change.end_min,
    )
    return _with(problem, slower)


@changed.register
def _(change: CloseRoad, problem: Problem, notes: Notes) -> Problem | None:
    area: tuple[Location, ...] = ()
    if change.stretch is not None:
        for place in change.stretch:
            notes.check("stretch", place, problem.locations)
        if notes.is_refused:
            return None
        ends = (problem.locations[place] for place in change.stretch)
        area = hull_around(ends, margin_km=AREA_MARGIN_KM)
    elif change.where != Where():
        area = _around_sites(problem, change.where)
        if not area:
            return None
    closed = RoadChange(
        by=math.inf,
        roads=frozenset({change.road}),
        area=area,
        start_min=change.start_min,
        end_min=change.end_min,
    )
    return _with(problem, closed)


def _around_sites(problem: Problem, where: Where) -> tuple[Location, ...]:
    places = (site.location for site in sites_of(problem, where))
    return hull_around(places, margin_km=AREA_MARGIN_KM)


def _with(problem: Problem, change: RoadChange) -> Problem:
    return replace(problem, roads=replace(problem.roads, changes=(*problem.roads.changes, change)))
