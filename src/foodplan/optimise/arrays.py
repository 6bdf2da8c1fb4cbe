"""Ids become indices and kilograms whole numbers: Problem + TravelMatrix → RoutingTask."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from foodplan.domain.basics import Temperature, TimeWindow, windows_of_day
from foodplan.domain.ids import HubId, ProducerId, SiteId
from foodplan.domain.problem import Problem
from foodplan.optimise.roads import KINDS, roads_of
from foodplan.optimise.routing.task import (
    NO_LIMIT,
    Ints,
    Longs,
    Roads,
    RoutingTask,
    VehicleDays,
    Visits,
)
from foodplan.optimise.shifts import Shift, shifts_of
from foodplan.optimise.stability import changed_day_eur
from foodplan.optimise.visits import MPAL, Load, able_vehicles, mpal
from foodplan.tables.travel import TravelMatrix
from foodplan.units import CENTS_PER_EUR, MINUTES_PER_HOUR, metres, seconds

_CLASSES = tuple(Temperature)
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
    roads = roads_of(travel)
    shifts = shifts_of(problem)
    vehicles = _vehicle_days(problem, travel, shifts)
    return RoutingTask(
        n_days=problem.calendar.n_days,
        roads=roads,
        vehicles=vehicles,
        visits=_visits(
            problem,
            travel,
            roads,
            vehicles,
            shifts,
            loads,
            options or [(load,) for load in loads],
            release_min,
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
        carries=np.array(
            [[kind in vehicle.temperatures for kind in _CLASSES] for vehicle in fleet], dtype=bool
        ).reshape(len(fleet), len(_CLASSES)),
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
    travel: TravelMatrix,
    roads: Roads,
    vehicles: VehicleDays,
    shifts: Sequence[Shift],
    loads: Sequence[Load],
    options: Sequence[Sequence[Load]],
    release_min: Mapping[tuple[HubId, int], float],
) -> Visits:
    n_days = problem.calendar.n_days
    sites = [problem.site.get(SiteId(load.place_id)) for load in loads]
    release = np.zeros((len(loads), n_days), dtype=np.int32)
    for i, load in enumerate(loads):
        if not load.is_pickup:
            release_s = math.ceil(seconds(release_min.get((load.hub_id, load.day), 0.0)))
            release[i, load.day] = release_s
    place = _ints([travel.index[load.place_id] for load in loads])
    none = np.full(len(loads), -1, dtype=np.int32)
    return Visits(
        place=place,
        pickup=np.array([load.is_pickup for load in loads], dtype=bool),
        load_dag=_ints([math.ceil(load.kg(problem) * KG_IN_DAG - _ROUNDING) for load in loads]),
        load_mpal=np.array([mpal(load.pallets(problem)) for load in loads], dtype=np.int32).reshape(
            len(loads), len(_CLASSES)
        ),
        service_s=_ints([math.ceil(seconds(_service_min(problem, load))) for load in loads]),
        windows=_windows(problem, options),
        may=_may(problem, roads, vehicles, shifts, options, place),
        price_cents=_longs([_price_cents(problem, load) for load in loads]),
        dear_millicents=_longs(
            [changed_day_eur(problem, load) * MILLICENTS_PER_EUR for load in loads]
        ),
        alternatives=_ints([load.choice for load in loads]),
        apart=none,
        min_gap_days=np.zeros(len(loads), dtype=np.int32),
        first_only=np.array([bool(site and site.first_stop_only) for site in sites], dtype=bool),
        alone=np.array(
            [
                load.is_pickup and problem.producer[ProducerId(load.place_id)].only_pickup
                for load in loads
            ],
            dtype=bool,
        ),
        max_route_s=_ints(
            [
                _limit(seconds, site.max_route_min if site else _cold_route_min(problem, load))
                for site, load in zip(sites, loads, strict=True)
            ]
        ),
        release_s=release,
    )


def _cold_route_min(problem: Problem, load: Load) -> float | None:
    """Longest route with this pick-up, where it is chilled or frozen."""
    pallets = load.pallets(problem)
    is_cold = any(pallets[kind] > 0 for kind in Temperature if kind is not Temperature.AMBIENT)
    return problem.rules.chilled_pickup_max_route_min if is_cold else None


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


def _windows(problem: Problem, options: Sequence[Sequence[Load]]) -> np.ndarray:
    """When service may begin; a pick-up not before its last lot is ready."""
    spans = [{load.day: _spans(problem, load) for load in loads} for loads in options]
    width = max((len(one) for days in spans for one in days.values()), default=1)
    shape = (len(options), problem.calendar.n_days, max(width, 1), 1)
    table = np.tile(np.array([1, 0], dtype=np.int32), shape)
    for i, days in enumerate(spans):
        for day, windows in days.items():
            for w, window in enumerate(windows):
                start_s, end_s = math.ceil(seconds(window.start_min)), seconds(window.end_min)
                table[i, day, w] = start_s, math.floor(end_s)
    return table


def _spans(problem: Problem, load: Load) -> list[TimeWindow]:
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


def _may(
    problem: Problem,
    roads: Roads,
    vehicles: VehicleDays,
    shifts: Sequence[Shift],
    options: Sequence[Sequence[Load]],
    place: Ints,
) -> np.ndarray:
    """Hub, day, access, class, and a way there and back."""
    may = np.zeros((len(options), len(shifts)), dtype=bool)
    row = {(shift.vehicle.vehicle_id, shift.day): j for j, shift in enumerate(shifts)}
    for i, loads in enumerate(options):
        for load in loads:
            for vehicle in able_vehicles(problem, load):
                if (vehicle.vehicle_id, load.day) in row:
                    may[i, row[vehicle.vehicle_id, load.day]] = True
    return np.asarray(may & _there_and_back(roads, vehicles, place))


def _there_and_back(roads: Roads, vehicles: VehicleDays, place: Ints) -> np.ndarray:
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


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int32)


def _longs(values: Sequence[float]) -> Longs:
    whole: Longs = np.rint(np.array(values, dtype=float)).astype(np.int64)
    return whole
