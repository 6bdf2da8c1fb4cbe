"""Sites, needs and orders as arrays.

Sites that differ in size only (same deliveries, same mix of basket types, same history and limits
per unit of need) have the same fill in every fairest answer, so they are planned as one *cohort*
and share its baskets in proportion. A *claim* is the need of a cohort for one basket type; a
*visit* is one delivery of a cohort.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
    kin: dict[object, list[_Size]] = defaultdict(list)
    left_out: list[tuple[str, SiteId]] = []
    for site in problem.sites:
        if site.site_id not in problem.needs_of and site.site_id not in problem.orders_of:
            continue
        stops = tuple(sorted(visits.get(site.site_id, ())))
        if not stops:
            left_out.append((_why_not(problem, site), site.site_id))
            continue
        key, size = _size(problem, site, stops, caps.get(site.site_id, {}), rows)
        kin[key].append(size)
    return _gather(problem, list(kin.values()), tuple(left_out))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """What is looked up for every site."""

    past: Mapping[SiteId, tuple[float, float]]
    baskets: Mapping[BasketId, int]
    orders: Mapping[SiteId, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    """One site: what is the same for its kin up to a factor, and the factor."""

    site_id: SiteId
    factor: float
    stops: tuple[tuple[int, int], ...]
    types: tuple[int, ...]
    need: tuple[float, ...]
    scale: tuple[float, ...]
    before: tuple[float, ...]
    storage_kg: float
    caps: tuple[float, ...]
    orders: tuple[int, ...]


def _size(
    problem: Problem,
    site: Site,
    stops: tuple[tuple[int, int], ...],
    caps: Mapping[tuple[int, int], float],
    rows: _Rows,
) -> tuple[object, _Size]:
    needs = [
        (k, need.baskets)
        for need in problem.needs_of.get(site.site_id, ())
        for k in [rows.baskets[need.basket_id]]
        if problem.baskets[k].travels in site.temperatures
    ]
    asked = problem.baskets_needed(site.site_id)
    needed_before, given_before = rows.past.get(site.site_id, (0.0, 0.0))
    weighted = site.need_weight * (1 + needed_before / asked) if asked else 1.0
    size = _Size(
        site_id=site.site_id,
        factor=float(max(asked, 1)),
        stops=stops,
        types=tuple(k for k, _ in needs),
        need=tuple(float(n) for _, n in needs),
        scale=tuple(n * weighted for _, n in needs),
        before=tuple(given_before * n / asked for _, n in needs),
        storage_kg=np.inf if site.storage_kg is None else site.storage_kg,
        caps=tuple(caps.get(stop, np.inf) for stop in stops),
        orders=rows.orders.get(site.site_id, ()),
    )
    amounts = (*size.need, *size.scale, *size.before, size.storage_kg, *size.caps)
    ratios = tuple(round(amount / size.factor, _DIGITS) for amount in amounts)
    own = site.site_id if size.orders else ""
    return (stops, size.types, ratios, own, site.collected_at), size


def _gather(
    problem: Problem, kin: list[list[_Size]], left_out: tuple[tuple[str, SiteId], ...]
) -> Demand:
    claims = [(c, i) for c, sizes in enumerate(kin) for i in range(len(sizes[0].types))]
    visits = [(c, i) for c, sizes in enumerate(kin) for i in range(len(sizes[0].stops))]
    pairs = [
        (a, b)
        for a, b in _joined([c for c, _ in claims], [c for c, _ in visits])
        if kin[claims[a][0]][0].caps[visits[b][1]] > 0
    ]
    orders = [
        (row, v)
        for v, (c, i) in enumerate(visits)
        for row in kin[c][0].orders
        if problem.orders[row].day in (None, kin[c][0].stops[i][1])
        and problem.product[problem.orders[row].product_id].temperature
        in problem.site[kin[c][0].site_id].temperatures
    ]
    return Demand(
        cohorts=tuple(tuple(size.site_id for size in sizes) for sizes in kin),
        shares=tuple(_shares(sizes) for sizes in kin),
        claim_cohort=_ints([c for c, _ in claims]),
        claim_type=_ints([kin[c][0].types[i] for c, i in claims]),
        need=np.array([sum(size.need[i] for size in kin[c]) for c, i in claims]),
        scale=np.array([sum(size.scale[i] for size in kin[c]) for c, i in claims]),
        before=np.array([sum(size.before[i] for size in kin[c]) for c, i in claims]),
        visit_cohort=_ints([c for c, _ in visits]),
        visit_hub=_ints([kin[c][0].stops[i][0] for c, i in visits]),
        visit_day=_ints([kin[c][0].stops[i][1] for c, i in visits]),
        visit_kg=np.array([sum(size.storage_kg for size in kin[c]) for c, _ in visits]),
        visit_baskets=np.array([sum(size.caps[i] for size in kin[c]) for c, i in visits]),
        visit_stays=np.array(
            [problem.site[kin[c][0].site_id].collected_at is not None for c, _ in visits],
            dtype=bool,
        ),
        pair_claim=_ints([claim for claim, _ in pairs]),
        pair_visit=_ints([visit for _, visit in pairs]),
        order_row=_ints([row for row, _ in orders]),
        order_visit=_ints([v for _, v in orders]),
        left_out=left_out,
    )


def _joined(left: list[int], right: list[int]) -> list[tuple[int, int]]:
    """Pairs of positions with equal values; both lists ascend."""
    places: dict[int, list[int]] = defaultdict(list)
    for j, value in enumerate(right):
        places[value].append(j)
    return [(i, j) for i, value in enumerate(left) for j in places[value]]


def _shares(sizes: list[_Size]) -> tuple[float, ...]:
    total = sum(size.factor for size in sizes)
    return tuple(size.factor / total for size in sizes)


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
