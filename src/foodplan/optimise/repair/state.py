"""What a repair works on: loads, routes and food, and the board that shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from foodplan.domain.accident import LockKind, Locks, Place
from foodplan.domain.ids import BasketId, HubId, SiteId
from foodplan.domain.past import Past
from foodplan.domain.plan import Plan, Route
from foodplan.domain.policy import AllowedChanges
from foodplan.domain.problem import Problem
from foodplan.optimise.repair.board import Board, Spot, without
from foodplan.optimise.repair.days import later_days, new_days
from foodplan.optimise.repair.larder import Larder
from foodplan.optimise.repair.placing import Placing
from foodplan.optimise.repair.release import earliest_leave, packs_same_day
from foodplan.optimise.repair.result import opens_in_time, still_holds
from foodplan.optimise.repair.sharing import share_again
from foodplan.optimise.repair.standing import RowKey, rows_of, task_from
from foodplan.optimise.repair.visits import drops_of, hand_over, is_empty, open_of
from foodplan.optimise.routing.task import RoutingTask, Trips
from foodplan.optimise.visits import Load
from foodplan.tables.travel import TravelMatrix
from foodplan.units import seconds


class State:
    """Loads by visit, food, and the board; the steps of bench.py change them."""

    _board: Board

    def __init__(
        self,
        before: Problem,
        problem: Problem,
        travel: TravelMatrix,
        plan: Plan,
        past: Past,
        *,
        level: AllowedChanges,
        locks: Locks,
    ) -> None:
        self._before, self._problem, self._travel = before, problem, travel
        self._past, self._level, self._locks = past, level, locks
        self._larder = Larder(problem, plan, past)
        left = open_of(plan, before, past)
        self._planned = left.loads
        self._loads = [
            replace(load, is_call=load.is_call and load.place_id in problem.producer)
            for load in left.loads
        ]
        self._home, self._routes, self._first = list(left.home), left.routes, left.trips
        self._copies: list[tuple[int, HubId, int]] = []
        """Visits on other days, numbered behind the loads: whose, from which hub, on which day."""
        self._lost: list[int] = []
        self._tables: dict[int, tuple[tuple[Place, Spot], ...]] = {}
        self._was: dict[int, Load] = {}
        self._freed: dict[HubId, int] = {}
        self._wanting: dict[SiteId, float] = {}
        self._first_board_stands = False

    @property
    def _n_visits(self) -> int:
        return len(self._loads) + len(self._copies)

    def _is_empty(self, visit: int) -> bool:
        return is_empty(self._loads[visit])

    def _row(self, visit: int) -> int:
        """Row of the vehicle-day that was to make a visit; -1 if there is none any more."""
        home = self._home[visit]
        return -1 if home is None else rows_of(self._board.task).get(home, -1)

    def _copies_of(self, visit: int) -> tuple[int, ...]:
        first = len(self._loads)
        return tuple(first + i for i, (whose, _, _) in enumerate(self._copies) if whose == visit)

    def _refresh(self, trips: Mapping[int, Trips]) -> None:
        """A board for the loads of now, where they changed; empty stops fall away."""
        gone = {visit for visit in range(len(self._loads)) if self._is_empty(visit)}
        kept = {row: without(each, gone) for row, each in trips.items()}
        self._board.trips = kept
        if self._shown != self._shown_now() or packs_same_day(self._problem):
            self._board = self._new_board(kept)

    def _shown_now(self) -> tuple[tuple[Load, ...], tuple[tuple[int, HubId, int], ...]]:
        return tuple(self._loads), tuple(self._copies)

    def _new_board(self, trips: Mapping[int, Trips]) -> Board:
        """Trips with the loads, releases and locks of now."""
        self._shown = self._shown_now()
        nothing = self._problem.sites[0]
        loads = [
            Load(place_id=nothing.site_id, hub_id=load.hub_id, day=load.day)
            if is_empty(load)
            else load
            for load in self._loads
        ]
        loads += [replace(loads[i], hub_id=hub, day=day) for i, hub, day in self._copies]
        old = self._board if self._first_board_stands else None
        release = earliest_leave(
            self._larder, self._past, self._routes, old, self._loads, self._unchanged()
        )
        self._release = release
        task, standing = task_from(
            self._problem, self._travel, loads, self._past, self._routes, release
        )
        self._first_board_stands = True
        self._hold(task)
        locks = self._locks
        vehicles = zip(task.vehicles.day.tolist(), task.vehicles.vehicle_ids, strict=True)
        closed = {
            row
            for row, (day, vehicle_id) in enumerate(vehicles)
            if day in locks.days or vehicle_id in locks.vehicles
        }
        self._keep_with_vehicles(task)
        return Board(task, standing, trips, closed=closed, held=self._locked(LockKind.ORDER))

    def _keep_with_vehicles(self, task: RoutingTask) -> None:
        """Stops locked to their vehicle may go with no other."""
        whose = np.array(task.vehicles.vehicle_ids)
        for visit in self._locked(LockKind.VEHICLE):
            home = self._home[visit]
            if home is not None:
                for one in (visit, *self._copies_of(visit)):
                    task.visits.may[one] &= whose == home[1]

    def _locked(self, *kinds: LockKind) -> frozenset[int]:
        """Visits that people locked, in these ways or in any."""
        locks = self._locks
        return frozenset(
            visit
            for visit, load in enumerate(self._planned)
            for kind in kinds or tuple(LockKind)
            if locks.holds(load.place_id, load.day, kind)
        )

    def _hold(self, task: RoutingTask) -> None:
        """Pick-ups that baskets of the same day wait for begin no later than planned."""
        for key, trips in self._first.items():
            driven = len(self._past.trips.get(key, ()))
            planned = [stop for trip in self._routes[key].trips[driven:] for stop in trip.stops]
            visits = [visit for trip in trips for visit in trip]
            for visit, stop in zip(visits, planned, strict=True):
                load = self._loads[visit]
                waited = load.is_pickup and not self._problem.hub[load.hub_id].processing_days
                if waited and visit not in self._lost:
                    ends = task.visits.windows[visit, load.day, :, 1]
                    np.minimum(ends, round(seconds(stop.start_min)), out=ends)

    def _unchanged(self) -> frozenset[RowKey]:
        """Vehicle-days whose trips are those of the plan."""
        if not self._first_board_stands:
            return frozenset(self._first)
        rows = rows_of(self._board.task)
        now = self._board.trips
        return frozenset(
            key for key, trips in self._first.items() if now.get(rows.get(key, -1)) == trips
        )

    def _placing(self) -> Placing:
        """Stops locked in their order never give way.

        Nor do pick-ups of food that is packed the same day: baskets wait for it.
        """
        hubs = self._problem.hub
        steady = self._locked(LockKind.ORDER) | {
            visit
            for visit, load in enumerate(self._loads)
            if load.is_pickup and hubs[load.hub_id].processing_days == 0
        }
        return Placing(self._board, self._level, self._locks, steady=steady)

    def _fits_as_planned(self, row: int, route: Route, planned: Trips) -> bool:
        """Whether a route's rest can stay to the minute."""
        visits = [visit for trip in planned for visit in trip]
        driven = len(self._past.trips.get((route.day, route.vehicle_id), ()))
        starts = [stop.start_min for trip in route.trips[driven:] for stop in trip.stops]
        task = self._board.task
        return (
            self._before.roads == self._problem.roads
            and all(self._loads[visit] == self._planned[visit] for visit in visits)
            and still_holds(task, row, route, driven)
            and all(
                seconds(trip.leave_min) + 1 >= task.visits.release_s.item(visit, route.day)
                for trip, stops in zip(route.trips[driven:], planned, strict=True)
                for visit in stops
            )
            and all(opens_in_time(task, row, *each) for each in zip(visits, starts, strict=True))
        )

    def _other_days(self) -> list[tuple[int, HubId, int]]:
        """Copies of lost deliveries on days on which they could come too."""
        found = []
        same_day = self._locked(LockKind.DAY)
        for visit in self._lost:
            load = self._loads[visit]
            stays = visit in same_day or self._locks.all_days
            if load.is_pickup or (stays and self._home[visit] is not None):
                continue
            site_id = SiteId(load.place_id)
            others = self._days_of(site_id, but=visit)
            if self._home[visit] is None:
                days = new_days(self._problem, self._travel, self._past, site_id, others)
                found += [(visit, hub_id, day) for hub_id, day in days[1:]]
            else:
                later = later_days(self._problem, self._past, site_id, load.day, others)
                found += [(visit, load.hub_id, day) for day in later]
        return found

    def _days_of(self, site_id: SiteId, *, but: int = -1) -> frozenset[int]:
        """Days on which a site gets something, one visit aside."""
        past = {day for day, stop in self._past.stops() if stop.place_id == site_id}
        to_come = {
            load.day
            for visit, load in enumerate(self._loads)
            if load.place_id == site_id and visit != but and not is_empty(load)
        }
        return frozenset(past | to_come)

    def _may_wait(self, copy: int) -> bool:
        whose, _, day = self._copies[copy - len(self._loads)]
        return self._home[whose] is None or self._larder.can_wait(self._loads[whose], day)

    def _give_up(self, visit: int) -> None:
        """No place: its baskets are free for others."""
        load = self._loads[visit]
        if self._home[visit] is not None:
            self._free(load.hub_id, load.day)
        self._larder.unpack_orders(load)
        self._loads[visit] = replace(load, drops=(), orders=())

    def _settle_copies(self) -> None:
        """Copies that were placed become the visits themselves."""
        first = len(self._loads)
        own = {first + i: whose for i, (whose, _, _) in enumerate(self._copies)}
        self._board.trips = {
            row: tuple(tuple(own.get(visit, visit) for visit in trip) for trip in trips)
            for row, trips in self._board.trips.items()
        }
        self._copies = []

    def _free(self, hub_id: HubId, day: int) -> None:
        """The hub's food from this day on, or from its first open one, is to be shared again."""
        first = max(day, self._past.packed_until[hub_id])
        self._freed[hub_id] = min(first, self._freed.get(hub_id, first))

    def _as_now(self) -> dict[tuple[SiteId, HubId, int], float]:
        """The most that each delivery gets: what it has."""
        caps: dict[tuple[SiteId, HubId, int], float] = defaultdict(float)
        for (site_id, hub_id, day, _), n in drops_of(self._loads).items():
            caps[site_id, hub_id, day] += n
        return dict(caps)

    @property
    def _fill_max(self) -> float:
        return self._problem.policy.fill_max

    def _given(self, site_id: SiteId, basket_id: BasketId) -> int:
        """Baskets of a type that a site has got or is to get."""
        to_come = drops_of(self._loads)
        return self._past.given().get((site_id, basket_id), 0) + sum(
            n for (site, _, _, kind), n in to_come.items() if (site, kind) == (site_id, basket_id)
        )

    def _share(
        self, hub_id: HubId, first_day: int, most: Mapping[tuple[SiteId, HubId, int], float]
    ) -> None:
        drops = drops_of(self._loads)
        elsewhere: dict[tuple[SiteId, BasketId], int] = defaultdict(int, self._past.given())
        for (site_id, where, day, basket_id), n in drops.items():
            if where != hub_id or day < first_day:
                elsewhere[site_id, basket_id] += n
        given = share_again(self._larder, hub_id, first_day, drops, most=most, elsewhere=elsewhere)
        hand_over(self._loads, given)
