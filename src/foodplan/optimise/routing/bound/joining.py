"""Two halves of a day, put together at the visit where they meet."""

from __future__ import annotations

from foodplan.optimise.routing.bound.fields import (
    COST,
    CUTS,
    DAG,
    DROVE,
    EARLY,
    LATE,
    MEMORY,
    MPAL,
    NEVER,
    SINCE,
    TRIPS,
    VISIT,
    WORK,
)
from foodplan.optimise.routing.bound.graph import FAR, WORDS, Graph
from foodplan.optimise.routing.bound.jit import compiled, innermost
from foodplan.optimise.routing.task import Longs


@compiled
def join(
    graph: Graph, ahead: Longs, behind: Longs, starts: Longs, duals: Longs, below: int, found: Longs
) -> tuple[int, int]:
    """Write pairs of halves that make a route below a cost; their number, the least cost.

    Of those in the dearer half of what is found some are left out.

    Both tables hold labels sorted by visit and cost; `starts` says where those of each visit begin,
    ahead and behind. A row of `found` is label ahead, label behind, cost.
    """
    n_found, least, enough = 0, below, below
    # Columns of their own: the innermost loop is nearly all of the work.
    costs, memories = behind[:, COST].copy(), behind[:, MEMORY].copy()
    early_s, loads = behind[:, EARLY].copy(), behind[:, DAG].copy()
    trips, limits = behind[:, TRIPS].copy(), graph.limits
    for j in range(len(graph.dag)):
        spared = graph.cuts.most[j]
        for f in range(starts[0, j], starts[0, j + 1]):
            so_far, memory = ahead[f, COST] + duals[j], ahead[f, MEMORY]
            latest_s = limits.start_s + limits.end_s - ahead[f, EARLY]
            room = limits.dag + graph.dag[j] - ahead[f, DAG]
            left = limits.trips + 1 - ahead[f, TRIPS]
            for b in range(starts[1, j], starts[1, j + 1]):
                if so_far + costs[b] - spared >= enough:
                    break
                if (
                    early_s[b] > latest_s
                    or trips[b] > left
                    or loads[b] > room
                    or (memory & memories[b]) != 1
                ):
                    continue
                cost = _together(graph, ahead[f], behind[b], so_far + costs[b], enough)
                if cost >= enough:
                    continue
                if cost < least:
                    least, enough = cost, cost + (below - cost) // 2
                if n_found < len(found):
                    found[n_found, 0], found[n_found, 1], found[n_found, 2] = f, b, cost
                    n_found += 1
    return n_found, least


@innermost
def _together(graph: Graph, ahead: Longs, behind: Longs, apart: int, enough: int) -> int:
    """Cost of the day that two halves make, from what they cost apart; or any that is too dear."""
    cost = apart + _beyond(graph, ahead, behind)
    if cost - graph.cuts.most[ahead[VISIT]] < enough:
        cost += _counted(graph, ahead, behind)
    return cost


@innermost
def _counted(graph: Graph, ahead: Longs, behind: Longs) -> int:
    """What cuts charge beyond what both halves paid; both have counted the visit they share.

    Two single visits make a pair. Of a shared visit that made a pair on both sides one pair goes.
    """
    charged, j = 0, ahead[VISIT]
    for w in range(WORDS):
        counts = graph.cuts.of[j, w]
        pairs = ahead[CUTS + w] & behind[CUTS + w] & ~counts
        while pairs:
            lowest = pairs & -pairs
            charged += graph.cuts.price[w, lowest % 67]
            pairs ^= lowest
        twice = counts & ~ahead[CUTS + w] & ~behind[CUTS + w]
        while twice:
            lowest = twice & -twice
            charged -= graph.cuts.price[w, lowest % 67]
            twice ^= lowest
    return charged


@innermost
def _beyond(graph: Graph, ahead: Longs, behind: Longs) -> int:
    """Cost of waits of two halves, and of a rest between them if one is due; `FAR`: no day."""
    limits, j = graph.limits, ahead[VISIT]
    if ahead[MPAL] + behind[MPAL] - graph.mpal[j] > limits.mpal:
        return FAR
    both_s = limits.start_s + limits.end_s
    latest_s = both_s - behind[EARLY]
    work_s = ahead[WORK] + behind[WORK]
    start_s = min(ahead[LATE], latest_s - ahead[WORK])
    end_s = max(both_s - behind[LATE], ahead[EARLY] + behind[WORK])
    duty_s = max(end_s - start_s, work_s)
    worked_s = work_s if limits.idles else duty_s
    if ahead[SINCE] < NEVER or behind[SINCE] < NEVER:
        worked_s = min(ahead[SINCE], ahead[WORK]) + min(behind[SINCE], behind[WORK])
    rest_s = limits.pause_s if worked_s > limits.work_s else 0
    if ahead[DROVE] + behind[DROVE] > limits.drive_s:
        rest_s = max(rest_s, limits.break_s)
    if rest_s > 0:
        start_s = min(ahead[LATE], latest_s - ahead[WORK] - rest_s)
        end_s = max(both_s - behind[LATE], ahead[EARLY] + rest_s + behind[WORK])
        duty_s = max(end_s - start_s, work_s + rest_s)
        if ahead[EARLY] + rest_s > latest_s or start_s < limits.start_s:
            return FAR
    if duty_s > limits.longest_s:
        return FAR
    return int(limits.millicents_per_second * (duty_s - work_s))
