"""A plan tried on random weeks: the page; its figures come week by week from the API."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from foodplan.web.asking import Asked, RunName, Spoken
from foodplan.web.render import page

WEEKS = (20, 100, 200)

router = APIRouter(include_in_schema=False)


@router.get("/plans/{run_id}/robustness")
def ask_robustness(
    request: Request, run_id: RunName, planner: Asked, words: Spoken
) -> HTMLResponse:
    """How many weeks, and then how it goes."""
    kept = planner.kept(run_id)
    return page(
        request,
        "robustness.html",
        run=kept.run,
        label=words.label(kept.run.label),
        weeks=WEEKS,
        told=words.say("robustness-progress", n="%", weeks="#"),
    )
