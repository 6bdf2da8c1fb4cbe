"""Adjust a plan by hand: locks, moves, insertions, undo."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Response
from pydantic import BaseModel, ConfigDict, Field

from foodplan.api.asking import Asked, PlanName
from foodplan.api.errors import problem
from foodplan.api.language import Spoken
from foodplan.api.repairs import RepairOut
from foodplan.domain.accident import MOST_PLACES, LockKind, StopLock
from foodplan.domain.adjustment import Marks, PlanEvent
from foodplan.domain.adjustment_words import read_insert, read_move
from foodplan.errors import NotFound
from foodplan.planning import Planner
from foodplan.texts import Language, say

router = APIRouter(prefix="/plans", tags=["plans"])


class LockBody(BaseModel):
    """The stop of a place on a day keeps its vehicle, its day or its place in the order."""

    model_config = ConfigDict(extra="forbid")

    place_id: str = Field(max_length=80)
    day: int = Field(ge=0, le=6)
    kind: LockKind


class LocksBody(BaseModel):
    """All locks of a plan."""

    model_config = ConfigDict(extra="forbid")

    locks: list[LockBody] = Field(max_length=5000)

    @classmethod
    def from_marks(cls, marks: Marks) -> LocksBody:
        """Sorted."""
        rows = sorted(marks.locks)
        return cls(
            locks=[LockBody(place_id=row.place_id, day=row.day, kind=row.kind) for row in rows]
        )


class MoveIn(BaseModel):
    """A stop, and where it is to go."""

    model_config = ConfigDict(extra="forbid")

    place_id: str = Field(max_length=80)
    which: str = Field(
        default="", max_length=80, description="Where the place has several stops: tue, tue:VAN-03."
    )
    to_vehicle_id: str = Field(default="", max_length=80, description="Empty: the same.")
    to_day: str = Field(default="", max_length=20, description="wed; empty: the same.")
    trip: int | None = Field(default=None, ge=1, description="From 1; left out: the best.")
    position: int | None = Field(default=None, ge=1, description="From 1; left out: the best.")
    replan: bool = Field(
        default=False, description="Where it breaks a rule, few other stops are planned anew."
    )
    dry_run: bool = Field(default=True, description="Only show; false keeps a plan of its own.")


class InsertIn(BaseModel):
    """A site that gets less than it needs."""

    model_config = ConfigDict(extra="forbid")

    site_id: str = Field(max_length=80)
    place: int = Field(default=1, ge=1, le=MOST_PLACES, description="Which of its best places.")
    dry_run: bool = Field(default=True, description="Only show; false keeps a plan of its own.")


class UndoOut(BaseModel):
    """The plan before."""

    plan_id: str


@router.get("/{plan_id}/locks")
def read_locks(plan_id: PlanName, planner: Asked, response: Response) -> LocksBody:
    """Locks of a plan; the ETag goes into If-Match of a change."""
    body = LocksBody.from_marks(planner.marking.marks(plan_id))
    response.headers["etag"] = _etag(body)
    return body


@router.put("/{plan_id}/locks", response_model=LocksBody)
def write_locks(
    plan_id: PlanName,
    asked: LocksBody,
    planner: Asked,
    language: Spoken,
    response: Response,
    if_match: Annotated[str | None, Header()] = None,
) -> LocksBody | Response:
    """All locks anew: 428 without If-Match, 412 where somebody changed them meanwhile."""
    seen = planner.marking.marks(plan_id)
    if if_match is None:
        said = say("problem-if-match-detail", language)
        return problem(428, "precondition-required", language, detail=said)
    if if_match != _etag(LocksBody.from_marks(seen)):
        said = say("locks-changed", language, name=plan_id)
        return problem(412, "precondition-failed", language, detail=said)
    locks = frozenset(
        StopLock(place_id=one.place_id, day=one.day, kind=one.kind) for one in asked.locks
    )
    body = LocksBody.from_marks(planner.marking.set_locks(plan_id, locks, seen=seen))
    response.headers["etag"] = _etag(body)
    return body


@router.post("/{plan_id}/moves")
def move_stop(
    plan_id: PlanName, asked: MoveIn, planner: Asked, language: Spoken, response: Response
) -> RepairOut:
    """The change of a move and the rules it would break (200); kept as a plan of its own (201)."""
    kept = planner.kept(plan_id)
    wish = read_move(
        kept.plan,
        kept.problem,
        language,
        place=asked.place_id,
        of=asked.which,
        to=asked.to_vehicle_id,
        day=asked.to_day,
        trip=asked.trip,
        position=asked.position,
        others_give_way=asked.replan,
    )
    return _answer(planner, plan_id, wish, language, response, keeps=not asked.dry_run)


@router.post("/{plan_id}/insertions")
def insert_stop(
    plan_id: PlanName, asked: InsertIn, planner: Asked, language: Spoken, response: Response
) -> RepairOut:
    """One more stop for a site, shown with its best places (200); kept (201)."""
    week = planner.kept(plan_id).problem
    wish = read_insert(week, language, site=asked.site_id, nth=asked.place)
    return _answer(planner, plan_id, wish, language, response, keeps=not asked.dry_run)


@router.post("/{plan_id}/undo")
def undo(plan_id: PlanName, planner: Asked, language: Spoken) -> UndoOut:
    """The plan that this one was made from; both stay. 404 if there is none."""
    parent = planner.marking.parent(planner.run(plan_id).run_id)
    if parent is None:
        raise NotFound(say("undo-none", language, run=plan_id))
    return UndoOut(plan_id=parent.run_id)


def _answer(
    planner: Planner,
    plan_id: PlanName,
    wish: PlanEvent,
    language: Language,
    response: Response,
    *,
    keeps: bool,
) -> RepairOut:
    repair = planner.repair(plan_id, wish)
    kept = None
    if keeps:
        kept = planner.keep_repair(plan_id, wish).run_id
        response.status_code = 201
        response.headers["location"] = f"/api/v1/plans/{kept}"
    return RepairOut.from_repair(repair, kept, language)


def _etag(body: LocksBody) -> str:
    return f'"{hashlib.sha256(body.model_dump_json().encode()).hexdigest()[:16]}"'
