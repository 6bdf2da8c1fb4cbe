"""What producers bring to sites themselves, of the food that no hub takes.

Given     c_l whole crates left of lot l, n_i need of site i still open [kg], its weight ω_i,
          r_it room of a site on a day [kg]
Decide    f_li >= 0 kg of a lot to a site, along arcs within the producer's reach
Maximise  leximin of sum_l f_li / (ω_i n_i), then the total, then fewest km (`leximin_over_arcs`)
Such that (1) supply  sum_i f_li <= c_l times the weight of a crate
          (2) room    sum_l f_li <= min(n_i, sum_t r_it)
Then      whole crates: each f_li rounded down, then one crate after another to the lowest share;
          each on the earliest day with room.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from foodplan.domain.basics import WEEKDAYS, haversine_km, windows_of_day
from foodplan.domain.fleet import LinkKind, LinkRule
from foodplan.domain.food import Lot
from foodplan.domain.handing import handovers
from foodplan.domain.ids import LotId, SiteId
from foodplan.domain.places import Producer, Site
from foodplan.domain.plan import Gift, Plan
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.arcs import leximin_over_arcs

_CRATES = 1e-6
_KG = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arc:
    """A lot that may go to a site, on these days."""

    lot: Lot
    site_id: SiteId
    days: tuple[int, ...]
    km: float


def with_gifts(plan: Plan, problem: Problem, *, from_day: int = 0) -> Plan:
    """The plan with what is left given directly; gifts of days before `from_day` stay."""
    plan = replace(plan, gifts=tuple(gift for gift in plan.gifts if gift.day < from_day))
    board = _Board(problem, plan)
    arcs = [arc for arc in _arcs(problem, from_day) if board.fits(arc)]
    if arcs:
        for arc, kg in zip(arcs, _fair_kg(arcs, board), strict=True):
            crates = math.floor(kg / board.crate_kg(arc.lot) + _CRATES)
            while crates and board.give(arc):
                crates -= 1
        _give_one_by_one(arcs, board)
    return replace(plan, gifts=board.gifts())


class _Board:
    """What is left, what sites still need, and their room, as crates are given."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self._problem = problem
        self._crates = _crates_left(problem, plan)
        self.need_kg = {
            site_id: sum(need.baskets * problem.basket[need.basket_id].kg for need in needs)
            for site_id, needs in problem.needs_of.items()
        }
        self.given_kg: dict[SiteId, float] = defaultdict(float)
        self._there_kg = _delivered_kg(problem, plan)
        self._given: dict[tuple[int, LotId, SiteId], int] = defaultdict(int)
        for gift in plan.gifts:
            self._given[gift.day, gift.lot_id, gift.site_id] += gift.crates
            self.given_kg[gift.site_id] += gift.gross_kg
            self._there_kg[gift.site_id, gift.day] += gift.gross_kg

    def crate_kg(self, lot: Lot) -> float:
        """Weight of one crate."""
        return self._problem.product[lot.product_id].crate_kg

    def left_kg(self, lot: Lot) -> float:
        """Whole crates that are left of a lot."""
        return self._crates[lot.lot_id] * self.crate_kg(lot)

    def room_kg(self, site_id: SiteId, day: int) -> float:
        """What a site can still store on a day."""
        storage_kg = self._problem.site[site_id].storage_kg
        return math.inf if storage_kg is None else storage_kg - self._there_kg[site_id, day]

    def open_kg(self, site_id: SiteId) -> float:
        """What a site may still get of its need."""
        return self.need_kg[site_id] - self.given_kg[site_id]

    def fits(self, arc: _Arc) -> bool:
        """Whether one more crate may go along the arc on some day."""
        return self._day(arc) is not None

    def weight(self, site_id: SiteId) -> float:
        """Weight of the need among others, as for baskets."""
        return self._problem.site[site_id].need_weight

    def share(self, site_id: SiteId) -> float:
        """Given over needed kg, by weight."""
        return self.given_kg[site_id] / (self.weight(site_id) * self.need_kg[site_id])

    def give(self, arc: _Arc) -> bool:
        """Give one crate on the earliest day with room; False if none fits."""
        day = self._day(arc)
        if day is None:
            return False
        kg = self.crate_kg(arc.lot)
        self._crates[arc.lot.lot_id] -= 1
        self.given_kg[arc.site_id] += kg
        self._there_kg[arc.site_id, day] += kg
        self._given[day, arc.lot.lot_id, arc.site_id] += 1
        return True

    def _day(self, arc: _Arc) -> int | None:
        kg = self.crate_kg(arc.lot) - _KG
        if not self._crates[arc.lot.lot_id] or self.open_kg(arc.site_id) < kg:
            return None
        return next((day for day in arc.days if self.room_kg(arc.site_id, day) >= kg), None)

    def gifts(self) -> tuple[Gift, ...]:
        """All that is given, by day, lot, then site."""
        return tuple(
            Gift(
                lot_id=lot_id,
                site_id=site_id,
                day=day,
                crates=crates,
                gross_kg=crates * self.crate_kg(self._problem.lot[lot_id]),
            )
            for (day, lot_id, site_id), crates in sorted(self._given.items())
        )


