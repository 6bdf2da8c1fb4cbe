"""What days cost that end at a label, and what those cost at least that were not followed."""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.bound.completion import Completion
from foodplan.optimise.routing.bound.fields import (
    COST,
    DAG,
    EARLY,
    KEPT,
    LATE,
    MPAL,
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
    pauses_s = np.maximum(0, work_s - 1) // limits.work_s * limits.pause_s
    duty_s = np.maximum(end_s - labels[:, LATE], work_s + pauses_s)
    barred = (graph.last_cost[j] >= FAR // 2) | (end_s > limits.end_s) | (duty_s > limits.longest_s)
    idle = limits.millicents_per_second * (duty_s - work_s)
    found: Longs = np.where(barred, FAR, labels[:, COST] + graph.last_cost[j] + idle)
    return found


def _rest(graph: Graph, table: Completion, labels: Longs) -> Longs:
    """Lower bound on every route that goes on from each label, or home; as in `labels`."""
    limits, j, work_s = graph.limits, labels[:, VISIT], labels[:, WORK]
    room = limits.mpal - labels[:, MPAL] if table.by_mpal else limits.dag - labels[:, DAG]
    waited_s = np.maximum(0, labels[:, EARLY] - labels[:, LATE] - work_s)

    def by(left_s: Longs, idle_s: Longs) -> Longs:
        steps = np.maximum(left_s, 0) // table.step_s + table.spare
        cost = table.best[j, steps, room // table.unit] + limits.millicents_per_second * idle_s
        found: Longs = np.where(left_s < 0, FAR, cost)
        return found

    if table.by_clock:
        best = by(limits.end_s - labels[:, EARLY], waited_s)
    else:
        paused_s = np.maximum(waited_s, limits.pause_s)
        best = np.minimum(
            by(np.minimum(limits.work_s, limits.longest_s - waited_s) - work_s, waited_s),
            by(limits.longest_s - paused_s - work_s, paused_s),
        )
    total: Longs = labels[:, COST] + best
    return total
