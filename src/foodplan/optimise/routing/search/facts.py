"""From the routing task to the arrays of the search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from foodplan.optimise.routing.search.arrays import (
    ABSENT,
    DAY,
    FEWER,
    FROM,
    GROUP,
    JOB,
    NO_WAY_COST,
    NO_WAY_S,
    NODE,
    ROAD,
    RULES,
    SLOT,
    WINDOW,
    Facts,
    Floats,
    Ints,
    Records,
    Shorts,
)
from foodplan.optimise.routing.task import MILLICENTS_PER_CENT, RoutingTask
from foodplan.units import seconds

_NEAR_ALL = 450
"""Up to so many visits each knows all others as neighbours, beyond it …"""
_NEAR_MOST = 80
_NO_CAP = 2**60
_RANDOM_WEIGHT = 4
_ORDER_WEIGHTS = (4, 2, 1, 2, 2, 2)
"""Heavy first, far first, near first, short opening, early opening, late closing."""
_FAMILY = ("tariff", "capacity_dag", "capacity_mpal")


def facts_of(task: RoutingTask) -> Facts:
    """All arrays that never change."""
    hubs = np.unique(task.vehicles.hub).astype(np.int64)
    n_hubs = len(hubs)
    places = np.concatenate([hubs, task.visits.place]).astype(np.int64)
    slots, tariffs = _slots(task, hubs)
    boxed = _boxed(task, n_hubs)
    groups = _groups(slots, boxed)
    jobs, nodes = _jobs_and_nodes(task, places, n_hubs)
    costs, drives_s = _ways(task, places, tariffs, nodes["dear"])
    windows, days = _windows(task, n_hubs)
    return Facts(
        nodes=nodes,
        slots=slots,
        groups=groups,
        jobs=jobs,
        rules=_rules(task, n_hubs, waits=_waits(slots, windows, days), to=len(costs[0]) - 1),
        costs=costs,
        drives_s=drives_s,
        windows=windows,
        days=days,
        boxed=boxed,
        near=_near(costs[0, FROM], boxed, n_hubs),
        cap=_caps(task, hubs),
        orders=_orders(task, costs[0, FROM], jobs["first"] - n_hubs, n_hubs),
        band_starts=np.ascontiguousarray(task.roads.band_starts_s, dtype=np.int64),
        roads=_roads(task),
    )


def _after_hubs(rows: np.ndarray, n_hubs: int) -> np.ndarray:
    """Rows of visits below rows of zeros for the hubs."""
    return np.concatenate([np.zeros((n_hubs, *rows.shape[1:]), dtype=rows.dtype), rows])


def _jobs_and_nodes(task: RoutingTask, places: Ints, n_hubs: int) -> tuple[Records, Records]:
    """Stops to be made, and visits with links between copies and between twins."""
    visits = task.visits
    nodes = np.zeros(len(places), dtype=NODE)
    nodes["place"] = places
    rows = nodes[n_hubs:]
    for name in ("pickup", "load_dag", "service_s", "first_only", "alone"):
        rows[name] = getattr(visits, name)
    rows["max_route_s"], rows["min_gap_days"] = visits.max_route_s, visits.min_gap_days
    rows["dear"] = visits.dear_millicents
    rows["load_mpal"] = visits.load_mpal.sum(axis=1)
    rows["next_copy"] = ABSENT
    rows["next_apart"] = np.arange(n_hubs, len(places))
    firsts = []
    for members in _sets(visits.alternatives):
        firsts.append(members[0] + n_hubs)
        rows["job"][members] = len(firsts) - 1
        rows["next_copy"][members[:-1]] = members[1:] + n_hubs
    for members in _sets(visits.apart):
        rows["next_apart"][members] = np.roll(members, -1) + n_hubs
    jobs = np.zeros(len(firsts), dtype=JOB)
    jobs["first"] = firsts
    jobs["price"] = visits.price_cents[jobs["first"] - n_hubs] * MILLICENTS_PER_CENT
    return jobs, nodes


def _sets(numbers: np.ndarray) -> list[Ints]:
    """Visits of one number ≥ 0 together, every other visit alone; in order of their first."""
    members: dict[tuple[bool, int], list[int]] = defaultdict(list)
    for visit, number in enumerate(numbers.tolist()):
        members[(True, number) if number >= 0 else (False, visit)].append(visit)
    return [np.array(visits, dtype=np.int64) for visits in members.values()]


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
    slots["fixed"], slots["weekly"] = table.fixed_millicents + FEWER, table.weekly_millicents
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


def _boxed(task: RoutingTask, n_hubs: int) -> Shorts:
    """Pallets that the vehicle cannot cool itself; -1 without access or an ambient class."""
    carries, load = task.vehicles.carries, task.visits.load_mpal
    boxed = load @ (~carries).astype(np.int32).T
    ambient = load[:, 0] > 0
    may = task.visits.may & ~(ambient[:, None] & ~carries[:, 0][None])
    boxed = np.where(may, boxed, -1).astype(np.int32)
    return np.concatenate([np.full((n_hubs, boxed.shape[1]), -1, dtype=np.int32), boxed])


def _groups(slots: Records, boxed: Shorts) -> Records:
    """Classes of slots; vehicles are alike if all their days are.

    So the number of vehicles of a kind that a week needs is the largest number on any of its days.
    """
    names = [name for name in SLOT.names or () if name not in ("group", "vehicle", "next_alike")]
    marks = [
        (*(slots[name].item(r) for name in names), boxed[:, r].tobytes()) for r in range(len(slots))
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
    for g, rows in enumerate(members.values()):
        kin = tuple(slots[name].item(rows[0]) for name in _FAMILY)
        groups[g] = (rows[0], len(rows), families.setdefault(kin, len(families)))
        slots["group"][rows] = g
        slots["next_alike"][rows] = [*rows[1:], ABSENT]
    return groups


def _ways(
    task: RoutingTask, places: Ints, tariffs: Sequence[tuple[int, int, int]], dear: Ints
) -> tuple[Shorts, Shorts]:
    """Costs and driving times from node to node and back, the least of all bands.

    The way to a dear visit costs what making it does.
    """
    roads, n = task.roads.table(), len(places)
    cross = np.ix_(places, places)
    costs = np.zeros((len(tariffs), 2, n, n), dtype=np.int32)
    drives_s = np.zeros_like(costs)
    for t, (kind, per_metre, per_second) in enumerate(tariffs):
        way = roads.reachable[kind][cross]
        drive = np.where(way, roads.seconds[kind].min(axis=0)[cross], NO_WAY_S)
        cost = per_metre * roads.metres[kind].astype(np.int64)
        cost = (cost + per_second * roads.seconds[kind].astype(np.int64)).min(axis=0)[cross]
        cost = np.where(way, np.minimum(cost + dear, NO_WAY_COST), NO_WAY_COST)
        costs[t], drives_s[t] = (cost, cost.T), (drive, drive.T)
    if all((table[:, 0] == table[:, 1]).all() for table in (costs, drives_s)):
        return np.ascontiguousarray(costs[:, :1]), np.ascontiguousarray(drives_s[:, :1])
    return costs, drives_s


def _roads(task: RoutingTask) -> Records:
    """Metres and seconds by departure band."""
    roads = task.roads.table()
    table = np.zeros(roads.metres.shape, dtype=ROAD)
    table["metres"] = np.where(roads.reachable[:, None], roads.metres, -1)
    table["seconds"] = roads.seconds
    return table


def _windows(task: RoutingTask, n_hubs: int) -> tuple[Records, Records]:
    """Windows of each day, those in use first and in order; their number and last end."""
    table = task.visits.windows
    used = table[..., 0] <= table[..., 1]
    order = np.argsort(np.where(used, table[..., 0], 2**30), axis=2, kind="stable")
    windows = np.zeros(used.shape, dtype=WINDOW)
    windows["opens_s"] = np.take_along_axis(table[..., 0], order, axis=2)
    windows["closes_s"] = np.take_along_axis(table[..., 1], order, axis=2)
    days = np.zeros(used.shape[:2], dtype=DAY)
    days["n_windows"] = used.sum(axis=2)
    days["closes_s"] = np.where(used, table[..., 1], 0).max(axis=2, initial=0)
    days["release_s"] = task.visits.release_s
    return _after_hubs(windows, n_hubs), _after_hubs(days, n_hubs)


def _waits(slots: Records, windows: Records, days: Records) -> bool:
    """Whether some vehicle could come too early or too late for some stop, or for its goods."""
    if (days["n_windows"] > 1).any():
        return True
    for day in np.unique(slots["day"]).tolist():
        shifts, open_ = slots[slots["day"] == day], days[:, day]["n_windows"] == 1
        starts_s, ends_s = shifts["start_s"].min(), shifts["end_s"].max()
        window = windows[open_, day]
        if (
            (window["opens_s"][:, 0] > starts_s).any()
            or (window["closes_s"][:, 0] < ends_s).any()
            or (days[open_, day]["release_s"] > starts_s).any()
        ):
            return True
    return False


def _rules(task: RoutingTask, n_hubs: int, *, waits: bool, to: int) -> Records:
    rules = np.zeros(1, dtype=RULES)
    rules["work_limit_s"] = int(seconds(task.rules.work_pause_after_min))
    rules["pause_s"] = int(seconds(task.rules.work_pause_min))
    rules["drive_limit_s"] = int(seconds(task.rules.driving_break_after_min))
    rules["break_s"] = int(seconds(task.rules.driving_break_min))
    rules["n_hubs"] = n_hubs
    rules["n_bands"] = len(task.roads.band_starts_s)
    rules["waits"] = waits
    rules["to"] = to
    rules["capped"] = task.day_cap_dag.size > 0
    return rules


def _near(cost: Shorts, boxed: Shorts, n_hubs: int) -> Shorts:
    """Visits that some vehicle-day could make both, by the way there and back."""
    n = len(boxed)
    n_visits = n - n_hubs
    width = n_visits if n_visits <= _NEAR_ALL else _NEAR_MOST
    near = np.full((n, max(1, width)), -1, dtype=np.int32)
    access = (boxed[n_hubs:] >= 0).astype(np.float32)
    both_ways = cost.astype(np.int64) + cost.T
    for x in range(n_hubs, n):
        together = access @ access[x - n_hubs] > 0
        together[x - n_hubs] = True
        others = n_hubs + np.flatnonzero(together)
        way = both_ways[x, others].copy()
        way[others == x] = -1
        found = others[np.argsort(way, kind="stable")][:width]
        near[x, : len(found)] = found
    return near


def _caps(task: RoutingTask, hubs: np.ndarray) -> Ints:
    if not task.day_cap_dag.size:
        return np.full((len(hubs), task.n_days), _NO_CAP, dtype=np.int64)
    return np.ascontiguousarray(task.day_cap_dag[hubs], dtype=np.int64)


def _orders(task: RoutingTask, cost: Shorts, first: Ints, n_hubs: int) -> Floats:
    """Keys by which absent jobs may be sorted, each order as often as it weighs; 0 is random."""
    load = task.visits.load_dag[first].astype(float)
    way = cost[:n_hubs].min(axis=0)[n_hubs:][first].astype(float)
    windows = task.visits.windows[first].reshape(len(first), -1, 2)
    used = windows[..., 0] <= windows[..., 1]
    opens = np.where(used, windows[..., 0], 2**30).min(axis=1, initial=2**30).astype(float)
    closes = np.where(used, windows[..., 1], 0).max(axis=1, initial=0).astype(float)
    keys = (-load, -way, way, closes - opens, opens, -closes)
    rows = [np.zeros(len(first))] * _RANDOM_WEIGHT
    for key, weight in zip(keys, _ORDER_WEIGHTS, strict=True):
        # A first key of 0 would be read as "at random".
        rows += [key - key.min() + 1.0] * weight
    return np.ascontiguousarray(np.stack(rows), dtype=np.float64)
