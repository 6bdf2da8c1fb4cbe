"""How good a plan is, said plainly: what was checked, what is proven, what is an estimate."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from foodplan.domain.plan import Bound
from foodplan.domain.run import RunStatus
from foodplan.domain.week_bound import WeekBound
from foodplan.planning import DayBound, KeptPlan, closeness, rounded_up, week_of
from foodplan.web.words import Words

WEEK_TIMES_S = (60, 300, 900)
"""How long people may let the bound of a week be worked out; the middle one is usual."""
_REACHED = 0.0005
"""Closer than this share of the bound counts as reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekBoundView:
    """The bound of a week as a person sees it."""

    status: str | None
    """Of the work; None where there is none to do."""
    share: float
    """Of the time to work, 0 to 1."""
    told: str
    """What is proven; empty where nobody asked."""
    is_proven: bool
    is_best: bool
    """Nothing better can be proven."""
    state: str
    """What the work is at, or why it ended; empty where there is nothing to say."""


def quality_view(kept: KeptPlan, words: Words) -> tuple[str, ...]:
    """Sentences, most general first."""
    checked = () if kept.violations else (words.say("plan-quality-checked"),)
    bounds = tuple(_bound(one, words) for one in kept.plan.bounds)
    return checked + (bounds or (words.say("plan-quality-none"),))


def _bound(bound: Bound, words: Words) -> str:
    stage = words.known(f"bound-{bound.stage}", bound.stage)
    if bound.day is not None:
        stage = words.say("plan-on-day", what=stage, day=words.say(f"day-{bound.day}"))
    reached = math.isclose(bound.value, bound.bound, rel_tol=_REACHED, abs_tol=1e-9)
    code = "plan-bound-estimate"
    if bound.proven:
        code = "plan-bound-reached" if reached else "plan-bound-proven"
    return words.say(
        code,
        stage=stage,
        value=_figure(bound.stage, bound.value, words),
        bound=_figure(bound.stage, bound.bound, words),
    )


def _figure(stage: str, value: float, words: Words) -> str:
    if stage == "min_fill":
        return words.share(value)
    if stage == "routes":
        return words.money(value)
    return words.number(value)


def bounds_view(days: Sequence[DayBound], words: Words) -> tuple[str, ...]:
    """How far from the best each day can be: a sentence a day, then the week if all are known."""
    week = week_of(days)
    told = [_day_bound(one, words) for one in days]
    if week is not None and len(days) > 1:
        told.append(_bounded(words.say("bounds-week"), week, words))
    return tuple(told)


def week_bound_view(week: WeekBound | None, words: Words) -> WeekBoundView:
    """The week, whatever the days of its deliveries."""
    if week is None:
        return WeekBoundView(
            status=None, share=0.0, told="", is_proven=False, is_best=False, state=""
        )
    code, gap_percent = closeness(week.bound)
    states = {
        RunStatus.QUEUED: "week-bound-waits",
        RunStatus.RUNNING: "week-bound-works",
        RunStatus.STOPPING: "status-stopping",
        RunStatus.FAILED: "week-bound-failed",
    }
    state = states.get(week.status)
    return WeekBoundView(
        status=None if week.status.is_over else week.status.value,
        share=week.share,
        told=words.say(f"week-bound-{code}", gap=gap_percent),
        is_proven=week.bound is not None,
        is_best=code == "best",
        state=words.say(state) if state else "",
    )


def _day_bound(day: DayBound, words: Words) -> str:
    name = words.say(f"day-{day.day}")
    if not day.is_known:
        return words.sentence("bounds-unknown", day=name)
    if day.bound is None and day.spread is not None:
        spread_percent = 100 * rounded_up(day.spread)
        return words.sentence("bounds-spread", day=name, spread=spread_percent)
    return _bounded(name, day.bound, words)


def _bounded(day: str, bound: Bound | None, words: Words) -> str:
    code, gap_percent = closeness(bound)
    return words.sentence(f"bounds-{code}", day=day, gap=gap_percent)
