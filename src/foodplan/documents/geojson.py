"""A plan as GeoJSON (RFC 7946): places as points, trips as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from foodplan.domain.basics import Location, VehicleKind
from foodplan.domain.ids import PlaceId, SiteId
from foodplan.domain.plan import Plan, Route, Trip
from foodplan.domain.problem import Problem
from foodplan.evaluate.shares import site_shares

LegKey = tuple[PlaceId, PlaceId, VehicleKind]
Lines = Mapping[LegKey, Sequence[Location]]
Feature = dict[str, object]
DECIMALS = 6
"""A tenth of a metre; more would pretend."""


def legs_of(plan: Plan, problem: Problem) -> tuple[LegKey, ...]:
    """Every leg that is driven, once, sorted."""
    legs = {
        (start, end, problem.vehicle[route.vehicle_id].kind)
        for route in plan.routes
        for trip in route.trips
        for start, end in pairwise(_places(route, trip, problem))
    }
    return tuple(sorted(legs))


def plan_geojson(plan: Plan, problem: Problem, *, lines: Lines) -> dict[str, object]:
    """Hubs, producers and sites, one line a trip, handouts at their hubs, one line a gift.

    A leg without a line is drawn straight, and so is what producers bring to sites themselves.
    """
    return {
        "type": "FeatureCollection",
        "features": [
            *_hubs(problem),
            *_producers(plan, problem),
            *_sites(plan, problem),
            *_trips(plan, problem, lines),
            *_handouts(plan, problem),
            *_gifts(plan, problem),
        ],
    }


def _hubs(problem: Problem) -> Iterator[Feature]:
    for hub in problem.hubs:
        yield _point(hub.location, kind="hub", id=hub.hub_id, label=hub.label, town=hub.town)


def _producers(plan: Plan, problem: Problem) -> Iterator[Feature]:
    collected_kg: dict[str | None, float] = {}
    for collection in plan.collections:
        producer_id = problem.lot[collection.lot_id].producer_id
        collected_kg[producer_id] = collected_kg.get(producer_id, 0.0) + collection.gross_kg
    direct_kg: dict[str | None, float] = {}
    for gift in plan.gifts:
        producer_id = problem.lot[gift.lot_id].producer_id
        direct_kg[producer_id] = direct_kg.get(producer_id, 0.0) + gift.gross_kg
    for producer in problem.producers:
        yield _point(
            producer.location,
            kind="producer",
            id=producer.producer_id,
            label=producer.label,
            town=producer.town,
            collected_gross_kg=round(collected_kg.get(producer.producer_id, 0.0), 3),
            direct_gross_kg=round(direct_kg.get(producer.producer_id, 0.0), 3),
        )


def _sites(plan: Plan, problem: Problem) -> Iterator[Feature]:
    shares = {share.site_id: share for share in site_shares(plan, problem)}
    direct_kg: dict[SiteId, float] = {}
    for gift in plan.gifts:
        direct_kg[gift.site_id] = direct_kg.get(gift.site_id, 0.0) + gift.gross_kg
    for site in problem.sites:
        share = shares.get(site.site_id)
        yield _point(
            site.location,
            kind="site",
            id=site.site_id,
            label=site.label,
            town=site.town,
            district=site.district,
            baskets_needed=share.needed if share else 0,
            baskets_given=share.given if share else 0,
            fill_rate=round(share.fill_rate, 4) if share else None,
            direct_gross_kg=round(direct_kg.get(site.site_id, 0.0), 3),
            collected_at=site.collected_at,
        )


def _trips(plan: Plan, problem: Problem, lines: Lines) -> Iterator[Feature]:
    for route in plan.routes:
        for number, trip in enumerate(route.trips, start=1):
            yield _feature(
                {"type": "LineString", "coordinates": _path(route, trip, problem, lines)},
                kind="trip",
                id=f"{route.route_id}-{number}",
                route_id=route.route_id,
                vehicle_id=route.vehicle_id,
                day=route.day,
                date=problem.calendar.date_of(route.day).isoformat(),
                trip=number,
                stops=[stop.place_id for stop in trip.stops],
                n_baskets=sum(stop.n_baskets for stop in trip.stops),
                km=round(sum(stop.km for stop in trip.stops) + trip.home_km, 3),
                leave_min=trip.leave_min,
                return_min=trip.return_min,
            )


def _handouts(plan: Plan, problem: Problem) -> Iterator[Feature]:
    for row in plan.handouts:
        yield _point(
            problem.hub[row.hub_id].location,
            kind="handout",
            id=f"{row.day}-{row.site_id}",
            site_id=row.site_id,
            hub_id=row.hub_id,
            day=row.day,
            date=problem.calendar.date_of(row.day).isoformat(),
            from_min=row.from_min,
            n_baskets=row.n_baskets,
        )


def _gifts(plan: Plan, problem: Problem) -> Iterator[Feature]:
    for gift in plan.gifts:
        lot = problem.lot[gift.lot_id]
        if lot.producer_id is None:
            continue
        ends = problem.producer[lot.producer_id].location, problem.site[gift.site_id].location
        yield _feature(
            {"type": "LineString", "coordinates": _positions(ends)},
            kind="gift",
            id=f"{gift.day}-{gift.lot_id}-{gift.site_id}",
            producer_id=lot.producer_id,
            site_id=gift.site_id,
            lot_id=gift.lot_id,
            product_id=lot.product_id,
            day=gift.day,
            date=problem.calendar.date_of(gift.day).isoformat(),
            crates=gift.crates,
            gross_kg=gift.gross_kg,
        )


def _path(route: Route, trip: Trip, problem: Problem, lines: Lines) -> list[list[float]]:
    """At least two points, no point twice in a row unless the trip has no length at all."""
    kind = problem.vehicle[route.vehicle_id].kind
    points: list[list[float]] = []
    for start, end in pairwise(_places(route, trip, problem)):
        straight = (problem.locations[start], problem.locations[end])
        points += _positions(lines.get((start, end, kind), straight))
    path = [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]
    return path if len(path) > 1 else path * 2


def _places(route: Route, trip: Trip, problem: Problem) -> tuple[PlaceId, ...]:
    hub_id = problem.vehicle[route.vehicle_id].hub_id
    return (hub_id, *(stop.place_id for stop in trip.stops), hub_id)


def _positions(line: Iterable[Location]) -> list[list[float]]:
    return [[round(place.lon, DECIMALS), round(place.lat, DECIMALS)] for place in line]


def _point(location: Location, **properties: object) -> Feature:
    [position] = _positions([location])
    return _feature({"type": "Point", "coordinates": position}, **properties)


def _feature(geometry: dict[str, object], **properties: object) -> Feature:
    return {
        "type": "Feature",
        "id": f"{properties['kind']}-{properties['id']}",
        "geometry": geometry,
        "properties": properties,
    }
