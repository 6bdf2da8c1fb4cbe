"""What the child runs; the only module that imports the optimiser."""

from __future__ import annotations

import time
from collections.abc import Callable

from foodplan.domain.accident import Accident, Repaired
from foodplan.domain.adjustment import PlanEvent
from foodplan.domain.plan import Bound, Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import COMPILING, Engine, Limits, Progress
from foodplan.optimise import compile_bound, compile_search, optimise
from foodplan.optimise.day_bounds import bound_plan_day
from foodplan.optimise.repair import adjust, repair
from foodplan.tables.travel import TravelMatrix

__all__ = ["bound", "compile_bound", "compile_search", "make_ready", "mend", "solve"]


def make_ready(limits: Limits, report: Callable[[Progress], None]) -> None:
    """Compile the route search where it is needed; quick once it has been done."""
    if limits.engine is Engine.SEARCH:
        compiling = Progress(phase=COMPILING, share=0.0)
        report(compiling)
        compile_search(lambda _code, _seconds: report(compiling))


def solve(
    problem: Problem,
    travel: TravelMatrix,
    limits: Limits,
    *,
    stop: Callable[[], bool],
    report: Callable[[Progress], None],
    start: Plan | None,
) -> Plan:
    """The best plan within the limits, by the clock of this machine; `start` as in `optimise`."""
    return optimise(
        problem, travel, limits, clock=time.monotonic, stop=stop, report=report, start=start
    )


def mend(
    before: Problem,
    problem: Problem,
    travel: TravelMatrix,
    plan: Plan,
    event: PlanEvent,
) -> Repaired:
    """A plan after an accident, or as people wish it."""
    if isinstance(event, Accident):
        return repair(before, problem, travel, plan, event)
    return adjust(problem, travel, plan, event)


def bound(
    problem: Problem,
    travel: TravelMatrix,
    plan: Plan,
    day: int,
    limits: Limits,
    *,
    stop: Callable[[], bool],
) -> Bound | None:
    """What the stops of a day cost at least, by the processor time of this process."""
    return bound_plan_day(
        problem,
        travel,
        plan,
        day,
        seconds=limits.seconds or 0.0,
        clock=time.process_time,
        stop=stop,
    )
