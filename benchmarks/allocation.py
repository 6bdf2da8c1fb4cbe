"""Building and solving the allocation from arrays, beside a plain model built in loops.

Run: python benchmarks/allocation.py [--sizes 180 1800 18000] [--seeds 3]

Both sides solve the same two programmes with GLOP: the highest level that every site can reach,
then the most that can be given with that level kept. Food points have a capacity, sites a need, and
a site is served by the points nearest to it. Every run has its own process. At 18,000 sites GLOP
takes minutes, so that size must be asked for.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder
from scipy.spatial import KDTree

from foodplan.optimise.allocation.program import Program
from harness import Measurement, Side, markdown, median, take_turns, versions, write_block

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
    parser.add_argument("--sizes", type=int, nargs="+", default=[180, 1_800])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--solve", nargs=3, metavar=("SIDE", "SIZE", "SEED"))
    options = parser.parse_args()
    if options.solve:
        side, size, seed = options.solve
        _measure(side, int(size), int(seed))
        return
    rows = []
    for size in options.sizes:
        sides = [_side(name, size) for name in SIDES]
        found = take_turns(sides, range(1, options.seeds + 1))
        _agree(found)
        rows += [_row(name, size, runs) for name, runs in found.items()]
    heads = ("sites", "arcs", "side", "build s", "solve s", "peak MB", "lowest fill")
    write_block("allocation", "\n\n".join([markdown(heads, rows), versions("ortools", "scipy")]))


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
    program = Program()
    flow = program.columns(len(instance.point))
    level = program.columns(1, upper=1.0)
    by_point = program.rows(len(instance.capacity_kg), upper=instance.capacity_kg)
    by_site = program.rows(len(instance.need_kg), upper=instance.need_kg)
    fair = program.rows(len(instance.need_kg), lower=0.0)
    program.terms(by_point[instance.point], flow, 1.0)
    program.terms(by_site[instance.site], flow, 1.0)
    program.terms(fair[instance.site], flow, 1.0)
    program.terms(fair, np.repeat(level, len(fair)), -instance.need_kg)
    built_s = time.process_time()
    theta = program.best(level, 1.0, maximise=True).objective
    program.bound(level, lower=theta * _LEAST_SHARE)
    most = program.best(flow, 1.0, maximise=True).objective
    ended_s = time.process_time()
    return Solved(level=theta, most_kg=most, build_s=built_s - began_s, solve_s=ended_s - built_s)


def in_loops(instance: Instance) -> Solved:
    """As a first model is written: a variable for each arc, a sum for each row."""
    began_s = time.process_time()
    model = model_builder.Model()
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
