"""What would bring more baskets, and what that costs: the duals of a plan, each as one deed.

A dual says what one more unit brings while it is scarce, so the baskets are what can be hoped for
at most. One deed of each kind is told for each place, on the day on which it brings most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from foodplan.domain.ids import HubId, PlaceId, ProducerId, SiteId
from foodplan.domain.plan import Limit, Plan, Route
from foodplan.domain.problem import Problem
from foodplan.evaluate.amounts import delivered
from foodplan.evaluate.costing import cost_eur
from foodplan.evaluate.reason import day_label
from foodplan.evaluate.shares import missing_baskets

MOST_REMEDIES = 3
DEED_KG = 100.0
"""More food, or more room for it, is told for so many kg."""
_LEAST_BASKETS = 0.5
_KINDS = {
    "supply": "supply",
    "sorting": "sorting",
    "storage": "storage",
    "chilled_storage": "storage",
    "site_storage": "storage",
    "vehicles": "vehicle",
    "routes": "vehicle",
}
"""Kinds of `Limit` that something can be done about within a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One deed: one sorting hour, one vehicle for a day, 100 kg of food or of room."""

    code: str
    """Text code `remedy-<kind>`."""
    params: Mapping[str, object] = field(default_factory=dict)
    """Place and day of the sentence; names in two languages are `Label`s."""
    place_id: PlaceId | None
    day: int | None
    baskets: float
    """More than now, at most."""
    eur: float | None
    """None: nobody has said what it costs, as with gifts and volunteers."""
    week: str
    """Calendar week in which it would bring them."""


def remedies_of_weeks(weeks: Sequence[tuple[Plan, Problem]]) -> tuple[Remedy, ...]:
    """At most three of all weeks, as `remedies` ranks them."""
    found = [remedy for week in weeks for remedy in remedies(*week)]
    return tuple(sorted(found, key=_rank)[:MOST_REMEDIES])


def remedies(plan: Plan, problem: Problem) -> tuple[Remedy, ...]:
    """At most three: those with a price first, the cheapest a basket; then by baskets.

    One of each kind before a second one of any: three farms that could give more are one idea.
    """
    best: dict[tuple[str, PlaceId | None], Remedy] = {}
    for remedy in sorted(_every(plan, problem), key=_rank):
        best.setdefault((remedy.code, remedy.place_id), remedy)
    firsts: dict[str, Remedy] = {}
    for remedy in best.values():
        firsts.setdefault(remedy.code, remedy)
    rest = [remedy for remedy in best.values() if firsts[remedy.code] is not remedy]
    return tuple(sorted([*firsts.values(), *rest][:MOST_REMEDIES], key=_rank))


def _rank(remedy: Remedy) -> tuple[bool, float, float, int]:
    eur_per_basket = 0.0 if remedy.eur is None else remedy.eur / remedy.baskets
    return remedy.eur is None, eur_per_basket, -remedy.baskets, remedy.day or 0


def _every(plan: Plan, problem: Problem) -> Iterator[Remedy]:
    most = missing_baskets(plan, problem)
    for limit in plan.limits:
        kind = _KINDS.get(limit.kind)
        if kind is None or not limit.baskets_per_unit > 0:
            continue
        amount, eur = _deed(kind, limit, plan, problem)
        baskets = min(limit.baskets_per_unit * amount, most)
        if baskets >= _LEAST_BASKETS:
            yield Remedy(
                code=f"remedy-{kind}{_where(limit)}",
                params=_params(limit, problem),
                place_id=limit.place_id,
                day=limit.day,
                baskets=baskets,
                eur=eur,
                week=problem.calendar.week,
            )


def _deed(kind: str, limit: Limit, plan: Plan, problem: Problem) -> tuple[float, float | None]:
    """How many of the limit's units the deed is, and its price."""
    if kind == "sorting":
        return 1.0, problem.costs.eur_per_sorting_hour or None
    if kind == "vehicle":
        return _vehicle_day(limit, plan, problem)
    if kind == "supply":
        return DEED_KG, _price_eur_per_kg(limit, problem) * DEED_KG or None
    return DEED_KG, None


def _vehicle_day(limit: Limit, plan: Plan, problem: Problem) -> tuple[float, float | None]:
    """What a route of that hub and day brings on average, and costs; of the week if there is none.

    0 units where the hub has no route at all.
    """
    mine = [
        route
        for route in plan.routes
        if limit.place_id in (None, problem.vehicle[route.vehicle_id].hub_id)
    ]
    routes = [route for route in mine if limit.day in (None, route.day)] or mine
    if not routes:
        return 0.0, None
    brought = sum(_brought(route, limit, problem) for route in routes) / len(routes)
    return brought, sum(cost_eur(route, problem) for route in routes) / len(routes)


def _brought(route: Route, limit: Limit, problem: Problem) -> float:
    """Baskets, or the kg carried out or in, whichever is more."""
    stops = tuple(route.stops())
    if limit.unit == "basket":
        return sum(stop.n_baskets for stop in stops)
    return max(
        sum(delivered(stop, problem).kg for stop in stops),
        sum(pick.gross_kg for stop in stops for pick in stop.picks),
    )


def _price_eur_per_kg(limit: Limit, problem: Problem) -> float:
    """The least that the place asks for a kg; 0 for gifts."""
    prices = [
        lot.price_eur_per_kg
        for lot in problem.lots
        if limit.place_id in (None, lot.producer_id, lot.hub_id)
    ]
    return min(prices, default=0.0)


def _where(limit: Limit) -> str:
    """Ending of the text code: whether the place is named, and the day."""
    if limit.place_id is None:
        return ""
    return "-place" if limit.day is None else "-place-day"


def _params(limit: Limit, problem: Problem) -> dict[str, object]:
    params: dict[str, object] = {}
    if limit.place_id is not None:
        params["place"] = _name(limit.place_id, problem)
    if limit.day is not None:
        params["day"] = day_label(limit.day)
    return params


def _name(place_id: PlaceId, problem: Problem) -> str:
    place = (
        problem.hub.get(HubId(place_id))
        or problem.producer.get(ProducerId(place_id))
        or problem.site.get(SiteId(place_id))
    )
    return place.label if place else str(place_id)
