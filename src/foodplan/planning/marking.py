"""What people set on a kept plan, and which plans were made from it."""

from __future__ import annotations

from dataclasses import replace

from foodplan.domain.accident import Locks, StopLock
from foodplan.domain.adjustment import Marks
from foodplan.domain.contradictions import contradictions
from foodplan.domain.ids import RunId
from foodplan.domain.past import past_of
from foodplan.domain.run import Run
from foodplan.errors import Changed, InvalidInput
from foodplan.planning.workshop import Workshop
from foodplan.store.store import Store
from foodplan.texts import Language, Sentence


class Marking:
    """Locks of plans; they change in place, unlike decisions."""

    def __init__(self, *, store: Store, workshop: Workshop, language: Language) -> None:
        self._store, self._workshop, self._language = store, workshop, language

    def marks(self, run_id: RunId) -> Marks:
        """Locks of a plan, and since when its past is fixed; NotFound if there is no plan."""
        self._workshop.kept(run_id, self._language)
        return self._store.marks(run_id)

    def set_locks(self, run_id: RunId, locks: frozenset[StopLock], *, seen: Marks) -> Marks:
        """All locks of a plan anew.

        InvalidInput for locks that cannot be kept; Changed if the marks are not those `seen`.
        """
        kept = self._workshop.kept(run_id, self._language)
        past = past_of(kept.plan, kept.problem, seen.since)
        against = contradictions(Locks(stops=locks), kept.problem, kept.plan, past)
        if against:
            raise InvalidInput(Sentence("locks-contradict", self._language), against)
        marks = replace(seen, locks=locks)
        try:
            self._store.set_marks(run_id, marks, seen=seen)
        except Changed as error:
            raise Changed(Sentence("locks-changed", self._language, name=run_id)) from error
        return marks

    def parent(self, run_id: RunId) -> Run | None:
        """The plan of the same week that this one was made from."""
        return parent_of(self._store, self._store.run(run_id))

    def children(self, run_id: RunId) -> tuple[Run, ...]:
        """Plans of the same week that were made from this one, the newest first."""
        return children_of(self._store, run_id)


def children_of(store: Store, run_id: RunId) -> tuple[Run, ...]:
    """Plans that repair or adjust a run, the newest first; those of the week after are none."""
    week = store.run(run_id).week
    return tuple(run for run in store.children(run_id) if run.week == week)


def parent_of(store: Store, run: Run) -> Run | None:
    """The plan that a run repairs or adjusts; the week before it is none."""
    if run.parent_id is None:
        return None
    parent = store.run(run.parent_id)
    return parent if parent.week == run.week else None
