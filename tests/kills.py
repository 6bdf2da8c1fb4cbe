"""Kill whoever works on a sweep, again and again at random moments, and see that nothing is lost.

Run: python -m tests.kills ADDRESS [--kills 20] [--runs 100] [--weeks 1] [--seed 1] [--real]

The address is that of an empty database, an SQLite file or PostgreSQL. `--real` lets the optimiser
plan the tiny week; otherwise a stand-in answers at once, so that kills meet everything else.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Event

from sqlalchemy import Connection, text

from foodplan.domain.ids import SweepId
from foodplan.domain.run import Limits, RunStatus
from foodplan.evaluate.measures import KINDS
from foodplan.planning import Library, Planner, SweepStatus, open_planner, prepare_search
from foodplan.planning.opening import SOLVING
from foodplan.store.database import open_engine
from foodplan.store.workers_queue import Pulse

ROOT = Path(__file__).parents[1]
FAKE = "tests.fake_solving"
QUICK = Pulse(beat_s=0.2, dead_s=1.0)
LONGEST_PAUSE_S = 0.4
_LOOK_S = 0.02
_PATIENCE_S = 120.0
SCENARIO = """schema: 1
id: trial
label: {{fr: "Essai", en: "Trial"}}
asks: {{fr: "Et si ?", en: "What if?"}}
dataset: tiny-week
weeks: {weeks}
changes:
  - {{id: need, kind: scale_need, by: 1.0}}
sweep:
  grid: {{changes.need.by: {values}}}
  max_runs: {n_runs}
"""


def opened(database: str, folder: Path, **others: object) -> AbstractContextManager[Planner]:
    """A planner on the scenario of the folder."""
    library = Library(root=ROOT, extra=folder)
    return open_planner(library=library, database=database, pulse=QUICK, **others)  # type: ignore[arg-type]


def hammer(
    database: str,
    folder: Path,
    *,
    n_kills: int,
    n_runs: int,
    seed: int,
    n_weeks: int = 1,
    solving: str = FAKE,
) -> Counter[int]:
    """How often each run was begun, by number of times; AssertionError if anything is wrong."""
    (folder / "scenarios").mkdir()
    values = [round(1 + number / 10, 1) for number in range(n_runs)]
    path = folder / "scenarios" / "trial.yaml"
    path.write_text(SCENARIO.format(values=values, n_runs=n_runs, weeks=n_weeks))
    chance = random.Random(seed)
    with opened(database, folder, n_workers=0) as planner:
        sweep_id = planner.sweeps.start("trial", Limits(work=20)).sweep_id
        for _ in range(n_kills):
            with _hand_at_work(database, folder, solving) as hand:
                _wait_for_runs(planner, sweep_id, chance.choice([0, 1, 2, 3]), hand)
                Event().wait(chance.uniform(0.0, LONGEST_PAUSE_S))
        with _hand_at_work(database, folder, solving) as last:
            *_, sweep = planner.sweeps.watch(sweep_id)
            last.send_signal(signal.SIGTERM)
            last.wait()
    assert sweep.status is SweepStatus.DONE
    assert (sweep.n_done, len(sweep.members)) == (n_runs, n_runs)
    assert {len(member.weeks) for member in sweep.members} == {n_weeks}
    assert all(member.figures for member in sweep.members)
    return _sound(database, n_runs * n_weeks)


def hand(database: str, folder: str, solving: str) -> None:
    """A server or worker, until it is killed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with opened(database, Path(folder), n_workers=2, serves=True, solving=solving):
        while True:
            signal.pause()


@contextmanager
def _hand_at_work(database: str, folder: Path, solving: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server or worker of its own; killed at the end, whatever happened."""
    code = f"from tests.kills import hand; hand({database!r}, {str(folder)!r}, {solving!r})"
    path = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"PYTHONPATH": path}
    ) as hand:
        try:
            yield hand
        finally:
            hand.kill()


def _wait_for_runs(
    planner: Planner, sweep_id: SweepId, n_more: int, hand: subprocess.Popen[bytes]
) -> None:
    """Until so many more are done, or, for none, until one is begun."""
    before = planner.sweeps.state(sweep_id).n_done
    gives_up_at = time.monotonic() + _PATIENCE_S
    while time.monotonic() < gives_up_at:
        assert hand.poll() is None, "it ended by itself"
        sweep = planner.sweeps.state(sweep_id)
        begun = any(run.status is RunStatus.RUNNING for run in (one.run for one in sweep.members))
        if sweep.status.is_over or (begun if n_more == 0 else sweep.n_done >= before + n_more):
            return
        Event().wait(_LOOK_S)
    raise AssertionError("nobody went on with the sweep")


def _sound(database: str, n_runs: int) -> Counter[int]:
    """Every run once, every plan once and whole, nothing left in any queue."""
    engine = open_engine(database)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert _all(connection, "PRAGMA integrity_check") == [("ok",)]
            assert _all(connection, "PRAGMA foreign_key_check") == []
        else:
            assert _all(connection, "SELECT * FROM procrastinate_jobs") == []
        statuses = "SELECT status, holder, count(*) FROM runs GROUP BY status, holder"
        assert _all(connection, statuses) == [("done", None, n_runs)]
        plans = "SELECT count(*), count(DISTINCT run_id) FROM plans"
        assert _all(connection, plans) == [(n_runs, n_runs)]
        per_plan = (
            "SELECT DISTINCT n FROM (SELECT count(*) AS n FROM measures GROUP BY run_id) AS m"
        )
        assert _all(connection, per_plan) == [(len(KINDS),)]
        attempts = [row[0] for row in _all(connection, "SELECT attempts FROM runs")]
    engine.dispose()
    return Counter(attempts)


def _all(connection: Connection, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text(query))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--weeks", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real", action="store_true")
    asked = parser.parse_args()
    if asked.real:
        # Minutes of compiling are not what is tried here.
        prepare_search(lambda code, took_s: None)
    with tempfile.TemporaryDirectory() as folder:
        begun = hammer(
            asked.database,
            Path(folder),
            n_kills=asked.kills,
            n_runs=asked.runs,
            seed=asked.seed,
            n_weeks=asked.weeks,
            solving=SOLVING if asked.real else FAKE,
        )
    sys.stdout.write(
        f"{asked.kills} kills, {asked.runs * asked.weeks} plans: none lost, none twice, sound. "
        f"Runs by number of attempts: {dict(sorted(begun.items()))}\n"
    )


if __name__ == "__main__":
    main()
