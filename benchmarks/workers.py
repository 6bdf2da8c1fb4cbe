"""How much sooner a sweep is done when a second worker helps, on one PostgreSQL.

Run: python benchmarks/workers.py postgresql://user@host [--runs 16] [--seconds 5] [--times 3]

The user must be allowed to create databases; those made here are dropped again. Each worker is kept
on a core of its own, with its children, so that one cannot use what the second one would bring.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import psycopg

from foodplan.domain.run import Limits
from foodplan.planning import Library, SweepStatus, open_planner
from foodplan.settings import read_settings
from harness import markdown, write_block
from sweep import write_scenario


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server")
    parser.add_argument("--runs", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    took_s: dict[int, list[float]] = {1: [], 2: []}
    # In turn, so that a machine that gets busier meanwhile slows down both.
    for _ in range(asked.times):
        for n_workers, found in took_s.items():
            found.append(measure(asked.server, n_workers, asked.runs, asked.seconds))
            sys.stdout.write(f"{n_workers} at work: {found[-1]:.1f} s\n")
            sys.stdout.flush()
    alone_s = median(took_s[1])
    heads = ("workers, a core each", "plans", "search each, s", "wall, s", "share")
    rows = [
        [
            f"{n}",
            f"{asked.runs}",
            f"{asked.seconds:g}",
            f"{median(found):.1f} ({min(found):.1f} to {max(found):.1f}; n = {len(found)})",
            f"{median(found) / alone_s:.2f}",
        ]
        for n, found in took_s.items()
    ]
    write_block("workers", markdown(heads, rows))


def measure(server: str, n_workers: int, n_runs: int, seconds: float) -> float:
    """Wall seconds of a sweep by workers that are at work already."""
    name = f"foodplan_benchmark_{n_workers}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _sweep(f"{server}/{name}", Path(folder), n_workers, n_runs, seconds)
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _sweep(database: str, folder: Path, n_workers: int, n_runs: int, seconds: float) -> float:
    write_scenario(folder, n_runs)
    library = Library(root=read_settings().library.root, extra=folder)
    with open_planner(library=library, database=database, n_workers=0) as planner:
        command = [sys.executable, "-m", "foodplan", "worker", "--jobs", "1"]
        workers = [subprocess.Popen([*command, "--database", database]) for _ in range(n_workers)]
        for core, worker in zip(sorted(os.sched_getaffinity(0)), workers, strict=False):
            os.sched_setaffinity(worker.pid, {core})
        try:
            while planner.health().n_workers < n_workers:
                time.sleep(0.2)
            # A first plan that is not counted: workers start their children and read their files.
            for _ in workers:
                planner.start("reference-week", Limits(seconds=1.0))
            while planner.health().n_waiting or planner.health().n_running:
                time.sleep(0.2)
            began = time.monotonic()
            sweep_id = planner.sweeps.start("random-weeks", Limits(seconds=seconds)).sweep_id
            *_, sweep = planner.sweeps.watch(sweep_id)
            assert sweep.status is SweepStatus.DONE, [one.run.error for one in sweep.members]
            return time.monotonic() - began
        finally:
            for worker in workers:
                worker.send_signal(signal.SIGTERM)
            for worker in workers:
                worker.wait()


if __name__ == "__main__":
    main()
