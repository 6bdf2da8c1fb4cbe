"""The cheapest day of one class of vehicle-days when every visit is worth something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foodplan.optimise.routing.bound.completion import COARSE, FINE, completion_of
from foodplan.optimise.routing.bound.graph import FAR, Graph, graph_of, mirrored, priced
from foodplan.optimise.routing.bound.joining import join
from foodplan.optimise.routing.bound.labels import (
    COST,
    KEPT,
    N_FIELDS,
    PARENT,
    STATE,
    TOTAL,
    VISIT,
    WORK,
    grow,
)
from foodplan.optimise.routing.task import Longs, RoutingTask

_CHECKS = 400
"""Comparisons for each label that there is room for; about a nanosecond each."""
_MOST_FOUND = 20_000
_COLUMNS = 40
"""Days given back by one pricing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A vehicle-day that the bound allows; visits may be repeated."""

    of_class: int
    stops: tuple[int, ...]
    """In their order; numbers in the list of visits that the bound is for."""
    millicents: int

    @property
    def visits(self) -> tuple[int, ...]:
        """Sorted: days of a class with equal visits are alike but for their cost."""
        return tuple(sorted(self.stops))


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """Days below the threshold, and a bound that holds for all days of the class."""

    columns: tuple[Column, ...]
    found: int
    """What the cheapest of them costs, duals taken off; the threshold if there is none."""
    least: int
    """No day of the class costs less."""


@dataclass(frozen=True, kw_only=True)
class VehicleClass:
    """Vehicle-days that are alike in all that a route may notice."""

    number: int
    rows: tuple[int, ...]
    """Vehicle-days of the class."""
    visits: Longs
    """Positions, in the list of visits that the bound is for, of those it can make; twins too."""
    graph: Graph

    @property
    def n(self) -> int:
        """Vehicle-days of the class."""
        return len(self.rows)

    @property
    def number_of(self) -> dict[int, int]:
        """Where a visit stands in the graph: the first of its twins."""
        return dict(zip(self.visits.tolist(), self.graph.twin.tolist(), strict=True))


def classes_of(
    task: RoutingTask, rows: Sequence[int], visits: Sequence[int]
) -> tuple[VehicleClass, ...]:
    """The classes of some vehicle-days, in the order of their first row."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for row in rows:
        alike.setdefault(_likeness(task, row, visits), []).append(row)
    position = {visit: i for i, visit in enumerate(visits)}
    found = []
    for members in alike.values():
        able, graph = graph_of(task, members[0], np.array(visits, dtype=np.int64))
        if len(able):
            at = np.array([position[visit] for visit in able.tolist()], dtype=np.int64)
            found.append((members, at, graph))
    return tuple(
        VehicleClass(number=i, rows=tuple(members), visits=at, graph=graph)
        for i, (members, at, graph) in enumerate(found)
    )


def alone(of: VehicleClass) -> list[Column]:
    """Days with a single visit, to begin with."""
    graph, limits = of.graph, of.graph.limits
    work_s = graph.first_s + graph.last_s
    pauses_s = np.maximum(0, work_s - 1) // limits.work_s * limits.pause_s
    fits = work_s + pauses_s <= limits.longest_s
    cost = graph.first_cost + graph.last_cost + limits.millicents_per_second * pauses_s
    costs = cost[fits].tolist()
    return [
        Column(of_class=of.number, stops=(visit,), millicents=cost)
        for visit, cost in zip(of.visits[fits].tolist(), costs, strict=True)
    ]


class Arena:
    """Room for labels, used again for every pricing."""

    def __init__(self, most_labels: int) -> None:
        self.ahead = np.empty((most_labels, N_FIELDS), dtype=np.int64)
        self.behind = np.empty((most_labels, N_FIELDS), dtype=np.int64)
        self.found = np.empty((_MOST_FOUND, 3), dtype=np.int64)
        self.most_checks = _CHECKS * most_labels


def price(of: VehicleClass, duals: Longs, *, below: int, checks: int, arena: Arena) -> Priced:
    """Days of a class that cost less than `below` with the duals (millicents by visit) taken off.

    Both halves of the day are walked, from the hub forwards and from the return backwards, and
    joined at the first visit whose service begins after half of the longest time on duty. After
    so many `checks` of one label against another it stops; with -1 there are no days, but a bound.
    """
    own = duals[of.visits]
    if len(own) * 4 > len(arena.ahead):
        earned = int(np.maximum(own, 0).sum())
        return Priced(columns=(), found=below, least=min(below, -earned))
    halves = _Halves.grown(of, own, below=below, checks=checks, arena=arena)
    cheapest, days = halves.days(own, below, arena.found)
    return Priced(
        columns=tuple(_columns(of, days, own)),
        found=cheapest,
        least=min(cheapest, halves.bound),
    )


