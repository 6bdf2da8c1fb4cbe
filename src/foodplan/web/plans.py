"""The page of a plan, its map and its exports."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from foodplan.documents.driven import file_name
from foodplan.domain.basics import WEEKDAYS
from foodplan.domain.ids import VehicleId
from foodplan.domain.run import Run
from foodplan.errors import NotFound
from foodplan.planning import KeptPlan, Planner
from foodplan.planning.route_files import MEDIA_TYPES, Ending
from foodplan.tables.frames import csv_text
from foodplan.web.adjust_view import family_view, locked_view
from foodplan.web.asking import Asked, RunName, Spoken, kept_or_none
from foodplan.web.measures_view import measure_view, tiles_view
from foodplan.web.quality_view import WEEK_TIMES_S, bounds_view, quality_view, week_bound_view
from foodplan.web.render import page
from foodplan.web.routes_view import days_view
from foodplan.web.runs import over_page, progress_page
from foodplan.web.shares_view import (
    gifts_view,
    left_view,
    limits_view,
    lowest_view,
    shares_lead,
    towns_view,
)
from foodplan.web.weeks_view import weeks_view
from foodplan.web.words import Words

# The map brings its own script and data along; the sandbox keeps it away from everything else.
MAP_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data: blob: {tiles}; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)

# A sheet brings its own style along and nothing else.
SHEET_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLES = (
    "stops", "routes", "sites", "lots", "recipes", "allocations", "handouts", "gifts", "history",
    "measures",
)  # fmt: skip

router = APIRouter(include_in_schema=False)


@router.get("/plans/{run_id}")
def show_plan(request: Request, run_id: RunName, planner: Asked, words: Spoken) -> HTMLResponse:
    """The progress of a run, then its plan; what to do where it ended without one."""
    run = planner.run(run_id)
    if not run.status.is_over:
        return progress_page(request, planner, run, words)
    kept = kept_or_none(planner, run)
    if kept is None:
        return over_page(request, run, words)
    in_weeks = len(planner.week_runs(run_id)) > 1
    return _plan_page(request, planner, kept, words, in_weeks=in_weeks)


@router.get("/plans/{run_id}/weeks")
def show_weeks(request: Request, run_id: RunName, planner: Asked, words: Spoken) -> HTMLResponse:
    """The weeks in a row that the plan is one of."""
    weeks = weeks_view(planner.weeks(run_id), words)
    label = words.label(planner.run(run_id).label)
    return page(request, "weeks.html", run_id=run_id, label=label, weeks=weeks)


@router.get("/plans/{run_id}/weeks.xlsx")
def save_weeks(run_id: RunName, planner: Asked, words: Spoken) -> Response:
    """The report as a workbook."""
    return Response(
        planner.weeks_workbook(run_id, language=words.language),
        media_type=WORKBOOK,
        headers={"content-disposition": _attached(f"{run_id}-weeks.xlsx")},
    )


@router.get("/plans/{run_id}/map")
def show_map(request: Request, run_id: RunName, planner: Asked, words: Spoken) -> HTMLResponse:
    """The map for a sandboxed frame."""
    html = planner.map_html(run_id, language=words.language, embed=True)
    return HTMLResponse(html, headers={"content-security-policy": _map_policy(request)})


@router.get("/plans/{run_id}/map.html")
def save_map(request: Request, run_id: RunName, planner: Asked, words: Spoken) -> HTMLResponse:
    """The map as a file of its own."""
    html = planner.map_html(run_id, language=words.language, embed=False)
    return HTMLResponse(
        html,
        headers={
            "content-security-policy": _map_policy(request),
            "content-disposition": _attached(f"{run_id}.html"),
        },
    )


@router.get("/plans/{run_id}/sheets")
def show_sheets(
    run_id: RunName,
    planner: Asked,
    words: Spoken,
    day: Annotated[int | None, Query(ge=0, lt=len(WEEKDAYS))] = None,
    vehicle: Annotated[str | None, Query(max_length=60)] = None,
) -> HTMLResponse:
    """What hubs and drivers need on paper."""
    here = f"/plans/{run_id}"
    week = planner.kept(run_id).problem.calendar
    days = [(f"{here}/sheets?day={one}", words.say(f"day-{one}").capitalize()) for one in week.days]
    html = planner.sheets_html(
        run_id,
        language=words.language,
        day=day,
        vehicle_id=vehicle,
        links=[(here, words.say("paper-back")), (f"{here}/sheets", words.say("paper-all")), *days],
    )
    return HTMLResponse(html, headers={"content-security-policy": SHEET_POLICY})


@router.get("/plans/{run_id}/route.{ending}")
def save_route(
    run_id: RunName,
    ending: Ending,
    planner: Asked,
    words: Spoken,
    day: Annotated[int, Query(ge=0, lt=len(WEEKDAYS))],
    vehicle: Annotated[str, Query(max_length=60)],
) -> Response:
    """A vehicle's day: its stops for a navigation app, or its trips for a calendar."""
    vehicle_id = VehicleId(vehicle)
    return Response(
        planner.route_file(run_id, day, vehicle_id, ending=ending, language=words.language),
        media_type=MEDIA_TYPES[ending],
        headers={"content-disposition": _attached(file_name(day, vehicle_id, ending))},
    )


