"""On which days a site may get a delivery that it was not to get then."""

from __future__ import annotations

from foodplan.domain.basics import WEEKDAYS, windows_of_day
from foodplan.domain.fleet import LinkKind, LinkRule
from foodplan.domain.ids import HubId, SiteId
from foodplan.domain.past import Past
from foodplan.domain.problem import Problem
from foodplan.optimise.patterns import patterns_of
from foodplan.optimise.shifts import shifts_by_hub_day
from foodplan.tables.travel import TravelMatrix

_MOST_NEW = 6
"""Hub-days tried for a delivery that is new."""


def later_days(
    problem: Problem, past: Past, site_id: SiteId, day: int, others: frozenset[int]
) -> tuple[int, ...]:
    """Days after its own on which a delivery may come, besides the site's `others`."""
    later = (other for other in problem.calendar.days if other > max(day, past.at.day - 1))
    return tuple(other for other in later if may_come(problem, site_id, other, others))


def may_come(problem: Problem, site_id: SiteId, day: int, others: frozenset[int]) -> bool:
    """Whether the site is open, links allow it, and its deliveries are few and far apart enough."""
    site = problem.site[site_id]
    links = problem.links_of(LinkKind.SITE_DAY, site_id)
    name = WEEKDAYS[day]
    required = {link.second_id for link in links if link.rule is LinkRule.REQUIRED}
    forbidden = {link.second_id for link in links if link.rule is LinkRule.FORBIDDEN}
    if not (problem.is_due(site) and windows_of_day(site.windows, day)) or name in forbidden:
        return False
    if required and name not in required:
        return False
    return len(others | {day}) <= site.deliveries_per_week and all(
        abs(day - other) >= site.gap_days for other in others
    )


def new_days(
    problem: Problem,
    travel: TravelMatrix,
    past: Past,
    site_id: SiteId,
    others: frozenset[int],
) -> tuple[tuple[HubId, int], ...]:
    """Hub-days from which a site may get one more delivery, the nearest hub first."""
    site = problem.site[site_id]
    found = {
        (pattern.drive_min, pattern.hub_id, day)
        for pattern in patterns_of(problem, travel, site, shifts_by_hub_day(problem))
        for day in pattern.days
        if day >= past.packed_until[pattern.hub_id] and (may_come(problem, site_id, day, others))
    }
    return tuple((hub_id, day) for _, hub_id, day in sorted(found)[:_MOST_NEW])
