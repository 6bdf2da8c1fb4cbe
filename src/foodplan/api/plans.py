"""Plans: ask for one, read it, take it elsewhere."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from foodplan.api.asking import (
    WORKBOOK_TYPE,
    Asked,
    Cursor,
    IdempotencyKey,
    PageSize,
    PlanName,
    safe_name,
)
from foodplan.api.jobs import JobOut
from foodplan.api.language import Spoken
from foodplan.api.plan_schemas import AllocationsOut, MeasuresOut, PlanOut
from foodplan.api.route_schemas import RoutesOut
from foodplan.api.unmet_schemas import UnmetOut
from foodplan.api.weeks_schemas import WeeksOut
from foodplan.domain.accident_words import known_name
from foodplan.domain.basics import WEEKDAYS
from foodplan.domain.ids import RunId, VehicleId
from foodplan.domain.run import Engine, Limits
from foodplan.errors import InvalidValue
from foodplan.evaluate import allocations
from foodplan.planning.route_files import MEDIA_TYPES
from foodplan.texts import Language, say

router = APIRouter(prefix="/plans", tags=["plans"])
Which = Annotated[str | None, Query(max_length=80)]
OnDay = Annotated[int, Query(ge=0, lt=len(WEEKDAYS))]
Driven = Annotated[str, Query(max_length=60)]


class SearchIn(BaseModel):
    """What to plan, and for how long to search."""

    model_config = ConfigDict(extra="forbid")

    scenario: str = Field(description="Id of a scenario, or of a dataset as it is.")
    time_limit_s: float | None = Field(default=None, gt=0, le=86_400)
    work: int | None = Field(default=None, ge=1, description="Work units: the repeatable limit.")
    seed: int = Field(default=1, ge=0)
    engine: Engine | None = None


class PlanIn(SearchIn):
    """The same for one plan, or for weeks in a row."""

    after: str | None = Field(default=None, description="Id of the plan of the week before.")
    weeks: int | None = Field(
        default=None, description="Weeks in a row; else as many as the scenario says, or one."
    )


class PlansOut(BaseModel):
    """A page of jobs and plans, newest first."""

    plans: list[JobOut]
    next: str | None
    """Cursor of the next page; null on the last."""


@router.post("", status_code=202)
def create_plan(
    request: Request,
    response: Response,
    asked: PlanIn,
    planner: Asked,
    language: Spoken,
    idempotency_key: IdempotencyKey = None,
) -> JobOut:
    """Queue a job and answer at once; the same Idempotency-Key gives the same job."""
    name = safe_name(request, asked.scenario)
    after = None if asked.after is None else RunId(safe_name(request, asked.after))
    run = planner.start(
        name,
        limits_of(asked, language),
        after=after,
        n_weeks=asked.weeks,
        idempotency_key=idempotency_key,
    )
    response.headers["location"] = f"/api/v1/jobs/{run.run_id}"
    return JobOut.from_run(run, language)


@router.get("")
def list_plans(
    request: Request,
    planner: Asked,
    language: Spoken,
    limit: PageSize = 50,
    before: Cursor = None,
) -> PlansOut:
    """Jobs and plans, newest first."""
    cursor = None if before is None else RunId(safe_name(request, before))
    runs = planner.runs(limit=limit + 1, before=cursor)
    shown = runs[:limit]
    return PlansOut(
        plans=[JobOut.from_run(run, language) for run in shown],
        next=shown[-1].run_id if len(runs) > limit else None,
    )


@router.get("/{plan_id}")
def read_plan(plan_id: PlanName, planner: Asked, language: Spoken) -> PlanOut:
    """One kept plan: measures, checks, recipes, bounds, limits."""
    return PlanOut.from_kept(planner.kept(plan_id), language)


@router.get("/{plan_id}/measures")
def read_measures(plan_id: PlanName, planner: Asked, language: Spoken) -> MeasuresOut:
    """Every measure, with its definition."""
    return MeasuresOut.from_measures(planner.kept(plan_id).measures, language)


@router.get("/{plan_id}/routes")
def read_routes(plan_id: PlanName, planner: Asked) -> RoutesOut:
    """Routes with trips and stops, by day and vehicle."""
    kept = planner.kept(plan_id)
    return RoutesOut.from_plan(kept.plan, kept.problem)


@router.get("/{plan_id}/gpx", response_class=Response)
def read_gpx(
    plan_id: PlanName, planner: Asked, language: Spoken, day: OnDay, vehicle: Driven
) -> Response:
    """The stops of a vehicle's day as GPX 1.1, for a navigation app."""
    found = planner.route_file(plan_id, day, VehicleId(vehicle), ending="gpx", language=language)
    return Response(found, media_type=MEDIA_TYPES["gpx"])


