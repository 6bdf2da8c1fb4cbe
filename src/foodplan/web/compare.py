"""Plans side by side: measures, who gains and who loses and why, two linked maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from foodplan.domain.ids import PlaceId, RunId
from foodplan.domain.scenario import MOST_WEEKS
from foodplan.evaluate import Comparison
from foodplan.evaluate.comparison import MOST_PLANS
from foodplan.planning import Planner
from foodplan.web.asking import Asked, Spoken, safe_name
from foodplan.web.compare_view import Other, Row, others_view, remedies_view, rows_view
from foodplan.web.plan_choices import PlanChoice, plan_choices
from foodplan.web.plans import WORKBOOK
from foodplan.web.render import page
from foodplan.web.words import Words

PlanNames = Annotated[list[str] | None, Query()]
Most = Annotated[int | None, Query(ge=1, le=MOST_WEEKS)]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One list of plans to choose from."""

    label: str
    chosen: str
    may_be_empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the comparison says."""

    main_measures: Sequence[Row]
    more_measures: Sequence[Row]
    others: Sequence[Other]
    remedies: Sequence[tuple[str, Sequence[str]]]
    """Plan and what would help it, for plans that something can help."""
    told_weeks: str
    """Which weeks are compared; empty for one."""
    weeks: Sequence[tuple[str, Sequence[str]]]
    """Name of each of several weeks, and the plans of that week."""


@router.get("/compare")
def compare_plans(
    request: Request, planner: Asked, words: Spoken, plans: PlanNames = None, weeks: Most = None
) -> HTMLResponse:
    """The first plan is the base; with fewer than two, the form alone."""
    chosen = _chosen(plans, words)
    choices = plan_choices(planner, chosen, words)
    name_of = {choice.run_id: choice.label for choice in choices}
    names = [name_of[run_id] for run_id in chosen] if len(chosen) > 1 else []
    lead = "compare-lead-chosen" if names else "compare-lead"
    return page(
        request,
        "compare.html",
        lead=words.say(lead, plan=names[0]) if names else words.say(lead),
        choices=choices,
        slots=_slots(chosen, choices, words),
        chosen=chosen,
        names=names,
        found=_found(planner, chosen, names, words, n_weeks=weeks) if names else None,
        n_weeks=weeks,
    )


@router.get("/compare.xlsx")
def save_comparison(
    planner: Asked, words: Spoken, plans: PlanNames = None, weeks: Most = None
) -> Response:
    """The same as a workbook."""
    chosen = _chosen(plans, words)
    return Response(
        planner.comparison_workbook(chosen, language=words.language, n_weeks=weeks),
        media_type=WORKBOOK,
        headers={"content-disposition": 'attachment; filename="foodplan-compare.xlsx"'},
    )


def _chosen(plans: Sequence[str] | None, words: Words) -> tuple[RunId, ...]:
    """Those asked for, each once."""
    asked = [RunId(safe_name(name, words)) for name in plans or () if name]
    return tuple(dict.fromkeys(asked))[:MOST_PLANS]


def _found(
    planner: Planner,
    chosen: Sequence[RunId],
    names: Sequence[str],
    words: Words,
    *,
    n_weeks: int | None,
) -> Found:
    comparison = planner.compare(chosen, n_weeks=n_weeks)
    is_row = len(comparison.weeks) > 1
    remedies = [remedies_view(each, words, is_row=is_row) for each in comparison.remedies]
    return Found(
        main_measures=rows_view(comparison, words, are_main=True),
        more_measures=rows_view(comparison, words, are_main=False),
        others=others_view(comparison, names, _places(planner, chosen), words),
        remedies=[(name, told) for name, told in zip(names, remedies, strict=True) if told],
        told_weeks=_told_weeks(comparison, words) if is_row else "",
        weeks=_weeks(planner, chosen, comparison, words) if is_row else (),
    )


def _told_weeks(comparison: Comparison, words: Words) -> str:
    first, last = (words.monday(comparison.weeks[number]) for number in (0, -1))
    return words.say("compare-weeks", n=len(comparison.weeks), first=first, last=last)


def _weeks(
    planner: Planner, chosen: Sequence[RunId], comparison: Comparison, words: Words
) -> list[tuple[str, list[str]]]:
    """Where each week is compared by itself."""
    rows = [{run.week: run.run_id for run in planner.week_runs(run_id)} for run_id in chosen]
    return [(words.monday(week), [row[week] for row in rows]) for week in comparison.weeks]


def _slots(chosen: Sequence[RunId], choices: Sequence[PlanChoice], words: Words) -> list[Slot]:
    """A base and one more plan; up to four in all."""
    free = [choice.run_id for choice in choices if choice.run_id not in chosen]
    filled = [*chosen, *free][:2] if len(chosen) < 2 else list(chosen)
    shown = [*filled, ""][:MOST_PLANS] if len(choices) > len(filled) else filled
    return [
        Slot(
            label=words.say("compare-other", n=i + 1) if i else words.say("compare-base"),
            chosen=run_id,
            may_be_empty=i > 1,
        )
        for i, run_id in enumerate(shown)
    ]


def _places(planner: Planner, chosen: Sequence[RunId]) -> dict[PlaceId, str]:
    """Labels of every place in any of the plans."""
    labels: dict[PlaceId, str] = {}
    for run_id in chosen:
        problem = planner.kept(run_id).problem
        labels |= {row.hub_id: row.label for row in problem.hubs}
        labels |= {row.producer_id: row.label for row in problem.producers}
        labels |= {row.site_id: row.label for row in problem.sites}
    return labels
