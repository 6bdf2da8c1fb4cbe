"""Routes of good plans, the cheapest of each class and set of visits: columns for the master."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from foodplan.optimise.routing.search.arrays import Facts, Routes
from foodplan.optimise.routing.search.scratch import Scratch

_MOST_STOPS = 120_000
"""Visits in all columns: more would keep the master's relaxation busy for seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one vehicle-day of a class could do."""

    group: int
    nodes: tuple[int, ...]
    """Between first and last hub, reloads included."""
    visits: tuple[int, ...]
    """Nodes of the visits, sorted."""
    cost: int


class Pool:
    """Columns seen, in the order in which they were written down last.

    When they are too many, the older half is forgotten: later plans are better ones.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._columns: dict[tuple[int, tuple[int, ...]], Column] = {}
        self._n_stops = 0

    def __len__(self) -> int:
        return len(self._columns)

    def __iter__(self) -> Iterator[Column]:
        return iter(self._columns.values())

    def drain(self, scratch: Scratch) -> None:
        """Take over what the compiled search wrote down."""
        n = int(scratch.desk["n_pool"][0])
        if n == 0:
            return
        written = scratch.pool[:n]
        begins = np.flatnonzero(written < 0).tolist()
        for begin, end in zip(begins, [*begins[1:], n], strict=True):
            slot, cost, *nodes = written[begin:end].tolist()
            self.add(-1 - slot, cost, nodes)
        scratch.desk["n_pool"] = 0
        if self._n_stops > _MOST_STOPS:
            self._forget()
            # What is still in use is to be written down again.
            scratch.pooled[:] = 0

    def add_plan(self, routes: Routes) -> tuple[Column, ...]:
        """Add the routes of a plan; their columns."""
        return tuple(
            self.add(
                r,
                routes.info["cost"].item(r),
                routes.at["node"][r, 1 : routes.info["length"].item(r) - 1].tolist(),
            )
            for r in np.flatnonzero(routes.info["n_stops"]).tolist()
        )

    def take(self, other: Pool) -> None:
        """Add the columns of another pool of the same task."""
        for column in other:
            slot = self._facts.groups["first"].item(column.group)
            self.add(slot, column.cost, list(column.nodes))

    def add(self, slot: int, cost: int, nodes: list[int]) -> Column:
        """Keep a route if it is the cheapest of its kind; the column that is kept."""
        group = self._facts.slots["group"].item(slot)
        n_hubs = len(self._facts.cap)
        visits = tuple(sorted(x for x in nodes if x >= n_hubs))
        known = self._columns.pop((group, visits), None)
        if known is None:
            self._n_stops += len(visits)
        if known is None or cost < known.cost:
            known = Column(group=group, nodes=tuple(nodes), visits=visits, cost=cost)
        self._columns[group, visits] = known
        return known

    def _forget(self) -> None:
        """Drop the columns that were written down longest ago."""
        for key in list(self._columns):
            if self._n_stops <= _MOST_STOPS // 2:
                break
            self._n_stops -= len(self._columns.pop(key).visits)