@router.get("/{plan_id}/ics", response_class=Response)
def read_calendar(
    plan_id: PlanName, planner: Asked, language: Spoken, day: OnDay, vehicle: Driven
) -> Response:
    """The trips of a vehicle's day as iCalendar, for a calendar."""
    found = planner.route_file(plan_id, day, VehicleId(vehicle), ending="ics", language=language)
    return Response(found, media_type=MEDIA_TYPES["ics"])


@router.get("/{plan_id}/weeks")
def read_weeks(plan_id: PlanName, planner: Asked) -> WeeksOut:
    """The weeks in a row that the plan is one of, and what they bring together."""
    return WeeksOut.from_weeks(planner.weeks(plan_id))


@router.get("/{plan_id}/weeks/workbook", response_class=Response)
def read_weeks_workbook(plan_id: PlanName, planner: Asked, language: Spoken) -> Response:
    """The same as an XLSX workbook."""
    return Response(planner.weeks_workbook(plan_id, language=language), media_type=WORKBOOK_TYPE)


@router.get("/{plan_id}/allocations")
def read_allocations(
    plan_id: PlanName, planner: Asked, language: Spoken, lot: Which = None, site: Which = None
) -> AllocationsOut:
    """Kg of each lot meant for each site, through one hub, on one day.

    Of one `lot`, to follow it to the sites, or of one `site`, back to the lots, where it is named.
    """
    kept = planner.kept(plan_id)
    lot_id = known_name(lot, kept.problem.lot, language) if lot else None
    site_id = known_name(site, kept.problem.site, language) if site else None
    return AllocationsOut.from_rows(
        row
        for row in allocations(kept.plan, kept.problem)
        if lot_id in (None, row.lot_id) and site_id in (None, row.site_id)
    )


@router.get("/{plan_id}/unmet")
def read_unmet(plan_id: PlanName, planner: Asked, language: Spoken) -> UnmetOut:
    """Sites that get less than they need and lots left, each with its reason."""
    return UnmetOut.from_kept(planner.kept(plan_id), language)


@router.get("/{plan_id}/map", response_class=HTMLResponse)
def read_map(plan_id: PlanName, planner: Asked, language: Spoken) -> HTMLResponse:
    """The interactive map as one self-contained page."""
    html = planner.map_html(plan_id, language=language, embed=False)
    return HTMLResponse(
        html,
        headers={
            "content-security-policy": "sandbox allow-scripts",
            "content-disposition": f'attachment; filename="{plan_id}.html"',
        },
    )


@router.get("/{plan_id}/geojson", response_class=JSONResponse)
def read_geojson(plan_id: PlanName, planner: Asked) -> JSONResponse:
    """Routes and stops (RFC 7946)."""
    found: dict[str, Any] = dict(planner.geojson(plan_id))
    return JSONResponse(found, media_type="application/geo+json")


def limits_of(asked: SearchIn, language: Language) -> Limits:
    """A minute where neither time nor work is given; InvalidValue where both are."""
    if asked.time_limit_s is not None and asked.work is not None:
        raise InvalidValue(say("problem-two-limits", language))
    seconds = asked.time_limit_s
    if seconds is None and asked.work is None:
        seconds = 60.0
    if asked.engine is None:
        return Limits(seconds=seconds, work=asked.work, seed=asked.seed)
    return Limits(seconds=seconds, work=asked.work, seed=asked.seed, engine=asked.engine)
