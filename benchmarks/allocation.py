"""The allocation of a week, and building a programme from arrays beside a plain model in loops.

Run: python benchmarks/allocation.py [--weeks 180 1800 18000] [--sizes 180 1800 18000] [--seeds 3]

Weeks are synthetic countries (`data/making/country.py`) and the reference week, all with 60 % of
the food that they offer; every site has one delivery, from its basin, on a day drawn by the seed.
Measured are the possible week (before days are chosen) and the whole allocation with leximin,
crates and recipes.

Beside that, both sides solve the same two programmes with GLOP: the highest level that every site
can reach, then the most that can be given with that level kept. Food points have a capacity, sites
a need, and a site is served by the points nearest to it. Every run has its own process. With three
seeds all takes about ten minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder
from scipy.spatial import KDTree

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.ids import SiteId
from foodplan.domain.problem import Problem
from foodplan.inputs.dataset import read_dataset
from foodplan.optimise.allocation import program
from foodplan.optimise.allocation.allocate import allocate
from foodplan.optimise.allocation.answer import Delivery
from foodplan.optimise.allocation.basins import basins_of
from foodplan.optimise.allocation.possible import open_deliveries, possible_week
from foodplan.optimise.allocation.program import Program
from harness import Measurement, Side, markdown, median, take_turns, versions, write_block
from reference_week import DATA, reference_problem

_SUPPLY_SHARE = 0.6
_LEAST_SHARE = 1 - 1e-7
"""Of the level that is kept in the second programme, so that rounding does not forbid it."""


@dataclass(frozen=True, kw_only=True)
class Instance:
    """Arcs from points to sites."""

    point: NDArray[np.int64]
    site: NDArray[np.int64]
    capacity_kg: NDArray[np.float64]
    need_kg: NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Solved:
    """What a side found, and how long building and solving took."""

    level: float
    most_kg: float
    build_s: float
    solve_s: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weeks", type=int, nargs="*", default=[180, 1_800, 18_000])
    parser.add_argument("--sizes", type=int, nargs="*", default=[180, 1_800, 18_000])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--solve", nargs=3, metavar=("SIDE", "SIZE", "SEED"))
    options = parser.parse_args()
    if options.solve:
        side, size, seed = options.solve
        _measure(side, int(size), int(seed))
        return
    weeks = [_week_row(size, options.seeds) for size in (0, *options.weeks)]
    write_block(
        "allocation-weeks",
        "\n\n".join([markdown(WEEK_HEADS, weeks), versions("ortools", "scipy")]),
    )
    rows = []
    for size in options.sizes:
        sides = [_side(name, size) for name in SIDES]
        found = take_turns(sides, range(1, options.seeds + 1))
        _agree(found)
        rows += [_row(name, size, runs) for name, runs in found.items()]
    heads = ("sites", "arcs", "side", "build s", "solve s", "peak MB", "lowest fill")
    write_block("allocation", "\n\n".join([markdown(heads, rows), versions("ortools", "scipy")]))


WEEK_HEADS = (
    "week",
    "sites",
    "hubs",
    "possible week s",
    "build s",
    "solve s",
    "allocation s",
    "peak MB",
    "lowest fill",
)


def a_week(size: int) -> Problem:
    """A synthetic country, or the reference week for 0, with 60 % of its food."""
    if size:
        with TemporaryDirectory() as folder:
            command = [sys.executable, str(DATA / "making" / "country.py"), str(size), folder]
            subprocess.run(command, check=True)
            problem = read_dataset(Path(folder), backdrop_of=lambda _: Backdrop()).problem
        if problem is None:
            raise SystemExit("the country cannot be read")
    else:
        problem = reference_problem()
    lots = (replace(lot, gross_kg=_SUPPLY_SHARE * lot.gross_kg) for lot in problem.lots)
    return replace(problem, lots=tuple(lots))


def share_a_week(size: int, seed: int) -> dict[str, float]:
    """Seconds of the possible week and of the allocation, and of the solver in the latter."""
    problem, rng = a_week(size), np.random.default_rng(seed)
    offers: dict[SiteId, list[Delivery]] = defaultdict(list)
    for basin in basins_of(problem, ()):
        for one in open_deliveries(basin.problem):
            offers[one.site_id].append(one)
    deliveries = [found[rng.integers(len(found))] for _, found in sorted(offers.items())]
    began_s = time.process_time()
    possible_week(problem)
    possible_s = time.process_time() - began_s
    solve_s = 0.0

    def timed(*args: Any, **options: Any) -> program.Answer | None:
        nonlocal solve_s
        solving_s = time.process_time()
        answer = solve(*args, **options)
        solve_s += time.process_time() - solving_s
        return answer

    solve = program._solve
    with patch.object(program, "_solve", timed):
        began_s = time.process_time()
        found = allocate(problem, deliveries)
        allocation_s = time.process_time() - began_s
    lowest = next(bound.bound for bound in found.bounds if bound.stage == "min_fill")
    return {
        "hubs": len(problem.hubs),
        "sites": len(problem.sites),
        "possible_s": possible_s,
        "allocation_s": allocation_s,
        "solve_s": solve_s,
        "lowest": lowest,
    }


def _week_row(size: int, seeds: int) -> list[str]:
    runs = take_turns([_side("week", size)], range(1, seeds + 1))["week"]

    def of(key: str) -> float:
        return median([run.answer[key] for run in runs])

    return [
        "synthetic" if size else "reference",
        f"{of('sites'):,.0f}",
        f"{of('hubs'):.0f}",
        f"{of('possible_s'):.2f}",
        f"{median([run.answer['allocation_s'] - run.answer['solve_s'] for run in runs]):.2f}",
        f"{of('solve_s'):.2f}",
        f"{of('allocation_s'):.2f}",
        f"{median([run.peak_mb for run in runs]):.0f}",
        f"{of('lowest'):.4f}",
    ]


def drawn(size: int, seed: int) -> Instance:
    """Sites and points in a square; the nearest 10 points in reach, food for 60 % of all needs."""
    rng = np.random.default_rng(seed)
    n_points = max(40, size // 60)
    reach = 10
    sites, points = rng.random((size, 2)), rng.random((n_points, 2))
    _, nearest = KDTree(points).query(sites, k=reach)
    need_kg = rng.uniform(100, 1000, size)
    capacity_kg = rng.uniform(0.5, 1.5, n_points)
    capacity_kg *= _SUPPLY_SHARE * need_kg.sum() / capacity_kg.sum()
    return Instance(
        point=nearest.ravel().astype(np.int64),
        site=np.repeat(np.arange(size), reach),
        capacity_kg=capacity_kg,
        need_kg=need_kg,
    )


def from_arrays(instance: Instance) -> Solved:
    """As the allocation does it: rows, columns and terms as arrays."""
    began_s = time.process_time()
    model = Program()
    flow = model.columns(len(instance.point))
    level = model.columns(1, upper=1.0)
    by_point = model.rows(len(instance.capacity_kg), upper=instance.capacity_kg)
    by_site = model.rows(len(instance.need_kg), upper=instance.need_kg)
    fair = model.rows(len(instance.need_kg), lower=0.0)
    model.terms(by_point[instance.point], flow, 1.0)
    model.terms(by_site[instance.site], flow, 1.0)
    model.terms(fair[instance.site], flow, 1.0)
    model.terms(fair, np.repeat(level, len(fair)), -instance.need_kg)
    built_s = time.process_time()
    theta = model.best(level, 1.0, maximise=True).objective
    model.bound(level, lower=theta * _LEAST_SHARE)
    most = model.best(flow, 1.0, maximise=True).objective
    ended_s = time.process_time()
    return Solved(level=theta, most_kg=most, build_s=built_s - began_s, solve_s=ended_s - built_s)


def in_loops(instance: Instance) -> Solved:
    """As a first model is written: a variable for each arc, a sum for each row."""
    began_s = time.process_time()
    model = model_builder.Model()  # type: ignore[no-untyped-call]
    arcs = list(zip(instance.point.tolist(), instance.site.tolist(), strict=True))
    flow = {arc: model.new_num_var(0.0, float("inf"), None) for arc in arcs}
    level = model.new_num_var(0.0, 1.0, "level")
    out: dict[int, list[model_builder.Variable]] = {}
    into: dict[int, list[model_builder.Variable]] = {}
    for point, site in arcs:
        out.setdefault(point, []).append(flow[point, site])
        into.setdefault(site, []).append(flow[point, site])
    for point, flows in out.items():
        model.add(sum(flows) <= instance.capacity_kg.item(point))
    for site, flows in into.items():
        need_kg = instance.need_kg.item(site)
        given = sum(flows)
        model.add(given <= need_kg)
        model.add(given - need_kg * level >= 0.0)
    model.maximize(level)
    built_s = time.process_time()
    solver = model_builder.Solver("glop")
    solver.solve(model)
    theta = solver.objective_value
    model.add(level >= theta * _LEAST_SHARE)
    model.maximize(sum(flow.values()))
    solver.solve(model)
    ended_s = time.process_time()
    return Solved(
        level=theta,
        most_kg=solver.objective_value,
        build_s=built_s - began_s,
        solve_s=ended_s - built_s,
    )


SIDES: dict[str, Callable[[Instance], Solved]] = {"arrays": from_arrays, "loops": in_loops}


def _side(name: str, size: int) -> Side:
    def command(seed: int) -> Sequence[str]:
        me = str(Path(__file__).resolve())
        return [sys.executable, me, "--solve", name, str(size), str(seed)]

    return Side(name=name, command=command)


def _measure(side: str, size: int, seed: int) -> None:
    if side == "week":
        print(json.dumps(share_a_week(size, seed)))
        return
    instance = drawn(size, seed)
    found = SIDES[side](instance)
    print(json.dumps({"arcs": len(instance.point), **vars(found)}))


def _agree(found: dict[str, list[Measurement]]) -> None:
    """Both sides must find the same."""
    for one, other in zip(found["arrays"], found["loops"], strict=True):
        for key in ("level", "most_kg"):
            if abs(one.answer[key] - other.answer[key]) > 1e-5 * other.answer[key]:
                raise SystemExit(f"{key}: {one.answer[key]} and {other.answer[key]}")


def _row(name: str, size: int, runs: Sequence[Measurement]) -> list[str]:
    def of(key: str) -> float:
        return median([run.answer[key] for run in runs])

    return [
        f"{size:,}",
        f"{of('arcs'):,.0f}",
        name,
        f"{of('build_s'):.3f}",
        f"{of('solve_s'):.2f}",
        f"{median([run.peak_mb for run in runs]):.0f}",
        f"{of('level'):.4f}",
    ]


if __name__ == "__main__":
    main()
