"""Filling the table of what the rest of a day costs (`completion`)."""

from __future__ import annotations

import math

import numpy as np

from foodplan.optimise.routing.bound.completion import Completion
from foodplan.optimise.routing.bound.graph import FAR, WORD, WORDS, Graph
from foodplan.optimise.routing.bound.jit import innermost, lean
from foodplan.optimise.routing.task import Longs

FINE = 120, 24
"""Seconds in a step of time, and units in a full load …"""
COARSE = 300, 8
"""… or so many, in a tenth of the time."""
NOTHING_DEAR = np.zeros(0, dtype=np.int64)
_AT_HOME = -1
_NOWHERE = -2


class Room:
    """Memory for a table, used again for the next: to get it anew takes as long as to fill it."""

    def __init__(self) -> None:
        self._flat: dict[str, Longs] = {}

    def of(self, name: str, shape: tuple[int, ...]) -> Longs:
        """An array with `FAR` everywhere."""
        size = math.prod(shape)
        if name not in self._flat or len(self._flat[name]) < size:
            self._flat[name] = np.empty(size, dtype=np.int64)
        found = self._flat[name][:size].reshape(shape)
        found.fill(FAR)
        return found


def completion_of(
    graph: Graph,
    grain: tuple[int, int],
    room: Room,
    dear: Longs = NOTHING_DEAR,
    before: Completion | None = None,
) -> Completion:
    """The table for a graph whose costs have the duals taken off, `FINE` or `COARSE`.

    It is lost when its room is used again. `dear`: visits, the first of their twins each, that the
    rest of a day makes only once. `before`: the last table in this room, for the same graph.
    """
    graph = _with_half_charges(graph)
    table, limits = _empty(graph, grain, room, dear), graph.limits
    row = np.empty((3, table.best.shape[3]), dtype=np.int64)
    if not table.by_clock:
        _fill(graph, table, row)
        return table._replace(free=table.best)
    if before is not None:
        table = table._replace(free=before.free)
    elif limits.rests:
        free = table._replace(best=room.of("free", table.best.shape))
        _fill(graph, free, row)
        table = table._replace(free=free.best)
    table = table._replace(
        most=(limits.end_s - graph.opens_s) // table.step_s + table.spare,
        fewest=(limits.end_s - graph.closes_s) // table.step_s,
    )
    _fill(graph, table, row)
    return table


