"""Trips put together to days at the hub.

A trip is to a vehicle at the hub what a visit is to one on its way: with s the start of work, a
vehicle that may be at the hub at max(EARLY, s + WORK) for any s <= LATE is back from the trip at

    max(early, max(EARLY, s + WORK) + work)    for any s <= min(LATE, late - WORK),

with small letters for the trip alone. So rows of trips and of days have the columns of labels, and
are kept by the same rules. A cut with one visit in the day so far and one in the trip is charged
here.

Rests within the first trip of a day are in its labels. With a later trip a rest delays only its
end, and the driver is as fresh at that end as if it were taken there: no real rest does less harm.
"""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.bound.completion import Completion, made_before
from foodplan.optimise.routing.bound.dominance import is_useless, keep
from foodplan.optimise.routing.bound.fields import (
    COST,
    CUTS,
    DAG,
    DROVE,
    EARLY,
    HELD,
    KEPT,
    LATE,
    MEMORY,
    MPAL,
    N_FIELDS,
    NEVER,
    NEXT,
    PARENT,
    SINCE,
    STATE,
    VISIT,
    WORK,
)
from foodplan.optimise.routing.bound.graph import FAR, WORDS, Graph, Limits
from foodplan.optimise.routing.bound.jit import compiled, inner, innermost, lean
from foodplan.optimise.routing.bound.recall import price_of
from foodplan.optimise.routing.bound.rests import KINDS, rest_of, since
from foodplan.optimise.routing.task import Longs


