"""What the child runs; the only module that imports the optimiser."""

from __future__ import annotations

import time
from collections.abc import Callable

from foodplan.domain.accident import Accident, Repaired
from foodplan.domain.adjustment import PlanEvent
from foodplan.domain.plan import Bound, Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import COMPILING, Engine, Limits, Progress
from foodplan.domain.week_bound import Nearing
from foodplan.optimise import compile_bound, compile_search, optimise
from foodplan.optimise.day_bounds import bound_plan_day, bound_plan_week
from foodplan.optimise.repair import adjust, repair
from foodplan.optimise.seed_spread import spread_of_seeds
from foodplan.tables.travel import TravelMatrix

__all__ = ["bound", "bound_week", "compile_bound", "compile_search", "make_ready", "mend", "solve"]

_TELL_S = 0.5


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
) -> tuple[Bound | None, float | None]:
    """What the stops of a day cost at least, by the processor time that each core may give.

    Where nothing is proven: how far searches with other seeds lie apart, if they say anything.
    """
    seconds, cores = limits.seconds or 0.0, limits.cores
    clock = _shared_by(cores)
    found = bound_plan_day(
        problem, travel, plan, day, seconds=seconds, threads=cores, clock=clock, stop=stop
    )
    if found is not None:
        return found, None
    return None, spread_of_seeds(
        problem, travel, plan, day, seconds=seconds, clock=time.process_time, stop=stop
    )


def bound_week(
    problem: Problem,
    travel: TravelMatrix,
    plan: Plan,
    limits: Limits,
    *,
    stop: Callable[[], bool],
    report: Callable[[Nearing], None],
) -> Bound | None:
    """The same for all stops of a week, whatever the days of deliveries."""
    seconds = limits.seconds or 0.0
    clock = _shared_by(limits.cores)
    telling = _Telling(seconds, clock, report)

    def should_stop() -> bool:
        telling.tick()
        return stop()

    return bound_plan_week(
        problem,
        travel,
        plan,
        seconds=seconds,
        threads=limits.cores,
        clock=clock,
        stop=should_stop,
        report=telling.rise,
    )


def _shared_by(cores: int) -> Callable[[], float]:
    """A clock of the processor time of this process, for each of so many cores."""
    return lambda: time.process_time() / cores


class _Telling:
    """Tells how far a bound has come when it rises, and now and then while it does not."""

    def __init__(
        self, seconds: float, clock: Callable[[], float], report: Callable[[Nearing], None]
    ) -> None:
        self._seconds, self._clock, self._report = seconds, clock, report
        self._began_s = self._told_s = clock()
        self._bound: Bound | None = None

    def rise(self, bound: Bound | None) -> None:
        """A bound, the same as before or better."""
        if bound != self._bound:
            self._bound = bound
            self._tell()

    def tick(self) -> None:
        """A moment has passed."""
        if self._clock() > self._told_s + _TELL_S:
            self._tell()

    def _tell(self) -> None:
        self._told_s = self._clock()
        share = min(1.0, (self._told_s - self._began_s) / self._seconds)
        self._report(Nearing(share=share, bound=self._bound))
