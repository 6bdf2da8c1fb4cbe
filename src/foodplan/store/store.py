"""Runs, problems and plans, kept: domain objects in, domain objects out."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self, TypeVar

from sqlalchemy import delete, exists, insert, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foodplan.domain.adjustment import Marks
from foodplan.domain.ids import RunId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Run, RunStatus
from foodplan.errors import Changed, NotFound
from foodplan.store.bounds import BoundStore
from foodplan.store.codec import decode, encode
from foodplan.store.dispatch import RowsAreTheQueue
from foodplan.store.lock import QueueLock
from foodplan.store.plan_rows import read_plan, write_plan
from foodplan.store.problem_rows import add_problem
from foodplan.store.queue import RunQueue, expect_held, row_of_run
from foodplan.store.run_rows import row_of, run_of
from foodplan.store.sessions import Sessions
from foodplan.store.sweeps import SweepStore
from foodplan.store.tables import MarksRow, MeasureRow, PlanRow, ProblemRow, RunRow, WeeksMeasureRow
from foodplan.store.week_bounds import WeekBoundStore
from foodplan.store.workers_queue import WorkersQueue

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measure as it is kept."""

    code: str
    value: float | None
    unit: str


class Store:
    """One database; `with Store(address) as store:` closes it at the end."""

    def __init__(self, database: str) -> None:
        self._sessions = Sessions(database)
        self._read, self._write = self._sessions.read, self._sessions.write
        self.url = self._sessions.engine.url
        self._workers = WorkersQueue() if self.has_workers else None
        self.queue = RunQueue(self._sessions, self._workers or RowsAreTheQueue())
        self.sweeps = SweepStore(self._sessions, self.queue)
        self.bounds = BoundStore(self._sessions)
        self.week_bounds = WeekBoundStore(self._sessions)
        self.queue_lock = QueueLock(self.url)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the lock back and close every connection."""
        self.queue_lock.release()
        self._sessions.close()

    # Workers

    @property
    def has_workers(self) -> bool:
        """Whether any number of processes may work off the queue: on PostgreSQL."""
        return self.url.get_backend_name() == "postgresql"

    def n_workers(self, *, dead_s: float) -> int:
        """Workers that showed a sign of life lately; 0 where there are none by nature."""
        if self._workers is None:
            return 0
        with self._read() as session:
            return self._workers.n_workers(session, dead_s=dead_s)

    def mend_queue(self) -> None:
        """Put into the workers' queue what ought to be there and is not."""
        if self._workers is not None:
            with self._write() as session:
                self._workers.mend(session)

    # Runs

    def add_run(
        self,
        run: Run,
        problem: Problem,
        *,
        later: Sequence[Problem] = (),
        idempotency_key: str | None = None,
    ) -> Run:
        """Queue a run; the run of that key if there is one already.

        `later` are the problems of its later weeks, in the order of their hashes. Changed if the
        key was used for something else, or if the run id is taken.
        """
        try:
            with self._write() as session:
                add_problem(session, run.input_hash, problem)
                for digest, one in zip(run.later, later, strict=True):
                    add_problem(session, digest, one)
                row = row_of(run, idempotency_key=idempotency_key)
                session.add(row)
                if run.status is RunStatus.QUEUED:
                    self.queue.begin(session, [row])
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
            return run_of(row_of_run(session, run_id))

    def runs(self, *, limit: int, before: RunId | None = None) -> tuple[Run, ...]:
        """The newest runs, newest first; those older than `before` if it is given.

        Runs of a sweep are listed with their sweep.
        """
        query = select(RunRow).where(RunRow.sweep_id.is_(None))
        query = query.order_by(RunRow.created_at.desc(), RunRow.run_id.desc()).limit(limit)
        with self._read() as session:
            if before is not None:
                last = row_of_run(session, before)
                here = tuple_(RunRow.created_at, RunRow.run_id)
                query = query.where(here < tuple_(last.created_at, last.run_id))
            return tuple(run_of(row) for row in session.scalars(query))

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
        run: Run,
        plan: Plan,
        *,
        figures: Sequence[Figure],
        reasons: object,
        status: RunStatus,
        now: datetime,
        then: tuple[Run, Problem] | None = None,
        figures_of_weeks: Sequence[Figure] = (),
    ) -> None:
        """Write a plan whole and close its run, or change nothing; a second call changes nothing.

        `then` is queued with it: the run of the next week. `figures_of_weeks` are of the weeks in a
        row that it ends. Changed if somebody else has the run
        now. `reasons` is a dataclass, read back with `reasons(run_id, its type)`.
        """
        with self._write() as session:
            row = row_of_run(session, run.run_id, locked=True)
            if session.get(PlanRow, run.run_id) is not None:
                return
            expect_held(row, run)
            write_plan(session, run.run_id, plan, reasons=encode(reasons))
            measures = [
                {
                    "run_id": run.run_id,
                    "code": figure.code,
                    "value": _finite(figure.value),
                    "unit": figure.unit,
                }
                for figure in figures
            ]
            if measures:
                session.execute(insert(MeasureRow), measures)
            session.add_all(
                WeeksMeasureRow(run_id=run.run_id, code=figure.code, value=_finite(figure.value))
                for figure in figures_of_weeks
            )
            self.queue.close(session, row, status, now=now)
            if then is not None:
                next_run, problem = then
                add_problem(session, next_run.input_hash, problem)
                next_row = row_of(next_run, idempotency_key=None)
                session.add(next_row)
                self.queue.begin(session, [next_row])

    def children(self, run_id: RunId) -> tuple[Run, ...]:
        """Runs that repair or follow a run, newest first."""
        query = select(RunRow).where(RunRow.parent_id == run_id)
        query = query.order_by(RunRow.created_at.desc(), RunRow.run_id.desc())
        with self._read() as session:
            return tuple(run_of(row) for row in session.scalars(query))

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

    def marks(self, run_id: RunId) -> Marks:
        """What people set on a plan; none where they set nothing."""
        with self._read() as session:
            row = session.get(MarksRow, run_id)
            return decode(Marks, row.document) if row else Marks()

    def set_marks(self, run_id: RunId, marks: Marks, *, seen: Marks) -> None:
        """Set them anew; Changed where they are not those that were seen any more."""
        with self._write() as session:
            _plan_row(session, run_id)
            row = session.get(MarksRow, run_id, with_for_update=True)
            if (decode(Marks, row.document) if row else Marks()) != seen:
                raise Changed(f"somebody changed the locks of {run_id} meanwhile; look again")
            session.merge(MarksRow(run_id=run_id, document=encode(marks)))

    def forget(self, run_id: RunId) -> None:
        """Delete a run that is over, with its plan."""
        with self._write() as session:
            row = row_of_run(session, run_id, locked=True)
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


def _plan_row(session: Session, run_id: RunId) -> PlanRow:
    row = session.get(PlanRow, run_id)
    if row is None:
        raise NotFound(f"run {run_id} has no plan; see why with its status")
    return row


def _finite(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)
