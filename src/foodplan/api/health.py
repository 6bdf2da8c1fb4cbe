"""Whether the server lives, and whether it can work."""

from __future__ import annotations

from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel

from foodplan import __version__
from foodplan.api.asking import Asked
from foodplan.planning import Health

router = APIRouter(prefix="/health", tags=["health"])


class AliveOut(BaseModel):
    """The server answers."""

    status: str = "alive"
    version: str = __version__


class ReadyOut(BaseModel):
    """The database answers; how long the queue is, and whether this process works it off."""

    status: str = "ready"
    version: str
    works_here: bool
    n_workers: int
    """Processes that work off the queue; 0: what waits will wait for ever."""
    n_waiting: int
    n_running: int

    @classmethod
    def from_health(cls, health: Health) -> Self:
        """As the planner sees it."""
        return cls(
            version=health.version,
            works_here=health.works_here,
            n_workers=health.n_workers,
            n_waiting=health.n_waiting,
            n_running=health.n_running,
        )


@router.get("/live")
def live() -> AliveOut:
    """Answers as long as the process lives."""
    return AliveOut()


@router.get("/ready")
def ready(planner: Asked) -> ReadyOut:
    """503 where the database does not answer."""
    return ReadyOut.from_health(planner.health())
