"""Stands in for the optimiser in the solving child.

What it does is told by the problem's label; for any other label it answers at once.

Everything it does takes until it is stopped, or no time at all: no test depends on a clock.
"""

from __future__ import annotations

import ctypes
import os
import signal
import threading
from collections.abc import Callable

from foodplan.domain.plan import Bound, Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import COMPILING, Limits, Progress
from foodplan.domain.week_bound import Nearing
from foodplan.errors import NoPlanFound
from foodplan.tables.travel import TravelMatrix

SLOW_TO_COMPILE = 99
EMPTY = Plan(collections=(), recipes=(), routes=())
_TICK_S = 0.02


def make_ready(limits: Limits, report: Callable[[Progress], None]) -> None:
    """It is, but for one seed: then it takes longer than any limit."""
    if limits.seed == SLOW_TO_COMPILE:
        report(Progress(phase=COMPILING, share=0.0))
        threading.Event().wait(0.5)


def solve(
    problem: Problem,
    travel: TravelMatrix,
    limits: Limits,
    *,
    stop: Callable[[], bool],
    report: Callable[[Progress], None],
    start: Plan | None,
) -> Plan:
    report(Progress(phase="routing", share=0.5, best_eur=10.0, baskets_served=0))
    _ACTS.get(problem.label.en, _at_once)(stop)
    return EMPTY


def _at_once(stop: Callable[[], bool]) -> None:
    """A plan without anything in it: poor, but it breaks no rule."""


def _until_stopped(stop: Callable[[], bool]) -> None:
    pause = threading.Event()
    while not stop():
        pause.wait(_TICK_S)


def _for_ever(stop: Callable[[], bool]) -> None:
    threading.Event().wait()


def _die(stop: Callable[[], bool]) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _eat(stop: Callable[[], bool]) -> None:
    kept = []
    while True:
        kept.append(bytearray(64 * 1024 * 1024))


def _abort(stop: Callable[[], bool]) -> None:
    """What native code does when memory runs out."""
    os.write(2, b"terminate called after throwing an instance of 'std::bad_alloc'\n")
    ctypes.CDLL(None).abort()


def _give_up(stop: Callable[[], bool]) -> None:
    raise NoPlanFound("no plan; give more time")


def _fail(stop: Callable[[], bool]) -> None:
    raise ZeroDivisionError("a fault of ours")


_ACTS: dict[str, Callable[[Callable[[], bool]], None]] = {
    "at once": _at_once,
    "until stopped": _until_stopped,
    "for ever": _for_ever,
    "die": _die,
    "eat": _eat,
    "abort": _abort,
    "give up": _give_up,
    "fail": _fail,
}


def bound(*_: object, **__: object) -> tuple[None, None]:
    """Proves nothing."""
    return None, None


def bound_week(
    problem: Problem,
    *_: object,
    stop: Callable[[], bool],
    report: Callable[[Nearing], None],
    **__: object,
) -> Bound:
    """Half of what the plan pays at first; nine tenths when the act of the problem is over."""
    report(Nearing(share=0.5, bound=_proven(50.0)))
    _ACTS.get(problem.label.en, _at_once)(stop)
    return _proven(90.0)


def _proven(bound_eur: float) -> Bound:
    return Bound(stage="routes", value=100.0, bound=bound_eur, proven=True)
