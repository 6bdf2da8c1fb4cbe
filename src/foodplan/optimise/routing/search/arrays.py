"""What a search knows and what it plans, as arrays; its notes are in `scratch`.

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

INT = np.int64
INDEX = np.uint32
"""What numbers a row. A signed number might count from the end, which is asked at every access."""

NODE = np.dtype(
    [
        ("job", INDEX),
        ("place", INDEX),
        ("pickup", INT),  # 1 if goods come on board
        ("load_dag", INT),
        ("load_mpal", INT),  # all temperature classes
        ("service_s", INT),
        ("first_only", INT),
        ("alone", INT),  # 1 if its route makes no pick-up at another place
        ("max_route_s", INT),
        ("min_gap_days", INT),
        ("dear", INT),  # cost of making it beside the way
        ("next_copy", INT),  # next copy of the same stop, -1 after the last
        ("next_apart", INT),  # next visit that must lie some days apart, in a ring; itself if none
    ],
    align=True,
)
SLOT = np.dtype(
    [
        ("day", INT),
        ("hub", INDEX),  # node
        ("kind", INDEX),  # first axis of `roads`
        ("tariff", INDEX),  # first axis of `ways`
        ("group", INDEX),  # class
        ("next_alike", INT),  # next slot of the class, -1 after the last
        ("vehicle", INDEX),
        ("start_s", INT),
        ("end_s", INT),
        ("max_route_s", INT),
        ("max_trips", INT),
        ("max_stops_per_trip", INT),
        ("max_stops", INT),
        ("turnaround_s", INT),
        ("capacity_dag", INT),
        ("capacity_mpal", INT),
        ("box_mpal", INT),
        ("fixed", INT),
        ("weekly", INT),
        ("per_metre", INT),
        ("per_second", INT),
    ],
    align=True,
)
GROUP = np.dtype(
    [
        ("first", INT),  # slot
        ("n_slots", INT),
        ("family", INT),  # classes of one kind of vehicle, whatever the day
    ],
    align=True,
)
JOB = np.dtype(
    [
        ("price", INT),
        ("first", INT),  # node
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
WINDOW = np.dtype([("opens_s", INT), ("closes_s", INT)], align=True)
DAY = np.dtype(
    [
        ("n_windows", INT),
        ("closes_s", INT),  # of the last window
        ("release_s", INT),  # earliest departure with this delivery
    ],
    align=True,
)
RULES = np.dtype(
    [
        ("work_limit_s", INT),
        ("pause_s", INT),
        ("drive_limit_s", INT),
        ("break_s", INT),
        ("n_hubs", INT),
        ("n_bands", INT),
        ("capped", INT),  # 1 if hub-days have caps
        ("waits", INT),  # 0 if nothing ever opens late or closes early
        ("to", INT),  # where ways to a node are; FROM if they are as those from it
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
        ("length", INT),  # nodes, the hubs at both ends included
        ("n_trips", INT),
        ("n_stops", INT),
        ("boxed_mpal", INT),
        ("picks_at", INT),  # place of its pick-ups, -1 if none, -2 if they have several
        ("alone", INT),  # 1 if they tolerate no other place
        ("longest_s", INT),  # least of the vehicle's, the shift's and the visits' limits
        ("work_s", INT),  # loading, driving, serving
        ("drive_s", INT),
        ("slack_s", INT),  # waiting and resting, at least
        ("arcs", INT),  # cost of all ways
        ("cost", INT),  # fixed cost included, weekly cost of the vehicle aside
        ("tag", INT),  # a fingerprint of nodes and windows
    ],
    align=True,
)
POSITION = np.dtype(
    [
        ("node", INDEX),
        ("window", INT),  # number of the chosen window of a visit
        ("pickup", INT),  # 1 at a pick-up
        ("edge", INT),  # cost of the arc to the next position
        ("leg_s", INT),  # driving to the next position
        ("duration", INT),  # segment from the start to this position
        ("earliest", INT),
        ("latest", INT),
        ("next_duration", INT),  # segment from this position to the end
        ("next_earliest", INT),
        ("next_latest", INT),
    ],
    align=True,
)
TRIP = np.dtype(
    [
        ("begin", INDEX),  # position of the hub where it loads
        ("out_dag", INT),
        ("out_mpal", INT),
        ("in_dag", INT),
        ("in_mpal", INT),
        ("n_stops", INT),
        ("release_s", INT),
        ("first_only", INT),  # 1 if its first stop must stay the first
    ],
    align=True,
)
TOTAL = np.dtype(
    [
        ("routes", INT),  # cost of all routes and of the weeks of the vehicles used
        ("missing", INT),  # price of the absent jobs
        ("n_used", INT),
        ("n_absent", INT),
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
