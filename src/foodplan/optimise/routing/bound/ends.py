"""What days cost that end at a label, and what those cost at least that were not followed."""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.bound.completion import Completion, at_least, made_before
from foodplan.optimise.routing.bound.fields import (
    COST,
    DAG,
    DROVE,
    EARLY,
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
from foodplan.optimise.routing.bound.jit import compiled
from foodplan.optimise.routing.task import Longs


@compiled
def bound_on(graph: Graph, table: Completion, labels: Longs, below: int) -> int:
    """What days cost at least whose trips go on from labels that wait, up to a cost."""
    limits = graph.limits
    for label in range(len(labels)):
        one = labels[label]
        if one[STATE] != WAITING:
            continue
        j = one[VISIT]
        made = made_before(graph.bit[j], table, one[MEMORY])
        room = limits.mpal - one[MPAL] if table.by_mpal else limits.dag - one[DAG]
        # What the last step was charged is half in the table again.
        cost = one[COST] - graph.cuts.most[j] // 2
        early_s, work_s, late_s, since_s = one[EARLY], one[WORK], one[LATE], one[SINCE]
        least = at_least(limits, table, made, j, cost, early_s, work_s, late_s, since_s, room)
        below = min(below, least)
    return below


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
