"""Places of a problem → travel matrix, from the source that the problem names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from foodplan.domain.basics import VehicleKind
from foodplan.domain.problem import Problem
from foodplan.errors import InvalidValue, NotFound
from foodplan.roads.changes import Conditions, band_starts_min, bands
from foodplan.roads.geometry import Floats
from foodplan.roads.network import build_network
from foodplan.roads.other_sources import StraightLegs, table_travel
from foodplan.roads.region import Traffic, read_region
from foodplan.roads.skeleton import travel_slice
from foodplan.roads.streets import hang
from foodplan.tables.travel import Legs, LegTables, TravelMatrix

Slice = Callable[[Conditions], tuple[Floats, Floats]]
NO_TRAFFIC = Traffic(starts_min=(0.0,), factors=(1.0,))


def build_travel(problem: Problem, *, regions: Path) -> TravelMatrix:
    """Km and minutes between all places of a problem.

    A cell depends on its two places only, so adding a site changes no other cell. `regions` is the
    folder that holds the region folders; NotFound if the problem's region cannot be used there.
    """
    source = problem.roads.source
    if source == "table":
        return table_travel(tuple(problem.locations), problem.own_legs)
    points = place_points(problem)
    if source == "straight-line":
        conditions = {kind: tuple(conditions_of(problem, NO_TRAFFIC, kind)) for kind in VehicleKind}
        return _matrix(problem, StraightLegs(points=points, conditions=conditions))
    if source != "skeleton":
        raise InvalidValue(
            f"roads: source is {source!r}; give skeleton, table or straight-line in week.yaml"
        )
    region = read_region(region_folder(problem, regions))
    network = build_network(region)
    streets = hang(points, network, region.outlines)
    snap_km = dict(zip(problem.locations, streets.snap_km.tolist(), strict=True))
    legs = _tables(problem, region.traffic, lambda given: travel_slice(network, streets, given))
    return _matrix(problem, legs, snap_km=snap_km)


def region_folder(problem: Problem, regions: Path) -> Path:
    """Where the tables of the problem's region lie; NotFound if it names none or a missing one."""
    if problem.roads.region is None:
        raise NotFound(
            "roads: region is not given; name a folder such as region-amp in week.yaml, or choose "
            "source: straight-line"
        )
    folder = regions / problem.roads.region
    if not folder.is_dir():
        raise NotFound(
            f"there is no region {problem.roads.region} in {regions}; name an existing folder as "
            "roads: region in week.yaml"
        )
    return folder


def place_points(problem: Problem) -> Floats:
    """Shape (n, 2), lon and lat of every place, in the order of `problem.locations`."""
    places = [(place.lon, place.lat) for place in problem.locations.values()]
    return np.array(places, dtype=float).reshape(-1, 2)


def conditions_of(problem: Problem, traffic: Traffic, kind: VehicleKind) -> Iterator[Conditions]:
    """One set of conditions for each band of the day."""
    roads = problem.roads
    starts_min = band_starts_min(roads.departures_min, roads.changes)
    for start_min, band in zip(starts_min, bands(starts_min), strict=True):
        # A band that a change cut off keeps the traffic of the departure before it.
        before = [depart_min for depart_min in roads.departures_min if depart_min <= start_min]
        depart_min = before[-1] if before else roads.departures_min[0]
        yield Conditions(
            kind=kind, band=band, traffic=traffic.factor(depart_min), changes=roads.changes
        )


def _tables(problem: Problem, traffic: Traffic, fill: Slice) -> LegTables:
    starts_min = band_starts_min(problem.roads.departures_min, problem.roads.changes)
    shape = (len(starts_min), len(problem.locations), len(problem.locations))
    km = {kind: np.empty(shape) for kind in VehicleKind}
    minutes = {kind: np.empty(shape) for kind in VehicleKind}
    for kind in VehicleKind:
        for b, conditions in enumerate(conditions_of(problem, traffic, kind)):
            km[kind][b], minutes[kind][b] = fill(conditions)
    return LegTables(km=km, minutes=minutes)


def _matrix(
    problem: Problem, legs: Legs, *, snap_km: dict[str, float] | None = None
) -> TravelMatrix:
    return TravelMatrix(
        place_ids=tuple(problem.locations),
        band_starts_min=band_starts_min(problem.roads.departures_min, problem.roads.changes),
        legs=legs,
        origin=problem.roads.source,
        snap_km=snap_km or {},
    )
