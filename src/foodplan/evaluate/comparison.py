"""Two to four plans side by side: measures, sites that gain and lose, stops that changed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from foodplan.domain import changes
from foodplan.domain.ids import SiteId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.errors import InvalidValue
from foodplan.evaluate.measure_weeks import Week, site_totals, weeks_table
from foodplan.evaluate.reason import Reason, Reasons
from foodplan.evaluate.remedies import Remedy, remedies_of_weeks
from foodplan.evaluate.shares import SiteShare
from foodplan.evaluate.stop_changes import StopChange, stop_changes

MOST_PLANS = 4
_SAME = 1e-9
_UNSAID = Reasons(sites=(), lots=(), limits=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One plan of a comparison."""

    plan: Plan
    problem: Problem
    reasons: Reasons = _UNSAID
    """Of the plan; without them nobody is told why."""
    asked: Problem | None = None
    """The week before anything of the week before it was known, where that is another."""


Row = Sequence[Compared]
"""Weeks in a row, each planned after the one before; one week is a row as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedMeasure:
    """One measure in every plan, the base first."""

    code: str
    unit: str
    values: tuple[float | None, ...]
    differences: tuple[float | None, ...]
    """Of each other plan from the base; None where one of the two does not exist."""
    better: tuple[bool | None, ...]
    """Whether each other plan is better than the base; None: the same, or neither is better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChange:
    """What one site gains or loses in one other plan."""

    site_id: SiteId
    label: str
    town: str
    needed_before: int
    needed: int
    given_before: int
    given: int
    fill_before: float | None
    """None where the site has no need."""
    fill: float | None
    why: tuple[Reason, ...] = ()
    """Of a loss: what holds the site down now; of a gain: what held it down in the base.

    A need that changed comes alone.
    """

    @property
    def baskets(self) -> int:
        """Baskets more than in the base; negative: fewer."""
        return self.given - self.given_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One other plan against the base."""

    inputs: tuple[changes.Difference, ...]
    """What its week has otherwise."""
    gains: tuple[SiteChange, ...]
    """Largest gain of baskets first; then by site."""
    losses: tuple[SiteChange, ...]
    stops: tuple[StopChange, ...]
    """By week and place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Measures of all plans, and each other plan against the base."""

    weeks: tuple[str, ...]
    """Calendar weeks compared, of the base; of several all figures are of all of them."""
    measures: tuple[ComparedMeasure, ...]
    differences: tuple[Difference, ...]
    remedies: tuple[tuple[Remedy, ...], ...]
    """What would bring more baskets in each plan, the base first."""


def compare(base: Compared, *others: Compared) -> Comparison:
    """The base and one to three other plans; InvalidValue for fewer or more."""
    return compare_rows((base,), *((other,) for other in others))


def compare_rows(base: Row, *others: Row) -> Comparison:
    """The same for weeks in a row, as many of each."""
    if not 1 <= len(others) < MOST_PLANS:
        raise InvalidValue(f"{len(others) + 1} plans cannot be compared; give 2 to {MOST_PLANS}")
    return Comparison(
        weeks=tuple(each.problem.calendar.week for each in base),
        measures=tuple(_measures(base, others)),
        differences=tuple(_difference(base, other) for other in others),
        remedies=tuple(remedies_of_weeks(_weeks(row)) for row in (base, *others)),
    )


def _measures(base: Row, others: tuple[Row, ...]) -> Iterator[ComparedMeasure]:
    tables = [weeks_table(_weeks(row)) for row in (base, *others)]
    for rows in zip(*tables, strict=True):
        first = rows[0]
        gaps = tuple(_gap(row.value, first.value) for row in rows[1:])
        yield ComparedMeasure(
            code=first.code,
            unit=first.unit,
            values=tuple(row.value for row in rows),
            differences=gaps,
            better=tuple(_better(gap, first.better) for gap in gaps),
        )


def _weeks(row: Row) -> list[Week]:
    return [(each.plan, each.problem) for each in row]


def _gap(value: float | None, base: float | None) -> float | None:
    """A difference; none where sums of the same numbers only differ by rounding."""
    if value is None or base is None:
        return None
    return 0.0 if math.isclose(value, base, rel_tol=_SAME, abs_tol=_SAME) else value - base


def _better(gap: float | None, wanted: str) -> bool | None:
    if not gap or not wanted:
        return None
    return (gap > 0) == (wanted == "more")


def _difference(base: Row, other: Row) -> Difference:
    sites = [change for change in _site_changes(base, other) if change.baskets or _moved(change)]
    gains = [change for change in sites if _gain(change) > 0]
    losses = [change for change in sites if _gain(change) < 0]
    return Difference(
        inputs=tuple(_inputs(base, other)),
        gains=tuple(sorted(gains, key=lambda row: (-row.baskets, row.site_id))),
        losses=tuple(sorted(losses, key=lambda row: (row.baskets, row.site_id))),
        stops=tuple(
            replace(change, week=old.problem.calendar.week)
            for old, new in zip(base, other, strict=True)
            for change in stop_changes(old.plan, new.plan)
        ),
    )


def _inputs(base: Row, other: Row) -> Iterator[changes.Difference]:
    """What the weeks have otherwise, each thing once."""
    told: list[changes.Difference] = []
    for old, new in zip(base, other, strict=True):
        for one in changes.differences(old.asked or old.problem, new.asked or new.problem):
            if one not in told:
                told.append(one)
                yield one


def _moved(change: SiteChange) -> bool:
    gap = _gap(change.fill, change.fill_before)
    return gap is not None and abs(gap) > _SAME


def _gain(change: SiteChange) -> float:
    """Baskets decide; at equal baskets the fill rate does."""
    return change.baskets or _gap(change.fill, change.fill_before) or 0.0


def _site_changes(base: Row, other: Row) -> Iterator[SiteChange]:
    before, after = _by_site(base), _by_site(other)
    for site_id in sorted(before.keys() | after.keys()):
        old, new = before.get(site_id), after.get(site_id)
        known = new or old
        if known is not None:
            change = SiteChange(
                site_id=site_id,
                label=known.label,
                town=known.town,
                needed_before=old.needed if old else 0,
                needed=new.needed if new else 0,
                given_before=old.given if old else 0,
                given=new.given if new else 0,
                fill_before=old.fill_rate if old else None,
                fill=new.fill_rate if new else None,
            )
            yield replace(change, why=_why(change, base, other))


def _why(change: SiteChange, base: Row, other: Row) -> tuple[Reason, ...]:
    """Why its baskets changed; nothing is known where no reason was kept."""
    loses = _gain(change) < 0
    gap = change.needed - change.needed_before
    explained = gap <= change.baskets if loses else gap >= change.baskets
    if gap and explained and (gap < 0) == loses:
        params = {"before": change.needed_before, "needed": change.needed}
        return (Reason(code="change-need", about=change.site_id, params=params),)
    return _reasons(change.site_id, *((other, base) if loses else (base, other)))


def _reasons(site_id: SiteId, short: Row, better: Row) -> tuple[Reason, ...]:
    """What held a site down, each reason once: that of the week with most baskets fewer first."""
    fewer = [
        new.plan.baskets_given().get(site_id, 0) - old.plan.baskets_given().get(site_id, 0)
        for old, new in zip(short, better, strict=True)
    ]
    weeks = sorted(range(len(short)), key=lambda number: -fewer[number])
    found: dict[str, Reason] = {}
    for number in weeks:
        for reason in short[number].reasons.of_site(site_id):
            found.setdefault(reason.code, reason)
    return tuple(found.values())


def _by_site(row: Row) -> dict[SiteId, SiteShare]:
    return {share.site_id: share for share in site_totals(_weeks(row))}
