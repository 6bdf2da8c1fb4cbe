"""Put the parts of a planner together, and take them apart again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

from foodplan.errors import Unavailable
from foodplan.inputs.schema import scenario_schema
from foodplan.planning.bounding import Bounds
from foodplan.planning.catalogue import Catalogue
from foodplan.planning.drafting import Drafts
from foodplan.planning.hands import Hands
from foodplan.planning.job import Job
from foodplan.planning.library import Library
from foodplan.planning.marking import Marking
from foodplan.planning.own_weeks import OwnWeeks
from foodplan.planning.planner import Planner
from foodplan.planning.repairing import Repairs
from foodplan.planning.runner import LocalRunner, Runner, Workplace
from foodplan.planning.solver import Patience, Solver
from foodplan.planning.sweeping import Sweeps
from foodplan.planning.team import TeamRunner
from foodplan.planning.workshop import Workshop
from foodplan.store.database import address_of, upgrade
from foodplan.store.store import Store
from foodplan.store.workers_queue import Pulse
from foodplan.texts import Language, Sentence

__all__ = ["expect_alone", "open_planner", "scenario_schema", "upgrade_database"]

ORDINARY = Pulse()
SOLVING = "foodplan.planning.solving"
"""The module that the child imports."""
_UNHURRIED = Patience(grace_s=3600.0, stop_s=600.0)
"""For bounds, which count processor time and let everything else go first."""


@contextmanager
def open_planner(
    *,
    library: Library,
    database: str,
    tile_url: str | None = None,
    language: Language = "en",
    memory_mb: int | None = None,
    cores: int = 1,
    n_workers: int = 1,
    serves: bool = False,
    solving: str = SOLVING,
    patience: Patience | None = None,
    pulse: Pulse = ORDINARY,
) -> Iterator[Planner]:
    """A planner on a database whose tables are brought up to date first.

    Parameters
    ----------
    language
        Of errors that are kept with runs.
    memory_mb
        Memory of each solving child, whatever its limits say.
    cores
        Cores for solving; runs that are worked on at the same time share them.
    n_workers
        Runs that are worked on at the same time; 0 leaves them to others.
    serves
        For servers and workers: works off the queue from the start, resumes what a dead server
        left, keeps a child ready, and works out bounds of kept plans while there is nothing to
        plan. Unavailable if another process has the queue of the same SQLite
        file; on PostgreSQL there may be any number. Without it the first run makes this process
        work, if nobody else does.
    pulse
        How workers on PostgreSQL show each other that they live.
    """
    upgrade_database(library=library, database=database)
    with Store(database) as store:
        catalogue = Catalogue(library, language)
        workshop = Workshop(library, store, catalogue)
        changed = Condition()

        def new_solver() -> Solver:
            return Solver(solving=solving, patience=patience or Patience(), language=language)

        repairs = Repairs(
            store=store,
            workshop=workshop,
            catalogue=catalogue,
            new_solver=new_solver,
            language=language,
            keeps_warm=serves,
        )
        bounds = Bounds(
            store=store,
            workshop=workshop,
            new_solver=lambda: Solver(solving=solving, patience=_UNHURRIED, language=language),
            language=language,
            changed=changed,
            works=serves and n_workers > 0,
        )

        def new_job(solver: Solver, is_closing: Callable[[], bool]) -> Job:
            return Job(
                store=store,
                workshop=workshop,
                solver=solver,
                language=language,
                is_closing=is_closing,
                changed=lambda: _notify(changed),
            )

        place = Workplace(
            store=store,
            new_solver=new_solver,
            new_job=new_job,
            language=language,
            n_workers=n_workers,
            serves=serves,
        )
        runner: Runner = TeamRunner(place, pulse=pulse) if store.has_workers else LocalRunner(place)
        hands = Hands(
            runner, changed=changed, memory_mb=memory_mb, cores=cores, n_workers=n_workers
        )
        planner = Planner(
            store=store,
            catalogue=catalogue,
            workshop=workshop,
            repairs=repairs,
            marking=Marking(store=store, workshop=workshop, language=language),
            drafts=Drafts(library, catalogue),
            own_weeks=OwnWeeks(library, catalogue, language),
            bounds=bounds,
            sweeps=Sweeps(store=store, catalogue=catalogue, hands=hands, language=language),
            hands=hands,
            language=language,
            tile_url=tile_url,
        )
        try:
            if serves and n_workers and not runner.ensure():
                _refuse_second(database, language)
            yield planner
        finally:
            planner.close()


def expect_alone(*, library: Library, database: str, language: Language) -> None:
    """Unavailable if another process has the queue of the same SQLite file.

    For servers, to be asked before they start: what goes wrong while they start is a traceback.
    """
    upgrade_database(library=library, database=database)
    with Store(database) as store:
        if not store.has_workers and not store.queue_lock.acquire():
            _refuse_second(database, language)


def upgrade_database(*, library: Library, database: str) -> str:
    """Bring the tables up to date; their revision."""
    return upgrade(database, library.migrations)


def _refuse_second(database: str, language: Language) -> None:
    raise Unavailable(
        Sentence("error-two-servers", language, database=address_of(database).database)
    )


def _notify(changed: Condition) -> None:
    with changed:
        changed.notify_all()
