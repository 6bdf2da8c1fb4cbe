"""How runs that wait reach whoever works them off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from foodplan.domain.run import RunStatus
from foodplan.store.tables import RunRow

OVER = tuple(status.value for status in RunStatus if status.is_over)
WAITING = RunStatus.QUEUED.value


class Dispatch(Protocol):
    """Told of every run that may begin, within the transaction that lets it begin."""

    def put(self, session: Session, rows: Sequence[RunRow]) -> None:
        """These runs wait and nothing keeps them from beginning."""


class RowsAreTheQueue:
    """The local runner looks into the rows by itself."""

    def put(self, session: Session, rows: Sequence[RunRow]) -> None:
        """Nothing to do."""


def may_begin(session: Session, rows: Sequence[RunRow]) -> tuple[RunRow, ...]:
    """Those that wait for no other run."""
    starts = {row.start_id for row in rows if row.start_id}
    over = set(
        session.scalars(
            select(RunRow.run_id).where(RunRow.run_id.in_(starts), RunRow.status.in_(OVER))
        )
    )
    return tuple(row for row in rows if row.start_id is None or row.start_id in over)


def whose_turn() -> Select[RunRow]:
    """The next one: priority first, then whoever waited longest."""
    start = aliased(RunRow)
    held = select(start.run_id).where(start.run_id == RunRow.start_id, start.status.not_in(OVER))
    return (
        select(RunRow)
        .where(RunRow.status == WAITING, ~held.exists())
        .order_by(RunRow.priority.desc(), RunRow.created_at, RunRow.run_id)
        .limit(1)
    )
