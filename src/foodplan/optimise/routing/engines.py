"""Which route engine answers to which name."""

from __future__ import annotations

from collections.abc import Mapping

from foodplan.domain.run import Engine
from foodplan.optimise.routing.ortools_engine import ortools_routes
from foodplan.optimise.routing.task import RouteEngine

ENGINES: Mapping[Engine, RouteEngine] = {
    Engine.ORTOOLS: ortools_routes,
}


def engine_of(name: Engine) -> RouteEngine:
    """The engine of that name; OR-Tools' routing library where it is not built in."""
    return ENGINES.get(name, ortools_routes)
