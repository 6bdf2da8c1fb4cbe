"""Numbers that describe a plan, one definition each (docs/measures.md, texts measure-<code>)."""

from __future__ import annotations

from dataclasses import dataclass, fields

from foodplan.domain.ids import ProducerId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.evaluate.amounts import moments, taken_kg
from foodplan.evaluate.costing import litres, plan_cost_eur
from foodplan.evaluate.mixture import groups_per_basket, largest_product_share
from foodplan.evaluate.ordering import brought_kg, ordered_kg, paid_eur
from foodplan.evaluate.shares import gini, percentile, site_shares
from foodplan.evaluate.tracing import allocations
from foodplan.units import hours, tonnes

P10 = 0.1
Values = dict[str, float | None]

KINDS: dict[str, tuple[str, str]] = {
    "baskets_needed": ("basket", ""),
    "baskets_given": ("basket", "more"),
    "handout_baskets": ("basket", ""),
    "brought_baskets": ("basket", ""),
    "offered_kg": ("kg", ""),
    "collected_kg": ("kg", ""),
    "sorted_out_kg": ("kg", "less"),
    "given_kg": ("kg", "more"),
    "held_kg": ("kg", "less"),
    "direct_kg": ("kg", "more"),
    "left_kg": ("kg", "less"),
    "fill_share": ("share", "more"),
    "min_fill_share": ("share", "more"),
    "p10_fill_share": ("share", "more"),
    "mean_fill_share": ("share", "more"),
    "min_rolling_fill_share": ("share", "more"),
    "gini": ("index", "less"),
    "n_sites": ("site", ""),
    "n_sites_served": ("site", "more"),
    "groups_per_basket": ("group", "more"),
    "largest_product_share": ("share", "less"),
    "orders_share": ("share", "more"),
    "n_routes": ("route", "less"),
    "n_trips": ("trip", "less"),
    "n_vehicles": ("vehicle", "less"),
    "n_stops": ("stop", ""),
    "n_missed_calls": ("stop", "less"),
    "km": ("km", "less"),
    "duty_hours": ("hour", "less"),
    "driving_hours": ("hour", "less"),
    "waiting_min": ("min", "less"),
    "load_kg_share": ("share", "more"),
    "load_pallet_share": ("share", "more"),
    "eur": ("eur", "less"),
    "eur_per_basket": ("eur", "less"),
    "eur_per_tonne": ("eur", "less"),
    "sorting_eur": ("eur", "less"),
    "food_eur": ("eur", "less"),
    "orders_eur": ("eur", "more"),
    "litres": ("litre", "less"),
    "kg_co2e": ("kg", "less"),
    "kg_co2e_per_basket": ("kg", "less"),
    "sorting_hours": ("hour", ""),
}
"""Unit of each measure, and which way is better (empty: neither)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of a table of measures; sentences: `measure-<code>`, `measure-<code>-means`."""

    code: str
    value: float | None
    """None where it does not exist, such as EUR per basket without baskets."""
    unit: str
    better: str
    """more, less, or empty where neither is better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Every measure that a plan alone can give; KINDS has units, docs/measures.md definitions."""

    baskets_needed: int
    baskets_given: int
    handout_baskets: int
    brought_baskets: int
    offered_kg: float
    collected_kg: float
    sorted_out_kg: float
    given_kg: float
    held_kg: float
    direct_kg: float
    left_kg: float
    fill_share: float | None
    min_fill_share: float | None
    p10_fill_share: float | None
    mean_fill_share: float | None
    min_rolling_fill_share: float | None
    gini: float
    n_sites: int
    n_sites_served: int
    groups_per_basket: float | None
    largest_product_share: float | None
    orders_share: float | None
    n_routes: int
    n_trips: int
    n_vehicles: int
    n_stops: int
    n_missed_calls: int
    km: float
    duty_hours: float
    driving_hours: float
    waiting_min: float
    load_kg_share: float | None
    load_pallet_share: float | None
    eur: float
    eur_per_basket: float | None
    eur_per_tonne: float | None
    sorting_eur: float
    food_eur: float
    orders_eur: float
    litres: float
    kg_co2e: float
    kg_co2e_per_basket: float | None
    sorting_hours: float

    def table(self) -> tuple[Measure, ...]:
        """One row a measure, in the order of the fields."""
        return tuple(
            Measure(
                code=field.name,
                value=getattr(self, field.name),
                unit=KINDS[field.name][0],
                better=KINDS[field.name][1],
            )
            for field in fields(self)
        )


def measure(plan: Plan, problem: Problem) -> Measures:
    """All measures of a plan."""
    values = _food(plan, problem) | _fill(plan, problem) | _roads(plan, problem)
    values["orders_share"] = _ratio(
        sum(brought_kg(plan, problem).values()), ordered_kg(problem) or None
    )
    values |= _packing(plan, problem)
    n_baskets = sum(plan.baskets_given().values())
    values |= _money(plan, problem, n_baskets=n_baskets, given_kg=values["given_kg"])
    return Measures(**values)  # type: ignore[arg-type]


def _ratio(value: float, parts: float | None) -> float | None:
    return value / parts if parts else None


