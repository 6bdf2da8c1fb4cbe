"""The five best places of a stop that lost its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from foodplan.domain.accident import MOST_PLACES, Place
from foodplan.optimise.repair.board import Board, Spot, without
from foodplan.optimise.routing.schedule import Schedule
from foodplan.optimise.visits import MPAL
from foodplan.units import km, minutes, seconds

_TRIES_A_ROW = 2
_LATE_MIN = 60.0
"""A site may be asked whether somebody can stay so much longer."""
_DAG_PER_KG = 100


def relaxed(board: Board, visits: Sequence[int]) -> Board:
    """The same board where these visits may begin up to an hour late."""
    windows = board.task.visits.windows.copy()
    for visit in visits:
        is_open = windows[visit, :, :, 0] <= windows[visit, :, :, 1]
        windows[visit, :, :, 1] += np.where(is_open, round(seconds(_LATE_MIN)), 0).astype(np.int32)
    task = replace(board.task, visits=replace(board.task.visits, windows=windows))
    return Board(task, board.standing, board.trips, closed=board.closed, held=board.held)


def best_places(
    board: Board, late: Board, variants: Sequence[int], *, home: int, is_new: bool, most_tries: int
) -> tuple[tuple[Place, Spot], ...]:
    """One place a vehicle-day, on time before late, the same day before others, then by cost.

    A stop that is new has no day yet.
    """
    spots = sorted(
        spot
        for nth, visit in enumerate(variants)
        for spot in board.spots(visit, rank=(int(nth > 0 and not is_new),), home=home)
    )
    spots.sort(key=lambda spot: (spot.rank[0], spot.millicents))
    found: dict[int, tuple[tuple[int, int, int], Place, Spot]] = {}
    tries: Counter[int] = Counter()
    for spot in spots:
        if len(found) >= MOST_PLACES or tries.total() >= most_tries:
            break
        if spot.row not in found and tries[spot.row] < _TRIES_A_ROW:
            tries[spot.row] += 1
            rated = _rated(board, late, spot)
            if rated is not None:
                found[spot.row] = (*rated, spot)
    ranked = sorted(found.values(), key=lambda rated: rated[0])
    return tuple((place, spot) for _, place, spot in ranked)


def placed_at(board: Board, visit: int) -> Place | None:
    """Where a visit stands and what it takes there; None if it is in no route."""
    for row, trips in board.trips.items():
        for number, trip in enumerate(trips):
            if visit in trip:
                rest = without(trips, {visit})
                bare = Board(board.task, board.standing, {row: rest})
                position = trip.index(visit) if len(trip) > 1 else -1
                rated = _rated(bare, board, Spot((), 0, row, number, position, visit))
                return rated[1] if rated else None
    return None


def _rated(board: Board, late: Board, spot: Spot) -> tuple[tuple[int, int, int], Place] | None:
    """A place behind its rank."""
    before, trips = board.trips.get(spot.row, ()), spot.into(board.trips.get(spot.row, ()))
    timed = board.timed(spot.row, trips) or late.timed(spot.row, trips)
    if timed is None:
        return None
    old = board.timed(spot.row, before) if before else None
    trip = trips[spot.trip]
    dag, pallets = board.spare(spot.row, trip)
    late_min = _late_min(board, spot, timed)
    now = board.standing.get(spot.row)
    extra_s = timed.duty_s - (old.duty_s if old else 0)
    extra_m = timed.metres - (old.metres if old else 0)
    cost = timed.cost_millicents - (old.cost_millicents if old else 0)
    place = Place(
        day=board.task.vehicles.day.item(spot.row),
        vehicle_id=board.task.vehicles.vehicle_ids[spot.row],
        trip=spot.trip + 1 + (now.n_trips if now else 0),
        position=max(spot.position, 0) + 1,
        km=km(extra_m),
        minutes=minutes(extra_s),
        spare_kg=dag / _DAG_PER_KG,
        spare_pallets=pallets / MPAL,
        late_min=late_min,
    )
    return (int(late_min > 0), spot.rank[0] if spot.rank else 0, cost), place


def _late_min(board: Board, spot: Spot, timed: Schedule) -> float:
    """Minutes after the last window that still could have been met."""
    start_s = next(
        stop.start_s for trip in timed.trips for stop in trip.stops if stop.visit == spot.visit
    )
    day = board.task.vehicles.day.item(spot.row)
    ends = [
        closes
        for opens, closes in board.task.visits.windows[spot.visit, day].tolist()
        if opens <= closes and opens <= start_s
    ]
    return minutes(max(0, start_s - max(ends, default=start_s)))
