"""The cheapest day of one class of vehicle-days when every visit is worth something."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foodplan.optimise.routing.bound.classes import Column, VehicleClass
from foodplan.optimise.routing.bound.completion import Completion
from foodplan.optimise.routing.bound.cuts import charged
from foodplan.optimise.routing.bound.dear import with_more
from foodplan.optimise.routing.bound.ends import bounds_on, totals
from foodplan.optimise.routing.bound.fields import (
    COST,
    KEPT,
    N_FIELDS,
    PARENT,
    STATE,
    VISIT,
    WAITING,
    WORK,
)
from foodplan.optimise.routing.bound.filling import COARSE, FINE, Room, completion_of
from foodplan.optimise.routing.bound.graph import (
    FAR,
    CutPrices,
    Graph,
    mirrored,
    priced,
)
from foodplan.optimise.routing.bound.joining import join
from foodplan.optimise.routing.bound.labels import grow
from foodplan.optimise.routing.task import Longs

_CHECKS = 1200
"""Comparisons for each label that there is room for; a third of a nanosecond each."""
MANY = 30_000
"""Labels of half a day from which a better table pays."""
_MOST_FOUND = 20_000
_COLUMNS = 40
"""Days given back by one pricing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """Days below the threshold, and a bound that holds for all days of the class."""

    columns: tuple[Column, ...]
    found: int
    """What the cheapest of them costs, duals taken off; the threshold if there is none."""
    least: int
    """No day of the class costs less."""
    is_whole: bool = False
    """Whether room and time were enough to follow all that may cost less than the threshold."""
    ahead: int = 0
    behind: int = 0
    """Labels from the beginning and from the end of the day."""


class Arena:
    """Room for labels, used again for every pricing."""

    def __init__(self, most_labels: int) -> None:
        self.ahead = np.empty((most_labels, N_FIELDS), dtype=np.int64)
        self.behind = np.empty((most_labels, N_FIELDS), dtype=np.int64)
        self.room = Room()
        self.found = np.empty((_MOST_FOUND, 3), dtype=np.int64)
        self.most_checks = _CHECKS * most_labels


def price(
    of: VehicleClass, duals: Longs, cuts: CutPrices, *, below: int, checks: int, arena: Arena
) -> Priced:
    """Days of a class that cost less than `below` with the duals (millicents by visit) taken off.

    What cuts charge is counted in.

    Both halves of the day are walked, from the hub forwards and from the return backwards, and
    joined at the first visit whose service begins after a share of the longest time on duty. After
    so many `checks` of one label against another it stops; with -1 there are no days, but a bound.
    """
    own = duals[of.visits]
    if len(own) * 4 > len(arena.ahead):
        earned = int(np.maximum(own, 0).sum())
        return Priced(columns=(), found=below, least=min(below, -earned))
    halves = _Halves.grown(of, own, cuts, below=below, checks=checks, arena=arena)
    cheapest, days = halves.days(own, below, arena.found)
    return Priced(
        columns=tuple(_columns(of, days, own, cuts)),
        found=cheapest,
        least=min(cheapest, halves.bound),
        is_whole=halves.bound >= below,
        ahead=len(halves.ahead),
        behind=len(halves.behind),
    )


def price_roughly(
    of: VehicleClass, duals: Longs, cuts: CutPrices, *, below: int, beam: int, arena: Arena
) -> Priced:
    """Some days that cost less than `below`, quickly; `least` says nothing here.

    `beam`: ways to a visit in one span of time that are followed.
    """
    own = duals[of.visits]
    if len(own) * 4 > len(arena.ahead):
        return Priced(columns=(), found=below, least=below)
    graph, longest_s = priced(of.wide, own, cuts), of.graph.limits.longest_s
    table = completion_of(graph, COARSE, arena.room)
    n = grow(graph, table, arena.ahead, below, longest_s, arena.most_checks, beam)
    whole, costs = _whole(graph, arena.ahead[:n], below)
    first = np.argsort(costs, kind="stable")[: 4 * _COLUMNS]
    days = [
        (cost, _walked(arena.ahead, label)[::-1])
        for cost, label in zip(costs[first].tolist(), whole[first].tolist(), strict=True)
    ]
    found = min([below, *(cost for cost, _ in days[:1])])
    return Priced(columns=tuple(_columns(of, days, own, cuts)), found=found, least=below)


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
        cls,
        of: VehicleClass,
        own: Longs,
        cuts: CutPrices,
        *,
        below: int,
        checks: int,
        arena: Arena,
    ) -> _Halves:
        """All labels that may end below the threshold."""
        longest_s = of.graph.limits.longest_s
        half_s = int(longest_s * of.split)
        graph, back = priced(of.graph, own, cuts), priced(mirrored(of.graph), own, cuts)
        n, table = _all_labels(graph, own, arena, arena.ahead, below, half_s, checks)
        waiting, stopped = bounds_on(graph, table, arena.ahead[:n], below, half_s)
        m, behind = 0, below
        if n:
            rest_s = longest_s - half_s
            m, table = _all_labels(back, own, arena, arena.behind, below, rest_s, checks)
            behind, _ = bounds_on(back, table, arena.behind[:m], below, rest_s)
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
        whole, costs = _whole(self.graph, self.ahead, below)
        days = [
            *zip(costs.tolist(), whole.tolist(), [-1] * len(whole), strict=True),
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


def _all_labels(
    graph: Graph,
    own: Longs,
    arena: Arena,
    labels: Longs,
    below: int,
    half_s: int,
    checks: int,
) -> tuple[int, Completion]:
    """Fill `labels`; how many there are, and the table that stopped the others.

    Where they become many, dear visits are made once in the table too: it takes time to fill.
    """
    table = completion_of(graph, FINE, arena.room)
    n = grow(graph, table, labels[:MANY], below, half_s, checks, 0)
    while checks >= 0 and (labels[:n, STATE] == WAITING).any():
        dear = with_more(graph, table, own, below)
        if len(dear) == len(table.dear):
            return grow(graph, table, labels, below, half_s, checks, 0), table
        table = completion_of(graph, FINE, arena.room, dear, table)
        n = grow(graph, table, labels[:MANY], below, half_s, checks, 0)
    return n, table


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


def _columns(
    of: VehicleClass, days: list[tuple[int, list[int]]], own: Longs, cuts: CutPrices
) -> list[Column]:
    """The cheapest day for each set of visits, the cheapest first."""
    found: dict[tuple[int, ...], Column] = {}
    for cost, stops in days:
        visits = tuple(of.visits[stops].tolist())
        key = tuple(sorted(visits))
        if cost < FAR // 2 and key not in found:
            earned = int(own[stops].sum()) - charged(cuts, stops)
            found[key] = Column(of_class=of.number, stops=visits, millicents=cost + earned)
    return list(found.values())[:_COLUMNS]
