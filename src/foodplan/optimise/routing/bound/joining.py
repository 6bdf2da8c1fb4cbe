"""Two halves of a day, put together at the visit where they meet."""

from __future__ import annotations

from foodplan.optimise.routing.bound.graph import FAR, Graph
from foodplan.optimise.routing.bound.jit import compiled, inner
from foodplan.optimise.routing.bound.labels import (
    COST,
    DAG,
    EARLY,
    LATE,
    MEMORY,
    MPAL,
    TRIPS,
    VISIT,
    WORK,
)
from foodplan.optimise.routing.task import Longs


@compiled
def join(
    graph: Graph,
    forward: Longs,
    backward: Longs,
    starts: Longs,
    duals: Longs,
    below: int,
    found: Longs,
) -> tuple[int, int]:
    """Write the pairs of halves that make a route below a cost; their number, the least cost.

    Both tables hold labels sorted by visit and cost; `starts` says where those of each visit begin,
    forwards and backwards. A row of `found` is forward label, backward label, cost.
    """
    n_found, least = 0, below
    for j in range(len(graph.dag)):
        for f in range(starts[0, j], starts[0, j + 1]):
            for b in range(starts[1, j], starts[1, j + 1]):
                cost = forward[f, COST] + backward[b, COST] + duals[j]
                if cost >= below:
                    break
                if (forward[f, MEMORY] & backward[b, MEMORY]) != 1:
                    continue
                cost += _beyond(graph, forward[f], backward[b])
                if cost >= below:
                    continue
                least = min(least, cost)
                if n_found < len(found):
                    found[n_found, 0], found[n_found, 1], found[n_found, 2] = f, b, cost
                    n_found += 1
    return n_found, least


@inner
def _beyond(graph: Graph, ahead: Longs, behind: Longs) -> int:
    """Cost of waits and pauses of two halves; `FAR` if they make no day."""
    limits, j = graph.limits, ahead[VISIT]
    if (
        ahead[DAG] + behind[DAG] - graph.dag[j] > limits.dag
        or ahead[MPAL] + behind[MPAL] - graph.mpal[j] > limits.mpal
        or ahead[TRIPS] + behind[TRIPS] - 1 > limits.trips
    ):
        return FAR
    both_s = limits.start_s + limits.end_s
    latest_s = both_s - behind[EARLY]
    if ahead[EARLY] > latest_s:
        return FAR
    work_s = ahead[WORK] + behind[WORK]
    start_s = min(ahead[LATE], latest_s - ahead[WORK])
    end_s = max(both_s - behind[LATE], ahead[EARLY] + behind[WORK])
    pauses_s = max(0, work_s - 1) // limits.work_s * limits.pause_s
    duty_s = max(end_s - start_s, work_s + pauses_s)
    if duty_s > limits.longest_s:
        return FAR
    return int(limits.millicents_per_second * (duty_s - work_s))
