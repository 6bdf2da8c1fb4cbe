"""Visits that the cheapest rest of a day would make again and again.

A table of what the rest of a day costs (`completion`) that forgets what was made comes back to the
visits that are worth most, and so stops too few labels. Which ones it comes back to is read off it:
the cheapest walk of the table from each first visit. Those are the dear visits of the next table.
"""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.bound.completion import Completion, at_least
from foodplan.optimise.routing.bound.fields import NEVER
from foodplan.optimise.routing.bound.graph import FAR, Graph
from foodplan.optimise.routing.bound.jit import innermost, lean
from foodplan.optimise.routing.task import Longs

_AT_ONCE = 2
"""Dear visits added to a table together."""
_MOST, _FILLED = 6, 150_000_000
"""Most dear visits, and most steps looked at to fill the table; about a nanosecond each."""
_LONGEST = 200
"""Steps of a walk that are looked at."""


def with_more(graph: Graph, table: Completion, worth: Longs, below: int) -> Longs:
    """The dear visits of a table, and some that it makes most often again below a cost.

    Just those of the table if there are no more, or if it would take too long to fill the next.
    """
    others, n = np.setdiff1d(graph.twin, table.dear), len(table.dear) + _AT_ONCE
    if not len(others) or n > _MOST or 2**n * table.best[0].size * len(worth) > _FILLED:
        return table.dear
    times = np.zeros((2, len(worth)), dtype=np.int64)
    _count_returns(graph, table, below, times[0], times[1])
    order = np.lexsort((-worth[others], -times[0, others] * worth[others]))
    return np.append(table.dear, others[order[:_AT_ONCE]])


@lean
def _count_returns(
    graph: Graph, table: Completion, below: int, returns: Longs, times: Longs
) -> None:
    """Write how often walks from all first visits come back to each, the first of its twins."""
    limits = graph.limits
    for k in range(len(graph.dag)):
        early_s = max(graph.opens_s[k], limits.start_s + graph.first_s[k])
        room = limits.mpal - graph.mpal[k] if table.by_mpal else limits.dag - graph.dag[k]
        left_s = limits.end_s - early_s if table.by_clock else limits.longest_s - graph.first_s[k]
        if room < 0 or left_s < 0 or early_s > graph.closes_s[k]:
            continue
        late_s = graph.closes_s[k] - graph.first_s[k]
        least = at_least(
            limits,
            table,
            table.bit[k],
            k,
            graph.first_cost[k],
            early_s,
            graph.first_s[k],
            late_s,
            NEVER,
            room,
        )
        if least < below:
            times[:] = 0
            r, q = left_s // table.step_s + table.spare, room // table.unit
            _walk(graph, table, k, r, q, returns, times)


@innermost
def _walk(
    graph: Graph, table: Completion, j: int, r: int, q: int, returns: Longs, times: Longs
) -> None:
    """Follow the cheapest rest from an entry of the table."""
    made, came = table.bit[j], -1
    for _ in range(_LONGEST):
        returns[graph.twin[j]] += times[graph.twin[j]] > 0
        times[graph.twin[j]] += 1
        k, then_r, then_q = _next(graph, table, made, j, r, q, came)
        if k < 0:
            return
        made, came, j, r, q = made | table.bit[k], graph.twin[j], k, then_r, then_q


@innermost
def _next(
    graph: Graph, table: Completion, made: int, j: int, r: int, q: int, came: int
) -> tuple[int, int, int]:
    """The next visit of the cheapest rest, not back at once, and its entry; -1: home."""
    least = table.best[made, j, r, q]
    barred = table.successor[made, j, r, q] == came
    if barred:
        least = table.second[made, j, r, q]
    full = table.best.shape[3] - 1
    for k in range(len(graph.dag)):
        if table.bit[k] & made or (barred and graph.twin[k] == came):
            continue
        then = made | table.bit[k]
        for reload in range(2):
            cost = graph.reload_cost[j, k] if reload else graph.next_cost[j, k]
            took_s = graph.reload_s[j, k] if reload else graph.next_s[j, k]
            r_left = r - max(1, took_s // table.step_s)
            room = (full if reload or graph.resets[j, k] else q) - table.units[k]
            if cost >= FAR // 2 or r_left < table.fewest[k] or room < 0:
                continue
            r_left = min(r_left, table.most[k])
            value = table.best[then, k, r_left, room]
            if table.successor[then, k, r_left, room] == graph.twin[j]:
                value = table.second[then, k, r_left, room]
            if cost + value == least:
                return k, r_left, room
    return -1, 0, 0
