"""Let a plan explain itself: low sites, food left, what limits the week."""

from __future__ import annotations

from collections.abc import Iterator

from foodplan.domain.basics import Label
from foodplan.domain.ids import HubId
from foodplan.domain.plan import Limit, Plan
from foodplan.domain.problem import Problem
from foodplan.evaluate.case import KG_TOLERANCE, Case
from foodplan.evaluate.lot_reasons import lot_reasons
from foodplan.evaluate.measures import missed_calls
from foodplan.evaluate.ordering import brought_kg
from foodplan.evaluate.reason import Reason, Reasons, day_label
from foodplan.evaluate.room import baskets_an_hour
from foodplan.evaluate.shares import missing_baskets
from foodplan.evaluate.site_reasons import (
    SHARED_LIMITS,
    computed_limits,
    site_reasons,
)
from foodplan.tables.travel import TravelMatrix
from foodplan.texts import say

MOST_LIMITS = 3
_KG_SAID = 100.0
"""A dual of one kg is said for so many."""
_UNITS = ("hour", "basket")
_KNOWN_LIMITS = ("supply", "sorting", "storage", "composition", "site_storage", "vehicles")


def explain(plan: Plan, problem: Problem, travel: TravelMatrix) -> Reasons:
    """Why sites are low, why lots are left, what limits the week."""
    case = Case(plan=plan, problem=problem, travel=travel)
    sites = site_reasons(case)
    return Reasons(
        sites=sites,
        lots=lot_reasons(case),
        limits=(
            *_missed(case),
            *tuple(_crowded_orders(case))[:MOST_LIMITS],
            *_vehicle_hour(case, sites),
            *tuple(_limits(case, sites))[:MOST_LIMITS],
        ),
    )


def _vehicle_hour(case: Case, sites: tuple[Reason, ...]) -> Iterator[Reason]:
    """Where vehicles hold sites down: the hub-day on which one hour more would bring most."""
    short = {row.about for row in sites if row.code == "reason-vehicles"}
    paces = baskets_an_hour(case, [site for site in case.problem.sites if site.site_id in short])
    if short and paces:
        (hub_id, day), baskets = max(paces.items(), key=lambda row: (row[1], row[0]))
        params = {
            "place": case.problem.hub[hub_id].label,
            "day": day_label(day),
            "baskets": baskets,
        }
        yield Reason(
            code="week-vehicle-hour", about=hub_id, params=params, place_id=hub_id, day=day
        )


def _missed(case: Case) -> Iterator[Reason]:
    """Calls at producers that are due and not made."""
    for producer_id, day in missed_calls(case.plan, case.problem)[:MOST_LIMITS]:
        params = {"place": case.problem.producer[producer_id].label, "day": day_label(day)}
        yield Reason(
            code="week-missed-call",
            about=producer_id,
            params=params,
            place_id=producer_id,
            day=day,
        )


def _crowded_orders(case: Case) -> Iterator[Reason]:
    """Orders cut short because a hub's store is full, by site."""
    full = [limit for limit in case.plan.limits if limit.kind in ("storage", "chilled_storage")]
    for order, kg in brought_kg(case.plan, case.problem).items():
        product = case.problem.product[order.product_id]
        ordered_kg = product.kg_of(order.quantity, order.unit)
        at = next((limit for limit in full if order.site_id in limit.site_ids), None)
        if at is None or at.place_id is None or at.day is None:
            continue
        if kg < ordered_kg - KG_TOLERANCE:
            params = {
                "place": _place_label(case, at.place_id),
                "day": day_label(at.day),
                "site": _place_label(case, order.site_id),
                "product": product.label,
                "given_kg": kg,
                "ordered_kg": ordered_kg,
            }
            yield Reason(
                code="week-order-storage",
                about=order.site_id,
                params=params,
                place_id=at.place_id,
                day=at.day,
            )


def _limits(case: Case, sites: tuple[Reason, ...]) -> Iterator[Reason]:
    """Stated duals first, strongest first; without them what adding up finds."""
    if not sites:
        if next(_crowded_orders(case), None) is None:
            yield Reason(code="week-all-served", about="")
        return
    stated = [limit for limit in case.plan.limits if _baskets(case, limit) > 0]
    for limit in sorted(stated, key=lambda row: -_baskets(case, row)):
        yield _stated(case, limit)
    if not stated:
        yield from _computed(case, sites)


def _baskets(case: Case, limit: Limit) -> float:
    """Baskets that one more said unit brings: 100 kg, one hour, one basket."""
    return limit.baskets_per_unit * _said(case, limit)[1]


def _said(case: Case, limit: Limit) -> tuple[str, float]:
    """The unit that is said, and how many of the limit's own it is: sorting is said in hours."""
    hub = case.problem.hub.get(HubId(limit.place_id or ""))
    if limit.unit != "kg":
        return (limit.unit if limit.unit in _UNITS else "other"), 1.0
    if limit.kind == "sorting" and hub is not None:
        return "hour", hub.sorting_kg_per_hour
    return "kg", _KG_SAID


def _stated(case: Case, limit: Limit) -> Reason:
    kind = SHARED_LIMITS.get(limit.kind, limit.kind)
    kind = kind if kind in _KNOWN_LIMITS else "other"
    place_id = limit.place_id
    code = f"amount-{_said(case, limit)[0]}"
    params: dict[str, object] = {
        "baskets": min(_baskets(case, limit), missing_baskets(case.plan, case.problem)),
        "amount": Label(fr=say(code, "fr"), en=say(code, "en")),
        "kind": limit.kind,
    }
    if place_id is not None:
        params["place"] = _place_label(case, place_id)
        kind += "-place"
        if limit.day is not None:
            params["day"] = day_label(limit.day)
            kind += "-day"
    return Reason(
        code=f"week-{kind}",
        about=str(place_id or ""),
        params=params,
        place_id=place_id,
        day=limit.day,
    )


def _place_label(case: Case, place_id: str) -> str:
    places: dict[str, str] = {row.hub_id: row.label for row in case.problem.hubs}
    places |= {row.site_id: row.label for row in case.problem.sites}
    places |= {row.producer_id: row.label for row in case.problem.producers}
    return places.get(place_id, place_id)


def _computed(case: Case, sites: tuple[Reason, ...]) -> Iterator[Reason]:
    held_down = {row.about for row in sites if row.code == "reason-vehicles"}
    # Food that no vehicle can fetch or bring is not what is missing.
    limits = tuple(computed_limits(case)) if held_down != {row.about for row in sites} else ()
    for limit in limits:
        if limit.kind == "supply":
            params = {"missing_kg": case.missing_kg, "spare_kg": case.spare_kg}
            yield Reason(code="week-stock", about="", params=params)
        elif limit.kind == "sorting" and limit.place_id and limit.day is not None:
            yield Reason(
                code="week-sorting-full",
                about=limit.place_id,
                params={"place": _place_label(case, limit.place_id), "day": day_label(limit.day)},
                place_id=limit.place_id,
                day=limit.day,
            )
        else:
            yield Reason(code="week-recipes", about="")
    if held_down:
        yield Reason(code="week-fleet", about="", params={"sites": len(held_down)})
    elif not limits:
        yield Reason(code="week-own", about="", params={"sites": len({row.about for row in sites})})
