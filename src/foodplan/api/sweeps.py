"""Sweeps: one scenario asked again and again; start, follow, stop, resume, take its table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Depends, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel

from foodplan.api.asking import WORKBOOK_TYPE, Asked, Cursor, IdempotencyKey, PageSize, safe_name
from foodplan.api.datasets import LabelOut
from foodplan.api.jobs import JobOut
from foodplan.api.language import Spoken
from foodplan.api.plans import SearchIn, limits_of
from foodplan.domain.ids import SweepId
from foodplan.planning import SweepState, SweptRun
from foodplan.tables.frames import csv_text
from foodplan.texts import Language, say

router = APIRouter(prefix="/sweeps", tags=["sweeps"])


def sweep_id_of(request: Request, sweep_id: str) -> SweepId:
    """The sweep named in the address."""
    return SweepId(safe_name(request, sweep_id))


SweepName = Annotated[SweepId, Depends(sweep_id_of)]


class SweptRunOut(BaseModel):
    """One member of a sweep."""

    number: int
    words: str
    values: dict[str, str]
    """What varies: key and value as written in the scenario."""
    is_reused: bool
    """Whether the same had been planned before."""
    status: str
    """Of all its weeks together."""
    job: JobOut
    """Of the first week."""
    weeks: list[str]
    """Plans of all its weeks that are queued so far."""
    measures: dict[str, float | None]
    """By code, of all weeks together; empty as long as one has no plan."""

    @classmethod
    def from_member(cls, member: SweptRun, language: Language) -> Self:
        """As it stands."""
        return cls(
            number=member.number,
            words=member.words,
            values=dict(member.values),
            is_reused=member.is_reused,
            status=member.status.value,
            job=JobOut.from_run(member.run, language),
            weeks=[run.run_id for run in member.weeks],
            measures=dict(member.figures),
        )


class AxisOut(BaseModel):
    """A key that varies, with its values in order."""

    key: str
    values: list[str]


class SweepHeadOut(BaseModel):
    """A sweep without its members."""

    sweep_id: str
    scenario_id: str
    dataset_id: str
    label: LabelOut
    asks: LabelOut
    week: str
    kind: str
    """grid, list or random."""
    status: str
    status_label: str
    is_over: bool
    done_share: float
    n_runs: int
    n_weeks: int
    """Weeks in a row that each run plans."""
    n_done: int
    n_failed: int
    n_reused: int
    base_id: str
    """The plan of the scenario without its sweep, from which the members start."""
    created_at: datetime

    @classmethod
    def from_state(cls, sweep: SweepState, language: Language) -> Self:
        """As it stands."""
        question = sweep.question
        return cls(
            sweep_id=sweep.sweep_id,
            scenario_id=question.scenario_id,
            dataset_id=question.dataset_id,
            label=LabelOut.from_label(question.label),
            asks=LabelOut.from_label(question.asks),
            week=question.week,
            kind=question.kind,
            status=sweep.status.value,
            status_label=say(f"sweep-status-{sweep.status.value}", language),
            is_over=sweep.status.is_over,
            done_share=sweep.share,
            n_runs=len(sweep.members),
            n_weeks=sweep.n_weeks,
            n_done=sweep.n_done,
            n_failed=sweep.n_failed,
            n_reused=sweep.n_reused,
            base_id=sweep.base.run_id,
            created_at=sweep.created_at,
        )


class SweepOut(SweepHeadOut):
    """A sweep with what varies and every run."""

    axes: list[AxisOut] = []
    runs: list[SweptRunOut] = []

    @classmethod
    def from_state(cls, sweep: SweepState, language: Language) -> Self:
        """As it stands."""
        whole = super().from_state(sweep, language)
        whole.axes = [AxisOut(key=axis.key, values=list(axis.values)) for axis in sweep.axes]
        whole.runs = [SweptRunOut.from_member(member, language) for member in sweep.members]
        return whole


class SweepsOut(BaseModel):
    """A page of sweeps, newest first."""

    sweeps: list[SweepHeadOut]
    next: str | None
    """Cursor of the next page; null on the last."""


@router.post("", status_code=202)
def start_sweep(
    request: Request,
    response: Response,
    asked: SearchIn,
    planner: Asked,
    language: Spoken,
    idempotency_key: IdempotencyKey = None,
) -> SweepOut:
    """Queue every run of a scenario's sweep; the same Idempotency-Key gives the same sweep."""
    name = safe_name(request, asked.scenario)
    limits = limits_of(asked, language)
    sweep = planner.sweeps.start(name, limits, idempotency_key=idempotency_key)
    response.headers["location"] = f"/api/v1/sweeps/{sweep.sweep_id}"
    return SweepOut.from_state(sweep, language)


@router.get("")
def list_sweeps(
    request: Request,
    planner: Asked,
    language: Spoken,
    limit: PageSize = 50,
    before: Cursor = None,
) -> SweepsOut:
    """Sweeps, newest first."""
    cursor = None if before is None else SweepId(safe_name(request, before))
    found = planner.sweeps.newest(limit=limit + 1, before=cursor)
    shown = found[:limit]
    return SweepsOut(
        sweeps=[SweepHeadOut.from_state(sweep, language) for sweep in shown],
        next=shown[-1].sweep_id if len(found) > limit else None,
    )


@router.get("/{sweep_id}")
def read_sweep(sweep_id: SweepName, planner: Asked, language: Spoken) -> SweepOut:
    """One sweep with its runs and their measures."""
    return SweepOut.from_state(planner.sweeps.state(sweep_id), language)


@router.delete("/{sweep_id}", status_code=202)
def stop_sweep(sweep_id: SweepName, planner: Asked, language: Spoken) -> SweepOut:
    """Stop a sweep; what is done stays."""
    return SweepOut.from_state(planner.sweeps.stop(sweep_id), language)


@router.post("/{sweep_id}/resume", status_code=202)
def resume_sweep(sweep_id: SweepName, planner: Asked, language: Spoken) -> SweepOut:
    """Go on with what was stopped, and try again what failed."""
    return SweepOut.from_state(planner.sweeps.resume(sweep_id), language)


@router.get("/{sweep_id}/table")
def read_table(
    sweep_id: SweepName,
    planner: Asked,
    language: Spoken,
    format: Literal["csv", "xlsx"] = "csv",  # noqa: A002
) -> Response:
    """One row a run: what varies, status, every measure."""
    headers = {"content-disposition": f'attachment; filename="{sweep_id}.{format}"'}
    if format == "csv":
        text = csv_text(planner.sweeps.table(sweep_id, language))
        return Response(text, media_type="text/csv; charset=utf-8", headers=headers)
    book = planner.sweeps.workbook(sweep_id, language)
    return Response(book, media_type=WORKBOOK_TYPE, headers=headers)


def _watched(sweep_id: SweepName, planner: Asked) -> Iterator[SweepState]:
    """Asked for before the answer begins, so that an unknown sweep is a 404."""
    planner.sweeps.state(sweep_id)
    return planner.sweeps.watch(sweep_id)


@router.get("/{sweep_id}/events", response_class=EventSourceResponse)
def follow_sweep(
    states: Annotated[Iterator[SweepState], Depends(_watched)], language: Spoken
) -> Iterator[ServerSentEvent]:
    """Server-sent events without the runs: `progress` at least once a second, then one `over`."""
    for state in states:
        event = "over" if state.status.is_over else "progress"
        yield ServerSentEvent(data=SweepHeadOut.from_state(state, language), event=event)
