"""Public instances as routing tasks: one cent for one unit of distance as each set rounds it."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foodplan.optimise.routing.task import NO_LIMIT, RoutingTask
from tasks import Van, plain_task

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "instances"
_MILLI = 1000
_ENDLESS_S = 10_000_000
_MORE_VEHICLES = 1.25
"""The CVRP set leaves the number of vehicles open."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What an instance is, and the least cost published, in cents of the task."""

    what: str
    cents: float
    published: str


def public_task(name: str) -> RoutingTask:
    """The instance of that name."""
    if name.startswith("X-"):
        return _capacitated(name)
    if name.startswith("PR"):
        return _depots_and_windows(name)
    if "R0." in name:
        return _trips_and_releases(name)
    return _depots(name)


def best_known(name: str) -> Known:
    """Best known cost, from the files beside the instances."""
    if name.startswith(("p", "pr")):
        with (FOLDER / "mdvrp-cordeau" / "BKS_CHECKED.csv").open(encoding="utf-8") as file:
            rows = {row["instance"]: row for row in csv.DictReader(file)}
        row = rows[name]
        what = f"{row['jobs']} stops, {row['depots']} hubs"
        return Known(
            what=what, cents=_MILLI * float(row["bks_to_use"]), published=row["bks_to_use"]
        )
    (path,) = FOLDER.glob(f"*/{name}.sol")
    words = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    (cost,) = [line[-1] for line in words if line and line[0].startswith("Cost")]
    sections = _sections(path.with_suffix(".vrp"))
    n, n_hubs = int(sections["DIMENSION"][0][0]), sum(row[0] != "-1" for row in sections["DEPOT"])
    kinds = {"CVRP": "one trip each", "MDVRPTW": f"{n_hubs} hubs, windows"}
    what = kinds.get(sections["TYPE"][0][0], "several trips, windows, release times")
    return Known(what=f"{n - n_hubs} stops, {what}", cents=float(cost), published=cost)


