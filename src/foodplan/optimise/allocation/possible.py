"""What the food, hubs and hours allow before sites have days: targets of hub-days, and bounds.

The week's programme with every open hub and day of each site: lowest fill, then most baskets, then
spread over the hub-days in proportion to the vehicles on shift, as evenly as supply allows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.basics import WEEKDAYS
from foodplan.domain.fleet import LinkKind, LinkRule
from foodplan.domain.ids import BasketId, HubId
from foodplan.domain.places import Site
from foodplan.domain.plan import Bound
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Delivery, Given
from foodplan.optimise.allocation.basins import Basin, basins_of
from foodplan.optimise.allocation.columns import Week
from foodplan.optimise.allocation.first_goals import (
    Heights,
    Start,
    bounds_of,
    common_theta,
    heights_of,
    started,
)
from foodplan.optimise.allocation.supply import vehicles_by_hub_day

Floats = NDArray[np.float64]

_NOTHING = 1e-6
_STEPS = np.array([0.0, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0])
"""Of the even share; each step costs more per basket than the one before."""


@dataclass(frozen=True, kw_only=True)
class Possible:
    """The best that any choice of days and routes could give."""

    baskets: Mapping[tuple[HubId, int], Mapping[BasketId, float]]
    """Baskets of each type that hub-days should pack, above zero, sorted."""
    basins: tuple[tuple[Week, Heights], ...]
    proven: bool
    """Whether no other choice of product groups gives more."""

    @property
    def n_baskets(self) -> float:
        """No plan of this week gives more."""
        return {bound.stage: bound.bound for bound in self.bounds(())}["baskets"]

    def bounds(self, given: Sequence[Given]) -> tuple[Bound, ...]:
        """What is given, beside what no plan of this week can exceed."""
        return bounds_of(self.basins, given, proven=self.proven)


def possible_week(problem: Problem) -> Possible:
    """The first two goals with every open hub and day of each site."""
    starts = [_opened(basin.problem) for basin in basins_of(problem, ())]
    theta = common_theta(starts)
    heights = [heights_of(start, theta) for start in starts]
    baskets: dict[tuple[HubId, int], dict[BasketId, float]] = {}
    for start, one in zip(starts, heights, strict=True):
        start.ladder.keep(one.floor, one.most.objective * (1 - 1e-6))
        packed = _spread(start.week, one.most.objective)
        baskets |= _by_hub_day(start.week, start.problem, packed)
    return Possible(
        baskets=dict(sorted(baskets.items())),
        basins=tuple((start.week, one) for start, one in zip(starts, heights, strict=True)),
        proven=all(start.proven for start in starts),
    )


def _opened(problem: Problem) -> Start:
    basin = Basin(problem=problem, deliveries=open_deliveries(problem))
    return started(basin, caps={}, site_caps={}, not_collected=frozenset())


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


def open_deliveries(problem: Problem) -> tuple[Delivery, ...]:
    """Every site with every open hub and day on which a vehicle on shift may serve it."""
    fleet = {
        (h, day): vehicles
        for (h, day), vehicles in sorted(vehicles_by_hub_day(problem).items())
        if any(window.day == day for window in problem.hubs[h].windows)
    }
    answer = []
    for site in problem.sites:
        days = _days(problem, site)
        may = {one.vehicle_id for one in problem.vehicles if problem.may_visit(one, site)}
        answer += [
            Delivery(site_id=site.site_id, hub_id=problem.hubs[h].hub_id, day=day)
            for (h, day), vehicles in fleet.items()
            if day in days and any(one.vehicle_id in may for one in vehicles)
        ]
    return tuple(answer)


def _days(problem: Problem, site: Site) -> set[int]:
    """Days with a window that no link forbids."""
    days = {window.day for window in site.windows} if problem.is_due(site) else set()
    links = problem.links_of(LinkKind.SITE_DAY, site.site_id)
    required = {link.second_id for link in links if link.rule is LinkRule.REQUIRED}
    forbidden = {link.second_id for link in links if link.rule is LinkRule.FORBIDDEN}
    return {
        day
        for day in days
        if WEEKDAYS[day] not in forbidden and (not required or WEEKDAYS[day] in required)
    }


def _spread(week: Week, total: float) -> Floats:
    """N of every recipe, with what is driven from hub-days as near their even share as may be."""
    program, made, supply = week.program, week.made, week.supply
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
    demand = week.demand
    visit, columns = demand.pair_visit, week.given
    stays = demand.visit_stays[visit]
    at = np.searchsorted(cell, (demand.visit_hub * n_days + demand.visit_day)[visit[stays]])
    program.terms(rows[at], columns[stays], -1.0)
    program.terms(np.repeat(rows, len(widths)), steps, -1.0)
    slopes = np.tile(_STEPS**2, len(cell))
    return program.best(steps, slopes).values[made.columns]
