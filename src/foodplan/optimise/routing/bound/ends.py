"""What days cost that end at a label, and what those cost at least that were not followed."""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.bound.completion import Completion
from foodplan.optimise.routing.bound.fields import (
    COST,
    DAG,
    DROVE,
    EARLY,
    KEPT,
    LATE,
    MEMORY,
    MPAL,
    NEVER,
    SINCE,
    STATE,
    VISIT,
    WAITING,
    WORK,
)
from foodplan.optimise.routing.bound.graph import FAR, Graph
from foodplan.optimise.routing.task import Longs


def bounds_on(
    graph: Graph, table: Completion, labels: Longs, below: int, half_s: int
) -> tuple[int, int]:
    """Bounds on what goes on from labels that wait, and from those that wait or stopped at half."""
    stopped = (labels[:, STATE] == KEPT) & (labels[:, WORK] > half_s)
    waiting = labels[:, STATE] == WAITING
    on_waiting = _rest(graph, table, labels[waiting]).min(initial=below)
    on_stopped = _rest(graph, table, labels[stopped]).min(initial=on_waiting)
    return int(on_waiting), int(on_stopped)


def totals(graph: Graph, labels: Longs) -> Longs:
    """Cost of going home from each label; `FAR` where that is not possible."""
    limits, j = graph.limits, labels[:, VISIT]
    work_s = labels[:, WORK] + graph.last_s[j]
    end_s = labels[:, EARLY] + graph.last_s[j]
    spans_s = np.maximum(end_s - labels[:, LATE], work_s)
    first_s = work_s if limits.idles else spans_s
    worked_s = np.where(labels[:, SINCE] >= NEVER, first_s, labels[:, SINCE] + graph.last_s[j])
    drove_s = labels[:, DROVE] + graph.last_drive_s[j]
    rest_s = np.maximum(
        (worked_s > limits.work_s) * limits.pause_s, (drove_s > limits.drive_s) * limits.break_s
    )
    end_s, duty_s = end_s + rest_s, spans_s + rest_s
    barred = (graph.last_cost[j] >= FAR // 2) | (end_s > limits.end_s) | (duty_s > limits.longest_s)
    idle = limits.millicents_per_second * (duty_s - work_s)
    found: Longs = np.where(barred, FAR, labels[:, COST] + graph.last_cost[j] + idle)
    return found


def _rest(graph: Graph, table: Completion, labels: Longs) -> Longs:
    """Lower bound on every route that goes on from each label, or home; as in `labels`."""
    limits, j, work_s = graph.limits, labels[:, VISIT], labels[:, WORK]
    made = _made_before(graph, table, labels)
    # What the last step was charged is half in the table again.
    so_far = labels[:, COST] - graph.cuts.most[j] // 2
    room = limits.mpal - labels[:, MPAL] if table.by_mpal else limits.dag - labels[:, DAG]
    waited_s = np.maximum(0, labels[:, EARLY] - labels[:, LATE] - work_s)

    def by(best: Longs, left_s: Longs) -> Longs:
        steps = np.maximum(left_s, 0) // table.step_s + table.spare
        met = made if len(best) > 1 else 0
        found: Longs = np.where(left_s < 0, FAR, best[met, j, steps, room // table.unit])
        return found

    per_second = limits.millicents_per_second
    left_s = limits.end_s - labels[:, EARLY]
    if not table.by_clock:
        left_s = limits.longest_s - waited_s - work_s
    best = by(table.best, left_s)
    if limits.rests:
        idle_s = waited_s * (1 - limits.idles)
        after_s = np.minimum(left_s, limits.longest_s - waited_s - work_s) - limits.pause_s
        fresh = np.minimum(
            by(table.free, np.minimum(left_s, limits.work_s - work_s - idle_s)),
            by(table.free, after_s) + per_second * limits.pause_s,
        )
        best = np.where(labels[:, SINCE] >= NEVER, np.maximum(best, fresh), best)
    total: Longs = so_far + best + per_second * waited_s
    return total


def _made_before(graph: Graph, table: Completion, labels: Longs) -> Longs:
    """Numbers of the sets of dear visits that labels remember."""
    made = np.zeros(len(labels), dtype=np.int64)
    for place, visit in enumerate(table.dear.tolist()):
        at = graph.bit[labels[:, VISIT], visit]
        made |= np.where(at >= 0, labels[:, MEMORY] >> np.maximum(at, 0) & 1, 0) << place
    return made
