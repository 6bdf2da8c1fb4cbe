"""Days of a class, trip by trip: what first trips may be, and which trips may follow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foodplan.optimise.routing.bound.arena import Arena
from foodplan.optimise.routing.bound.completion import Completion
from foodplan.optimise.routing.bound.ends import bound_on, totals
from foodplan.optimise.routing.bound.fields import (
    COST,
    EARLY,
    KEPT,
    LATE,
    MEMORY,
    NEXT,
    PARENT,
    STATE,
    VISIT,
    WORK,
)
from foodplan.optimise.routing.bound.graph import FAR, Graph
from foodplan.optimise.routing.bound.hubs import (
    fill_before,
    fill_onwards,
    put_together,
    through,
    worth_keeping,
)
from foodplan.optimise.routing.bound.labels import grow
from foodplan.optimise.routing.task import Longs

_DEARER = 4
"""A trip after a day so far costs as much as so many comparisons."""
LEAST_ROOM = 8
"""Labels for each visit without which nothing is grown."""
_LOOKED_AT = 160
"""The cheapest days that are read."""
_BROAD = 32
"""So many times the beam are the days, and the trips, that rough pricing puts together."""
_ALL = 6_000
"""So many rows are compared with all others; of more, those of the same memory only."""
_SPAN_S = 1_800
"""Trips are put together in groups that end, and that work, within such a span."""


@dataclass(kw_only=True)
class Days:
    """Days trip by trip, and what those cost at least that were not followed."""

    graph: Graph
    below: int
    bound: int
    grown: list[Longs]
    """Labels of first trips, second trips and so on."""
    levels: list[Longs]
    """Days at the hub after one trip, after two and so on."""

    @classmethod
    def of(
        cls,
        graph: Graph,
        table: Completion,
        n: int,
        *,
        below: int,
        checks: int,
        beam: int,
        arena: Arena,
    ) -> Days:
        """All days that may cost less than that, from the labels of their first trips."""
        labels, trips = arena.labels, graph.limits.trips
        found = cls(
            graph=graph,
            below=below,
            bound=bound_on(graph, table, labels[:n], below),
            grown=[labels[:n]],
            levels=[],
        )
        if trips > 1 and checks >= 0:
            onwards = np.empty((table.best.shape[0], table.best.shape[2]), dtype=np.int64)
            fill_onwards(graph, table, onwards)
            m = through(graph, table, onwards, labels[:n], below, arena.days[0])
            found.levels.append(_kept(graph, arena.days[0][:m], beam))
            while len(found.levels) < trips and len(found.levels[-1]):
                found._add_trip(table, onwards, checks, beam, arena)
        return found

    def _add_trip(
        self, table: Completion, onwards: Longs, checks: int, beam: int, arena: Arena
    ) -> None:
        """Put one trip more to the days of most trips, where there is room for it."""
        days, below = self.levels[-1], self.below
        left = self.graph.limits.trips - len(self.levels)
        labels = arena.labels[sum(len(grown) for grown in self.grown) :]
        if len(labels) < len(self.graph.dag) * LEAST_ROOM:
            self.bound = min(self.bound, int(days[:, COST].min() + onwards.min()))
            self.levels.append(days[:0])
            return
        if left == 1:
            onwards = np.zeros_like(onwards)
        found = arena.days[len(self.levels) % 2]
        graph, then = _after(self.graph, table, days)
        n = grow(graph, then, labels, below, checks, beam)
        self.grown.append(labels[:n])
        m = through(graph, then, onwards, labels[:n], below, found)
        trips, starts = _grouped(_kept(graph, found[:m], beam))
        self.bound = bound_on(graph, then, labels[:n], self.bound)
        dear = checks // _DEARER
        m, lost = put_together(self.graph, table, onwards, days, trips, starts, below, found, dear)
        self.bound = min(lost, self.bound)
        # To sort days out takes longer than to put one last trip to them.
        self.levels.append(_kept(graph, found[:m], beam) if left > 2 else found[:m])

    def cheapest(self) -> list[tuple[int, list[int]]]:
        """Days by cost with their visits."""
        whole, costs = _whole(self.graph, self.grown[0], self.below)
        days = _first(costs, 0, whole)
        for level, rows in enumerate(self.levels[1:], 1):
            spans_s = np.maximum(rows[:, EARLY] - rows[:, LATE], rows[:, WORK])
            idle_s = spans_s - rows[:, WORK]
            costs = rows[:, COST] + self.graph.limits.millicents_per_second * idle_s
            at = np.flatnonzero(costs < self.below)
            days += _first(costs[at], level, at)
        return [(cost, self._visits(level, at)) for cost, level, at in sorted(days)[:_LOOKED_AT]]

    def _visits(self, level: int, at: int) -> list[int]:
        """Visits of a day in their order."""
        if level == 0:
            return _walked(self.grown[0], at)[::-1]
        row = self.levels[level][at]
        before = row.item(PARENT)
        if level == 1:
            before = self.levels[0].item(before, NEXT)
        return self._visits(level - 1, before) + _walked(self.grown[level], row.item(NEXT))[::-1]


def _first(costs: Longs, level: int, at: Longs) -> list[tuple[int, int, int]]:
    """The cheapest days of a level."""
    first = np.argsort(costs, kind="stable")[:_LOOKED_AT]
    return [
        (cost, level, row)
        for cost, row in zip(costs[first].tolist(), at[first].tolist(), strict=True)
    ]


def _kept(graph: Graph, rows: Longs, beam: int) -> Longs:
    """Rows that no other makes useless, sorted by cost."""
    if beam:
        rows = rows[np.argsort(rows[:, COST], kind="stable")[: _BROAD * beam]]
    order = np.lexsort((rows[:, COST], rows[:, MEMORY]))
    rows = rows[worth_keeping(graph, rows, order, 1, beam)]
    rows = rows[np.argsort(rows[:, COST], kind="stable")]
    if len(rows) < _ALL:
        rows = rows[worth_keeping(graph, rows, np.arange(len(rows)), 0, beam)]
    return rows


def _grouped(trips: Longs) -> tuple[Longs, Longs]:
    """Trips in groups that end and work alike, each sorted by cost; where each group begins."""
    key = trips[:, EARLY] // _SPAN_S * 2**20 + trips[:, WORK] // _SPAN_S
    order = np.lexsort((trips[:, COST], key))
    _, first = np.unique(key[order], return_index=True)
    return trips[order], np.append(first, len(trips))


def _after(graph: Graph, table: Completion, days: Longs) -> tuple[Graph, Completion]:
    """The graph and the table for one trip more after some days."""
    limits = graph.limits
    start_s = int(days[:, EARLY].min())
    worked_s = int(days[:, WORK].min())
    before = np.empty(
        (len(table.best), (limits.end_s - start_s) // table.step_s + 1), dtype=np.int64
    )
    fill_before(graph, table, days, start_s, before)
    first_cost = np.where(graph.first_cost < FAR // 2, graph.first_cost - limits.fixed_cost, FAR)
    again = graph._replace(
        first_cost=first_cost,
        limits=limits._replace(
            start_s=start_s, longest_s=limits.longest_s - worked_s, rests=0, idles=0
        ),
    )
    return again, table._replace(before=before)


def _whole(graph: Graph, labels: Longs, below: int) -> tuple[Longs, Longs]:
    """Labels from which going home ends a day below a cost, and what it costs."""
    kept = np.flatnonzero(labels[:, STATE] == KEPT)
    costs = totals(graph, labels[kept])
    return kept[costs < below], costs[costs < below]


def _walked(labels: Longs, label: int) -> list[int]:
    found = []
    while label >= 0:
        found.append(labels.item(label, VISIT))
        label = labels.item(label, PARENT)
    return found
