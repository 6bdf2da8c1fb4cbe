"""Kept plans to choose from in a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foodplan.domain.ids import RunId
from foodplan.domain.names import fold
from foodplan.planning import Planner, ScenarioSummary
from foodplan.web.words import Words

_N_CHOICES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChoice:
    """A plan that can be chosen."""

    run_id: RunId
    label: str


def plan_choices(planner: Planner, chosen: Sequence[RunId], words: Words) -> list[PlanChoice]:
    """Runs with a plan, newest first, and those asked for by name."""
    newest = planner.runs(limit=_N_CHOICES)
    known = {run.run_id for run in newest}
    older = [planner.run(run_id) for run_id in chosen if run_id not in known]
    return [
        PlanChoice(
            run_id=run.run_id,
            label=words.joined(words.label(run.label), words.moment(run.created_at)),
        )
        for run in (*newest, *older)
        if run.run_id in chosen or planner.has_plan(run.run_id)
    ]


def scenario_choices(planner: Planner, words: Words) -> list[ScenarioSummary]:
    """Every scenario, the person's own first, by its label in the language."""
    return sorted(
        planner.scenarios(),
        key=lambda one: (not one.is_own, fold(words.label(one.label)), one.scenario_id),
    )


def usual_week(planner: Planner) -> str:
    """The dataset that was planned last, or else the largest one; empty where there is none."""
    weeks = sorted(planner.datasets(), key=lambda one: one.n_sites, reverse=True)
    names = [one.dataset_id for one in weeks]
    last = (run.dataset_id for run in planner.runs(limit=_N_CHOICES))
    return next((name for name in (*last, *names) if name in names), "")


def usual_question(planner: Planner) -> str:
    """What was planned last, a scenario or a week, or else the usual week."""
    known = {one.scenario_id for one in planner.scenarios()}
    newest = next(iter(planner.runs(limit=1)), None)
    asked = newest.scenario_id if newest else None
    return asked if asked in known and asked else usual_week(planner)
