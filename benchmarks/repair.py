"""How long it takes to mend a plan of the reference week when a vehicle does not start.

Run: python benchmarks/repair.py [--accidents 5]

Within one process, as in the warm child that the server keeps: strike the problem, repair the plan,
check it. One accident for each of the vehicles with most stops on its day, at six in the morning.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

from foodplan.domain.accident import Accident, Moment
from foodplan.domain.past import past_of
from foodplan.domain.plan import Plan, Route
from foodplan.domain.problem import Problem
from foodplan.domain.run import Engine, Limits
from foodplan.domain.scenario import VehicleOut, Where
from foodplan.domain.striking import strike
from foodplan.evaluate import check
from foodplan.optimise import optimise
from foodplan.optimise.repair import repair
from foodplan.roads.travel import build_travel
from foodplan.tables.travel import TravelMatrix
from harness import markdown, median, write_block
from reference_week import DATA, reference_problem

_MINUTE = 360.0
_WORK = 2_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accidents", type=int, default=5)
    options = parser.parse_args()
    problem = reference_problem()
    travel = build_travel(problem, regions=DATA)
    plan = _plan(problem, travel)
    rows = [_measured(problem, travel, plan, one) for one in _accidents(plan, options.accidents)]
    heads = ("vehicle out", "stops hit", "seconds", "CPU seconds", "stops without a place")
    middle = median([float(row[2]) for row in rows])
    text = f"Median {middle:.2f} s for {len(plan.routes)} routes, checking the plan included."
    write_block("repair", f"{markdown(heads, rows)}\n\n{text}")


def _plan(problem: Problem, travel: TravelMatrix) -> Plan:
    """A plan of little work: what it costs does not matter here."""
    return optimise(
        problem,
        travel,
        Limits(work=_WORK, engine=Engine.ORTOOLS),
        clock=time.monotonic,
        stop=lambda: False,
        report=lambda _progress: None,
    )


def _accidents(plan: Plan, n: int) -> Iterator[tuple[Route, Accident]]:
    """The routes with most stops lose their vehicle on that morning."""
    busiest = sorted(plan.routes, key=lambda route: (-len(list(route.stops())), route.vehicle_id))
    for route in busiest[:n]:
        change = VehicleOut(
            change_id="out",
            where=Where(vehicles=frozenset({route.vehicle_id})),
            days=frozenset({route.day}),
        )
        yield route, Accident(change=change, at=Moment(day=route.day, minute=_MINUTE))


def _measured(
    problem: Problem, travel: TravelMatrix, plan: Plan, case: tuple[Route, Accident]
) -> list[str]:
    route, accident = case
    began_s, began_cpu_s = time.monotonic(), time.process_time()
    past = past_of(plan, problem, accident.at)
    struck, _ = strike(problem, plan, past, accident.change)
    found = repair(problem, struck, travel, plan, accident)
    violations = check(found.plan, struck, travel)
    took_s, cpu_s = time.monotonic() - began_s, time.process_time() - began_cpu_s
    if violations:
        raise SystemExit(f"the repaired plan breaks {violations[0]}")
    homeless = sum(lost.to is None for lost in found.lost)
    return [
        f"{route.vehicle_id}, day {route.day + 1}",
        str(len(list(route.stops()))),
        f"{took_s:.2f}",
        f"{cpu_s:.2f}",
        str(homeless),
    ]


if __name__ == "__main__":
    main()
