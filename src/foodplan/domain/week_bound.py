"""How far from the best a week is, whatever the days of its stops: asked for, and as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from foodplan.domain.plan import Bound
from foodplan.domain.run import RunStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearing:
    """A sign of life of the work on a bound."""

    share: float
    """Of the time that it may take, 0 to 1."""
    bound: Bound | None
    """What is proven so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekBound:
    """The work on the bound of a plan's week, and the best that it has proven."""

    status: RunStatus
    seconds: float
    """Time of the processor that it may take."""
    share: float
    """Of it, 0 to 1."""
    asked_at: datetime
    bound: Bound | None
    """Kept when the work is asked for again: only a better one takes its place."""
