"""Put the parts of a planner together, and take them apart again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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
        Cores for solving, which runs at the same time share, and for bounds when there are none.
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
        parts = _Parts(
            store=store,
            library=library,
            catalogue=catalogue,
            workshop=Workshop(library, store, catalogue),
            solving=solving,
            patience=patience or Patience(),
            language=language,
            cores=cores,
        )
        runner = parts.runner(n_workers=n_workers, serves=serves, pulse=pulse)
        hands = Hands(
            runner, changed=parts.changed, memory_mb=memory_mb, cores=cores, n_workers=n_workers
        )
        works = serves and n_workers > 0
        planner = parts.planner(hands, keeps_warm=serves, works=works, tile_url=tile_url)
        try:
            if works and not runner.ensure():
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What the parts of one planner share, and each of them made of it."""

    store: Store
    library: Library
    catalogue: Catalogue
    workshop: Workshop
    solving: str
    patience: Patience
    language: Language
    cores: int
    changed: Condition = field(default_factory=Condition)
    """Tells those who wait that a run or a bound has changed."""

    def runner(self, *, n_workers: int, serves: bool, pulse: Pulse) -> Runner:
        """Who works off the queue: this process alone, or any number on PostgreSQL."""
        place = Workplace(
            store=self.store,
            new_solver=self._solver,
            new_job=self._job,
            language=self.language,
            n_workers=n_workers,
            serves=serves,
        )
        is_team = self.store.has_workers
        return TeamRunner(place, pulse=pulse) if is_team else LocalRunner(place)

    def planner(
        self, hands: Hands, *, keeps_warm: bool, works: bool, tile_url: str | None
    ) -> Planner:
        """All of them together."""
        store, catalogue, language = self.store, self.catalogue, self.language
        return Planner(
            store=store,
            catalogue=catalogue,
            workshop=self.workshop,
            repairs=self._repairs(keeps_warm=keeps_warm),
            marking=Marking(store=store, workshop=self.workshop, language=language),
            drafts=Drafts(self.library, catalogue),
            own_weeks=OwnWeeks(self.library, catalogue, language),
            bounds=self._bounds(works=works),
            sweeps=Sweeps(store=store, catalogue=catalogue, hands=hands, language=language),
            hands=hands,
            language=language,
            tile_url=tile_url,
        )

    def _solver(self) -> Solver:
        return self._solver_of(self.patience)

    def _solver_of(self, patience: Patience) -> Solver:
        return Solver(solving=self.solving, patience=patience, language=self.language)

    def _job(self, solver: Solver, is_closing: Callable[[], bool]) -> Job:
        return Job(
            store=self.store,
            workshop=self.workshop,
            solver=solver,
            language=self.language,
            is_closing=is_closing,
            changed=self._notify,
        )

    def _repairs(self, *, keeps_warm: bool) -> Repairs:
        return Repairs(
            store=self.store,
            workshop=self.workshop,
            catalogue=self.catalogue,
            new_solver=self._solver,
            language=self.language,
            keeps_warm=keeps_warm,
        )

    def _bounds(self, *, works: bool) -> Bounds:
        return Bounds(
            store=self.store,
            workshop=self.workshop,
            new_solver=lambda: self._solver_of(_UNHURRIED),
            language=self.language,
            changed=self.changed,
            cores=self.cores,
            works=works,
        )

    def _notify(self) -> None:
        with self.changed:
            self.changed.notify_all()
