"""Repair a plan: see the change first, then keep it."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from foodplan.api.asking import Asked, PlanName
from foodplan.api.language import Spoken
from foodplan.domain.accident import Accident, LostStop, Place
from foodplan.domain.accident_words import read_change, read_locks, read_moment
from foodplan.domain.policy import AllowedChanges
from foodplan.evaluate import SiteChange
from foodplan.evaluate.stop_changes import StopChange
from foodplan.planning import Repair
from foodplan.texts import Language
from foodplan.units import MINUTES_PER_HOUR

router = APIRouter(prefix="/plans", tags=["plans"])


class RepairIn(BaseModel):
    """What happened, from when on, and what may change."""

    model_config = ConfigDict(extra="forbid")

    because: str = Field(
        max_length=200,
        description="van-03-out, site-014-closed:wed, farm-02-fails, lot-7-smaller:40%, "
        "site-014-needs:30, Marseille-slow:1.5, new-site:S-999:43.30:5.40:30",
    )
    at: str = Field(default="", max_length=40, description="tue 09:30; empty: before the week.")
    level: AllowedChanges | None = Field(
        default=None, description="What may change; left out: what the week's policy allows."
    )
    locks: str = Field(
        default="",
        max_length=400,
        description="Left alone: VAN-03,wed; of every stop: days,vehicles,order.",
    )
    keep: bool = Field(default=False, description="Keep the repaired plan; else only show it.")


class PlaceOut(BaseModel):
    """Where a stop could go."""

    day: int
    vehicle_id: str
    trip: int
    position: int
    km: float
    minutes: float
    spare_kg: float
    spare_pallets: float
    late_min: float

    @classmethod
    def from_place(cls, place: Place) -> PlaceOut:
        """Field by field."""
        return cls(
            day=place.day,
            vehicle_id=place.vehicle_id,
            trip=place.trip,
            position=place.position,
            km=place.km,
            minutes=place.minutes,
            spare_kg=place.spare_kg,
            spare_pallets=place.spare_pallets,
            late_min=place.late_min,
        )


class LostStopOut(BaseModel):
    """A stop that lost its place; `to` is null where none was found."""

    place_id: str
    day: int
    vehicle_id: str | None
    n_baskets: int
    to: PlaceOut | None
    places: list[PlaceOut]

    @classmethod
    def from_stop(cls, lost: LostStop) -> LostStopOut:
        """With its best places."""
        return cls(
            place_id=lost.place_id,
            day=lost.day,
            vehicle_id=lost.vehicle_id,
            n_baskets=lost.n_baskets,
            to=PlaceOut.from_place(lost.to) if lost.to else None,
            places=[PlaceOut.from_place(place) for place in lost.places],
        )


class CallOut(BaseModel):
    """Day and vehicle of a stop."""

    day: int
    vehicle_id: str


class StopChangeOut(BaseModel):
    """A place that is served otherwise than before."""

    place_id: str
    what: list[str]
    before: list[CallOut]
    after: list[CallOut]

    @classmethod
    def from_change(cls, change: StopChange) -> StopChangeOut:
        """With its days and vehicles before and after."""
        before, after = (
            [CallOut(day=day, vehicle_id=vehicle_id) for day, vehicle_id in calls]
            for calls in (change.before, change.after)
        )
        return cls(place_id=change.place_id, what=list(change.what), before=before, after=after)


class SiteGainOut(BaseModel):
    """Baskets that a site gets more (or fewer, below 0)."""

    site_id: str
    label: str
    baskets: int

    @classmethod
    def from_change(cls, change: SiteChange) -> SiteGainOut:
        """The difference alone."""
        return cls(site_id=change.site_id, label=change.label, baskets=change.baskets)


class ChangeOut(BaseModel):
    """By how much the week changes."""

    km: float
    minutes: float
    """On duty."""
    baskets: float
    eur: float


class RepairOut(BaseModel):
    """What a repair or an adjustment changes, and the id of the plan where it is kept."""

    plan_id: str | None
    repairs_plan_id: str
    change: ChangeOut
    broken: list[str]
    """Rules that an adjustment would break, in the language asked for; it cannot be kept then."""
    measures: dict[str, float | None]
    stops: list[StopChangeOut]
    gains: list[SiteGainOut]
    losses: list[SiteGainOut]
    lost: list[LostStopOut]
    notes: list[str]
    """What the sites of the accident do not get, in the language asked for."""

    @classmethod
    def from_repair(cls, repair: Repair, kept: str | None, language: Language) -> RepairOut:
        """The answer, kept or only shown."""
        difference = repair.difference
        return cls(
            plan_id=kept,
            repairs_plan_id=repair.base.run.run_id,
            change=ChangeOut(
                km=repair.change("km"),
                minutes=repair.change("duty_hours") * MINUTES_PER_HOUR,
                baskets=repair.change("baskets_given"),
                eur=repair.change("eur"),
            ),
            broken=[one.words(language) for one in repair.violations],
            measures={row.code: row.value for row in repair.measures.table()},
            stops=[StopChangeOut.from_change(row) for row in difference.stops],
            gains=[SiteGainOut.from_change(row) for row in difference.gains],
            losses=[SiteGainOut.from_change(row) for row in difference.losses],
            lost=[LostStopOut.from_stop(row) for row in repair.lost],
            notes=[finding.words(language) for finding in repair.findings],
        )


@router.post("/{plan_id}/repair")
def repair_plan(
    plan_id: PlanName, asked: RepairIn, planner: Asked, language: Spoken, response: Response
) -> RepairOut:
    """Show what a repair changes (200), or keep the repaired plan (201) as a plan of its own."""
    problem = planner.kept(plan_id).problem
    accident = Accident(
        change=read_change(asked.because, problem, language),
        at=read_moment(asked.at, problem, language),
        level=asked.level or problem.policy.allowed_changes,
        locks=read_locks(asked.locks, problem, language),
    )
    repair = planner.repair(plan_id, accident)
    kept = None
    if asked.keep:
        kept = planner.keep_repair(plan_id, accident).run_id
        response.status_code = 201
        response.headers["location"] = f"/api/v1/plans/{kept}"
    return RepairOut.from_repair(repair, kept, language)
