"""Bounds of the days of kept plans."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import and_, delete, select

from foodplan.domain.ids import RunId
from foodplan.domain.plan import Bound
from foodplan.store.claims import first_claimed
from foodplan.store.plan_tables import RouteRow
from foodplan.store.sessions import Sessions
from foodplan.store.tables import DayBoundRow, PlanRow, RunRow

STAGE = "routes"
"""Of `domain.plan.Bound`."""
_MOST_OPEN = 200
"""Days that are tried before one gives up: more than there will be workers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was found out about a day."""

    bound: Bound | None
    """None: nothing is proven."""
    spread: float | None = None
    """Share by which searches with other seeds lie apart; None where there is a bound, or where
    they say nothing."""


class BoundStore:
    """One bound for each plan and day that has routes, as they become known."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def keep(self, run_id: RunId, day: int, known: Known) -> None:
        """Write what is known of a day, in place of what was.

        A plan that is gone meanwhile needs no bound.
        """
        bound = known.bound
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
                    spread=known.spread,
                )
            )

    def of(self, run_id: RunId) -> dict[int, Known]:
        """What is known so far, by day."""
        query = select(DayBoundRow).where(DayBoundRow.run_id == run_id).order_by(DayBoundRow.day)
        with self._sessions.read() as session:
            return {
                row.day: Known(bound=_bound(row), spread=row.spread)
                for row in session.scalars(query)
            }

    @contextmanager
    def claimed(self) -> Iterator[tuple[RunId, int] | None]:
        """The first day without a bound that nobody else works on; None if there is none.

        The newest plan comes first. The day is the caller's until the end of the context.
        """
        days = {f"{run_id}/{day}": (run_id, day) for run_id, day in self._open()}
        with first_claimed(self._sessions, days, self._is_open) as claim:
            yield claim

    def _is_open(self, of: tuple[RunId, int]) -> bool:
        run_id, day = of
        return day not in self.of(run_id)

    def _open(self) -> list[tuple[RunId, int]]:
        """Days without a bound, those of the newest plan first."""
        known = and_(DayBoundRow.run_id == RouteRow.run_id, DayBoundRow.day == RouteRow.day)
        query = (
            select(RouteRow.run_id, RouteRow.day)
            .join(RunRow, RunRow.run_id == RouteRow.run_id)
            .outerjoin(DayBoundRow, known)
            .where(DayBoundRow.run_id.is_(None), RunRow.sweep_id.is_(None))
            .group_by(RouteRow.run_id, RouteRow.day, RunRow.created_at)
            .order_by(RunRow.created_at.desc(), RouteRow.run_id, RouteRow.day)
            .limit(_MOST_OPEN)
        )
        with self._sessions.read() as session:
            return [(RunId(row.run_id), row.day) for row in session.execute(query)]


def _bound(row: DayBoundRow) -> Bound | None:
    if row.bound_eur is None or row.paid_eur is None:
        return None
    return Bound(stage=STAGE, value=row.paid_eur, bound=row.bound_eur, proven=True, day=row.day)
