"""Routing tasks from plain arrays, for instances that do not come from a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.ids import PlaceId, VehicleId
from foodplan.domain.policy import Rules
from foodplan.optimise.routing.task import (
    N_CLASSES,
    NO_LIMIT,
    Bools,
    Ints,
    Longs,
    RoadTable,
    RoutingTask,
    VehicleDays,
    Visits,
)

Numbers = NDArray[np.integer | np.floating]
"""Whole numbers, however they are kept."""

NO_RULES = Rules(driving_break_after_min=1e6, work_pause_after_min=1e6, max_stops=10_000)
"""Breaks that never bind: the other engines have none like ours."""


@dataclass(frozen=True, kw_only=True)
class Van:
    """One vehicle-day."""

    day: int = 0
    vehicle: int
    hub: int = 0
    kind: int = 0
    start_s: int = 0
    end_s: int
    max_route_s: int = NO_LIMIT
    max_trips: int = 1
    turnaround_s: int = 0
    capacity_dag: int
    fixed_millicents: int = 0
    millicents_per_metre: int = 1
    millicents_per_second: int = 0


def plain_task(
    *,
    metres: Numbers,
    seconds: Numbers,
    vans: Sequence[Van],
    place: Numbers,
    load_dag: Numbers,
    service_s: Numbers,
    windows: Numbers,
    may: Bools,
    price_cents: int,
    release_s: Numbers | None = None,
) -> RoutingTask:
    """Deliveries without pallets, classes and breaks; `metres` and `seconds` are (k, n, n)."""
    n, n_days = len(place), windows.shape[1]
    return RoutingTask(
        n_days=n_days,
        roads=RoadTable(
            place_ids=tuple(PlaceId(f"P{i}") for i in range(metres.shape[1])),
            band_starts_s=np.zeros(1, dtype=np.int32),
            metres=metres[:, None].astype(np.int32),
            seconds=seconds[:, None].astype(np.int32),
            reachable=np.ones(metres.shape, dtype=bool),
        ),
        vehicles=_vehicle_days(vans),
        visits=Visits(
            place=place.astype(np.int32),
            pickup=np.zeros(n, dtype=bool),
            load_dag=load_dag.astype(np.int32),
            load_mpal=np.zeros((n, N_CLASSES), dtype=np.int32),
            service_s=service_s.astype(np.int32),
            windows=windows.astype(np.int32),
            may=may,
            price_cents=np.full(n, price_cents, dtype=np.int64),
            dear_millicents=np.zeros(n, dtype=np.int64),
            alternatives=np.full(n, -1, dtype=np.int32),
            apart=np.full(n, -1, dtype=np.int32),
            min_gap_days=np.zeros(n, dtype=np.int32),
            first_only=np.zeros(n, dtype=bool),
            alone=np.zeros(n, dtype=bool),
            max_route_s=np.full(n, NO_LIMIT, dtype=np.int32),
            release_s=np.zeros((n, n_days), dtype=np.int32)
            if release_s is None
            else release_s.astype(np.int32),
        ),
        rules=NO_RULES,
    )


def _vehicle_days(vans: Sequence[Van]) -> VehicleDays:
    def ints(name: str) -> Ints:
        return np.array([getattr(van, name) for van in vans], dtype=np.int32)

    def longs(name: str) -> Longs:
        return np.array([getattr(van, name) for van in vans], dtype=np.int64)

    unlimited = np.full(len(vans), NO_LIMIT, dtype=np.int32)
    carries = np.zeros((len(vans), N_CLASSES), dtype=bool)
    carries[:, 0] = True
    return VehicleDays(
        vehicle_ids=tuple(VehicleId(f"V{van.vehicle}") for van in vans),
        day=ints("day"),
        vehicle=ints("vehicle"),
        kind=ints("kind"),
        hub=ints("hub"),
        start_s=ints("start_s"),
        end_s=ints("end_s"),
        max_route_s=ints("max_route_s"),
        max_trips=ints("max_trips"),
        max_stops_per_trip=unlimited,
        max_stops=np.full(len(vans), 10_000, dtype=np.int32),
        turnaround_s=ints("turnaround_s"),
        capacity_dag=ints("capacity_dag"),
        capacity_mpal=unlimited,
        carries=carries,
        box_mpal=np.zeros(len(vans), dtype=np.int32),
        fixed_millicents=longs("fixed_millicents"),
        weekly_millicents=np.zeros(len(vans), dtype=np.int64),
        millicents_per_metre=longs("millicents_per_metre"),
        millicents_per_second=longs("millicents_per_second"),
    )
