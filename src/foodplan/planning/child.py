"""The solving child: `python -m foodplan.planning.child <pipe> <parent>`.

It imports the optimiser once and then forks for each problem, so that the next one starts at once
and yet gets a process of its own: native memory is given back, no state is inherited, memory is
limited. Both processes die with the thread that started the child.
"""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from threading import Event, Lock, Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any

from foodplan.domain.adjustment import PlanEvent
from foodplan.domain.plan import Bound, Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits, Progress
from foodplan.errors import FoodplanError

if TYPE_CHECKING:
    # Not at run time: it brings numpy, and this module must be quick to enter.
    from foodplan.tables.travel import TravelMatrix

_PR_SET_PDEATHSIG = 1
_BYTES_PER_MB = 1024 * 1024
_HEARTBEAT_S = 0.5
_NICE = 15
"""Nobody waits for bounds: everything else on the machine goes first."""
Solve = Callable[..., Plan]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """First message to the child: what to make ready."""

    path: tuple[str, ...]
    """Where modules are looked for, as in the parent."""
    solving: str
    """Module with functions `make_ready`, `solve`, `mend`, `bound` and `bound_week`."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The child's word that work may come: before the first problem, and after each one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What to solve. The next message, whatever it is, asks to stop."""

    problem: Problem
    travel: TravelMatrix
    limits: Limits
    start: Plan | None
    """The plan of a week much like this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """What to do instead: a kept plan to repair, or to adjust by hand."""

    before: Problem
    problem: Problem
    """As it is known after the accident."""
    travel: TravelMatrix
    plan: Plan
    event: PlanEvent
    limits: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounding:
    """What to do instead: a kept plan whose stops cost at least something.

    On its way it sends `Nearing`, where it is about a whole week.
    """

    problem: Problem
    travel: TravelMatrix
    plan: Plan
    day: int | None
    """None: the whole week, whatever the days of deliveries."""
    limits: Limits
    """Seconds of the processor."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """The answer to it."""

    bound: Bound | None
    spread: float | None = None
    """Of the costs of searches with other seeds, where no bound of a day is proven."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The answer where there is no plan, for want of memory or by a fault of ours."""

    out_of_memory: bool
    trace: str


class Link:
    """The child's end of the pipe: two threads write to it."""

    def __init__(self, connection: Connection[Any, Any]) -> None:
        self._connection = connection
        self._lock = Lock()

    def send(self, message: object) -> None:
        """One whole message; a parent that is gone needs none."""
        try:
            with self._lock:
                self._connection.send(message)
        except BrokenPipeError:
            os._exit(1)

    def receive(self) -> Any:
        """The next message; the child ends with its parent's end of the pipe."""
        try:
            return self._connection.recv()
        except EOFError:
            os._exit(1)


def main(handle: int, parent: int) -> None:
    """Make ready, then see to one problem after the other, each in a process of its own."""
    _die_with(parent)
    link = Link(Connection(handle))
    setup: Setup = link.receive()
    sys.path[:] = setup.path
    solving = import_module(setup.solving)
    while True:
        link.send(Ready())
        work = link.receive()
        # A request to stop may come when its problem is solved already.
        if isinstance(work, Work | Mending | Bounding):
            fault = _make_ready(solving, work.limits, link)
            if fault is None:
                _solve_apart(solving, work, link)
            else:
                link.send(fault)


def _make_ready(solving: ModuleType, limits: Limits, link: Link) -> Fault | None:
    try:
        solving.make_ready(limits, link.send)
    # As at the end of a job: the parent puts it into words.
    except Exception:  # noqa: BLE001
        return Fault(out_of_memory=False, trace=traceback.format_exc())
    return None


def _solve_apart(solving: ModuleType, work: Work | Mending | Bounding, link: Link) -> None:
    """In a fork, which answers by itself; where it dies, this process dies in the same way."""
    gc.freeze()
    me = os.getpid()
    pid = os.fork()
    if pid == 0:
        _die_with(me)
        _limit_memory(work.limits.memory_mb)
        link.send(_answer(solving, work, link))
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        _die_by(os.WTERMSIG(status))
    if status:
        os._exit(os.waitstatus_to_exitcode(status))


def _answer(solving: ModuleType, work: Work | Mending | Bounding, link: Link) -> object:
    stop = Event()
    Thread(target=_listen, args=(link, stop), daemon=True).start()
    pulse = _Pulse(link)
    pulse.start()
    try:
        if isinstance(work, Mending):
            return solving.mend(work.before, work.problem, work.travel, work.plan, work.event)
        if isinstance(work, Bounding):
            os.nice(_NICE)
            return _bounded(solving, work, link, stop)
        solve: Solve = solving.solve
        return solve(
            work.problem,
            work.travel,
            work.limits,
            stop=stop.is_set,
            report=pulse.report,
            start=work.start,
        )
    except FoodplanError as error:
        return error
    except MemoryError:
        return Fault(out_of_memory=True, trace="")
    # The end of a job: whatever it was, the parent puts it into words.
    except Exception:  # noqa: BLE001
        return Fault(out_of_memory=False, trace=traceback.format_exc())
    finally:
        pulse.end()


def _bounded(solving: ModuleType, work: Bounding, link: Link, stop: Event) -> Bounded:
    about = work.problem, work.travel, work.plan
    if work.day is None:
        return Bounded(solving.bound_week(*about, work.limits, stop=stop.is_set, report=link.send))
    return Bounded(*solving.bound(*about, work.day, work.limits, stop=stop.is_set))


class _Pulse:
    """Sends progress when there is some, and the last one again while there is none."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._last = Progress(phase="allocating", share=0.0)
        self._over = Event()
        self._thread = Thread(target=self._beat, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """Nothing is sent after it."""
        self._over.set()
        self._thread.join()

    def report(self, progress: Progress) -> None:
        self._last = progress
        self._link.send(progress)

    def _beat(self) -> None:
        while not self._over.wait(_HEARTBEAT_S):
            self._link.send(self._last)


def _listen(link: Link, stop: Event) -> None:
    link.receive()
    stop.set()
    link.receive()


def _die_with(parent: int) -> None:
    """Ask the kernel for an end when the starting thread ends; it may have ended already."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _die_by(number: int) -> None:
    """The parent reads from the end of a child how it came about."""
    if number != signal.SIGKILL:
        signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _limit_memory(memory_mb: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * _BYTES_PER_MB, hard))


if __name__ == "__main__":
    # Messages name classes of this module as the parent imports it, not as `__main__`.
    import_module("foodplan.planning.child").main(int(sys.argv[1]), int(sys.argv[2]))
