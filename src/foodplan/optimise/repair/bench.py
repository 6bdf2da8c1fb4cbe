"""The steps of a repair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from foodplan.domain.accident import LostStop
from foodplan.domain.ids import BasketId, HubId, SiteId
from foodplan.domain.plan import Drop, Plan
from foodplan.optimise.gifts import with_gifts
from foodplan.optimise.repair.board import without
from foodplan.optimise.repair.days import new_days
from foodplan.optimise.repair.emptying import leave_out, pack_for_nobody
from foodplan.optimise.repair.placing import Wanted, unfit
from foodplan.optimise.repair.result import finished, rooms
from foodplan.optimise.repair.shortage import short_days
from foodplan.optimise.repair.standing import RowKey, rows_of
from foodplan.optimise.repair.state import State
from foodplan.optimise.repair.table import best_places, placed_at, relaxed
from foodplan.optimise.repair.visits import drops_of, fetch_less, hand_over, order_less
from foodplan.optimise.routing.task import Trips
from foodplan.optimise.visits import Load

_MOST_ROUNDS = 8
_FEWEST_TRIES, _MOST_TRIES, _ALL_TRIES = 8, 25, 250
"""Routes timed for the best places of one stop, and of all together."""


class Bench(State):
    """The steps, called in order."""

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
                gone = set() if whole else unfit(self._board, row, left, locked=self._locked())
                trips[row] = without(left, gone)
            self._lost += sorted(gone)
        self._ask_for_more()
        self._was = {visit: self._loads[visit] for visit in self._lost}
        self._copies = list(self._other_days())
        self._refresh(trips)
        self._rank_places()

    def _rank_places(self) -> None:
        """The best places of each lost stop."""
        late = relaxed(self._board, [*self._lost, *range(len(self._loads), self._n_visits)])
        for visit in self._lost:
            self._tables[visit] = best_places(
                self._board,
                late,
                (visit, *self._copies_of(visit)),
                home=self._row(visit),
                is_new=self._home[visit] is None,
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
            order_less(self._loads, self._larder.trim_orders())
            self._refresh(self._board.trips)

    def share_less(self) -> None:
        """Share what is left, where more was to be packed than there is."""
        short = short_days(self._larder)
        for hub_id, first_day in sorted(short.items()):
            self._share(hub_id, first_day, self._as_now())
        if short:
            self._refresh(self._board.trips)

    def keep_stores(self) -> None:
        """Leave goods where they are that a hub's store would not hold; share what is left."""
        for _ in range(_MOST_ROUNDS):
            cut = leave_out(self._larder)
            packed = pack_for_nobody(self._larder)
            if not (cut or packed):
                return
            fetch_less(self._loads, cut)
            order_less(self._loads, self._larder.trim_orders())
            self._refresh(self._board.trips)
            self.share_less()

    def place_deliveries(self) -> None:
        """New places for deliveries, those with least choice and most baskets first."""
        may = self._board.task.visits.may
        order = [visit for visit in self._lost if not self._loads[visit].is_pickup]
        order = [visit for visit in order if not self._is_empty(visit)]
        order.sort(key=lambda x: (int(may[x].sum()), -self._loads[x].n_baskets, x))
        placing = self._placing()
        for visit in order:
            load = self._loads[visit]
            wanted = Wanted(
                visit=visit,
                variants=self._copies_of(visit),
                home=self._row(visit),
                is_new=self._home[visit] is None,
            )
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

    def settle(self) -> None:
        """Take out what no longer holds because food comes later or loads grew, until all does.

        Baskets of hubs that pack the same day wait for pick-ups, and these for earlier trips: a few
        rounds, then what still fails is given up.
        """
        self.keep_stores()
        for nth in range(_MOST_ROUNDS):
            before = self._release
            self._refresh(self._board.trips)
            broken = self._broken()
            if not broken and (self._release == before or (nth == 0 and not self._release)):
                return
            self._place_again(broken, tries=nth < _MOST_ROUNDS // 2)
            order_less(self._loads, self._larder.trim_orders())
            self.share_less()
            self.keep_stores()

    def _place_again(
        self, broken: Mapping[int, set[int]], *, tries: bool, pickups_too: bool = False
    ) -> None:
        """New places on their day for visits that do not fit; without one they are given up.

        Pick-ups are not tried again while settling: other baskets wait for them.
        """
        for row, gone in broken.items():
            self._board.trips[row] = without(self._board.trips[row], gone)
        placing = self._placing()
        for visit in sorted(visit for gone in broken.values() for visit in gone):
            wanted = Wanted(visit=visit, home=self._row(visit))
            is_tried = tries and (pickups_too or not self._loads[visit].is_pickup)
            if not is_tried or placing.place(wanted, may_wait=lambda _: False) is None:
                self._larder.fetch_none(self._loads[visit])
                self._larder.unpack_orders(self._loads[visit])
                self._loads[visit] = replace(self._loads[visit], picks=(), drops=(), orders=())

    def _broken(self) -> dict[int, set[int]]:
        """Visits to take out of routes that do not hold, by row."""
        key_of = {row: key for key, row in rows_of(self._board.task).items()}
        broken = {}
        for row, trips in sorted(self._board.trips.items()):
            if not (self._is_as_planned(key_of[row], row) or self._board.holds(row, trips)):
                broken[row] = unfit(self._board, row, trips, locked=self._locked())
        return broken

    def _is_as_planned(self, key: RowKey, row: int) -> bool:
        """Whether the trips to come are those of the old plan, and their times still hold."""
        planned = self._first.get(key)
        return (
            planned is not None
            and self._board.trips.get(row) == planned
            and self._fits_as_planned(row, self._routes[key], planned)
        )

    def plan(self) -> Plan:
        """The repaired plan; untouched routes are those of the old one."""
        untouched = {
            key: self._routes[key]
            for key, row in rows_of(self._board.task).items()
            if self._is_as_planned(key, row)
        }
        plan = finished(self._board, self._loads, self._larder, self._past, self._routes, untouched)
        given = replace(plan, gifts=self._past.gifts)
        return with_gifts(given, self._problem, from_day=self._past.at.day)

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
                    places=tuple(place for place, _ in self._tables[visit]),
                )
            )
        return tuple(sorted(found, key=lambda one: (one.day, one.place_id)))

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
