"""Public instances: our search and PyVRP beside the best solutions known.

Run: python benchmarks/public_sets.py [--limits 20] [--seeds 3] [--again] [--instances …]

Reads ../shared/instances beside the checkout. The periodic set with intermediate facilities
(pvrpif) cannot be a routing task: vehicles there unload at places that are not their hub.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from harness import keep, markdown, median, versions, write_block
from public_tasks import FOLDER, best_known, public_task
from route_runs import case_of, in_turns, measure, solve

NAME = "public-sets"
SIDES = ("search", "PyVRP")
INSTANCES = (
    "X-n200-k36",
    "X-n256-k16",
    "p08",
    "pr03",
    "PR11A",
    "R204R0.25",
    "RC207R0.25",
    "R2_2_05R0.25",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limits", type=float, nargs="+", default=[20])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--instances", nargs="+", default=list(INSTANCES))
    parser.add_argument("--again", action="store_true", help="forget earlier measurements")
    parser.add_argument("--solve", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not FOLDER.is_dir():
        print(f"skipped: the public instances are not here ({FOLDER.name} beside the checkout)")
        sys.exit(0)
    if options.solve:
        case = case_of(options.solve)
        solve(public_task(case.instance), case)
        return
    if options.again:
        keep(NAME, [])
    seeds = range(1, options.seeds + 1)
    rows = measure(NAME, __file__, in_turns(options.instances, SIDES, options.limits, seeds))
    write_block(NAME, "\n\n".join([table(rows), versions("pyvrp", "numba")]))


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Median gap to the best known, by instance and limit."""
    limits = sorted({row["seconds"] for row in rows})
    names = list(dict.fromkeys(row["instance"] for row in rows))
    heads = ["instance", "what", "best known"]
    heads += [f"{side}, {seconds:.0f} s" for seconds in limits for side in SIDES]
    lines = []
    for name in names:
        known = best_known(name)
        cells = [name, known.what, known.published]
        for seconds in limits:
            for side in SIDES:
                key = (name, side, seconds)
                own = [r for r in rows if (r["instance"], r["side"], r["seconds"]) == key]
                cells.append(_cell(own, known.cents))
        lines.append(cells)
    return markdown(heads, lines) + "\n\nMedian gap to the best known in %, range in brackets."


def _cell(rows: Sequence[Mapping[str, Any]], known_cents: float) -> str:
    if not rows:
        return "–"
    gaps = [100 * (row["cents"] / known_cents - 1) for row in rows if not row["open"]]
    if len(gaps) < len(rows):
        return f"{len(rows) - len(gaps)} of {len(rows)} incomplete"
    return f"{median(gaps):.2f} ({min(gaps):.2f} to {max(gaps):.2f})"


if __name__ == "__main__":
    main()
