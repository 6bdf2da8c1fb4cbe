"""How much every site gets of what it needs, and how fairly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foodplan.domain.ids import SiteId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteShare:
    """One site with a need: baskets needed and given, and their ratio."""

    site_id: SiteId
    label: str
    town: str
    district: str | None
    needed: int
    given: int
    fill_rate: float
    """Given ÷ needed, 0 to 1 (above 1 only where fill_max allows)."""
    rolling_fill_rate: float
    """The same over the fairness window: earlier weeks and this one."""


def site_shares(plan: Plan, problem: Problem) -> tuple[SiteShare, ...]:
    """Every site that needs baskets, by fill rate, then id: the worst served come first."""
    given = plan.baskets_given()
    shares = [
        _share(problem, site_id, given.get(site_id, 0)) for site_id in sorted(problem.needs_of)
    ]
    return tuple(sorted(shares, key=lambda share: (share.fill_rate, share.site_id)))


def missing_baskets(plan: Plan, problem: Problem) -> float:
    """Baskets that sites may still get: no remedy brings more than these."""
    most = max(1.0, problem.policy.fill_max)
    return sum(max(0.0, most * one.needed - one.given) for one in site_shares(plan, problem))


def _share(problem: Problem, site_id: SiteId, given: int) -> SiteShare:
    site, needed = problem.site[site_id], problem.baskets_needed(site_id)
    needed_before, given_before = before(problem, site_id)
    return SiteShare(
        site_id=site_id,
        label=site.label,
        town=site.town,
        district=site.district,
        needed=needed,
        given=given,
        fill_rate=given / needed,
        rolling_fill_rate=(given_before + given) / (needed_before + needed),
    )


def before(problem: Problem, site_id: SiteId) -> tuple[float, float]:
    """Baskets needed and given in the earlier weeks of the fairness window (this week is one)."""
    n_weeks = problem.policy.fairness_window_weeks - 1
    weeks = sorted({row.week for row in problem.history if row.week < problem.calendar.week})
    window = frozenset(weeks[len(weeks) - n_weeks :] if n_weeks < len(weeks) else weeks)
    rows = [row for row in problem.history if row.site_id == site_id and row.week in window]
    return sum(row.baskets_needed for row in rows), sum(row.baskets_given for row in rows)


def gini(shares: Sequence[SiteShare]) -> float:
    """Need-weighted Gini coefficient of the fill rates: 0 is equal, towards 1 unequal.

    One minus twice the area under the Lorenz curve of baskets given over baskets needed; 0.0 if
    nothing is given.
    """
    given, needed = sum(row.given for row in shares), sum(row.needed for row in shares)
    if not given:
        return 0.0
    area = reached = 0.0
    for row in sorted(shares, key=lambda share: share.fill_rate):
        step = row.given / given
        area += row.needed / needed * (reached + step / 2)
        reached += step
    return max(0.0, 1 - 2 * area)


def percentile(values: Sequence[float], share: float) -> float | None:
    """Linear interpolation between the sorted values; None if there are none."""
    if not values:
        return None
    ranked = sorted(values)
    place = share * (len(ranked) - 1)
    low = int(place)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (place - low) * (ranked[high] - ranked[low])