def _sections(path: Path) -> dict[str, list[list[str]]]:
    """Rows of words by heading; `KEY : value` is a heading with one row."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    heading = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        key, colon, value = (part.strip() for part in line.partition(":"))
        if colon:
            found[key] = [value.split()]
        elif key.endswith("_SECTION"):
            heading = key.removesuffix("_SECTION")
        elif heading and key and key != "EOF":
            found[heading].append(key.split())
    return found


def _numbers(sections: dict[str, list[list[str]]], name: str) -> Floats:
    """Columns of a section behind the row number."""
    return np.array([row[1:] for row in sections[name]], dtype=float)


def _distances(places: Floats) -> Floats:
    across, along = (places[:, None] - places[None]).transpose(2, 0, 1)
    distances: Floats = np.hypot(across, along)
    return distances


def _task(
    distances: Floats,
    seconds: Floats,
    vans: list[Van],
    load: Floats,
    service_s: Floats,
    windows: Floats,
    release_s: Floats | None = None,
) -> RoutingTask:
    """Places are hubs first, then one stop each."""
    n = len(load)
    first = len(distances) - n
    return plain_task(
        metres=distances[None],
        seconds=seconds[None],
        vans=vans,
        place=np.arange(first, first + n),
        load_dag=load,
        service_s=service_s,
        windows=windows[:, None, None, :],
        may=np.ones((n, len(vans)), dtype=bool),
        price_cents=10 * int(distances.max()),
        release_s=None if release_s is None else release_s[:, None],
    )


def _capacitated(name: str) -> RoutingTask:
    """Uchoa et al.: rounded distances, no times."""
    sections = _sections(FOLDER / "cvrp-x" / f"{name}.vrp")
    places = _numbers(sections, "NODE_COORD")
    demand = _numbers(sections, "DEMAND")[1:, 0]
    n_vans = math.ceil(_MORE_VEHICLES * int(name.rpartition("k")[2]))
    vans = [
        Van(
            vehicle=i,
            end_s=_ENDLESS_S,
            capacity_dag=int(sections["CAPACITY"][0][0]),
            millicents_per_metre=_MILLI,
        )
        for i in range(n_vans)
    ]
    metres = np.rint(_distances(places))
    n = len(demand)
    windows = np.tile([0.0, _ENDLESS_S], (n, 1))
    return _task(metres, np.zeros_like(metres), vans, demand, np.zeros(n), windows)


def _depots(name: str) -> RoutingTask:
    """Cordeau: thousandths of a distance; as many vehicles at each depot, longest route or none."""
    lines = (FOLDER / "mdvrp-cordeau" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    _, n_vans, n, n_hubs = map(int, lines[0].split())
    limits = [tuple(map(float, line.split())) for line in lines[1 : 1 + n_hubs]]
    rows = [line.split() for line in lines[1 + n_hubs :] if line.strip()]
    table = np.array([row[1:5] for row in rows[: n + n_hubs]], dtype=float)
    order = [*range(n, n + n_hubs), *range(n)]
    metres = np.rint(_MILLI * _distances(table[order, :2]))
    vans = [
        Van(
            vehicle=hub * n_vans + i,
            hub=hub,
            end_s=_ENDLESS_S,
            max_route_s=round(_MILLI * longest) or NO_LIMIT,
            capacity_dag=int(capacity),
            millicents_per_metre=_MILLI,
        )
        for hub, (longest, capacity) in enumerate(limits)
        for i in range(n_vans)
    ]
    windows = np.tile([0.0, _ENDLESS_S], (n, 1))
    return _task(metres, metres, vans, table[:n, 3], _MILLI * table[:n, 2], windows)


def _depots_and_windows(name: str) -> RoutingTask:
    """Vidal et al.: thousandths of a distance, rounded; times alike."""
    sections = _sections(FOLDER / "mdvrptw-vidal" / f"{name}.vrp")
    metres = np.rint(_MILLI * _distances(_numbers(sections, "NODE_COORD")))
    n_hubs = sum(row[0] != "-1" for row in sections["DEPOT"])
    windows = _MILLI * _numbers(sections, "TIME_WINDOW")
    longest = float(sections["VEHICLES_MAX_DURATION"][0][0])
    vans = [
        Van(
            vehicle=i,
            hub=int(hub) - 1,
            start_s=int(windows[int(hub) - 1, 0]),
            end_s=int(windows[int(hub) - 1, 1]),
            max_route_s=round(_MILLI * longest),
            capacity_dag=int(sections["CAPACITY"][0][0]),
            millicents_per_metre=_MILLI,
        )
        for i, (_, hub) in enumerate(sections["VEHICLES_DEPOT"])
    ]
    demand = _numbers(sections, "DEMAND")[n_hubs:, 0]
    service_s = _MILLI * _numbers(sections, "SERVICE_TIME")[n_hubs:, 0]
    return _task(metres, metres, vans, demand, service_s, windows[n_hubs:])


def _trips_and_releases(name: str) -> RoutingTask:
    """Yang: tenths of a distance, cut off; a trip leaves when the last of its goods is there."""
    sections = _sections(FOLDER / "mtvrptw-release-dates" / f"{name}.vrp")
    metres = np.floor(10 * _distances(_numbers(sections, "NODE_COORD")) + 1e-9)
    windows = 10 * _numbers(sections, "TIME_WINDOW")
    n = len(metres) - 1
    vans = [
        Van(
            vehicle=i,
            end_s=int(windows[0, 1]),
            max_trips=n,
            capacity_dag=int(sections["CAPACITY"][0][0]),
            millicents_per_metre=_MILLI,
        )
        for i in range(int(sections["VEHICLES"][0][0]))
    ]
    service_s = np.full(n, 10 * float(sections["SERVICE_TIME"][0][0]))
    release_s = 10 * _numbers(sections, "RELEASE_TIME")[1:, 0]
    demand = _numbers(sections, "DEMAND")[1:, 0]
    return _task(metres, metres, vans, demand, service_s, windows[1:], release_s)