@compiled
def through(
    graph: Graph, table: Completion, onwards: Longs, labels: Longs, below: int, trips: Longs
) -> int:
    """Write the trips of kept labels whose day may cost less than that; how many there are."""
    size, limits = 0, graph.limits
    for label in range(len(labels)):
        old = labels[label]
        j = old[VISIT]
        if old[STATE] != KEPT or graph.last_cost[j] >= FAR // 2:
            continue
        new = trips[size]
        new[:] = old
        new[COST] += graph.last_cost[j]
        new[EARLY] += graph.last_s[j]
        new[WORK] += graph.last_s[j]
        new[SINCE] += graph.last_s[j]
        new[DROVE] += graph.last_drive_s[j]
        new[DAG], new[MPAL], new[MEMORY] = 0, 0, old[HELD]
        new[PARENT], new[NEXT] = -1, label
        made = made_before(graph.held, table, new[MEMORY])
        by = min((new[LATE] - limits.start_s) // table.step_s, table.before.shape[1] - 1)
        cost = new[COST] + table.before[made, by]
        if (
            least_onwards(limits, table, onwards, made, cost, new[EARLY], new[WORK], new[LATE])
            < below
        ):
            size += 1
    return size


@innermost
def least_onwards(
    limits: Limits,
    table: Completion,
    onwards: Longs,
    made: int,
    cost: int,
    early_s: int,
    work_s: int,
    late_s: int,
) -> int:
    """What a day costs at least that goes on from the hub, or ends; `FAR` if that is too late."""
    waited_s = max(0, early_s - late_s - work_s)
    left_s = limits.end_s - early_s
    if not table.by_clock:
        left_s = min(left_s, limits.longest_s - waited_s - work_s)
    if left_s < 0 or limits.longest_s < waited_s + work_s:
        return FAR
    onwards_cost = onwards[made, left_s // table.step_s + table.spare]
    return int(cost + limits.millicents_per_second * waited_s + onwards_cost)


@compiled
def put_together(
    graph: Graph,
    table: Completion,
    onwards: Longs,
    days: Longs,
    trips: Longs,
    starts: Longs,
    below: int,
    found: Longs,
    checks: int,
) -> tuple[int, int]:
    """Write days with one trip more that may cost less than that; their number, a bound on others.

    `trips` stand in groups that are alike, each sorted by cost, which begin at `starts`.
    """
    size, lost, limits = 0, below, graph.limits
    costs, late_s, memories = trips[:, COST].copy(), trips[:, LATE].copy(), trips[:, MEMORY].copy()
    alike = _alike(trips, starts)
    for d in range(len(days)):
        day = days[d]
        made = made_before(graph.held, table, day[MEMORY])
        for group in range(len(alike)):
            if day[EARLY] > alike[group, LATE]:
                continue
            back_s = max(alike[group, EARLY], day[EARLY] + alike[group, WORK])
            work_s = day[WORK] + alike[group, WORK]
            late_by = back_s - work_s
            least = least_onwards(limits, table, onwards, made, day[COST], back_s, work_s, late_by)
            for t in range(starts[group], starts[group + 1]):
                if least + costs[t] >= below:
                    break
                checks -= 1
                if checks < 0 or size + KINDS > len(found):
                    lost = min(lost, least + costs[t])
                    break
                if day[EARLY] <= late_s[t] and not day[MEMORY] & memories[t]:
                    size = _after(graph, table, onwards, days, d, trips[t], below, found, size)
    return size, lost


@inner
def _alike(trips: Longs, starts: Longs) -> Longs:
    """The earliest end, the least work and the latest start in each group of trips."""
    alike = np.zeros((len(starts) - 1, N_FIELDS), np.int64)
    for group in range(len(alike)):
        first, end = starts[group], starts[group + 1]
        alike[group, EARLY] = trips[first:end, EARLY].min()
        alike[group, WORK] = trips[first:end, WORK].min()
        alike[group, LATE] = trips[first:end, LATE].max()
    return alike


@innermost
def _after(
    graph: Graph,
    table: Completion,
    onwards: Longs,
    days: Longs,
    d: int,
    trip: Longs,
    below: int,
    found: Longs,
    size: int,
) -> int:
    """Write the days of a day so far and a trip, with and without a rest; how many there are."""
    limits, day = graph.limits, days[d]
    early_s, work_s, late_s = day[EARLY], day[WORK], day[LATE]
    waits, is_due = early_s + trip[WORK] < trip[EARLY], False
    for kind in range(KINDS if limits.rests else 1):
        left_s = limits.end_s - early_s
        rest_s = rest_of(limits, kind, day[SINCE], day[DROVE], left_s, waits or is_due)
        took_s = trip[WORK] + rest_s
        now_s, done_s = max(trip[EARLY], early_s + took_s), work_s + took_s
        last_s = late_s if limits.idles else min(late_s, trip[LATE] - work_s)
        worked_s = since(day[SINCE] + trip[WORK], kind, rest_s, limits.pause_s)
        drove_s = since(day[DROVE] + trip[DROVE], kind, rest_s, limits.break_s)
        been_s = done_s if limits.idles else max(done_s, now_s - last_s)
        too_late = (been_s if worked_s >= NEVER else worked_s) > limits.work_s
        too_late = limits.rests == 1 and (too_late or drove_s > limits.drive_s)
        is_due |= too_late
        if rest_s < 0 or too_late or last_s < limits.start_s:
            continue
        new = found[size]
        cost = day[COST] + trip[COST] + limits.millicents_per_second * rest_s
        for w in range(WORDS):
            cost += price_of(graph, w, day[CUTS + w] & trip[CUTS + w])
            new[CUTS + w] = day[CUTS + w] ^ trip[CUTS + w]
        memory = day[MEMORY] | trip[MEMORY]
        new[COST], new[EARLY], new[WORK], new[LATE] = cost, now_s, done_s, last_s
        new[DAG], new[MPAL], new[SINCE], new[DROVE] = 0, 0, worked_s, drove_s
        new[MEMORY], new[HELD], new[PARENT], new[NEXT] = memory, memory, d, trip[NEXT]
        made = made_before(graph.held, table, memory)
        if least_onwards(limits, table, onwards, made, cost, now_s, done_s, last_s) < below:
            size += 1
    return size


@compiled
def worth_keeping(graph: Graph, rows: Longs, order: Longs, same: int, beam: int) -> Longs:
    """Those of some rows, looked at in an order of rising cost, that no other makes useless.

    With `same` only rows of the same memory are compared, which follow one another in the order.
    """
    kept = np.empty((VISIT, len(order)), np.int64)
    runs = np.zeros(2, np.int64)
    found = np.empty(len(order), np.int64)
    n = 0
    for row in order:
        if same and n and kept[MEMORY, n - 1] != rows[row, MEMORY]:
            runs[0] = n
        runs[1] = n
        useless, _ = is_useless(graph, kept, runs, 1, rows[row], beam)
        if not useless:
            keep(kept, n, rows[row])
            found[n] = row
            n += 1
    return found[:n]


@lean
def fill_onwards(graph: Graph, table: Completion, onwards: Longs) -> None:
    """Write what a day costs at least from the hub on: (sets, steps), as in the table; 0: home."""
    n_sets, n, n_steps, n_units = table.best.shape
    limits = graph.limits
    for made in range(n_sets):
        for r in range(n_steps):
            least = 0
            for k in range(n):
                r_left = r - graph.first_s[k] // table.step_s
                if graph.first_cost[k] >= FAR // 2 or r_left < table.fewest[k] or r_left < 0:
                    continue
                if table.bit[k] & made or table.units[k] >= n_units:
                    continue
                r_left, room = min(r_left, table.most[k]), n_units - 1 - table.units[k]
                rest = table.best[made | table.bit[k], k, r_left, room]
                least = min(least, graph.first_cost[k] - limits.fixed_cost + rest)
            onwards[made, r] = least


@lean
def fill_before(graph: Graph, table: Completion, days: Longs, start_s: int, before: Longs) -> None:
    """Write what the trips before cost at least: (sets, steps), see `Completion.before`."""
    n_sets, n_steps = before.shape
    before[:] = FAR
    for row in range(len(days)):
        made = made_before(graph.held, table, days[row, MEMORY])
        at = (days[row, EARLY] - start_s) // table.step_s
        before[made, at] = min(before[made, at], days[row, COST])
    for made in range(n_sets):
        for at in range(1, n_steps):
            before[made, at] = min(before[made, at], before[made, at - 1])
    # Sets that leave out what a trip makes are those within its complement.
    for at in range(n_steps):
        bit = 1
        while bit < n_sets:
            for made in range(n_sets):
                if not made & bit:
                    before[made | bit, at] = min(before[made | bit, at], before[made, at])
            bit *= 2
        for made in range(n_sets // 2):
            other = n_sets - 1 - made
            before[made, at], before[other, at] = before[other, at], before[made, at]
