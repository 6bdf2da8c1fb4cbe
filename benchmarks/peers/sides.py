"""Every side by name: (task, watch) → routing."""

from __future__ import annotations

import time
from collections.abc import Callable

from foodplan.optimise.routing.ortools_engine import ortools_routes
from foodplan.optimise.routing.regions.engine import search
from foodplan.optimise.routing.task import RouteEngine, Routing, RoutingTask, SearchLimits
from peers.ortools_week import ortools_week
from peers.pyvrp_routes import pyvrp_days_first, pyvrp_routes
from peers.vroom_routes import vroom_routes
from peers.watch import Watch

_WARM_UP = 300
"""Iterations in which everything is compiled, or read from disk."""
Side = Callable[[RoutingTask, Watch], Routing]

_WORTH_GOING_ON = 0.1
"""Share of the limit; OR-Tools counts wall seconds and may end before its CPU seconds are used."""


def our_search(task: RoutingTask, watch: Watch) -> Routing:
    """Our search; the first call compiles, or reads what was compiled."""
    search(task, limits=_limits(Watch(seconds=0, seed=1), work=_WARM_UP))
    return _run(search, task, watch)


def our_ortools(task: RoutingTask, watch: Watch) -> Routing:
    """Our second engine: OR-Tools day by day, cheapest arcs and guided local search."""
    return _run(ortools_routes, task, watch)


def _run(engine: RouteEngine, task: RoutingTask, watch: Watch) -> Routing:
    watch.start()
    found: Routing | None = None
    while found is None or watch.seconds - watch.used_s() > _WORTH_GOING_ON * watch.seconds:
        found = engine(task, limits=_limits(watch), start=found)
    return found


def _limits(watch: Watch, *, work: int | None = None) -> SearchLimits:
    """What is left of the time, or an amount of work."""
    return SearchLimits(
        seconds=None if work else watch.seconds - watch.used_s(),
        work=work,
        seed=watch.seed,
        clock=time.process_time,
        stop=lambda: work is None and watch.is_over(),
        report=lambda cents, n_open: None if n_open else watch.note(cents),
    )


SIDES: dict[str, Side] = {
    "search": our_search,
    "PyVRP": pyvrp_routes,
    "PyVRP, days first": pyvrp_days_first,
    "OR-Tools, day by day": our_ortools,
    "OR-Tools, whole week": ortools_week,
    "VROOM": vroom_routes,
}
