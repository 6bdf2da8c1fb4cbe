"""A run as a row, and a row as a run."""

from __future__ import annotations

from foodplan.domain.basics import Label
from foodplan.domain.ids import DatasetId, RunId, ScenarioId, SweepId
from foodplan.domain.run import Engine, Limits, Priority, Progress, Run, RunStatus
from foodplan.store.codec import decode, encode
from foodplan.store.tables import RunRow


def row_of(run: Run, *, idempotency_key: str | None) -> RunRow:
    """A row that has not been tried yet."""
    row = RunRow(
        run_id=run.run_id,
        scenario_id=run.scenario_id,
        dataset_id=run.dataset_id,
        label_fr=run.label.fr,
        label_en=run.label.en,
        week=run.week,
        input_hash=run.input_hash,
        idempotency_key=idempotency_key,
        status=run.status.value,
        attempts=0,
        seconds=run.limits.seconds,
        work=run.limits.work,
        seed=run.limits.seed,
        engine=run.limits.engine.value,
        memory_mb=run.limits.memory_mb,
        cores=run.limits.cores,
        versions=encode(run.versions),
        error=run.error,
        priority=run.priority.value,
        holder=run.holder,
        parent_id=run.parent_id,
        sweep_id=run.sweep_id,
        start_id=run.start_id,
        later=encode(run.later),
        created_at=run.created_at,
        started_at=run.started_at,
        ended_at=run.ended_at,
    )
    set_progress(row, run.progress)
    return row


def set_progress(row: RunRow, progress: Progress | None) -> None:
    """Write how far the run is; None forgets it."""
    row.phase = progress.phase if progress else None
    row.share = progress.share if progress else None
    row.best_eur = progress.best_eur if progress else None
    row.baskets_served = progress.baskets_served if progress else None


def run_of(row: RunRow) -> Run:
    """The run of a row."""
    return Run(
        run_id=RunId(row.run_id),
        scenario_id=ScenarioId(row.scenario_id),
        dataset_id=DatasetId(row.dataset_id),
        label=Label(fr=row.label_fr, en=row.label_en),
        week=row.week,
        status=RunStatus(row.status),
        limits=Limits(
            seconds=row.seconds,
            work=row.work,
            seed=row.seed,
            engine=Engine(row.engine),
            memory_mb=row.memory_mb,
            cores=row.cores,
        ),
        input_hash=row.input_hash,
        versions=decode(tuple[tuple[str, str], ...], row.versions),
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        progress=_progress(row),
        error=row.error,
        parent_id=RunId(row.parent_id) if row.parent_id else None,
        priority=Priority(row.priority),
        holder=row.holder,
        sweep_id=SweepId(row.sweep_id) if row.sweep_id else None,
        start_id=RunId(row.start_id) if row.start_id else None,
        later=decode(tuple[str, ...], row.later),
    )


def _progress(row: RunRow) -> Progress | None:
    if row.phase is None or row.share is None:
        return None
    return Progress(
        phase=row.phase,
        share=row.share,
        best_eur=row.best_eur,
        baskets_served=row.baskets_served,
    )
