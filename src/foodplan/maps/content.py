"""What a map shows of a plan, as values for JSON; every text stays plain text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import Location, VehicleKind
from foodplan.domain.handing import handovers
from foodplan.domain.ids import HubId, PlaceId, ProducerId, VehicleId
from foodplan.domain.plan import Handout, Plan, Route, Stop, Trip
from foodplan.domain.problem import Problem
from foodplan.evaluate.shares import SiteShare
from foodplan.maps.encoding import encode_line
from foodplan.texts import Language, say
from foodplan.texts.maps import TEXTS
from foodplan.units import clock

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
Row: TypeAlias = "dict[str, Value]"
Lines = Mapping[tuple[PlaceId, PlaceId, VehicleKind], Sequence[Location]]


def map_content(
    plan: Plan,
    problem: Problem,
    *,
    lines: Lines,
    backdrop: Backdrop,
    language: Language,
    shares: Sequence[SiteShare],
    notes: Mapping[PlaceId, Sequence[str]],
) -> Row:
    """Everything that the map's script needs."""
    used = sorted({route.vehicle_id for route in plan.routes})
    return {
        "language": language,
        "texts": {code: say(code, language) for code in TEXTS},
        "label": problem.label.words(language),
        "source": backdrop.source,
        "days": [
            {
                "day": day,
                "name": say(f"day-{day}", language),
                "short": say(f"day-short-{day}", language),
            }
            for day in _days(plan)
        ],
        "vehicles": [_vehicle(problem, vehicle_id, language) for vehicle_id in used],
        "routes": [_route(route, problem, lines) for route in plan.routes],
        "handouts": [_handout(row, problem) for row in plan.handouts],
        "gifts": _gifts(plan, problem, language),
        "sites": _sites(plan, problem, shares),
        "producers": _producers(plan, problem, language),
        "hubs": _hubs(plan, problem),
        "notes": {place_id: list(said) for place_id, said in sorted(notes.items()) if said},
        "towns": [[name, population, *_point(place)] for name, population, place in backdrop.towns],
    }


def _days(plan: Plan) -> list[int]:
    """Days on which somebody drives, people collect at a hub, or a producer brings something."""
    days = {route.day for route in plan.routes} | {gift.day for gift in plan.gifts}
    return sorted(days | {row.day for row in plan.handouts})


def _vehicle(problem: Problem, vehicle_id: VehicleId, language: Language) -> Row:
    vehicle = problem.vehicle[vehicle_id]
    kind = say(f"vehicle-{vehicle.kind.value}", language)
    return {"id": vehicle_id, "label": vehicle.label, "kind": kind}


def _route(route: Route, problem: Problem, lines: Lines) -> Row:
    return {
        "id": route.route_id,
        "day": route.day,
        "vehicle": route.vehicle_id,
        "start": clock(route.start_min),
        "end": clock(route.end_min),
        "km": round(route.km, 1),
        "trips": [_trip(trip, route.vehicle_id, problem, lines) for trip in route.trips],
    }


def _trip(trip: Trip, vehicle_id: VehicleId, problem: Problem, lines: Lines) -> Row:
    vehicle = problem.vehicle[vehicle_id]
    places = [vehicle.hub_id, *(stop.place_id for stop in trip.stops), vehicle.hub_id]
    legs = [lines.get((a, b, vehicle.kind)) for a, b in pairwise(places)]
    return {
        "leave": clock(trip.leave_min),
        "back": clock(trip.return_min),
        "stops": [_stop(stop, problem) for stop in trip.stops],
        # One line a leg, so that the arrow of a leg without a line is simply not there.
        "lines": [encode_line(line) if line else None for line in legs],
    }


def _handout(row: Handout, problem: Problem) -> Row:
    return {
        "site": row.site_id,
        "hub": row.hub_id,
        "day": row.day,
        "at": clock(row.from_min),
        "baskets": row.n_baskets,
        "kg": round(_handed_kg(row, problem)),
    }


def _gifts(plan: Plan, problem: Problem, language: Language) -> list[Value]:
    rows: list[Value] = []
    for gift in plan.gifts:
        lot = problem.lot[gift.lot_id]
        product = problem.product[lot.product_id].label
        rows.append(
            {
                "producer": lot.producer_id,
                "site": gift.site_id,
                "day": gift.day,
                "product": product.fr if language == "fr" else product.en,
                "crates": gift.crates,
                "kg": round(gift.gross_kg),
            }
        )
    return rows


def _handed_kg(one: Stop | Handout, problem: Problem) -> float:
    basket_kg = sum(drop.n_baskets * problem.basket[drop.basket_id].kg for drop in one.drops)
    return basket_kg + sum(order.kg for order in one.orders)


def _stop(stop: Stop, problem: Problem) -> Row:
    return {
        "place": stop.place_id,
        "at": clock(stop.start_min),
        "baskets": stop.n_baskets,
        "kg": round(_handed_kg(stop, problem)),
        "picked": round(sum(pick.gross_kg for pick in stop.picks)),
    }


def _sites(plan: Plan, problem: Problem, shares: Sequence[SiteShare]) -> list[Value]:
    share_of = {share.site_id: share for share in shares}
    visited = {one.site_id for one in handovers(plan, problem)}
    rows: list[Value] = []
    for site in problem.sites:
        share = share_of.get(site.site_id)
        rows.append(
            {
                "id": site.site_id,
                "label": site.label,
                "town": site.town,
                "district": site.district,
                "at": _point(site.location),
                "needed": share.needed if share else 0,
                "given": share.given if share else 0,
                "fill": share.fill_rate if share else None,
                "orders": site.site_id in problem.orders_of,
                "visited": site.site_id in visited,
            }
        )
    return rows


def _producers(plan: Plan, problem: Problem, language: Language) -> list[Value]:
    leaving: dict[ProducerId, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for collection in plan.collections:
        lot = problem.lot[collection.lot_id]
        if lot.producer_id is not None:
            product = problem.product[lot.product_id].label
            name = product.fr if language == "fr" else product.en
            leaving[lot.producer_id][name] += collection.gross_kg
    rows: list[Value] = []
    for producer in problem.producers:
        products = sorted(leaving[producer.producer_id].items(), key=lambda entry: -entry[1])
        rows.append(
            {
                "id": producer.producer_id,
                "label": producer.label,
                "town": producer.town,
                "at": _point(producer.location),
                "products": [[name, round(kg)] for name, kg in products],
            }
        )
    return rows


def _hubs(plan: Plan, problem: Problem) -> list[Value]:
    received: dict[tuple[HubId, int], float] = defaultdict(float)
    for collection in plan.collections:
        received[collection.hub_id, collection.day] += collection.gross_kg
    sent: dict[tuple[HubId, int], int] = defaultdict(int)
    for one in handovers(plan, problem):
        sent[one.hub_id, one.day] += sum(drop.n_baskets for drop in one.drops)
    return [
        {
            "id": hub.hub_id,
            "label": hub.label,
            "town": hub.town,
            "at": _point(hub.location),
            "days": [
                [day, round(received[hub.hub_id, day]), sent[hub.hub_id, day]]
                for day in problem.calendar.days
                if received[hub.hub_id, day] or sent[hub.hub_id, day]
            ],
        }
        for hub in problem.hubs
    ]


def _point(place: Location) -> list[Value]:
    return [round(place.lat, 5), round(place.lon, 5)]
