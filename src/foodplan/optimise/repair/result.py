"""From loads, routes and food back to a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foodplan.domain.accident import LostStop, Repaired
from foodplan.domain.ids import HubId, PlaceId, SiteId
from foodplan.domain.past import Past
from foodplan.domain.plan import Plan, Route
from foodplan.domain.problem import Problem
from foodplan.errors import BrokenPlan
from foodplan.optimise.counters import with_handouts
from foodplan.optimise.repair.board import Board
from foodplan.optimise.repair.larder import Larder
from foodplan.optimise.repair.standing import RowKey, driven_pauses
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
    untouched: Mapping[int, Route],
) -> Plan:
    """The plan of what has happened and what is left; `untouched` routes by row, as planned.

    Bounds and limits of the old plan no longer hold and are left out.
    """
    task = board.task
    found: dict[RowKey, Route] = {}
    for key, trips in past.trips.items():
        old = routes[key]
        found[key] = Route(
            vehicle_id=old.vehicle_id,
            day=old.day,
            trips=trips,
            pauses=driven_pauses(old, len(trips)),
        )
    for row, left in board.trips.items():
        key = task.vehicles.day.item(row), task.vehicles.vehicle_ids[row]
        if row in untouched:
            found[key] = untouched[row]
        elif left:
            timed = board.timed(row, left)
            if timed is None:
                raise BrokenPlan(f"a repaired route of {key[1]} breaks a rule; please report it")
            new = timed_route(task, timed, loads)
            now = board.standing.get(row)
            found[key] = Route(
                vehicle_id=new.vehicle_id,
                day=new.day,
                trips=(*past.trips.get(key, ()), *new.trips),
                pauses=(*(now.pauses if now else ()), *new.pauses),
            )
    return Plan(
        collections=tuple(
            sorted(larder.collections, key=lambda row: (row.lot_id, row.hub_id, row.day))
        ),
        recipes=tuple(larder.recipes[key] for key in sorted(larder.recipes)),
        routes=tuple(found[key] for key in sorted(found)),
        order_packings=tuple(larder.packings),
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
