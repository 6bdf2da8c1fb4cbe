"""How far from the best possible the days of a plan can be, proven by the clock on two cores.

Days of plans of the reference week as they are, with all their rules, one plan for each seed, and
days of 36 sites of the example week. Costs are those of the plan or of our search; the gap is what
the cost may be above the best.

Run: python benchmarks/bounds.py [--seconds 20] [--plan-seconds 60] [--search-seconds 5]
                                 [--seeds 1 2 3]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from example_week import example_day
from foodplan.domain.ids import RunId
from foodplan.domain.run import Limits
from foodplan.optimise.day_bounds import bound_plan_day
from foodplan.optimise.routing.bound.day import bound_routes
from foodplan.optimise.routing.bound.warm import prepare
from foodplan.optimise.routing.engines import compile_search
from foodplan.optimise.routing.search.team import search
from foodplan.optimise.routing.task import SearchLimits
from foodplan.planning import open_planner
from foodplan.roads import build_travel
from foodplan.settings import read_settings
from foodplan.units import CENTS_PER_EUR
from harness import keep, markdown, run_once, write_block

NAME = "bounds"
SCENARIO = "crisis-week"
EXAMPLES = (11, 12, 13)
THREADS = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--plan-seconds", type=float, default=60)
    parser.add_argument("--search-seconds", type=float, default=5)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--day", nargs=3, metavar=("DATABASE", "PLAN", "DAY"))
    parser.add_argument("--example", type=int, metavar="SEED")
    options = parser.parse_args()
    if options.day:
        database, plan, day = options.day
        _bound_day(database, RunId(plan), int(day), options.seconds)
    elif options.example:
        _bound_example(options.example, options.seconds, options.search_seconds)
    else:
        _measure(options.seeds, options.seconds, options.plan_seconds, options.search_seconds)


def _measure(
    seeds: Sequence[int], seconds: float, plan_seconds: float, search_seconds: float
) -> None:
    rows: list[dict[str, Any]] = []
    limits = ["--seconds", str(seconds), "--search-seconds", str(search_seconds)]
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/benchmark.db"
        cases = [
            (f"{SCENARIO}, plan {seed}, day {day + 1}", ["--day", database, plan, str(day)])
            for seed in seeds
            for plan, days in [_plan(database, plan_seconds, seed)]
            for day in days
        ]
        cases += [(f"example day {seed}", ["--example", str(seed)]) for seed in EXAMPLES]
        for name, case in cases:
            me = str(Path(__file__).resolve())
            print(f"{name} …", file=sys.stderr, flush=True)
            found = run_once([sys.executable, me, *limits, *case], seed=1)
            rows.append({"day": name, **found.answer})
            keep(NAME, rows)
    heads = ("day", "stops", "routes", "EUR", "at least EUR", "gap %", "s")
    write_block(NAME, markdown(heads, [_row(row) for row in rows]))


def _plan(database: str, seconds: float, seed: int) -> tuple[RunId, Sequence[int]]:
    settings = read_settings(database=database)
    with open_planner(library=settings.library, database=database) as planner:
        limits = Limits(seconds=seconds, seed=seed, cores=THREADS)
        *_, run = planner.watch(planner.start(SCENARIO, limits).run_id)
        routes = planner.kept(run.run_id).plan.routes
    return run.run_id, sorted({route.day for route in routes})


def _bound_day(database: str, plan_id: RunId, day: int, seconds: float) -> None:
    settings = read_settings(database=database)
    with open_planner(library=settings.library, database=database) as planner:
        kept = planner.kept(plan_id)
    region = kept.problem.roads.region
    travel = build_travel(kept.problem, regions=settings.library.regions(region))
    prepare()
    began_s = time.monotonic()
    bound = bound_plan_day(
        kept.problem,
        travel,
        kept.plan,
        day,
        seconds=seconds,
        threads=THREADS,
        clock=time.monotonic,
        stop=lambda: False,
    )
    routes = [route for route in kept.plan.routes if route.day == day]
    _print(
        stops=sum(len(trip.stops) for route in routes for trip in route.trips),
        routes=len(routes),
        eur=bound.value if bound else 0.0,
        bound_eur=bound.bound if bound else 0.0,
        used_s=time.monotonic() - began_s,
    )


def _bound_example(seed: int, seconds: float, search_seconds: float) -> None:
    task = example_day(seed)
    compile_search(lambda _code, _seconds: None)
    prepare()
    limits = SearchLimits(
        seconds=search_seconds,
        work=None,
        seed=1,
        clock=time.process_time,
        stop=lambda: False,
        report=lambda _cents, _unserved: None,
    )
    plan = search(task, limits=limits)
    began_s = time.monotonic()
    found = bound_routes(
        task,
        visits=range(len(task.visits.place)),
        plan=plan.routes,
        seconds=seconds,
        threads=THREADS,
        clock=time.monotonic,
        stop=lambda: False,
        upper_cents=plan.cost_cents,
    )
    _print(
        stops=len(task.visits.place),
        routes=len(plan.routes),
        eur=plan.cost_cents / CENTS_PER_EUR,
        bound_eur=found.bound_cents / CENTS_PER_EUR,
        used_s=time.monotonic() - began_s,
    )


def _print(*, stops: int, routes: int, eur: float, bound_eur: float, used_s: float) -> None:
    print(
        json.dumps(
            {
                "stops": stops,
                "routes": routes,
                "eur": eur,
                "bound_eur": bound_eur,
                "used_s": round(used_s, 1),
            }
        )
    )


def _row(row: dict[str, Any]) -> list[str]:
    gap = 100 * (row["eur"] / row["bound_eur"] - 1) if row["bound_eur"] else float("inf")
    return [
        str(row["day"]),
        f"{row['stops']:.0f}",
        f"{row['routes']:.0f}",
        f"{row['eur']:.2f}",
        f"{row['bound_eur']:.2f}",
        f"{gap:.2f}",
        f"{row['used_s']:.1f}",
    ]


if __name__ == "__main__":
    main()
