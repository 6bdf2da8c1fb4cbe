"""A fixed plan in weeks that turn out otherwise: what still works, what is left to repair.

The plan is not made anew: vehicles drive what they were to drive, and what was to be packed is
packed as far as the food goes.

- A vehicle that fails brings nothing that day. That is one repair.
- A packing (hub, day, kind of basket or ordered product) whose lots give less after sorting gets
  fewer baskets of the same weight; a lot that gives more makes up for one that gives less. More
  than `SHORT_SHARE` too little is one repair; less is shared out in the morning:
- the morning rule: deliveries of at most half the mean go out in full, the rest in proportion.
- Nobody gets more than was planned for it, nor more than it turns out to need.

A week holds if it takes no repair.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from foodplan.domain.handing import handovers
from foodplan.domain.ids import SiteId, VehicleId
from foodplan.domain.plan import Part, Plan
from foodplan.domain.problem import Problem
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
class WeekTried:
    """What becomes of the plan in one week."""

    n_vehicles_out: int
    """Routes that are not driven."""
    n_packings_short: int
    baskets_needed: int
    baskets_given: int
    fill: Mapping[SiteId, float]
    """Given ÷ needed, for sites that turn out to need something."""

    @property
    def n_repairs(self) -> int:
        """Events that somebody must deal with."""
        return self.n_vehicles_out + self.n_packings_short

    @property
    def holds(self) -> bool:
        """Whether it takes no repair."""
        return self.n_repairs == 0

    @property
    def min_fill(self) -> float:
        """Of the site served worst; 1.0 where nobody needs anything."""
        return min(self.fill.values(), default=1.0)


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
        return _mean([float(week.n_repairs) for week in self.weeks])

    @property
    def mean_min_fill(self) -> float:
        """Fill of the site served worst, expected."""
        return _mean([week.min_fill for week in self.weeks])

    @property
    def p10_min_fill(self) -> float:
        """The same in one week of ten, or worse."""
        found = percentile([week.min_fill for week in self.weeks], P10)
        return 0.0 if found is None else found

    @property
    def mean_baskets_given(self) -> float:
        """Baskets in a week, expected."""
        return _mean([float(week.baskets_given) for week in self.weeks])

    def site_fills(self) -> tuple[tuple[SiteId, float], ...]:
        """Expected fill of each site, the lowest first."""
        fills: dict[SiteId, list[float]] = defaultdict(list)
        for week in self.weeks:
            for site_id, fill in week.fill.items():
                fills[site_id].append(fill)
        means = ((site_id, _mean(values)) for site_id, values in fills.items())
        return tuple(sorted(means, key=lambda pair: (pair[1], pair[0])))


def robustness(plan: Plan, problem: Problem, weeks: Iterable[DrawnWeek]) -> Robustness:
    """What becomes of a plan that was made for `problem` in each of these weeks."""
    return Robustness(weeks=tuple(_tried(plan, problem, week) for week in weeks))


def _tried(plan: Plan, problem: Problem, week: DrawnWeek) -> WeekTried:
    shares = {
        lot.lot_id: week.problem.lot[lot.lot_id].yield_share / lot.yield_share
        for lot in problem.lots
    }
    packed = {
        key: sum(part.net_kg * shares[part.lot_id] for part in parts) / kg
        for key, kg, parts in _packings(plan)
        if kg > 0
    }
    left = {site_id: week.problem.baskets_needed(site_id) for site_id in week.problem.needs_of}
    given: dict[SiteId, int] = defaultdict(int)
    planned = _deliveries(plan, problem, week.out)
    for recipe in sorted(plan.recipes, key=lambda one: (one.day, one.hub_id, one.basket_id)):
        key = (recipe.hub_id, recipe.day, recipe.basket_id)
        asked = {site_id: min(n, left.get(site_id, 0)) for site_id, n in planned[key].items()}
        share = min(1.0, packed.get(key, 0.0))
        n_packed = math.floor(recipe.n_baskets * share + _EPSILON)
        for site_id, n in morning_shares(asked, n_packed).items():
            left[site_id] -= n
            given[site_id] += n
    needed = {site_id: week.problem.baskets_needed(site_id) for site_id in week.problem.needs_of}
    driven = {(route.day, route.vehicle_id) for route in plan.routes}
    return WeekTried(
        n_vehicles_out=len(driven & week.out),
        n_packings_short=sum(share < 1 - SHORT_SHARE - _EPSILON for share in packed.values()),
        baskets_needed=sum(needed.values()),
        baskets_given=sum(given.values()),
        fill={site_id: given[site_id] / n for site_id, n in needed.items() if n > 0},
    )


def morning_shares(asked: Mapping[SiteId, int], n_baskets: int) -> dict[SiteId, int]:
    """Whole baskets by the morning rule, sorted by site; all that is asked where it is enough."""
    if sum(asked.values()) <= n_baskets:
        return dict(sorted(asked.items()))
    small_at_most = sum(asked.values()) / len(asked) / 2
    small = {site_id: n for site_id, n in asked.items() if n <= small_at_most}
    if sum(small.values()) > n_baskets:
        return _in_proportion(asked, n_baskets)
    others = {site_id: n for site_id, n in asked.items() if site_id not in small}
    shared = small | _in_proportion(others, n_baskets - sum(small.values()))
    return dict(sorted(shared.items()))


def _in_proportion(asked: Mapping[SiteId, int], n_baskets: int) -> dict[SiteId, int]:
    """Whole baskets by largest remainder."""
    total = sum(asked.values())
    exact = {site_id: n_baskets * n / total for site_id, n in asked.items()}
    shares = {site_id: math.floor(n) for site_id, n in exact.items()}
    order = sorted(exact, key=lambda site_id: (shares[site_id] - exact[site_id], site_id))
    for site_id in order[: n_baskets - sum(shares.values())]:
        shares[site_id] += 1
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
