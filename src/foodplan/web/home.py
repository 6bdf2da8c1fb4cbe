"""The home page: weeks with their steps, plans kept, scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from foodplan.domain.ids import RunId
from foodplan.domain.run import Run
from foodplan.planning import DatasetSummary, KeptPlan, ScenarioSummary
from foodplan.web.asking import Asked, Spoken, kept_or_none
from foodplan.web.findings_view import count_blocks
from foodplan.web.plan_choices import scenario_choices
from foodplan.web.render import page
from foodplan.web.words import Words

N_PLANS = 8
"""As many as the planner remembers, so that the page is quick."""

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a week: state is done, now or later."""

    code: str
    state: str
    told: str
    link: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One dataset with its steps."""

    dataset_id: str
    label: str
    when: str
    holds: str
    is_readable: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One run with its key measures."""

    run_id: str
    label: str
    when: str
    status: str
    figures: tuple[str, ...]
    why_none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioCard:
    """One question that can be asked."""

    scenario_id: str
    label: str
    asks: str
    blocks: str


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def home(request: Request, planner: Asked, words: Spoken) -> HTMLResponse:
    """What there is to do this week."""
    runs = planner.runs(limit=N_PLANS)
    kept = {run.run_id: plan for run in runs if (plan := kept_or_none(planner, run)) is not None}
    headings = ("baskets", "sites", "fill", "km", "eur")
    weeks, others = _by_use(planner.datasets(), [one.run for one in kept.values()])
    return page(
        request,
        "home.html",
        weeks=[_week(one, runs, kept, words) for one in weeks],
        other_weeks=[_week(one, runs, kept, words) for one in others],
        plans=[_plan_row(run, kept.get(run.run_id), words) for run in runs],
        plan_headings=[words.say(f"home-col-{code}") for code in headings],
        scenarios=[_card(one, words) for one in scenario_choices(planner, words)],
    )


def _by_use(
    weeks: Sequence[DatasetSummary], planned: Sequence[Run]
) -> tuple[list[DatasetSummary], list[DatasetSummary]]:
    """What is to do, the week planned last first, and what can wait: examples never planned.

    Where all are examples never planned, the largest is shown.
    """
    latest = list(dict.fromkeys(run.dataset_id for run in planned))

    def place(one: DatasetSummary) -> int:
        return latest.index(one.dataset_id) if one.dataset_id in latest else len(latest)

    in_use = [one for one in weeks if one.dataset_id in latest or one.is_own or not one.week]
    in_use = in_use or sorted(weeks, key=lambda one: one.n_sites)[-1:]
    return sorted(in_use, key=place), [one for one in weeks if one not in in_use]


def _week(
    summary: DatasetSummary, runs: Sequence[Run], kept: dict[RunId, KeptPlan], words: Words
) -> Week:
    mine = [
        run.run_id for run in runs if run.dataset_id == summary.dataset_id and run.run_id in kept
    ]
    n_blocks = count_blocks(summary.problem_findings)
    return Week(
        dataset_id=summary.dataset_id,
        label=words.label(summary.label),
        when=words.week(summary.week),
        holds=words.joined(
            words.say("home-sites", n=summary.n_sites),
            words.say("home-lots", n=summary.n_lots),
            words.say("home-baskets", n=summary.baskets_needed),
        ),
        is_readable=summary.n_sites > 0,
        steps=(
            _data_step(summary, n_blocks, words),
            _check_step(summary, words, is_possible=not n_blocks, is_done=bool(mine)),
            _plan_step(summary, len(mine), words, is_possible=not n_blocks),
            _compare_step(summary, mine, words),
        ),
    )


def _data_step(summary: DatasetSummary, n_blocks: int, words: Words) -> Step:
    n_warns = len(summary.problem_findings) - n_blocks
    if n_blocks:
        told = words.say("step-data-blocks", n=n_blocks)
    elif n_warns:
        told = words.say("step-data-warns", n=n_warns)
    else:
        return Step(code="data", state="done", told=words.say("step-data-read"))
    return Step(
        code="data",
        state="now" if n_blocks else "done",
        told=told,
        link=f"/check/{summary.dataset_id}",
        action=words.say("step-data-action"),
    )


def _check_step(summary: DatasetSummary, words: Words, *, is_possible: bool, is_done: bool) -> Step:
    return Step(
        code="check",
        state=("done" if is_done else "now") if is_possible else "later",
        told=words.say("step-check-told"),
        link=f"/check/{summary.dataset_id}" if is_possible else "",
        action=words.say("step-check-action"),
    )


def _plan_step(summary: DatasetSummary, n_plans: int, words: Words, *, is_possible: bool) -> Step:
    return Step(
        code="plan",
        state=("done" if n_plans else "now") if is_possible else "later",
        told=words.say("step-plans-kept", n=n_plans) if n_plans else words.say("step-plan-none"),
        link=f"/run?scenario={summary.dataset_id}" if is_possible else "",
        action=words.say("step-plan-action"),
    )


def _compare_step(summary: DatasetSummary, mine: Sequence[str], words: Words) -> Step:
    if not mine:
        return Step(code="compare", state="later", told=words.say("step-compare-later"))
    if len(mine) == 1:
        return Step(
            code="compare",
            state="now",
            told=words.say("step-compare-one"),
            link=f"/scenarios/write?week={summary.dataset_id}",
            action=words.say("step-compare-ask"),
        )
    newest, before = mine[:2]
    return Step(
        code="compare",
        state="now",
        told=words.say("step-compare-told"),
        link=f"/compare?plans={before}&plans={newest}",
        action=words.say("step-compare-action"),
    )


def _plan_row(run: Run, kept: KeptPlan | None, words: Words) -> PlanRow:
    why = "home-no-plan-here" if run.status.is_over else "home-in-progress"
    return PlanRow(
        run_id=run.run_id,
        label=words.label(run.label),
        when=words.moment(run.created_at),
        status=run.status.value,
        figures=_figures(kept, words) if kept else (),
        why_none=words.say(why),
    )


def _figures(kept: KeptPlan, words: Words) -> tuple[str, ...]:
    found = kept.measures
    fill, eur = found.min_fill_share, found.eur_per_basket
    return (
        words.number(found.baskets_given),
        words.number(found.n_sites_served),
        "–" if fill is None else words.share(fill),
        words.number(found.km),
        "–" if eur is None else words.number(eur, 2),
    )


def _card(summary: ScenarioSummary, words: Words) -> ScenarioCard:
    n_blocks = count_blocks(summary.findings)
    return ScenarioCard(
        scenario_id=summary.scenario_id,
        label=words.label(summary.label),
        asks=words.label(summary.asks),
        blocks=words.say("home-blocks", n=n_blocks) if n_blocks else "",
    )
