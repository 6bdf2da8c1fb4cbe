"""Column generation for visits and vehicle-days that hang together.

Round by round: prices from the linear programme, days that are worth while at these prices, and,
when hardly any are left, exact prices that raise the bound of every fleet. Then the fleet that
stands at the bound is asked for, until it moves no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from foodplan.optimise.routing.bound.fleets import Branch, Fleets
from foodplan.optimise.routing.bound.graph import FAR, remembering
from foodplan.optimise.routing.bound.master import Duals, Floats, Master
from foodplan.optimise.routing.bound.pricing import (
    Arena,
    Column,
    Priced,
    VehicleClass,
    alone,
    classes_of,
    price,
    price_roughly,
)
from foodplan.optimise.routing.schedule import schedule
from foodplan.optimise.routing.task import Longs, PlannedRoute, RoutingTask

_FEW = 5
"""With fewer new columns from rough pricing, exact pricing is worth its time."""
_DAMPING = 0.5
"""Weight of the best duals so far; pricing looks between them and the newest."""
_NEAR, _CLOSE = 0.01, 5e-4
"""Shares of the programme's value within which a bound is near enough to forbid what the programme
repeats, and close enough to part the fleets."""
_MUCH = 0.02
"""Share of the programme's value by which exact prices must promise to raise the bound, and within
which the prices must come to it, to be worth their time before rough pricing is through."""
_BEAMS = (2, 4)
"""Ways to a visit in one span of time that rough pricing follows: at first, and at most."""
_ENOUGH = 20
"""With fewer columns from rough pricing, it looks twice as wide next time."""


@dataclass(kw_only=True)
class Part:
    """One part of a day, and how far its bound has come."""

    classes: tuple[VehicleClass, ...]
    master: Master
    fleets: Fleets
    arena: Arena
    is_over: Callable[[], bool]
    upper: int
    """Millicents of the plan; the work ends when they are reached."""
    pinned: Floats | None
    pinned_at: int = -1
    damping: float = _DAMPING
    beam: int = _BEAMS[0]
    raised: bool = False
    stuck: bool = False

    @classmethod
    def of(
        cls,
        task: RoutingTask,
        rows: Sequence[int],
        visits: Sequence[int],
        *,
        plan: Sequence[PlannedRoute],
        arena: Arena,
        is_over: Callable[[], bool],
    ) -> Part | None:
        """The part of these vehicle-days and visits; None if there is nothing to bound."""
        dearest = _dearest(classes_of(task, rows, visits), len(visits))
        reached = [visit for visit, cost in zip(visits, dearest.tolist(), strict=True) if cost > 0]
        if not reached:
            return None
        classes = classes_of(task, rows, reached)
        fleets = Fleets(classes, [task.vehicles.kind.item(one.rows[0]) for one in classes])
        master = Master(classes, fleets.rows, dearest[dearest > 0].tolist())
        master.add(column for one in classes for column in alone(one))
        planned = _planned(task, classes, reached, plan)
        master.add(planned)
        made = {visit for column in planned for visit in column.stops}
        return cls(
            classes=classes,
            master=master,
            fleets=fleets,
            arena=arena,
            is_over=is_over,
            pinned=_shared_out(planned, dearest[dearest > 0]) if planned else None,
            upper=sum(one.millicents for one in planned) if len(made) == len(reached) else FAR,
        )

    @property
    def bound(self) -> int:
        """Millicents that the part costs at least."""
        return min(self.fleets.bound, self.upper)

    @property
    def done(self) -> bool:
        """Whether the bound will move no more."""
        return self.stuck or self.bound >= self.upper

    def step(self) -> None:
        """One round."""
        branch = self.fleets.cheapest
        self.master.limit(branch.limits)
        duals = self.master.solve()
        if duals is None:
            self.stuck = True
            return
        if self._rough(duals, branch) < _FEW or self._promises_much(duals, branch):
            self._exact(duals, branch)

    def settle(self) -> None:
        """A bound from what there is, when time was over before there was one."""
        duals = None if self.raised else self.master.solve()
        if duals is not None:
            self._exact(duals, self.fleets.cheapest)

    def _promises_much(self, duals: Duals, branch: Branch) -> bool:
        """Whether exact prices would raise the bound a good deal, though days are still found."""
        much = _MUCH * duals.millicents
        return self.pinned_at > max(duals.millicents - much, self.fleets.of(branch) + much)

    def _between(self, duals: Duals) -> Longs:
        """Prices between the best so far and the newest."""
        mixed = duals.visits
        if self.pinned is not None:
            mixed = self.damping * self.pinned + (1 - self.damping) * mixed
        return np.floor(mixed).astype(np.int64)

    def _able(self, branch: Branch) -> list[bool]:
        """Whether a class is used by any fleet of a branch."""
        able = [True] * len(self.classes)
        for row, (_, most) in zip(self.fleets.rows, branch.limits, strict=True):
            for number in row:
                able[number] &= most > 0
        return able

    def _rough(self, duals: Duals, branch: Branch) -> int:
        """Add days worth while, without proof that there are no others; how many there are."""
        prices, found = self._between(duals), 0
        least = [int(limit) for limit in duals.classes]
        for one, is_able in zip(self.classes, self._able(branch), strict=True):
            if is_able and not self.is_over():
                priced = price_roughly(
                    one, prices, below=least[one.number], beam=self.beam, arena=self.arena
                )
                least[one.number] = priced.found
                found += self.master.add(priced.columns)
        if found < _ENOUGH:
            self.beam = min(2 * self.beam, _BEAMS[1])
        self._pin(prices, self.fleets.under(branch, prices, least))
        return found

    def _pin(self, prices: Longs, value: int) -> None:
        """Look for prices around these ones from now on, if they promise more."""
        if value > self.pinned_at:
            self.pinned, self.pinned_at = prices.astype(float), value

    def _exact(self, duals: Duals, branch: Branch) -> None:
        """Raise the bound at prices between the best and the newest; then see what to do next."""
        prices = self._between(duals)
        able = self._able(branch)
        priced = [
            self._least(one, prices, int(duals.classes[one.number]), is_able=able[one.number])
            for one in self.classes
        ]
        self.fleets.raise_by(prices, [one.least for one in priced])
        self.raised = True
        new = self.master.add(column for one in priced for column in one.columns)
        value = self.fleets.of(branch)
        self.pinned_at = self.fleets.under(branch, prices, [one.least for one in priced])
        self.pinned = prices.astype(float)
        apart = (duals.millicents - value) / max(1.0, duals.millicents)
        is_over = value >= self.upper or self.fleets.cheapest is not branch
        ended = not (new or self.damping)
        if (
            is_over
            or ((apart <= _NEAR or ended) and self._remember())
            or ((apart <= _CLOSE or ended) and self.fleets.divide(branch, self.master.counts()))
        ):
            self._begin_again()
        elif ended:
            self.stuck = True
        elif new:
            self.damping = _DAMPING
        else:
            self.damping = 0.0 if self.damping <= _DAMPING / 2 else self.damping / 2

    def _least(self, one: VehicleClass, prices: Longs, below: int, *, is_able: bool) -> Priced:
        """The cheapest day of a class, proven; a weak bound on it without need or time."""
        if self.is_over() or not is_able:
            return price(one, prices, below=below, checks=-1, arena=self.arena)
        rough = price_roughly(one, prices, below=below, beam=self.beam, arena=self.arena)
        checks = self.arena.most_checks
        exact = price(one, prices, below=rough.found, checks=checks, arena=self.arena)
        return replace(exact, columns=rough.columns + exact.columns)

    def _begin_again(self) -> None:
        self.damping, self.pinned_at = _DAMPING, -1

    def _remember(self) -> bool:
        """Forbid to come back as the programme does; False if it repeats nothing, or may not."""
        more: dict[int, set[int]] = defaultdict(set)
        for column, _ in self.master.used():
            for visit, between in _returns(column.stops):
                for other in between:
                    more[other].add(visit)
        if not more:
            return False
        classes = []
        for one in self.classes:
            own = one.number_of
            local = {
                own[visit]: {own[other] for other in others if other in own}
                for visit, others in more.items()
                if visit in own
            }
            classes.append(replace(one, graph=remembering(one.graph, local)))
        self.classes = tuple(classes)
        return self.master.drop(self._is_forbidden)

    def _is_forbidden(self, column: Column) -> bool:
        """Whether a day comes back to what it would remember now."""
        one = self.classes[column.of_class]
        own, bit = one.number_of, one.graph.bit
        return any(
            all(bit[own[other], own[visit]] >= 0 for other in between)
            for visit, between in _returns(column.stops)
        )


def _returns(stops: Sequence[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Visits that are repeated, with those in between."""
    last: dict[int, int] = {}
    for at, visit in enumerate(stops):
        if visit in last:
            yield visit, tuple(stops[last[visit] + 1 : at])
        last[visit] = at


