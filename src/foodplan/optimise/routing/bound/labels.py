"""A trip step by step: labels, and which ones to keep.

A label stands for a way from the start of a trip to the start of service at a visit. With s the
start of work on it, service begins at max(EARLY, s + WORK) for any s <= LATE; it is a max-plus
function, so shift and waiting are exact, without cutting time into pieces. Rests on the way
(`rests`) count as work. Duty is at least

    max(EARLY - LATE, WORK)

and its cost is exact in whole millicents: COST counts work, what goes beyond is added at the end.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from foodplan.optimise.routing.bound.completion import (
    Completion,
    at_least,
    at_least_after,
    made_before,
)
from foodplan.optimise.routing.bound.dominance import end_runs, is_useless, keep, room_for, wider
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
    NEVER,
    NEXT,
    PARENT,
    SINCE,
    STATE,
    USELESS,
    VISIT,
    WAITING,
    WORK,
)
from foodplan.optimise.routing.bound.graph import FAR, Graph
from foodplan.optimise.routing.bound.jit import compiled, inner, innermost
from foodplan.optimise.routing.bound.recall import count_cuts, memory_at
from foodplan.optimise.routing.bound.rests import KINDS, rest_of, since
from foodplan.optimise.routing.task import Longs

_SPAN_S = 600
"""Labels are looked at in the order of time, so many seconds at once."""


@compiled
def grow(graph: Graph, table: Completion, labels: Longs, below: int, checks: int, beam: int) -> int:
    """Fill `labels` with all trips whose day may cost less than that; how many there are.

    Where room or checks ran out, some are left waiting (`ends`). With a `beam` above 0, only so
    many of a visit are kept in a span of time, and what hardly matters is not compared: nothing is
    proven.
    """
    n, limits = len(graph.dag), graph.limits
    n_spans = (limits.end_s - limits.start_s) // _SPAN_S + 2
    waiting = np.full(n_spans, -1, np.int64)
    kept, runs = np.empty((n, VISIT, 64), np.int64), np.zeros((n, 64), np.int64)
    n_runs, n_kept, n_here = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
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
                checks -= done
                if useless or n_here[j] >= beam > 0:
                    labels[label, STATE] = USELESS
                    continue
                if size + 3 * n > len(labels) or checks < 0:
                    return size
                if n_kept[j] == kept.shape[2]:
                    kept = wider(kept)
                keep(kept[j], n_kept[j], labels[label])
                n_kept[j] += 1
                n_here[j] += 1
                labels[label, STATE] = KEPT
                size = _go_on(graph, table, labels, waiting, size, label, below)
            end_runs(runs, n_runs, n_kept)
    return size


@inner
def _begin(graph: Graph, table: Completion, labels: Longs, waiting: Longs, below: int) -> int:
    """Write the labels of trips that begin with each visit; how many there are."""
    size, limits = 0, graph.limits
    for k in range(len(graph.dag)):
        room = limits.mpal - graph.mpal[k] if table.by_mpal else limits.dag - graph.dag[k]
        left_s, first_s = limits.end_s - limits.start_s, graph.first_s[k]
        if graph.dag[k] > limits.dag or graph.mpal[k] > limits.mpal:
            continue
        waits = limits.start_s + first_s < graph.opens_s[k]
        for rest in range(KINDS):
            rest_s = rest_of(limits, rest, NEVER, 0, left_s, waits)
            done_s = first_s + max(0, rest_s)
            now_s = max(graph.opens_s[k], limits.start_s + done_s)
            last_s = limits.start_s if limits.idles else graph.closes_s[k] - done_s
            if rest_s < 0 or now_s > graph.closes_s[k] or last_s < limits.start_s:
                continue
            new = labels[size]
            new[COST] = graph.first_cost[k] + limits.millicents_per_second * rest_s
            new[VISIT], new[EARLY], new[WORK], new[LATE] = k, now_s, done_s, last_s
            new[DAG], new[MPAL], new[HELD] = graph.dag[k], graph.mpal[k], _held(graph, k)
            new[SINCE] = since(NEVER + first_s, rest, rest_s, limits.pause_s)
            new[DROVE] = since(graph.first_drive_s[k], rest, rest_s, limits.break_s)
            new[MEMORY], new[PARENT] = 1, -1
            new[CUTS:VISIT] = graph.cuts.of[k]
            since_s = new[SINCE]
            least = at_least(
                limits, table, table.bit[k], k, new[COST], now_s, done_s, last_s, since_s, room
            )
            if least < below:
                size = _waiting(graph, labels, waiting, size)
    return size


@innermost
def _go_on(
    graph: Graph,
    table: Completion,
    labels: Longs,
    waiting: Longs,
    size: int,
    parent: int,
    below: int,
) -> int:
    """Add the labels that go on from one within the trip; how many there are."""
    old, limits = labels[parent], graph.limits
    j, early_s, memory = old[VISIT], old[EARLY], old[MEMORY]
    # Taken out of the loop: finding an array of the graph costs more than what is done with it.
    bit, closes_s, opens_s, resets = graph.bit[j], graph.closes_s, graph.opens_s, graph.resets[j]
    made = made_before(bit, table, memory)
    dag, mpal = graph.dag, graph.mpal
    next_cost, next_s, next_drive_s = graph.next_cost[j], graph.next_s[j], graph.next_drive_s[j]
    for k in range(len(dag)):
        if next_cost[k] >= FAR // 2 or early_s + next_s[k] > closes_s[k]:
            continue
        load = dag[k] if resets[k] else old[DAG] + dag[k]
        pallets = mpal[k] if resets[k] else old[MPAL] + mpal[k]
        if load > limits.dag or pallets > limits.mpal or (bit[k] >= 0 and memory >> bit[k] & 1):
            continue
        size = _reach(
            graph,
            table,
            labels,
            waiting,
            size,
            old,
            parent,
            below,
            Step(
                to=k,
                made=made | table.bit[k],
                cost=next_cost[k],
                took_s=next_s[k],
                drive_s=next_drive_s[k],
                opens_s=opens_s[k],
                closes_s=closes_s[k],
                dag=load,
                mpal=pallets,
            ),
        )
    return size


class Step(NamedTuple):
    """From a label to a visit that has room and a window for it."""

    to: int
    made: int
    """Number of the set of dear visits that have been made then."""
    cost: int
    took_s: int
    drive_s: int
    opens_s: int
    closes_s: int
    dag: int
    mpal: int
    """On board of the trip then."""


@innermost
def _reach(
    graph: Graph,
    table: Completion,
    labels: Longs,
    waiting: Longs,
    size: int,
    old: Longs,
    parent: int,
    below: int,
    step: Step,
) -> int:
    """Add the labels of one step, without a rest on the way and with one; how many there are.

    A rest is tried where one is due, or where some of it is spent in front of a closed door. All
    others can be later.
    """
    limits = graph.limits
    room = limits.mpal - step.mpal if table.by_mpal else limits.dag - step.dag
    # Read once: the compiler cannot know that writing a label leaves the one before as it is.
    cost, early_s, work_s, late_s = old[COST] + step.cost, old[EARLY], old[WORK], old[LATE]
    since_s, driven_s = old[SINCE], old[DROVE]
    waits, is_due = early_s + step.took_s < step.opens_s, False
    for kind in range(KINDS if limits.rests else 1):
        rest_s = rest_of(limits, kind, since_s, driven_s, limits.end_s - early_s, waits or is_due)
        took_s = step.took_s + rest_s
        now_s, done_s = max(step.opens_s, early_s + took_s), work_s + took_s
        last_s = min(late_s, step.closes_s - done_s)
        if rest_s < 0 or now_s > step.closes_s or last_s < limits.start_s:
            continue
        worked_s = since(since_s + step.took_s, kind, rest_s, limits.pause_s)
        drove_s = since(driven_s + step.drive_s, kind, rest_s, limits.break_s)
        been_s = done_s if limits.idles else max(done_s, now_s - last_s)
        too_late = (been_s if worked_s >= NEVER else worked_s) > limits.work_s
        too_late = limits.rests == 1 and (too_late or drove_s > limits.drive_s)
        is_due |= too_late
        paid = cost + limits.millicents_per_second * rest_s
        total = at_least(
            limits, table, step.made, step.to, paid, now_s, done_s, last_s, worked_s, room
        )
        if too_late or total >= below:
            continue
        if table.before.shape[1] > 1:
            total = at_least_after(
                limits, table, step.made, step.to, paid, now_s, done_s, last_s, room
            )
            if total >= below:
                continue
        new = labels[size]
        charged = count_cuts(graph, old, new, step.to)
        if total + charged - charged // 2 >= below:
            continue
        new[MEMORY] = memory_at(graph, old, step.to)
        new[COST] = paid + charged
        new[VISIT], new[EARLY], new[WORK], new[LATE] = step.to, now_s, done_s, last_s
        new[DAG], new[MPAL], new[SINCE], new[DROVE] = step.dag, step.mpal, worked_s, drove_s
        new[HELD], new[PARENT] = old[HELD] | _held(graph, step.to), parent
        size = _waiting(graph, labels, waiting, size)
    return size


@innermost
def _held(graph: Graph, k: int) -> int:
    """The visit in the memory of the hub."""
    return 1 << graph.held[k] if graph.held[k] >= 0 else 0


@innermost
def _waiting(graph: Graph, labels: Longs, waiting: Longs, size: int) -> int:
    """Put the label just written among those that wait; how many labels there are."""
    new = labels[size]
    span = (new[EARLY] - graph.limits.start_s) // _SPAN_S
    new[STATE], new[NEXT] = WAITING, waiting[span]
    waiting[span] = size
    return size + 1


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
