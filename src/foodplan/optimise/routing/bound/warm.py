"""Compiling ahead of time, so that it is not done while somebody waits for a bound."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from foodplan.optimise.routing.bound.arena import Arena
from foodplan.optimise.routing.bound.classes import VehicleClass
from foodplan.optimise.routing.bound.dear import with_more
from foodplan.optimise.routing.bound.filling import FINE, completion_of
from foodplan.optimise.routing.bound.graph import Graph, Limits, no_cuts
from foodplan.optimise.routing.bound.pricing import price


def compile_bound(report: Callable[[str, float], None]) -> None:
    """Compile or read it; `report` is told `bound-compiling`, then `bound-compiled` and seconds."""
    report("bound-compiling", 0.0)
    began_s = time.monotonic()
    prepare()
    report("bound-compiled", time.monotonic() - began_s)


def prepare() -> None:
    """Compile all that the bound needs, or read it from disk; half a minute the first time."""
    graph, none, arena = _one_visit(), np.zeros(1, dtype=np.int64), Arena(100)
    of = VehicleClass(number=0, rows=(0,), visits=none, graph=graph, wide=graph)
    price(of, none, no_cuts(1), below=1, checks=1, arena=arena)
    # Labels of one visit never become so many that its table is filled anew.
    with_more(graph, completion_of(graph, FINE, arena.room), none, 1)


def _one_visit() -> Graph:
    """A shift of ten minutes and one visit, at the hub, that takes no time."""
    none, one = np.zeros(1, dtype=np.int64), np.zeros((1, 1), dtype=np.int64)
    nothing = Limits(**dict.fromkeys(Limits._fields, 0))
    limits = nothing._replace(
        end_s=600, longest_s=600, work_s=600, drive_s=600, dag=1, mpal=1, trips=2
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
        held=none,
        cuts=no_cuts(1),
        limits=limits,
    )
