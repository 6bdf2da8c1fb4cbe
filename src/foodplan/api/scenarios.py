"""Scenarios: what can be asked, whether it holds, and what it comes to."""

from __future__ import annotations

from typing import Self

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator

from foodplan.api.asking import Asked, safe_name
from foodplan.api.datasets import LabelOut
from foodplan.api.errors import ErrorOut, finding_out
from foodplan.api.language import Spoken
from foodplan.domain.finding import Severity
from foodplan.domain.scenario import Change
from foodplan.errors import NotFound
from foodplan.planning import CheckReport, Planner, Resolved, ScenarioSummary
from foodplan.texts import Language, say

router = APIRouter(prefix="/scenarios", tags=["scenarios"])

_LONGEST_TEXT = 200_000


class ScenarioOut(BaseModel):
    """One question that can be asked of a dataset."""

    scenario_id: str
    label: LabelOut
    asks: LabelOut
    dataset_id: str
    findings: list[ErrorOut]

    @classmethod
    def from_summary(cls, summary: ScenarioSummary, language: Language) -> Self:
        """With what is wrong in it."""
        return cls(
            scenario_id=summary.scenario_id,
            label=LabelOut.from_label(summary.label),
            asks=LabelOut.from_label(summary.asks),
            dataset_id=summary.dataset_id,
            findings=[finding_out(found, language) for found in summary.findings],
        )


class ScenariosOut(BaseModel):
    """All scenarios, by id."""

    scenarios: list[ScenarioOut]


class ValidateIn(BaseModel):
    """A scenario by id, or its YAML text."""

    model_config = ConfigDict(extra="forbid")

    scenario: str | None = None
    yaml: str | None = Field(default=None, max_length=_LONGEST_TEXT)

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.scenario is None) == (self.yaml is None):
            raise ValueError("give scenario or yaml, one of the two")
        return self


class ValidityOut(BaseModel):
    """Whether it can be planned, and every finding."""

    can_plan: bool
    n_blocks: int
    findings: list[ErrorOut]

    @classmethod
    def from_report(cls, report: CheckReport, language: Language) -> Self:
        """What blocks may concern one site only: then a plan is possible without it."""
        return cls(
            can_plan=report.resolved is not None,
            n_blocks=sum(1 for one in report.findings if one.severity is Severity.BLOCKS),
            findings=[finding_out(found, language) for found in report.findings],
        )


class ChangeOut(BaseModel):
    """One change of a scenario."""

    change_id: str
    kind: str
    because: str

    @classmethod
    def from_change(cls, change: Change) -> Self:
        """What all kinds have in common."""
        return cls(change_id=change.change_id, kind=change.kind, because=change.because)


class ResolvedOut(BaseModel):
    """The week that a scenario comes to, in numbers."""

    dataset_id: str
    label: LabelOut
    week: str
    changes: list[ChangeOut]
    n_sites: int
    n_hubs: int
    n_producers: int
    n_vehicles: int
    baskets_needed: int
    offered_gross_kg: float
    offered_net_kg: float
    findings: list[ErrorOut]

    @classmethod
    def from_resolved(cls, resolved: Resolved, language: Language) -> Self:
        """After every change."""
        problem, scenario = resolved.problem, resolved.scenario
        return cls(
            dataset_id=problem.dataset_id,
            label=LabelOut.from_label(scenario.label if scenario else problem.label),
            week=problem.calendar.week,
            changes=[ChangeOut.from_change(one) for one in scenario.changes] if scenario else [],
            n_sites=len(problem.sites),
            n_hubs=len(problem.hubs),
            n_producers=len(problem.producers),
            n_vehicles=len(problem.vehicles),
            baskets_needed=sum(need.baskets for need in problem.needs),
            offered_gross_kg=round(sum(lot.gross_kg for lot in problem.lots), 3),
            offered_net_kg=round(sum(lot.net_kg for lot in problem.lots), 3),
            findings=[finding_out(found, language) for found in resolved.findings],
        )


@router.get("")
def list_scenarios(planner: Asked, language: Spoken) -> ScenariosOut:
    """All scenarios."""
    return ScenariosOut(
        scenarios=[ScenarioOut.from_summary(one, language) for one in planner.scenarios()]
    )


@router.post("/validate")
def validate_scenario(
    request: Request, asked: ValidateIn, planner: Asked, language: Spoken
) -> ValidityOut:
    """Every finding at once; findings are an answer (200), not an error."""
    if asked.scenario is not None:
        report = planner.check(safe_name(request, asked.scenario))
        return ValidityOut.from_report(report, language)
    return ValidityOut.from_report(planner.drafts.check(asked.yaml or ""), language)


@router.get("/{scenario_id}")
def read_scenario(
    request: Request, scenario_id: str, planner: Asked, language: Spoken
) -> ScenarioOut:
    """One scenario."""
    return ScenarioOut.from_summary(_summary(request, planner, scenario_id, language), language)


@router.get("/{scenario_id}/resolved")
def read_resolved(
    request: Request, scenario_id: str, planner: Asked, language: Spoken
) -> ResolvedOut:
    """The week that a scenario (or a dataset as it is) comes to."""
    resolved = planner.resolve(safe_name(request, scenario_id))
    return ResolvedOut.from_resolved(resolved, language)


def _summary(
    request: Request, planner: Planner, scenario_id: str, language: Language
) -> ScenarioSummary:
    wanted = safe_name(request, scenario_id)
    for one in planner.scenarios():
        if one.scenario_id == wanted:
            return one
    planner.resolve(wanted)  # its NotFound says what was probably meant
    raise NotFound(say("problem-not-found-detail", language))