@router.get("/plans/{run_id}/plan.geojson")
def save_geojson(run_id: RunName, planner: Asked) -> Response:
    """Routes and stops (RFC 7946)."""
    return JSONResponse(
        planner.geojson(run_id),
        media_type="application/geo+json",
        headers={"content-disposition": _attached(f"{run_id}.geojson")},
    )


@router.get("/plans/{run_id}/plan.xlsx")
def save_workbook(run_id: RunName, planner: Asked, words: Spoken) -> Response:
    """Every table as one workbook."""
    return Response(
        planner.workbook(run_id, language=words.language),
        media_type=WORKBOOK,
        headers={"content-disposition": _attached(f"{run_id}.xlsx")},
    )


@router.get("/plans/{run_id}/{table}.csv")
def save_table(
    run_id: RunName,
    table: Annotated[str, Path(pattern=r"^[a-z_]+$")],
    planner: Asked,
    words: Spoken,
) -> Response:
    """One table of the plan."""
    frames = planner.tables(run_id)
    if table not in frames:
        raise NotFound(words.say("problem-not-found-detail"))
    return Response(
        csv_text(frames[table]),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": _attached(f"{run_id}-{table}.csv")},
    )


def _map_policy(request: Request) -> str:
    tiles: str = request.app.state.tile_origin
    return MAP_POLICY.format(tiles=tiles)


def _attached(name: str) -> str:
    return f'attachment; filename="{name}"'


def _plan_page(
    request: Request, planner: Planner, kept: KeptPlan, words: Words, *, in_weeks: bool
) -> HTMLResponse:
    run = kept.run
    left, left_kg = left_view(kept, words)
    return page(
        request,
        "plan.html",
        run=run,
        in_weeks=in_weeks,
        label=words.label(run.label),
        family=family_view(planner, run, words),
        locked=locked_view(planner.marking.marks(run.run_id), words),
        weekdays=WEEKDAYS,
        facts=_facts(run, words),
        tiles=tiles_view(kept.measures, words),
        warnings=_warnings(kept, words),
        days=days_view(kept.plan, kept.problem, words),
        shares_lead=shares_lead(kept, words),
        lowest=lowest_view(kept, words),
        towns=towns_view(kept, words),
        limits=limits_view(kept, words),
        quality=quality_view(kept, words),
        bounds=bounds_view(planner.bounds.of(run.run_id), words),
        week_bound=week_bound_view(planner.bounds.week(run.run_id), words),
        week_times=WEEK_TIMES_S,
        gifts=gifts_view(kept, words),
        gifts_lead=words.say("plan-gifts-lead", kg=kept.measures.direct_kg),
        left=left,
        left_lead=words.say("plan-left-lead", kg=left_kg),
        measures=[measure_view(row, words) for row in kept.measures.table()],
        tables=TABLES,
    )


def _facts(run: Run, words: Words) -> list[str]:
    facts = [words.week(run.week), words.say("plan-made", when=words.moment(run.created_at))]
    if run.started_at and run.ended_at:
        seconds = (run.ended_at - run.started_at).total_seconds()
        facts.append(words.say("plan-worked", time=words.duration(seconds)))
    return [*facts, words.say("plan-seed", seed=run.limits.seed)]


def _warnings(kept: KeptPlan, words: Words) -> list[str]:
    """A plan that breaks a rule is never shown as if it were sound."""
    if not kept.violations:
        return []
    rules = "; ".join(
        words.say(f"violation-{one.rule}", **one.params) for one in kept.violations[:5]
    )
    return [words.say("plan-broken", n=len(kept.violations), rules=rules)]
