"""Two to four plans side by side: measures, sites that gain and lose, stops that changed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from foodplan.domain import changes
from foodplan.domain.ids import SiteId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.errors import InvalidValue
from foodplan.evaluate.measures import measure
from foodplan.evaluate.reason import Reason, Reasons
from foodplan.evaluate.remedies import Remedy, remedies
from foodplan.evaluate.shares import SiteShare, site_shares
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
    """By place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Measures of all plans, and each other plan against the base."""

    measures: tuple[ComparedMeasure, ...]
    differences: tuple[Difference, ...]
    remedies: tuple[tuple[Remedy, ...], ...]
    """What would bring more baskets in each plan, the base first."""


def compare(base: Compared, *others: Compared) -> Comparison:
    """The base and one to three other plans; InvalidValue for fewer or more."""
    if not 1 <= len(others) < MOST_PLANS:
        raise InvalidValue(f"{len(others) + 1} plans cannot be compared; give 2 to {MOST_PLANS}")
    return Comparison(
        measures=tuple(_measures(base, others)),
        differences=tuple(_difference(base, other) for other in others),
        remedies=tuple(remedies(each.plan, each.problem) for each in (base, *others)),
    )


def _measures(base: Compared, others: tuple[Compared, ...]) -> Iterator[ComparedMeasure]:
    tables = [measure(each.plan, each.problem).table() for each in (base, *others)]
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


def _gap(value: float | None, base: float | None) -> float | None:
    """A difference; none where sums of the same numbers only differ by rounding."""
    if value is None or base is None:
        return None
    return 0.0 if math.isclose(value, base, rel_tol=_SAME, abs_tol=_SAME) else value - base


def _better(gap: float | None, wanted: str) -> bool | None:
    if not gap or not wanted:
        return None
    return (gap > 0) == (wanted == "more")


def _difference(base: Compared, other: Compared) -> Difference:
    sites = [change for change in _site_changes(base, other) if change.baskets or _moved(change)]
    gains = [change for change in sites if _gain(change) > 0]
    losses = [change for change in sites if _gain(change) < 0]
    return Difference(
        inputs=changes.differences(base.problem, other.problem),
        gains=tuple(sorted(gains, key=lambda row: (-row.baskets, row.site_id))),
        losses=tuple(sorted(losses, key=lambda row: (row.baskets, row.site_id))),
        stops=stop_changes(base.plan, other.plan),
    )


def _moved(change: SiteChange) -> bool:
    gap = _gap(change.fill, change.fill_before)
    return gap is not None and abs(gap) > _SAME


def _gain(change: SiteChange) -> float:
    """Baskets decide; at equal baskets the fill rate does."""
    return change.baskets or _gap(change.fill, change.fill_before) or 0.0


def _site_changes(base: Compared, other: Compared) -> Iterator[SiteChange]:
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


def _why(change: SiteChange, base: Compared, other: Compared) -> tuple[Reason, ...]:
    """Why its baskets changed; nothing is known where no reason was kept."""
    loses = _gain(change) < 0
    gap = change.needed - change.needed_before
    explained = gap <= change.baskets if loses else gap >= change.baskets
    if gap and explained and (gap < 0) == loses:
        params = {"site": change.label, "before": change.needed_before, "needed": change.needed}
        return (Reason(code="change-need", about=change.site_id, params=params),)
    return (other if loses else base).reasons.of_site(change.site_id)


def _by_site(each: Compared) -> dict[SiteId, SiteShare]:
    return {share.site_id: share for share in site_shares(each.plan, each.problem)}
