"""How far from the best a day or a week can be: a lower bound that is valid at any moment.

The mathematics, what is exact and what is relaxed: docs/bounds.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from threading import Lock

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from foodplan.optimise.routing.bound.arena import Arenas
from foodplan.optimise.routing.bound.part import Part
from foodplan.optimise.routing.bound.start import begin
from foodplan.optimise.routing.task import MILLICENTS_PER_CENT, PlannedRoute, RoutingTask

MOST_LABELS = 800_000
"""Room of each thread for trips, 128 bytes each; where it is full, the bound is weaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutesBound:
    """What visits cost at least, weekly costs of vehicles aside."""

    bound_cents: int
    proven: bool
    """Whether the plan's cost is the least there is."""
    seconds: float
    """Time that it took."""


def bound_routes(
    task: RoutingTask,
    *,
    visits: Sequence[int],
    plan: Sequence[PlannedRoute] = (),
    seconds: float,
    clock: Callable[[], float],
    stop: Callable[[], bool],
    upper_cents: int,
    threads: int = 1,
    most_labels: int = MOST_LABELS,
    report: Callable[[int], None] = lambda _: None,
) -> RoutesBound:
    """A lower bound on the cost of making all these visits, each on a vehicle-day that may make it.

    `clock` is read, `stop` asked and `report` told by one thread at a time.
    `upper_cents` is what the plan pays for them, rounded up; the bound never exceeds it, and the
    work ends when it is reached, when it moves no more, after `seconds`, or when told to stop.
    `report` is told the bound in cents as it rises, from when there is one for every part.
    """
    began_s, one_at_a_time = clock(), Lock()

    def is_over() -> bool:
        with one_at_a_time:
            return stop() or clock() - began_s >= seconds

    with closing(Arenas(most_labels, threads)) as arenas:
        parts = _parts(task, visits, plan, arenas, is_over)
        while not is_over() and _cents(parts) < upper_cents and not all(one.done for one in parts):
            part = min((one for one in parts if not one.done), key=lambda one: one.turn)
            step_began_s = clock()
            part.step()
            part.spent_s += clock() - step_began_s
            if all(part.raised for part in parts):
                report(min(_cents(parts), upper_cents))
        for part in parts:
            if not stop():
                part.settle()
    bound_cents = min(_cents(parts), upper_cents)
    return RoutesBound(
        bound_cents=bound_cents,
        proven=bound_cents == upper_cents,
        seconds=clock() - began_s,
    )


def _cents(parts: Sequence[Part]) -> int:
    """Whole cents, rounded up as all costs are."""
    return -(-sum(part.bound for part in parts) // MILLICENTS_PER_CENT)


def _parts(
    task: RoutingTask,
    visits: Sequence[int],
    plan: Sequence[PlannedRoute],
    arenas: Arenas,
    is_over: Callable[[], bool],
) -> list[Part]:
    """Visits and vehicle-days that share no vehicle with the others, such as those of one hub."""
    chosen = np.array(sorted(visits), dtype=np.int64)
    rows = np.flatnonzero(task.visits.may[chosen].any(axis=0))
    may = task.visits.may[np.ix_(chosen, rows)]
    n = len(chosen)
    links = csr_array(np.block([[np.zeros((n, n)), may], [may.T, np.zeros((len(rows),) * 2)]]))
    n_parts, label = connected_components(links, directed=False)
    found = (
        begin(
            task,
            rows[label[n:] == part].tolist(),
            chosen[label[:n] == part].tolist(),
            plan=plan,
            arenas=arenas,
            is_over=is_over,
        )
        for part in range(n_parts)
    )
    return [part for part in found if part is not None]
