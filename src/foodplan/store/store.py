"""Runs, problems and plans, kept: domain objects in, domain objects out."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Self, TypeVar

from sqlalchemy import delete, exists, func, insert, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from foodplan.domain.ids import RunId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Progress, Run, RunStatus
from foodplan.errors import Changed, NotFound
from foodplan.store.codec import canonical, decode, encode
from foodplan.store.database import WRITES, answering, open_engine
from foodplan.store.lock import QueueLock
from foodplan.store.plan_rows import read_plan, write_plan
from foodplan.store.run_rows import row_of, run_of, set_progress
from foodplan.store.tables import MeasureRow, PlanRow, ProblemRow, RunRow

T = TypeVar("T")
MAX_ATTEMPTS = 2
"""A run that took its process down so often is not tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measure as it is kept."""

    code: str
    value: float | None
    unit: str


class Store:
    """One database; `with Store(address) as store:` closes it at the end."""

    def __init__(self, database: str) -> None:
        self._engine = open_engine(database)
        self._reads = sessionmaker(self._engine, expire_on_commit=False)
        self._writes = sessionmaker(
            self._engine.execution_options(**WRITES), expire_on_commit=False
        )
        self.queue_lock = QueueLock(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the lock back and close every connection."""
        self.queue_lock.release()
        self._engine.dispose()

    # Runs

    def add_run(self, run: Run, problem: Problem, *, idempotency_key: str | None = None) -> Run:
        """Queue a run; the run of that key if there is one already.

        Changed if the key was used for something else, or if the run id is taken.
        """
        try:
            with self._write() as session:
                _add_problem(session, run.input_hash, problem)
                session.add(row_of(run, idempotency_key=idempotency_key))
        except IntegrityError as error:
            earlier = self._of_key(idempotency_key)
            if earlier is None:
                raise Changed(f"a run {run.run_id} exists already; take another id") from error
            if (earlier.input_hash, earlier.limits) != (run.input_hash, run.limits):
                raise Changed(
                    f"the idempotency key {idempotency_key} was used for run {earlier.run_id} "
                    "with other inputs or limits; take another key"
                ) from error
            return earlier
        return run

    def run(self, run_id: RunId) -> Run:
        """One run; NotFound if there is none of that id."""
        with self._read() as session:
            return run_of(_row(session, run_id))

    def runs(self, *, limit: int, before: RunId | None = None) -> tuple[Run, ...]:
        """The newest runs, newest first; those older than `before` if it is given."""
        query = select(RunRow).order_by(RunRow.created_at.desc(), RunRow.run_id.desc()).limit(limit)
        with self._read() as session:
            if before is not None:
                last = _row(session, before)
                here = tuple_(RunRow.created_at, RunRow.run_id)
                query = query.where(here < tuple_(last.created_at, last.run_id))
            return tuple(run_of(row) for row in session.scalars(query))

    def claim(self, *, now: datetime) -> Run | None:
        """Take the run that has waited longest and mark it as running; None if none waits."""
        waiting = select(RunRow).where(RunRow.status == RunStatus.QUEUED.value)
        oldest = waiting.order_by(RunRow.created_at, RunRow.run_id).limit(1)
        with self._write() as session:
            row = session.scalars(oldest.with_for_update(skip_locked=True)).first()
            if row is None:
                return None
            row.status = RunStatus.RUNNING.value
            row.attempts += 1
            row.started_at = now
            return run_of(row)

    def report(self, run_id: RunId, progress: Progress) -> RunStatus:
        """Keep a sign of life; the run's status, which tells whether somebody wants it to stop."""
        with self._write() as session:
            row = _row(session, run_id)
            set_progress(row, progress)
            return RunStatus(row.status)

    def ask_stop(self, run_id: RunId, *, now: datetime) -> Run:
        """A waiting run is stopped; a running one is asked to stop; one that is over stays."""
        with self._write() as session:
            row = _row(session, run_id, locked=True)
            if row.status == RunStatus.QUEUED.value:
                row.status, row.ended_at = RunStatus.STOPPED.value, now
            elif row.status == RunStatus.RUNNING.value:
                row.status = RunStatus.STOPPING.value
            return run_of(row)

    def finish(
        self, run_id: RunId, status: RunStatus, *, now: datetime, error: str | None = None
    ) -> None:
        """Close a run that gave no plan."""
        with self._write() as session:
            row = _row(session, run_id, locked=True)
            row.status, row.ended_at, row.error = status.value, now, error

    def requeue(self, run_id: RunId) -> None:
        """Put back a run whose work was interrupted on purpose; the attempt does not count."""
        with self._write() as session:
            row = _row(session, run_id, locked=True)
            row.status, row.attempts = RunStatus.QUEUED.value, row.attempts - 1
            set_progress(row, None)

    def recover(self, *, now: datetime, gave_up: str, interrupted: str) -> None:
        """Deal with runs of a process that died; the caller holds the queue lock.

        They are queued again, but fail with `gave_up` after `MAX_ATTEMPTS`; those that were about
        to stop are stopped with the words `interrupted`.
        """
        mine = (RunStatus.RUNNING.value, RunStatus.STOPPING.value)
        query = select(RunRow).where(RunRow.status.in_(mine)).order_by(RunRow.run_id)
        with self._write() as session:
            for row in session.scalars(query.with_for_update()):
                set_progress(row, None)
                if row.status == RunStatus.STOPPING.value:
                    row.status, row.ended_at, row.error = RunStatus.STOPPED.value, now, interrupted
                elif row.attempts >= MAX_ATTEMPTS:
                    row.status, row.ended_at, row.error = RunStatus.FAILED.value, now, gave_up
                else:
                    row.status = RunStatus.QUEUED.value

    def counts(self) -> dict[RunStatus, int]:
        """How many runs stand where; a status that no run has is left out."""
        query = select(RunRow.status, func.count()).group_by(RunRow.status)
        with self._read() as session:
            return {RunStatus(status): n for status, n in session.execute(query)}

    # Problems and plans

    def problem(self, input_hash: str) -> Problem:
        """The resolved problem of a run."""
        with self._read() as session:
            row = session.get(ProblemRow, input_hash)
            if row is None:
                raise NotFound(f"no problem {input_hash}; it was never planned here")
            return decode(Problem, json.loads(row.document))

    def keep(
        self,
        run_id: RunId,
        plan: Plan,
        *,
        figures: Sequence[Figure],
        reasons: object,
        status: RunStatus,
        now: datetime,
    ) -> None:
        """Write a plan whole and close its run, or change nothing; a second call changes nothing.

        `reasons` is a dataclass, read back with `reasons(run_id, its type)`.
        """
        with self._write() as session:
            row = _row(session, run_id, locked=True)
            if session.get(PlanRow, run_id) is not None:
                return
            write_plan(session, run_id, plan, reasons=encode(reasons))
            measures = [
                {
                    "run_id": run_id,
                    "code": figure.code,
                    "value": _finite(figure.value),
                    "unit": figure.unit,
                }
                for figure in figures
            ]
            if measures:
                session.execute(insert(MeasureRow), measures)
            row.status, row.ended_at, row.error = status.value, now, None

    def has_plan(self, run_id: RunId) -> bool:
        """Whether a plan is kept for this run."""
        with self._read() as session:
            return bool(session.scalar(select(exists().where(PlanRow.run_id == run_id))))

    def plan(self, run_id: RunId) -> Plan:
        """The plan of a run; NotFound if none is kept."""
        with self._read() as session:
            return read_plan(session, _plan_row(session, run_id))

    def reasons(self, run_id: RunId, kind: type[T]) -> T:
        """What was kept as the reasons of a plan."""
        with self._read() as session:
            return decode(kind, _plan_row(session, run_id).reasons)

    def figures(self, run_id: RunId) -> tuple[Figure, ...]:
        """The measures of a plan, by code."""
        query = select(MeasureRow).where(MeasureRow.run_id == run_id).order_by(MeasureRow.code)
        with self._read() as session:
            _plan_row(session, run_id)
            return tuple(
                Figure(code=row.code, value=row.value, unit=row.unit)
                for row in session.scalars(query)
            )

    def forget(self, run_id: RunId) -> None:
        """Delete a run that is over, with its plan."""
        with self._write() as session:
            row = _row(session, run_id, locked=True)
            if not RunStatus(row.status).is_over:
                raise Changed(f"run {run_id} is {row.status}; stop it first")
            session.execute(delete(RunRow).where(RunRow.run_id == run_id))

    def _of_key(self, idempotency_key: str | None) -> Run | None:
        if idempotency_key is None:
            return None
        query = select(RunRow).where(RunRow.idempotency_key == idempotency_key)
        with self._read() as session:
            row = session.scalars(query).first()
            return run_of(row) if row else None

    @contextmanager
    def _read(self) -> Iterator[Session]:
        with answering(self._engine.url), self._reads.begin() as session:
            yield session

    @contextmanager
    def _write(self) -> Iterator[Session]:
        with answering(self._engine.url), self._writes.begin() as session:
            yield session


def _row(session: Session, run_id: RunId, *, locked: bool = False) -> RunRow:
    row = session.get(RunRow, run_id, with_for_update=True if locked else None)
    if row is None:
        raise NotFound(f"no run {run_id}; `foodplan plans` lists them")
    return row


def _plan_row(session: Session, run_id: RunId) -> PlanRow:
    row = session.get(PlanRow, run_id)
    if row is None:
        raise NotFound(f"run {run_id} has no plan; see why with its status")
    return row


def _add_problem(session: Session, digest: str, problem: Problem) -> None:
    """Equal problems are kept once."""
    values = {"input_hash": digest, "document": canonical(problem)}
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sqlite.insert(ProblemRow).values(values).on_conflict_do_nothing())
    else:
        session.execute(postgresql.insert(ProblemRow).values(values).on_conflict_do_nothing())


def _finite(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)
