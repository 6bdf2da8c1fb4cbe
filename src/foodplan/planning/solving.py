"""What the child runs; the only module that imports the optimiser."""

from __future__ import annotations

import time
from collections.abc import Callable

from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits, Progress
from foodplan.optimise import optimise
from foodplan.optimise.repair import repair as mend
from foodplan.tables.travel import TravelMatrix

__all__ = ["mend", "solve"]


def solve(
    problem: Problem,
    travel: TravelMatrix,
    limits: Limits,
    *,
    stop: Callable[[], bool],
    report: Callable[[Progress], None],
) -> Plan:
    """The best plan within the limits, by the clock of this machine."""
    return optimise(problem, travel, limits, clock=time.monotonic, stop=stop, report=report)
