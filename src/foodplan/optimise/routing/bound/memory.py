"""Which visits a route remembers where: it may come back only to what it forgot.

To remember everything everywhere takes far too many labels, so each visit remembers its nearest
at first. Those that are worth most are remembered everywhere: to come back for them pays. Where
routes turn out to come back, all visits in between remember to what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from foodplan.optimise.routing.bound.graph import WORD, Graph
from foodplan.optimise.routing.task import Longs

AT_FIRST = 6
"""Visits remembered from the beginning."""
_WORTH_MOST = 10
"""So many visits are remembered everywhere."""


def nearest(graph: Graph, n: int) -> Graph:
    """Each visit remembers n visits, itself first, from and to which the way is short."""
    apart = graph.next_s + graph.next_s.T
    np.fill_diagonal(apart, -1)
    firsts = np.unique(graph.twin)
    near = np.argsort(apart[:, firsts], axis=1, kind="stable")[:, : min(n, WORD)]
    return _with_memory(graph, firsts[near].tolist())


def prizes_kept(graph: Graph, worth: Longs) -> Graph:
    """The graph where the visits that are worth most are remembered everywhere."""
    firsts = np.unique(graph.twin)
    most = firsts[np.argsort(-worth[firsts], kind="stable")[:_WORTH_MOST]].tolist()
    return holding(_with_more(graph, dict.fromkeys(firsts.tolist(), most)), most)


def remembering(graph: Graph, routes: Sequence[Sequence[int]]) -> Graph:
    """The graph where no such route comes back to a visit, as far as there is room.

    Visits of routes are named by the first of their twins.
    """
    more: dict[int, set[int]] = defaultdict(set)
    held: set[int] = set()
    for stops in routes:
        for visit, between in _returns(stops):
            for other in between:
                more[other].add(visit)
            held.add(visit)
    return holding(_with_more(graph, more), sorted(held)) if held else graph


def holding(graph: Graph, visits: Sequence[int]) -> Graph:
    """The graph where the hub remembers these visits too, as far as there is room."""
    held = graph.held.copy()
    for visit in visits:
        if held[visit] < 0 and held.max() + 1 < WORD:
            held[visit] = held.max() + 1
    return graph._replace(held=held[graph.twin])


def _with_more(graph: Graph, more: Mapping[int, Collection[int]]) -> Graph:
    near = [[other for other in row if other >= 0] for row in graph.near.tolist()]
    for visit, others in more.items():
        near[visit] += sorted(set(others) - set(near[visit]))
    return _with_memory(graph, [row[:WORD] for row in near])


def _with_memory(graph: Graph, near: Sequence[Sequence[int]]) -> Graph:
    """What is remembered at each visit by the first of its twins holds for all of them."""
    n = len(near)
    table = np.full((n, max((len(row) for row in near), default=1)), -1, dtype=np.int64)
    bit = np.full((n, n), -1, dtype=np.int64)
    for visit, first in enumerate(graph.twin.tolist()):
        row = near[first]
        table[visit, : len(row)] = row
        bit[visit, row] = np.arange(len(row))
    return graph._replace(near=table, bit=np.ascontiguousarray(bit[:, graph.twin]))


def _returns(stops: Sequence[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Visits that are repeated, with those in between."""
    last: dict[int, int] = {}
    for at, visit in enumerate(stops):
        if visit in last:
            yield visit, tuple(stops[last[visit] + 1 : at])
        last[visit] = at
