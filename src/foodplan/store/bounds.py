"""Bounds of the days of kept plans."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import and_, delete, select, text

from foodplan.domain.ids import RunId
from foodplan.domain.plan import Bound
from foodplan.store.database import answering
from foodplan.store.sessions import Sessions
from foodplan.store.tables import DayBoundRow, PlanRow, RouteRow, RunRow

STAGE = "routes"
"""Of `domain.plan.Bound`."""
_MOST_OPEN = 200
"""Days that are tried before one gives up: more than there will be workers."""
_CLAIM = text("SELECT pg_try_advisory_lock(hashtext('foodplan-bound'), hashtext(:day))")
_GIVE_BACK = text("SELECT pg_advisory_unlock(hashtext('foodplan-bound'), hashtext(:day))")


class BoundStore:
    """One bound for each plan and day that has routes, as they become known."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def keep(self, run_id: RunId, day: int, bound: Bound | None) -> None:
        """Write what is known of a day, in place of what was; None: nothing can be proven.

        A plan that is gone meanwhile needs no bound.
        """
        of_day = (DayBoundRow.run_id == run_id, DayBoundRow.day == day)
        with self._sessions.write() as session:
            if session.get(PlanRow, run_id) is None:
                return
            session.execute(delete(DayBoundRow).where(*of_day))
            session.add(
                DayBoundRow(
                    run_id=run_id,
                    day=day,
                    paid_eur=bound.value if bound else None,
                    bound_eur=bound.bound if bound else None,
                )
            )

    def of(self, run_id: RunId) -> dict[int, Bound | None]:
        """What is known so far, by day."""
        query = select(DayBoundRow).where(DayBoundRow.run_id == run_id).order_by(DayBoundRow.day)
        with self._sessions.read() as session:
            return {row.day: _bound(row) for row in session.scalars(query)}

    @contextmanager
    def claimed(self) -> Iterator[tuple[RunId, int] | None]:
        """The first day without a bound that nobody else works on; None if there is none.

        The newest plan comes first. The day is the caller's until the end of the context. On
        PostgreSQL the server holds the claim for the connection, so that it ends with a worker that
        dies; one SQLite file has one server, which needs none.
        """
        if self._sessions.engine.dialect.name != "postgresql":
            yield next(iter(self._open(1)), None)
            return
        engine = self._sessions.engine.execution_options(isolation_level="AUTOCOMMIT")
        with answering(engine.url), engine.connect() as connection:
            claim = None
            for run_id, day in self._open(_MOST_OPEN):
                name = {"day": f"{run_id}/{day}"}
                if connection.execute(_CLAIM, name).scalar_one():
                    # Whoever had it may have kept it since the days were read.
                    if day not in self.of(run_id):
                        claim = (run_id, day)
                        break
                    connection.execute(_GIVE_BACK, name)
            try:
                yield claim
            finally:
                if claim is not None:
                    connection.execute(_GIVE_BACK, name)

    def _open(self, limit: int) -> list[tuple[RunId, int]]:
        """Days without a bound, those of the newest plan first."""
        known = and_(DayBoundRow.run_id == RouteRow.run_id, DayBoundRow.day == RouteRow.day)
        query = (
            select(RouteRow.run_id, RouteRow.day)
            .join(RunRow, RunRow.run_id == RouteRow.run_id)
            .outerjoin(DayBoundRow, known)
            .where(DayBoundRow.run_id.is_(None), RunRow.sweep_id.is_(None))
            .group_by(RouteRow.run_id, RouteRow.day, RunRow.created_at)
            .order_by(RunRow.created_at.desc(), RouteRow.run_id, RouteRow.day)
            .limit(limit)
        )
        with self._sessions.read() as session:
            return [(RunId(row.run_id), row.day) for row in session.execute(query)]


def _bound(row: DayBoundRow) -> Bound | None:
    if row.bound_eur is None or row.paid_eur is None:
        return None
    return Bound(stage=STAGE, value=row.paid_eur, bound=row.bound_eur, proven=True, day=row.day)