def _empty(graph: Graph, grain: tuple[int, int], room: Room, dear: Longs) -> Completion:
    """A table with `FAR` everywhere, as fine as asked for, in which windows do not count yet."""
    (step_s, n_units), limits, n = grain, graph.limits, len(graph.dag)
    by_mpal = graph.mpal.sum() * limits.dag > graph.dag.sum() * limits.mpal
    load, most = (graph.mpal, limits.mpal) if by_mpal else (graph.dag, limits.dag)
    unit = max(1, most // n_units)
    spare = _reached_at_once(graph, step_s)
    shape = 2 ** len(dear), n, limits.longest_s // step_s + spare + 1, most // unit + 1
    none = np.zeros(n, dtype=np.int64)
    return Completion(
        best=room.of("best", shape),
        free=np.zeros((0, 0, 0, 0), dtype=np.int64),
        successor=room.of("successor", shape),
        second=room.of("second", shape),
        dear=dear,
        bit=(1 << np.arange(len(dear))) @ (graph.twin[None] == dear[:, None]),
        units=load // unit,
        step_s=step_s,
        spare=spare,
        by_mpal=int(by_mpal),
        unit=unit,
        by_clock=int(limits.longest_s == limits.end_s - limits.start_s),
        most=none + shape[2],
        fewest=none,
        before=np.zeros((shape[0], 1), dtype=np.int64),
    )


def _with_half_charges(graph: Graph) -> Graph:
    """Steps between two visits of a cut pay half of its price.

    A day makes one such step where it makes two or three visits of the cut, or two where it makes
    three: it pays no less for the cut. What was paid when a label closed a pair is not to be
    counted twice: half of that is given back (`labels`).
    """
    n = len(graph.dag)
    more = np.zeros((n, n), dtype=np.int64)
    for word in range(WORDS):
        for bit in range(WORD):
            half = graph.cuts.price.item(word, 2**bit % 67) // 2
            if half > 0:
                counted = (graph.cuts.of[:, word] >> bit) & 1
                more += half * np.outer(counted, counted)
    return graph._replace(
        next_cost=np.where(graph.next_cost < FAR // 2, graph.next_cost + more, FAR),
        reload_cost=np.where(graph.reload_cost < FAR // 2, graph.reload_cost + more, FAR),
    )


def _reached_at_once(graph: Graph, step_s: int) -> int:
    """Visits to which some step is shorter than a step of time."""
    direct = (graph.next_s < step_s) & (graph.next_cost < FAR // 2)
    through_hub = (graph.reload_s < step_s) & (graph.reload_cost < FAR // 2)
    return int((direct | through_hub).any(axis=0).sum())


@lean
def _fill(graph: Graph, table: Completion, row: Longs) -> None:
    """`row`: (3, units) room for what is found out of one entry."""
    n_sets, n, n_steps, _ = table.best.shape
    least, other, follows = row[0], row[1], row[2]
    # Taken out of the loops: to find an array of a graph or a table costs more than to use it.
    best, second, successor, bit = table.best, table.second, table.successor, table.bit
    next_cost, next_s, resets, twin = graph.next_cost, graph.next_s, graph.resets, graph.twin
    fewest, most, units = table.fewest, table.most, table.units
    # Larger sets first: a dear visit leads to one.
    for made in range(n_sets - 1, -1, -1):
        for r in range(n_steps):
            for j in range(n):
                if bit[j] & ~made or r < fewest[j] or r > most[j]:
                    continue
                _with_new_load(graph, table, made, j, r, least, other, follows)
                for k in range(n):
                    r_left = r - max(1, next_s[j, k] // table.step_s)
                    if (
                        next_cost[j, k] >= FAR // 2
                        or resets[j, k]
                        or r_left < fewest[k]
                        or bit[k] & made
                    ):
                        continue
                    r_left, then, used = min(r_left, most[k]), made | bit[k], units[k]
                    _put(
                        least[used:],
                        other[used:],
                        follows[used:],
                        best[then, k, r_left],
                        second[then, k, r_left],
                        successor[then, k, r_left],
                        next_cost[j, k],
                        twin[j],
                        twin[k],
                    )
                _copy(best[made, j, r], least)
                _copy(second[made, j, r], other)
                _copy(successor[made, j, r], follows)


@innermost
def _put(
    least: Longs,
    other: Longs,
    follows: Longs,
    best: Longs,
    second: Longs,
    successor: Longs,
    cost: int,
    came: int,
    to: int,
) -> None:
    """Keep what is less than the best, or less than the second best and of another successor.

    Without branches, so that the processor takes several units at a time.
    """
    for q in range(len(least)):
        value = cost + (second[q] if successor[q] == came else best[q])
        before, first = least[q], follows[q]
        other[q] = other[q] if first == to else min(max(before, value), other[q])
        least[q] = min(value, before)
        follows[q] = to if value < before else first


@innermost
def _copy(to: Longs, values: Longs) -> None:
    for q in range(len(to)):
        to[q] = values[q]


@innermost
def _with_new_load(
    graph: Graph,
    table: Completion,
    made: int,
    j: int,
    r: int,
    least: Longs,
    other: Longs,
    follows: Longs,
) -> None:
    """Going home, reloading, or going on to pick-ups: whatever room is left does not matter."""
    reload_cost, next_cost, resets = graph.reload_cost[j], graph.next_cost[j], graph.resets[j]
    reload_s, next_s, twin = graph.reload_s[j], graph.next_s[j], graph.twin
    best_from, second_from, successor = table.best, table.second, table.successor
    fewest, most, units, bit = table.fewest, table.most, table.units, table.bit
    full = best_from.shape[3] - 1
    best, then, second = FAR, _NOWHERE, FAR
    if graph.last_cost[j] < FAR // 2 and graph.last_s[j] // table.step_s <= r:
        best, then = graph.last_cost[j], _AT_HOME
    for k in range(len(units)):
        for direct in range(1 + (resets[k] != 0)):
            cost = next_cost[k] if direct else reload_cost[k]
            took_s = next_s[k] if direct else reload_s[k]
            r_left = r - max(1, took_s // table.step_s)
            if cost >= FAR // 2 or r_left < fewest[k] or units[k] > full or bit[k] & made:
                continue
            r_left, room, after = min(r_left, most[k]), full - units[k], made | bit[k]
            value = cost + best_from[after, k, r_left, room]
            if successor[after, k, r_left, room] == twin[j]:
                value = cost + second_from[after, k, r_left, room]
            if value < best:
                if then != twin[k]:
                    second = best
                best, then = value, twin[k]
            elif value < second and then != twin[k]:
                second = value
    for q in range(len(least)):
        least[q], other[q], follows[q] = best, second, then