def _planned(
    task: RoutingTask,
    classes: Sequence[VehicleClass],
    visits: Sequence[int],
    plan: Sequence[PlannedRoute],
) -> list[Column]:
    """The days of the plan."""
    position = {visit: i for i, visit in enumerate(visits)}
    of_row = {row: one.number for one in classes for row in one.rows}
    found = []
    for route in plan:
        timed = schedule(task, route.vehicle_day, route.trips)
        stops = [visit for trip in route.trips for visit in trip]
        if timed is not None and route.vehicle_day in of_row and position.keys() >= set(stops):
            found.append(
                Column(
                    of_class=of_row[route.vehicle_day],
                    stops=tuple(position[visit] for visit in stops),
                    millicents=timed.cost_millicents,
                )
            )
    return found


def _shared_out(planned: Sequence[Column], alone: Longs) -> Floats:
    """What the visits of each day of the plan cost, in proportion to what each would cost alone."""
    prices = np.zeros(len(alone))
    for column in planned:
        stops = list(column.stops)
        prices[stops] = column.millicents * alone[stops] / alone[stops].sum()
    return prices


def _dearest(classes: Sequence[VehicleClass], n: int) -> Longs:
    """The price of a day for each visit alone, by the dearest class that can make it; 0: none."""
    found = np.zeros(n, dtype=np.int64)
    for one in classes:
        cost = one.graph.first_cost + one.graph.last_cost
        np.maximum.at(found, one.visits, cost + 1)
    return found
