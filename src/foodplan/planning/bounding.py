"""How far from the best the days of kept plans can be, worked out while nobody waits for a plan."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

from foodplan.domain.ids import RunId
from foodplan.domain.plan import Bound
from foodplan.domain.run import Limits
from foodplan.errors import FoodplanError
from foodplan.planning.child import Bounding
from foodplan.planning.solver import Solver
from foodplan.planning.workshop import Workshop
from foodplan.store.store import Store
from foodplan.texts import Language

log = logging.getLogger(__name__)
SECONDS_A_DAY = 20.0
_LOOK_S = 0.5
_STEPS, _ROUNDING = 1000, 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBound:
    """What is known of one day of a plan."""

    day: int
    is_known: bool
    """False: it is not worked out yet."""
    bound: Bound | None
    """None: nothing is proven."""

    @property
    def gap(self) -> float | None:
        """Share by which the day may cost more than the best, rounded up to a thousandth."""
        return None if self.bound is None else gap_of(self.bound)


def gap_of(bound: Bound) -> float:
    """Share by which a cost may be above the best, rounded up to a thousandth."""
    return math.ceil(_STEPS * (bound.value / bound.bound - 1) - _ROUNDING) / _STEPS


def week_of(days: Sequence[DayBound]) -> Bound | None:
    """The days as they are taken together; None as long as one of them has no bound."""
    bounds = [one.bound for one in days if one.bound is not None]
    if not bounds or len(bounds) < len(days):
        return None
    return Bound(
        stage="routes",
        value=sum(one.value for one in bounds),
        bound=sum(one.bound for one in bounds),
        proven=True,
    )


class _GivenUp(Exception):
    """A plan is waited for, or the program ends: the day is begun anew another time."""


class Bounds:
    """Bounds from a child process of its own, which a lasting thread keeps.

    With `works`, every day of every kept plan gets its bound in time, the newest plan first; as
    soon as there is a plan to make, the child is killed. What is not kept is worked out again.
    """

    def __init__(
        self,
        *,
        store: Store,
        workshop: Workshop,
        new_solver: Callable[[], Solver],
        language: Language,
        works: bool,
    ) -> None:
        self._store, self._workshop, self._language = store, workshop, language
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
            DayBound(day=day, is_known=day in known, bound=known.get(day))
            for day in self._days(run_id)
        )

    def ask(self, run_id: RunId, *, seconds: float) -> Iterator[DayBound]:
        """Work out and keep the bound of each day, with so many seconds of the processor each.

        A bound that is known already is only ever replaced by a better one.
        """
        known = self._store.bounds.of(run_id)
        for day in self._days(run_id):
            found = self._thread.submit(self._bound, run_id, day, seconds, lambda: None).result()
            before = known.get(day)
            if found is None or (before is not None and before.bound > found.bound):
                found = before
            self._store.bounds.keep(run_id, day, found)
            yield DayBound(day=day, is_known=True, bound=found)

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
        with self._store.bounds.claimed() as wanted:
            if wanted is None:
                self._solver.discard()
            else:
                self._work_out(*wanted)

    def _work_out(self, run_id: RunId, day: int) -> None:
        found = None
        try:
            found = self._bound(run_id, day, SECONDS_A_DAY, _Watch(self._is_needed_elsewhere))
        except _GivenUp:
            return
        # The end of a job: a day that fails has no bound, and the next one has its turn.
        except Exception:
            log.exception("no bound of plan %s, day %d", run_id, day)
        self._store.bounds.keep(run_id, day, found)

    def _is_needed_elsewhere(self) -> bool:
        return self._closing.is_set() or self._store.queue.has_work()

    def _bound(
        self, run_id: RunId, day: int, seconds: float, watch: Callable[[], None]
    ) -> Bound | None:
        kept = self._workshop.kept(run_id, self._language)

        def should_stop() -> bool:
            if self._closing.is_set():
                raise _GivenUp
            watch()
            return False

        return self._solver.bound(
            Bounding(
                problem=kept.problem,
                travel=self._workshop.travel(kept.problem),
                plan=kept.plan,
                day=day,
                limits=Limits(seconds=seconds, memory_mb=kept.run.limits.memory_mb),
            ),
            should_stop=should_stop,
        )


class _Watch:
    """Looks every half a second whether the processor is needed elsewhere, and gives up then."""

    def __init__(self, is_needed: Callable[[], bool]) -> None:
        self._is_needed, self._looked_at = is_needed, time.monotonic()

    def __call__(self) -> None:
        now = time.monotonic()
        if now > self._looked_at + _LOOK_S:
            self._looked_at = now
            if self._is_needed():
                raise _GivenUp
