"""The graph of a class of vehicle-days (`graph`), from the routing task."""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.bound.graph import FAR, Graph, Limits, no_cuts
from foodplan.optimise.routing.loads import pallets_mpal, permitted
from foodplan.optimise.routing.task import NO_LIMIT, Longs, RoutingTask
from foodplan.units import seconds


def graph_of(task: RoutingTask, row: int, visits: Longs) -> tuple[Longs, Graph]:
    """The visits (of those given) that a vehicle-day may make, and the steps between them.

    Visits are repeated for each of their windows.
    """
    day = task.vehicles.day.item(row)
    may = [v for v in visits.tolist() if permitted(task, row, ((v,),))]
    windows = task.visits.windows[may, day].astype(np.int64)
    of, number = np.nonzero(windows[:, :, 0] <= windows[:, :, 1])
    able = np.array(may, dtype=np.int64)[of]
    steps = _steps(task, row, able.tolist())
    graph = _with_windows(task, row, able, steps, windows[of, number])
    is_open = graph.opens_s <= graph.closes_s
    # Not each needs a way of its own to the hub: others may lie between. A day needs one each way.
    ways = (graph.first_cost < FAR, graph.last_cost < FAR)
    open_ = np.flatnonzero(is_open & all((is_open & way).any() for way in ways))
    _, first, of = np.unique(able[open_], return_index=True, return_inverse=True)
    return able[open_], _part(graph, open_)._replace(twin=first[of].astype(np.int64))


def _steps(task: RoutingTask, row: int, able: list[int]) -> Graph:
    """Steps and loads; windows and memories still empty."""
    vehicles, visits, n = task.vehicles, task.visits, len(able)
    cost, took_s, drove_s = _legs(task, row, able)
    pickup = visits.pickup[able]
    next_cost = cost[:n, :n].copy()
    barred = (pickup[:, None] & ~pickup[None]) | visits.first_only[able][None]
    same = np.equal.outer(able, able)
    next_cost[barred | same] = FAR
    reload_cost = np.minimum(cost[:n, n][:, None] + cost[n, :n][None], FAR)
    reload_cost[same] = FAR
    return Graph(
        first_cost=np.minimum(cost[n, :n] + vehicles.fixed_millicents.item(row), FAR),
        first_s=took_s[n, :n],
        first_drive_s=drove_s[n, :n],
        next_cost=next_cost,
        next_s=took_s[:n, :n].copy(),
        next_drive_s=drove_s[:n, :n].copy(),
        reload_cost=reload_cost,
        reload_s=took_s[:n, n][:, None] + took_s[n, :n][None],
        last_cost=cost[:n, n],
        last_s=took_s[:n, n],
        last_drive_s=drove_s[:n, n],
        opens_s=np.zeros(n, dtype=np.int64),
        closes_s=np.zeros(n, dtype=np.int64),
        dag=visits.load_dag[able].astype(np.int64),
        mpal=np.array([pallets_mpal(task, v) for v in able], dtype=np.int64),
        resets=(~pickup[:, None] & pickup[None]).astype(np.int64),
        twin=np.arange(n),
        near=np.zeros((n, 1), dtype=np.int64),
        bit=np.zeros((n, n), dtype=np.int64),
        held=np.full(n, -1, dtype=np.int64),
        cuts=no_cuts(n),
        limits=_limits(task, row),
    )


def _legs(task: RoutingTask, row: int, able: list[int]) -> tuple[Longs, Longs, Longs]:
    """Cost, seconds and seconds at the wheel of a stay and the way on; the hub is the last place.

    Where no rest can be due, nothing is driven: there is nothing to compare then.
    """
    vehicles, visits = task.vehicles, task.visits
    hub = vehicles.hub.item(row)
    metres, drive_s, no_way = _ways(task, row, [*visits.place[able].tolist(), hub])
    stay_s = np.append(visits.service_s[able], vehicles.turnaround_s[row]).astype(np.int64)
    took_s = stay_s[:, None] + drive_s
    per_second = vehicles.millicents_per_second.item(row)
    cost = vehicles.millicents_per_metre.item(row) * metres + per_second * took_s
    cost[no_way] = FAR
    return cost, took_s, drive_s * _limits(task, row).rests


