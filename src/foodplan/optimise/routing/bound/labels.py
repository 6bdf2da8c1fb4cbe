"""Half a day step by step: labels, and which ones to keep.

A label stands for a way from the start of the day to the start of service at a visit. With s the
start of work, service begins at max(EARLY, s + WORK) for any s <= LATE; it is a max-plus function,
so shift and waiting are exact, without cutting time into pieces. Duty is at least

    max(EARLY - LATE, WORK + pauses), one pause for every full span of work that goes before more

and its cost is exact in whole millicents: COST counts work, what goes beyond is added at the end.
Label 1 makes label 2 useless if it is no later, has worked no more, could start as late, carries no
more, made no more trips, remembers no more, and costs so much less that no way on could turn it:

    COST1 + millicents_per_second × max(0, (WORK2 - WORK1) - (LATE1 - LATE2)) <= COST2
"""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.bound.completion import Completion
from foodplan.optimise.routing.bound.graph import FAR, Graph
from foodplan.optimise.routing.bound.jit import compiled, inner
from foodplan.optimise.routing.task import Longs

COST, EARLY, WORK, LATE, DAG, MPAL, TRIPS, MEMORY = range(8)
"""Columns of a label that decide whether it is worth keeping."""
VISIT, PARENT, STATE, TOTAL, NEXT = range(8, 13)
"""Its other columns."""
N_FIELDS = 13
WAITING, USELESS, KEPT = 0, 1, 2
"""States: not looked at yet, dominated, kept."""
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
) -> tuple[int, int, int]:
    """Fill `labels` with all ways that may end below a cost; their number, and two bounds.

    Labels that have worked more than `half_s` are kept but not continued. The first bound holds for
    all routes that were not followed because the room or the checks ran out; the second also for
    those that only stopped at the half. With a `beam` above 0, only so many labels of a visit are
    kept in a span of time, and what hardly matters is not compared: then neither is a bound.
    """
    n, limits = len(graph.dag), graph.limits
    n_spans = (limits.end_s - limits.start_s) // _SPAN_S + 2
    waiting = np.full(n_spans, -1, np.int64)
    kept = np.empty((n, 64, VISIT), np.int64)
    n_kept, n_here = np.zeros(n, np.int64), np.zeros(n, np.int64)
    checks = 0
    size = _begin(graph, table, labels, waiting, below)
    for span in range(n_spans):
        n_here[:] = 0
        while waiting[span] >= 0:
            for label in _in_order(labels, waiting, span):
                j = labels[label, VISIT]
                useless, done = _is_useless(graph, kept[j, : n_kept[j]], labels[label], beam)
                checks += done
                n_here[j] += 1
                if useless or n_here[j] > beam > 0:
                    labels[label, STATE] = USELESS
                    n_here[j] -= 1
                    continue
                if size + 2 * n > len(labels) or checks > most_checks:
                    return size, *_bounds(graph, table, labels[:size], below, half_s)
                if n_kept[j] == kept.shape[1]:
                    kept = _wider(kept)
                _insert(kept[j], n_kept[j], labels[label])
                n_kept[j] += 1
                labels[label, STATE] = KEPT
                labels[label, TOTAL] = _total(graph, labels[label])
                if labels[label, WORK] <= half_s:
                    size = _go_on(graph, table, labels, waiting, size, label, below)
    return size, *_bounds(graph, table, labels[:size], below, half_s)


@inner
def _total(graph: Graph, label: Longs) -> int:
    """Cost of going home now; `FAR` if that is not possible."""
    limits, j = graph.limits, label[VISIT]
    work_s = label[WORK] + graph.last_s[j]
    end_s = label[EARLY] + graph.last_s[j]
    duty_s = max(end_s - label[LATE], work_s + _pauses_s(graph, work_s))
    if graph.last_cost[j] >= FAR // 2 or end_s > limits.end_s or duty_s > limits.longest_s:
        return FAR
    idle = limits.millicents_per_second * (duty_s - work_s)
    return int(label[COST] + graph.last_cost[j] + idle)


@inner
def _pauses_s(graph: Graph, work_s: int) -> int:
    """Seconds of pause that so much work needs at least."""
    return max(0, work_s - 1) // graph.limits.work_s * graph.limits.pause_s


