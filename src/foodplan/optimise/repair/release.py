"""When baskets may leave hubs that pack on the day of collection, with routes as they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from foodplan.domain.ids import HubId, LotId
from foodplan.domain.past import Past
from foodplan.domain.plan import Route
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Allocated
from foodplan.optimise.release import release_min
from foodplan.optimise.repair.board import Board
from foodplan.optimise.repair.larder import Larder
from foodplan.optimise.repair.standing import RowKey
from foodplan.optimise.routing.duty import TimedTrip
from foodplan.optimise.visits import Load
from foodplan.units import minutes


def packs_same_day(problem: Problem) -> bool:
    """Whether any hub packs what comes the same day."""
    return any(hub.processing_days == 0 for hub in problem.hubs)


def earliest_leave(
    larder: Larder,
    past: Past,
    routes: Mapping[RowKey, Route],
    board: Board | None,
    loads: Sequence[Load],
    unchanged: Set[RowKey],
) -> dict[tuple[HubId, int], float]:
    """Minutes after midnight by hub and day, where baskets have to wait for food.

    Food comes when trips return: as driven, as planned where a route is `unchanged`, and as the
    board has them.
    """
    if not packs_same_day(larder.problem):
        return {}
    arrivals: dict[tuple[LotId, HubId, int], float] = defaultdict(float)
    for (day, vehicle_id), route in routes.items():
        driven = len(past.trips.get((day, vehicle_id), ()))
        is_planned = board is None or (day, vehicle_id) in unchanged
        for trip in route.trips[: len(route.trips) if is_planned else driven]:
            for pick in (pick for stop in trip.stops for pick in stop.picks):
                vehicle = larder.problem.vehicle[vehicle_id]
                key = pick.lot_id, vehicle.hub_id, day
                arrivals[key] = max(arrivals[key], trip.return_min)
    for day, load, made in [] if board is None else _made(board, loads, unchanged):
        for pick in load.picks:
            key = pick.lot_id, load.hub_id, day
            arrivals[key] = max(arrivals[key], minutes(made.return_s))
    allocated = Allocated(
        given=(),
        recipes=tuple(larder.recipes.values()),
        collections=tuple(larder.collections),
        order_packings=tuple(larder.packings),
        order_drops=(),
        limits=(),
        bounds=(),
        fill={},
    )
    return release_min(larder.problem, allocated, arrivals)


def _made(
    board: Board, loads: Sequence[Load], unchanged: Set[RowKey]
) -> Iterator[tuple[int, Load, TimedTrip]]:
    """Day, load and trip of every stop on the board but for unchanged routes."""
    for row, trips in board.trips.items():
        day, vehicle_id = board.task.vehicles.day.item(row), board.task.vehicles.vehicle_ids[row]
        timed = None if (day, vehicle_id) in unchanged else board.timed(row, trips)
        for made in timed.trips if timed else ():
            yield from ((day, loads[stop.visit], made) for stop in made.stops)
