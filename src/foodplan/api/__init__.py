"""JSON over HTTP; thin: parse, ask planning, shape."""

from __future__ import annotations

from fastapi import APIRouter

from foodplan.api import (
    adjusting,
    comparisons,
    datasets,
    health,
    jobs,
    plans,
    repairs,
    scenarios,
    sweeps,
)

router = APIRouter(prefix="/api/v1")
for part in (datasets, scenarios, plans, repairs, adjusting, sweeps, jobs, comparisons, health):
    router.include_router(part.router)

__all__ = ["router"]
