"""The form that starts a run, as it was filled in so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foodplan.domain.following import weeks_later
from foodplan.domain.ids import RunId
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import MOST_WEEKS
from foodplan.errors import InvalidInput, NotFound
from foodplan.planning import KeptPlan, Planner
from foodplan.web.asking import safe_name
from foodplan.web.plan_choices import (
    PlanChoice,
    plan_choices,
    scenario_choices,
    usual_question,
)
from foodplan.web.words import Words

TIMES_S = (10, 30, 60, 120, 300, 900)
USUAL_TIME_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that can be planned."""

    name: str
    label: str
    asks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekAfter:
    """The week after a plan, where none that is kept could be it."""

    told: str
    like: str
    """The week whose tables a new one begins with."""
    monday: str
    """ISO date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunForm:
    """What may be chosen, and what is."""

    choices: tuple[tuple[str, tuple[Choice, ...]], ...]
    """Scenarios and weeks, each under its heading."""
    chosen: str
    asks: str
    time: str
    seed: str
    weeks: str
    after: str
    plans: tuple[PlanChoice, ...]
    missing: WeekAfter | None
    times: tuple[int, ...] = TIMES_S
    most_weeks: int = MOST_WEEKS


def run_form(planner: Planner, form: Mapping[str, str], words: Words) -> RunForm:
    """Goes on from the plan `after` with the week that follows it, where there is one."""
    before = _before(planner, form, words)
    following = weeks_later(before.problem, 1) if before else None
    fitting = _fitting(planner, before, following) if before and following else []
    scenarios, weeks = _scenarios(planner, words), _weeks(planner, words)
    every = (*scenarios, *weeks)
    chosen = form.get("scenario") or next(iter(fitting), "") or usual_question(planner)
    named = (one for one in every if one.name == chosen)
    return RunForm(
        choices=((words.say("run-scenarios"), scenarios), (words.say("run-weeks"), weeks)),
        chosen=chosen,
        asks=next((one.asks for one in (*named, *every)), ""),
        time=form.get("seconds", f"{USUAL_TIME_S}"),
        seed=form.get("seed", "1"),
        weeks=form.get("weeks", ""),
        after=before.run.run_id if before else "",
        plans=tuple(plan_choices(planner, [before.run.run_id] if before else [], words)),
        missing=_missing(following, words) if following and not fitting else None,
    )


def _scenarios(planner: Planner, words: Words) -> tuple[Choice, ...]:
    return tuple(
        Choice(name=one.scenario_id, label=words.label(one.label), asks=words.label(one.asks))
        for one in scenario_choices(planner, words)
    )


def _weeks(planner: Planner, words: Words) -> tuple[Choice, ...]:
    return tuple(
        Choice(name=one.dataset_id, label=words.label(one.label), asks=words.say("run-as-it-is"))
        for one in planner.datasets()
    )


def _fitting(planner: Planner, before: KeptPlan, following: Problem) -> list[str]:
    """Weeks that are kept and may follow a plan."""
    return [
        one.dataset_id
        for one in planner.datasets()
        if one.week == following.calendar.week and _same_places(planner, one.dataset_id, before)
    ]


def _same_places(planner: Planner, name: str, before: KeptPlan) -> bool:
    """Whether a week is about the sites of a plan; another organisation's is no week after."""
    try:
        sites = planner.resolve(name).problem.site
    except InvalidInput:
        return True  # Who chooses it is told what is wrong with it.
    known = [
        one.site_id in sites and sites[one.site_id].location == one.location
        for one in before.problem.sites
    ]
    return any(known)


def _missing(following: Problem, words: Words) -> WeekAfter:
    return WeekAfter(
        told=words.say("run-no-data-after", week=words.monday(following.calendar.week)),
        like=following.dataset_id,
        monday=following.calendar.start.isoformat(),
    )


def _before(planner: Planner, form: Mapping[str, str], words: Words) -> KeptPlan | None:
    """The plan that the form goes on from; none where it is unknown, which is said elsewhere."""
    name = form.get("after", "")
    try:
        return planner.kept(RunId(safe_name(name, words))) if name else None
    except NotFound:
        return None
