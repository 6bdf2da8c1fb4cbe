"""Apply a scenario to a problem: each change makes a new problem out of the one before."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from foodplan.domain.changes import choices, fleet, food, places, roads
from foodplan.domain.changes.kind import changed
from foodplan.domain.changes.notes import Notes
from foodplan.domain.changes.selecting import SELECTORS, known_names
from foodplan.domain.finding import Finding
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import Change, CloseRoad, Scenario, SlowRoads
from foodplan.errors import InvalidValue

MODULES = (choices, fleet, food, places, roads)
"""Where the kinds are registered; named here so that they are loaded."""

Names = Mapping[str, frozenset[str]]


def apply(
    problem: Problem,
    scenario: Scenario,
    *,
    week: int = 1,
    road_names: Collection[str] | None = None,
) -> tuple[Problem, tuple[Finding, ...]]:
    """The problem with the changes of a week, and what of them does not fit the dataset.

    Names may be those of the problem before any change, and those that earlier changes added. A
    change with a finding that blocks is left out. `road_names` are the roads that a change may
    name; None: whatever it says.
    """
    findings: list[Finding] = []
    known = known_names(problem)
    for change in scenario.changes:
        if not change.holds_in(week):
            continue
        notes = Notes(change)
        _check_selectors(change, known, notes)
        if change.optional or not notes.is_refused:
            problem = _applied(change.of_week(week), problem, road_names, notes)
            known = _both(known, known_names(problem))
        findings += notes.findings
    return problem, tuple(findings)


def _applied(
    change: Change, problem: Problem, road_names: Collection[str] | None, notes: Notes
) -> Problem:
    """The problem after the change; as it was, with a note, if the change cannot be made."""
    notes.is_refused = False
    _check_roads(change, road_names, notes)
    _check_days(change, problem, notes)
    if notes.is_refused:
        return problem
    try:
        after = changed(change, problem, notes)
    except InvalidValue as error:
        notes.refuse("change-refused", detail=str(error))
        return problem
    if notes.is_refused:
        return problem
    if after is not None:
        return after
    if not change.optional:
        notes.refuse("change-matches-nothing")
    return problem


def _check_selectors(change: Change, known: Names, notes: Notes) -> None:
    for selector in SELECTORS:
        for name in sorted(getattr(change.where, selector) - known[selector]):
            notes.unknown(f"where.{selector}", name, known[selector])


def _check_roads(change: Change, road_names: Collection[str] | None, notes: Notes) -> None:
    if road_names is None:
        return
    if isinstance(change, CloseRoad):
        notes.check("road", change.road, road_names)
    elif isinstance(change, SlowRoads):
        for name in sorted(change.roads):
            notes.check("roads", name, road_names)


def _check_days(change: Change, problem: Problem, notes: Notes) -> None:
    """Days on which nothing is planned match nothing."""
    days: frozenset[int] = getattr(change, "days", frozenset())
    if days and days.isdisjoint(problem.calendar.days):
        notes.refuse("change-days-outside", "days", n_days=problem.calendar.n_days)


def _both(first: Names, second: Names) -> Names:
    return {selector: first[selector] | second[selector] for selector in SELECTORS}
