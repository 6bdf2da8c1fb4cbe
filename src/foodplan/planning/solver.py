"""The parent's side of the solving child: start it, follow it, stop it, bury it."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import IO, Any

from foodplan.domain.accident import Repaired
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import COMPILING, Limits, Progress
from foodplan.domain.week_bound import Nearing
from foodplan.errors import FoodplanError, SolverCrashed, Stopped
from foodplan.planning.child import Bounded, Bounding, Fault, Mending, Ready, Setup, Work
from foodplan.tables.travel import TravelMatrix
from foodplan.texts import Language, Sentence

log = logging.getLogger(__name__)
_Answer = Plan | Repaired | Bounded
_LOOK_S = 0.1
_TOLD_BYTES = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long the child is waited for before it is killed, in seconds."""

    start_s: float = 120.0
    """For it to import what it needs."""
    grace_s: float = 60.0
    """Beyond a limit in seconds."""
    work_s: float = 6 * 3600.0
    """For a limit in work."""
    stop_s: float = 30.0
    """After it was asked to stop."""
    site_s: float = 0.01
    """More of both for each site: a last sharing of the food takes so long, limit or not."""

    def for_sites(self, n_sites: int) -> Patience:
        """As long as a problem of so many sites deserves."""
        more_s = n_sites * self.site_s
        return replace(self, grace_s=self.grace_s + more_s, stop_s=self.stop_s + more_s)

    def for_limits(self, limits: Limits) -> float:
        """Seconds after which the child is given up."""
        return self.work_s if limits.seconds is None else limits.seconds + self.grace_s


