"""A plan tried on many random weeks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel

from foodplan.api.asking import Asked, PlanName
from foodplan.api.language import Spoken
from foodplan.domain.ids import SiteId
from foodplan.domain.places import Site
from foodplan.evaluate.robustness import Robustness, WeekTried, robustness_lines
from foodplan.texts import say

_LOWEST = 5
_MOST_WEEKS = 200

Weeks = Annotated[int, Query(ge=1, le=_MOST_WEEKS)]
Seed = Annotated[int, Query(ge=0)]

router = APIRouter(prefix="/plans", tags=["plans"])


class SiteFillOut(BaseModel):
    """What a site can expect."""

    site_id: str
    mean_fill_share: float


class WeekTriedOut(BaseModel):
    """What becomes of the plan in one week."""

    holds: bool
    n_repairs: int
    n_stops_changed: int
    n_vehicles_out: int
    n_packings_short: int
    baskets_needed: int
    baskets_given: int
    min_fill_share: float
    min_fill_share_as_it_is: float
    """If nobody repaired anything."""


class RobustnessOut(BaseModel):
    """The same plan in many weeks."""

    n_weeks: int
    hold_share: float
    mean_repairs: float
    mean_stops_changed: float
    mean_baskets_given: float
    mean_min_fill_share: float
    p10_min_fill_share: float
    p10_min_fill_share_as_it_is: float
    sites: list[SiteFillOut]
    """The lowest first."""
    weeks: list[WeekTriedOut]

    @classmethod
    def from_found(cls, found: Robustness) -> Self:
        """As it was worked out."""
        return cls(
            n_weeks=len(found.weeks),
            hold_share=found.hold_share,
            mean_repairs=found.mean_repairs,
            mean_stops_changed=found.mean_stops_changed,
            mean_baskets_given=found.mean_baskets_given,
            mean_min_fill_share=found.mean_min_fill,
            p10_min_fill_share=found.p10_min_fill,
            p10_min_fill_share_as_it_is=found.p10_min_fill_as_it_is,
            sites=[
                SiteFillOut(site_id=site_id, mean_fill_share=fill)
                for site_id, fill in found.site_fills()
            ],
            weeks=[
                WeekTriedOut(
                    holds=week.holds,
                    n_repairs=week.mended.n_repairs if week.mended else 0,
                    n_stops_changed=week.mended.n_stops_changed if week.mended else 0,
                    n_vehicles_out=week.n_vehicles_out,
                    n_packings_short=week.n_packings_short,
                    baskets_needed=week.baskets_needed,
                    baskets_given=week.outcome.baskets_given,
                    min_fill_share=week.outcome.min_fill,
                    min_fill_share_as_it_is=week.as_it_is.min_fill,
                )
                for week in found.weeks
            ],
        )


class TryingOut(BaseModel):
    """How far a try has come, and what it says so far."""

    n_done: int
    n_weeks: int
    told: list[str]
    """Sentences."""
    lowest: list[tuple[str, float]]
    """Names of the sites most at risk, with the fill that they can expect."""


@router.get("/{plan_id}/robustness")
def read_robustness(
    plan_id: PlanName,
    planner: Asked,
    weeks: Weeks = 100,
    seed: Seed = 1,
) -> RobustnessOut:
    """The plan in random weeks: how often it holds, what repairs change where it does not.

    Weeks that do not hold are repaired one after the other: a hundred take a minute or two.
    """
    found = planner.tried_weeks(plan_id, n_weeks=weeks, seed=seed)
    return RobustnessOut.from_found(Robustness(weeks=tuple(found)))


def _trying(
    plan_id: PlanName, planner: Asked, weeks: Weeks = 100, seed: Seed = 1
) -> tuple[int, Mapping[SiteId, Site], Iterator[WeekTried]]:
    """Asked for before the answer begins, so that an unknown plan is a 404."""
    sites = planner.kept(plan_id).problem.site
    return weeks, sites, planner.tried_weeks(plan_id, n_weeks=weeks, seed=seed)


@router.get("/{plan_id}/robustness/events", response_class=EventSourceResponse)
def follow_robustness(
    trying: Annotated[tuple[int, Mapping[SiteId, Site], Iterator[WeekTried]], Depends(_trying)],
    language: Spoken,
) -> Iterator[ServerSentEvent]:
    """Server-sent events: `progress` after each week, then one `over`; who leaves stops it."""
    n_weeks, sites, weeks = trying
    tried: list[WeekTried] = []
    for week in weeks:
        tried.append(week)
        found = Robustness(weeks=tuple(tried))
        said = TryingOut(
            n_done=len(tried),
            n_weeks=n_weeks,
            told=[say(code, language, **params) for code, params in robustness_lines(found)],
            lowest=[(sites[site_id].label, fill) for site_id, fill in found.site_fills()[:_LOWEST]],
        )
        event = "over" if len(tried) == n_weeks else "progress"
        yield ServerSentEvent(data=said, event=event)
