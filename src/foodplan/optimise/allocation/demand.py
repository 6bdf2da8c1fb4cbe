"""Sites, needs and orders as arrays.

Sites that differ in size only (same deliveries, same mix of basket types, same history and limits
per unit of need) have the same fill in every fairest answer, so they are planned as one *cohort*
and share its baskets in proportion. A *claim* is the need of a cohort for one basket type; a
*visit* is one delivery of a cohort.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.ids import BasketId, HubId, SiteId
from foodplan.domain.places import Site
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Delivery

Floats = NDArray[np.float64]
Index = NDArray[np.int64]
Flags = NDArray[np.bool_]
_DIGITS = 10
"""Ratios that agree to so many digits are equal."""


@dataclass(frozen=True, kw_only=True)
class Demand:
    """The demand side of a week; rows of claims and visits are sorted by cohort."""

    cohorts: tuple[tuple[SiteId, ...], ...]
    shares: tuple[tuple[float, ...], ...]
    """Of each site in its cohort, summing to 1."""
    claim_cohort: Index
    claim_type: Index
    """(c,) row of the basket type."""
    need: Floats
    """(c,) baskets needed this week."""
    scale: Floats
    """(c,) ω (needed before + needed now): the denominator of R."""
    before: Floats
    """(c,) baskets given before, in the window."""
    visit_cohort: Index
    visit_hub: Index
    visit_day: Index
    visit_kg: Floats
    """(v,) storage of the sites for one delivery, inf without limit."""
    visit_baskets: Floats
    """(v,) most baskets of the delivery, inf without limit."""
    visit_stays: Flags
    """(v,) people collect it at the hub, so no vehicle carries it."""
    pair_claim: Index
    pair_visit: Index
    """(b,) a claim and a visit that can serve it: one column B each."""
    order_row: Index
    """(o,) row in `problem.orders` of each order that a visit can serve …"""
    order_visit: Index
    """… and the visit: one column each."""
    left_out: tuple[tuple[str, SiteId], ...]
    """Sites with a need or order that no visit can serve, with the kind of limit."""


def demand_of(
    problem: Problem,
    deliveries: Sequence[Delivery],
    site_caps: Mapping[tuple[SiteId, HubId, int], float],
) -> Demand:
    """Arrays of the needs and orders that the deliveries can serve."""
    hub_row = {hub.hub_id: h for h, hub in enumerate(problem.hubs)}
    visits: dict[SiteId, set[tuple[int, int]]] = defaultdict(set)
    for delivery in deliveries:
        visits[delivery.site_id].add((hub_row[delivery.hub_id], delivery.day))
    caps: dict[SiteId, dict[tuple[int, int], float]] = defaultdict(dict)
    for (site_id, hub_id, day), baskets in site_caps.items():
        caps[site_id][hub_row[hub_id], day] = baskets
    rows = _Rows(
        past=_past(problem),
        baskets={basket.basket_id: k for k, basket in enumerate(problem.baskets)},
        orders=_order_rows(problem),
    )
    kin: dict[object, list[_Asked]] = defaultdict(list)
    left_out: list[tuple[str, SiteId]] = []
    for site in problem.sites:
        if site.site_id not in problem.needs_of and site.site_id not in problem.orders_of:
            continue
        stops = tuple(sorted(visits.get(site.site_id, ())))
        if not stops:
            left_out.append((_why_not(problem, site), site.site_id))
            continue
        asked = _asked(problem, site, stops, caps.get(site.site_id, {}), rows)
        kin[_nature(site, asked)].append(asked)
    return _by_cohort(problem, list(kin.values()), tuple(left_out))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """What is looked up for every site."""

    past: Mapping[SiteId, tuple[float, float]]
    baskets: Mapping[BasketId, int]
    orders: Mapping[SiteId, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What one site asks for and may take; or a cohort, as if it were one large site."""

    site_id: SiteId
    size: float
    """Baskets in all: sites of a cohort share by it."""
    stops: tuple[tuple[int, int], ...]
    """Hub and day of each delivery."""
    types: tuple[int, ...]
    need: tuple[float, ...]
    scale: tuple[float, ...]
    before: tuple[float, ...]
    """By type, as in `Demand`."""
    storage_kg: float
    caps: tuple[float, ...]
    """By stop, most baskets."""
    stays: bool
    """People collect it at the hub."""
    orders: tuple[int, ...]
    """Rows in `problem.orders`."""


def _asked(
    problem: Problem,
    site: Site,
    stops: tuple[tuple[int, int], ...],
    caps: Mapping[tuple[int, int], float],
    rows: _Rows,
) -> _Asked:
    needs = [
        (k, need.baskets)
        for need in problem.needs_of.get(site.site_id, ())
        for k in [rows.baskets[need.basket_id]]
        if problem.baskets[k].travels in site.temperatures
    ]
    needed = problem.baskets_needed(site.site_id)
    needed_before, given_before = rows.past.get(site.site_id, (0.0, 0.0))
    weighted = site.need_weight * (1 + needed_before / needed) if needed else 1.0
    return _Asked(
        site_id=site.site_id,
        size=float(max(needed, 1)),
        stops=stops,
        types=tuple(k for k, _ in needs),
        need=tuple(float(n) for _, n in needs),
        scale=tuple(n * weighted for _, n in needs),
        before=tuple(given_before * n / needed for _, n in needs),
        storage_kg=np.inf if site.storage_kg is None else site.storage_kg,
        caps=tuple(caps.get(stop, np.inf) for stop in stops),
        stays=site.collected_at is not None,
        orders=rows.orders.get(site.site_id, ()),
    )


