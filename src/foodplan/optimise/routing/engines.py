"""Which route engine answers to which name."""

from __future__ import annotations

from collections.abc import Mapping

from foodplan.domain.run import Engine
from foodplan.optimise.routing.ortools_engine import ortools_routes
from foodplan.optimise.routing.regions.engine import search
from foodplan.optimise.routing.search.warm import compile_search
from foodplan.optimise.routing.task import RouteEngine

__all__ = ["ENGINES", "compile_search", "engine_of"]

ENGINES: Mapping[Engine, RouteEngine] = {
    Engine.ORTOOLS: ortools_routes,
    Engine.SEARCH: search,
}


def engine_of(name: Engine) -> RouteEngine:
    """The engine of that name."""
    return ENGINES[name]
