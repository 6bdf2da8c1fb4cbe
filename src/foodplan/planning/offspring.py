"""The run and the marks of a plan that was made from another one."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from datetime import UTC, datetime

from foodplan.domain.accident import Accident
from foodplan.domain.adjustment import Marks, PlanEvent, stops_of
from foodplan.domain.basics import Label
from foodplan.domain.ids import RunId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Run, RunStatus
from foodplan.planning.event_words import event_in_words
from foodplan.store.codec import input_hash
from foodplan.texts import Language, say

_SUFFIX = re.compile(r"-[ra][0-9a-f]{4}$")


def child_run(base: Run, root: Run, event: PlanEvent, *, before: Problem, problem: Problem) -> Run:
    """A run of its own, under the name of the first plan with what was done last.

    `before` is the week as it was, `problem` as it is known now.
    """
    letter = "r" if isinstance(event, Accident) else "a"
    now = datetime.now(UTC)
    return replace(
        base,
        run_id=RunId(f"{_SUFFIX.sub('', base.run_id)}-{letter}{secrets.token_hex(2)}"),
        label=Label(
            fr=_label(root.label.fr, event, before, "fr"),
            en=_label(root.label.en, event, before, "en"),
        ),
        status=RunStatus.RUNNING,
        input_hash=input_hash(problem),
        created_at=now,
        started_at=now,
        ended_at=None,
        progress=None,
        error=None,
        later=(),
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


def _label(label: str, event: PlanEvent, before: Problem, language: Language) -> str:
    code = "repair-label" if isinstance(event, Accident) else "adjust-label"
    return say(code, language, label=label, what=event_in_words(event, before, language))