def price_roughly(of: VehicleClass, duals: Longs, *, below: int, beam: int, arena: Arena) -> Priced:
    """Some days that cost less than `below`, quickly; `least` says nothing here.

    `beam`: ways to a visit in one span of time that are followed.
    """
    own = duals[of.visits]
    if len(own) * 4 > len(arena.ahead):
        return Priced(columns=(), found=below, least=below)
    graph, longest_s = priced(of.graph, own), of.graph.limits.longest_s
    table = completion_of(graph, COARSE)
    n, _, _ = grow(graph, table, arena.ahead, below, longest_s, arena.most_checks, beam)
    whole = np.flatnonzero((arena.ahead[:n, STATE] == KEPT) & (arena.ahead[:n, TOTAL] < below))
    totals = arena.ahead[whole, TOTAL]
    first = np.argsort(totals, kind="stable")[: 4 * _COLUMNS]
    days = [
        (cost, _walked(arena.ahead, label)[::-1])
        for cost, label in zip(totals[first].tolist(), whole[first].tolist(), strict=True)
    ]
    found = min([below, *(cost for cost, _ in days[:1])])
    return Priced(columns=tuple(_columns(of, days, own)), found=found, least=below)


def _likeness(task: RoutingTask, row: int, visits: Sequence[int]) -> tuple[object, ...]:
    """Everything in the row of a vehicle-day but who it is."""
    table = task.vehicles
    return (
        *(
            tuple(np.atleast_1d(values[row]).tolist())
            for name, values in vars(table).items()
            if name not in ("vehicle_ids", "vehicle", "weekly_millicents")
        ),
        task.visits.may[list(visits), row].tobytes(),
    )


@dataclass(frozen=True, kw_only=True)
class _Halves:
    """Labels from both ends of the day."""

    graph: Graph
    ahead: Longs
    behind: Longs
    half_s: int
    bound: int
    """On days that were not followed."""

    @classmethod
    def grown(
        cls, of: VehicleClass, own: Longs, *, below: int, checks: int, arena: Arena
    ) -> _Halves:
        """All labels that may end below the threshold."""
        longest_s = of.graph.limits.longest_s
        half_s = longest_s // 2
        graph, back = priced(of.graph, own), priced(mirrored(of.graph), own)
        n, waiting, stopped = grow(
            graph, completion_of(graph, FINE), arena.ahead, below, half_s, checks, 0
        )
        m, behind = 0, below
        if n:
            m, behind, _ = grow(
                back, completion_of(back, FINE), arena.behind, below, longest_s - half_s, checks, 0
            )
        return cls(
            graph=graph,
            ahead=arena.ahead[:n],
            behind=arena.behind[:m],
            half_s=half_s,
            bound=waiting if behind >= below else stopped,
        )

    def days(self, own: Longs, below: int, found: Longs) -> tuple[int, list[tuple[int, list[int]]]]:
        """The least cost of a day, and days by cost with their visits."""
        ahead = np.flatnonzero((self.ahead[:, STATE] == KEPT) & (self.ahead[:, WORK] > self.half_s))
        behind = np.flatnonzero(self.behind[:, STATE] == KEPT)
        ahead = ahead[np.lexsort((self.ahead[ahead, COST], self.ahead[ahead, VISIT]))]
        behind = behind[np.lexsort((self.behind[behind, COST], self.behind[behind, VISIT]))]
        front, rear = self.ahead[ahead], self.behind[behind]
        order = np.arange(len(own) + 1)
        starts = np.stack([np.searchsorted(half[:, VISIT], order) for half in (front, rear)])
        n, least = join(self.graph, front, rear, starts, own, below, found)
        whole = np.flatnonzero((self.ahead[:, STATE] == KEPT) & (self.ahead[:, TOTAL] < below))
        days = [
            *zip(self.ahead[whole, TOTAL].tolist(), whole.tolist(), [-1] * len(whole), strict=True),
            *zip(
                found[:n, 2].tolist(),
                ahead[found[:n, 0]].tolist(),
                behind[found[:n, 1]].tolist(),
                strict=True,
            ),
        ]
        days.sort()
        least = min([least, *(cost for cost, _, _ in days[:1])])
        return least, [(cost, self._visits(f, b)) for cost, f, b in days[: 4 * _COLUMNS]]

    def _visits(self, front: int, rear: int) -> list[int]:
        """Visits of a day in their order; the one where both halves meet once."""
        found = _walked(self.ahead, front)[::-1]
        return found + _walked(self.behind, self.behind.item(rear, PARENT)) if rear >= 0 else found


def _walked(labels: Longs, label: int) -> list[int]:
    found = []
    while label >= 0:
        found.append(labels.item(label, VISIT))
        label = labels.item(label, PARENT)
    return found


def _columns(of: VehicleClass, days: list[tuple[int, list[int]]], own: Longs) -> list[Column]:
    """The cheapest day for each set of visits, the cheapest first."""
    found: dict[tuple[int, ...], Column] = {}
    for cost, stops in days:
        visits = tuple(of.visits[stops].tolist())
        key = tuple(sorted(visits))
        if cost < FAR // 2 and key not in found:
            earned = int(own[stops].sum())
            found[key] = Column(of_class=of.number, stops=visits, millicents=cost + earned)
    return list(found.values())[:_COLUMNS]
