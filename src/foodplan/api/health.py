"""Whether the server lives, and whether it can work."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from foodplan import __version__

router = APIRouter(prefix="/health", tags=["health"])


class AliveOut(BaseModel):
    """The server answers."""

    status: str = "alive"
    version: str = __version__


class ReadyOut(BaseModel):
    """Whether plans can be made and kept."""

    ready: bool
    checks: dict[str, bool]


@router.get("/live")
def live() -> AliveOut:
    """Answers as long as the process lives."""
    return AliveOut()
