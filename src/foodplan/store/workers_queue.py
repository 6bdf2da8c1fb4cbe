"""The queue of PostgreSQL, for any number of workers on any number of machines: Procrastinate.

A run that may begin is put into Procrastinate's queue in the transaction that lets it begin, so
neither is there without the other. What has become of a run is told by its row alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procrastinate import App, SyncPsycopgConnector
from sqlalchemy import URL, select, text
from sqlalchemy.orm import Session

from foodplan.domain.run import RunStatus
from foodplan.store.dispatch import WAITING, may_begin
from foodplan.store.tables import RunRow

TASK, QUEUE = "plan", "plans"
_LOST = text(
    "NOT EXISTS (SELECT 1 FROM procrastinate_jobs AS job"
    " WHERE job.lock = runs.run_id AND job.status IN ('todo', 'doing'))"
)
_ALIVE = text(
    "SELECT count(*) FROM procrastinate_workers"
    " WHERE last_heartbeat > now() - make_interval(secs => :dead_s)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How workers show that they live, in seconds."""

    beat_s: float = 5.0
    """Between two signs of life of a worker."""
    dead_s: float = 30.0
    """Without a sign of life after which others take its runs over."""


class WorkersQueue:
    """Puts runs into Procrastinate's queue, on the connection of the store."""

    def __init__(self) -> None:
        # Never opened: it only writes on connections that are handed to it.
        self._app = App(connector=SyncPsycopgConnector())

    def put(self, session: Session, rows: Sequence[RunRow]) -> None:
        """One job a run; its lock keeps two workers from the same run."""
        connection = session.connection().connection.driver_connection
        for row in rows:
            job = self._app.configure_task(
                TASK, queue=QUEUE, lock=row.run_id, priority=row.priority, connection=connection
            )
            job.defer(run_id=row.run_id)

    def mend(self, session: Session) -> None:
        """Put again what ought to be in the queue and is not, whatever became of it."""
        held = (RunStatus.RUNNING.value, RunStatus.STOPPING.value)
        is_lost = (RunRow.status == WAITING) | (
            RunRow.status.in_(held) & RunRow.holder.is_not(None)
        )
        rows = session.scalars(select(RunRow).where(is_lost, _LOST).order_by(RunRow.run_id)).all()
        self.put(session, may_begin(session, rows))

    def n_workers(self, session: Session, *, dead_s: float) -> int:
        """Workers that showed a sign of life lately."""
        return int(session.execute(_ALIVE, {"dead_s": dead_s}).scalar_one())


def libpq_address(url: URL) -> str:
    """The address as PostgreSQL's own library reads it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