def _nature(site: Site, asked: _Asked) -> object:
    """Equal for sites that differ in size only; nobody is like a site with orders."""
    amounts = (*asked.need, *asked.scale, *asked.before, asked.storage_kg, *asked.caps)
    ratios = tuple(round(amount / asked.size, _DIGITS) for amount in amounts)
    own = site.site_id if asked.orders else ""
    return asked.stops, asked.types, ratios, own, site.collected_at


def _by_cohort(
    problem: Problem, kin: Sequence[Sequence[_Asked]], left_out: tuple[tuple[str, SiteId], ...]
) -> Demand:
    cohorts = [_as_one(sites) for sites in kin]
    claims_of = _runs([len(one.types) for one in cohorts])
    visits_of = _runs([len(one.stops) for one in cohorts])
    pairs = [
        (claim, visit)
        for one, claims, visits in zip(cohorts, claims_of, visits_of, strict=True)
        for claim in claims
        for visit, cap in zip(visits, one.caps, strict=True)
        if cap > 0
    ]
    orders = _handed_over(problem, cohorts, visits_of)
    return Demand(
        cohorts=tuple(tuple(site.site_id for site in sites) for sites in kin),
        shares=tuple(
            tuple(site.size / one.size for site in sites)
            for sites, one in zip(kin, cohorts, strict=True)
        ),
        claim_cohort=_ints([c for c, claims in enumerate(claims_of) for _ in claims]),
        claim_type=_ints([k for one in cohorts for k in one.types]),
        need=np.array([n for one in cohorts for n in one.need]),
        scale=np.array([n for one in cohorts for n in one.scale]),
        before=np.array([n for one in cohorts for n in one.before]),
        visit_cohort=_ints([c for c, visits in enumerate(visits_of) for _ in visits]),
        visit_hub=_ints([hub for one in cohorts for hub, _ in one.stops]),
        visit_day=_ints([day for one in cohorts for _, day in one.stops]),
        visit_kg=np.array([one.storage_kg for one in cohorts for _ in one.stops]),
        visit_baskets=np.array([cap for one in cohorts for cap in one.caps]),
        visit_stays=np.array([one.stays for one in cohorts for _ in one.stops], dtype=bool),
        pair_claim=_ints([claim for claim, _ in pairs]),
        pair_visit=_ints([visit for _, visit in pairs]),
        order_row=_ints([row for row, _ in orders]),
        order_visit=_ints([visit for _, visit in orders]),
        left_out=left_out,
    )


def _as_one(sites: Sequence[_Asked]) -> _Asked:
    """The sites of a cohort together; their amounts add up."""
    return replace(
        sites[0],
        size=sum(site.size for site in sites),
        need=_sums(site.need for site in sites),
        scale=_sums(site.scale for site in sites),
        before=_sums(site.before for site in sites),
        storage_kg=sum(site.storage_kg for site in sites),
        caps=_sums(site.caps for site in sites),
    )


def _sums(rows: Iterable[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))


def _runs(lengths: Sequence[int]) -> list[range]:
    """Row numbers of runs that follow each other."""
    return [range(end - n, end) for n, end in zip(lengths, accumulate(lengths), strict=True)]


def _handed_over(
    problem: Problem, cohorts: Sequence[_Asked], visits_of: Sequence[range]
) -> list[tuple[int, int]]:
    """Orders with the visits that can serve them: on their day, and of a class the site takes."""
    return [
        (row, visit)
        for one, visits in zip(cohorts, visits_of, strict=True)
        for visit, (_, day) in zip(visits, one.stops, strict=True)
        for row in one.orders
        for order in [problem.orders[row]]
        if order.day in (None, day)
        and problem.product[order.product_id].temperature
        in problem.site[order.site_id].temperatures
    ]


def _past(problem: Problem) -> dict[SiteId, tuple[float, float]]:
    """Needed and given before, in the window of weeks that ends with the planned one."""
    start = problem.calendar.start
    first = start - timedelta(weeks=problem.policy.fairness_window_weeks - 1)
    answer: dict[SiteId, tuple[float, float]] = {}
    for row in problem.history:
        year, week = row.week.split("-W")
        if first <= date.fromisocalendar(int(year), int(week), 1) < start:
            needed, given = answer.get(row.site_id, (0.0, 0.0))
            answer[row.site_id] = (needed + row.baskets_needed, given + row.baskets_given)
    return answer


def _order_rows(problem: Problem) -> dict[SiteId, tuple[int, ...]]:
    rows: dict[SiteId, list[int]] = defaultdict(list)
    for row, order in enumerate(problem.orders):
        rows[order.site_id].append(row)
    return {site_id: tuple(found) for site_id, found in rows.items()}


def _why_not(problem: Problem, site: Site) -> str:
    """closed, vehicles, or no room on any route."""
    days = {window.day for window in site.windows} & set(problem.calendar.days)
    days = days if problem.is_due(site) else set()
    if not days:
        return "closed"
    able = [vehicle for vehicle in problem.vehicles if problem.may_visit(vehicle, site)]
    if not any(shift.day in days for vehicle in able for shift in vehicle.shifts):
        return "vehicles"
    return "routes"


def _ints(values: list[int]) -> Index:
    return np.array(values, dtype=np.int64)
