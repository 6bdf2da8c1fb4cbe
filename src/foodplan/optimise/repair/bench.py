"""The steps of a repair, on one set of loads, routes and food."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from foodplan.domain.accident import Accident, LostStop, Place
from foodplan.domain.ids import BasketId, HubId, SiteId
from foodplan.domain.past import Past
from foodplan.domain.plan import Drop, Plan, Route
from foodplan.domain.problem import Problem
from foodplan.optimise.repair.board import Board, without
from foodplan.optimise.repair.days import later_days, new_days
from foodplan.optimise.repair.larder import Larder
from foodplan.optimise.repair.placing import Placing, Wanted, unfit
from foodplan.optimise.repair.release import earliest_leave, packs_same_day
from foodplan.optimise.repair.result import finished, opens_in_time, rooms, still_holds
from foodplan.optimise.repair.sharing import share_again
from foodplan.optimise.repair.standing import rows_of, task_from
from foodplan.optimise.repair.table import best_places, placed_at, relaxed
from foodplan.optimise.repair.visits import (
    drops_of,
    fetch_less,
    hand_over,
    is_empty,
    open_of,
    order_less,
)
from foodplan.optimise.routing.task import Trips
from foodplan.optimise.visits import Load
from foodplan.tables.travel import TravelMatrix

_FEWEST_TRIES, _MOST_TRIES, _ALL_TRIES = 8, 25, 250
"""Routes timed for the best places of one stop, and of all together."""


class Bench:
    """Everything that a repair works on; the methods are its steps, called in order."""

    def __init__(
        self,
        before: Problem,
        problem: Problem,
        travel: TravelMatrix,
        plan: Plan,
        past: Past,
        accident: Accident,
    ) -> None:
        self._before, self._problem, self._travel = before, problem, travel
        self._past, self._accident, self._old = past, accident, plan
        self._larder = Larder(problem, plan, past)
        left = open_of(plan, before, past)
        self._loads, self._planned = list(left.loads), left.loads
        self._home, self._routes, self._first = list(left.home), left.routes, left.trips
        self._copies: list[tuple[int, HubId, int]] = []
        """Visits on other days, numbered behind the loads: whose, from which hub, on which day."""
        self._lost: list[int] = []
        self._tables: dict[int, tuple[Place, ...]] = {}
        self._was: dict[int, Load] = {}
        self._freed: dict[HubId, int] = {}
        self._wanting: dict[SiteId, float] = {}
        self._first_board_stands = False

    def cut(self) -> None:
        """Less food or fewer needs: less is collected, ordered and handed over."""
        fetch_less(self._loads, self._larder.cut_to_stock())
        order_less(self._loads, self._larder.trim_orders())
        self._give_no_more_than_needed()
        self._board = self._new_board({})

    def find_lost(self) -> None:
        """Take out of every route what no longer fits, and ask for what is needed beside."""
        rows = rows_of(self._board.task)
        trips: dict[int, Trips] = {}
        for key, planned in sorted(self._first.items()):
            left = without(planned, {i for trip in planned for i in trip if self._is_empty(i)})
            row = rows.get(key)
            gone = {visit for trip in left for visit in trip}
            if row is not None:
                whole = left == planned and self._fits_as_planned(row, self._routes[key], planned)
                gone = set() if whole else unfit(self._board, row, left)
                trips[row] = without(left, gone)
            self._lost += sorted(gone)
        self._ask_for_more()
        self._was = {visit: self._loads[visit] for visit in self._lost}
        self._copies = list(self._other_days())
        self._refresh(trips)
        late = relaxed(self._board, [*self._lost, *range(len(self._loads), self._n_visits)])
        for visit in self._lost:
            choice = (visit, *self._copies_of(visit))
            self._tables[visit] = best_places(
                self._board,
                late,
                choice,
                home=self._row(visit),
                most_tries=min(_MOST_TRIES, max(_FEWEST_TRIES, _ALL_TRIES // len(self._lost))),
            )

    def place_pickups(self) -> None:
        """Fetch that day what still can be; what cannot is not collected."""
        pickups = [visit for visit in self._lost if self._loads[visit].is_pickup]
        placing = self._placing()
        for visit in pickups:
            wanted = Wanted(visit=visit, home=self._row(visit))
            if placing.place(wanted, may_wait=lambda _: False) is None:
                self._larder.fetch_none(self._loads[visit])
                self._loads[visit] = replace(self._loads[visit], picks=())
        if pickups:
            self._refresh(self._board.trips)

    def share_less(self) -> None:
        """Share what is left, where more was to be packed than there is."""
        short = self._larder.short_days()
        for hub_id, first_day in sorted(short.items()):
            self._share(hub_id, first_day, self._as_now())
        if short:
            self._refresh(self._board.trips)

    def place_deliveries(self) -> None:
        """New places for deliveries, those with least choice and most baskets first."""
        may = self._board.task.visits.may
        order = [visit for visit in self._lost if not self._loads[visit].is_pickup]
        order = [visit for visit in order if not self._is_empty(visit)]
        order.sort(key=lambda x: (int(may[x].sum()), -self._loads[x].n_baskets, x))
        placing = self._placing()
        for visit in order:
            load = self._loads[visit]
            wanted = Wanted(visit=visit, variants=self._copies_of(visit), home=self._row(visit))
            spot = placing.place(wanted, may_wait=self._may_wait)
            if spot is None:
                self._give_up(visit)
            elif spot.visit != visit:
                _, hub_id, day = self._copies[spot.visit - len(self._loads)]
                if self._home[visit] is not None:
                    self._larder.wait(load, day)
                self._loads[visit] = replace(load, hub_id=hub_id, day=day)
        self._settle_copies()
        for visit in order:
            if self._home[visit] is None and not self._is_empty(visit):
                load = self._loads[visit]
                self._free(load.hub_id, load.day)
        self._refresh(self._board.trips)

    def share_more(self) -> None:
        """Share again what lost stops leave, and what sites need beyond what was planned.

        Where nobody of the hub needs more, less is packed.
        """
        for hub_id, first_day in sorted(self._freed.items()):
            loads, recipes = list(self._loads), dict(self._larder.recipes)
            for caps in self._ways_to_share(hub_id, first_day):
                self._share(hub_id, first_day, caps)
                self._refresh(self._board.trips)
                if all(self._board.holds(*one) for one in self._board.trips.items()):
                    break
                self._loads, self._larder.recipes = list(loads), dict(recipes)
            self._larder.pack_no_more_than(drops_of(self._loads), hub_id, first_day)
        self._refresh(self._board.trips)

    def plan(self) -> Plan:
        """The repaired plan; untouched routes are those of the old one."""
        rows = rows_of(self._board.task)
        untouched: dict[int, Route] = {}
        for key, planned in self._first.items():
            row = rows.get(key)
            if row is None or self._board.trips.get(row) != planned:
                continue
            if self._fits_as_planned(row, self._routes[key], planned):
                untouched[row] = self._routes[key]
        return finished(self._board, self._loads, self._larder, self._past, self._routes, untouched)

    def lost_stops(self) -> tuple[LostStop, ...]:
        """Every stop that lost its place or is new, with where it went, by day and place."""
        found = []
        for visit in self._lost:
            home, was = self._home[visit], self._was[visit]
            found.append(
                LostStop(
                    place_id=was.place_id,
                    day=was.day,
                    vehicle_id=home[1] if home else None,
                    n_baskets=was.n_baskets,
                    to=placed_at(self._board, visit),
                    places=self._tables[visit],
                )
            )
        return tuple(sorted(found, key=lambda one: (one.day, one.place_id)))

    # What the steps lean on

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
        if self._shown == self._shown_now() and not packs_same_day(self._problem):
            self._board.trips = kept
        else:
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
        release = earliest_leave(self._larder, self._past, self._routes, old, self._loads)
        task, standing = task_from(
            self._problem, self._travel, loads, self._past, self._routes, release
        )
        self._first_board_stands = True
        locks = self._accident.locks
        vehicles = zip(task.vehicles.day.tolist(), task.vehicles.vehicle_ids, strict=True)
        closed = {
            row
            for row, (day, vehicle_id) in enumerate(vehicles)
            if day in locks.days or vehicle_id in locks.vehicles
        }
        return Board(task, standing, trips, closed=closed)

    def _placing(self) -> Placing:
        """Pick-ups of food that is packed the same day never give way: baskets wait for it."""
        hubs = self._problem.hub
        steady = {
            visit
            for visit, load in enumerate(self._loads)
            if load.is_pickup and hubs[load.hub_id].processing_days == 0
        }
        accident = self._accident
        return Placing(self._board, accident.level, accident.locks, steady=frozenset(steady))

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
            and all(opens_in_time(task, row, *each) for each in zip(visits, starts, strict=True))
        )

    def _give_no_more_than_needed(self) -> None:
        """Deliveries shrink to the need, the last of the week first."""
        given = self._past.given()
        for need in self._problem.needs:
            most = int(need.baskets * self._problem.policy.fill_max)
            over = given.get((need.site_id, need.basket_id), 0) - most
            mine = [
                k for k in drops_of(self._loads) if (k[0], k[3]) == (need.site_id, need.basket_id)
            ]
            now = drops_of(self._loads)
            over += sum(now[key] for key in mine)
            for key in sorted(mine, key=lambda one: one[2], reverse=True):
                less = min(max(0, over), now[key])
                if less:
                    over -= less
                    hand_over(self._loads, {key: now[key] - less})
                    self._free(key[1], key[2])

    def _ask_for_more(self) -> None:
        """Needs above what was planned for: more at a stop to come, or a stop that is new."""
        old = {(need.site_id, need.basket_id): need.baskets for need in self._before.needs}
        more: dict[SiteId, dict[BasketId, int]] = defaultdict(dict)
        for need in self._problem.needs:
            extra = need.baskets - old.get((need.site_id, need.basket_id), 0)
            if extra > 0:
                more[need.site_id][need.basket_id] = extra
        for site_id, by_type in sorted(more.items()):
            mine = [load for load in self._loads if load.place_id == site_id and load.drops]
            can = [load for load in mine if self._larder.is_open(load.hub_id, load.day)]
            if can:
                first = min(can, key=lambda load: load.day)
                self._wanting[site_id] = first.n_baskets + sum(by_type.values())
                self._free(first.hub_id, first.day)
            else:
                self._add_visit(site_id, by_type)

    def _add_visit(self, site_id: SiteId, by_type: Mapping[BasketId, int]) -> None:
        days = new_days(self._problem, self._travel, self._past, site_id, self._days_of(site_id))
        if not days:
            return
        drops = tuple(Drop(basket_id=kind, n_baskets=n) for kind, n in sorted(by_type.items()))
        (hub_id, day), *_ = days
        self._lost.append(len(self._loads))
        self._loads.append(Load(place_id=site_id, hub_id=hub_id, day=day, drops=drops))
        self._planned = (*self._planned, self._loads[-1])
        self._home.append(None)
        self._wanting[site_id] = float(sum(by_type.values()))

    def _other_days(self) -> list[tuple[int, HubId, int]]:
        """Copies of lost deliveries on days on which they could come too."""
        found = []
        for visit in self._lost:
            load = self._loads[visit]
            if load.is_pickup:
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

    def _ways_to_share(
        self, hub_id: HubId, first_day: int
    ) -> Sequence[dict[tuple[SiteId, HubId, int], float]]:
        """The most each delivery may get, from generous to careful; none if nobody needs it."""
        now = self._as_now()
        needy = {
            need.site_id
            for need in self._problem.needs
            if self._given(need.site_id, need.basket_id) < int(need.baskets * self._fill_max)
        }
        needy |= self._wanting.keys()
        if not any(k[0] in needy and k[1] == hub_id and k[2] >= first_day for k in now):
            return ()
        wanting = {key: max(n, self._wanting.get(key[0], 0.0)) for key, n in now.items()}
        room = rooms(self._board, self._loads)
        generous = {key: n + room.get(key, 0) for key, n in now.items()}
        both = {key: max(n, generous[key]) for key, n in wanting.items()}
        return (both, generous, wanting, now)

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
