"""What is known of a plan's days, and how far from the best they can be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from foodplan.domain.plan import Bound

_STEPS, _ROUNDING = 1000, 1e-6
_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBound:
    """What is known of one day of a plan."""

    day: int
    is_known: bool
    """False: it is not worked out yet."""
    bound: Bound | None
    """None: nothing is proven."""
    spread: float | None = None
    """Share by which three searches with other seeds lie apart, where nothing is proven."""

    @property
    def gap(self) -> float | None:
        """Share by which the day may cost more than the best, rounded up to a thousandth."""
        return None if self.bound is None else gap_of(self.bound)


def gap_of(bound: Bound) -> float:
    """Share by which a cost may be above the best, rounded up to a thousandth."""
    return rounded_up(bound.value / bound.bound - 1)


def rounded_up(share: float) -> float:
    """To the next thousandth."""
    return math.ceil(_STEPS * share - _ROUNDING) / _STEPS


def week_of(days: Sequence[DayBound]) -> Bound | None:
    """The days as they are taken together; None as long as one of them has no bound."""
    bounds = [one.bound for one in days if one.bound is not None]
    if not bounds or len(bounds) < len(days):
        return None
    return Bound(
        stage="routes",
        value=sum(one.value for one in bounds),
        bound=sum(one.bound for one in bounds),
        proven=True,
    )


def closeness(bound: Bound | None) -> tuple[str, float]:
    """Which words say it: `within` so many percent, `best` or `none`; and the percent."""
    if bound is None:
        return "none", 0.0
    gap = gap_of(bound)
    return ("within" if gap > 0 else "best"), _PERCENT * gap
