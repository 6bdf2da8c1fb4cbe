"""Public instances: our search and PyVRP beside the best solutions known.

Run: python benchmarks/public_sets.py [--limits 20 60] [--seeds 3] [--sides …] [--jobs 2] [--again]

Reads ../shared/instances beside the checkout. The periodic set with intermediate facilities
(pvrpif) cannot be a routing task: vehicles there unload at places that are not their hub.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from harness import keep, markdown, median, versions, write_block
from public_tasks import FOLDER, best_known, public_task
from route_runs import case_of, in_turns, measure, solve

NAME = "public-sets"
SIDES = ("search", "PyVRP")
RELEASES_100 = (
    *("C201", "C204", "C207", "R201", "R204", "R207", "R210"),
    *("RC201", "RC204", "RC207"),
)
RELEASES_200 = tuple(f"{kind}_2_{n}" for kind in ("C2", "R2", "RC2") for n in ("02", "05", "08"))
SETS = {
    "CVRP": ("X-n200-k36", "X-n256-k16"),
    "several depots, up to 100 stops": (
        *("p01", "p02", "p03", "p04", "p05", "p06", "p07", "p12"),
        *("pr01", "pr02"),
    ),
    "several depots, more stops": ("p08", "p15", "pr03"),
    "several depots, windows": ("PR11A", "PR13A"),
    "releases, 100 stops": tuple(f"{name}R0.25" for name in RELEASES_100),
    "releases, 200 stops": tuple(f"{name}R0.25" for name in RELEASES_200),
}
INSTANCES = tuple(name for names in SETS.values() for name in names)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limits", type=float, nargs="+", default=[20, 60])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--instances", nargs="+", default=list(INSTANCES))
    parser.add_argument("--sides", nargs="+", default=list(SIDES), choices=SIDES)
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time, one a core")
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
    cases = in_turns(options.instances, options.sides, options.limits, seeds)
    rows = measure(NAME, __file__, cases, jobs=options.jobs)
    write_block(NAME, "\n\n".join([means(rows), table(rows), versions("pyvrp", "numba")]))


def means(rows: Sequence[Mapping[str, Any]]) -> str:
    """Mean over a set's instances of the median gaps, by set and limit."""
    limits = sorted({row["seconds"] for row in rows})
    heads = ["set", *(f"{side}, {seconds:.0f} s" for seconds in limits for side in SIDES)]
    lines = []
    for name, instances in SETS.items():
        cells = [name]
        for seconds in limits:
            for side in SIDES:
                medians = [_median_gap(_runs(rows, one, side, seconds), one) for one in instances]
                known = [gap for gap in medians if gap is not None]
                count = "" if len(known) == len(instances) else f" (of {len(known)})"
                cells.append(f"{statistics.mean(known):.2f}{count}" if known else "–")
        lines.append(cells)
    return markdown(heads, lines) + "\n\nMean gap to the best known in %."


def _runs(
    rows: Sequence[Mapping[str, Any]], instance: str, side: str, seconds: float
) -> list[Mapping[str, Any]]:
    key = (instance, side, seconds)
    return [row for row in rows if (row["instance"], row["side"], row["seconds"]) == key]


def _median_gap(rows: Sequence[Mapping[str, Any]], instance: str) -> float | None:
    """None where nothing was run, or some run left stops out."""
    if not rows or any(row["open"] for row in rows):
        return None
    return median([100 * (row["cents"] / best_known(instance).cents - 1) for row in rows])


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Median gap to the best known, by instance and limit."""
    limits = sorted({row["seconds"] for row in rows})
    measured = {row["instance"] for row in rows}
    names = [name for name in INSTANCES if name in measured]
    heads = ["instance", "what", "best known"]
    heads += [f"{side}, {seconds:.0f} s" for seconds in limits for side in SIDES]
    lines = []
    for name in names:
        known = best_known(name)
        cells = [name, known.what, known.published]
        cells += [
            _cell(_runs(rows, name, side, seconds), known.cents)
            for seconds in limits
            for side in SIDES
        ]
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
