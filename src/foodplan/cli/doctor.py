"""`foodplan doctor`: is this installation sound, and if not, what to do."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import command as spoken_command
from foodplan.errors import FoodplanError
from foodplan.settings import read_settings
from foodplan.texts import told
from foodplan.units import MB


@dataclass(frozen=True, kw_only=True)
class Look:
    """One thing looked at."""

    text: str
    good: bool
    optional: bool = False


@spoken_command("doctor")
@shared_options
def command(session: Session) -> int:
    """Exit code 1 where something needed is broken."""
    found = [look(session) for look in _LOOKS]
    if session.json:
        session.data([{"what": one.text, "good": one.good} for one in found])
    else:
        for one in found:
            mark = "good" if one.good else "optional" if one.optional else "bad"
            session.line(f"{session.say(f'cli-doctor-{mark}'):<24}{one.text}", indent=" " * 24)
    return 0 if all(one.good or one.optional for one in found) else 1


def _python(session: Session) -> Look:
    version = platform.python_version()
    return Look(text=session.say("cli-doctor-python", version=version), good=True)


def _library(session: Session) -> Look:
    root = read_settings(database=session.database).library.root
    good = all((root / name).is_dir() for name in ("data", "scenarios", "alembic"))
    return Look(text=session.say("cli-doctor-library", path=root), good=good)


def _database(session: Session) -> Look:
    settings = read_settings(database=session.database)
    text = session.say("cli-doctor-database", database=settings.shown_database)
    try:
        with planner_of(session) as planner:
            planner.runs(limit=1)
    except FoodplanError as error:
        return Look(text=f"{text}: {told(error, session.language)}", good=False)
    return Look(text=text, good=True)


def _queue(session: Session) -> Look:
    """Nobody works off the queue is a fault only where something waits in it."""
    try:
        with planner_of(session) as planner:
            health = planner.health()
    except FoodplanError:
        return Look(text=session.say("cli-doctor-no-queue"), good=False)
    text = session.say(
        "cli-doctor-queue",
        workers=health.n_workers,
        waiting=health.n_waiting,
        running=health.n_running,
    )
    stuck = health.n_workers == 0 and health.n_waiting > 0
    if stuck:
        text = f"{text} {session.say('no-worker')}"
    return Look(text=text, good=not stuck)


def _solver(session: Session) -> Look:
    version = metadata.version("ortools")
    return Look(text=session.say("cli-doctor-solver", version=version), good=True)


def _search(session: Session) -> Look:
    version = metadata.version("numba")
    return Look(text=session.say("cli-doctor-search", version=version), good=True)


def _disk(session: Session) -> Look:
    free_mb = shutil.disk_usage(Path.cwd()).free / MB
    text = session.say("cli-doctor-disk", mb=free_mb)
    return Look(text=text, good=free_mb > _NEEDED_MB)


def _chromium(session: Session) -> Look:
    found = shutil.which("chromium") is not None
    return Look(text=session.say("cli-doctor-chromium"), good=found, optional=True)


def _postgres(session: Session) -> Look:
    found = bool(list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))) or bool(
        shutil.which("initdb")
    )
    return Look(text=session.say("cli-doctor-postgres"), good=found, optional=True)


_NEEDED_MB = 200
_LOOKS: tuple[Callable[[Session], Look], ...] = (
    _python,
    _library,
    _database,
    _queue,
    _solver,
    _search,
    _disk,
    _chromium,
    _postgres,
)
