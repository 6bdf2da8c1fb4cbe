"""A run that has not begun: its name, its input and the versions it will be made with."""

from __future__ import annotations

import re
import secrets
import sys
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version

from foodplan import __version__
from foodplan.domain.basics import Label
from foodplan.domain.ids import RunId, ScenarioId, SweepId
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits, Priority, Run, RunStatus
from foodplan.planning.answers import Resolved
from foodplan.store.codec import input_hash
from foodplan.texts import say

_NUMBER = re.compile(r", (?:semaine|week) (\d+)$")
"""Ending of the text `run-of-week`."""
_WEEK = re.compile(r"^w\d\d-")
_LIBRARIES = ("ortools", "numpy", "numba")


def new_run(resolved: Resolved, limits: Limits, *, after: RunId | None = None) -> Run:
    """For a person who waits for it; `after` is the run of the week before."""
    run_id = RunId(f"{_stem(resolved)}-{secrets.token_hex(2)}")
    run = _run(resolved, limits, run_id, later=later_hashes(resolved))
    if after is not None:
        run = replace(run, parent_id=after, start_id=after)
    return _numbered(run, 1) if run.later else run


def later_hashes(resolved: Resolved) -> tuple[str, ...]:
    """Of the weeks that follow, as they are kept with a run."""
    return tuple(map(input_hash, resolved.later))


def following_run(run: Run, problem: Problem) -> Run:
    """For the week after a run's, with the same limits; named alike (w17-… then w18-…)."""
    week = _week_of(problem)
    number = _NUMBER.search(run.label.en)
    assert number is not None
    following = replace(
        run,
        run_id=RunId(_WEEK.sub(f"{week}-", run.run_id, count=1)),
        week=problem.calendar.week,
        status=RunStatus.QUEUED,
        input_hash=input_hash(problem),
        created_at=datetime.now(UTC),
        started_at=None,
        progress=None,
        parent_id=run.run_id,
        start_id=run.run_id,
        priority=Priority.SWEEP_LATER_WEEK if run.sweep_id else run.priority,
        holder=None,
        later=run.later[1:],
    )
    return _numbered(following, int(number[1]) + 1)


def _numbered(run: Run, n: int) -> Run:
    """Named as the n-th of several weeks."""
    fr, en = (_NUMBER.sub("", label) for label in (run.label.fr, run.label.en))
    label = Label(
        fr=say("run-of-week", "fr", label=fr, n=n), en=say("run-of-week", "en", label=en, n=n)
    )
    return replace(run, label=label)


def sweep_id_for(base: Resolved) -> SweepId:
    """Like a plan's name, with an s (w17-cut-off-north-s3f2a)."""
    return SweepId(f"{_stem(base)}-s{secrets.token_hex(2)}")


def sweep_run(
    resolved: Resolved, limits: Limits, sweep_id: SweepId, part: str, *, start_id: RunId | None
) -> Run:
    """For a sweep; named after it and the part."""
    run = _run(
        resolved,
        limits,
        RunId(f"{sweep_id}-{part}"),
        priority=Priority.SWEEP,
        sweep_id=sweep_id,
        start_id=start_id,
        later=later_hashes(resolved),
    )
    return _numbered(run, 1) if run.later else run


def _run(
    resolved: Resolved,
    limits: Limits,
    run_id: RunId,
    *,
    priority: Priority = Priority.PERSON,
    sweep_id: SweepId | None = None,
    start_id: RunId | None = None,
    later: tuple[str, ...] = (),
) -> Run:
    problem = resolved.problem
    return Run(
        run_id=run_id,
        scenario_id=resolved.scenario.scenario_id if resolved.scenario else ScenarioId(""),
        dataset_id=problem.dataset_id,
        label=resolved.label,
        week=problem.calendar.week,
        status=RunStatus.QUEUED,
        limits=limits,
        input_hash=resolved.input_hash,
        versions=(
            ("foodplan", __version__),
            ("python", sys.version.split()[0]),
            *((name, version(name)) for name in _LIBRARIES),
        ),
        created_at=datetime.now(UTC),
        priority=priority,
        sweep_id=sweep_id,
        start_id=start_id,
        later=later,
    )


def _stem(resolved: Resolved) -> str:
    """Short and easy to type: week and name."""
    week = _week_of(resolved.problem)
    name = re.sub(r"[^a-z0-9]+", "-", resolved.name.lower()).strip("-")[:40]
    return f"{week}-{name}"


def _week_of(problem: Problem) -> str:
    return problem.calendar.week.partition("-")[2].lower()
