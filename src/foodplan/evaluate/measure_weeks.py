"""The measures of several weeks in a row, as if they were one plan (docs/measures.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from itertools import pairwise

from foodplan.domain.following import kept_kg
from foodplan.domain.ids import VehicleId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.evaluate.measures import P10, Measure, Measures, load_sums, measure
from foodplan.evaluate.ordering import brought_kg, ordered_kg
from foodplan.evaluate.shares import SiteShare, gini, percentile, site_shares
from foodplan.evaluate.stop_changes import stop_changes
from foodplan.units import tonnes

Week = tuple[Plan, Problem]
WEEKS_KINDS: dict[str, tuple[str, str]] = {
    "kept_kg": ("kg", ""),
    "n_stops_of_other_day": ("stop", "less"),
    "n_stops_of_other_vehicle": ("stop", "less"),
    "n_stops_reordered": ("stop", "less"),
}
"""As `measures.KINDS`, of what there is only between one week and the next."""


def weeks_table(weeks: Sequence[Week]) -> tuple[Measure, ...]:
    """One row a measure; of several weeks also what changes between them."""
    table = measure_weeks(weeks).table()
    if len(weeks) == 1:
        return table
    changed = Counter(
        what
        for (before, _), (plan, _) in pairwise(weeks)
        for change in stop_changes(before, plan)
        for what in change.what
    )
    left_kg, held_kg = _carried_kg(weeks)
    values = {
        "kept_kg": left_kg + held_kg,
        "n_stops_of_other_day": changed["day"],
        "n_stops_of_other_vehicle": changed["vehicle"],
        "n_stops_reordered": changed["order"],
    }
    return *table, *(
        Measure(code=code, value=values[code], unit=unit, better=better)
        for code, (unit, better) in WEEKS_KINDS.items()
    )


def measure_weeks(weeks: Sequence[Week]) -> Measures:
    """At least one week: amounts are summed, shares are those of the sums.

    Food that keeps is offered, and left, once.
    """
    found = [measure(*week) for week in weeks]
    if len(found) == 1:
        return found[0]
    values: dict[str, float | None] = {
        field.name: sum(getattr(one, field.name) or 0 for one in found)
        for field in fields(Measures)
    }
    left_kg, held_kg = _carried_kg(weeks)
    values["offered_kg"] = _total(found, "offered_kg") - left_kg - held_kg
    # Never below nothing, which sums of the same numbers can miss by rounding.
    values["left_kg"] = max(0.0, _total(found, "left_kg") - left_kg)
    values["held_kg"] = max(0.0, _total(found, "held_kg") - held_kg)
    values |= _fill(site_totals(weeks)) | _shares(weeks, found)
    # At the end of the weeks: each week's share looks back on those before it.
    values["min_rolling_fill_share"] = found[-1].min_rolling_fill_share
    n_baskets, eur = _total(found, "baskets_given"), _total(found, "eur")
    values["eur_per_basket"] = _ratio(eur, n_baskets)
    values["eur_per_tonne"] = _ratio(eur, tonnes(_total(found, "given_kg")))
    values["kg_co2e_per_basket"] = _ratio(_total(found, "kg_co2e"), n_baskets)
    return Measures(**values)  # type: ignore[arg-type]


def site_totals(weeks: Sequence[Week]) -> tuple[SiteShare, ...]:
    """What each site needs and gets in all weeks together, by fill rate, then id."""
    rows: dict[str, SiteShare] = {}
    for plan, problem in weeks:
        for row in site_shares(plan, problem):
            before = rows.get(row.site_id)
            rows[row.site_id] = row if before is None else _added(before, row)
    return tuple(sorted(rows.values(), key=lambda row: (row.fill_rate, row.site_id)))


def _added(before: SiteShare, row: SiteShare) -> SiteShare:
    needed, given = before.needed + row.needed, before.given + row.given
    return SiteShare(
        site_id=row.site_id,
        label=row.label,
        town=row.town,
        district=row.district,
        needed=needed,
        given=given,
        fill_rate=given / needed,
        rolling_fill_rate=row.rolling_fill_rate,
    )


def _fill(sites: Sequence[SiteShare]) -> dict[str, float | None]:
    fills = [row.fill_rate for row in sites]
    return {
        "fill_share": _ratio(sum(row.given for row in sites), sum(row.needed for row in sites)),
        "min_fill_share": min(fills, default=None),
        "p10_fill_share": percentile(fills, P10),
        "mean_fill_share": _ratio(sum(fills), len(fills)),
        "gini": gini(sites),
        "n_sites": len(sites),
        "n_sites_served": sum(row.given > 0 for row in sites),
    }


def _shares(weeks: Sequence[Week], found: Sequence[Measures]) -> dict[str, float | None]:
    packed = [sum(recipe.n_baskets for recipe in plan.recipes) for plan, _ in weeks]
    groups = (n * (one.groups_per_basket or 0.0) for n, one in zip(packed, found, strict=True))
    loads = [load_sums(*week) for week in weeks]
    ordered = sum(ordered_kg(problem) for _, problem in weeks)
    brought = sum(kg for week in weeks for kg in brought_kg(*week).values())
    return {
        "groups_per_basket": _ratio(sum(groups), sum(packed)),
        "largest_product_share": _most(found, lambda one: one.largest_product_share),
        "orders_share": _ratio(brought, ordered),
        "load_kg_share": _ratio(sum(one.kg for one in loads), sum(one.payload_kg for one in loads)),
        "load_pallet_share": _ratio(
            sum(one.pallets for one in loads), sum(one.room for one in loads)
        ),
        "n_vehicles": len(set(_vehicles(weeks))),
    }


def _vehicles(weeks: Sequence[Week]) -> Iterator[VehicleId]:
    for plan, _ in weeks:
        yield from (route.vehicle_id for route in plan.routes)


def _carried_kg(weeks: Sequence[Week]) -> tuple[float, float]:
    """Kg that were left, and kg that were held, but are there again in the week after."""
    kept = [kept_kg(problem, before, plan) for (plan, before), (_, problem) in pairwise(weeks)]
    return sum(left for left, _ in kept), sum(held for _, held in kept)


def _total(found: Sequence[Measures], code: str) -> float:
    return float(sum(getattr(one, code) for one in found))


def _most(found: Sequence[Measures], of: Callable[[Measures], float | None]) -> float | None:
    values = (of(one) for one in found)
    return max((value for value in values if value is not None), default=None)


def _ratio(value: float, parts: float) -> float | None:
    return value / parts if parts else None
