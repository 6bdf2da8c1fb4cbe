"""The cheapest day of one class of vehicle-days when every visit is worth something."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foodplan.optimise.routing.bound.arena import Arena
from foodplan.optimise.routing.bound.classes import Column, VehicleClass
from foodplan.optimise.routing.bound.completion import Completion
from foodplan.optimise.routing.bound.cuts import charged
from foodplan.optimise.routing.bound.days import LEAST_ROOM, Days
from foodplan.optimise.routing.bound.dear import with_more
from foodplan.optimise.routing.bound.fields import STATE, WAITING
from foodplan.optimise.routing.bound.filling import COARSE, FINE, completion_of
from foodplan.optimise.routing.bound.graph import FAR, CutPrices, Graph, priced
from foodplan.optimise.routing.bound.labels import grow
from foodplan.optimise.routing.task import Longs

MANY = 3_000
"""Labels of first trips from which a better table pays; twice as many for each dear visit."""
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


def price(
    of: VehicleClass, duals: Longs, cuts: CutPrices, *, below: int, checks: int, arena: Arena
) -> Priced:
    """Days of a class that cost less than `below` with the duals (millicents by visit) taken off.

    What cuts charge is counted in. Trips are grown and put together to days, one after the other.
    After so many `checks` of one label against another it stops; with -1 there are no days, but a
    bound.
    """
    own = duals[of.visits]
    if len(own) * LEAST_ROOM > len(arena.labels):
        earned = int(np.maximum(own, 0).sum())
        return Priced(columns=(), found=below, least=min(below, -earned))
    graph = priced(of.graph, own, cuts)
    table, labels = _first_trips(graph, own, arena, below, checks)
    days = Days.of(graph, table, labels, below=below, checks=checks, beam=0, arena=arena)
    cheapest = days.cheapest()
    found = min([below, *(cost for cost, _ in cheapest[:1])])
    return Priced(
        columns=tuple(_columns(of, cheapest, own, cuts)),
        found=found,
        least=min(found, days.bound),
        is_whole=days.bound >= below,
    )


def price_roughly(
    of: VehicleClass, duals: Longs, cuts: CutPrices, *, below: int, beam: int, arena: Arena
) -> Priced:
    """Some days that cost less than `below`, quickly; `least` says nothing here.

    `beam`: ways to a visit in one span of time that are followed.
    """
    own = duals[of.visits]
    if len(own) * LEAST_ROOM > len(arena.labels):
        return Priced(columns=(), found=below, least=below)
    graph = priced(of.wide, own, cuts)
    table = completion_of(graph, COARSE, arena.room)
    n = grow(graph, table, arena.first, below, arena.most_checks, beam)
    days = Days.of(graph, table, n, below=below, checks=arena.most_checks, beam=beam, arena=arena)
    cheapest = days.cheapest()
    found = min([below, *(cost for cost, _ in cheapest[:1])])
    return Priced(columns=tuple(_columns(of, cheapest, own, cuts)), found=found, least=below)


def _first_trips(
    graph: Graph, own: Longs, arena: Arena, below: int, checks: int
) -> tuple[Completion, int]:
    """Fill `labels`; how many there are, and the table that stopped the others.

    Where they become many, dear visits are made once in the table too: it takes time to fill.
    """
    table, labels = completion_of(graph, FINE, arena.room), arena.first
    room = max(MANY, LEAST_ROOM * len(own))
    n = grow(graph, table, labels[:room], below, checks, 0)
    while checks >= 0 and (labels[:n, STATE] == WAITING).any():
        dear = with_more(graph, table, own, below)
        if len(dear) == len(table.dear):
            return table, grow(graph, table, labels, below, checks, 0)
        table = completion_of(graph, FINE, arena.room, dear, table)
        n = grow(graph, table, labels[: room * 2 ** len(dear)], below, checks, 0)
    return table, n


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
