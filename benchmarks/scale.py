"""Cost a stop and memory of our search as one day grows.

Run: python benchmarks/scale.py [--sizes 180 900] [--seconds 10] [--seeds 1]

A size is that of the week; the day has about a fifth of its sites, and the fleet grows with it.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from example_week import example_day
from foodplan.optimise.routing.task import RoutingTask
from harness import keep, markdown, median, versions, write_block
from route_runs import case_of, in_turns, measure, solve

NAME = "scale"
SIDES = ("search", "PyVRP")
_CENTS_PER_EUR = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[180, 900, 1_800])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--again", action="store_true", help="forget earlier measurements")
    parser.add_argument("--solve", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.solve:
        case = case_of(options.solve)
        solve(instance(case.instance), case)
        return
    if options.again:
        keep(NAME, [])
    instances = [f"day-of-{size}" for size in options.sizes]
    cases = in_turns(instances, SIDES, [options.seconds], range(1, options.seeds + 1))
    rows = measure(NAME, __file__, cases)
    write_block(NAME, "\n\n".join([table(rows), versions("pyvrp", "numba")]))


def instance(name: str) -> RoutingTask:
    """A day of a synthetic week of so many sites; data seed 11."""
    return example_day(11, n_sites=int(name.rpartition("-")[2]))


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """One line for each size and side."""
    heads = ["stops", "side", "CPU s", "EUR a stop", "vehicle-days", "left out", "peak MB"]
    lines = []
    for name in dict.fromkeys(row["instance"] for row in rows):
        n_stops = len(instance(name).visits.place)
        for side in SIDES:
            own = [row for row in rows if (row["instance"], row["side"]) == (name, side)]
            if own:
                lines.append([f"{n_stops:,}", side, *_cells(own, n_stops)])
    return markdown(heads, lines)


def _cells(rows: Sequence[Mapping[str, Any]], n_stops: int) -> list[str]:
    def of(key: str) -> float:
        return median([row[key] for row in rows])

    each = median([row["cents"] / _CENTS_PER_EUR / max(1, n_stops - row["open"]) for row in rows])
    return [
        f"{of('used_s'):.0f}",
        f"{each:.2f}",
        f"{of('vehicle_days'):.0f}",
        f"{of('open'):.0f}",
        f"{of('peak_mb'):.0f}",
    ]


if __name__ == "__main__":
    main()