class Solver:
    """One child, which solves one problem after the other, each in a process of its own.

    All methods are called by the same lasting thread: the kernel ends the child with the thread
    that started it.
    """

    def __init__(self, *, solving: str, patience: Patience, language: Language) -> None:
        self._solving, self._patience, self._language = solving, patience, language
        self._waits = patience
        self._child: subprocess.Popen[bytes] | None = None
        self._connection: Connection[Any, Any] | None = None
        self._told: IO[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Of the child that stands ready or works."""
        return self._child.pid if self._child else None

    def start(self) -> None:
        """Make a child ready, unless one is."""
        if self._child is not None and self._child.poll() is None:
            return
        self.discard()
        here, there = socket.socketpair()
        self._told = tempfile.TemporaryFile()  # noqa: SIM115
        with there:
            command = [sys.executable, "-m", "foodplan.planning.child"]
            self._child = subprocess.Popen(
                [*command, str(there.fileno()), str(os.getpid())],
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=self._told,
                stderr=self._told,
                # Ctrl-C is for this process, which asks the child to stop and keeps its plan.
                process_group=0,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        self._connection = Connection(here.detach())
        self._send(Setup(path=tuple(sys.path), solving=self._solving))

    def solve(
        self,
        problem: Problem,
        travel: TravelMatrix,
        limits: Limits,
        *,
        report: Callable[[Progress], None],
        should_stop: Callable[[], bool],
        start: Plan | None = None,
    ) -> Plan:
        """A plan from the child, within its limits; the search goes on from `start` if it is given.

        SolverCrashed if it dies, wants too much memory or does not end in time; Stopped if it was
        asked to stop and has no plan; whatever error of ours it ends with.
        """
        work = Work(problem=problem, travel=travel, limits=limits, start=start)

        def progress(told: Progress | Nearing) -> None:
            if isinstance(told, Progress):
                report(told)

        answer = self._exchange(work, limits, report=progress, should_stop=should_stop)
        assert isinstance(answer, Plan)
        return answer

    def mend(self, mending: Mending) -> Repaired:
        """A repaired plan from the child; the same errors."""
        answer = self._exchange(
            mending, mending.limits, report=lambda _: None, should_stop=lambda: False
        )
        assert isinstance(answer, Repaired)
        return answer

    def bound(
        self,
        bounding: Bounding,
        *,
        should_stop: Callable[[], bool],
        report: Callable[[Nearing], None] = lambda _: None,
    ) -> Bounded:
        """What the stops of a day or of a week cost at least; the same errors."""

        def nearing(told: Progress | Nearing) -> None:
            if isinstance(told, Nearing):
                report(told)

        answer = self._exchange(bounding, bounding.limits, report=nearing, should_stop=should_stop)
        assert isinstance(answer, Bounded)
        return answer

    def discard(self) -> None:
        """Kill the child, if there is one."""
        if self._connection is not None:
            self._connection.close()
        if self._child is not None:
            self._child.kill()
            self._child.wait()
        if self._told is not None:
            self._told.close()
        self._connection = self._child = self._told = None

    def _exchange(
        self,
        work: Work | Mending | Bounding,
        limits: Limits,
        *,
        report: Callable[[Progress | Nearing], None],
        should_stop: Callable[[], bool],
    ) -> _Answer:
        """The answer to a piece of work; a child that gives none is killed."""
        answer: _Answer | FoodplanError | Fault | None = None
        self._waits = self._patience.for_sites(len(work.problem.sites))
        try:
            self._wait_until_ready(limits, should_stop)
            self._send(work)
            answer = self._follow(limits, report=report, should_stop=should_stop)
        finally:
            if answer is None:
                self.discard()
        if isinstance(answer, Fault):
            raise self._faulted(answer, limits)
        if isinstance(answer, FoodplanError):
            raise answer
        return answer

    def _wait_until_ready(self, limits: Limits, should_stop: Callable[[], bool]) -> None:
        self.start()
        ends_at = time.monotonic() + self._patience.start_s
        while not isinstance(self._next(limits), Ready):
            if should_stop():
                raise Stopped(Sentence("error-stopped-early", self._language))
            if time.monotonic() > ends_at:
                raise self._too_late(asked=False)

    def _follow(
        self,
        limits: Limits,
        *,
        report: Callable[[Progress | Nearing], None],
        should_stop: Callable[[], bool],
    ) -> _Answer | FoodplanError | Fault:
        ends_at = time.monotonic() + self._waits.for_limits(limits)
        asked = False
        compiling: Progress | None = None
        while True:
            message = self._next(limits)
            if isinstance(message, Plan | Repaired | Bounded | FoodplanError | Fault):
                return message
            if isinstance(message, Nearing):
                report(message)
            elif isinstance(message, Progress):
                compiling = message if message.phase == COMPILING else None
                report(message)
            elif compiling is not None:
                # Nothing is heard for minutes then: whoever listens is told that it goes on.
                report(compiling)
            if compiling is not None and not asked:
                ends_at = time.monotonic() + self._waits.for_limits(limits)
            if not asked and should_stop():
                asked = True
                self._send("stop")
                ends_at = min(ends_at, time.monotonic() + self._waits.stop_s)
            if time.monotonic() > ends_at:
                raise self._too_late(asked=asked)

    def _next(self, limits: Limits) -> object:
        """The next message, or None after a moment without one."""
        connection = self._connection
        assert connection is not None
        try:
            return connection.recv() if connection.poll(_LOOK_S) else None
        except (EOFError, ConnectionResetError) as error:
            raise self._died(limits) from error

    def _send(self, message: object) -> None:
        assert self._connection is not None
        try:
            self._connection.send(message)
        except (BrokenPipeError, ConnectionResetError):
            log.info("the solving child is gone; its last words come next")

    def _died(self, limits: Limits) -> SolverCrashed:
        assert self._child is not None
        status = self._child.wait()
        words = self._last_words()
        log.error("the solving child ended with %s: %s", status, words)
        memory = "bad_alloc" in words or "MemoryError" in words or "Unable to allocate" in words
        if memory:
            return self._out_of_memory(limits)
        name = signal.Signals(-status).name if status < 0 else str(status)
        return SolverCrashed(Sentence("error-solver-died", self._language, status=name))

    def _faulted(self, fault: Fault, limits: Limits) -> SolverCrashed:
        if fault.out_of_memory:
            return self._out_of_memory(limits)
        log.error("the optimiser failed: %s", fault.trace)
        last = fault.trace.strip().splitlines()[-1]
        return SolverCrashed(Sentence("error-solver-fault", self._language, detail=last))

    def _out_of_memory(self, limits: Limits) -> SolverCrashed:
        return SolverCrashed(Sentence("error-solver-memory", self._language, mb=limits.memory_mb))

    def _too_late(self, *, asked: bool) -> FoodplanError:
        if asked:
            return Stopped(Sentence("error-stopped-late", self._language, s=self._waits.stop_s))
        return SolverCrashed(Sentence("error-solver-late", self._language, s=self._waits.grace_s))

    def _last_words(self) -> str:
        assert self._told is not None
        size = self._told.seek(0, os.SEEK_END)
        self._told.seek(max(0, size - _TOLD_BYTES))
        return self._told.read().decode(errors="replace").strip()
