"""Comparisons: plans side by side, and who gains or loses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Self

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict

from foodplan.api.asking import Asked, safe_name
from foodplan.api.language import Spoken
from foodplan.domain.ids import RunId
from foodplan.errors import InvalidValue
from foodplan.evaluate.comparison import (
    MOST_PLANS,
    ComparedMeasure,
    Comparison,
    Difference,
    SiteChange,
    StopChange,
)
from foodplan.planning import Planner
from foodplan.texts import Language, say

router = APIRouter(prefix="/comparisons", tags=["comparisons"])


class ComparisonIn(BaseModel):
    """Plans to compare, the base first."""

    model_config = ConfigDict(extra="forbid")

    plans: list[str]


class ComparedMeasureOut(BaseModel):
    """One measure in every plan, the base first."""

    code: str
    label: str
    unit: str
    values: list[float | None]
    differences: list[float | None]
    better: list[bool | None]

    @classmethod
    def from_row(cls, row: ComparedMeasure, language: Language) -> Self:
        """Differences are counted from the base."""
        return cls(
            code=row.code,
            label=say(f"measure-{row.code}", language),
            unit=row.unit,
            values=list(row.values),
            differences=list(row.differences),
            better=list(row.better),
        )


class SiteChangeOut(BaseModel):
    """What one site gains or loses."""

    site_id: str
    label: str
    town: str
    baskets_needed: int
    baskets_before: int
    baskets_given: int

    @classmethod
    def from_change(cls, change: SiteChange) -> Self:
        """Baskets of the week."""
        return cls(
            site_id=change.site_id,
            label=change.label,
            town=change.town,
            baskets_needed=change.needed,
            baskets_before=change.given_before,
            baskets_given=change.given,
        )


class StopChangeOut(BaseModel):
    """A place that is served otherwise than in the base."""

    place_id: str
    what: list[str]
    """added, removed, day, vehicle, order."""
    before: list[tuple[int, str]]
    """Day and vehicle."""
    after: list[tuple[int, str]]

    @classmethod
    def from_change(cls, change: StopChange) -> Self:
        """Days count from 0, a Monday."""
        return cls(
            place_id=change.place_id,
            what=list(change.what),
            before=[(day, str(vehicle_id)) for day, vehicle_id in change.before],
            after=[(day, str(vehicle_id)) for day, vehicle_id in change.after],
        )


class DifferenceOut(BaseModel):
    """One plan against the base."""

    plan_id: str
    gains: list[SiteChangeOut]
    losses: list[SiteChangeOut]
    stops: list[StopChangeOut]

    @classmethod
    def from_difference(cls, plan_id: RunId, difference: Difference) -> Self:
        """The largest change first."""
        return cls(
            plan_id=plan_id,
            gains=[SiteChangeOut.from_change(one) for one in difference.gains],
            losses=[SiteChangeOut.from_change(one) for one in difference.losses],
            stops=[StopChangeOut.from_change(one) for one in difference.stops],
        )


class ComparisonOut(BaseModel):
    """Measures of all plans, and each other plan against the base."""

    plans: list[str]
    measures: list[ComparedMeasureOut]
    differences: list[DifferenceOut]

    @classmethod
    def from_comparison(
        cls, plan_ids: Sequence[RunId], found: Comparison, language: Language
    ) -> Self:
        """Plans in the order asked for."""
        return cls(
            plans=list(plan_ids),
            measures=[ComparedMeasureOut.from_row(row, language) for row in found.measures],
            differences=[
                DifferenceOut.from_difference(plan_id, difference)
                for plan_id, difference in zip(plan_ids[1:], found.differences, strict=True)
            ],
        )


@router.get("")
def read_comparison(
    request: Request,
    planner: Asked,
    language: Spoken,
    plans: Annotated[str, Query(description="Ids with commas between, the base first.")],
) -> ComparisonOut:
    """Two to four plans side by side."""
    return _compare(request, planner, plans.split(","), language)


@router.post("")
def make_comparison(
    request: Request, asked: ComparisonIn, planner: Asked, language: Spoken
) -> ComparisonOut:
    """The same with a body."""
    return _compare(request, planner, asked.plans, language)


def _compare(
    request: Request, planner: Planner, names: Sequence[str], language: Language
) -> ComparisonOut:
    plan_ids = tuple(dict.fromkeys(RunId(safe_name(request, name)) for name in names))
    if not 2 <= len(plan_ids) <= MOST_PLANS:
        raise InvalidValue(say("problem-two-plans", language))
    return ComparisonOut.from_comparison(plan_ids, planner.compare(plan_ids), language)
