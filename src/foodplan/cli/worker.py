"""`foodplan worker`: one more process that works off the queue of PostgreSQL."""

from __future__ import annotations

import signal
from types import FrameType

from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import Whole, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.errors import Unavailable
from foodplan.planning import open_planner
from foodplan.settings import MOST_WORKERS, read_settings


@spoken_command("worker")
@option("--jobs", type=Whole(1, MOST_WORKERS), metavar="number")
@shared_options
def command(session: Session, jobs: int | None) -> int:
    """Runs until interrupted; what it works on then goes back to the queue."""
    settings = read_settings(database=session.database)
    if settings.database.startswith("sqlite:"):
        raise Unavailable(session.say("cli-worker-sqlite", database=settings.shown_database))
    n_jobs = jobs or settings.workers or 1
    with open_planner(
        library=settings.library,
        database=settings.database,
        language=session.language,
        memory_mb=settings.memory_mb,
        n_workers=n_jobs,
        serves=True,
    ) as planner:
        health = planner.health()
        session.note(
            "cli-worker-works",
            n=n_jobs,
            database=settings.shown_database,
            waiting=health.n_waiting,
        )
        _wait_for_the_end()
    session.note("cli-worker-ends")
    return 0


def _wait_for_the_end() -> None:
    """Until Ctrl-C, or until whoever runs services wants it to end."""
    previous = signal.signal(signal.SIGTERM, _interrupt)
    try:
        signal.pause()
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, previous)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
