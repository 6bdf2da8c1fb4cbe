"""Sweeps and their members, kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foodplan.domain.ids import RunId, SweepId
from foodplan.domain.kept_sweep import KeptSweep, SweepMember, SweepQuestion
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits, Run, RunStatus
from foodplan.errors import Changed, NotFound
from foodplan.store.codec import decode, encode
from foodplan.store.problem_rows import add_problem
from foodplan.store.queue import RunQueue
from foodplan.store.run_rows import row_of, run_of, set_progress
from foodplan.store.sessions import Sessions
from foodplan.store.tables import (
    MeasureRow,
    PlanRow,
    RunRow,
    SweepMemberRow,
    SweepRow,
    WeeksMeasureRow,
)

AGAIN = (RunStatus.STOPPED.value, RunStatus.FAILED.value)


class SweepStore:
    """What is kept of sweeps; their runs are in the queue like any other."""

    def __init__(self, sessions: Sessions, queue: RunQueue) -> None:
        self._sessions, self._queue = sessions, queue

    def add(
        self,
        sweep: KeptSweep,
        runs: Sequence[tuple[Run, Sequence[Problem]]],
        *,
        idempotency_key: str | None = None,
    ) -> KeptSweep:
        """Keep a sweep and queue its runs, all or nothing; the sweep of that key if there is one.

        With each run come the problems of its week and of its later ones.

        Changed if the key was used for something else.
        """
        try:
            with self._sessions.write() as session:
                for run, weeks in runs:
                    for digest, problem in zip((run.input_hash, *run.later), weeks, strict=True):
                        add_problem(session, digest, problem)
                rows = [row_of(run, idempotency_key=None) for run, _ in runs]
                session.add_all(rows)
                session.flush()
                session.add(_row_of(sweep, idempotency_key))
                session.flush()
                session.add_all(_member_row(sweep.sweep_id, member) for member in sweep.members)
                self._queue.begin(session, rows)
        except IntegrityError as error:
            earlier = self.of_key(idempotency_key)
            if earlier is None:
                raise Changed(f"a sweep {sweep.sweep_id} exists already; try again") from error
            return earlier
        return sweep

    def get(self, sweep_id: SweepId) -> KeptSweep:
        """One sweep; NotFound if there is none of that id."""
        with self._sessions.read() as session:
            return _sweep_of(session, _row(session, sweep_id))

    def newest(self, *, limit: int, before: SweepId | None = None) -> tuple[KeptSweep, ...]:
        """The newest sweeps, newest first; those older than `before` if it is given."""
        order = SweepRow.created_at.desc(), SweepRow.sweep_id.desc()
        query = select(SweepRow).order_by(*order).limit(limit)
        with self._sessions.read() as session:
            if before is not None:
                last = _row(session, before)
                here = tuple_(SweepRow.created_at, SweepRow.sweep_id)
                query = query.where(here < tuple_(last.created_at, last.sweep_id))
            return tuple(_sweep_of(session, row) for row in session.scalars(query))

    def of_key(self, idempotency_key: str | None) -> KeptSweep | None:
        """The sweep that was started with this key."""
        if idempotency_key is None:
            return None
        query = select(SweepRow).where(SweepRow.idempotency_key == idempotency_key)
        with self._sessions.read() as session:
            row = session.scalars(query).first()
            return _sweep_of(session, row) if row else None

    def rows(self, run_ids: Iterable[RunId]) -> dict[RunId, tuple[Run, ...]]:
        """Each run with those of the weeks after it that its own weeks have queued so far."""
        with self._sessions.read() as session:
            first = session.scalars(select(RunRow).where(RunRow.run_id.in_(set(run_ids))))
            rows = {RunId(row.run_id): [run_of(row)] for row in first}
            while ends := {row[-1].run_id: row for row in rows.values() if row[-1].later}:
                # The oldest is the one that was queued with the plan of the week before.
                after = session.scalars(
                    select(RunRow)
                    .where(RunRow.parent_id.in_(ends), RunRow.start_id == RunRow.parent_id)
                    .order_by(RunRow.created_at.desc(), RunRow.run_id)
                )
                found = {row.parent_id: run_of(row) for row in after}
                if not found:
                    break
                for run_id, row in ends.items():
                    if run_id in found:
                        row.append(found[run_id])
            return {run_id: tuple(row) for run_id, row in rows.items()}

    def figures(self, run_ids: Iterable[RunId]) -> dict[RunId, dict[str, float | None]]:
        """Measures by run, for those that have a plan; the last of several weeks has theirs."""
        ids = set(run_ids)
        found: dict[RunId, dict[str, float | None]] = defaultdict(dict)
        with self._sessions.read() as session:
            alone = session.scalars(
                select(MeasureRow)
                .where(MeasureRow.run_id.in_(ids))
                .order_by(MeasureRow.run_id, MeasureRow.code)
            )
            together = session.scalars(
                select(WeeksMeasureRow)
                .where(WeeksMeasureRow.run_id.in_(ids))
                .order_by(WeeksMeasureRow.run_id, WeeksMeasureRow.code)
            )
            for row in (*alone, *together):
                found[RunId(row.run_id)][row.code] = row.value
        return dict(found)

    def made_before(
        self, input_hashes: Sequence[str], limits: Limits, *, start_id: RunId | None
    ) -> tuple[Run, ...]:
        """Runs that are done, with the same inputs, limits and start; the oldest first."""
        query = select(RunRow).where(
            RunRow.input_hash.in_(input_hashes),
            RunRow.status == RunStatus.DONE.value,
            RunRow.parent_id.is_(None),
            RunRow.seconds == limits.seconds,
            RunRow.work == limits.work,
            RunRow.seed == limits.seed,
            RunRow.engine == limits.engine.value,
            RunRow.cores == limits.cores,
            RunRow.start_id == start_id,
        )
        with self._sessions.read() as session:
            rows = session.scalars(query.order_by(RunRow.created_at, RunRow.run_id))
            return tuple(run_of(row) for row in rows)

    def stop(self, sweep_id: SweepId, *, now: datetime) -> None:
        """Runs that wait leave the queue; runs that are worked on are asked to stop."""
        with self._sessions.write() as session:
            _row(session, sweep_id)
            for row in _own_runs(session, sweep_id):
                self._queue.stop_row(session, row, now=now)

    def resume(self, sweep_id: SweepId) -> None:
        """Queue again what was stopped or failed; plans that a stop cut short are forgotten."""
        with self._sessions.write() as session:
            _row(session, sweep_id)
            rows = [row for row in _own_runs(session, sweep_id) if row.status in AGAIN]
            ids = [row.run_id for row in rows]
            session.execute(delete(PlanRow).where(PlanRow.run_id.in_(ids)))
            for row in rows:
                row.status, row.attempts = RunStatus.QUEUED.value, 0
                row.error = row.started_at = row.ended_at = None
                set_progress(row, None)
            self._queue.begin(session, rows)


def _own_runs(session: Session, sweep_id: SweepId) -> list[RunRow]:
    """Runs queued for this sweep; those it found done belong to somebody else."""
    query = select(RunRow).where(RunRow.sweep_id == sweep_id).order_by(RunRow.run_id)
    return list(session.scalars(query.with_for_update()))


def _row(session: Session, sweep_id: SweepId) -> SweepRow:
    row = session.get(SweepRow, sweep_id)
    if row is None:
        raise NotFound(f"no sweep {sweep_id}; `foodplan sweeps` lists them")
    return row


def _row_of(sweep: KeptSweep, idempotency_key: str | None) -> SweepRow:
    return SweepRow(
        sweep_id=sweep.sweep_id,
        idempotency_key=idempotency_key,
        base_id=sweep.base_id,
        document=encode(sweep.question),
        created_at=sweep.created_at,
    )


def _member_row(sweep_id: SweepId, member: SweepMember) -> SweepMemberRow:
    return SweepMemberRow(
        sweep_id=sweep_id,
        number=member.number,
        run_id=member.run_id,
        words=member.words,
        values=encode(member.values),
    )


def _sweep_of(session: Session, row: SweepRow) -> KeptSweep:
    query = select(SweepMemberRow).where(SweepMemberRow.sweep_id == row.sweep_id)
    return KeptSweep(
        sweep_id=SweepId(row.sweep_id),
        question=decode(SweepQuestion, row.document),
        base_id=RunId(row.base_id),
        members=tuple(
            SweepMember(
                number=member.number,
                run_id=RunId(member.run_id),
                words=member.words,
                values=decode(tuple[tuple[str, str], ...], member.values),
            )
            for member in session.scalars(query.order_by(SweepMemberRow.number))
        ),
        created_at=row.created_at,
    )
