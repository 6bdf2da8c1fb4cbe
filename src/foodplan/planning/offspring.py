"""The run and the marks of a plan that was made from another one."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from datetime import UTC, datetime

from foodplan.domain.accident import Accident
from foodplan.domain.adjustment import Marks, Move, PlanEvent, stops_of
from foodplan.domain.ids import RunId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Run, RunStatus
from foodplan.store.codec import input_hash
from foodplan.texts import Language, say

_SUFFIX = re.compile(r"-[ra][0-9a-f]{4}$")


def child_run(base: Run, root: Run, event: PlanEvent, problem: Problem) -> Run:
    """A run of its own, under the name of the first plan with what was done last."""
    letter = "r" if isinstance(event, Accident) else "a"
    now = datetime.now(UTC)
    return replace(
        base,
        run_id=RunId(f"{_SUFFIX.sub('', base.run_id)}-{letter}{secrets.token_hex(2)}"),
        label_fr=_label(root.label_fr, event, "fr"),
        label_en=_label(root.label_en, event, "en"),
        status=RunStatus.RUNNING,
        input_hash=input_hash(problem),
        created_at=now,
        started_at=now,
        ended_at=None,
        progress=None,
        error=None,
        parent_id=base.run_id,
    )


def child_marks(marks: Marks, event: PlanEvent, plan: Plan) -> Marks:
    """Locks on stops that are still there, and the later of the two moments."""
    kept = {
        lock
        for lock in marks.locks
        if any(day == lock.day for day, _, _ in stops_of(plan, lock.place_id))
    }
    return Marks(locks=frozenset(kept), since=max(marks.since, event.at))


def _label(label: str, event: PlanEvent, language: Language) -> str:
    if isinstance(event, Accident):
        return say("repair-label", language, label=label, because=event.change.because)
    if isinstance(event, Move):
        day = say(f"day-short-{event.to_day}", language)
        to = f"{day} {event.to_vehicle_id}"
        return say("adjust-label-move", language, label=label, place=event.place_id, to=to)
    return say("adjust-label-insert", language, label=label, place=event.site_id)
