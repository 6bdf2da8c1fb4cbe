"""The local runner: lasting threads that work off the queue in an SQLite file."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event, Lock, Thread
from typing import Protocol

from foodplan.errors import FoodplanError
from foodplan.planning.holders import new_holder
from foodplan.planning.job import Job
from foodplan.planning.solver import Solver
from foodplan.store.store import Store
from foodplan.texts import Language, say

log = logging.getLogger(__name__)
_LOOK_S = 0.5


class Runner(Protocol):
    """Sees to it that somebody works off the queue."""

    @property
    def works_here(self) -> bool:
        """Whether this process works off the queue."""

    def n_workers(self) -> int:
        """Processes that work off the queue, as far as one can know."""

    def ensure(self) -> bool:
        """Make this process work, if nobody else does; whether it works."""

    def wake(self) -> None:
        """There is something in the queue."""

    def close(self) -> None:
        """End the children, put unfinished runs back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """What a runner works with."""

    store: Store
    new_solver: Callable[[], Solver]
    new_job: Callable[[Solver, Callable[[], bool]], Job]
    """From a child and whether the program ends."""
    language: Language
    n_workers: int
    """Runs that are worked on at the same time; 0 leaves them to others."""
    serves: bool
    """Whether it is there to work, as a server is, and keeps a child ready for it."""


class LocalRunner:
    """Starts nothing by itself: `ensure` makes this process work, if no other one does."""

    def __init__(self, place: Workplace) -> None:
        self._place, self._store, self._language = place, place.store, place.language
        self._guard = Lock()
        self._threads: list[Thread] = []
        self._closing, self._news = Event(), Event()

    @property
    def works_here(self) -> bool:
        """Whether this process works off the queue."""
        return bool(self._threads)

    def n_workers(self) -> int:
        """One where this process or another holds the queue, else 0."""
        with self._guard:
            if self._threads:
                return 1
            is_free = self._store.queue_lock.acquire()
            if is_free:
                self._store.queue_lock.release()
            return 0 if is_free else 1

    def ensure(self) -> bool:
        """Take the queue unless another process has it; whether this one has it now.

        Whoever takes it deals first with the runs that a dead process left behind.
        """
        with self._guard:
            if self._threads:
                return True
            if self._closing.is_set() or not self._place.n_workers:
                return False
            if not self._store.queue_lock.acquire():
                return False
            self._store.queue.recover(
                now=datetime.now(UTC),
                gave_up=say("error-gave-up", self._language),
                interrupted=say("error-interrupted", self._language),
            )
            self._threads = [
                Thread(target=self._work, name=f"foodplan-worker-{i}", daemon=True)
                for i in range(self._place.n_workers)
            ]
            for thread in self._threads:
                thread.start()
            return True

    def wake(self) -> None:
        """There is something in the queue."""
        self._news.set()

    def close(self) -> None:
        """End the children, put unfinished runs back, give the queue free."""
        self._closing.set()
        self._news.set()
        for thread in self._threads:
            thread.join()
        self._threads = []
        self._store.queue_lock.release()

    def _work(self) -> None:
        solver = self._place.new_solver()
        job = self._place.new_job(solver, self._closing.is_set)
        try:
            while not self._closing.is_set():
                if not self._do_next(job, solver):
                    self._news.wait(_LOOK_S)
                    self._news.clear()
        finally:
            solver.discard()

    def _do_next(self, job: Job, solver: Solver) -> bool:
        """Whether there was something to do. A database that is away is asked again later."""
        try:
            if self._place.serves:
                solver.start()
            run = self._store.queue.next(holder=new_holder(), now=datetime.now(UTC))
            if run is not None:
                job.do(run)
        except FoodplanError:
            log.exception("the queue cannot be read; trying again")
            return False
        return run is not None
