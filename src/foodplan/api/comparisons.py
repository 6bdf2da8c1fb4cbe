"""Comparisons: plans side by side, and who gains or loses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from foodplan.api.asking import WORKBOOK_TYPE, Asked, safe_name
from foodplan.api.language import Spoken
from foodplan.domain.changes import digest
from foodplan.domain.ids import RunId
from foodplan.errors import InvalidValue
from foodplan.evaluate.comparison import (
    MOST_PLANS,
    ComparedMeasure,
    Comparison,
    Difference,
    SiteChange,
)
from foodplan.evaluate.remedies import Remedy
from foodplan.evaluate.stop_changes import StopChange
from foodplan.planning import Planner
from foodplan.texts import Language, say

WEEKS = "Of plans of weeks in a row so many at most; else as many as all of them have planned."
Weeks = Annotated[int | None, Query(ge=1, description=WEEKS)]
Plans = Annotated[str, Query(description="Ids with commas between, the base first.")]

router = APIRouter(prefix="/comparisons", tags=["comparisons"])


class ComparisonIn(BaseModel):
    """Plans to compare, the base first."""

    model_config = ConfigDict(extra="forbid")

    plans: list[str]
    weeks: int | None = Field(default=None, ge=1, description=WEEKS)


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
    baskets_needed_before: int
    baskets_needed: int
    baskets_before: int
    baskets_given: int
    why: list[str]
    """Of a loss: what holds the site down now; of a gain: what did in the base."""

    @classmethod
    def from_change(cls, change: SiteChange, language: Language) -> Self:
        """Baskets of the week."""
        return cls(
            site_id=change.site_id,
            label=change.label,
            town=change.town,
            baskets_needed_before=change.needed_before,
            baskets_needed=change.needed,
            baskets_before=change.given_before,
            baskets_given=change.given,
            why=[say(reason.code, language, **reason.params) for reason in change.why],
        )


class StopChangeOut(BaseModel):
    """A place that is served otherwise than in the base."""

    week: str
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
            week=change.week,
            place_id=change.place_id,
            what=list(change.what),
            before=[(day, str(vehicle_id)) for day, vehicle_id in change.before],
            after=[(day, str(vehicle_id)) for day, vehicle_id in change.after],
        )


class RemedyOut(BaseModel):
    """One deed that would bring more baskets."""

    code: str
    deed: str
    week: str
    place_id: str | None
    day: int | None
    baskets: float
    """More than now, at most."""
    eur: float | None
    """None: nobody has said what it costs."""

    @classmethod
    def from_remedy(cls, remedy: Remedy, language: Language) -> Self:
        """With its words."""
        return cls(
            code=remedy.code,
            deed=say(remedy.code, language, **remedy.params),
            week=remedy.week,
            place_id=remedy.place_id,
            day=remedy.day,
            baskets=remedy.baskets,
            eur=remedy.eur,
        )


class DifferenceOut(BaseModel):
    """One plan against the base."""

    plan_id: str
    inputs: list[str]
    """What its week has otherwise."""
    gains: list[SiteChangeOut]
    losses: list[SiteChangeOut]
    stops: list[StopChangeOut]

    @classmethod
    def from_difference(cls, plan_id: RunId, difference: Difference, language: Language) -> Self:
        """The largest change first."""
        return cls(
            plan_id=plan_id,
            inputs=list(digest(difference.inputs, language)),
            gains=[SiteChangeOut.from_change(one, language) for one in difference.gains],
            losses=[SiteChangeOut.from_change(one, language) for one in difference.losses],
            stops=[StopChangeOut.from_change(one) for one in difference.stops],
        )


class ComparisonOut(BaseModel):
    """Measures of all plans, and each other plan against the base."""

    plans: list[str]
    weeks: list[str]
    """Calendar weeks compared; of several all figures are of all of them."""
    measures: list[ComparedMeasureOut]
    differences: list[DifferenceOut]
    remedies: list[list[RemedyOut]]
    """Of each plan, the base first; the cheapest first."""

    @classmethod
    def from_comparison(
        cls, plan_ids: Sequence[RunId], found: Comparison, language: Language
    ) -> Self:
        """Plans in the order asked for."""
        return cls(
            plans=list(plan_ids),
            weeks=list(found.weeks),
            measures=[ComparedMeasureOut.from_row(row, language) for row in found.measures],
            differences=[
                DifferenceOut.from_difference(plan_id, difference, language)
                for plan_id, difference in zip(plan_ids[1:], found.differences, strict=True)
            ],
            remedies=[
                [RemedyOut.from_remedy(one, language) for one in each] for each in found.remedies
            ],
        )


@router.get("")
def read_comparison(
    request: Request, planner: Asked, language: Spoken, plans: Plans, weeks: Weeks = None
) -> ComparisonOut:
    """Two to four plans side by side; those of weeks in a row stand for all these weeks."""
    return _compare(request, planner, plans.split(","), language, n_weeks=weeks)


@router.post("")
def make_comparison(
    request: Request, asked: ComparisonIn, planner: Asked, language: Spoken
) -> ComparisonOut:
    """The same with a body."""
    return _compare(request, planner, asked.plans, language, n_weeks=asked.weeks)


@router.get("/workbook", response_class=Response)
def read_comparison_workbook(
    request: Request, planner: Asked, language: Spoken, plans: Plans, weeks: Weeks = None
) -> Response:
    """The same as an XLSX workbook."""
    plan_ids = _plan_ids(request, plans.split(","), language)
    return Response(
        planner.comparison_workbook(plan_ids, language=language, n_weeks=weeks),
        media_type=WORKBOOK_TYPE,
    )


def _compare(
    request: Request,
    planner: Planner,
    names: Sequence[str],
    language: Language,
    *,
    n_weeks: int | None,
) -> ComparisonOut:
    plan_ids = _plan_ids(request, names, language)
    found = planner.compare(plan_ids, n_weeks=n_weeks)
    return ComparisonOut.from_comparison(plan_ids, found, language)


def _plan_ids(request: Request, names: Sequence[str], language: Language) -> tuple[RunId, ...]:
    plan_ids = tuple(dict.fromkeys(RunId(safe_name(request, name)) for name in names))
    if not 2 <= len(plan_ids) <= MOST_PLANS:
        raise InvalidValue(say("problem-two-plans", language))
    return plan_ids
