"""Bounds of days in answers; money in EUR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from pydantic import BaseModel, Field

from foodplan.domain.plan import Bound
from foodplan.planning import DayBound, gap_of, week_of


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
                )
                for one in days
            ],
            week=BoundOut.from_bound(week) if week else None,
        )
