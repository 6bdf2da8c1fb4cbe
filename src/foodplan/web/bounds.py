"""Ask on a plan's page how far its week is from the best possible, and stop asking."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from foodplan.domain.ids import RunId
from foodplan.errors import InvalidValue
from foodplan.web.asking import Asked, Form, RunName, Spoken
from foodplan.web.quality_view import WEEK_TIMES_S

router = APIRouter(include_in_schema=False)


@router.post("/plans/{run_id}/week-bound")
def ask_week_bound(run_id: RunName, planner: Asked, words: Spoken, form: Form) -> RedirectResponse:
    """Queue it; the plan's page shows how it gets on."""
    seconds = form.get("seconds", "")
    if seconds not in map(str, WEEK_TIMES_S):
        raise InvalidValue(words.say("run-bad-time"))
    planner.bounds.ask_week(run_id, seconds=float(seconds))
    return _back(run_id)


@router.post("/plans/{run_id}/week-bound/stop")
def stop_week_bound(run_id: RunName, planner: Asked) -> RedirectResponse:
    """Stop and keep the best."""
    planner.bounds.stop_week(run_id)
    return _back(run_id)


def _back(run_id: RunId) -> RedirectResponse:
    return RedirectResponse(f"/plans/{run_id}#week-bound", status_code=303)
