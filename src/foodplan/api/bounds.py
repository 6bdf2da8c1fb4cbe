"""How far from the best a plan is: its days, and its week where somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field

from foodplan.api.asking import Asked, PlanName
from foodplan.api.bound_schemas import BoundsOut, WeekBoundOut
from foodplan.api.language import Spoken
from foodplan.domain.week_bound import WeekBound

router = APIRouter(prefix="/plans/{plan_id}/bounds", tags=["plans"])


class WeekBoundIn(BaseModel):
    """How long to work on it."""

    model_config = ConfigDict(extra="forbid")

    time_limit_s: float = Field(
        default=300.0, gt=0, le=86_400, description="Seconds of the processor."
    )


@router.get("")
def read_bounds(plan_id: PlanName, planner: Asked) -> BoundsOut:
    """How far from the best possible each day is at most; worked out in the background."""
    return BoundsOut.from_days(planner.bounds.of(plan_id))


@router.post("/week", status_code=202)
def ask_week(
    plan_id: PlanName, asked: WeekBoundIn, response: Response, planner: Asked, language: Spoken
) -> WeekBoundOut:
    """Work out how far the week is from the best, whatever the days of its deliveries.

    It is done in the background, after all plans; where it is under way already, it goes on.
    """
    bound = planner.bounds.ask_week(plan_id, seconds=asked.time_limit_s)
    response.headers["location"] = f"/api/v1/plans/{plan_id}/bounds/week"
    return WeekBoundOut.from_bound(bound, language)


@router.get("/week")
def read_week(plan_id: PlanName, planner: Asked, language: Spoken) -> WeekBoundOut:
    """The bound of the week as it stands; 404 where nobody asked for it."""
    return WeekBoundOut.from_bound(planner.bounds.asked_week(plan_id), language)


@router.delete("/week", status_code=202)
def stop_week(plan_id: PlanName, planner: Asked, language: Spoken) -> WeekBoundOut:
    """Stop the work; the best bound so far is kept."""
    return WeekBoundOut.from_bound(planner.bounds.stop_week(plan_id), language)


def _watched(plan_id: PlanName, planner: Asked) -> Iterator[WeekBound]:
    """Asked for before the answer begins, so that an unknown one is a 404, not a broken stream."""
    planner.bounds.asked_week(plan_id)
    return planner.bounds.watch_week(plan_id)


@router.get("/week/events", response_class=EventSourceResponse)
def follow_week(
    bounds: Annotated[Iterator[WeekBound], Depends(_watched)], language: Spoken
) -> Iterator[ServerSentEvent]:
    """Server-sent events: `progress` at least once a second, then one `over`."""
    for bound in bounds:
        event = "over" if bound.status.is_over else "progress"
        yield ServerSentEvent(data=WeekBoundOut.from_bound(bound, language), event=event)