def _fair_kg(arcs: Sequence[_Arc], board: _Board) -> list[float]:
    lots = sorted({arc.lot.lot_id: arc.lot for arc in arcs}.items())
    site_ids = sorted({arc.site_id for arc in arcs})
    point = {lot_id: i for i, (lot_id, _) in enumerate(lots)}
    zone = {site_id: i for i, site_id in enumerate(site_ids)}
    days: Mapping[SiteId, set[int]] = {site_id: set() for site_id in site_ids}
    for arc in arcs:
        days[arc.site_id].update(arc.days)
    room_kg = [
        sum(max(0.0, board.room_kg(site_id, day)) for day in sorted(days[site_id]))
        for site_id in site_ids
    ]
    shares = leximin_over_arcs(
        point=np.array([point[arc.lot.lot_id] for arc in arcs]),
        zone=np.array([zone[arc.site_id] for arc in arcs]),
        capacity=[board.left_kg(lot) for _, lot in lots],
        demand=[board.open_kg(site_id) for site_id in site_ids],
        site_cap=room_kg,
        weight=[board.weight(site_id) for site_id in site_ids],
        cost=[1.0 + arc.km for arc in arcs],
    )
    return [float(kg) for kg in shares.flow]


def _give_one_by_one(arcs: Sequence[_Arc], board: _Board) -> None:
    """What rounding left, to the site with the lowest share first, from the nearest producer."""
    by_site: dict[SiteId, list[_Arc]] = defaultdict(list)
    for arc in sorted(arcs, key=lambda one: (one.km, one.lot.lot_id)):
        by_site[arc.site_id].append(arc)
    queue = [(board.share(site_id), site_id) for site_id in by_site]
    heapq.heapify(queue)
    while queue:
        _, site_id = heapq.heappop(queue)
        if any(board.give(arc) for arc in by_site[site_id]):
            heapq.heappush(queue, (board.share(site_id), site_id))


def _crates_left(problem: Problem, plan: Plan) -> dict[LotId, int]:
    """Whole crates of the lots that may go directly."""
    taken: dict[LotId, float] = defaultdict(float)
    for row in plan.collections:
        taken[row.lot_id] += row.gross_kg
    for gift in plan.gifts:
        taken[gift.lot_id] += gift.gross_kg
    return {
        lot.lot_id: max(0, math.floor((lot.gross_kg - taken[lot.lot_id]) / crate_kg + _CRATES))
        for lot in problem.lots
        if lot.direct_ok
        for crate_kg in (problem.product[lot.product_id].crate_kg,)
    }


def _delivered_kg(problem: Problem, plan: Plan) -> dict[tuple[SiteId, int], float]:
    found: dict[tuple[SiteId, int], float] = defaultdict(float)
    for one in handovers(plan, problem):
        kg = sum(drop.n_baskets * problem.basket[drop.basket_id].kg for drop in one.drops)
        found[one.site_id, one.day] += kg + sum(order.kg for order in one.orders)
    return found


def _arcs(problem: Problem, from_day: int) -> Iterator[_Arc]:
    """Lots and sites within reach, by id."""
    for lot in problem.lots:
        if not lot.direct_ok or lot.producer_id is None:
            continue
        producer = problem.producer[lot.producer_id]
        if producer.brings_to_sites_km is None:
            continue
        for site in problem.sites:
            km = haversine_km(producer.location, site.location)
            if km <= producer.brings_to_sites_km and _suits(problem, lot, site):
                days = tuple(_days(problem, lot, producer, site, from_day))
                if days:
                    yield _Arc(lot=lot, site_id=site.site_id, days=days, km=km)


def _suits(problem: Problem, lot: Lot, site: Site) -> bool:
    """Whether the site keeps the product's class and asks for baskets that may hold it."""
    product = problem.product[lot.product_id]
    asked = (problem.basket[need.basket_id] for need in problem.needs_of.get(site.site_id, ()))
    return product.temperature in site.temperatures and any(one.takes(product) for one in asked)


def _days(
    problem: Problem, lot: Lot, producer: Producer, site: Site, from_day: int
) -> Iterator[int]:
    """Days on which the lot may leave its producer and still find somebody at the site."""
    links = problem.links_of(LinkKind.SITE_DAY, site.site_id)
    forbidden = {link.second_id for link in links if link.rule is LinkRule.FORBIDDEN}
    required = {link.second_id for link in links if link.rule is LinkRule.REQUIRED}
    if not problem.is_due(site):
        return
    last_day = lot.last_day - problem.policy.freshness_margin_days
    for day in problem.calendar.days:
        name = WEEKDAYS[day]
        if not max(from_day, lot.ready_day) <= day <= last_day or name in forbidden:
            continue
        if (required and name not in required) or not problem.may_call(producer.producer_id, day):
            continue
        ready_min = lot.ready_min if day == lot.ready_day else 0.0
        leaves = [
            max(window.start_min, ready_min)
            for window in windows_of_day(producer.windows, day)
            if window.end_min >= ready_min
        ]
        closes = [window.end_min for window in windows_of_day(site.windows, day)]
        if leaves and closes and min(leaves) <= max(closes):
            yield day
