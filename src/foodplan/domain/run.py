"""One solving of one problem: its limits, its progress and its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from foodplan.domain.basics import Label
from foodplan.domain.ids import DatasetId, RunId, ScenarioId, SweepId
from foodplan.errors import InvalidValue


class Engine(StrEnum):
    """Which route search."""

    SEARCH = "search"
    ORTOOLS = "ortools"


DEFAULT_ENGINE = Engine.SEARCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long to work, and the seed. Seconds or work units (repeatable), one of the two."""

    seconds: float | None = None
    work: int | None = None
    """Iterations of the route search; the same input, seed and work give the same plan."""
    seed: int = 1
    engine: Engine = DEFAULT_ENGINE
    memory_mb: int = 3000
    cores: int = 1
    """Searches side by side; with a limit in work the plan depends on their number."""

    def __post_init__(self) -> None:
        if (self.seconds is None) == (self.work is None):
            raise InvalidValue("limit either the seconds or the work, one of the two")
        if (self.seconds is not None and not self.seconds > 0) or (
            self.work is not None and self.work < 1
        ):
            raise InvalidValue("a limit must be above 0")
        if self.cores < 1:
            raise InvalidValue(f"{self.cores} cores; give 1 or more")


COMPILING = "compiling"
"""Phase in which the route search becomes machine code; limits do not count it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A sign of life of a running job."""

    phase: str
    """Text code `phase-<phase>`: reading, travel, compiling, allocating, routing, checking, …"""
    share: float
    """Share of the whole work that is done, 0 to 1."""
    best_eur: float | None = None
    baskets_served: int | None = None


class Priority(IntEnum):
    """Who goes first: the higher number, and at the same number whoever waits longer."""

    SWEEP = 10
    """One of many that nobody waits for singly."""
    SWEEP_LATER_WEEK = 15
    """The same, of weeks in a row: what is begun is seen to its end first."""
    PERSON = 20
    """Somebody waits for just this one."""


class RunStatus(StrEnum):
    """Where a run stands."""

    QUEUED = "queued"
    RUNNING = "running"
    STOPPING = "stopping"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self in (RunStatus.DONE, RunStatus.FAILED, RunStatus.STOPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One solving, as it is kept."""

    run_id: RunId
    scenario_id: ScenarioId
    dataset_id: DatasetId
    label: Label
    """What it plans."""
    week: str
    status: RunStatus
    limits: Limits
    input_hash: str
    """SHA-256 of the resolved problem."""
    versions: tuple[tuple[str, str], ...]
    created_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    progress: Progress | None = None
    error: str | None = None
    """What went wrong, in words for people, where it failed."""
    parent_id: RunId | None = None
    """The run whose plan this one repairs, or whose week it follows."""
    priority: Priority = Priority.PERSON
    holder: str | None = None
    """Who works on it: machine, process and a mark of this one attempt."""
    sweep_id: SweepId | None = None
    """The sweep that it was queued for."""
    start_id: RunId | None = None
    """The run that must be over first, and whose plan the search starts from."""
    later: tuple[str, ...] = ()
    """Hashes of the problems of the weeks that are to be planned after this one."""
