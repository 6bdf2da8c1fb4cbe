"""Where a lot went, and what a site got from where, as tables in a language."""

from __future__ import annotations

from collections.abc import Iterable

from foodplan.documents.paper import Table
from foodplan.domain.ids import LotId, SiteId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.evaluate import Allocation, calls_for, trace_lot, trace_site
from foodplan.texts import Language, number, say
from foodplan.units import clock

LOT_HEADS = ("site", "name", "town", "day", "hub", "brought", "kg")
SITE_HEADS = ("lot", "product", "producer", "day", "hub", "brought", "kg")


def lot_table(plan: Plan, problem: Problem, lot_id: LotId, language: Language) -> Table:
    """The sites that a lot went to, the first day first: whom to call if it was bad."""
    trace = trace_lot(plan, problem, lot_id)
    caption = say(
        "trace-of-lot",
        language,
        lot=lot_id,
        product=problem.product[trace.product_id].label.words(language),
        origin=_origin(lot_id, problem),
        gross=trace.gross_kg,
        taken=trace.taken_kg,
        given=trace.given_kg,
    )
    rows = (
        (row.site_id, problem.site[row.site_id].label, problem.site[row.site_id].town,
         *_way(row, plan, problem, language))
        for row in sorted(trace.allocations, key=lambda row: (row.day, row.site_id))
    )  # fmt: skip
    return _table(caption, LOT_HEADS, rows, language)


def site_table(plan: Plan, problem: Problem, site_id: SiteId, language: Language) -> Table:
    """The lots that a site got something of, the first day first."""
    trace = trace_site(plan, problem, site_id)
    site = problem.site[site_id]
    caption = say(
        "trace-of-site",
        language,
        site=site.label,
        n=trace.n_baskets,
        given=trace.given_kg,
    )
    rows = (
        (row.lot_id, problem.product[problem.lot[row.lot_id].product_id].label.words(language),
         _origin(row.lot_id, problem), *_way(row, plan, problem, language))
        for row in sorted(trace.allocations, key=lambda row: (row.day, row.lot_id))
    )  # fmt: skip
    return _table(caption, SITE_HEADS, rows, language)


def _way(row: Allocation, plan: Plan, problem: Problem, language: Language) -> tuple[str, ...]:
    """Day, hub, who brings it, kg."""
    calls = ", ".join(
        f"{problem.vehicle[vehicle_id].label} {clock(minute)}"
        for vehicle_id, minute in calls_for(row, plan, problem)
    )
    if row.hub_id is None:
        calls = say("trace-by-producer", language)
    hub = problem.hub[row.hub_id].label if row.hub_id else ""
    day = say(f"day-{row.day}", language)
    return day, hub, calls, number(row.net_kg, language, decimals=1)


def _origin(lot_id: LotId, problem: Problem) -> str:
    lot = problem.lot[lot_id]
    if lot.producer_id:
        return problem.producer[lot.producer_id].label
    return problem.hub[lot.hub_id].label if lot.hub_id else ""


def _table(
    caption: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]], language: Language
) -> Table:
    told = tuple(say(f"trace-col-{head}", language) for head in heads)
    return Table(caption=caption, heads=told, rows=tuple(rows))
