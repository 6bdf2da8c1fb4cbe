"""Plans without routes, and room to work in."""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.search.arrays import (
    ABSENT,
    POSITION,
    ROUTE,
    TOTAL,
    TRIP,
    Facts,
    Routes,
)
from foodplan.optimise.routing.search.scratch import DESK, MARK, MEMO, SPOT, Scratch

_POOL = 2_000_000
"""Numbers that a run may write down about routes seen; about 2,000 plans of a week."""
_POOLED = 2**16
"""Many more than a plan has routes; a route that lost its place is only written down again."""


def empty_routes(facts: Facts) -> Routes:
    """A plan in which nothing is done."""
    m, n, n_jobs = len(facts.slots), len(facts.nodes), len(facts.jobs)
    n_trips = int(facts.slots["max_trips"].max(initial=1))
    width = int(facts.slots["max_stops"].max(initial=1)) + n_trips + 3
    routes = Routes(
        at=np.zeros((m, width), dtype=POSITION),
        info=np.zeros(m, dtype=ROUTE),
        trips=np.zeros((m, n_trips + 2), dtype=TRIP),
        slot_of=np.full(n, ABSENT, dtype=np.int64),
        absent=np.arange(n_jobs, dtype=np.int64),
        total=np.zeros(1, dtype=TOTAL),
        group_used=np.zeros(len(facts.groups), dtype=np.int64),
        vehicle_used=np.zeros(int(facts.slots["vehicle"].max(initial=0)) + 1, dtype=np.int64),
        departed=np.zeros(facts.cap.shape, dtype=np.int64),
    )
    routes.total["n_absent"] = n_jobs
    routes.total["missing"] = facts.jobs["price"].sum()
    return routes


def scratch_of(facts: Facts) -> Scratch:
    """Room to work in."""
    n_stops = int(facts.slots["max_stops"].max(initial=1))
    n_trips = int(facts.slots["max_trips"].max(initial=1))
    scratch = Scratch(
        desk=np.zeros(1, dtype=DESK),
        marks=np.zeros(len(facts.slots), dtype=MARK),
        spots=np.zeros(n_stops + n_trips + 3, dtype=SPOT),
        memos=np.zeros((len(facts.nodes), len(facts.slots)), dtype=MEMO),
        spare=np.zeros(len(facts.groups), dtype=np.int64),
        keys=np.zeros(len(facts.jobs), dtype=np.float64),
        misses=np.ones(len(facts.jobs), dtype=np.int64),
        pool=np.zeros(_POOL, dtype=np.int64),
        pooled=np.zeros(_POOLED, dtype=np.int64),
    )
    scratch.marks["dirty"] = 1
    return scratch
