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

from foodplan.optimise.routing.bound.fields import NEVER
from foodplan.optimise.routing.bound.graph import FAR, Graph, Limits
from foodplan.optimise.routing.bound.jit import compiled, inner, innermost
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
    free: Longs
    """(n, steps, units) the same without windows: steps of time on duty; empty if not needed."""
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
        free=np.zeros((0, 0, 0), dtype=np.int64),
        successor=np.full(shape, _NOWHERE, dtype=np.int64),
        second=np.full(shape, FAR, dtype=np.int64),
        units=load // unit,
        step_s=step_s,
        spare=spare,
        by_mpal=int(by_mpal),
        unit=unit,
        by_clock=int(by_clock),
        most=none + shape[1],
        fewest=none,
    )
    if limits.rests or not by_clock:
        _fill(graph, table)
        table = table._replace(free=table.best)
    if by_clock:
        table = table._replace(
            best=np.full(shape, FAR, dtype=np.int64),
            most=(limits.end_s - graph.opens_s) // step_s + spare,
            fewest=(limits.end_s - graph.closes_s) // step_s,
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
    # Taken out of the loops: to find an array of a graph or a table costs more than to use it.
    best, second, successor = table.best, table.second, table.successor
    next_cost, next_s, resets, twin = graph.next_cost, graph.next_s, graph.resets, graph.twin
    fewest, most, units = table.fewest, table.most, table.units
    for r in range(n_steps):
        for j in range(n):
            _with_new_load(graph, table, j, r, least, other, follows)
            for k in range(n):
                r_left = r - max(1, next_s[j, k] // table.step_s)
                if next_cost[j, k] >= FAR // 2 or resets[j, k] or r_left < fewest[k]:
                    continue
                r_left = min(r_left, most[k])
                used, cost, came = units[k], next_cost[j, k], twin[j]
                for q in range(used, n_units):
                    value = cost + best[k, r_left, q - used]
                    if successor[k, r_left, q - used] == came:
                        value = cost + second[k, r_left, q - used]
                    if value < other[q]:
                        _put(least, other, follows, q, value, twin[k])
            for q in range(n_units):
                best[j, r, q], second[j, r, q] = least[q], other[q]
                successor[j, r, q] = follows[q]


@innermost
def at_least(
    limits: Limits,
    table: Completion,
    j: int,
    cost: int,
    early_s: int,
    work_s: int,
    late_s: int,
    since_s: int,
    room: int,
) -> int:
    """Lower bound on every route that goes on from a label at j, or home; `room` of the table.

    A driver who had no pause is home before one is due, or makes one; without `rests` in a wait,
    if there was one.
    """
    waited_s = max(0, early_s - late_s - work_s)
    units = room // table.unit
    left_s = limits.end_s - early_s if table.by_clock else limits.longest_s - waited_s - work_s
    best = FAR
    if left_s >= 0 and (limits.rests or table.by_clock):
        best = table.best[j, left_s // table.step_s + table.spare, units]
    elif left_s >= 0:
        best = -FAR
    if since_s >= NEVER and (limits.rests or not table.by_clock):
        fresh, idle_s, more_s = FAR, 0, max(0, limits.pause_s - waited_s)
        if limits.rests:
            idle_s, more_s = waited_s * (1 - limits.idles), limits.pause_s
        soon_s = min(left_s, limits.work_s - work_s - idle_s)
        after_s = min(
            left_s - limits.pause_s * limits.rests, limits.longest_s - waited_s - more_s - work_s
        )
        if soon_s >= 0:
            fresh = table.free[j, soon_s // table.step_s + table.spare, units]
        if after_s >= 0:
            rest = table.free[j, after_s // table.step_s + table.spare, units]
            fresh = min(fresh, rest + limits.millicents_per_second * more_s)
        best = max(best, fresh)
    return int(cost + best + limits.millicents_per_second * waited_s)


@innermost
def _put(least: Longs, other: Longs, follows: Longs, q: int, value: int, to: int) -> None:
    """Keep a value that is less than the second best, and that of another successor."""
    if value < least[q]:
        if follows[q] != to:
            other[q] = least[q]
        least[q], follows[q] = value, to
    elif follows[q] != to:
        other[q] = value


@inner
def _with_new_load(
    graph: Graph, table: Completion, j: int, r: int, least: Longs, other: Longs, follows: Longs
) -> None:
    """Going home, reloading, or going on to pick-ups: whatever room is left does not matter."""
    reload_cost, next_cost, resets = graph.reload_cost[j], graph.next_cost[j], graph.resets[j]
    reload_s, next_s, twin = graph.reload_s[j], graph.next_s[j], graph.twin
    best_from, second_from, successor = table.best, table.second, table.successor
    fewest, most, units = table.fewest, table.most, table.units
    full = best_from.shape[2] - 1
    best, then, second = FAR, _NOWHERE, FAR
    if graph.last_cost[j] < FAR // 2 and graph.last_s[j] // table.step_s <= r:
        best, then = graph.last_cost[j], _AT_HOME
    for k in range(len(units)):
        for direct in range(1 + (resets[k] != 0)):
            cost = next_cost[k] if direct else reload_cost[k]
            took_s = next_s[k] if direct else reload_s[k]
            r_left = r - max(1, took_s // table.step_s)
            if cost >= FAR // 2 or r_left < fewest[k] or units[k] > full:
                continue
            r_left, room = min(r_left, most[k]), full - units[k]
            value = cost + best_from[k, r_left, room]
            if successor[k, r_left, room] == twin[j]:
                value = cost + second_from[k, r_left, room]
            if value < best:
                if then != twin[k]:
                    second = best
                best, then = value, twin[k]
            elif value < second and then != twin[k]:
                second = value
    least[:], other[:], follows[:] = best, second, then
