"""The queue: runs that wait, are held by somebody, and are over.

A run that is worked on has a holder, made up anew for each attempt. Whoever finds that the holder
is dead takes the run over under another name; if the first one was only slow, nothing that it
writes afterwards counts.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foodplan.domain.ids import RunId
from foodplan.domain.run import Progress, Run, RunStatus
from foodplan.errors import Changed, NotFound
from foodplan.store.dispatch import WAITING, Dispatch, may_begin, whose_turn
from foodplan.store.run_rows import run_of, set_progress
from foodplan.store.sessions import Sessions
from foodplan.store.tables import RunRow

MAX_ATTEMPTS = 8
"""A run whose process died so often is not tried again."""
RUNNING, STOPPING = RunStatus.RUNNING.value, RunStatus.STOPPING.value


class RunQueue:
    """What the runners do to runs."""

    def __init__(self, sessions: Sessions, dispatch: Dispatch) -> None:
        self._sessions, self._dispatch = sessions, dispatch

    def next(self, *, holder: str, now: datetime) -> Run | None:
        """Take the run whose turn it is; None if none may begin."""
        with self._sessions.write() as session:
            row = session.scalars(whose_turn().with_for_update(skip_locked=True)).first()
            return None if row is None else _held(row, holder=holder, now=now)

    def take(
        self, run_id: RunId, *, holder: str, now: datetime, gave_up: str, interrupted: str
    ) -> Run | None:
        """Take this run, from a dead holder if it has one; None if it is or now must be over."""
        with self._sessions.write() as session:
            row = session.get(RunRow, run_id, with_for_update=True)
            if row is None or RunStatus(row.status).is_over:
                return None
            if row.status != WAITING and row.holder is None:
                return None  # somebody writes it who never waited in the queue
            self._release(session, row, now=now, gave_up=gave_up, interrupted=interrupted)
            return _held(row, holder=holder, now=now) if row.status == WAITING else None

    def report(self, run: Run, progress: Progress) -> RunStatus:
        """Keep a sign of life; the run's status, which tells whether somebody wants it to stop.

        Changed if somebody else has the run now.
        """
        with self._sessions.write() as session:
            row = row_of_run(session, run.run_id)
            expect_held(row, run)
            set_progress(row, progress)
            return RunStatus(row.status)

    def ask_stop(self, run_id: RunId, *, now: datetime) -> Run:
        """A waiting run is stopped; a running one is asked to stop; one that is over stays."""
        with self._sessions.write() as session:
            row = row_of_run(session, run_id, locked=True)
            self.stop_row(session, row, now=now)
            return run_of(row)

    def finish(
        self, run: Run, status: RunStatus, *, now: datetime, error: str | None = None
    ) -> None:
        """Close a run that gave no plan; nothing happens if somebody else has it now."""
        with self._sessions.write() as session:
            row = row_of_run(session, run.run_id, locked=True)
            if row.holder == run.holder:
                self.close(session, row, status, now=now, error=error)

    def put_back(self, run: Run) -> None:
        """Let somebody else do it, or oneself later; the attempt does not count."""
        with self._sessions.write() as session:
            row = row_of_run(session, run.run_id, locked=True)
            if row.holder == run.holder:
                row.attempts -= 1
                _wait(row)

    def recover(self, *, now: datetime, gave_up: str, interrupted: str) -> None:
        """Deal with runs of a process that died; the caller holds the queue lock.

        They are queued again, but fail with `gave_up` after `MAX_ATTEMPTS`; those that were about
        to stop are stopped with the words `interrupted`.
        """
        query = select(RunRow).where(RunRow.status.in_((RUNNING, STOPPING)))
        with self._sessions.write() as session:
            for row in session.scalars(query.order_by(RunRow.run_id).with_for_update()):
                self._release(session, row, now=now, gave_up=gave_up, interrupted=interrupted)

    def has_work(self) -> bool:
        """Whether a run waits or is worked on, by whomever."""
        query = select(RunRow.run_id).where(RunRow.status.in_((WAITING, RUNNING, STOPPING)))
        with self._sessions.read() as session:
            return session.scalars(query.limit(1)).first() is not None

    def counts(self) -> dict[RunStatus, int]:
        """How many runs stand where; a status that no run has is left out."""
        query = select(RunRow.status, func.count()).group_by(RunRow.status)
        with self._sessions.read() as session:
            return {RunStatus(status): n for status, n in session.execute(query)}

    # Within a transaction of the store

    def stop_row(self, session: Session, row: RunRow, *, now: datetime) -> None:
        """As `ask_stop`."""
        if row.status == WAITING:
            self.close(session, row, RunStatus.STOPPED, now=now)
        elif row.status == RUNNING:
            row.status = STOPPING

    def close(
        self,
        session: Session,
        row: RunRow,
        status: RunStatus,
        *,
        now: datetime,
        error: str | None = None,
    ) -> None:
        """The run is over; those that waited for it may begin."""
        row.status, row.ended_at, row.error, row.holder = status.value, now, error, None
        waited = select(RunRow).where(RunRow.start_id == row.run_id, RunRow.status == WAITING)
        session.flush()
        self._dispatch.put(session, session.scalars(waited.order_by(RunRow.run_id)).all())

    def begin(self, session: Session, rows: list[RunRow]) -> None:
        """These rows are new or wait again."""
        session.flush()
        self._dispatch.put(session, may_begin(session, rows))

    def _release(
        self, session: Session, row: RunRow, *, now: datetime, gave_up: str, interrupted: str
    ) -> None:
        """Its holder is dead: it waits again, or is over."""
        if row.status == STOPPING:
            self.close(session, row, RunStatus.STOPPED, now=now, error=interrupted)
        elif row.status == RUNNING and row.attempts >= MAX_ATTEMPTS:
            self.close(session, row, RunStatus.FAILED, now=now, error=gave_up)
        else:
            _wait(row)


def row_of_run(session: Session, run_id: RunId, *, locked: bool = False) -> RunRow:
    """Its row; NotFound if there is none."""
    row = session.get(RunRow, run_id, with_for_update=True if locked else None)
    if row is None:
        raise NotFound(f"no run {run_id}; `foodplan plans` lists them")
    return row


def expect_held(row: RunRow, run: Run) -> None:
    """Changed if somebody else has the run, or has seen it to its end."""
    if row.holder != run.holder:
        raise Changed(f"run {run.run_id} was taken over by {row.holder or 'nobody'}")


def _held(row: RunRow, *, holder: str, now: datetime) -> Run:
    row.status, row.holder, row.started_at = RUNNING, holder, now
    row.attempts += 1
    return run_of(row)


def _wait(row: RunRow) -> None:
    row.status, row.holder = WAITING, None
    set_progress(row, None)
