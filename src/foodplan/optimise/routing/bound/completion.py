"""What the rest of a day costs at least: a table that stops most labels early.

B(S, j, r, q) = least reduced cost from the start of service at visit j to the end of the day, with
r steps of time on duty and q units of room left in the trip; -1 as successor: home. S is the set of
dear visits (`dear`) that were made before, j among them: they are made only once. Of all others
only going straight back to where one came from is forbidden. Windows, where time on duty is all
that is counted, trips and pauses are left out. Times and loads are rounded down, so a sum of steps
never exceeds the real sum. A step that takes less than one step of time counts as one, and there is
one spare for each visit that can be reached so: the table needs an order to be filled in.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from foodplan.optimise.routing.bound.fields import NEVER
from foodplan.optimise.routing.bound.graph import FAR, WORD, WORDS, Graph, Limits
from foodplan.optimise.routing.bound.jit import innermost, lean
from foodplan.optimise.routing.task import Longs

FINE = 120, 24
"""Seconds in a step of time, and units in a full load …"""
COARSE = 300, 8
"""… or so many, in a tenth of the time."""
NOTHING_DEAR = np.zeros(0, dtype=np.int64)
_AT_HOME = -1
_NOWHERE = -2


class Completion(NamedTuple):
    """The table, and the second best, with another successor."""

    best: Longs
    """(sets, n, steps, units); set by set of dear visits that were made before, j among them."""
    free: Longs
    """The same without windows: steps of time on duty; empty if not needed."""
    successor: Longs
    """The first of its twins."""
    second: Longs
    dear: Longs
    """Visits that are made once, the first of their twins each."""
    bit: Longs
    """(n,) of a visit in the number of a set; 0: it is not dear."""
    units: Longs
    """(n,) of the scarcer of weight and pallets, rounded down."""
    step_s: int
    spare: int
    """Steps of time added for steps that are shorter than one."""
    by_mpal: int
    """1 if pallets are scarcer than weight."""
    unit: int
    """Decagrams or thousandths of a pallet."""
    by_clock: int
    """1: steps of time are those left until the end of the shift, and windows count."""
    most: Longs
    """(n,) most steps of time that are left when service begins."""
    fewest: Longs
    """(n,) with fewer steps left the window is closed."""


def completion_of(graph: Graph, grain: tuple[int, int], dear: Longs = NOTHING_DEAR) -> Completion:
    """The table for a graph whose costs have the duals taken off, `FINE` or `COARSE`.

    `dear`: visits, the first of their twins each, that the rest of a day makes only once.
    """
    step_s, n_units = grain
    graph = _with_half_charges(graph)
    limits, n = graph.limits, len(graph.dag)
    by_mpal = graph.mpal.sum() * limits.dag > graph.dag.sum() * limits.mpal
    load, most = (graph.mpal, limits.mpal) if by_mpal else (graph.dag, limits.dag)
    unit = max(1, most // n_units)
    spare = _reached_at_once(graph, step_s)
    by_clock = limits.longest_s == limits.end_s - limits.start_s
    shape = 2 ** len(dear), n, limits.longest_s // step_s + spare + 1, most // unit + 1
    none = np.zeros(n, dtype=np.int64)
    table = Completion(
        best=np.full(shape, FAR, dtype=np.int64),
        free=np.zeros((0, 0, 0, 0), dtype=np.int64),
        successor=np.full(shape, _NOWHERE, dtype=np.int64),
        second=np.full(shape, FAR, dtype=np.int64),
        dear=dear,
        bit=(1 << np.arange(len(dear))) @ (graph.twin[None] == dear[:, None]),
        units=load // unit,
        step_s=step_s,
        spare=spare,
        by_mpal=int(by_mpal),
        unit=unit,
        by_clock=int(by_clock),
        most=none + shape[2],
        fewest=none,
    )
    if limits.rests or not by_clock:
        _fill(graph, table, np.empty((3, shape[3]), dtype=np.int64))
        table = table._replace(free=table.best)
    if by_clock:
        table = table._replace(
            best=np.full(shape, FAR, dtype=np.int64),
            most=(limits.end_s - graph.opens_s) // step_s + spare,
            fewest=(limits.end_s - graph.closes_s) // step_s,
        )
        _fill(graph, table, np.empty((3, shape[3]), dtype=np.int64))
    return table


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
def made_before(graph: Graph, table: Completion, j: int, memory: int) -> int:
    """Number of the set of dear visits that a label at j remembers."""
    made = 0
    for place in range(len(table.dear)):
        at = graph.bit[j, table.dear[place]]
        if at >= 0 and memory >> at & 1:
            made |= 1 << place
    return made


@innermost
def at_least(
    limits: Limits,
    table: Completion,
    made: int,
    j: int,
    cost: int,
    early_s: int,
    work_s: int,
    late_s: int,
    since_s: int,
    room: int,
) -> int:
    """Lower bound on every route that goes on from a label at j, or home.

    `made` and `room` are those of the table.

    A driver who had no pause is home before one is due, or makes one.
    """
    waited_s = max(0, early_s - late_s - work_s)
    units = room // table.unit
    left_s = limits.end_s - early_s if table.by_clock else limits.longest_s - waited_s - work_s
    best = FAR
    if left_s >= 0:
        best = table.best[made, j, left_s // table.step_s + table.spare, units]
    if limits.rests and since_s >= NEVER:
        fresh, idle_s = FAR, waited_s * (1 - limits.idles)
        soon_s = min(left_s, limits.work_s - work_s - idle_s)
        after_s = min(left_s, limits.longest_s - waited_s - work_s) - limits.pause_s
        if soon_s >= 0:
            fresh = table.free[made, j, soon_s // table.step_s + table.spare, units]
        if after_s >= 0:
            rest = table.free[made, j, after_s // table.step_s + table.spare, units]
            fresh = min(fresh, rest + limits.millicents_per_second * limits.pause_s)
        best = max(best, fresh)
    return int(cost + best + limits.millicents_per_second * waited_s)


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
