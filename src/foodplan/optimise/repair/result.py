"""From loads, routes and food back to a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from foodplan.domain.accident import LostStop, Repaired
from foodplan.domain.ids import HubId, PlaceId, SiteId
from foodplan.domain.past import Past
from foodplan.domain.plan import Plan, Route, Trip
from foodplan.domain.problem import Problem
from foodplan.errors import BrokenPlan
from foodplan.optimise.counters import with_handouts
from foodplan.optimise.repair.board import Board
from foodplan.optimise.repair.larder import Larder
from foodplan.optimise.repair.standing import RowKey, driven_pauses, rows_of
from foodplan.optimise.routes import timed_route
from foodplan.optimise.routing.task import RoutingTask
from foodplan.optimise.visits import Load
from foodplan.units import seconds

_SLACK_S = 1.5


def still_holds(task: RoutingTask, row: int, route: Route, n_driven: int) -> bool:
    """Whether the rest of a route can be driven at its planned times by the row's shift."""
    trips = route.trips[n_driven:]
    vehicles = task.vehicles
    return (
        seconds(trips[0].load_min) >= vehicles.start_s.item(row) - _SLACK_S
        and seconds(trips[-1].return_min) <= vehicles.end_s.item(row) + _SLACK_S
    )


def opens_in_time(task: RoutingTask, row: int, visit: int, start_min: float) -> bool:
    """Whether the vehicle may make the stop, and a window holds its planned time."""
    day = task.vehicles.day.item(row)
    return bool(task.visits.may.item(visit, row)) and any(
        opens - _SLACK_S <= seconds(start_min) <= closes + _SLACK_S and opens <= closes
        for opens, closes in task.visits.windows[visit, day].tolist()
    )


def rooms(board: Board, loads: Sequence[Load]) -> dict[tuple[SiteId, HubId, int], int]:
    """Baskets that each delivery could take more, the room of a trip divided among its stops."""
    found: dict[tuple[SiteId, HubId, int], int] = {}
    for row, trips in sorted(board.trips.items()):
        for trip in trips:
            out = [visit for visit in trip if loads[visit].drops]
            if not out:
                continue
            baskets = sum(loads[visit].n_baskets for visit in out)
            dag = sum(board.task.visits.load_dag.item(visit) for visit in out)
            mpal = sum(int(board.task.visits.load_mpal[visit].sum()) for visit in out)
            spare_dag, spare_mpal = board.spare(row, trip)
            more = min(spare_dag * baskets // max(1, dag), spare_mpal * baskets // max(1, mpal))
            for visit in out:
                load = loads[visit]
                key = SiteId(load.place_id), load.hub_id, load.day
                found[key] = found.get(key, 0) + max(0, more) // len(out)
    return found


def finished(
    board: Board,
    loads: Sequence[Load],
    larder: Larder,
    past: Past,
    routes: Mapping[RowKey, Route],
    untouched: Mapping[RowKey, Route],
) -> Plan:
    """The plan of what has happened and what is left; `untouched` routes stay as planned.

    Bounds and limits of the old plan no longer hold and are left out.
    """
    found = {key: _driven(routes[key], trips) for key, trips in past.trips.items()}
    found.update(untouched)
    for key, row in rows_of(board.task).items():
        if key not in untouched and board.trips.get(row):
            found[key] = _going_on(board, row, loads, past.trips.get(key, ()))
    return Plan(
        collections=tuple(
            sorted(larder.collections, key=lambda row: (row.lot_id, row.hub_id, row.day))
        ),
        recipes=tuple(larder.recipes[key] for key in sorted(larder.recipes)),
        routes=tuple(found[key] for key in sorted(found)),
        order_packings=tuple(larder.packings),
    )


def _driven(route: Route, trips: tuple[Trip, ...]) -> Route:
    """The part of a route that has been driven: its first trips."""
    return replace(route, trips=trips, pauses=driven_pauses(route, len(trips)))


def _going_on(board: Board, row: int, loads: Sequence[Load], driven: Sequence[Trip]) -> Route:
    """The trips driven, and those still to come, timed from where the vehicle stands."""
    timed = board.timed(row, board.trips[row])
    if timed is None:
        vehicle_id = board.task.vehicles.vehicle_ids[row]
        raise BrokenPlan(f"a repaired route of {vehicle_id} breaks a rule; please report it")
    new, now = timed_route(board.task, timed, loads), board.standing.get(row)
    return replace(
        new,
        trips=(*driven, *new.trips),
        pauses=(*(now.pauses if now else ()), *new.pauses),
    )


def for_people(
    plan: Plan, lost: Sequence[LostStop], staying: Problem, problem: Problem
) -> Repaired:
    """Handouts in the place of counters' stops; `staying` is the problem with counters."""
    return Repaired(
        problem=problem,
        plan=with_handouts(plan, staying),
        lost=tuple(one for one in lost if not _is_collected(problem, one.place_id)),
    )


def _is_collected(problem: Problem, place_id: PlaceId) -> bool:
    site = problem.site.get(SiteId(place_id))
    return site is not None and site.collected_at is not None
