"""What speaks against an accident before it is repaired, and what its repair leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from foodplan.domain.accident import Accident
from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import Location, haversine_km
from foodplan.domain.contradictions import contradictions
from foodplan.domain.finding import Finding, Severity
from foodplan.domain.geometry import in_water
from foodplan.domain.ids import SiteId
from foodplan.domain.past import Past
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import AddSite, CloseSite, SetNeed, VehicleOut
from foodplan.evaluate.reason import day_label
from foodplan.units import clock

FARTHEST_KM = 300.0
"""From the nearest hub; more is a slip of the pen."""


def objections(
    accident: Accident, before: Problem, after: Problem, plan: Plan, past: Past, backdrop: Backdrop
) -> tuple[Finding, ...]:
    """A site in the water or far away, locks that cannot be kept, an accident without effect."""
    change = accident.change
    if isinstance(change, AddSite):
        found = tuple(_of_place(change.site.location, before, backdrop))
        if found:
            return found
    against = contradictions(accident.locks, after, plan, past)
    if against:
        return against
    if after != before:
        return ()
    at = accident.at
    when = {"day": day_label(at.day), "time": clock(at.minute)}
    if isinstance(change, VehicleOut):
        names = sorted(change.where.vehicles)
        return tuple(
            Finding(code="accident-already-out", params={"name": name, **when}) for name in names
        )
    return (Finding(code="accident-already-so", params=when),)


def left_open(accident: Accident, after: Problem, plan: Plan, past: Past) -> tuple[Finding, ...]:
    """What the sites of the accident do not get, and what had been made already."""
    change = accident.change
    if isinstance(change, AddSite):
        sites = [change.site.site_id]
    elif isinstance(change, SetNeed | CloseSite):
        sites = [SiteId(name) for name in sorted(change.where.sites)]
    else:
        return ()
    given, made = plan.baskets_given(), {stop.place_id for _, stop in past.stops()}
    made |= {row.site_id for row in past.handouts}
    notes = []
    for site_id in sites:
        needed = after.baskets_needed(site_id)
        got = given.get(site_id, 0)
        params = {"place": site_id, "given": got, "needed": needed}
        if isinstance(change, CloseSite):
            codes = ["repair-note-made"] if site_id in made else []
        elif isinstance(change, AddSite) and not got:
            codes = ["repair-note-no-place"]
        else:
            codes = ["repair-note-short"] if got < needed else []
        notes += [Finding(code=code, severity=Severity.WARNS, params=params) for code in codes]
    return tuple(notes)


def _of_place(place: Location, problem: Problem, backdrop: Backdrop) -> Iterator[Finding]:
    params = {"lat": place.lat, "lon": place.lon}
    km = min((haversine_km(place, hub.location) for hub in problem.hubs), default=0.0)
    if km > FARTHEST_KM:
        yield Finding(code="accident-far", params=params | {"km": km, "limit": FARTHEST_KM})
    elif in_water(place, backdrop):
        yield Finding(code="accident-in-water", params=params)
