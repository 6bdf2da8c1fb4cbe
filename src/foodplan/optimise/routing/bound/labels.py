"""Half a day step by step: labels, and which ones to keep.

A label stands for a way from the start of the day to the start of service at a visit. With s the
start of work, service begins at max(EARLY, s + WORK) for any s <= LATE; it is a max-plus function,
so shift and waiting are exact, without cutting time into pieces. Duty is at least

    max(EARLY - LATE, WORK + pauses), one pause for every full span of work that goes before more

and its cost is exact in whole millicents: COST counts work, what goes beyond is added at the end.
"""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.bound.completion import Completion
from foodplan.optimise.routing.bound.dominance import end_runs, is_useless, keep, room_for, wider
from foodplan.optimise.routing.bound.fields import (
    COST,
    CUTS,
    DAG,
    EARLY,
    KEPT,
    LATE,
    MEMORY,
    MPAL,
    NEXT,
    PARENT,
    STATE,
    TRIPS,
    USELESS,
    VISIT,
    WAITING,
    WORK,
)
from foodplan.optimise.routing.bound.graph import FAR, WORDS, Graph, Limits
from foodplan.optimise.routing.bound.jit import compiled, inner
from foodplan.optimise.routing.task import Longs

_SPAN_S = 600
"""Labels are looked at in the order of time, so many seconds at once."""


@compiled
def grow(
    graph: Graph,
    table: Completion,
    labels: Longs,
    below: int,
    half_s: int,
    most_checks: int,
    beam: int,
) -> int:
    """Fill `labels` with all ways that may end below a cost; how many there are.

    Labels that have worked more than `half_s` are kept but not continued; where the room or the
    checks ran out, labels are left waiting (`ends`). With a `beam` above 0, only so many of a
    visit are kept in a span of time, and what hardly matters is not compared: nothing is proven.
    """
    n, limits = len(graph.dag), graph.limits
    n_spans = (limits.end_s - limits.start_s) // _SPAN_S + 2
    waiting = np.full(n_spans, -1, np.int64)
    kept, runs = np.empty((n, VISIT, 64), np.int64), np.zeros((n, 64), np.int64)
    n_runs, n_kept, n_here = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    checks = 0
    size = _begin(graph, table, labels, waiting, below)
    for span in range(n_spans):
        n_here[:] = 0
        while waiting[span] >= 0:
            runs = room_for(runs, n_runs)
            for label in _in_order(labels, waiting, span):
                j = labels[label, VISIT]
                runs[j, n_runs[j] + 1] = n_kept[j]
                useless, done = is_useless(
                    graph, kept[j], runs[j], n_runs[j] + 1, labels[label], beam
                )
                checks += done
                n_here[j] += 1
                if useless or n_here[j] > beam > 0:
                    labels[label, STATE] = USELESS
                    n_here[j] -= 1
                    continue
                if size + 2 * n > len(labels) or checks > most_checks:
                    return size
                if n_kept[j] == kept.shape[2]:
                    kept = wider(kept)
                keep(kept[j], n_kept[j], labels[label])
                n_kept[j] += 1
                labels[label, STATE] = KEPT
                if labels[label, WORK] <= half_s:
                    size = _go_on(graph, table, labels, waiting, size, label, below)
            end_runs(runs, n_runs, n_kept)
    return size


@inner
def _begin(graph: Graph, table: Completion, labels: Longs, waiting: Longs, below: int) -> int:
    """Write the labels of days that begin with each visit; how many there are."""
    size, limits = 0, graph.limits
    for k in range(len(graph.dag)):
        work_s = graph.first_s[k]
        room = limits.mpal - graph.mpal[k] if table.by_mpal else limits.dag - graph.dag[k]
        new = labels[size]
        new[VISIT], new[COST], new[WORK] = k, graph.first_cost[k], work_s
        new[EARLY] = max(graph.opens_s[k], graph.limits.start_s + work_s)
        new[LATE] = graph.limits.start_s if graph.limits.idles else graph.closes_s[k] - work_s
        new[DAG], new[MPAL], new[TRIPS] = graph.dag[k], graph.mpal[k], 1
        new[MEMORY], new[PARENT] = 1, -1
        new[CUTS:VISIT] = graph.cuts.of[k]
        if (
            new[EARLY] <= graph.closes_s[k]
            and new[LATE] >= graph.limits.start_s
            and new[DAG] <= graph.limits.dag
            and new[MPAL] <= graph.limits.mpal
            and _bound(limits, table, k, new[COST], new[EARLY], work_s, new[LATE], room) < below
        ):
            size = _waiting(graph, labels, waiting, size)
    return size


