"""Bounds of days and weeks in answers; money in EUR."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from pydantic import BaseModel, Field

from foodplan.domain.plan import Bound
from foodplan.domain.week_bound import WeekBound
from foodplan.planning import DayBound, closeness, gap_of, rounded_up, week_of
from foodplan.texts import Language, say


class BoundOut(BaseModel):
    """What the routes cost, and what the same stops on the same days cost at least."""

    eur: float
    bound_eur: float
    gap: float = Field(description="Share above the bound, rounded up to a thousandth.")

    @classmethod
    def from_bound(cls, bound: Bound) -> Self:
        """With the gap worked out."""
        return cls(eur=bound.value, bound_eur=bound.bound, gap=gap_of(bound))


class DayBoundOut(BaseModel):
    """One day."""

    day: int = Field(description="0 is the first day of the week.")
    is_known: bool = Field(description="False: not worked out yet.")
    bound: BoundOut | None = Field(description="Null: nothing is proven.")
    spread: float | None = Field(
        description="Where nothing is proven: share by which three searches of the day with other "
        "seeds end apart, rounded up to a thousandth; null where they say nothing."
    )


class BoundsOut(BaseModel):
    """Days with routes, and the days as they are taken together once all have a bound."""

    days: list[DayBoundOut]
    week: BoundOut | None

    @classmethod
    def from_days(cls, days: Sequence[DayBound]) -> Self:
        """As far as it is known."""
        week = week_of(days)
        return cls(
            days=[
                DayBoundOut(
                    day=one.day,
                    is_known=one.is_known,
                    bound=BoundOut.from_bound(one.bound) if one.bound else None,
                    spread=None if one.spread is None else rounded_up(one.spread),
                )
                for one in days
            ],
            week=BoundOut.from_bound(week) if week else None,
        )


class WeekBoundOut(BaseModel):
    """The week, whatever the days of its deliveries: the work, and the best that it has proven."""

    status: str
    status_label: str
    is_over: bool
    time_limit_s: float = Field(description="Seconds of the processor.")
    done_share: float
    asked_at: datetime
    bound: BoundOut | None = Field(description="Null: nothing is proven so far.")
    label: str = Field(description="What is proven, in words.")

    @classmethod
    def from_bound(cls, week: WeekBound, language: Language) -> Self:
        """As it stands."""
        code, gap_percent = closeness(week.bound)
        return cls(
            status=week.status.value,
            status_label=say(f"status-{week.status.value}", language),
            is_over=week.status.is_over,
            time_limit_s=week.seconds,
            done_share=week.share,
            asked_at=week.asked_at,
            bound=BoundOut.from_bound(week.bound) if week.bound else None,
            label=say(f"week-bound-{code}", language, gap=gap_percent),
        )
