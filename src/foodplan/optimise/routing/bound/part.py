"""Column generation for visits and vehicle-days that hang together.

Round by round: prices from the linear programme, days that are worth while at these prices, and,
when hardly any are left, exact prices that raise the bound of every fleet. Then the fleet that
stands at the bound is asked for, until it moves no more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from foodplan.optimise.routing.bound.fleets import Fleets, groups_of
from foodplan.optimise.routing.bound.master import Duals, Floats, Master
from foodplan.optimise.routing.bound.pricing import (
    Arena,
    Column,
    Priced,
    VehicleClass,
    alone,
    classes_of,
    price,
)
from foodplan.optimise.routing.task import Longs, RoutingTask

_SLOW = 0.003
"""When rough pricing lowers the programme by a smaller share, exact pricing is worth its time."""
_DAMPING = 0.5
"""Weight of the best duals so far; exact pricing looks between them and the newest."""
_CLOSE = 1e-4
"""Share of the programme's value within which a bound has converged."""


@dataclass(kw_only=True)
class Part:
    """One part of a day, and how far its bound has come."""

    classes: tuple[VehicleClass, ...]
    master: Master
    fleets: Fleets
    arena: Arena
    is_over: Callable[[], bool]
    asked: tuple[int, ...] | None = None
    seen: set[tuple[int, ...]]
    value: float = np.inf
    damping: float = _DAMPING
    pinned: Floats | None = None
    pinned_at: int = -1
    raised: bool = False
    done: bool = False

    @classmethod
    def of(
        cls,
        task: RoutingTask,
        rows: Sequence[int],
        visits: Sequence[int],
        *,
        arena: Arena,
        is_over: Callable[[], bool],
    ) -> Part | None:
        """The part of these vehicle-days and visits; None if there is nothing to bound."""
        dearest = _dearest(classes_of(task, rows, visits), len(visits))
        reached = [visit for visit, cost in zip(visits, dearest.tolist(), strict=True) if cost > 0]
        if not reached:
            return None
        classes = classes_of(task, rows, reached)
        groups = groups_of(classes, [task.vehicles.kind.item(one.row) for one in classes])
        master = Master(classes, groups, dearest[dearest > 0].tolist())
        master.add(column for one in classes for column in alone(one))
        return cls(
            classes=classes,
            master=master,
            fleets=Fleets(classes, groups),
            arena=arena,
            is_over=is_over,
            seen=set(),
        )

    @property
    def bound(self) -> int:
        """Millicents that the part costs at least."""
        return self.fleets.bound

    def step(self) -> None:
        """One round; `done` if the bound will move no more."""
        duals = self.master.solve()
        if duals is None:
            self.done = True
            return
        prices = np.floor(duals.visits).astype(np.int64)
        below = np.floor(duals.classes).astype(np.int64).tolist()
        is_slow = duals.millicents > (1 - _SLOW) * self.value
        self.value = duals.millicents
        if is_slow or not self.master.add(self._rough(prices, below)):
            self._exact(duals)

    def settle(self) -> None:
        """A bound from what there is, when time was over before there was one."""
        duals = None if self.raised else self.master.solve()
        if duals is not None:
            self._exact(duals)

    def _rough(self, prices: Longs, below: Sequence[int]) -> list[Column]:
        """Days worth while, without proof that there are no others."""
        found: list[Column] = []
        for one in self.classes:
            if not self.is_over():
                limit = below[one.number]
                found.extend(self._price(one, prices, limit, rough=True).columns)
        return found

    def _exact(self, duals: Duals) -> None:
        """Raise the bound at prices between the best and the newest; go on to the next fleet."""
        mixed = duals.visits
        if self.pinned is not None:
            mixed = self.damping * self.pinned + (1 - self.damping) * mixed
        prices = np.floor(mixed).astype(np.int64)
        priced = [self._least(one, prices, int(duals.classes[one.number])) for one in self.classes]
        self.fleets.raise_by(prices, [one.least for one in priced])
        self.raised = True
        new = self.master.add(column for one in priced for column in one.columns)
        value = self.fleets.bound if self.asked is None else self.fleets.of(self.asked)
        if value > self.pinned_at:
            self.pinned, self.pinned_at = mixed, value
        if duals.millicents - value <= _CLOSE * duals.millicents:
            self._next_fleet()
        elif not new:
            if self.damping == 0 or self.pinned is None:
                self._next_fleet()
            self.damping = 0.0 if self.damping <= _DAMPING / 2 else self.damping / 2
        else:
            self.damping = _DAMPING

    def _least(self, one: VehicleClass, prices: Longs, below: int) -> Priced:
        """The cheapest day of a class, proven; when time is over, a weak bound on it."""
        if self.is_over():
            return price(one, prices, below=below, rough=False, checks=-1, arena=self.arena)
        rough = self._price(one, prices, below, rough=True)
        exact = self._price(one, prices, rough.found, rough=False)
        return replace(exact, columns=rough.columns + exact.columns)

    def _price(self, one: VehicleClass, prices: Longs, below: int, *, rough: bool) -> Priced:
        checks = self.arena.most_checks
        return price(one, prices, below=below, rough=rough, checks=checks, arena=self.arena)

    def _next_fleet(self) -> None:
        """Ask for the fleet at the bound; done if it was asked for before."""
        self.asked = self.fleets.cheapest
        self.done = self.asked in self.seen
        self.seen.add(self.asked)
        self.master.ask(self.asked)
        self.damping, self.pinned, self.pinned_at = _DAMPING, None, -1


def _dearest(classes: Sequence[VehicleClass], n: int) -> Longs:
    """The price of a day for each visit alone, by the dearest class that can make it; 0: none."""
    found = np.zeros(n, dtype=np.int64)
    for one in classes:
        cost = one.graph.first_cost + one.graph.last_cost
        found[one.visits] = np.maximum(found[one.visits], cost + 1)
    return found
