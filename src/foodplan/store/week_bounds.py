"""Bounds of the weeks of kept plans: what is asked for, who works on it, what is proven.

One that nobody works on any more, because its server died, is begun anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foodplan.domain.ids import RunId
from foodplan.domain.plan import Bound
from foodplan.domain.run import RunStatus
from foodplan.domain.week_bound import Nearing, WeekBound
from foodplan.store.bounds import STAGE
from foodplan.store.claims import first_claimed
from foodplan.store.sessions import Sessions
from foodplan.store.tables import PlanRow, WeekBoundRow

_QUEUED, _RUNNING, _STOPPING = (
    RunStatus.QUEUED.value,
    RunStatus.RUNNING.value,
    RunStatus.STOPPING.value,
)


class WeekBoundStore:
    """One for each plan for which somebody asked."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def of(self, run_id: RunId) -> WeekBound | None:
        """As it stands; None if nobody asked for it, or the plan is gone."""
        with self._sessions.read() as session:
            row = session.get(WeekBoundRow, run_id)
            return None if row is None else _week_bound(row)

    def ask(self, run_id: RunId, *, seconds: float, now: datetime) -> None:
        """Queue it, unless it is under way; what is proven stays."""
        with self._sessions.write() as session:
            row = session.get(WeekBoundRow, run_id, with_for_update=True)
            if row is None:
                row = _new_row(session, run_id, seconds=seconds, now=now)
            elif not RunStatus(row.status).is_over:
                return
            row.status, row.seconds, row.share, row.asked_at = _QUEUED, seconds, 0.0, now

    def keep(self, run_id: RunId, bound: Bound | None, *, seconds: float, now: datetime) -> None:
        """Keep what was proven in so many seconds outside the queue, unless it is weaker."""
        with self._sessions.write() as session:
            row = session.get(WeekBoundRow, run_id, with_for_update=True)
            if row is None:
                row = _new_row(session, run_id, seconds=seconds, now=now)
                row.status, row.share = RunStatus.DONE.value, 1.0
            _keep_better(row, bound)

    def stop(self, run_id: RunId) -> None:
        """What waits is stopped, what runs is asked to stop; what is over stays."""
        with self._sessions.write() as session:
            row = session.get(WeekBoundRow, run_id, with_for_update=True)
            if row is not None and row.status == _QUEUED:
                row.status = RunStatus.STOPPED.value
            elif row is not None and row.status == _RUNNING:
                row.status = _STOPPING

    def is_one_waiting(self) -> bool:
        """Whether one waits that nobody has begun."""
        query = select(WeekBoundRow.run_id).where(WeekBoundRow.status == _QUEUED).limit(1)
        with self._sessions.read() as session:
            return session.scalars(query).first() is not None

    @contextmanager
    def claimed(self) -> Iterator[tuple[RunId, float] | None]:
        """The one that waits longest and that nobody else works on, with its seconds; or None.

        It is the caller's until the end of the context. One that was about to stop when whoever
        worked on it died is stopped.
        """
        with first_claimed(self._sessions, self._open(), self._begin) as claim:
            yield claim

    def _open(self) -> dict[str, tuple[RunId, float]]:
        query = (
            select(WeekBoundRow)
            .where(WeekBoundRow.status.in_((_QUEUED, _RUNNING, _STOPPING)))
            .order_by(WeekBoundRow.asked_at, WeekBoundRow.run_id)
        )
        with self._sessions.read() as session:
            return {
                f"{row.run_id}/week": (RunId(row.run_id), row.seconds)
                for row in session.scalars(query)
            }

    def _begin(self, of: tuple[RunId, float]) -> bool:
        """Whether it is still to be done."""
        with self._sessions.write() as session:
            row = session.get(WeekBoundRow, of[0], with_for_update=True)
            if row is None or RunStatus(row.status).is_over:
                return False
            if row.status == _STOPPING:
                row.status = RunStatus.STOPPED.value
                return False
            row.status, row.share = _RUNNING, 0.0
            return True

    def report(self, run_id: RunId, nearing: Nearing) -> bool:
        """Keep a sign of life and what is proven; whether to go on.

        Not where somebody wants it to stop, and not where the plan is gone.
        """
        with self._sessions.write() as session:
            row = session.get(WeekBoundRow, run_id)
            if row is None:
                return False
            row.share = nearing.share
            _keep_better(row, nearing.bound)
            return row.status == _RUNNING

    def put_back(self, run_id: RunId) -> None:
        """It begins anew later; what is proven stays."""
        with self._sessions.write() as session:
            row = session.get(WeekBoundRow, run_id)
            if row is not None and row.status == _RUNNING:
                row.status, row.share = _QUEUED, 0.0

    def finish(self, run_id: RunId, bound: Bound | None, *, is_failed: bool = False) -> None:
        """It is over, with what was proven at last."""
        with self._sessions.write() as session:
            row = session.get(WeekBoundRow, run_id)
            if row is None:
                return
            _keep_better(row, bound)
            ended = RunStatus.STOPPED if row.status == _STOPPING else RunStatus.DONE
            row.status = (RunStatus.FAILED if is_failed else ended).value


def _new_row(session: Session, run_id: RunId, *, seconds: float, now: datetime) -> WeekBoundRow:
    row = WeekBoundRow(run_id=run_id, status=_QUEUED, seconds=seconds, share=0.0, asked_at=now)
    if session.get(PlanRow, run_id) is not None:
        session.add(row)
    return row


def _keep_better(row: WeekBoundRow, bound: Bound | None) -> None:
    if bound is not None and (row.bound_eur is None or bound.bound > row.bound_eur):
        row.paid_eur, row.bound_eur = bound.value, bound.bound


def _week_bound(row: WeekBoundRow) -> WeekBound:
    bound = None
    if row.paid_eur is not None and row.bound_eur is not None:
        bound = Bound(stage=STAGE, value=row.paid_eur, bound=row.bound_eur, proven=True)
    return WeekBound(
        status=RunStatus(row.status),
        seconds=row.seconds,
        share=row.share,
        asked_at=row.asked_at,
        bound=bound,
    )
