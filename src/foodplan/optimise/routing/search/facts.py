"""From the routing task to the arrays of the search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from foodplan.optimise.routing.search.arrays import (
    ABSENT,
    CLOCK,
    GROUP,
    JOB,
    NO_WAY_COST,
    NO_WAY_S,
    NODE,
    POSITION,
    ROUTE,
    RULES,
    SLOT,
    TOTAL,
    TRIP,
    Facts,
    Flags,
    Floats,
    Ints,
    Records,
    Routes,
    Scratch,
    Shorts,
)
from foodplan.optimise.routing.task import MILLICENTS_PER_CENT, RoutingTask
from foodplan.units import seconds

_NEAR_ALL = 450
"""Up to so many visits each knows all others as neighbours, beyond it …"""
_NEAR_MOST = 80
_NO_CAP = 2**60
_POOL = 2_000_000
_ORDER_WEIGHTS = (4, 4, 2, 1, 2, 2, 2)
"""Random, heavy first, far first, near first, short opening, early opening, late closing."""


def facts_of(task: RoutingTask) -> Facts:
    """All arrays that never change."""
    hubs = np.unique(task.vehicles.hub)
    places = np.concatenate([hubs, task.visits.place]).astype(np.int64)
    slots, tariffs = _slots(task, hubs)
    jobs, copies, job_of = _jobs(task)
    apart_start, apart_nodes, apart_of = _apart(task, len(hubs))
    may = _may(task, len(hubs))
    groups, group_slots = _groups(task, slots, may)
    arc, drive = _matrices(task, places, tariffs)
    windows, n_windows = _windows(task, len(hubs))
    return Facts(
        nodes=_nodes(task, places, len(hubs), job_of, apart_of),
        slots=slots,
        groups=groups,
        group_slots=group_slots,
        jobs=jobs,
        copies=(copies + len(hubs)).astype(np.int64),
        rules=_rules(task),
        arc=arc,
        arc_back=np.ascontiguousarray(arc.transpose(0, 2, 1)),
        drive=drive,
        drive_back=np.ascontiguousarray(drive.transpose(0, 2, 1)),
        windows=windows,
        n_windows=n_windows,
        release=_after_hubs(task.visits.release_s, len(hubs)),
        may=may,
        boxed=_boxed(task, groups, group_slots, len(hubs)),
        near=_near(arc, may, len(hubs)),
        apart_start=apart_start,
        apart_nodes=apart_nodes,
        cap=_caps(task, hubs),
        orders=_orders(task, arc, jobs, copies, len(hubs)),
        order_weights=np.cumsum(_ORDER_WEIGHTS).astype(np.int64),
        band_starts=np.ascontiguousarray(task.roads.band_starts_s, dtype=np.int64),
        metres=np.ascontiguousarray(task.roads.metres, dtype=np.int32),
        seconds=np.ascontiguousarray(task.roads.seconds, dtype=np.int32),
        reachable=np.ascontiguousarray(task.roads.reachable, dtype=np.uint8),
    )


def empty_routes(facts: Facts) -> Routes:
    """A plan in which nothing is done."""
    m, n, n_jobs = len(facts.slots), len(facts.nodes), len(facts.jobs)
    n_trips = int(facts.slots["max_trips"].max(initial=1))
    width = int(facts.slots["max_stops"].max(initial=1)) + n_trips + 3
    routes = Routes(
        at=np.zeros((m, width), dtype=POSITION),
        info=np.zeros(m, dtype=ROUTE),
        trips=np.zeros((m, n_trips + 2), dtype=TRIP),
        slot_of=np.full(n, ABSENT, dtype=np.int64),
        absent=np.arange(n_jobs, dtype=np.int64),
        total=np.zeros(1, dtype=TOTAL),
        group_used=np.zeros(len(facts.groups), dtype=np.int64),
        vehicle_used=np.zeros(int(facts.slots["vehicle"].max(initial=0)) + 1, dtype=np.int64),
        departed=np.zeros(facts.cap.shape, dtype=np.int64),
    )
    routes.total["n_absent"] = n_jobs
    routes.total["missing"] = facts.jobs["price"].sum()
    return routes


def scratch_of(facts: Facts) -> Scratch:
    """Room to work in."""
    m, n = len(facts.slots), len(facts.nodes)
    return Scratch(
        clock=np.zeros(1, dtype=CLOCK),
        travelled=np.zeros(2 * n + 4, dtype=np.int64),
        touched=np.zeros(m + 1, dtype=np.int64),
        is_touched=np.zeros(m, dtype=np.uint8),
        dirty=np.ones(m, dtype=np.uint8),
        mark=np.zeros(m + 1, dtype=np.int64),
        stops=np.zeros(n + 1, dtype=np.int64),
        candidates=np.zeros(m + 1, dtype=np.int64),
        keys=np.zeros(len(facts.jobs), dtype=np.float64),
        misses=np.ones(len(facts.jobs), dtype=np.int64),
        pool=np.zeros(_POOL, dtype=np.int64),
        n_pool=np.zeros(1, dtype=np.int64),
    )


def _after_hubs(rows: np.ndarray, n_hubs: int) -> Ints:
    """Rows of visits below rows of zeros for the hubs."""
    zeros = np.zeros((n_hubs, *rows.shape[1:]), dtype=np.int64)
    return np.ascontiguousarray(np.concatenate([zeros, rows]), dtype=np.int64)


def _nodes(task: RoutingTask, places: Ints, n_hubs: int, job_of: Ints, apart_of: Ints) -> Records:
    visits = task.visits
    nodes = np.zeros(len(places), dtype=NODE)
    nodes["place"] = places
    rows = nodes[n_hubs:]
    rows["job"], rows["apart"] = job_of, apart_of
    rows["pickup"] = visits.pickup
    rows["load_dag"] = visits.load_dag
    rows["load_mpal"] = visits.load_mpal.sum(axis=1)
    rows["service_s"] = visits.service_s
    rows["first_only"] = visits.first_only
    rows["max_route_s"] = visits.max_route_s
    rows["min_gap_days"] = visits.min_gap_days
    return nodes


def _slots(task: RoutingTask, hubs: Ints) -> tuple[Records, list[tuple[int, int, int]]]:
    """Slots, and the tariffs (kind, millicents per metre, per second) that they refer to."""
    table, n_visits = task.vehicles, len(task.visits.place)
    slots = np.zeros(len(table.day), dtype=SLOT)
    for name in ("day", "kind", "vehicle", "start_s", "end_s", "max_route_s", "turnaround_s"):
        slots[name] = getattr(table, name)
    for name in ("capacity_dag", "capacity_mpal", "box_mpal"):
        slots[name] = getattr(table, name)
    slots["hub"] = np.searchsorted(hubs, table.hub)
    slots["max_trips"] = np.minimum(table.max_trips, max(1, n_visits))
    slots["max_stops_per_trip"] = table.max_stops_per_trip
    slots["max_stops"] = np.minimum(table.max_stops, min(task.rules.max_stops, n_visits))
    slots["fixed"], slots["weekly"] = table.fixed_millicents, table.weekly_millicents
    slots["per_metre"] = table.millicents_per_metre
    slots["per_second"] = table.millicents_per_second
    keys = list(
        zip(
            table.kind.tolist(),
            table.millicents_per_metre.tolist(),
            table.millicents_per_second.tolist(),
            strict=True,
        )
    )
    tariffs = sorted(set(keys))
    slots["tariff"] = [tariffs.index(key) for key in keys]
    return slots, tariffs


def _jobs(task: RoutingTask) -> tuple[Records, Ints, Ints]:
    """Jobs, visits job by job, and the job of each visit."""
    alternatives = task.visits.alternatives.tolist()
    members: dict[tuple[int, int], list[int]] = defaultdict(list)
    for visit, number in enumerate(alternatives):
        members[(1, number) if number >= 0 else (0, visit)].append(visit)
    jobs = np.zeros(len(members), dtype=JOB)
    copies, job_of = [], np.zeros(len(alternatives), dtype=np.int64)
    for job, visits in enumerate(members.values()):
        price = task.visits.price_cents.item(visits[0]) * MILLICENTS_PER_CENT
        jobs[job] = (price, len(copies), len(visits))
        copies += visits
        job_of[visits] = job
    return jobs, np.array(copies, dtype=np.int64), job_of


def _apart(task: RoutingTask, n_hubs: int) -> tuple[Ints, Ints, Ints]:
    """Nodes of each set that must lie some days apart, and the set of each visit."""
    numbers = task.visits.apart
    sets = np.unique(numbers[numbers >= 0])
    members = [np.flatnonzero(numbers == number) for number in sets]
    start = np.cumsum([0, *(len(one) for one in members)]).astype(np.int64)
    nodes = np.concatenate([*members, np.zeros(0)]).astype(np.int64) + n_hubs
    of = np.where(numbers >= 0, np.searchsorted(sets, numbers), -1).astype(np.int64)
    return start, nodes.astype(np.int64), of


def _may(task: RoutingTask, n_hubs: int) -> Flags:
    """Access; goods of the ambient class need a vehicle that carries it."""
    ambient = task.visits.load_mpal[:, 0] > 0
    may = task.visits.may & ~(ambient[:, None] & ~task.vehicles.carries[:, 0][None])
    return np.ascontiguousarray(np.vstack([np.zeros((n_hubs, may.shape[1])), may]), dtype=np.uint8)


def _groups(task: RoutingTask, slots: Records, may: Flags) -> tuple[Records, Ints]:
    """Classes of slots; vehicles are alike if all their days are.

    So the number of vehicles of a kind that a week needs is the largest number on any of its days.
    """
    carries = task.vehicles.carries.astype(np.uint8)
    names = [name for name in SLOT.names or () if name not in ("group", "vehicle")]
    marks = [
        (tuple(slots[name].item(r) for name in names), carries[r].tobytes(), may[:, r].tobytes())
        for r in range(len(slots))
    ]
    rows_of: dict[int, list[int]] = defaultdict(list)
    for r, vehicle in enumerate(slots["vehicle"].tolist()):
        rows_of[vehicle].append(r)
    members: dict[object, list[int]] = defaultdict(list)
    for _, rows in sorted(rows_of.items()):
        week = tuple(marks[r] for r in rows)
        for i, r in enumerate(rows):
            members[week, i].append(r)
    groups = np.zeros(len(members), dtype=GROUP)
    families: dict[object, int] = {}
    group_slots: list[int] = []
    for g, rows in enumerate(members.values()):
        slot = slots[rows[0]]
        kin = tuple(slot[name].item() for name in ("tariff", "capacity_dag", "capacity_mpal"))
        family = families.setdefault(kin, len(families))
        groups[g] = (len(group_slots), len(rows), family)
        group_slots += rows
        slots["group"][rows] = g
    return groups, np.array(group_slots, dtype=np.int64)


def _matrices(
    task: RoutingTask, places: Ints, tariffs: Sequence[tuple[int, int, int]]
) -> tuple[Shorts, Shorts]:
    """Arc costs by tariff and driving times by kind, from node to node, least of all bands."""
    roads = task.roads
    cross = np.ix_(places, places)
    drive = np.stack(
        [
            np.where(way[cross], table.min(axis=0)[cross], NO_WAY_S)
            for way, table in zip(roads.reachable, roads.seconds, strict=True)
        ]
    )
    arcs = []
    for kind, per_metre, per_second in tariffs:
        table = per_metre * roads.metres[kind].astype(np.int64)
        table = (table + per_second * roads.seconds[kind].astype(np.int64)).min(axis=0)[cross]
        arcs.append(np.where(roads.reachable[kind][cross], table, NO_WAY_COST))
    arc = np.minimum(np.stack(arcs), NO_WAY_COST)
    return np.ascontiguousarray(arc, dtype=np.int32), np.ascontiguousarray(drive, dtype=np.int32)


def _windows(task: RoutingTask, n_hubs: int) -> tuple[Ints, Ints]:
    """Windows of each day, those in use first and in order, and their number."""
    table = task.visits.windows
    used = table[..., 0] <= table[..., 1]
    order = np.argsort(np.where(used, table[..., 0], 2**30), axis=2, kind="stable")
    ordered = np.take_along_axis(table, order[..., None], axis=2)
    counts = used.sum(axis=2)
    return _after_hubs(ordered, n_hubs), _after_hubs(counts, n_hubs)


def _rules(task: RoutingTask) -> Records:
    rules = np.zeros(1, dtype=RULES)
    rules["work_limit_s"] = int(seconds(task.rules.work_pause_after_min))
    rules["pause_s"] = int(seconds(task.rules.work_pause_min))
    rules["drive_limit_s"] = int(seconds(task.rules.driving_break_after_min))
    rules["break_s"] = int(seconds(task.rules.driving_break_min))
    rules["n_bands"] = len(task.roads.band_starts_s)
    rules["capped"] = task.day_cap_dag.size > 0
    return rules


def _boxed(task: RoutingTask, groups: Records, group_slots: Ints, n_hubs: int) -> Ints:
    """Pallets that a vehicle of each class cannot cool itself."""
    rows = group_slots[groups["first"]]
    boxed = (~task.vehicles.carries[rows]).astype(np.int64) @ task.visits.load_mpal.T
    return np.ascontiguousarray(np.hstack([np.zeros((len(groups), n_hubs)), boxed]), np.int64)


def _near(arc: Shorts, may: Flags, n_hubs: int) -> Ints:
    """Visits that some vehicle-day could make both, by the way there and back."""
    n = len(may)
    n_visits = n - n_hubs
    width = n_visits if n_visits <= _NEAR_ALL else _NEAR_MOST
    near = np.full((n, max(1, width)), -1, dtype=np.int64)
    access = may[n_hubs:].astype(np.float32)
    both_ways = arc[0].astype(np.int64) + arc[0].T
    for x in range(n_hubs, n):
        together = access @ access[x - n_hubs] > 0
        together[x - n_hubs] = True
        others = n_hubs + np.flatnonzero(together)
        ways = both_ways[x, others].copy()
        ways[others == x] = -1
        found = others[np.argsort(ways, kind="stable")][:width]
        near[x, : len(found)] = found
    return near


def _caps(task: RoutingTask, hubs: Ints) -> np.ndarray:
    if not task.day_cap_dag.size:
        return np.full((len(hubs), task.n_days), _NO_CAP, dtype=np.int64)
    return np.ascontiguousarray(task.day_cap_dag[hubs], dtype=np.int64)


def _orders(task: RoutingTask, arc: Shorts, jobs: Records, copies: Ints, n_hubs: int) -> Floats:
    """Keys by which absent jobs may be sorted, in the order of `_ORDER_WEIGHTS`."""
    first = copies[jobs["first"]]
    load = task.visits.load_dag[first].astype(float)
    way = arc[0][:n_hubs].min(axis=0)[n_hubs:][first].astype(float)
    windows = task.visits.windows[first].reshape(len(first), -1, 2)
    used = windows[..., 0] <= windows[..., 1]
    opens = np.where(used, windows[..., 0], 2**30).min(axis=1, initial=2**30).astype(float)
    closes = np.where(used, windows[..., 1], 0).max(axis=1, initial=0).astype(float)
    keys = [np.zeros(len(first)), -load, -way, way, closes - opens, opens, -closes]
    return np.ascontiguousarray(np.stack(keys), dtype=np.float64)
