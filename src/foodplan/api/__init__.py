"""JSON over HTTP; thin: parse, ask planning, shape."""

from __future__ import annotations

from fastapi import APIRouter

from foodplan.api import (
    adjusting,
    bounds,
    comparisons,
    datasets,
    health,
    jobs,
    plans,
    repairs,
    robustness,
    scenarios,
    sweeps,
)

router = APIRouter(prefix="/api/v1")
PARTS = (
    datasets,
    scenarios,
    plans,
    bounds,
    repairs,
    adjusting,
    robustness,
    sweeps,
    jobs,
    comparisons,
    health,
)
for part in PARTS:
    router.include_router(part.router)

__all__ = ["router"]
