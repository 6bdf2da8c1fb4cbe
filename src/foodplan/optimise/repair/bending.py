"""A vehicle-day without its rules, so that a stop that breaks them can be timed and judged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from foodplan.optimise.repair.board import Board
from foodplan.optimise.routing.task import NO_LIMIT, RoutingTask
from foodplan.units import MINUTES_PER_DAY, seconds

_DAY_S = int(seconds(MINUTES_PER_DAY))


def bent(board: Board, row: int, visits: Collection[int]) -> Board:
    """The same board; on the row, the visits may come at any time and load as much as they want.

    Roads, driving time, breaks, and deliveries before pick-ups remain: no route exists without.
    """
    task = _bent_visits(_bent_row(board.task, row), row, sorted(visits))
    return Board(task, board.standing, board.trips)


def _bent_row(task: RoutingTask, row: int) -> RoutingTask:
    vehicles = task.vehicles
    limits = {
        name: getattr(vehicles, name).copy()
        for name in (
            "end_s",
            "max_route_s",
            "max_trips",
            "max_stops_per_trip",
            "max_stops",
            "capacity_dag",
            "capacity_mpal",
            "box_mpal",
        )
    }
    for values in limits.values():
        values[row] = NO_LIMIT
    limits["end_s"][row] = _DAY_S
    carries = vehicles.carries.copy()
    carries[row] = True
    return replace(task, vehicles=replace(vehicles, carries=carries, **limits))


def _bent_visits(task: RoutingTask, row: int, rows: list[int]) -> RoutingTask:
    visits, day = task.visits, task.vehicles.day.item(row)
    windows, may = visits.windows.copy(), visits.may.copy()
    first_only, longest = visits.first_only.copy(), visits.max_route_s.copy()
    may[rows, row] = True
    first_only[rows] = False
    longest[rows] = NO_LIMIT
    for visit in rows:
        opens = [start for start, end in windows[visit, day].tolist() if start <= end]
        windows[visit, day, 0] = min(opens, default=0), _DAY_S
    bent_visits = replace(
        visits, windows=windows, may=may, first_only=first_only, max_route_s=longest
    )
    return replace(task, visits=bent_visits)
