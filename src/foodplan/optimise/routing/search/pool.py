"""Routes of good plans, the cheapest of each class and set of visits: columns for the master."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from foodplan.optimise.routing.search.arrays import Facts, Routes, Scratch

_MOST = 200_000
"""More columns than this would only slow the master down."""


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
    """All columns seen, in the order in which they were seen first."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._columns: dict[tuple[int, tuple[int, ...]], Column] = {}

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
            if len(self._columns) < _MOST:
                slot, cost, *nodes = written[begin:end].tolist()
                self.add(-1 - slot, cost, nodes)
        scratch.desk["n_pool"] = 0

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
            if len(self._columns) < _MOST:
                slot = self._facts.groups["first"].item(column.group)
                self.add(slot, column.cost, list(column.nodes))

    def add(self, slot: int, cost: int, nodes: list[int]) -> Column:
        """Keep a route if it is the cheapest of its kind; the column that is kept."""
        group = self._facts.slots["group"].item(slot)
        n_hubs = len(self._facts.cap)
        visits = tuple(sorted(x for x in nodes if x >= n_hubs))
        known = self._columns.get((group, visits))
        if known is None or cost < known.cost:
            known = Column(group=group, nodes=tuple(nodes), visits=visits, cost=cost)
            self._columns[group, visits] = known
        return known
