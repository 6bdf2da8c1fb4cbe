"""How long a plan of the reference week takes, and what comes out, for each route engine.

Run: python benchmarks/planning.py [--seeds 3] [--seconds 30] [--engines ortools search]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from foodplan.domain.run import Engine, Limits
from foodplan.planning import open_planner
from foodplan.settings import read_settings
from harness import Measurement, Side, markdown, median, take_turns, write_block

SCENARIO = "crisis-week"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--engines", nargs="+", default=[engine.value for engine in Engine])
    parser.add_argument("--solve", nargs=2, metavar=("ENGINE", "SEED"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.solve:
        _solve(Engine(options.solve[0]), int(options.solve[1]), options.seconds)
        return
    sides = [_side(engine, options.seconds) for engine in options.engines]
    found = take_turns(sides, range(1, options.seeds + 1))
    heads = ("engine", "wall s", "CPU s", "peak MB", "sites", "baskets", "EUR", "km", "violations")
    write_block("planning", markdown(heads, [_row(*side) for side in found.items()]))


def _side(engine: str, seconds: float) -> Side:
    def command(seed: int) -> Sequence[str]:
        me = str(Path(__file__).resolve())
        return [sys.executable, me, "--seconds", str(seconds), "--solve", engine, str(seed)]

    return Side(name=engine, command=command)


def _solve(engine: Engine, seed: int, seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(database=f"sqlite:///{folder}/benchmark.db")
        with open_planner(
            library=settings.library, database=settings.database, cores=settings.cores
        ) as planner:
            limits = Limits(seconds=seconds, seed=seed, engine=engine)
            *_, run = planner.watch(planner.start(SCENARIO, limits).run_id)
            kept = planner.kept(run.run_id)
    print(
        json.dumps(
            {
                "sites": sum(share.given > 0 for share in kept.shares),
                "baskets": sum(share.given for share in kept.shares),
                "eur": kept.measures.eur,
                "km": kept.measures.km,
                "violations": len(kept.violations),
            }
        )
    )


def _row(name: str, runs: Sequence[Measurement]) -> list[str]:
    def of(key: str) -> float:
        return median([run.answer[key] for run in runs])

    return [
        name,
        f"{median([run.wall_s for run in runs]):.1f}",
        f"{median([run.cpu_s for run in runs]):.1f}",
        f"{median([run.peak_mb for run in runs]):.0f}",
        f"{of('sites'):.0f}",
        f"{of('baskets'):.0f}",
        f"{of('eur'):.0f}",
        f"{of('km'):.0f}",
        f"{max(run.answer['violations'] for run in runs):.0f}",
    ]


if __name__ == "__main__":
    main()
