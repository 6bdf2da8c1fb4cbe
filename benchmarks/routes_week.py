"""Routes of a week: our search beside other solvers, on synthetic weeks and the reference week.

Run: python benchmarks/routes_week.py [--limits 5 20 60] [--seeds 3] [--again] [--sides …]

Synthetic weeks are drawn from data seeds 11, 12 and 13, which no setting was chosen on; solver
seed i runs on all of them. Without --again, runs of `results/` are not repeated.
"""

from __future__ import annotations

import argparse

from example_week import example_week
from foodplan.optimise.routing.task import RoutingTask
from harness import keep, versions, write_block
from peers.sides import SIDES
from reference_week import reference_week
from route_runs import case_of, gap_table, in_turns, measure, solve

NAME = "routes-week"
SYNTHETIC = ("week-11", "week-12", "week-13")
REFERENCE = "reference-week"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limits", type=float, nargs="+", default=[5, 20, 60])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--instances", nargs="+", default=[*SYNTHETIC, REFERENCE])
    parser.add_argument("--sides", nargs="+", default=list(SIDES))
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
    cases = in_turns(options.instances, options.sides, options.limits, range(1, options.seeds + 1))
    rows = measure(NAME, __file__, cases, jobs=options.jobs)
    groups = {"synthetic": SYNTHETIC, "reference": (REFERENCE,)}
    write_block(
        NAME,
        "\n\n".join([gap_table(rows, groups), versions("ortools", "pyvrp", "pyvroom", "numba")]),
    )


def instance(name: str) -> RoutingTask:
    """A week by its name."""
    if name == REFERENCE:
        return reference_week()
    return example_week(int(name.partition("-")[2]))


if __name__ == "__main__":
    main()
