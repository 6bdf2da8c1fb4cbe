"""A run that has not begun: its name, its input and the versions it will be made with."""

from __future__ import annotations

import re
import secrets
import sys
from datetime import UTC, datetime
from importlib.metadata import version

from foodplan import __version__
from foodplan.domain.ids import RunId, ScenarioId, SweepId
from foodplan.domain.run import Limits, Priority, Run, RunStatus
from foodplan.planning.answers import Resolved

_LIBRARIES = ("ortools", "numpy", "numba")


def new_run(resolved: Resolved, limits: Limits) -> Run:
    """For a person who waits for it."""
    return _run(resolved, limits, RunId(f"{_stem(resolved)}-{secrets.token_hex(2)}"))


def sweep_id_for(base: Resolved) -> SweepId:
    """Like a plan's name, with an s (w17-cut-off-north-s3f2a)."""
    return SweepId(f"{_stem(base)}-s{secrets.token_hex(2)}")


def sweep_run(
    resolved: Resolved, limits: Limits, sweep_id: SweepId, part: str, *, start_id: RunId | None
) -> Run:
    """For a sweep; named after it and the part."""
    return _run(
        resolved,
        limits,
        RunId(f"{sweep_id}-{part}"),
        priority=Priority.SWEEP,
        sweep_id=sweep_id,
        start_id=start_id,
    )


def _run(
    resolved: Resolved,
    limits: Limits,
    run_id: RunId,
    *,
    priority: Priority = Priority.PERSON,
    sweep_id: SweepId | None = None,
    start_id: RunId | None = None,
) -> Run:
    problem, label = resolved.problem, resolved.label
    return Run(
        run_id=run_id,
        scenario_id=resolved.scenario.scenario_id if resolved.scenario else ScenarioId(""),
        dataset_id=problem.dataset_id,
        label_fr=label.fr,
        label_en=label.en,
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
    )


def _stem(resolved: Resolved) -> str:
    """Short and easy to type: week and name."""
    week = resolved.problem.calendar.week.partition("-")[2].lower()
    name = re.sub(r"[^a-z0-9]+", "-", resolved.name.lower()).strip("-")[:40]
    return f"{week}-{name}"
