"""Which labels are worth keeping: those that no other label at the visit makes useless.

Label 1 makes label 2 useless if it is no later, has worked no more, could start as late, carries no
more, remembers no more, and costs so much less that no way on could turn it:

    COST1 + millicents_per_second × max(0, (WORK2 - WORK1) - (LATE1 - LATE2))
          + price of all cuts that remember one visit on way 1 and none or two on way 2  <= COST2

Labels are looked at in batches, the cheapest first, so those that a batch adds to a visit are
sorted by cost: a `run`. Of each run only the beginning is compared, and that in blocks, which the
processor takes several at a time.
"""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.bound.fields import (
    COST,
    CUTS,
    DAG,
    DROVE,
    EARLY,
    HELD,
    LATE,
    MEMORY,
    MPAL,
    SINCE,
    VISIT,
    WORK,
)
from foodplan.optimise.routing.bound.graph import WORDS, Graph
from foodplan.optimise.routing.bound.jit import inner, innermost
from foodplan.optimise.routing.task import Longs

_BLOCK = 32


@innermost
def is_useless(
    graph: Graph, kept: Longs, runs: Longs, n_runs: int, new: Longs, beam: int
) -> tuple[bool, int]:
    """Whether a kept label is as good in every way; how many were looked at.

    With a `beam` what hardly matters is not compared.
    `kept`: (fields, labels) of the visit; `runs`: where each begins, and the last one ends.
    """
    cost, early_s, work_s, dag = new[COST], new[EARLY], new[WORK], new[DAG]
    late_s, other = new[LATE], ~new[MEMORY]
    if beam > 0:
        late_s, other = -(2**40), 0
    of_cost, of_early, of_work, of_dag = kept[COST], kept[EARLY], kept[WORK], kept[DAG]
    of_late, of_memory = kept[LATE], kept[MEMORY]
    looked = 0
    for run in range(n_runs):
        first = runs[run]
        last = _no_dearer(of_cost, first, runs[run + 1], cost)
        looked += last - first
        while first < last:
            end = min(first + _BLOCK, last)
            found = 0
            for i in range(first, end):
                found |= (
                    (of_early[i] <= early_s)
                    & (of_work[i] <= work_s)
                    & (of_dag[i] <= dag)
                    & (of_late[i] >= late_s)
                    & (of_memory[i] & other == 0)
                )
            if found:
                for i in range(first, end):
                    if _is_better(graph, kept, i, new, beam):
                        return True, looked
            first = end
    return False, looked


@innermost
def _no_dearer(costs: Longs, first: int, end: int, cost: int) -> int:
    """Where those of a run end that cost no more."""
    while first < end:
        middle = (first + end) // 2
        if costs[middle] > cost:
            end = middle
        else:
            first = middle + 1
    return end


@innermost
def _is_better(graph: Graph, kept: Longs, i: int, new: Longs, beam: int) -> bool:
    """Whether one kept label is as good in every way."""
    if kept[EARLY, i] > new[EARLY] or kept[WORK, i] > new[WORK] or kept[DAG, i] > new[DAG]:
        return False
    if beam > 0:
        return True
    if (
        kept[LATE, i] < new[LATE]
        or kept[MPAL, i] > new[MPAL]
        or kept[HELD, i] & ~new[HELD]
        or kept[SINCE, i] > new[SINCE]
        or kept[DROVE, i] > new[DROVE]
        or kept[MEMORY, i] & ~new[MEMORY]
    ):
        return False
    more_s = max(0, (new[WORK] - kept[WORK, i]) - (kept[LATE, i] - new[LATE]))
    others = kept[COST, i] + graph.limits.millicents_per_second * more_s
    for w in range(WORDS):
        cuts = kept[CUTS + w, i] & ~new[CUTS + w]
        while cuts:
            lowest = cuts & -cuts
            others += graph.cuts.price[w, lowest % 67]
            cuts ^= lowest
    return bool(others <= new[COST])


@inner
def wider(kept: Longs) -> Longs:
    """Twice the room for kept labels."""
    n, width, room = kept.shape
    more = np.empty((n, width, 2 * room), np.int64)
    more[:, :, :room] = kept
    return more


@innermost
def keep(kept: Longs, at: int, new: Longs) -> None:
    """Write a label among those of its visit."""
    for field in range(VISIT):
        kept[field, at] = new[field]


@inner
def room_for(runs: Longs, n_runs: Longs) -> Longs:
    """Room for the beginning and the end of one more run at every visit."""
    if n_runs.max() + 2 > runs.shape[1]:
        return np.concatenate((runs, np.zeros_like(runs)), axis=1)
    return runs


@inner
def end_runs(runs: Longs, n_runs: Longs, n_kept: Longs) -> None:
    """A batch is through: what it added to a visit is a run."""
    for j in range(len(n_kept)):
        if n_kept[j] > runs[j, n_runs[j]]:
            n_runs[j] += 1
            runs[j, n_runs[j]] = n_kept[j]
