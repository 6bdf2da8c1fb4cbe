"""The weeks of a horizon: which runs they are, and the report over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from foodplan.domain.following import following, weeks_later
from foodplan.domain.ids import RunId
from foodplan.domain.run import Run
from foodplan.errors import InvalidValue, NotFound
from foodplan.evaluate import Compared
from foodplan.evaluate.horizon import Horizon, horizon
from foodplan.planning.answers import KeptPlan, Resolved
from foodplan.store.codec import input_hash
from foodplan.store.store import Store
from foodplan.texts import Language, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWeeks:
    """Weeks in a row, from the first one to the last that is planned or waits."""

    runs: tuple[Run, ...]
    planned: tuple[Run, ...]
    """Those with a plan, up to the first one without."""
    n_later: int
    """Weeks that are still to be queued, each when the one before it is planned."""
    horizon: Horizon | None
    """Over the weeks that are planned; None where there is none."""


def gone_on(resolved: Resolved, before: KeptPlan, language: Language) -> Resolved:
    """A week as the plan of the week before leaves it; InvalidValue if it is no week after it."""
    problem = resolved.problem
    if problem.calendar.start != weeks_later(before.problem, 1).calendar.start:
        weeks = {"week": problem.calendar.week, "before": before.problem.calendar.week}
        raise InvalidValue(Sentence("error-not-the-week-after", language, **weeks))
    week = following(problem, before.problem, before.plan)
    return replace(resolved, problem=week, input_hash=input_hash(week))


def kept_weeks(store: Store, run: Run, kept: Callable[[RunId], KeptPlan]) -> KeptWeeks:
    """The weeks that a run stands among; `kept` reads a plan."""
    runs = weeks_of(store, run)
    planned = tuple(takewhile(lambda one: store.has_plan(one.run_id), runs))
    plans = [kept(one.run_id) for one in planned]
    return KeptWeeks(
        runs=runs,
        planned=planned,
        # A week that was stopped or repaired is followed by none.
        n_later=0 if runs[-1].status.is_over else len(runs[-1].later),
        horizon=horizon([(one.plan, one.problem) for one in plans]) if plans else None,
    )


def compared_rows(
    store: Store,
    run_ids: Sequence[RunId],
    kept: Callable[[RunId], KeptPlan],
    *,
    most: int | None,
) -> list[tuple[Compared, ...]]:
    """Each plan with those of the weeks after it, `most` weeks at most.

    As many weeks as all of them have planned and that are the same; where the first ones are not,
    one of each.
    """
    rows = [_planned_from(store, kept(run_id).run)[:most] for run_id in run_ids]
    side_by_side = zip(*rows, strict=False)
    same = takewhile(lambda runs: len({run.week for run in runs}) == 1, side_by_side)
    n_weeks = max(1, len(list(same)))
    return [tuple(_compared(store, row[:n_weeks], kept)) for row in rows]


def _planned_from(store: Store, run: Run) -> list[Run]:
    row = weeks_of(store, run)
    return list(takewhile(lambda one: store.has_plan(one.run_id), row[row.index(run) :]))


def _compared(
    store: Store, row: Sequence[Run], kept: Callable[[RunId], KeptPlan]
) -> Iterator[Compared]:
    for number, run in enumerate(row):
        one = kept(run.run_id)
        # What a week keeps of the one before is told by its plan; here is what was asked for.
        asked = row[0].later[number - 1 : number] if number else ()
        yield Compared(
            plan=one.plan,
            problem=one.problem,
            reasons=one.reasons,
            asked=store.problem(asked[0]) if asked else None,
        )


def weeks_of(store: Store, run: Run) -> tuple[Run, ...]:
    """The chain of weeks that a run stands in, by week; a repaired plan takes its week's place."""
    chain = [run]
    one: Run | None = run
    while one is not None:
        one = _parent(store, one)
        if one is not None and one.week < chain[0].week:
            chain.insert(0, one)
    while (after := _next(store, chain[-1])) is not None:
        chain.append(after)
    return tuple(chain)


def _next(store: Store, run: Run) -> Run | None:
    """The newest run of a week that follows a run's."""
    return next((one for one in store.children(run.run_id) if one.week > run.week), None)


def _parent(store: Store, run: Run) -> Run | None:
    """The run that it repairs or follows; None where there is none (any more)."""
    if run.parent_id is None:
        return None
    try:
        return store.run(run.parent_id)
    except NotFound:
        return None
