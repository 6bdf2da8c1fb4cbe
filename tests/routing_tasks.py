"""Small routing tasks for tests, in minutes and whole units; place 0 is the hub."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from foodplan.domain.ids import PlaceId, VehicleId
from foodplan.domain.policy import Rules
from foodplan.optimise.routing.task import (
    N_CLASSES,
    NO_LIMIT,
    RoadTable,
    RoutingTask,
    VehicleDays,
    Visits,
)

Table = Sequence[Sequence[float]]
FAR = Rules(driving_break_after_min=1440, work_pause_after_min=1440)
"""Rules that never bind."""


def a_task(
    minutes: Table | Sequence[Table],
    *,
    n_days: int = 1,
    vehicles: Sequence[Mapping[str, object]] = ({},),
    visits: Sequence[Mapping[str, object]] = (),
    bands_min: Sequence[float] = (0.0,),
    rules: Rules = FAR,
) -> RoutingTask:
    """A task with one visit at each place but the hub, unless `visits` says otherwise.

    1 km a minute; a table for each departure band if there are several.
    """
    table = np.array(minutes, dtype=float)
    table = table if table.ndim == 3 else table[None]
    n_places = table.shape[1]
    wanted = list(visits) or [{} for _ in range(n_places - 1)]
    rows = [{"place": i + 1, **row} for i, row in enumerate(wanted)]
    return RoutingTask(
        n_days=n_days,
        roads=RoadTable(
            place_ids=tuple(PlaceId(f"P{i}") for i in range(n_places)),
            band_starts_s=np.array([60 * band for band in bands_min], dtype=np.int32),
            metres=np.where(np.isfinite(table), 1000 * table, 0).astype(np.int32)[None],
            seconds=np.where(np.isfinite(table), 60 * table, 0).astype(np.int32)[None],
            reachable=np.isfinite(table).all(axis=0)[None],
        ),
        vehicles=_vehicle_days(vehicles),
        visits=_visits(rows, n_days=n_days, n_vehicle_days=len(vehicles)),
        rules=rules,
    )


def with_rules(task: RoutingTask, **rules: float) -> RoutingTask:
    """The same task under other rules of work."""
    return replace(task, rules=replace(task.rules, **rules))


def _vehicle_days(rows: Sequence[Mapping[str, object]]) -> VehicleDays:
    """Defaults: 08:00 to 18:00, three trips, 1,000 kg, ambient, 100 EUR a day, 1 EUR a km."""

    def ints(name: str, default: float, scale: float = 1) -> np.ndarray:
        values = [scale * float(row.get(name, default)) for row in rows]  # type: ignore[arg-type]
        return np.array(values).round().astype(np.int32)

    def longs(name: str, default: float, scale: float) -> np.ndarray:
        return ints(name, default, 1).astype(np.int64) * int(scale)

    carries = np.zeros((len(rows), N_CLASSES), dtype=bool)
    for i, row in enumerate(rows):
        carries[i, list(row.get("carries", (0,)))] = True  # type: ignore[call-overload]
    return VehicleDays(
        vehicle_ids=tuple(VehicleId(f"V{i}") for i in range(len(rows))),
        day=ints("day", 0),
        vehicle=np.array([row.get("vehicle", i) for i, row in enumerate(rows)], dtype=np.int32),
        kind=ints("kind", 0),
        hub=ints("hub", 0),
        start_s=ints("start_min", 480, 60),
        end_s=ints("end_min", 1080, 60),
        max_route_s=np.minimum(ints("max_route_min", 10_000, 60), NO_LIMIT),
        max_trips=ints("max_trips", 3),
        max_stops_per_trip=ints("max_stops_per_trip", 100),
        max_stops=ints("max_stops", 100),
        turnaround_s=ints("turnaround_min", 20, 60),
        capacity_dag=ints("kg", 1000, 100),
        capacity_mpal=ints("pallets", 10, 1000),
        carries=carries,
        box_mpal=ints("boxes", 0, 1000),
        fixed_millicents=longs("fixed_eur", 100, 100_000),
        weekly_millicents=longs("weekly_eur", 0, 100_000),
        millicents_per_metre=longs("eur_per_km", 1, 100),
        millicents_per_second=longs("millicents_per_second", 0, 1),
    )


def _visits(rows: Sequence[Mapping[str, object]], *, n_days: int, n_vehicle_days: int) -> Visits:
    """Defaults: a delivery of 100 kg on a quarter pallet, 10 min, any time, price 10,000 EUR."""

    def ints(name: str, default: float, scale: float = 1) -> np.ndarray:
        values = [scale * float(row.get(name, default)) for row in rows]  # type: ignore[arg-type]
        return np.array(values).round().astype(np.int32)

    n = len(rows)
    spans: list[Sequence[Sequence[tuple[float, float]]]] = [
        row.get("windows", [[(0, 1440)]] * n_days)  # type: ignore[misc]
        for row in rows
    ]
    width = max((len(day) for days in spans for day in days), default=1)
    windows = np.tile(np.array([1, 0], dtype=np.int32), (n, n_days, max(width, 1), 1))
    for i, days in enumerate(spans):
        for day, spans_of_day in enumerate(days):
            for w, (start_min, end_min) in enumerate(spans_of_day):
                windows[i, day, w] = 60 * start_min, 60 * end_min
    pallets = np.zeros((n, N_CLASSES), dtype=np.int32)
    pallets[np.arange(n), ints("temperature", 0)] = ints("pallets", 0.25, 1000)
    may = np.ones((n, n_vehicle_days), dtype=bool)
    for i, row in enumerate(rows):
        may[i, list(row.get("not_by", ()))] = False  # type: ignore[call-overload]
    return Visits(
        place=ints("place", 0),
        pickup=np.array([bool(row.get("pickup", False)) for row in rows]),
        load_dag=ints("kg", 100, 100),
        load_mpal=pallets,
        service_s=ints("service_min", 10, 60),
        windows=windows,
        may=may,
        price_cents=ints("price_eur", 10_000, 100).astype(np.int64),
        dear_millicents=ints("dear_eur", 0, 100_000).astype(np.int64),
        alternatives=ints("alternatives", -1),
        apart=ints("apart", -1),
        min_gap_days=ints("min_gap_days", 0),
        first_only=np.array([bool(row.get("first_only", False)) for row in rows]),
        alone=np.array([bool(row.get("alone", False)) for row in rows]),
        max_route_s=np.minimum(ints("max_route_min", 10_000, 60), NO_LIMIT),
        release_s=np.repeat(ints("release_min", 0, 60)[:, None], n_days, axis=1),
    )
