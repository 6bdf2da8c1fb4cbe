"""What the planner answers about sweeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from foodplan.domain.ids import RunId, SweepId
from foodplan.domain.kept_sweep import SweepQuestion
from foodplan.domain.run import Run, RunStatus
from foodplan.texts import Language, say


class SweepStatus(StrEnum):
    """Where a sweep stands, told by its runs."""

    RUNNING = "running"
    """At least one run waits or is worked on."""
    STOPPED = "stopped"
    """Nothing goes on, and not every run was seen to its end; it can be resumed."""
    DONE = "done"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self is not SweepStatus.RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class SweptRun:
    """One member of a sweep, as it stands."""

    number: int
    """From 1, in the order of the scenario."""
    words: str
    """What is special about it, such as `inflow.by 1.3`."""
    values: tuple[tuple[str, str], ...]
    """Keys that vary, and their values as written."""
    weeks: tuple[Run, ...]
    """Its run; of weeks in a row those that are queued so far."""
    is_reused: bool
    """Whether the same had been planned before, for another sweep or by a person."""
    figures: Mapping[str, float | None]
    """Measures by code, of all weeks together; empty as long as one of them has no plan."""

    @property
    def run(self) -> Run:
        """Of its first week."""
        return self.weeks[0]

    @property
    def status(self) -> RunStatus:
        """Of all its weeks together."""
        return row_status(self.weeks)

    @property
    def error(self) -> str | None:
        """Why it gave no plan, where it did not."""
        return self.weeks[-1].error

    @property
    def share(self) -> float:
        """Share of its work that is done, 0 to 1."""
        return sum(map(_share, self.weeks)) / (1 + len(self.run.later)) if not self.is_over else 1.0

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.status.is_over


def row_status(weeks: Sequence[Run]) -> RunStatus:
    """Of weeks in a row: one that waits for its turn after another one is no beginning."""
    status = weeks[-1].status
    return RunStatus.RUNNING if status is RunStatus.QUEUED and len(weeks) > 1 else status


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A key that varies, with the values that it takes, in the order of the scenario."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepState:
    """A sweep with the runs of its members."""

    sweep_id: SweepId
    question: SweepQuestion
    base_weeks: tuple[Run, ...]
    """The scenario without its sweep, as the weeks of a member; these start from its plan."""
    members: tuple[SweptRun, ...]
    created_at: datetime

    @property
    def base(self) -> Run:
        """Of the first week."""
        return self.base_weeks[0]

    @property
    def n_weeks(self) -> int:
        """Weeks in a row that each of its runs plans."""
        return 1 + len(self.base.later)

    @property
    def status(self) -> SweepStatus:
        """Of all its runs together."""
        found = {row_status(self.base_weeks), *(member.status for member in self.members)}
        if any(not status.is_over for status in found):
            return SweepStatus.RUNNING
        return SweepStatus.STOPPED if RunStatus.STOPPED in found else SweepStatus.DONE

    @property
    def n_done(self) -> int:
        """Members with a plan seen to its end."""
        return sum(member.status is RunStatus.DONE for member in self.members)

    @property
    def n_failed(self) -> int:
        """Members that gave no plan."""
        return sum(member.status is RunStatus.FAILED for member in self.members)

    @property
    def n_reused(self) -> int:
        """Members that had been planned before."""
        return sum(member.is_reused for member in self.members)

    @property
    def share(self) -> float:
        """Share of the whole work that is done, 0 to 1; runs in progress count in part."""
        return sum(member.share for member in self.members) / len(self.members)

    @property
    def axes(self) -> tuple[Axis, ...]:
        """What varies; empty where only needs and yields are drawn."""
        found: dict[str, dict[str, None]] = {}
        for member in self.members:
            for key, text in member.values:
                found.setdefault(key, {})[text] = None
        return tuple(Axis(key=key, values=tuple(texts)) for key, texts in found.items())

    @property
    def needs_differ(self) -> bool:
        """Whether its runs are asked for different numbers of baskets."""
        return len({one.figures.get("baskets_needed") for one in self.members if one.figures}) > 1

    def words_of(self, member: SweptRun, language: Language) -> str:
        """What is special about a member; that it is drawn or as it was where nothing is named."""
        if member.values:
            return member.words
        code = "sweep-drawn" if self.question.kind == "random" else "sweep-unchanged"
        return say(code, language, n=member.number)

    def run_ids(self) -> tuple[RunId, ...]:
        """Of the members, in their order."""
        return tuple(member.run.run_id for member in self.members)


def _share(run: Run) -> float:
    if run.status.is_over:
        return 1.0
    return run.progress.share if run.progress else 0.0
