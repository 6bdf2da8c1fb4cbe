"""Find new places for stops: first without touching any other, then step by step wider.

1. a place on the stop's own day, no other stop touched;
2. on that day, where another stop of the same vehicle gives way and finds a new place in its trips;
3. on that day, where another stop gives way and goes with another vehicle;
4. a later day, then 2 and 3 on later days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

import numpy as np

from foodplan.domain.accident import Locks
from foodplan.domain.policy import AllowedChanges
from foodplan.optimise.repair.board import Board, Spot, without
from foodplan.optimise.routing.task import Trips

_MOST_TRIED = 700
"""Routes timed in one repair, so that it stays within seconds."""
_TRIES = 3
"""Spots tried for each of two stops that change places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A stop without a place: its visit, and its copies on later days."""

    visit: int
    variants: tuple[int, ...] = ()
    home: int = -1
    """Row that was to make it; -1: there is none any more."""
    is_new: bool = False
    """It has no day yet: all its variants are as good."""


class Placing:
    """Places stops on a board, within a level of change and some work."""

    def __init__(
        self, board: Board, level: AllowedChanges, locks: Locks, *, steady: frozenset[int]
    ) -> None:
        """`steady`: visits that never give way."""
        self._board, self._steady = board, steady
        self._may_order = level is not AllowedChanges.INSERT_ONLY and not locks.order
        self._may_vehicle = level is AllowedChanges.ALL and not locks.all_vehicles
        self._until = board.n_tried + _MOST_TRIED

    def place(self, wanted: Wanted, *, may_wait: Callable[[int], bool]) -> Spot | None:
        """A place for a stop, or None; `may_wait` says whether a copy may be used now."""
        others = tuple(x for x in wanted.variants if may_wait(x))
        if wanted.is_new and (found := self._cheapest((wanted.visit, *others))) is not None:
            return found
        for visits in ((wanted.visit,), others):
            for step in (self._plain, self._same_vehicle, self._other_vehicle):
                found = step(visits, wanted.home)
                if found is not None:
                    return found
        return None

    def _cheapest(self, visits: Sequence[int]) -> Spot | None:
        """Anywhere in the week, no other stop touched."""
        return self._put_first(
            sorted(spot for visit in visits for spot in self._board.spots(visit))
        )

    def _plain(self, visits: Sequence[int], home: int) -> Spot | None:
        """No other stop is touched."""
        return self._put_first(self._spots(visits, home))

    def _put_first(self, spots: Sequence[Spot]) -> Spot | None:
        for spot in spots:
            if self._is_over():
                return None
            if self._board.put(spot):
                return spot
        return None

    def _same_vehicle(self, visits: Sequence[int], home: int) -> Spot | None:
        """Another stop finds a new place within its vehicle's trips."""
        return self._swap(visits, home, leave=False) if self._may_order else None

    def _other_vehicle(self, visits: Sequence[int], home: int) -> Spot | None:
        """Another stop goes with another vehicle of its day."""
        allowed = self._may_order and self._may_vehicle
        return self._swap(visits, home, leave=True) if allowed else None

    def _swap(self, visits: Sequence[int], home: int, *, leave: bool) -> Spot | None:
        board = self._board
        for visit, row, other in self._pairs(visits, home):
            if self._is_over():
                return None
            before = dict(board.trips)
            board.trips[row] = without(board.trips.get(row, ()), {other})
            found = self._first((visit,), home, rows={row})
            rows = None if leave else {row}
            if found is not None and self._first((other,), row, rows=rows) is not None:
                return found
            board.trips.clear()
            board.trips.update(before)
        return None

    def _first(self, visits: Sequence[int], home: int, *, rows: set[int] | None) -> Spot | None:
        spots = sorted(
            spot for visit in visits for spot in self._board.spots(visit, home=home, rows=rows)
        )
        return next((spot for spot in spots[:_TRIES] if self._board.put(spot)), None)

    def _pairs(self, visits: Sequence[int], home: int) -> Iterator[tuple[int, int, int]]:
        """A visit, a row it could join, and a stop there that could give way; nearest first."""
        task, board = self._board.task, self._board
        found = []
        for nth, visit in enumerate(visits):
            place = task.visits.place.item(visit)
            for row in np.flatnonzero(task.visits.may[visit]).tolist():
                if row in board.closed:
                    continue
                kind = task.vehicles.kind.item(row)
                for other in (x for trip in board.trips.get(row, ()) for x in trip):
                    if other not in self._steady:
                        apart_s = task.roads.seconds_of(
                            kind, 0, place, task.visits.place.item(other)
                        )
                        found.append((nth, int(row != home), apart_s, visit, row, other))
        for _, _, _, visit, row, other in sorted(found):
            yield visit, row, other

    def _spots(self, visits: Sequence[int], home: int) -> list[Spot]:
        return sorted(
            spot
            for nth, visit in enumerate(visits)
            for spot in self._board.spots(visit, rank=(nth,), home=home)
        )

    def _is_over(self) -> bool:
        return self._board.n_tried >= self._until


def unfit(board: Board, row: int, trips: Trips, *, locked: Set[int]) -> set[int]:
    """Visits to take out of a route that does not hold, so that the rest does; as few as it finds.

    Those that the vehicle cannot make at all go first, then single stops are tried, then stops
    from the end on; `locked` ones after all others.
    """
    task = board.task
    day = task.vehicles.day.item(row)
    windows = task.visits.windows[:, day, :, :]
    gone = {
        visit
        for trip in trips
        for visit in trip
        if not task.visits.may.item(visit, row)
        or not (windows[visit, :, 0] <= windows[visit, :, 1]).any()
    }
    while not board.holds(row, without(trips, gone)):
        rest = [visit for trip in without(trips, gone) for visit in trip]
        prices = task.visits.price_cents
        lighter = sorted(rest, key=lambda x: (x in locked, prices.item(x), x))
        alone = next(
            (one for one in lighter if board.holds(row, without(trips, gone | {one}))), None
        )
        free = [visit for visit in rest if visit not in locked] or rest
        gone.add(free[-1] if alone is None else alone)
    return gone
