"""What the food, hubs and hours allow before sites have days: targets of hub-days, and bounds.

The week's programme with every open hub and day of each site: lowest fill, then most baskets, then
spread over the hub-days in proportion to the vehicles on shift, as evenly as supply allows.
"""

from __future__ import annotations

from collections.abc import Collection as Members
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.basics import WEEKDAYS
from foodplan.domain.fleet import LinkKind, LinkRule
from foodplan.domain.ids import BasketId, HubId, SiteId
from foodplan.domain.places import Site
from foodplan.domain.plan import Bound
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.allocate import (
    Heights,
    bounds_of,
    claims_of,
    heights_of,
    hopeless,
)
from foodplan.optimise.allocation.answer import Delivery, Given
from foodplan.optimise.allocation.columns import Week
from foodplan.optimise.allocation.demand import demand_of
from foodplan.optimise.allocation.groups import choose, groups_of, hold
from foodplan.optimise.allocation.leximin import Ladder
from foodplan.optimise.allocation.orders import promise
from foodplan.optimise.allocation.supply import Supply, supply_of, vehicles_by_hub_day
from foodplan.optimise.allocation.week import week_of

Floats = NDArray[np.float64]

_NOTHING = 1e-6
_STEPS = np.array([0.0, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0])
"""Of the even share; each step costs more per basket than the one before."""


@dataclass(frozen=True, kw_only=True)
class Possible:
    """The best that any choice of days and routes could give."""

    baskets: Mapping[tuple[HubId, int], Mapping[BasketId, float]]
    """Baskets of each type that hub-days should pack, above zero, sorted."""
    week: Week
    heights: Heights
    proven: bool
    """Whether no other choice of product groups gives more."""

    def bounds(self, given: Sequence[Given]) -> tuple[Bound, ...]:
        """What is given, beside what no plan of this week can exceed."""
        return bounds_of(self.week, self.heights, given, proven=self.proven)


def possible_week(
    problem: Problem, sites_hubs: Mapping[SiteId, Members[HubId]] | None = None
) -> Possible:
    """The first two goals with every open hub and day of each site.

    `sites_hubs` restricts the hubs that may serve a site; sites not named there may use any.
    """
    supply = supply_of(problem)
    deliveries = open_deliveries(problem, sites_hubs or {})
    week = week_of(problem, supply, demand_of(problem, deliveries, {}), {})
    promise(week, problem)
    claims, out = claims_of(week), hopeless(week)
    groups = groups_of(week, problem)
    proven = True
    if (groups.share > 0).any():
        chosen, proven = choose(week, groups, claims, out)
        hold(week.program, week, groups, chosen)
    ladder = Ladder(week.program, claims)
    heights = heights_of(ladder, out)
    ladder.keep(heights.floor, heights.most.objective * (1 - 1e-6))
    packed = _spread(week, supply, heights.most.objective)
    baskets = _by_hub_day(week, problem, packed)
    return Possible(baskets=baskets, week=week, heights=heights, proven=proven)


def _by_hub_day(
    week: Week, problem: Problem, packed: Floats
) -> dict[tuple[HubId, int], dict[BasketId, float]]:
    answer: dict[tuple[HubId, int], dict[BasketId, float]] = {}
    made = week.made
    for row in np.lexsort((made.basket_type, made.day, made.hub)).tolist():
        if packed[row] > _NOTHING:
            at = (problem.hubs[made.hub[row]].hub_id, int(made.day[row]))
            kind = week.basket_ids[made.basket_type[row]]
            answer.setdefault(at, {})[kind] = float(packed[row])
    return answer


def open_deliveries(
    problem: Problem, sites_hubs: Mapping[SiteId, Members[HubId]]
) -> tuple[Delivery, ...]:
    """Every site with every open hub and day on which a vehicle on shift may serve it."""
    fleet = vehicles_by_hub_day(problem)
    return tuple(
        Delivery(site_id=site.site_id, hub_id=problem.hubs[h].hub_id, day=day)
        for site in problem.sites
        for (h, day), vehicles in sorted(fleet.items())
        if day in _days(problem, site)
        and problem.hubs[h].hub_id in sites_hubs.get(site.site_id, (problem.hubs[h].hub_id,))
        and any(window.day == day for window in problem.hubs[h].windows)
        and any(problem.may_visit(vehicle, site) for vehicle in vehicles)
    )


def _days(problem: Problem, site: Site) -> set[int]:
    """Days with a window that no link forbids."""
    days = {window.day for window in site.windows}
    links = problem.links_of(LinkKind.SITE_DAY, site.site_id)
    required = {link.second_id for link in links if link.rule is LinkRule.REQUIRED}
    forbidden = {link.second_id for link in links if link.rule is LinkRule.FORBIDDEN}
    return {
        day
        for day in days
        if WEEKDAYS[day] not in forbidden and (not required or WEEKDAYS[day] in required)
    }


def _spread(week: Week, supply: Supply, total: float) -> Floats:
    """N of every recipe, with hub-days as near their even share as may be."""
    program, made = week.program, week.made
    n_days = supply.shape[2]
    cell, of = np.unique(made.hub * n_days + made.day, return_inverse=True)
    if not len(cell):
        return np.zeros(0)
    fleet = supply.fleet_kg.ravel()[cell]
    even = total * fleet / max(float(fleet.sum()), 1e-9)
    widths = np.append(np.diff(_STEPS), np.inf)
    steps = program.columns(
        len(cell) * len(widths), upper=(np.maximum(even, 1e-6)[:, None] * widths).ravel()
    )
    rows = program.rows(len(cell), upper=0.0)
    program.terms(rows[of], made.columns, 1.0)
    program.terms(np.repeat(rows, len(widths)), steps, -1.0)
    slopes = np.tile(_STEPS**2, len(cell))
    return program.best(steps, slopes).values[made.columns]
