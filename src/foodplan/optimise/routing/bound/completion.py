"""What the rest of a day costs at least: a table that stops most labels early.

B(j, r, q) = least reduced cost from the start of service at visit j to the end of the day, with
r steps of time on duty and q units of room left in the trip; -1 as successor: home. Windows, trips
and pauses are left out, going straight back to where one came from is forbidden (no real route does
it). Times and loads are rounded down, so a sum of steps never exceeds the real sum. A step that
takes less than one step of time counts as one, and there is one spare for each visit that can be
reached so: the table needs an order to be filled in.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from foodplan.optimise.routing.bound.graph import FAR, Graph
from foodplan.optimise.routing.bound.jit import compiled, inner
from foodplan.optimise.routing.task import Longs

FINE = 120, 24
"""Seconds in a step of time, and units in a full load …"""
COARSE = 300, 8
"""… or so many, in a tenth of the time."""
_AT_HOME = -1
_NOWHERE = -2


class Completion(NamedTuple):
    """The table, and the second best, with another successor."""

    best: Longs
    """(n, steps, units)"""
    successor: Longs
    """The first of its twins."""
    second: Longs
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


def completion_of(graph: Graph, grain: tuple[int, int]) -> Completion:
    """The table for a graph whose costs have the duals taken off, `FINE` or `COARSE`."""
    step_s, n_units = grain
    limits, n = graph.limits, len(graph.dag)
    by_mpal = graph.mpal.sum() * limits.dag > graph.dag.sum() * limits.mpal
    load, most = (graph.mpal, limits.mpal) if by_mpal else (graph.dag, limits.dag)
    unit = max(1, most // n_units)
    spare = _reached_at_once(graph, step_s)
    by_clock = limits.longest_s == limits.end_s - limits.start_s
    shape = n, limits.longest_s // step_s + spare + 1, most // unit + 1
    none = np.zeros(n, dtype=np.int64)
    table = Completion(
        best=np.full(shape, FAR, dtype=np.int64),
        successor=np.full(shape, _NOWHERE, dtype=np.int64),
        second=np.full(shape, FAR, dtype=np.int64),
        units=load // unit,
        step_s=step_s,
        spare=spare,
        by_mpal=int(by_mpal),
        unit=unit,
        by_clock=int(by_clock),
        most=(limits.end_s - graph.opens_s) // step_s + spare if by_clock else none + shape[1],
        fewest=(limits.end_s - graph.closes_s) // step_s if by_clock else none,
    )
    _fill(graph, table)
    return table


def _reached_at_once(graph: Graph, step_s: int) -> int:
    """Visits to which some step is shorter than a step of time."""
    direct = (graph.next_s < step_s) & (graph.next_cost < FAR // 2)
    through_hub = (graph.reload_s < step_s) & (graph.reload_cost < FAR // 2)
    return int((direct | through_hub).any(axis=0).sum())


@compiled
def _fill(graph: Graph, table: Completion) -> None:
    n, n_steps, n_units = table.best.shape
    least, other = np.empty(n_units, np.int64), np.empty(n_units, np.int64)
    follows = np.empty(n_units, np.int64)
    for r in range(n_steps):
        for j in range(n):
            _with_new_load(graph, table, j, r, least, other, follows)
            for k in range(n):
                _within_trip(graph, table, j, k, r, least, other, follows)
            table.best[j, r], table.second[j, r] = least, other
            table.successor[j, r] = follows


@inner
def _within_trip(
    graph: Graph,
    table: Completion,
    j: int,
    k: int,
    r: int,
    least: Longs,
    other: Longs,
    follows: Longs,
) -> None:
    """Going on to k with the same load, by units of room."""
    r_left = r - max(1, graph.next_s[j, k] // table.step_s)
    if graph.next_cost[j, k] < FAR // 2 and not graph.resets[j, k] and r_left >= table.fewest[k]:
        r_left = min(r_left, table.most[k])
        used, cost = table.units[k], graph.next_cost[j, k]
        came, to = graph.twin[j], graph.twin[k]
        # Taken out of the loop: it is the innermost one, and finding an array costs more than it.
        best, second = table.best[k, r_left], table.second[k, r_left]
        successor = table.successor[k, r_left]
        for q in range(used, len(least)):
            value = cost + (second[q - used] if successor[q - used] == came else best[q - used])
            if value < other[q]:
                if value < least[q]:
                    if follows[q] != to:
                        other[q] = least[q]
                    least[q], follows[q] = value, to
                elif follows[q] != to:
                    other[q] = value


@inner
def _back_barred(table: Completion, came: int, k: int, r: int, q: int) -> int:
    """The best end of the day from k that does not go straight back to where one came from."""
    if table.successor[k, r, q] != came:
        return int(table.best[k, r, q])
    return int(table.second[k, r, q])


@inner
def _with_new_load(
    graph: Graph, table: Completion, j: int, r: int, least: Longs, other: Longs, follows: Longs
) -> None:
    """Going home, reloading, or going on to pick-ups: whatever room is left does not matter."""
    full = table.best.shape[2] - 1
    best, then, second = FAR, _NOWHERE, FAR
    if graph.last_cost[j] < FAR // 2 and graph.last_s[j] // table.step_s <= r:
        best, then = graph.last_cost[j], _AT_HOME
    for k in range(len(table.units)):
        for through_hub in range(2):
            if through_hub:
                cost, took_s = graph.reload_cost[j, k], graph.reload_s[j, k]
            else:
                cost, took_s = graph.next_cost[j, k], graph.next_s[j, k]
                if not graph.resets[j, k]:
                    continue
            r_left = r - max(1, took_s // table.step_s)
            if cost >= FAR // 2 or r_left < table.fewest[k] or table.units[k] > full:
                continue
            r_left = min(r_left, table.most[k])
            value = cost + _back_barred(table, graph.twin[j], k, r_left, full - table.units[k])
            to = graph.twin[k]
            if value < best:
                if then != to:
                    second = best
                best, then = value, to
            elif value < second and then != to:
                second = value
    least[:], other[:], follows[:] = best, second, then
