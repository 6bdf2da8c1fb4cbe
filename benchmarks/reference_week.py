"""The routing of the reference week, as far as every engine can express it.

Each site asks for its whole need once, on any of its days and from either hub; vehicles, windows,
access, kilograms, pallets and costs are the dataset's. Left out: pick-ups, breaks of drivers, and
goods that wait for sorting, because the other engines have nothing alike.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np

from foodplan.domain.plan import Drop
from foodplan.domain.problem import Problem
from foodplan.inputs.dataset import read_dataset
from foodplan.optimise.arrays import routing_task
from foodplan.optimise.routing.task import RoutingTask
from foodplan.optimise.visits import Load
from foodplan.roads.backdrop import read_backdrop
from foodplan.roads.travel import build_travel
from tasks import NO_RULES

DATA = Path(__file__).resolve().parents[1] / "data"


def reference_problem() -> Problem:
    """The dataset as a problem."""
    reading = read_dataset(
        DATA / "reference-week", backdrop_of=lambda region: read_backdrop(DATA / (region or ""))
    )
    if reading.problem is None:
        raise SystemExit("the reference week cannot be read")
    return reading.problem


def reference_week() -> RoutingTask:
    """One visit a site; its copies by day and hub are merged into windows and access."""
    problem = replace(reference_problem(), rules=NO_RULES)
    drops: dict[str, list[Drop]] = defaultdict(list)
    for need in problem.needs:
        drops[need.site_id].append(Drop(basket_id=need.basket_id, n_baskets=need.baskets))
    copies = [
        Load(place_id=site, hub_id=hub.hub_id, day=day, drops=tuple(wanted))
        for site, wanted in sorted(drops.items())
        for hub in problem.hubs
        for day in problem.calendar.days
    ]
    travel = build_travel(problem, regions=DATA)
    task = routing_task(problem, travel, copies, release_min={})
    return _merged(task, n_copies=len(problem.hubs) * problem.calendar.n_days)


def _merged(task: RoutingTask, *, n_copies: int) -> RoutingTask:
    """Every `n_copies` rows are one stop; windows of a day are the same from either hub."""
    visits = task.visits
    n = len(visits.place) // n_copies
    first = np.arange(n) * n_copies
    windows = visits.windows.reshape(n, n_copies, *visits.windows.shape[1:])
    opened = windows[..., 0] <= windows[..., 1]
    starts = np.where(opened, windows[..., 0], 2**30).min(axis=1)
    ends = np.where(opened, windows[..., 1], -1).max(axis=1)
    empty = starts > ends
    merged = np.stack([np.where(empty, 1, starts), np.where(empty, 0, ends)], axis=-1)
    rows = {
        name: getattr(visits, name)[first]
        for name in visits.__dataclass_fields__
        if name not in ("windows", "may")
    }
    may = np.asarray(visits.may.reshape(n, n_copies, -1).any(axis=1))
    merged_visits = type(visits)(windows=merged.astype(np.int32), may=may, **rows)
    return replace(task, visits=merged_visits)
