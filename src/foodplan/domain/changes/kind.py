"""One function for each kind of change; the modules beside this one register theirs."""

from __future__ import annotations

from functools import singledispatch

from foodplan.domain.changes.notes import Notes
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import Change


@singledispatch
def changed(change: Change, problem: Problem, notes: Notes) -> Problem | None:
    """The problem after one change; None if it matches nothing (or `notes` refuses it)."""
    raise TypeError(f"{type(change).__name__} cannot be applied to {problem.dataset_id}: {notes}")
