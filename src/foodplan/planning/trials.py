"""A kept plan tried on random weeks; where it does not hold, it is really repaired.

News come in the morning: a vehicle that fails is known on its day, a yield when the lot is packed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from foodplan.domain.accident import Accident, Moment
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import DrawYield
from foodplan.evaluate.robustness import DrawnWeek, Mended, WeekTried, known_on, outcome, week_tried
from foodplan.evaluate.stop_changes import stop_changes
from foodplan.planning.chances import USUAL, Chances, drawn_weeks

Mend = Callable[[Problem, Problem, Plan, Accident], Plan]
"""What was known before, what is known now, the plan, and since when: the repaired plan."""
_NEWS = DrawYield(change_id="news", factor=USUAL.yields, seed=0)
"""Stands for all that a morning brings; a repair looks at the two problems."""


def tried_weeks(
    plan: Plan,
    problem: Problem,
    *,
    n_weeks: int,
    seed: int,
    mend: Mend,
    chances: Chances = USUAL,
) -> Iterator[WeekTried]:
    """One week after the other; the same for the same seed."""
    for week in drawn_weeks(problem, n_weeks=n_weeks, seed=seed, chances=chances):
        found = week_tried(plan, problem, week)
        yield found if found.holds else replace(found, mended=_mended(plan, problem, week, mend))


def _mended(plan: Plan, problem: Problem, week: DrawnWeek, mend: Mend) -> Mended:
    """Morning by morning, each repair on top of those before."""
    now, known, n_repairs = plan, problem, 0
    each_day: list[Problem] = []
    for day in problem.calendar.days:
        news = known_on(day, now, known, week)
        if news is not None:
            now = mend(known, news, now, Accident(change=_NEWS, at=Moment(day=day)))
            known, n_repairs = news, n_repairs + 1
        each_day.append(known)
    return Mended(
        n_repairs=n_repairs,
        n_stops_changed=len(stop_changes(plan, now)),
        outcome=outcome(now, each_day, week, promised=plan),
    )