@inner
def _begin(graph: Graph, table: Completion, labels: Longs, waiting: Longs, below: int) -> int:
    """Write the labels of days that begin with each visit; how many there are."""
    size = 0
    for k in range(len(graph.dag)):
        work_s = graph.first_s[k]
        new = labels[size]
        new[VISIT], new[COST], new[WORK] = k, graph.first_cost[k], work_s
        new[EARLY] = max(graph.opens_s[k], graph.limits.start_s + work_s)
        new[LATE] = graph.limits.start_s if graph.limits.idles else graph.closes_s[k] - work_s
        new[DAG], new[MPAL], new[TRIPS] = graph.dag[k], graph.mpal[k], 1
        new[MEMORY], new[PARENT] = 1, -1
        if (
            new[EARLY] <= graph.closes_s[k]
            and new[LATE] >= graph.limits.start_s
            and new[DAG] <= graph.limits.dag
            and new[MPAL] <= graph.limits.mpal
            and _bound(graph, table, new) < below
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
    for k in range(len(graph.dag)):
        bit = graph.bit[j, k]
        if bit >= 0 and old[MEMORY] >> bit & 1:
            continue
        for reload in range(1 + (old[TRIPS] < limits.trips)):
            step = graph.reload_cost[j, k] if reload else graph.next_cost[j, k]
            took_s = graph.reload_s[j, k] if reload else graph.next_s[j, k]
            if step >= FAR // 2 or early_s + took_s > graph.closes_s[k]:
                continue
            anew = reload or graph.resets[j, k]
            dag = graph.dag[k] if anew else old[DAG] + graph.dag[k]
            mpal = graph.mpal[k] if anew else old[MPAL] + graph.mpal[k]
            if dag > limits.dag or mpal > limits.mpal:
                continue
            new = labels[size]
            new[VISIT], new[COST], new[WORK] = k, cost + step, work_s + took_s
            new[EARLY] = max(graph.opens_s[k], early_s + took_s)
            new[LATE] = min(old[LATE], graph.closes_s[k] - new[WORK])
            new[DAG], new[MPAL] = dag, mpal
            if new[LATE] < limits.start_s or _bound(graph, table, new) >= below:
                continue
            new[TRIPS], new[PARENT] = old[TRIPS] + reload, parent
            new[MEMORY] = _memory(graph, old, k)
            size = _waiting(graph, labels, waiting, size)
    return size


@inner
def _waiting(graph: Graph, labels: Longs, waiting: Longs, size: int) -> int:
    """Put the label just written among those that wait; how many labels there are."""
    new = labels[size]
    span = (new[EARLY] - graph.limits.start_s) // _SPAN_S
    new[STATE], new[TOTAL], new[NEXT] = WAITING, FAR, waiting[span]
    waiting[span] = size
    return size + 1


@inner
def _bound(graph: Graph, table: Completion, label: Longs) -> int:
    """Lower bound on every route that goes on from a label, or home."""
    limits, j, work_s = graph.limits, label[VISIT], label[WORK]
    room = limits.mpal - label[MPAL] if table.by_mpal else limits.dag - label[DAG]
    waited_s = max(0, label[EARLY] - label[LATE] - work_s)
    best = FAR
    if table.by_clock:
        left_s = limits.end_s - label[EARLY]
        rest = table.best[j, left_s // table.step_s + table.spare, room // table.unit]
        return int(label[COST] + rest + limits.millicents_per_second * waited_s)
    left_s = min(limits.work_s, limits.longest_s - waited_s) - work_s
    if left_s >= 0:
        rest = table.best[j, left_s // table.step_s + table.spare, room // table.unit]
        best = rest + limits.millicents_per_second * waited_s
    paused_s = max(waited_s, limits.pause_s)
    left_s = limits.longest_s - paused_s - work_s
    if left_s >= 0:
        rest = table.best[j, left_s // table.step_s + table.spare, room // table.unit]
        best = min(best, rest + limits.millicents_per_second * paused_s)
    return int(label[COST] + best)


@inner
def _bounds(
    graph: Graph, table: Completion, labels: Longs, below: int, half_s: int
) -> tuple[int, int]:
    """Bounds on what waits, and on what waits or stopped at the half."""
    on_waiting, on_stopped = below, below
    for label in labels:
        if label[STATE] == WAITING:
            on_waiting = min(on_waiting, _bound(graph, table, label))
        elif label[STATE] == KEPT and label[WORK] > half_s:
            on_stopped = min(on_stopped, _bound(graph, table, label))
    return on_waiting, min(on_waiting, on_stopped)


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


@inner
def _is_useless(graph: Graph, kept: Longs, new: Longs, beam: int) -> tuple[bool, int]:
    """Whether a kept label is as good in every way; how many were looked at."""
    for i in range(len(kept)):
        old = kept[i]
        if old[COST] > new[COST]:
            return False, i
        if old[EARLY] > new[EARLY] or old[WORK] > new[WORK] or old[DAG] > new[DAG]:
            continue
        if beam:
            return True, i
        if (
            old[LATE] < new[LATE]
            or old[MPAL] > new[MPAL]
            or old[TRIPS] > new[TRIPS]
            or old[MEMORY] & ~new[MEMORY]
        ):
            continue
        more_s = max(0, (new[WORK] - old[WORK]) - (old[LATE] - new[LATE]))
        if old[COST] + graph.limits.millicents_per_second * more_s <= new[COST]:
            return True, i
    return False, len(kept)


@inner
def _insert(kept: Longs, n_kept: int, new: Longs) -> None:
    """Put a label among the kept ones, which stay sorted by cost."""
    at = n_kept
    while at > 0 and kept[at - 1, COST] > new[COST]:
        kept[at] = kept[at - 1]
        at -= 1
    kept[at] = new[:VISIT]


@inner
def _wider(kept: Longs) -> Longs:
    """Twice the room for kept labels."""
    n, room, width = kept.shape
    wider = np.empty((n, 2 * room, width), np.int64)
    wider[:, :room] = kept
    return wider