@inner
def _go_on(
    graph: Graph,
    table: Completion,
    labels: Longs,
    waiting: Longs,
    size: int,
    parent: int,
    below: int,
) -> int:
    """Add the labels that go on from one, within the trip and by a reload; how many there are."""
    old, limits = labels[parent], graph.limits
    j, cost, early_s, work_s = old[VISIT], old[COST], old[EARLY], old[WORK]
    late_s, memory = old[LATE], old[MEMORY]
    # Taken out of the loop: finding an array of the graph costs more than what is done with it.
    bit, closes_s, opens_s, resets = graph.bit[j], graph.closes_s, graph.opens_s, graph.resets[j]
    dag, mpal = graph.dag, graph.mpal
    next_cost, next_s = graph.next_cost[j], graph.next_s[j]
    reload_cost, reload_s = graph.reload_cost[j], graph.reload_s[j]
    for k in range(len(dag)):
        if bit[k] >= 0 and memory >> bit[k] & 1:
            continue
        for reload in range(1 + (old[TRIPS] < limits.trips)):
            step = reload_cost[k] if reload else next_cost[k]
            took_s = reload_s[k] if reload else next_s[k]
            if step >= FAR // 2 or early_s + took_s > closes_s[k]:
                continue
            anew = reload or resets[k]
            load = dag[k] if anew else old[DAG] + dag[k]
            pallets = mpal[k] if anew else old[MPAL] + mpal[k]
            if load > limits.dag or pallets > limits.mpal:
                continue
            now_s, done_s = max(opens_s[k], early_s + took_s), work_s + took_s
            last_s = min(late_s, closes_s[k] - done_s)
            room = limits.mpal - pallets if table.by_mpal else limits.dag - load
            if (
                last_s < limits.start_s
                or _bound(limits, table, k, cost + step, now_s, done_s, last_s, room) >= below
            ):
                continue
            new = labels[size]
            new[MEMORY] = _memory(graph, old, k)
            new[COST] = cost + step + _count(graph, old, new, k)
            new[VISIT], new[EARLY], new[WORK], new[LATE] = k, now_s, done_s, last_s
            new[DAG], new[MPAL] = load, pallets
            new[TRIPS], new[PARENT] = old[TRIPS] + reload, parent
            size = _waiting(graph, labels, waiting, size)
    return size


@inner
def _count(graph: Graph, old: Longs, new: Longs, k: int) -> int:
    """Write which cuts remember a single visit when k is made; what those charge that had one."""
    charged = 0
    for w in range(WORDS):
        had, counts = old[CUTS + w], graph.cuts.of[k, w]
        charged += _price(graph, w, had & counts)
        new[CUTS + w] = (had & graph.cuts.kept[k, w]) ^ counts
    return charged


@inner
def _price(graph: Graph, word: int, cuts: int) -> int:
    """Price of a set of cuts."""
    found = 0
    while cuts:
        lowest = cuts & -cuts
        found += graph.cuts.price[word, lowest % 67]
        cuts ^= lowest
    return found


@inner
def _waiting(graph: Graph, labels: Longs, waiting: Longs, size: int) -> int:
    """Put the label just written among those that wait; how many labels there are."""
    new = labels[size]
    span = (new[EARLY] - graph.limits.start_s) // _SPAN_S
    new[STATE], new[NEXT] = WAITING, waiting[span]
    waiting[span] = size
    return size + 1


@inner
def _bound(
    limits: Limits,
    table: Completion,
    j: int,
    cost: int,
    early_s: int,
    work_s: int,
    late_s: int,
    room: int,
) -> int:
    """Lower bound on every route that goes on from a label at j, or home; `room` of the table."""
    waited_s = max(0, early_s - late_s - work_s)
    units = room // table.unit
    if table.by_clock:
        steps = (limits.end_s - early_s) // table.step_s + table.spare
        return int(cost + table.best[j, steps, units] + limits.millicents_per_second * waited_s)
    best = FAR
    left_s = min(limits.work_s, limits.longest_s - waited_s) - work_s
    if left_s >= 0:
        rest = table.best[j, left_s // table.step_s + table.spare, units]
        best = rest + limits.millicents_per_second * waited_s
    paused_s = max(waited_s, limits.pause_s)
    left_s = limits.longest_s - paused_s - work_s
    if left_s >= 0:
        rest = table.best[j, left_s // table.step_s + table.spare, units]
        best = min(best, rest + limits.millicents_per_second * paused_s)
    return int(cost + best)


@inner
def _memory(graph: Graph, old: Longs, k: int) -> int:
    """What is still remembered at visit k; bit 0 is the visit itself."""
    memory, left, place = 1, old[MEMORY], 0
    while left:
        if left & 1:
            at = graph.bit[k, graph.near[old[VISIT], place]]
            if at >= 0:
                memory |= 1 << at
        left, place = left >> 1, place + 1
    return memory


@inner
def _in_order(labels: Longs, waiting: Longs, span: int) -> Longs:
    """Labels that wait in a span, cheapest first; the span is empty then."""
    count, at = 0, waiting[span]
    while at >= 0:
        count, at = count + 1, labels[at, NEXT]
    found, costs = np.empty(count, np.int64), np.empty(count, np.int64)
    at = waiting[span]
    for i in range(count):
        found[i], costs[i] = at, labels[at, COST]
        at = labels[at, NEXT]
    waiting[span] = -1
    return found[np.argsort(costs)]
