"""A plan in weeks that turn out otherwise: how often it holds, and what repairs make of it.

As it is: vehicles drive what they were to drive, and what was to be packed is packed as far as
the food goes.

- A vehicle that fails brings nothing that day.
- A packing (hub, day, kind of basket or ordered product) whose lots give less after sorting gets
  fewer baskets of the same weight; a lot that gives more makes up for one that gives less. More
  than `SHORT_SHARE` too little breaks the plan; less is shared out in the morning:
- the morning rule: deliveries of at most half the mean go out in full, the rest in proportion.
- Nobody gets more than was planned for it, nor more than it turns out to need.

A week holds if no vehicle that was to drive fails and no packing is too short. Where it does not,
news come in the morning of the day: `known_on` says what people know then, so that the plan can be
repaired, and `week_tried` what comes of the plan that was repaired so.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from foodplan.domain.handing import handovers
from foodplan.domain.ids import SiteId, VehicleId
from foodplan.domain.plan import Part, Plan
from foodplan.domain.problem import Problem
from foodplan.evaluate.morning import morning_shares
from foodplan.evaluate.shares import percentile

SHORT_SHARE = 0.05
P10 = 0.1
_EPSILON = 1e-6
Packing = tuple[str, int, str]
"""Hub, day, and kind of basket or product."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnWeek:
    """How a week turns out."""

    problem: Problem
    """With the needs and yields as they turn out."""
    out: frozenset[tuple[int, VehicleId]]
    """Days and vehicles that fail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What sites get in one week."""

    baskets_given: int
    fill: Mapping[SiteId, float]
    """Given ÷ needed, for sites that turn out to need something."""

    @property
    def min_fill(self) -> float:
        """Of the site served worst; 1.0 where nobody needs anything."""
        return min(self.fill.values(), default=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What repairs make of a week in which the plan does not hold."""

    n_repairs: int
    """Mornings on which the plan was repaired."""
    n_stops_changed: int
    """Places with another day, vehicle or order than planned, or without a stop."""
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTried:
    """What becomes of the plan in one week."""

    n_vehicles_out: int
    """Routes that are not driven."""
    n_packings_short: int
    baskets_needed: int
    as_it_is: Outcome
    """Without a repair."""
    mended: Mended | None = None
    """None: it holds, or was not repaired."""

    @property
    def holds(self) -> bool:
        """Whether it takes no repair."""
        return self.n_vehicles_out + self.n_packings_short == 0

    @property
    def outcome(self) -> Outcome:
        """In the end."""
        return self.mended.outcome if self.mended else self.as_it_is


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """The same plan in many weeks; at least one."""

    weeks: tuple[WeekTried, ...]

    @property
    def hold_share(self) -> float:
        """Share of weeks in which the plan holds."""
        return _mean([float(week.holds) for week in self.weeks])

    @property
    def mean_repairs(self) -> float:
        """Repairs in a week, expected."""
        return _mean([week.mended.n_repairs if week.mended else 0 for week in self.weeks])

    @property
    def mean_stops_changed(self) -> float:
        """Stops that change in a week that is repaired, expected; 0.0 where none is."""
        changed = [week.mended.n_stops_changed for week in self.weeks if week.mended]
        return _mean(changed) if changed else 0.0

    @property
    def mean_min_fill(self) -> float:
        """Fill of the site served worst in the end, expected."""
        return _mean([week.outcome.min_fill for week in self.weeks])

    @property
    def p10_min_fill(self) -> float:
        """The same in one week of ten, or worse."""
        return _p10([week.outcome.min_fill for week in self.weeks])

    @property
    def p10_min_fill_as_it_is(self) -> float:
        """The same if nobody ever repaired anything."""
        return _p10([week.as_it_is.min_fill for week in self.weeks])

    @property
    def mean_baskets_given(self) -> float:
        """Baskets in a week, expected."""
        return _mean([week.outcome.baskets_given for week in self.weeks])

    def site_fills(self) -> tuple[tuple[SiteId, float], ...]:
        """Expected fill of each site, the lowest first."""
        fills: dict[SiteId, list[float]] = defaultdict(list)
        for week in self.weeks:
            for site_id, fill in week.outcome.fill.items():
                fills[site_id].append(fill)
        means = ((site_id, _mean(values)) for site_id, values in fills.items())
        return tuple(sorted(means, key=lambda pair: (pair[1], pair[0])))


def robustness_lines(found: Robustness) -> tuple[tuple[str, Mapping[str, float]], ...]:
    """What to say of it: text codes with their parameters, percents as numbers of 100."""
    n_held = sum(week.holds for week in found.weeks)
    fills = {
        "mean": found.mean_min_fill,
        "p10": found.p10_min_fill,
        "bare": found.p10_min_fill_as_it_is,
    }
    repairs = {"repairs": found.mean_repairs, "stops": found.mean_stops_changed}
    return (
        ("robustness-holds", {"n": n_held, "weeks": len(found.weeks)}),
        ("robustness-repairs", repairs),
        ("robustness-baskets", {"baskets": found.mean_baskets_given}),
        ("robustness-min-fill", {name: 100 * fill for name, fill in fills.items()}),
    )


def week_tried(plan: Plan, problem: Problem, week: DrawnWeek) -> WeekTried:
    """What becomes of a plan that was made for `problem` if it stays as it is."""
    driven = {(route.day, route.vehicle_id) for route in plan.routes}
    return WeekTried(
        n_vehicles_out=len(driven & week.out),
        n_packings_short=len(_short(plan, problem, week)),
        baskets_needed=sum(need.baskets for need in week.problem.needs),
        as_it_is=outcome(plan, [problem] * problem.calendar.n_days, week),
    )


def known_on(day: int, plan: Plan, known: Problem, week: DrawnWeek) -> Problem | None:
    """The week as people know it on a morning that breaks the plan; None on any other morning.

    `known` is what they reckoned with before. They see which vehicles do not come, and what the
    lots yield that are packed up to then.
    """
    out = {
        route.vehicle_id
        for route in plan.routes
        if route.day == day and (day, route.vehicle_id) in week.out
    }
    if not out and not any(when == day for _, when, _ in _short(plan, known, week)):
        return None
    seen = {
        part.lot_id for (_, when, _), _, parts in _packings(plan) if when <= day for part in parts
    }
    return replace(
        known,
        vehicles=tuple(
            replace(one, shifts=tuple(shift for shift in one.shifts if shift.day != day))
            if one.vehicle_id in out
            else one
            for one in known.vehicles
        ),
        lots=tuple(
            replace(lot, yield_share=week.problem.lot[lot.lot_id].yield_share)
            if lot.lot_id in seen
            else lot
            for lot in known.lots
        ),
    )


def outcome(
    plan: Plan, known: Sequence[Problem], week: DrawnWeek, *, promised: Plan | None = None
) -> Outcome:
    """What sites get of a plan by the morning rule; `known` is what people reckon with each day.

    `promised`: the plan before its repairs. A site may get what it was promised at the same hub
    and day, where others turn out to need less.
    """
    packed = _packed_shares(plan, known, week)
    left = {site_id: week.problem.baskets_needed(site_id) for site_id in week.problem.needs_of}
    given: dict[SiteId, int] = defaultdict(int)
    planned = _deliveries(plan, known[0], week.out)
    first = _deliveries(promised, known[0], frozenset()) if promised else {}
    for recipe in sorted(plan.recipes, key=lambda one: (one.day, one.hub_id, one.basket_id)):
        key = (recipe.hub_id, recipe.day, recipe.basket_id)
        before = first.get(key, {})
        most = {site_id: max(n, before.get(site_id, 0)) for site_id, n in planned[key].items()}
        asked = {site_id: min(n, left.get(site_id, 0)) for site_id, n in most.items()}
        share = min(1.0, packed.get(key, 0.0))
        n_packed = math.floor(recipe.n_baskets * share + _EPSILON)
        for site_id, n in morning_shares(asked, n_packed).items():
            left[site_id] -= n
            given[site_id] += n
    needed = {site_id: week.problem.baskets_needed(site_id) for site_id in week.problem.needs_of}
    return Outcome(
        baskets_given=sum(given.values()),
        fill={site_id: given[site_id] / n for site_id, n in needed.items() if n > 0},
    )


def _short(plan: Plan, known: Problem, week: DrawnWeek) -> list[Packing]:
    """Packings whose lots give too little."""
    shares = _packed_shares(plan, [known] * known.calendar.n_days, week)
    return [key for key, share in shares.items() if share < 1 - SHORT_SHARE - _EPSILON]


def _packed_shares(
    plan: Plan, known: Sequence[Problem], week: DrawnWeek
) -> Mapping[Packing, float]:
    """Kg that there are over kg that were to be packed."""
    shares = {}
    for key, kg, parts in _packings(plan):
        if kg > 0:
            _, day, _ = key
            found = sum(
                part.net_kg
                * week.problem.lot[part.lot_id].yield_share
                / known[day].lot[part.lot_id].yield_share
                for part in parts
            )
            shares[key] = found / kg
    return shares


def _packings(plan: Plan) -> Iterator[tuple[Packing, float, Sequence[Part]]]:
    """Kg and lots of each packing."""
    for recipe in plan.recipes:
        kg = sum(part.net_kg for part in recipe.parts)
        yield (recipe.hub_id, recipe.day, recipe.basket_id), kg, recipe.parts
    orders: dict[Packing, list[Part]] = defaultdict(list)
    for row in plan.order_packings:
        part = Part(lot_id=row.lot_id, net_kg=row.net_kg)
        orders[row.hub_id, row.day, row.product_id].append(part)
    for key, parts in orders.items():
        yield key, sum(part.net_kg for part in parts), parts


def _deliveries(
    plan: Plan, problem: Problem, out: frozenset[tuple[int, VehicleId]]
) -> Mapping[Packing, Mapping[SiteId, int]]:
    """Baskets by packing and site, on routes that are driven and at hubs."""
    found: dict[Packing, dict[SiteId, int]] = defaultdict(dict)
    routes = tuple(row for row in plan.routes if (row.day, row.vehicle_id) not in out)
    for one in handovers(replace(plan, routes=routes), problem):
        for drop in one.drops:
            sites = found[one.hub_id, one.day, drop.basket_id]
            sites[one.site_id] = sites.get(one.site_id, 0) + drop.n_baskets
    return found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _p10(values: Sequence[float]) -> float:
    found = percentile(values, P10)
    return 0.0 if found is None else found
