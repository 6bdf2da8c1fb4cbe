"""Jobs: solving in the background, with progress and a stop that keeps the best plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel

from foodplan.api.asking import Asked, PlanName
from foodplan.api.language import Spoken
from foodplan.domain.run import Run
from foodplan.texts import Language, say

router = APIRouter(prefix="/jobs", tags=["jobs"])


class LimitsOut(BaseModel):
    """How long the job may work."""

    time_limit_s: float | None
    work: int | None
    seed: int
    engine: str


class ProgressOut(BaseModel):
    """How far it is."""

    phase: str
    phase_label: str
    done_share: float
    best_eur: float | None
    baskets_served: int | None


class JobOut(BaseModel):
    """One solving, as it stands."""

    job_id: str
    plan_id: str
    scenario_id: str | None
    """Null where a dataset was planned as it is."""
    dataset_id: str
    label: str
    week: str
    status: str
    status_label: str
    is_over: bool
    limits: LimitsOut
    progress: ProgressOut | None
    error: str | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    input_hash: str
    versions: dict[str, str]

    @classmethod
    def from_run(cls, run: Run, language: Language) -> Self:
        """The job of a run, in words of a language."""
        return cls(
            job_id=run.run_id,
            plan_id=run.run_id,
            scenario_id=run.scenario_id or None,
            dataset_id=run.dataset_id,
            label=run.label.words(language),
            week=run.week,
            status=run.status.value,
            status_label=say(f"status-{run.status.value}", language),
            is_over=run.status.is_over,
            limits=_limits(run),
            progress=_progress(run, language),
            error=run.error,
            created_at=run.created_at,
            started_at=run.started_at,
            ended_at=run.ended_at,
            input_hash=run.input_hash,
            versions=dict(run.versions),
        )


@router.get("/{plan_id}")
def read_job(plan_id: PlanName, planner: Asked, language: Spoken) -> JobOut:
    """One job."""
    return JobOut.from_run(planner.run(plan_id), language)


@router.delete("/{plan_id}", status_code=202)
def stop_job(plan_id: PlanName, planner: Asked, language: Spoken) -> JobOut:
    """Stop a job; the best plan found so far is kept."""
    return JobOut.from_run(planner.stop(plan_id), language)


def _watched(plan_id: PlanName, planner: Asked) -> Iterator[Run]:
    """Asked for before the answer begins, so that an unknown job is a 404, not a broken stream."""
    planner.run(plan_id)
    return planner.watch(plan_id)


@router.get("/{plan_id}/events", response_class=EventSourceResponse)
def follow_job(
    runs: Annotated[Iterator[Run], Depends(_watched)], language: Spoken
) -> Iterator[ServerSentEvent]:
    """Server-sent events: `progress` at least once a second, then one `over`."""
    for run in runs:
        event = "over" if run.status.is_over else "progress"
        yield ServerSentEvent(data=JobOut.from_run(run, language), event=event)


def _limits(run: Run) -> LimitsOut:
    return LimitsOut(
        time_limit_s=run.limits.seconds,
        work=run.limits.work,
        seed=run.limits.seed,
        engine=run.limits.engine.value,
    )


def _progress(run: Run, language: Language) -> ProgressOut | None:
    now = run.progress
    if now is None:
        return None
    return ProgressOut(
        phase=now.phase,
        phase_label=say(f"phase-{now.phase}", language),
        done_share=now.share,
        best_eur=now.best_eur,
        baskets_served=now.baskets_served,
    )
