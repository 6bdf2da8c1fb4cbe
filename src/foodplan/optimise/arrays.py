"""Ids become indices and kilograms whole numbers: Problem + TravelMatrix → RoutingTask."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from foodplan.domain.basics import Temperature, TimeWindow, windows_of_day
from foodplan.domain.ids import HubId, ProducerId, SiteId
from foodplan.domain.problem import Problem
from foodplan.optimise.roads import KINDS, roads_of
from foodplan.optimise.routing.task import (
    N_CLASSES,
    NO_LIMIT,
    Bools,
    Ints,
    Longs,
    Roads,
    RoutingTask,
    VehicleDays,
    Visits,
)
from foodplan.optimise.shifts import Shift, shifts_of
from foodplan.optimise.stability import changed_day_eur
from foodplan.optimise.visits import MPAL, Load, able_vehicles, longest_route_min, mpal
from foodplan.tables.travel import TravelMatrix
from foodplan.units import CENTS_PER_EUR, MINUTES_PER_HOUR, metres, seconds

MILLICENTS_PER_EUR = 1000 * CENTS_PER_EUR
KG_IN_DAG = 100
"""Decagrams in a kilogram."""
_PRICE_CENTS = 200_000
"""Of leaving out any visit …"""
_PRICE_CENTS_PER_BASKET = 10_000
"""… and of each basket (or its weight in a pick-up): together far above what any route costs."""
_DUE_CENTS = 20_000_000
"""More for a call that is due on its day: it ranks above all baskets of a route."""
_ROUNDING = 1e-6


def routing_task(
    problem: Problem,
    travel: TravelMatrix,
    loads: Sequence[Load],
    *,
    release_min: Mapping[tuple[HubId, int], float],
    options: Sequence[Sequence[Load]] | None = None,
) -> RoutingTask:
    """The task whose visit rows are `loads`, and whose vehicle-days are `shifts_of(problem)`.

    `release_min`: when deliveries of a hub-day may leave, where they may not at once.
    `options`: for each visit all hub-days on which it may be made; else only the load's own.
    """
    roads, shifts = roads_of(travel), shifts_of(problem)
    vehicles = _vehicle_days(problem, travel, shifts)
    place = _ints([travel.index[load.place_id] for load in loads])
    options = options or [(load,) for load in loads]
    return RoutingTask(
        n_days=problem.calendar.n_days,
        roads=roads,
        vehicles=vehicles,
        visits=_visits(
            problem,
            loads,
            place=place,
            windows=_windows(problem, options),
            may=_may(problem, shifts, options) & _there_and_back(roads, vehicles, place),
            release_s=_release_s(problem, loads, release_min),
        ),
        rules=problem.rules,
    )


def _vehicle_days(problem: Problem, travel: TravelMatrix, shifts: Sequence[Shift]) -> VehicleDays:
    row = {vehicle.vehicle_id: i for i, vehicle in enumerate(problem.vehicles)}
    balance_min = problem.policy.balance_max_route_min
    fleet = [shift.vehicle for shift in shifts]
    hubs = [problem.hub[vehicle.hub_id] for vehicle in fleet]
    return VehicleDays(
        vehicle_ids=tuple(vehicle.vehicle_id for vehicle in fleet),
        day=_ints([shift.day for shift in shifts]),
        vehicle=_ints([row[vehicle.vehicle_id] for vehicle in fleet]),
        kind=_ints([KINDS.index(vehicle.kind) for vehicle in fleet]),
        hub=_ints([travel.index[hub.hub_id] for hub in hubs]),
        start_s=_ints([math.ceil(seconds(shift.start_min)) for shift in shifts]),
        end_s=_ints([math.floor(seconds(shift.end_min)) for shift in shifts]),
        max_route_s=_ints(
            [_limit(seconds, vehicle.max_route_min, balance_min) for vehicle in fleet]
        ),
        max_trips=_ints([vehicle.max_trips for vehicle in fleet]),
        max_stops_per_trip=_ints([_limit(float, one.max_stops_per_trip) for one in fleet]),
        max_stops=_ints([_limit(float, problem.rules.max_stops, one.max_stops) for one in fleet]),
        turnaround_s=_ints([math.ceil(seconds(hub.turnaround_min)) for hub in hubs]),
        capacity_dag=_ints([math.floor(vehicle.payload_kg * KG_IN_DAG) for vehicle in fleet]),
        capacity_mpal=_ints([math.floor(vehicle.pallets * MPAL) for vehicle in fleet]),
        carries=_flags(
            [[kind in vehicle.temperatures for kind in Temperature] for vehicle in fleet]
        ).reshape(len(fleet), N_CLASSES),
        box_mpal=_ints([vehicle.insulated_boxes * MPAL for vehicle in fleet]),
        fixed_millicents=_longs([v.fixed_eur_per_day * MILLICENTS_PER_EUR for v in fleet]),
        weekly_millicents=_longs([v.fixed_eur_per_week * MILLICENTS_PER_EUR for v in fleet]),
        millicents_per_metre=_longs(
            [v.eur_per_km * MILLICENTS_PER_EUR / metres(1.0) for v in fleet]
        ),
        millicents_per_second=_longs(
            [v.eur_per_hour * MILLICENTS_PER_EUR / seconds(MINUTES_PER_HOUR) for v in fleet]
        ),
    )


def _visits(
    problem: Problem,
    loads: Sequence[Load],
    *,
    place: Ints,
    windows: Ints,
    may: Bools,
    release_s: Ints,
) -> Visits:
    n = len(loads)
    return Visits(
        place=place,
        pickup=_flags([load.is_pickup for load in loads]),
        load_dag=_ints([math.ceil(load.kg(problem) * KG_IN_DAG - _ROUNDING) for load in loads]),
        load_mpal=_ints([mpal(load.pallets(problem)) for load in loads]).reshape(n, N_CLASSES),
        service_s=_ints([math.ceil(seconds(_service_min(problem, load))) for load in loads]),
        windows=windows,
        may=may,
        price_cents=_longs([_price_cents(problem, load) for load in loads]),
        dear_millicents=_longs(
            [changed_day_eur(problem, load) * MILLICENTS_PER_EUR for load in loads]
        ),
        alternatives=_ints([load.choice for load in loads]),
        apart=np.full(n, -1, dtype=np.int32),
        min_gap_days=np.zeros(n, dtype=np.int32),
        first_only=_flags([_is_first_only(problem, load) for load in loads]),
        alone=_flags([_is_alone(problem, load) for load in loads]),
        max_route_s=_ints([_limit(seconds, longest_route_min(problem, load)) for load in loads]),
        release_s=release_s,
    )


def _is_first_only(problem: Problem, load: Load) -> bool:
    site = problem.site.get(SiteId(load.place_id))
    return site is not None and site.first_stop_only


def _is_alone(problem: Problem, load: Load) -> bool:
    return load.is_pickup and problem.producer[ProducerId(load.place_id)].only_pickup


def _service_min(problem: Problem, load: Load) -> float:
    if load.is_pickup:
        return problem.producer[ProducerId(load.place_id)].loading_min
    return problem.site[SiteId(load.place_id)].unloading(load.n_baskets)


def _price_cents(problem: Problem, load: Load) -> float:
    price = _PRICE_CENTS + _PRICE_CENTS_PER_BASKET * _worth(problem, load)
    return price + _DUE_CENTS if load.is_call else price


def _worth(problem: Problem, load: Load) -> float:
    """Baskets of a delivery, or about as many as a pick-up or an order weighs."""
    basket_kg = np.mean([basket.kg for basket in problem.baskets]) if problem.baskets else 10.0
    return max(1.0, float(load.kg(problem) / basket_kg))


def _release_s(
    problem: Problem, loads: Sequence[Load], release_min: Mapping[tuple[HubId, int], float]
) -> Ints:
    """When each delivery may leave its hub; pick-ups wait for nothing."""
    table = np.zeros((len(loads), problem.calendar.n_days), dtype=np.int32)
    for i, load in enumerate(loads):
        if not load.is_pickup:
            table[i, load.day] = math.ceil(seconds(release_min.get((load.hub_id, load.day), 0.0)))
    return table


def _windows(problem: Problem, options: Sequence[Sequence[Load]]) -> Ints:
    """When service may begin, by visit and day."""
    spans = [{load.day: _spans(problem, load) for load in loads} for loads in options]
    width = max((len(one) for days in spans for one in days.values()), default=1)
    shape = (len(options), problem.calendar.n_days, max(width, 1), 1)
    table = np.tile(np.array([1, 0], dtype=np.int32), shape)
    for i, days in enumerate(spans):
        for day, windows in days.items():
            for w, window in enumerate(windows):
                table[i, day, w] = (
                    math.ceil(seconds(window.start_min)),
                    math.floor(seconds(window.end_min)),
                )
    return table


def _spans(problem: Problem, load: Load) -> list[TimeWindow]:
    """The windows of the place; a pick-up begins not before its last lot is ready."""
    site = problem.site.get(SiteId(load.place_id))
    if site is not None:
        return list(windows_of_day(site.windows, load.day))
    lots = [problem.lot[pick.lot_id] for pick in load.picks]
    ready_min = max(
        (lot.ready_min if lot.ready_day == load.day else 0.0 for lot in lots), default=0.0
    )
    windows = windows_of_day(problem.producer[ProducerId(load.place_id)].windows, load.day)
    return [
        TimeWindow(day=load.day, start_min=max(window.start_min, ready_min), end_min=window.end_min)
        for window in windows
        if window.end_min >= ready_min
    ]


def _may(problem: Problem, shifts: Sequence[Shift], options: Sequence[Sequence[Load]]) -> Bools:
    """Which vehicle-days may make each visit: hub, day, access, class."""
    may = np.zeros((len(options), len(shifts)), dtype=bool)
    row = {(shift.vehicle.vehicle_id, shift.day): j for j, shift in enumerate(shifts)}
    for i, loads in enumerate(options):
        for load in loads:
            for vehicle in able_vehicles(problem, load):
                if (vehicle.vehicle_id, load.day) in row:
                    may[i, row[vehicle.vehicle_id, load.day]] = True
    return may


def _there_and_back(roads: Roads, vehicles: VehicleDays, place: Ints) -> Bools:
    """Whether each vehicle-day has a way from its hub to each place and home again."""
    open_ways = np.zeros((len(place), len(vehicles.hub)), dtype=bool)
    places, number = np.unique(place, return_inverse=True)
    for kind in np.unique(vehicles.kind).tolist():
        rows = np.flatnonzero(vehicles.kind == kind)
        hubs, hub = np.unique(vehicles.hub[rows], return_inverse=True)
        both = roads.ways(kind, hubs, places) & roads.ways(kind, places, hubs).T
        open_ways[:, rows] = both[hub][:, number].T
    return open_ways


def _limit(scale: Callable[[float], float], *limits: float | None) -> int:
    """The least of the limits given, in whole units; NO_LIMIT if there is none."""
    return min(
        (math.floor(scale(limit)) for limit in limits if limit is not None), default=NO_LIMIT
    )


def _ints(values: ArrayLike) -> Ints:
    return np.array(values, dtype=np.int32)


def _flags(values: ArrayLike) -> Bools:
    return np.array(values, dtype=bool)


def _longs(values: ArrayLike) -> Longs:
    whole: Longs = np.rint(np.array(values, dtype=float)).astype(np.int64)
    return whole
