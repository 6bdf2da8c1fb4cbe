"""Runs of routing engines: one process for each instance, side, limit and seed, in turns."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foodplan.optimise.routing.task import MILLICENTS_PER_CENT, RoutingTask
from harness import keep, kept, markdown, run_once
from judge import judge
from peers.sides import SIDES
from peers.watch import Watch

_TRACE_POINTS = 60


@dataclass(frozen=True, kw_only=True)
class Case:
    """One run to be made."""

    instance: str
    side: str
    seconds: float
    seed: int


def solve(task: RoutingTask, case: Case) -> None:
    """Solve in this process, judge, and print the measurement as one line of JSON."""
    watch = Watch(seconds=case.seconds, seed=case.seed)
    routing = SIDES[case.side](task, watch)
    used_s = watch.used_s()
    verdict = judge(task, routing)
    step = max(1, len(watch.trace) // _TRACE_POINTS)
    print(
        json.dumps(
            {
                "cents": verdict.millicents / MILLICENTS_PER_CENT,
                "open": verdict.n_open,
                "vehicle_days": verdict.n_vehicle_days,
                "used_s": round(used_s, 2),
                "trace": [(round(at_s, 2), round(cents)) for at_s, cents in watch.trace[::step]],
            }
        )
    )


def measure(name: str, script: str, cases: Sequence[Case], *, jobs: int) -> list[dict[str, Any]]:
    """Run the cases that were not run yet, `jobs` at a time; all that is known, kept as it comes.

    Sides count CPU seconds of their own process, so two of them do not take each other's time.
    """
    rows = kept(name)
    done = {_key(row) for row in rows}
    todo = [case for case in cases if _key(vars(case)) not in done]

    def run(case: Case) -> dict[str, Any]:
        print(f"{case} …", file=sys.stderr, flush=True)
        found = run_once(command(script, case), seed=case.seed)
        return {**vars(case), **found.answer, "peak_mb": round(found.peak_mb)}

    with ThreadPoolExecutor(jobs) as pool:
        for row in pool.map(run, todo):
            rows.append(row)
            keep(name, rows)
    return rows


def command(script: str, case: Case) -> list[str]:
    """The process that solves one case."""
    where = str(Path(script).resolve())
    return [sys.executable, where, "--solve", *map(str, vars(case).values())]


def case_of(words: Sequence[str]) -> Case:
    """A case from the words of `command`."""
    instance, side, seconds, seed = words
    return Case(instance=instance, side=side, seconds=float(seconds), seed=int(seed))


def in_turns(
    instances: Sequence[str], sides: Sequence[str], limits_s: Sequence[float], seeds: Sequence[int]
) -> list[Case]:
    """All cases; sides take turns within each instance, limit and seed."""
    return [
        Case(instance=instance, side=side, seconds=seconds, seed=seed)
        for seconds in limits_s
        for instance in instances
        for seed in seeds
        for side in sides
    ]


def gap_cell(rows: Sequence[Mapping[str, Any]], best: Mapping[str, float], *, decimals: int) -> str:
    """Median gap to the best known cost in %, the range in brackets, and what stayed open."""
    if not rows:
        return "–"
    whole = [row for row in rows if not row["open"]]
    if len(whole) < len(rows):
        n_open = statistics.median(row["open"] for row in rows)
        return f"{len(rows) - len(whole)} of {len(rows)} leave stops out (median {n_open:.0f})"
    gaps = sorted(100 * (row["cents"] / best[row["instance"]] - 1) for row in whole)
    middle = statistics.median(gaps)
    shown = [f"{gap:.{decimals}f}" for gap in (middle, gaps[0], gaps[-1])]
    return f"**{shown[0]}** ({shown[1]} to {shown[2]}; n = {len(gaps)})"


def gap_table(
    rows: Sequence[Mapping[str, Any]], groups: Mapping[str, Sequence[str]], *, decimals: int = 1
) -> str:
    """Gaps by side, group of instances and limit, and what they are gaps to."""
    best = best_of(rows)
    columns = [
        (group, seconds)
        for group in groups
        for seconds in sorted({row["seconds"] for row in rows if row["instance"] in groups[group]})
    ]
    heads = ["side", *(f"{group}, {seconds:.0f} s" for group, seconds in columns)]
    lines = []
    for side in SIDES:
        own = [row for row in rows if row["side"] == side]
        cells = [
            [row for row in own if row["instance"] in groups[group] and row["seconds"] == seconds]
            for group, seconds in columns
        ]
        if own:
            lines.append([side, *(gap_cell(cell, best, decimals=decimals) for cell in cells)])
    found = ", ".join(f"{name} {cents / 100:,.2f} EUR" for name, cents in sorted(best.items()))
    text = "Median gap in % (range; number of runs) to the least cost that any run here found"
    return f"{markdown(heads, lines)}\n\n{text}: {found}."


def best_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Least cost of a complete plan for each instance."""
    best: dict[str, float] = {}
    for row in rows:
        if not row["open"]:
            best[row["instance"]] = min(best.get(row["instance"], float("inf")), row["cents"])
    return best


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["instance"], row["side"], float(row["seconds"]), int(row["seed"])
