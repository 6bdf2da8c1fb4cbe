"""Compile the search at set-up, so that nobody waits for it at a first plan."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from foodplan.domain.ids import PlaceId, VehicleId
from foodplan.optimise.routing.search.jit import FOLDER, KEPT
from foodplan.optimise.routing.search.team import search
from foodplan.optimise.routing.task import (
    N_CLASSES,
    NO_LIMIT,
    Ints,
    Longs,
    RoadTable,
    RoutingTask,
    SearchLimits,
    VehicleDays,
    Visits,
)

_WORK = 50
_DAY_S = 86_400


def compile_search(report: Callable[[str, float], None]) -> None:
    """Run tiny searches, from nothing and from a plan: they compile everything, or read it.

    `report` is told a text code and seconds: `search-compiling` before, `search-compiled` after,
    and `search-not-kept` if no folder can be written, so that every new process compiles again.
    """
    report("search-compiling", 0.0)
    began_s = time.monotonic()
    limits = SearchLimits(
        seconds=None,
        work=_WORK,
        seed=1,
        clock=time.monotonic,
        stop=lambda: False,
        report=lambda _cents, _unserved: None,
    )
    task = _tiny_task()
    search(task, limits=limits, start=search(task, limits=limits))
    report("search-compiled" if KEPT else "search-not-kept", time.monotonic() - began_s)


def cache_folder() -> str:
    """Where machine code is kept."""
    return str(FOLDER)


def _tiny_task() -> RoutingTask:
    """A hub, three places and two vehicles."""
    n = 4
    seconds = 600 * (1 - np.eye(n, dtype=np.int32))[None, None]
    return RoutingTask(
        n_days=1,
        roads=RoadTable(
            place_ids=tuple(PlaceId(str(i)) for i in range(n)),
            band_starts_s=_ints(0),
            metres=(10 * seconds).astype(np.int32),
            seconds=seconds.astype(np.int32),
            reachable=np.ones((1, n, n), dtype=bool),
        ),
        vehicles=_two_vehicles(),
        visits=_three_visits(),
    )


def _two_vehicles() -> VehicleDays:
    return VehicleDays(
        vehicle_ids=(VehicleId("1"), VehicleId("2")),
        day=_ints(0, 0),
        vehicle=_ints(0, 1),
        kind=_ints(0, 0),
        hub=_ints(0, 0),
        start_s=_ints(0, 0),
        end_s=_ints(_DAY_S, _DAY_S),
        max_route_s=_ints(_DAY_S, _DAY_S),
        max_trips=_ints(2, 2),
        max_stops_per_trip=_ints(3, 3),
        max_stops=_ints(3, 3),
        turnaround_s=_ints(600, 600),
        capacity_dag=_ints(200, 200),
        capacity_mpal=_ints(0, 0),
        carries=np.ones((2, N_CLASSES), dtype=bool),
        box_mpal=_ints(0, 0),
        fixed_millicents=_longs(1_000_000, 1_000_000),
        weekly_millicents=_longs(0, 0),
        millicents_per_metre=_longs(50, 50),
        millicents_per_second=_longs(1, 1),
    )


def _three_visits() -> Visits:
    return Visits(
        place=_ints(1, 2, 3),
        pickup=np.zeros(3, dtype=bool),
        load_dag=_ints(100, 100, 100),
        load_mpal=np.zeros((3, N_CLASSES), dtype=np.int32),
        service_s=_ints(60, 60, 60),
        windows=np.tile(np.array([0, _DAY_S], dtype=np.int32), (3, 1, 1, 1)),
        may=np.ones((3, 2), dtype=bool),
        price_cents=_longs(10**6, 10**6, 10**6),
        dear_millicents=_longs(0, 0, 0),
        alternatives=_ints(-1, -1, -1),
        apart=_ints(-1, -1, -1),
        min_gap_days=_ints(0, 0, 0),
        first_only=np.zeros(3, dtype=bool),
        alone=np.zeros(3, dtype=bool),
        max_route_s=_ints(NO_LIMIT, NO_LIMIT, NO_LIMIT),
        release_s=np.zeros((3, 1), dtype=np.int32),
    )


def _ints(*values: int) -> Ints:
    return np.array(values, dtype=np.int32)


def _longs(*values: int) -> Longs:
    return np.array(values, dtype=np.int64)