def _ways(task: RoutingTask, row: int, places: list[int]) -> tuple[Longs, Longs, Longs]:
    """Least metres and seconds over the departures of the shift, and where there is no way."""
    roads, vehicles = task.roads.among(np.array(places)), task.vehicles
    kind, starts_s = vehicles.kind.item(row), roads.band_starts_s
    ends_s = np.append(starts_s[1:], vehicles.end_s[row] + 1)
    bands = (ends_s > vehicles.start_s[row]) & (starts_s <= vehicles.end_s[row])
    bands[0] |= starts_s[0] > vehicles.start_s[row]
    metres = roads.metres[kind][bands].min(axis=0).astype(np.int64)
    drive_s = roads.seconds[kind][bands].min(axis=0).astype(np.int64)
    return metres, drive_s, ~roads.reachable[kind]


def _limits(task: RoutingTask, row: int) -> Limits:
    vehicles, rules = task.vehicles, task.rules
    start_s, end_s = vehicles.start_s.item(row), vehicles.end_s.item(row)
    longest_s = min(vehicles.max_route_s.item(row), end_s - start_s)
    per_second = vehicles.millicents_per_second.item(row)
    pause_s, break_s = int(seconds(rules.work_pause_min)), int(seconds(rules.driving_break_min))
    work_s = max(1, int(seconds(rules.work_pause_after_min))) if pause_s else NO_LIMIT
    drive_s = int(seconds(rules.driving_break_after_min)) if break_s else NO_LIMIT
    return Limits(
        start_s=start_s,
        end_s=end_s,
        longest_s=longest_s,
        work_s=work_s,
        pause_s=pause_s,
        drive_s=drive_s,
        break_s=break_s,
        rests=int(longest_s > min(work_s, drive_s)),
        millicents_per_second=per_second,
        dag=vehicles.capacity_dag.item(row),
        mpal=vehicles.capacity_mpal.item(row),
        trips=vehicles.max_trips.item(row),
        fixed_cost=vehicles.fixed_millicents.item(row),
        idles=int(per_second == 0 and longest_s == end_s - start_s),
    )


def _with_windows(task: RoutingTask, row: int, able: Longs, graph: Graph, windows: Longs) -> Graph:
    """Windows (n, 2) within what shift and release leave; dead steps barred."""
    day, limits = task.vehicles.day.item(row), graph.limits
    opens_s, closes_s = windows[:, 0], windows[:, 1]
    turnaround_s = task.vehicles.turnaround_s.item(row)
    out_s = _quickest(graph.first_s, graph.first_cost, graph.next_s.T, graph.next_cost.T)
    home_s = _quickest(graph.last_s, graph.last_cost, graph.next_s, graph.next_cost)
    loaded_s = task.visits.release_s[able, day].astype(np.int64) - turnaround_s
    opens_s = np.maximum(opens_s, np.maximum(loaded_s, limits.start_s) + out_s)
    closes_s = np.minimum(closes_s, limits.end_s - home_s)
    next_cost, reload_cost = graph.next_cost.copy(), graph.reload_cost.copy()
    next_cost[opens_s[:, None] + graph.next_s > closes_s[None]] = FAR
    reload_cost[opens_s[:, None] + graph.reload_s > closes_s[None]] = FAR
    return graph._replace(
        opens_s=opens_s, closes_s=closes_s, next_cost=next_cost, reload_cost=reload_cost
    )


def _quickest(direct_s: Longs, direct: Longs, step_s: Longs, step: Longs) -> Longs:
    """Least seconds between hub and visits, other visits on the way allowed; 2**30: no way."""
    found_s = np.where(direct < FAR, direct_s, 2**30)
    steps_s = np.where(step < FAR, step_s, 2**30)
    for _ in range(len(found_s)):
        shorter_s = np.minimum(found_s, (steps_s + found_s[None]).min(axis=1, initial=2**30))
        if (shorter_s == found_s).all():
            break
        found_s = shorter_s
    return found_s


def _part(graph: Graph, keep: Longs) -> Graph:
    """The graph of some of its visits."""
    both = np.ix_(keep, keep)
    return graph._replace(
        first_cost=graph.first_cost[keep],
        first_s=graph.first_s[keep],
        first_drive_s=graph.first_drive_s[keep],
        next_cost=graph.next_cost[both],
        next_s=graph.next_s[both],
        next_drive_s=graph.next_drive_s[both],
        reload_cost=graph.reload_cost[both],
        reload_s=graph.reload_s[both],
        last_cost=graph.last_cost[keep],
        last_s=graph.last_s[keep],
        last_drive_s=graph.last_drive_s[keep],
        opens_s=graph.opens_s[keep],
        closes_s=graph.closes_s[keep],
        dag=graph.dag[keep],
        mpal=graph.mpal[keep],
        resets=graph.resets[both],
        held=graph.held[keep],
        cuts=no_cuts(len(keep)),
    )
