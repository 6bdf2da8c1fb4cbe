"""One stop put elsewhere by hand, or one more stop; everything else stays where it is.

Times are those of the same schedule as everywhere. Where the wished place breaks a rule, the rules
of its vehicle-day are set aside so that it can be timed at all; the checker names what is broken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from foodplan.domain.accident import LockKind, Repaired
from foodplan.domain.adjustment import Adjustment, Insert, Move, day_label
from foodplan.domain.finding import Finding
from foodplan.domain.ids import BasketId, HubId, SiteId
from foodplan.domain.past import past_of
from foodplan.domain.plan import Plan
from foodplan.domain.policy import AllowedChanges
from foodplan.domain.problem import Problem
from foodplan.errors import InvalidInput
from foodplan.optimise.counters import staying_travel, with_counters, with_routes
from foodplan.optimise.repair.bench import Bench
from foodplan.optimise.repair.bending import bent
from foodplan.optimise.repair.board import Board, Spot
from foodplan.optimise.repair.result import for_people
from foodplan.optimise.repair.standing import rows_of
from foodplan.optimise.routing.task import Trips
from foodplan.tables.travel import TravelMatrix


def adjust(problem: Problem, travel: TravelMatrix, plan: Plan, wish: Adjustment) -> Repaired:
    """The plan as wished, which may break rules; InvalidInput where it cannot even be timed."""
    staying, ways = with_counters(problem), staying_travel(problem, travel)
    driven = with_routes(plan, staying)
    past = past_of(driven, staying, wish.at)
    gives_way = isinstance(wish, Move) and wish.others_give_way
    level = problem.policy.allowed_changes if gives_way else AllowedChanges.INSERT_ONLY
    desk = Desk(staying, staying, ways, driven, past, level=level, locks=wish.locks)
    desk.cut()
    desk.find_lost()
    if isinstance(wish, Move):
        desk.move(wish)
    else:
        desk.insert(wish)
    desk.share_more()
    desk.settle()
    desk.expect_served()
    return for_people(desk.plan(), desk.lost_stops(), staying, problem)


class Desk(Bench):
    """A plan on which people put single stops."""

    _bent_for: tuple[int, int] | None = None
    """Visit and row for which rules are set aside."""
    _placed_by_hand: frozenset[int] = frozenset()

    def _locked(self, *kinds: LockKind) -> frozenset[int]:
        """A stop that others give way to is locked where it was put."""
        locked = super()._locked(*kinds)
        return locked if LockKind.VEHICLE in kinds else locked | self._placed_by_hand

    def move(self, wish: Move) -> None:
        """Lift a stop and put it where it is wished."""
        home = wish.day, wish.vehicle_id
        visit = next(
            i
            for i, load in enumerate(self._loads)
            if (load.place_id, self._home[i]) == (wish.place_id, home)
        )
        load, hub_id = self._loads[visit], self._problem.vehicle[wish.to_vehicle_id].hub_id
        self._board.take(visit)
        self._lost, self._was = [visit], {visit: load}
        self._copies = list(self._other_days())
        target = visit, hub_id, wish.to_day
        stays = (hub_id, wish.to_day) == (load.hub_id, load.day)
        if not stays and target not in self._copies:
            self._copies.append(target)
        self._refresh(self._board.trips)
        self._rank_places()
        variant = visit if stays else len(self._loads) + self._copies.index(target)
        row = rows_of(self._board.task)[wish.to_day, wish.to_vehicle_id]
        self._put_on(row, visit, variant, wish)
        self._carry(visit, hub_id, wish.to_day)
        if wish.others_give_way and self._bent_for is not None:
            self._let_others_go(visit, wish)

    def _let_others_go(self, visit: int, wish: Move) -> None:
        """Rules hold again; what no longer fits beside the stop goes elsewhere on its day."""
        self._bent_for, self._placed_by_hand = None, frozenset({visit})
        self._board = self._new_board(self._board.trips)
        broken = self._broken()
        if any(visit in gone for gone in broken.values()):
            params = {"place": wish.place_id, "vehicle": wish.to_vehicle_id}
            raise _refusal("adjust-no-way", params)
        displaced = [self._loads[one] for gone in broken.values() for one in gone]
        self._place_again(broken, tries=True, pickups_too=True)
        for load in displaced:
            if not load.is_pickup:
                self._free(load.hub_id, load.day)
        self._refresh(self._board.trips)
        self.share_less()

    def insert(self, wish: Insert) -> None:
        """One more stop, at the nth of its best places, with what the site still needs."""
        visit = len(self._loads)
        self._add_visit(wish.site_id, self._missing(wish.site_id))
        params: dict[str, object] = {"place": wish.site_id, "nth": wish.nth}
        if len(self._loads) == visit:
            raise _refusal("adjust-no-day", params)
        self._was = {visit: self._loads[visit]}
        self._copies = list(self._other_days())
        self._refresh(self._board.trips)
        self._rank_places()
        table = self._tables[visit]
        if not table:
            raise _refusal("adjust-no-place", params)
        if wish.nth > len(table):
            raise _refusal("adjust-no-nth", params | {"most": len(table)})
        _, spot = table[wish.nth - 1]
        if not self._board.put(spot):
            self._bend(visit, spot.row)
            self._board.put(spot)
        hub_id, day = self._loads[visit].hub_id, self._loads[visit].day
        if spot.visit != visit:
            _, hub_id, day = self._copies[spot.visit - len(self._loads)]
        self._carry(visit, hub_id, day)

    def expect_served(self) -> None:
        """InvalidInput where no food is left for the stop, or its place did not last."""
        for visit in self._lost:
            if self._is_empty(visit):
                load = self._loads[visit]
                day = day_label(load.day)
                params = {"place": load.place_id, "day": day, "hub": load.hub_id}
                raise _refusal("adjust-no-food", params)

    def _missing(self, site_id: SiteId) -> dict[BasketId, int]:
        """Baskets that the site needs and does not get, by type."""
        fill_max = self._problem.policy.fill_max
        found = {
            need.basket_id: int(need.baskets * fill_max) - self._given(site_id, need.basket_id)
            for need in self._problem.needs
            if need.site_id == site_id
        }
        return {basket_id: n for basket_id, n in found.items() if n > 0}

    def _put_on(self, row: int, visit: int, variant: int, wish: Move) -> None:
        """On the row, at the trip and position wished; rules are set aside where it takes that."""
        if self._put_first(row, variant, wish):
            return
        self._bend(visit, row)
        if not self._put_first(row, variant, wish):
            params = {"place": wish.place_id, "vehicle": wish.to_vehicle_id}
            raise _refusal("adjust-impossible", params)

    def _put_first(self, row: int, variant: int, wish: Move) -> Spot | None:
        now = self._board.standing.get(row)
        driven = now.n_trips if now else 0
        n_trips = driven + len(self._board.trips.get(row, ()))

        def is_wished(spot: Spot) -> bool:
            trip, position = spot.trip + 1 + driven, spot.position + 1
            is_new = spot.position < 0
            if wish.trip is None:
                return True
            if is_new != (wish.trip > n_trips) or trip != wish.trip:
                return False
            return is_new or wish.position in (None, position)

        spots = sorted(self._board.spots(variant, rows={row}, crowded=True))
        return next((one for one in spots if is_wished(one) and self._board.put(one)), None)

    def _bend(self, visit: int, row: int) -> None:
        self._bent_for = visit, row
        self._board = self._new_board(self._board.trips)

    def _new_board(self, trips: Mapping[int, Trips]) -> Board:
        board = super()._new_board(trips)
        if self._bent_for is None:
            return board
        visit, row = self._bent_for
        own = {visit, *self._copies_of(visit)}
        return bent(board, row, own | {one for trip in trips.get(row, ()) for one in trip})

    def _carry(self, visit: int, hub_id: HubId, day: int) -> None:
        """Food follows its stop: it waits at its hub, or is shared again."""
        load = self._loads[visit]
        is_new = self._home[visit] is None
        if is_new or (load.hub_id, load.day) != (hub_id, day):
            stands = load.hub_id == hub_id and not is_new
            if stands and self._larder.can_wait(load, day):
                self._larder.wait(load, day)
            elif not load.is_pickup:
                if not is_new:
                    self._free(load.hub_id, load.day)
                    self._larder.hand_orders(load, hub_id, day)
                self._wanting[SiteId(load.place_id)] = float(load.n_baskets)
                self._free(hub_id, day)
            self._loads[visit] = replace(load, hub_id=hub_id, day=day)
        self._settle_copies()
        self._refresh(self._board.trips)

    def _ways_to_share(
        self, hub_id: HubId, first_day: int
    ) -> Sequence[dict[tuple[SiteId, HubId, int], float]]:
        """No more for others where a vehicle carries too much already."""
        ways = super()._ways_to_share(hub_id, first_day)
        return ways if self._bent_for is None else ways[2:]


def _refusal(code: str, params: Mapping[str, object]) -> InvalidInput:
    return InvalidInput(code, (Finding(code=code, params=params),))
