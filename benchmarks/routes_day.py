"""Routes of one day of 36 sites: our search beside other solvers.

Run: python benchmarks/routes_day.py [--limits 5 20] [--seeds 3] [--again] [--sides …]
"""

from __future__ import annotations

import argparse

from example_week import example_day
from foodplan.optimise.routing.task import RoutingTask
from harness import keep, versions, write_block
from peers.sides import SIDES
from route_runs import case_of, gap_table, in_turns, measure, solve

NAME = "routes-day"
INSTANCES = ("day-11", "day-12", "day-13")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limits", type=float, nargs="+", default=[5, 20])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--sides", nargs="+", default=[s for s in SIDES if "days first" not in s])
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time, one a core")
    parser.add_argument("--again", action="store_true", help="forget earlier measurements")
    parser.add_argument("--solve", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.solve:
        case = case_of(options.solve)
        solve(instance(case.instance), case)
        return
    if options.again:
        keep(NAME, [])
    cases = in_turns(INSTANCES, options.sides, options.limits, range(1, options.seeds + 1))
    rows = measure(NAME, __file__, cases, jobs=options.jobs)
    text = gap_table(rows, {"day": INSTANCES}, decimals=2)
    write_block(NAME, "\n\n".join([text, versions("ortools", "pyvrp", "pyvroom", "numba")]))


def instance(name: str) -> RoutingTask:
    """A day by its name."""
    return example_day(int(name.partition("-")[2]))


if __name__ == "__main__":
    main()
