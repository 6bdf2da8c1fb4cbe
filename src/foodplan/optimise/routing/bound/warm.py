"""Compiling ahead of time, so that it is not done while somebody waits for a bound."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from foodplan.optimise.routing.bound.classes import VehicleClass
from foodplan.optimise.routing.bound.graph import Graph, Limits, no_cuts
from foodplan.optimise.routing.bound.pricing import Arena, price


def compile_bound(report: Callable[[str, float], None]) -> None:
    """Compile or read it; `report` is told `bound-compiling`, then `bound-compiled` and seconds."""
    report("bound-compiling", 0.0)
    began_s = time.monotonic()
    prepare()
    report("bound-compiled", time.monotonic() - began_s)


def prepare() -> None:
    """Compile all that the bound needs, or read it from disk; half a minute the first time."""
    graph, none = _one_visit(), np.zeros(1, dtype=np.int64)
    of = VehicleClass(number=0, rows=(0,), visits=none, graph=graph, wide=graph)
    price(of, none, no_cuts(1), below=1, checks=1, arena=Arena(10))


def _one_visit() -> Graph:
    """A shift of ten minutes and one visit, at the hub, that takes no time."""
    none, one = np.zeros(1, dtype=np.int64), np.zeros((1, 1), dtype=np.int64)
    nothing = Limits(**dict.fromkeys(Limits._fields, 0))
    limits = nothing._replace(
        end_s=600, longest_s=600, work_s=600, drive_s=600, dag=1, mpal=1, trips=1
    )
    return Graph(
        first_cost=none,
        first_s=none,
        first_drive_s=none,
        next_cost=one,
        next_s=one,
        next_drive_s=one,
        reload_cost=one,
        reload_s=one,
        reload_drive_s=one,
        last_cost=none,
        last_s=none,
        last_drive_s=none,
        opens_s=none,
        closes_s=none + 600,
        dag=none,
        mpal=none,
        resets=one,
        twin=none,
        near=one,
        bit=one,
        cuts=no_cuts(1),
        limits=limits,
    )
