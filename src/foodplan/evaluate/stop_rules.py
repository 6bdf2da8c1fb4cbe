"""Rules of sites and producers: who may come, when, how often, with how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from foodplan.domain.basics import WEEKDAYS, TimeWindow, windows_of_day
from foodplan.domain.fleet import LinkKind, LinkRule
from foodplan.domain.handing import Handover, handovers
from foodplan.domain.ids import ProducerId, SiteId
from foodplan.domain.places import Site
from foodplan.domain.plan import Route, Stop
from foodplan.evaluate.amounts import delivered
from foodplan.evaluate.case import KG_TOLERANCE, MIN_TOLERANCE, Breach, Case, Rule, stop_where
from foodplan.units import MINUTES_PER_DAY


def stop_window(case: Case) -> Iterator[Breach]:
    """Service begins in a window of the site or producer on that day (closed: off by a day)."""
    for route in case.plan.routes:
        for stop in route.stops():
            windows = windows_of_day(_windows(case, stop), route.day)
            off_min = min(
                (_off_min(window, stop.start_min) for window in windows), default=MINUTES_PER_DAY
            )
            if off_min > MIN_TOLERANCE:
                yield Breach(where=stop_where(route, stop.place_id), amount=off_min)


def _windows(case: Case, stop: Stop) -> tuple[TimeWindow, ...]:
    site = case.problem.site.get(SiteId(stop.place_id))
    return site.windows if site else case.problem.producer[ProducerId(stop.place_id)].windows


def _off_min(window: TimeWindow, instant_min: float) -> float:
    return max(0.0, window.start_min - instant_min, instant_min - window.end_min)


def site_access(case: Case) -> Iterator[Breach]:
    """Only vehicles that access rules and site–vehicle links let in come to a site.

    None comes to a site that is collected at a hub.
    """
    for route, _, site in _site_stops(case):
        vehicle = case.problem.vehicle[route.vehicle_id]
        if site.collected_at or not case.problem.may_visit(vehicle, site, route.day):
            yield Breach(where=stop_where(route, site.site_id))


def first_stop(case: Case) -> Iterator[Breach]:
    """A first-stop-only site is the first stop of its trip."""
    for route, _, trip in case.trips():
        for stop in trip.stops[1:]:
            site = case.problem.site.get(SiteId(stop.place_id))
            if site is not None and site.first_stop_only:
                yield Breach(where=stop_where(route, stop.place_id))


def only_pickup(case: Case) -> Iterator[Breach]:
    """A route that calls at an only-pick-up producer calls at no other producer."""
    for route in case.plan.routes:
        called = {stop.place_id for stop in route.stops()} & case.problem.producer.keys()
        for producer_id in sorted(called):
            if len(called) > 1 and case.problem.producer[ProducerId(producer_id)].only_pickup:
                yield Breach(where=stop_where(route, producer_id), amount=len(called) - 1)


def site_route_length(case: Case) -> Iterator[Breach]:
    """A route that serves a site is no longer than the site's max_route_min."""
    for route, _, site in _site_stops(case):
        if site.max_route_min is not None:
            over_min = route.end_min - route.start_min - site.max_route_min
            if over_min > MIN_TOLERANCE:
                yield Breach(where=stop_where(route, site.site_id), amount=over_min)


def site_storage(case: Case) -> Iterator[Breach]:
    """One delivery, baskets and ordered goods, fits the site's store."""
    for one, site in _handed(case):
        if site.storage_kg is not None:
            over_kg = delivered(one, case.problem).kg - site.storage_kg
            if over_kg > KG_TOLERANCE:
                yield Breach(where=one.where, amount=over_kg)


def site_temperatures(case: Case) -> Iterator[Breach]:
    """A site gets only goods of the temperature classes that it can keep."""
    for one, site in _handed(case):
        for kind, pallets in delivered(one, case.problem).pallets.items():
            if pallets > 0 and kind not in site.temperatures:
                yield Breach(where=one.where, amount=pallets)


def delivery_count(case: Case) -> Iterator[Breach]:
    """A site is visited at most deliveries_per_week times."""
    for site_id, days in _visit_days(case).items():
        over = len(days) - case.problem.site[site_id].deliveries_per_week
        if over > 0:
            yield Breach(where=f"site {site_id}", amount=over)


def delivery_gap(case: Case) -> Iterator[Breach]:
    """Two visits of a week lie as many days apart as the site asks for."""
    for site_id, days in _visit_days(case).items():
        gap_days = case.problem.site[site_id].gap_days
        for before, day in pairwise(days):
            if day - before < gap_days:
                yield Breach(where=f"site {site_id}, day {day}", amount=gap_days - (day - before))


def site_weeks(case: Case) -> Iterator[Breach]:
    """A site is served in its own weeks only: all, odd or even ones."""
    for one, site in _handed(case):
        if not case.problem.is_due(site):
            yield Breach(where=one.where)


def site_day_links(case: Case) -> Iterator[Breach]:
    """Sites are served on the days that site–day links ask for, never on those they forbid."""
    for one, site in _handed(case):
        links = case.problem.links_of(LinkKind.SITE_DAY, site.site_id)
        forbidden = {link.second_id for link in links if link.rule is LinkRule.FORBIDDEN}
        required = {link.second_id for link in links if link.rule is LinkRule.REQUIRED}
        day = WEEKDAYS[one.day]
        if day in forbidden or (required and day not in required):
            yield Breach(where=one.where)


def _visit_days(case: Case) -> dict[SiteId, list[int]]:
    """Days of each site; a delivery too large for one vehicle comes in parts on one day."""
    days: defaultdict[SiteId, set[int]] = defaultdict(set)
    for one, site in _handed(case):
        days[site.site_id].add(one.day)
    return {site_id: sorted(visits) for site_id, visits in sorted(days.items())}


def _site_stops(case: Case) -> Iterator[tuple[Route, Stop, Site]]:
    for route in case.plan.routes:
        for stop in route.stops():
            site = case.problem.site.get(SiteId(stop.place_id))
            if site is not None:
                yield route, stop, site


def _handed(case: Case) -> Iterator[tuple[Handover, Site]]:
    """What sites get, brought by a vehicle or collected at a hub."""
    for one in handovers(case.plan, case.problem):
        yield one, case.problem.site[one.site_id]


RULES: tuple[Rule, ...] = (
    stop_window,
    site_access,
    first_stop,
    only_pickup,
    site_route_length,
    site_storage,
    site_temperatures,
    delivery_count,
    delivery_gap,
    site_weeks,
    site_day_links,
)
