"""What the planner answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from foodplan.domain.basics import Label
from foodplan.domain.finding import Finding, Violation
from foodplan.domain.ids import DatasetId, ScenarioId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Run
from foodplan.domain.scenario import Scenario
from foodplan.evaluate.measures import Measures
from foodplan.evaluate.reason import Reasons
from foodplan.evaluate.shares import SiteShare


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetSummary:
    """A dataset in a list; the numbers are 0 where findings keep it from being read."""

    dataset_id: DatasetId
    label: Label
    week: str
    n_sites: int
    n_lots: int
    baskets_needed: int
    path: Path
    problem_findings: tuple[Finding, ...]
    is_own: bool = False
    """Whether it stands in the user's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioSummary:
    """A scenario in a list; its file name stands for label and question where it is not valid."""

    scenario_id: ScenarioId
    label: Label
    asks: Label
    dataset_id: DatasetId
    path: Path
    findings: tuple[Finding, ...]
    n_swept: int = 0
    """Runs of its sweep; 0 without one."""
    is_own: bool = False
    """Whether it stands in the user's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A name turned into a week that can be planned."""

    problem: Problem
    scenario: Scenario | None
    """None where a dataset was named, to be planned as it is."""
    findings: tuple[Finding, ...]
    """Warnings."""
    input_hash: str
    """SHA-256 of the problem."""
    later: tuple[Problem, ...] = ()
    """The weeks that follow, as they would be if nothing had been planned before."""

    @property
    def weeks(self) -> tuple[Problem, ...]:
        """The first week and those that follow."""
        return (self.problem, *self.later)

    @property
    def label(self) -> Label:
        """Of the scenario, or else of the dataset."""
        return self.scenario.label if self.scenario else self.problem.label

    @property
    def name(self) -> str:
        """Id of the scenario, or else of the dataset."""
        return self.scenario.scenario_id if self.scenario else self.problem.dataset_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """Everything that is wrong before solving."""

    findings: tuple[Finding, ...]
    resolved: Resolved | None
    """None where the input cannot be planned at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlan:
    """A plan with everything that was said about it when it was kept."""

    run: Run
    problem: Problem
    plan: Plan
    measures: Measures
    shares: tuple[SiteShare, ...]
    reasons: Reasons
    violations: tuple[Violation, ...] = ()
    """Empty: a plan that breaks a rule is never kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether the database answers is told by getting this at all."""

    version: str
    works_here: bool
    """Whether this process works off the queue."""
    n_workers: int
    """Processes that work off the queue; 0: what waits will wait for ever."""
    n_waiting: int
    n_running: int
