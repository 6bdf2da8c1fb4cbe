"""Problem and travel matrix to plan: allocation and routes."""

from __future__ import annotations

from foodplan.optimise.routing.bound.warm import compile_bound
from foodplan.optimise.routing.engines import compile_search
from foodplan.optimise.week import optimise

__all__ = ["compile_bound", "compile_search", "optimise"]
