"""How long a hundred plans of the reference week take, stopped and resumed once on the way.

Run: python benchmarks/sweep.py [--runs 100] [--seconds 5] [--workers 2]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from foodplan.domain.run import Limits
from foodplan.planning import Library, SweepStatus, open_planner
from foodplan.settings import read_settings
from harness import markdown, write_block

SCENARIO = """schema: 1
id: random-weeks
label: {{fr: "Semaines tirées au hasard", en: "Random weeks"}}
asks: {{fr: "Et si besoins et pertes varient ?", en: "What if needs and losses vary?"}}
dataset: reference-week
sweep:
  random:
    {{runs: {runs}, seed: 1, need: {{normal: [1.0, 0.1]}}, yield: {{triangular: [0.8, 1, 1]}}}}
  max_runs: {runs}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wall_s, n_done = measure(asked.runs, asked.seconds, asked.workers, Path(folder))
    work_s = asked.runs * asked.seconds / asked.workers
    over_s = (wall_s - work_s) * asked.workers / asked.runs
    heads = (
        "plans",
        "search each, s",
        "at a time",
        "wall, s",
        "search alone, s",
        "beside it a plan, s",
    )
    row = [
        f"{n_done}",
        f"{asked.seconds:g}",
        f"{asked.workers}",
        f"{wall_s:.0f}",
        f"{work_s:.0f}",
        f"{over_s:.2f}",
    ]
    write_block("sweep", markdown(heads, [row]))


def measure(n_runs: int, seconds: float, n_workers: int, folder: Path) -> tuple[float, int]:
    """Wall seconds from the question to the last plan, and plans done."""
    write_scenario(folder, n_runs)
    library = Library(root=read_settings().library.root, extra=folder)
    with open_planner(
        library=library, database=f"sqlite:///{folder}/sweep.db", n_workers=n_workers
    ) as planner:
        began = time.monotonic()
        limits = replace(Limits(seconds=seconds), seed=1)
        sweep_id = planner.sweeps.start("random-weeks", limits).sweep_id
        for sweep in planner.sweeps.watch(sweep_id):
            if sweep.n_done >= n_runs // 2:
                planner.sweeps.stop(sweep_id)
        assert sweep.status is SweepStatus.STOPPED, "stopped on the way"
        planner.sweeps.resume(sweep_id)
        *_, sweep = planner.sweeps.watch(sweep_id)
        assert sweep.status is SweepStatus.DONE, [one.run.error for one in sweep.members]
        return time.monotonic() - began, sweep.n_done


def write_scenario(folder: Path, n_runs: int) -> None:
    """A library of one scenario: so many random weeks."""
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "random-weeks.yaml").write_text(SCENARIO.format(runs=n_runs))


if __name__ == "__main__":
    main()
