"""How good a plan is, said plainly: what was checked, what is proven, what is an estimate."""

from __future__ import annotations

import math
from collections.abc import Sequence

from foodplan.domain.plan import Bound
from foodplan.planning import DayBound, KeptPlan, gap_of, week_of
from foodplan.web.words import NO_BREAK, Words

_REACHED = 0.0005
"""Closer than this share of the bound counts as reached."""


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
        return f"{words.number(value)}{NO_BREAK}€"
    return words.number(value)


def bounds_view(days: Sequence[DayBound], words: Words) -> tuple[str, ...]:
    """How far from the best each day can be: a sentence a day, then the week if all are known."""
    week = week_of(days)
    told = [_day_bound(words.say(f"day-{one.day}"), one.bound, words, one) for one in days]
    if week is not None and len(days) > 1:
        told.append(_day_bound(words.say("bounds-week"), week, words))
    return tuple(told)


def _day_bound(day: str, bound: Bound | None, words: Words, of: DayBound | None = None) -> str:
    if bound is None:
        is_known = of is not None and of.is_known
        return words.sentence("bounds-none" if is_known else "bounds-unknown", day=day)
    gap = gap_of(bound)
    return words.sentence("bounds-within" if gap > 0 else "bounds-best", day=day, gap=100 * gap)
