"""Kept plans to choose from in a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foodplan.domain.ids import RunId
from foodplan.planning import Planner
from foodplan.web.asking import label_of
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
            label=words.joined(label_of(run, words), words.moment(run.created_at)),
        )
        for run in (*newest, *older)
        if run.run_id in chosen or planner.has_plan(run.run_id)
    ]
