"""How far from the best kept plans can be, worked out while nobody waits for a plan.

Of every day by itself; of a whole week, whatever the days of its stops, where somebody asks.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Condition, Event

from foodplan.domain.ids import RunId
from foodplan.domain.plan import Bound
from foodplan.domain.run import Limits
from foodplan.domain.week_bound import Nearing, WeekBound
from foodplan.errors import FoodplanError, NotFound
from foodplan.planning.child import Bounded, Bounding
from foodplan.planning.gaps import DayBound
from foodplan.planning.solver import Solver
from foodplan.planning.watching import watch
from foodplan.planning.workshop import Workshop
from foodplan.store.bounds import Known
from foodplan.store.store import Store
from foodplan.texts import Language, Sentence

log = logging.getLogger(__name__)
SECONDS_A_DAY = 20.0
"""Processor time of each core."""
_LOOK_S = 0.5


class _GivenUp(Exception):
    """A plan is waited for, or the program ends: the work is begun anew another time."""


class Bounds:
    """Bounds from a child process of its own, which a lasting thread keeps.

    With `works`, weeks that somebody asked for come first, then every day of every kept plan gets
    its bound in time, the newest plan first; as soon as there is a plan to make, the child is
    killed. What is not kept is worked out again.
    """

    def __init__(
        self,
        *,
        store: Store,
        workshop: Workshop,
        new_solver: Callable[[], Solver],
        language: Language,
        changed: Condition,
        cores: int,
        works: bool,
    ) -> None:
        self._store, self._workshop, self._language = store, workshop, language
        self._changed, self._cores = changed, cores
        self._solver = new_solver()
        self._closing = Event()
        # The kernel ends the child with the thread that started it: one thread for all.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="foodplan-bounds")
        if works:
            self._thread.submit(self._work)

    def close(self) -> None:
        """End the child."""
        self._closing.set()
        self._thread.submit(self._solver.discard)
        self._thread.shutdown(wait=True)

    def of(self, run_id: RunId) -> tuple[DayBound, ...]:
        """What is known of each day with routes; NotFound if there is no plan."""
        known = self._store.bounds.of(run_id)
        return tuple(
            _day_bound(day, known[day])
            if day in known
            else DayBound(day=day, is_known=False, bound=None)
            for day in self._days(run_id)
        )

    def ask(self, run_id: RunId, *, seconds: float) -> Iterator[DayBound]:
        """Work out and keep the bound of each day, with so many seconds of the processor each.

        A bound that is known already is only ever replaced by a better one.
        """
        known = self._store.bounds.of(run_id)
        for day in self._days(run_id):
            found = _known(
                self._thread.submit(self._bound, run_id, day, seconds, lambda: False).result()
            )
            before = known.get(day)
            if before is not None and _proves_more(before, found):
                found = before
            self._store.bounds.keep(run_id, day, found)
            yield _day_bound(day, found)

    # Weeks

    def week(self, run_id: RunId) -> WeekBound | None:
        """What is known of a whole week; None: nobody asked. NotFound if there is no plan."""
        self._days(run_id)
        return self._store.week_bounds.of(run_id)

    def asked_week(self, run_id: RunId) -> WeekBound:
        """The same; NotFound if nobody asked."""
        found = self.week(run_id)
        if found is None:
            raise NotFound(Sentence("error-no-week-bound", self._language, name=run_id))
        return found

    def ask_week(self, run_id: RunId, *, seconds: float) -> WeekBound:
        """Queue the bound of a week for so many seconds of the processor, but not twice."""
        self._days(run_id)
        self._store.week_bounds.ask(run_id, seconds=seconds, now=datetime.now(UTC))
        return self.asked_week(run_id)

    def stop_week(self, run_id: RunId) -> WeekBound:
        """Ask the work on it to stop; the best bound so far is kept."""
        self.asked_week(run_id)
        self._store.week_bounds.stop(run_id)
        return self.asked_week(run_id)

    def watch_week(self, run_id: RunId) -> Iterator[WeekBound]:
        """The bound of a week at every change, and at least once a second, until it is over."""
        return watch(
            lambda: self.asked_week(run_id),
            lambda bound: bound.status.is_over,
            changed=self._changed,
            look_after=lambda: not self._closing.is_set(),
        )

    def prove_week(
        self,
        run_id: RunId,
        *,
        seconds: float,
        report: Callable[[Nearing], None],
        should_stop: Callable[[], bool],
    ) -> Future[Bound | None]:
        """Work the bound of a week out here and now, and keep it; the best that is known."""
        self._days(run_id)
        return self._thread.submit(self._prove_week, run_id, seconds, report, should_stop)

    def _prove_week(
        self,
        run_id: RunId,
        seconds: float,
        report: Callable[[Nearing], None],
        should_stop: Callable[[], bool],
    ) -> Bound | None:
        found = self._bound(run_id, None, seconds, should_stop, report).bound
        self._store.week_bounds.keep(run_id, found, seconds=seconds, now=datetime.now(UTC))
        return self.asked_week(run_id).bound

    # The work

    def _days(self, run_id: RunId) -> list[int]:
        plan = self._workshop.kept(run_id, self._language).plan
        return sorted({route.day for route in plan.routes})

    def _work(self) -> None:
        """One day at most, then whatever was asked for meanwhile, then this again."""
        if self._closing.wait(_LOOK_S):
            return
        try:
            self._work_out_next()
        except FoodplanError:
            log.exception("bounds cannot be read or written; trying again")
        if not self._closing.is_set():
            self._thread.submit(self._work)

    def _work_out_next(self) -> None:
        """What no other server or worker is at; none of them while there is a plan to make."""
        if self._is_needed_elsewhere():
            self._solver.discard()
            return
        with self._store.week_bounds.claimed() as week:
            if week is not None:
                self._work_out_week(*week)
                return
        with self._store.bounds.claimed() as wanted:
            if wanted is None:
                self._solver.discard()
            else:
                self._work_out(*wanted)

    def _work_out(self, run_id: RunId, day: int) -> None:
        found = Known(bound=None)
        try:
            watch = _Watch(self._give_way_to_weeks, lambda: True)
            found = _known(self._bound(run_id, day, SECONDS_A_DAY, watch))
        except _GivenUp:
            return
        # The end of a job: a day that fails has no bound, and the next one has its turn.
        except Exception:
            log.exception("no bound of plan %s, day %d", run_id, day)
        self._store.bounds.keep(run_id, day, found)

    def _work_out_week(self, run_id: RunId, seconds: float) -> None:
        weeks, latest = self._store.week_bounds, [Nearing(share=0.0, bound=None)]
        watch = _Watch(self._give_way, lambda: weeks.report(run_id, latest[-1]))
        try:
            found = self._bound(run_id, None, seconds, watch, latest.append)
        except _GivenUp:
            weeks.put_back(run_id)
        # The end of a job, as above; what was proven before it failed stays.
        except Exception:
            log.exception("no bound of the week of plan %s", run_id)
            weeks.finish(run_id, latest[-1].bound, is_failed=True)
        else:
            weeks.finish(run_id, found.bound)

    def _give_way(self) -> None:
        if self._is_needed_elsewhere():
            raise _GivenUp

    def _give_way_to_weeks(self) -> None:
        self._give_way()
        if self._store.week_bounds.is_one_waiting():
            raise _GivenUp

    def _is_needed_elsewhere(self) -> bool:
        return self._closing.is_set() or self._store.queue.has_work()

    def _bound(
        self,
        run_id: RunId,
        day: int | None,
        seconds: float,
        is_to_stop: Callable[[], bool],
        report: Callable[[Nearing], None] = lambda _: None,
    ) -> Bounded:
        kept = self._workshop.kept(run_id, self._language)
        memory_mb = kept.run.limits.memory_mb

        def should_stop() -> bool:
            if self._closing.is_set():
                raise _GivenUp
            return is_to_stop()

        return self._solver.bound(
            Bounding(
                problem=kept.problem,
                travel=self._workshop.travel(kept.problem),
                plan=kept.plan,
                day=day,
                limits=Limits(seconds=seconds, memory_mb=memory_mb, cores=self._cores),
            ),
            should_stop=should_stop,
            report=report,
        )


def _proves_more(one: Known, other: Known) -> bool:
    if one.bound is None:
        return False
    return other.bound is None or one.bound.bound > other.bound.bound


def _known(found: Bounded) -> Known:
    return Known(bound=found.bound, spread=found.spread)


def _day_bound(day: int, known: Known) -> DayBound:
    return DayBound(day=day, is_known=True, bound=known.bound, spread=known.spread)


class _Watch:
    """Looks every half a second whether to give way, and whether to go on; says whether to stop."""

    def __init__(self, give_way: Callable[[], None], goes_on: Callable[[], bool]) -> None:
        self._give_way, self._goes_on = give_way, goes_on
        self._looked_at = time.monotonic()
        self._is_stopped = False

    def __call__(self) -> bool:
        now = time.monotonic()
        if now > self._looked_at + _LOOK_S:
            self._looked_at = now
            self._give_way()
            self._is_stopped = not self._goes_on()
        return self._is_stopped