def _food(plan: Plan, problem: Problem) -> Values:
    """Offered = left + sorted out + given + held."""
    taken = taken_kg(plan, problem)
    offered_kg = sum(lot.gross_kg for lot in problem.lots)
    net_kg = sum(problem.lot[lot_id].yield_share * kg for lot_id, kg in taken.items())
    given_kg = sum(row.net_kg for row in allocations(plan, problem))
    return {
        "offered_kg": offered_kg,
        "collected_kg": sum(taken.values()),
        "sorted_out_kg": sum(taken.values()) - net_kg,
        "given_kg": given_kg,
        "held_kg": net_kg - given_kg,
        "direct_kg": sum(gift.gross_kg for gift in plan.gifts),
        "left_kg": offered_kg - sum(taken.values()),
    }


def _fill(plan: Plan, problem: Problem) -> Values:
    shares = site_shares(plan, problem)
    fills = [share.fill_rate for share in shares]
    needed, given = sum(row.needed for row in shares), sum(row.given for row in shares)
    handed, collected = sum(plan.baskets_given().values()), _collected(plan)
    return {
        "baskets_needed": needed,
        "baskets_given": handed,
        "handout_baskets": collected,
        "brought_baskets": handed - collected,
        "fill_share": _ratio(given, needed),
        "min_fill_share": min(fills, default=None),
        "p10_fill_share": percentile(fills, P10),
        "mean_fill_share": _ratio(sum(fills), len(fills)),
        "min_rolling_fill_share": min((row.rolling_fill_rate for row in shares), default=None),
        "gini": gini(shares),
        "n_sites": len(shares),
        "n_sites_served": sum(row.given > 0 for row in shares),
    }


def _collected(plan: Plan) -> int:
    return sum(row.n_baskets for row in plan.handouts)


def _packing(plan: Plan, problem: Problem) -> Values:
    return {
        "groups_per_basket": groups_per_basket(plan, problem),
        "largest_product_share": largest_product_share(plan, problem),
        "sorting_hours": _sorting_hours(plan, problem),
    }


def _roads(plan: Plan, problem: Problem) -> Values:
    loads = load_sums(plan, problem)
    stops = [stop for route in plan.routes for stop in route.stops()]
    return {
        "n_routes": len(plan.routes),
        "n_trips": sum(len(route.trips) for route in plan.routes),
        "n_vehicles": len({route.vehicle_id for route in plan.routes}),
        "n_stops": len(stops),
        "n_missed_calls": len(missed_calls(plan, problem)),
        "km": sum(route.km for route in plan.routes),
        "duty_hours": hours(sum(route.end_min - route.start_min for route in plan.routes)),
        "driving_hours": hours(sum(route.drive_min for route in plan.routes)),
        "waiting_min": sum(stop.start_min - stop.arrive_min for stop in stops),
        "load_kg_share": _ratio(loads.kg, loads.payload_kg),
        "load_pallet_share": _ratio(loads.pallets, loads.room),
    }


def missed_calls(plan: Plan, problem: Problem) -> tuple[tuple[ProducerId, int], ...]:
    """Producers and days on which links ask for a call that no route makes."""
    made = {(stop.place_id, route.day) for route in plan.routes for stop in route.stops()}
    return tuple(
        (producer.producer_id, day)
        for producer in problem.producers
        for day in problem.call_days(producer)
        if (producer.producer_id, day) not in made
    )


def _money(plan: Plan, problem: Problem, *, n_baskets: int, given_kg: float | None) -> Values:
    eur = plan_cost_eur(plan, problem)
    burnt = sum(litres(route, problem) for route in plan.routes)
    kg_co2e = problem.costs.kg_co2e_per_litre * burnt
    return {
        "eur": eur,
        "eur_per_basket": _ratio(eur, n_baskets),
        "eur_per_tonne": _ratio(eur, tonnes(given_kg or 0.0)),
        "sorting_eur": problem.costs.eur_per_sorting_hour * _sorting_hours(plan, problem),
        "food_eur": _food_eur(plan, problem),
        "orders_eur": paid_eur(plan, problem),
        "litres": burnt,
        "kg_co2e": kg_co2e,
        "kg_co2e_per_basket": _ratio(kg_co2e, n_baskets),
    }


def _food_eur(plan: Plan, problem: Problem) -> float:
    taken = taken_kg(plan, problem)
    return sum(problem.lot[lot_id].price_eur_per_kg * kg for lot_id, kg in taken.items())


def _sorting_hours(plan: Plan, problem: Problem) -> float:
    """Volunteer hours; a hub without a sorting rate sorts nothing."""
    rates = {hub.hub_id: hub.sorting_kg_per_hour for hub in problem.hubs}
    return sum(
        row.gross_kg / rates[row.hub_id] for row in plan.collections if rates[row.hub_id] > 0
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSums:
    """The heaviest moment of each trip, and what its vehicle holds, all trips together."""

    kg: float
    payload_kg: float
    pallets: float
    room: float
    """Pallets that there would be room for."""


def load_sums(plan: Plan, problem: Problem) -> LoadSums:
    """How full the vehicles leave or come home."""
    kg = pallets = payload_kg = room = 0.0
    for route in plan.routes:
        vehicle = problem.vehicle[route.vehicle_id]
        for trip in route.trips:
            loads = moments(trip, problem)
            kg += max(load.kg for load in loads)
            pallets += max(load.all_pallets for load in loads)
            payload_kg += vehicle.payload_kg
            room += vehicle.pallets
    return LoadSums(kg=kg, payload_kg=payload_kg, pallets=pallets, room=room)
