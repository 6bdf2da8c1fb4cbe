"""Where legs run, for maps and exchange files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from foodplan.domain.basics import Location, VehicleKind
from foodplan.domain.ids import PlaceId
from foodplan.domain.problem import Problem
from foodplan.roads.changes import Conditions
from foodplan.roads.geometry import Floats
from foodplan.roads.network import Network, build_network
from foodplan.roads.region import Region, read_region
from foodplan.roads.skeleton import Ways, find_ways
from foodplan.roads.streets import Streets, access_min, direct_min, hang
from foodplan.roads.travel import conditions_of, region_folder

LegKey = tuple[PlaceId, PlaceId, VehicleKind]
Line = tuple[Location, ...]


def route_lines(problem: Problem, legs: Sequence[LegKey], *, regions: Path) -> dict[LegKey, Line]:
    """The line of each leg from place to place, at the first departure of the day.

    Follows the region's network wherever the problem names a region, whatever the source of its
    times; without a region it is straight. A leg that has no way is left out.
    """
    wanted = sorted(set(legs))
    if problem.roads.region is None:
        return {leg: _straight(problem, leg) for leg in wanted}
    region = read_region(region_folder(problem, regions))
    network = build_network(region)
    lines: dict[LegKey, Line] = {}
    for kind in VehicleKind:
        of_kind = [leg for leg in wanted if leg[2] is kind]
        if of_kind:
            lines |= _Tracer(problem, region, network, of_kind).lines()
    return lines


class _Tracer:
    """Legs of one kind of vehicle over one network."""

    def __init__(
        self, problem: Problem, region: Region, network: Network, legs: Sequence[LegKey]
    ) -> None:
        self._problem, self._network, self._legs = problem, network, legs
        place_ids = sorted({place_id for leg in legs for place_id in leg[:2]})
        self._index = {place_id: i for i, place_id in enumerate(place_ids)}
        places = [problem.locations[place_id] for place_id in place_ids]
        points = np.array([(place.lon, place.lat) for place in places])
        conditions = next(conditions_of(problem, region.traffic, legs[0][2]))
        self._streets: Streets = hang(points, network, region.outlines)
        self._ways: Ways = find_ways(network, conditions)
        self._access_min: Floats = access_min(self._streets, conditions)
        self._direct_min = self._direct(conditions)

    def lines(self) -> dict[LegKey, Line]:
        found = {leg: self._line(leg) for leg in self._legs}
        return {leg: line for leg, line in found.items() if line}

    def _direct(self, conditions: Conditions) -> dict[tuple[int, int], float]:
        minutes = direct_min(self._streets, conditions).tolist()
        pairs = self._streets.pairs.tolist()
        return {(i, j): value for (i, j), value in zip(pairs, minutes, strict=True)}

    def _line(self, leg: LegKey) -> Line:
        start, end = (self._problem.locations[place_id] for place_id in leg[:2])
        i, j = self._index[leg[0]], self._index[leg[1]]
        first, last = self._streets.anchors[i], self._streets.anchors[j]
        minutes = self._access_min[i][:, None] + self._ways.minutes[np.ix_(first, last)]
        minutes = minutes + self._access_min[j]
        a, b = np.unravel_index(int(minutes.argmin()), minutes.shape)
        straight_min = self._direct_min.get((min(i, j), max(i, j)), np.inf)
        if start == end or (straight_min < minutes[a, b]):
            return (start, end)
        if np.isinf(minutes[a, b]):
            return ()
        return (start, *self._along(int(first[a]), int(last[b])), end)

    def _along(self, first: int, last: int) -> Line:
        """Points of the network from the first to the last, both included."""
        way = [last]
        while way[-1] != first:
            way.append(int(self._ways.before[first, way[-1]]))
        points = self._network.points[way[::-1]].tolist()
        return tuple(Location(lat=lat, lon=lon) for lon, lat in points)


def _straight(problem: Problem, leg: LegKey) -> Line:
    return problem.locations[leg[0]], problem.locations[leg[1]]
