"""Days that sites are used to, and what another day costs (`eur_per_changed_day`)."""

from __future__ import annotations

from foodplan.domain.basics import WEEKDAYS, windows_of_day
from foodplan.domain.fleet import LinkKind, LinkRule
from foodplan.domain.ids import SiteId
from foodplan.domain.places import Site
from foodplan.domain.problem import Problem
from foodplan.optimise.counters import is_counter
from foodplan.optimise.visits import Load
from foodplan.units import MINUTES_PER_HOUR

_KM_PER_MIN = 0.5
_FAR_MIN = 10_000.0
"""Where the road costs nothing, no day that is worth something is changed for it."""


def open_days(problem: Problem, site: Site) -> list[int]:
    """Days with a window that links allow."""
    links = problem.links_of(LinkKind.SITE_DAY, site.site_id)
    ruled = {rule: {x.second_id for x in links if x.rule is rule} for rule in LinkRule}
    required = ruled[LinkRule.REQUIRED]
    return [
        day
        for day in problem.calendar.days
        if problem.is_due(site)
        and windows_of_day(site.windows, day)
        and WEEKDAYS[day] not in ruled[LinkRule.FORBIDDEN]
        and (not required or WEEKDAYS[day] in required)
    ]


def usual_days(problem: Problem, site: Site) -> list[int]:
    """Open days that are usual; all open days where none of these is."""
    links = problem.links_of(LinkKind.SITE_DAY, site.site_id)
    usual = {link.second_id for link in links if link.rule is LinkRule.USUAL}
    days = open_days(problem, site)
    return [day for day in days if WEEKDAYS[day] in usual] or days


def days_to_serve(problem: Problem, site: Site) -> list[int]:
    """The usual days alone, unless another one only has its price."""
    is_priced = problem.policy.eur_per_changed_day is not None
    return open_days(problem, site) if is_priced else usual_days(problem, site)


def changed_day_eur(problem: Problem, load: Load) -> float:
    """The price of a delivery on a day that its site is not used to; 0.0 for anything else."""
    price_eur = problem.policy.eur_per_changed_day
    site = problem.site.get(SiteId(load.place_id))
    if not price_eur or site is None or load.day in usual_days(problem, site):
        return 0.0
    return price_eur


def changed_day_min(problem: Problem) -> float:
    """The price in rough minutes of the road, where days are chosen before routes."""
    price_eur = problem.policy.eur_per_changed_day
    fleet = [one for one in problem.vehicles if not is_counter(one.vehicle_id)]
    eur = sum(one.eur_per_hour / MINUTES_PER_HOUR + one.eur_per_km * _KM_PER_MIN for one in fleet)
    if not price_eur:
        return 0.0
    return price_eur * len(fleet) / eur if eur else _FAR_MIN
