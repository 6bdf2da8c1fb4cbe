"""Every array of the search, declared in one place.

A *node* is a hub (rows 0 to n_hubs - 1) or a visit (rows from n_hubs on). A *slot* is a
vehicle-day. A *class* is a set of slots that are alike in all but the vehicle's name. A *job* is a
stop to be made once: one visit, or several that are copies of each other. Money is in thousandths
of a cent, time in seconds.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Shorts = NDArray[np.int32]
"""Large tables, where width counts; all other whole numbers have one width."""
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Records = NDArray[np.void]
Record = Any
"""A row of a structured array: Numba knows its fields, mypy does not."""

NO_WAY_S = 2**28
"""Driving time where there is no way: far beyond every window."""
NO_WAY_COST = 2**29
ABSENT = -1
FEWER = 1
"""Money by which a vehicle-day seems dearer than it is: of equal plans, the one with fewest."""
SEVERAL = -2

_INT = np.int64
_INDEX = np.uint32
"""What numbers a row. A signed number might count from the end, which is asked at every access."""

NODE = np.dtype(
    [
        ("job", _INDEX),
        ("place", _INDEX),
        ("pickup", _INT),  # 1 if goods come on board
        ("load_dag", _INT),
        ("load_mpal", _INT),  # all temperature classes
        ("service_s", _INT),
        ("first_only", _INT),
        ("alone", _INT),  # 1 if its route makes no pick-up at another place
        ("max_route_s", _INT),
        ("min_gap_days", _INT),
        ("dear", _INT),  # cost of making it beside the way
        ("next_copy", _INT),  # next copy of the same stop, -1 after the last
        ("next_apart", _INT),  # next visit that must lie some days apart, in a ring; itself if none
    ],
    align=True,
)
SLOT = np.dtype(
    [
        ("day", _INT),
        ("hub", _INDEX),  # node
        ("kind", _INDEX),  # first axis of `roads`
        ("tariff", _INDEX),  # first axis of `ways`
        ("group", _INDEX),  # class
        ("next_alike", _INT),  # next slot of the class, -1 after the last
        ("vehicle", _INDEX),
        ("start_s", _INT),
        ("end_s", _INT),
        ("max_route_s", _INT),
        ("max_trips", _INT),
        ("max_stops_per_trip", _INT),
        ("max_stops", _INT),
        ("turnaround_s", _INT),
        ("capacity_dag", _INT),
        ("capacity_mpal", _INT),
        ("box_mpal", _INT),
        ("fixed", _INT),
        ("weekly", _INT),
        ("per_metre", _INT),
        ("per_second", _INT),
    ],
    align=True,
)
GROUP = np.dtype(
    [
        ("first", _INT),  # slot
        ("n_slots", _INT),
        ("family", _INT),  # classes of one kind of vehicle, whatever the day
    ],
    align=True,
)
JOB = np.dtype(
    [
        ("price", _INT),
        ("first", _INT),  # node
    ],
    align=True,
)
ROAD = np.dtype(
    [
        ("metres", np.int32),  # -1 where there is no way
        ("seconds", np.int32),
    ],
    align=True,
)
WINDOW = np.dtype([("opens_s", _INT), ("closes_s", _INT)], align=True)
DAY = np.dtype(
    [
        ("n_windows", _INT),
        ("closes_s", _INT),  # of the last window
        ("release_s", _INT),  # earliest departure with this delivery
    ],
    align=True,
)
RULES = np.dtype(
    [
        ("work_limit_s", _INT),
        ("pause_s", _INT),
        ("drive_limit_s", _INT),
        ("break_s", _INT),
        ("n_hubs", _INT),
        ("n_bands", _INT),
        ("capped", _INT),  # 1 if hub-days have caps
        ("waits", _INT),  # 0 if nothing ever opens late or closes early
        ("to", _INT),  # where ways to a node are; FROM if they are as those from it
    ],
    align=True,
)


FROM = 0
"""Ways from a node, on the second axis of `Facts.costs` and `drives_s`; `RULES.to`: ways to it."""


class Facts(NamedTuple):
    """What never changes during a search."""

    nodes: Records
    """(n,) NODE; rows of hubs hold zeros."""
    slots: Records
    """(m,) SLOT"""
    groups: Records
    """(g,) GROUP"""
    jobs: Records
    """(j,) JOB"""
    rules: Records
    """(1,) RULES"""
    costs: Shorts
    """(tariffs, 1 or 2, n, n) metres and driving seconds in money, the least of all bands.

    All ways from a node lie side by side, and all ways to it: the same where roads are alike in
    both directions. This table is read most, so it is as small as can be.
    """
    drives_s: Shorts
    """As `costs`: driving time, the least of all bands."""
    windows: Records
    """(n, days, w) WINDOW; those in use first, ascending."""
    days: Records
    """(n, days) DAY"""
    boxed: Shorts
    """(n, m) pallets × 1000 that need insulated boxes there; -1 where a slot may not make it."""
    near: Shorts
    """(n, k) visits that could share a route, nearest first, itself the first; -1: no more."""
    cap: Ints
    """(hubs, days) most decagrams that leave up to the end of the day."""
    orders: Floats
    """(o, j) keys by which absent jobs are sorted before they are put back; 0 means at random."""
    band_starts: Ints
    roads: Records
    """(kinds, bands, places, places) ROAD"""


ROUTE = np.dtype(
    [
        ("length", _INT),  # nodes, the hubs at both ends included
        ("n_trips", _INT),
        ("n_stops", _INT),
        ("boxed_mpal", _INT),
        ("picks_at", _INT),  # place of its pick-ups, -1 if none, -2 if they have several
        ("alone", _INT),  # 1 if they tolerate no other place
        ("longest_s", _INT),  # least of the vehicle's, the shift's and the visits' limits
        ("work_s", _INT),  # loading, driving, serving
        ("drive_s", _INT),
        ("slack_s", _INT),  # waiting and resting, at least
        ("arcs", _INT),  # cost of all ways
        ("cost", _INT),  # fixed cost included, weekly cost of the vehicle aside
        ("tag", _INT),  # a fingerprint of nodes and windows
    ],
    align=True,
)
POSITION = np.dtype(
    [
        ("node", _INDEX),
        ("window", _INT),  # number of the chosen window of a visit
        ("pickup", _INT),  # 1 at a pick-up
        ("edge", _INT),  # cost of the arc to the next position
        ("leg_s", _INT),  # driving to the next position
        ("duration", _INT),  # segment from the start to this position
        ("earliest", _INT),
        ("latest", _INT),
        ("next_duration", _INT),  # segment from this position to the end
        ("next_earliest", _INT),
        ("next_latest", _INT),
    ],
    align=True,
)
TRIP = np.dtype(
    [
        ("begin", _INDEX),  # position of the hub where it loads
        ("out_dag", _INT),
        ("out_mpal", _INT),
        ("in_dag", _INT),
        ("in_mpal", _INT),
        ("n_stops", _INT),
        ("release_s", _INT),
        ("first_only", _INT),  # 1 if its first stop must stay the first
    ],
    align=True,
)
TOTAL = np.dtype(
    [
        ("routes", _INT),  # cost of all routes and of the weeks of the vehicles used
        ("missing", _INT),  # price of the absent jobs
        ("n_used", _INT),
        ("n_absent", _INT),
    ],
    align=True,
)


class Routes(NamedTuple):
    """All routes; unused slots hold a route of length 2 (hub, hub)."""

    at: Records
    """(m, width) POSITION"""
    info: Records
    """(m,) ROUTE"""
    trips: Records
    """(m, trips + 1) TRIP; the row after the last trip holds only `begin`, the last hub."""
    slot_of: Ints
    """(n,) slot of each visit, ABSENT if none."""
    absent: Ints
    """(j,) the first n_absent are the jobs that are in no route."""
    total: Records
    """(1,) TOTAL"""
    group_used: Ints
    """(g,) used slots of each class."""
    vehicle_used: Ints
    """(vehicles,) days on which each vehicle is used."""
    departed: Ints
    """(hubs, days) decagrams that leave on each day."""


DESK = np.dtype(
    [
        ("n_touched", _INT),
        ("n_open", _INT),
        ("stamp", _INT),
        ("n_pool", _INT),
        ("now_s", _INT),  # from here on: the clock of a walk
        ("driven_s", _INT),
        ("rested_s", _INT),
        ("waited_s", _INT),
        ("slack_s", _INT),
        ("metres", _INT),
    ],
    align=True,
)
MARK = np.dtype(
    [
        ("touched", _INDEX),  # the first n_touched: slots changed since the last decision
        ("is_touched", _INT),
        ("dirty", _INT),  # 1 where the best plan still holds an older route
        ("stamp", _INT),
        ("open", _INDEX),  # the first n_open: slots to look into
    ],
    align=True,
)
SPOT = np.dtype(
    [
        ("stop", _INT),  # positions of the stops of one route
        ("travelled_s", _INT),  # from start to arrival, waiting aside
    ],
    align=True,
)
MEMO = np.dtype(
    [
        ("tag", _INT),  # of the route that was looked at
        ("cost", _INT),  # of the cheapest place; without a place: there is none below this
        ("position", np.int32),  # -1: no place
        ("manner", np.int16),
        ("window", np.int16),
    ],
    align=True,
)


class Scratch(NamedTuple):
    """Room to work in; marks, memos, weights and what the pool needs outlive an iteration."""

    desk: Records
    """(1,) DESK"""
    marks: Records
    """(m,) MARK"""
    spots: Records
    """(width,) SPOT"""
    memos: Records
    """(n, m) MEMO"""
    spare: Ints
    """(g,) an unused slot of each class, -1 if there is none."""
    keys: Floats
    """(j,)"""
    misses: Ints
    """(j,) how often each job has been left out in the fleet phase, plus 1."""
    pool: Ints
    """Routes seen: -1 - slot, cost, nodes between the hubs; one after the other."""
    pooled: Ints
    """Fingerprints of routes and classes that went to the pool, each where its remainder says."""
