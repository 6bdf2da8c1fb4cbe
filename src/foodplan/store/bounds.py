"""Bounds of the days of kept plans."""

from __future__ import annotations

from sqlalchemy import and_, delete, select

from foodplan.domain.ids import RunId
from foodplan.domain.plan import Bound
from foodplan.store.sessions import Sessions
from foodplan.store.tables import DayBoundRow, PlanRow, RouteRow, RunRow

STAGE = "routes"
"""Of `domain.plan.Bound`."""


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

    def next(self) -> tuple[RunId, int] | None:
        """The first day without a bound of the newest plan that has one; None: all are known."""
        known = and_(DayBoundRow.run_id == RouteRow.run_id, DayBoundRow.day == RouteRow.day)
        query = (
            select(RouteRow.run_id, RouteRow.day)
            .join(RunRow, RunRow.run_id == RouteRow.run_id)
            .outerjoin(DayBoundRow, known)
            .where(DayBoundRow.run_id.is_(None), RunRow.sweep_id.is_(None))
            .order_by(RunRow.created_at.desc(), RouteRow.run_id, RouteRow.day)
            .limit(1)
        )
        with self._sessions.read() as session:
            row = session.execute(query).first()
            return None if row is None else (RunId(row.run_id), row.day)


def _bound(row: DayBoundRow) -> Bound | None:
    if row.bound_eur is None or row.paid_eur is None:
        return None
    return Bound(stage=STAGE, value=row.paid_eur, bound=row.bound_eur, proven=True, day=row.day)
