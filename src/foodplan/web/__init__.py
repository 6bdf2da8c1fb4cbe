"""Pages for people: server-rendered, French and English, no outside request."""

from __future__ import annotations

from fastapi import APIRouter

from foodplan.web import (
    adjusting,
    bounds,
    checks,
    compare,
    home,
    own_weeks,
    plans,
    repairs,
    robustness,
    runs,
    scenarios,
    sweeps,
    tracing,
)
from foodplan.web.faults import error_page, status_page
from foodplan.web.render import STATIC

router = APIRouter()
for part in (
    home,
    own_weeks,
    runs,
    plans,
    bounds,
    adjusting,
    repairs,
    robustness,
    tracing,
    scenarios,
    sweeps,
    checks,
    compare,
):
    router.include_router(part.router)

__all__ = ["STATIC", "error_page", "router", "status_page"]
