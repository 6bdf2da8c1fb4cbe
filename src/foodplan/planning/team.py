"""The runner on PostgreSQL: this process is one of any number of workers."""

from __future__ import annotations

import logging
import threading
import time
from datetime import UTC, datetime
from threading import Event, Lock, Thread

from foodplan.domain.ids import RunId
from foodplan.errors import FoodplanError
from foodplan.planning.holders import new_holder
from foodplan.planning.job import Job
from foodplan.planning.runner import Workplace
from foodplan.planning.solver import Solver
from foodplan.store.crew import Crew
from foodplan.store.workers_queue import Pulse
from foodplan.texts import say

log = logging.getLogger(__name__)
_LOOK_S = 1.0
_END_S = 5.0


class TeamRunner:
    """Works at once if it serves, or else only while no other worker is alive."""

    def __init__(self, place: Workplace, *, pulse: Pulse) -> None:
        self._place, self._store, self._language = place, place.store, place.language
        self._pulse = pulse
        self._guard, self._closing = Lock(), Event()
        self._mine = threading.local()
        self._solvers: list[Solver] = []
        self._crew: Crew | None = None
        self._thread: Thread | None = None
        self._looked_at = -_LOOK_S

    @property
    def works_here(self) -> bool:
        """Whether this process is one of the workers."""
        return self._thread is not None

    def n_workers(self) -> int:
        """Processes that work off the queue and showed a sign of life lately."""
        return self._store.n_workers(dead_s=self._pulse.dead_s)

    def ensure(self) -> bool:
        """Become a worker, unless another one is there or this one is not meant to be."""
        with self._guard:
            if self._thread is not None:
                return True
            if self._closing.is_set() or not self._place.n_workers or self._others_work():
                return False
            self._crew = Crew(
                self._store.url,
                n_workers=self._place.n_workers,
                pulse=self._pulse,
                do=self._do,
                mend=self._mend,
            )
            self._thread = Thread(target=self._crew.run, name="foodplan-crew", daemon=True)
            self._thread.start()
            return True

    def wake(self) -> None:
        """The database tells workers by itself."""

    def close(self) -> None:
        """End the children, put unfinished runs back, be no worker any more."""
        self._closing.set()
        with self._guard:
            if self._crew is not None and self._thread is not None:
                self._crew.stop()
                self._await_end(self._thread)
            self._crew = self._thread = None
        for solver in self._solvers:
            solver.discard()

    def _await_end(self, thread: Thread) -> None:
        """Until runs are over or put back; not where the database is gone: others take over."""
        thread.join(_END_S)
        while thread.is_alive():
            try:
                self._store.queue.counts()
            except FoodplanError:
                log.warning("the database does not answer; what was at work here is left to others")
                return
            thread.join(_END_S)

    def _others_work(self) -> bool:
        if self._place.serves:
            return False
        if time.monotonic() < self._looked_at + _LOOK_S:
            return True
        self._looked_at = time.monotonic()
        return self.n_workers() > 0

    def _do(self, run_id: RunId) -> bool:
        """See a run to its end, in one of the lasting threads; False if it waits again."""
        if self._closing.is_set():
            return False
        run = self._store.queue.take(
            run_id,
            holder=new_holder(),
            now=datetime.now(UTC),
            gave_up=say("error-gave-up", self._language),
            interrupted=say("error-interrupted", self._language),
        )
        return run is None or self._job().do(run)

    def _job(self) -> Job:
        """One child for each thread: the kernel ends the child with the thread that started it."""
        if not hasattr(self._mine, "job"):
            solver = self._place.new_solver()
            self._solvers.append(solver)
            self._mine.job = self._place.new_job(solver, self._closing.is_set)
        job: Job = self._mine.job
        return job

    def _mend(self) -> None:
        try:
            self._store.mend_queue()
        except FoodplanError:
            log.exception("the queue cannot be mended; trying again")
