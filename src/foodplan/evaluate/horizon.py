"""Several weeks in a row: what each brought, what everybody got over all of them, what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from foodplan.domain.following import kept_lots
from foodplan.domain.ids import SiteId
from foodplan.domain.plan import Plan
from foodplan.evaluate.measure_weeks import Week, site_totals
from foodplan.evaluate.measures import measure
from foodplan.evaluate.shares import SiteShare, gini, site_shares
from foodplan.evaluate.stop_changes import stop_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLine:
    """One week of a horizon."""

    week: str
    needed: int
    given: int
    min_fill: float | None
    min_rolling_fill: float | None
    """Lowest fill over the fairness window, this week included; None where nothing is needed."""
    gini: float
    given_kg: float
    kept_kg: float
    """Left over from the week before and still good."""
    km: float
    eur: float
    stops_moved: int | None
    """Places served in both weeks that changed day since the one before; None in the first."""
    stops_of_other_vehicle: int | None
    stops_reordered: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLine:
    """What one site needed and got, week by week."""

    site_id: SiteId
    label: str
    town: str
    needed: tuple[int, ...]
    given: tuple[int, ...]

    @property
    def fill(self) -> float:
        """Given over needed of all weeks together."""
        return sum(self.given) / sum(self.needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """Weeks in a row, each planned after the one before."""

    weeks: tuple[WeekLine, ...]
    sites: tuple[SiteLine, ...]
    """Sites that need baskets in some week, the worst served first."""
    gini: float
    """Need-weighted, of the fill over all weeks."""

    @property
    def needed(self) -> int:
        """Baskets of all weeks."""
        return sum(week.needed for week in self.weeks)

    @property
    def given(self) -> int:
        """Baskets of all weeks."""
        return sum(week.given for week in self.weeks)

    @property
    def min_fill(self) -> float | None:
        """Lowest fill of a site over all weeks together; None where nothing is needed."""
        return self.sites[0].fill if self.sites else None


def horizon(weeks: Sequence[Week]) -> Horizon:
    """The weeks in their order, at least one."""
    shares = [{row.site_id: row for row in site_shares(*week)} for week in weeks]
    sites = tuple(sorted(_sites(shares), key=lambda row: (row.fill, row.site_id)))
    return Horizon(
        weeks=(
            _line(weeks[0], None),
            *(_line(week, before) for before, week in pairwise(weeks)),
        ),
        sites=sites,
        gini=gini(site_totals(weeks)),
    )


def _line(week: Week, before: Week | None) -> WeekLine:
    plan, problem = week
    found = measure(plan, problem)
    changed = Counter(_changes(before[0], plan)) if before else None
    lots = kept_lots(problem, before[1], before[0]) if before else ()
    return WeekLine(
        week=problem.calendar.week,
        needed=found.baskets_needed,
        given=found.baskets_given,
        min_fill=found.min_fill_share,
        min_rolling_fill=found.min_rolling_fill_share,
        gini=found.gini,
        given_kg=found.given_kg,
        kept_kg=sum(lot.gross_kg for lot in lots),
        km=found.km,
        eur=found.eur,
        stops_moved=None if changed is None else changed["day"],
        stops_of_other_vehicle=None if changed is None else changed["vehicle"],
        stops_reordered=None if changed is None else changed["order"],
    )


def _changes(before: Plan, plan: Plan) -> Iterator[str]:
    for change in stop_changes(before, plan):
        yield from change.what


def _sites(shares: Sequence[dict[SiteId, SiteShare]]) -> Iterator[SiteLine]:
    for site_id in sorted({site_id for week in shares for site_id in week}):
        rows = [week.get(site_id) for week in shares]
        known = next(row for row in rows if row is not None)
        yield SiteLine(
            site_id=site_id,
            label=known.label,
            town=known.town,
            needed=tuple(row.needed if row else 0 for row in rows),
            given=tuple(row.given if row else 0 for row in rows),
        )
