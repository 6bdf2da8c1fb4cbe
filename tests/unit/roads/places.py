"""Problems on the real region for the tests of roads."""

from __future__ import annotations

from tests.builders import a_problem, a_site

from foodplan.domain.basics import Location
from foodplan.domain.policy import RoadChange, RoadSettings
from foodplan.domain.problem import Problem

TOWNS = {
    "AIX": Location(lat=43.5298, lon=5.4475),
    "AUB": Location(lat=43.2924, lon=5.5703),
    "BER": Location(lat=43.4757, lon=5.1676),
    "IST": Location(lat=43.5139, lon=4.9884),
    "MTG": Location(lat=43.4053, lon=5.0530),
    "NORD": Location(lat=43.3480, lon=5.3700),
    "SAL": Location(lat=43.6400, lon=5.0970),
    "VP": Location(lat=43.2951, lon=5.3744),
}
NIGHT, PEAK, NOON = 240.0, 480.0, 720.0


def on_roads(
    *names: str,
    departures_min: tuple[float, ...] = (NOON,),
    changes: tuple[RoadChange, ...] = (),
    places: dict[str, Location] | None = None,
) -> Problem:
    """Sites at the named towns (all, if none is named) on the skeleton of region-amp."""
    known = TOWNS | (places or {})
    return a_problem(
        {},
        hubs=(),
        sites=tuple(a_site(name, location=known[name]) for name in sorted(names or known)),
        roads=RoadSettings(region="region-amp", departures_min=departures_min, changes=changes),
    )
