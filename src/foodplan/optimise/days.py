"""Choose each site's hub and day or days before routes are made: near, clustered, not too much.

What is compared are rough minutes of a hub's day:

    driving     to each neighbourhood and back, once for every vehicle load that goes there
    hub         a turnaround for every such load
    stops       service, and a few minutes from one stop to the next
    overload    baskets beyond what can be packed by then, and minutes beyond those of the vehicles,
                of all and of those that carry chilled goods

Sites come one by one, those with least choice and most weight first; then single sites move and
pairs change places while that helps. No chance is involved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from statistics import median

from foodplan.domain.basics import Temperature
from foodplan.domain.ids import BasketId, HubId, SiteId
from foodplan.domain.places import Site
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Delivery
from foodplan.optimise.counters import is_counter
from foodplan.optimise.patterns import Pattern, patterns_of
from foodplan.optimise.shifts import shifts_by_hub_day, shifts_of
from foodplan.optimise.stability import changed_day_min
from foodplan.tables.travel import TravelMatrix

_CELL_DEGREES = 0.05
"""About 5 km: sites of one cell are one neighbourhood."""
_BETWEEN_STOPS_MIN = 6.0
_OVER_BASKET_MIN = 20.0
"""Rough minutes that one basket beyond what can be packed weighs."""
_OVER_TIME_FACTOR = 10.0
_USABLE_SHARE = 0.6
"""Of the vehicles' hours; the rest is for pick-ups, waiting and what these figures overlook."""
_SWEEPS = 20
_SWAP_REACH = 60
"""Each site tries to change places with so many that follow it in the list."""

HubDay = tuple[HubId, int]
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stay:
    """A site with all that its patterns are weighed by."""

    site: Site
    cell: Cell
    baskets: Mapping[BasketId, float]
    kg: float
    is_cold: bool
    """Some of it travels chilled or frozen."""
    patterns: tuple[Pattern, ...]


def assign_days(
    problem: Problem,
    travel: TravelMatrix,
    targets: Mapping[HubDay, Mapping[BasketId, float]],
    *,
    banned: frozenset[Delivery] = frozenset(),
    kept: Sequence[Delivery] = (),
) -> tuple[Delivery, ...]:
    """Hub and days of every site that can be served, sorted; `banned` were tried and failed.

    Sites whose deliveries are all `kept` do not move again.
    `targets`: baskets of each type that a hub-day can pack; scaled up where sites need more in all.
    """
    stays = list(_stays(problem, travel, banned))
    board = _Board(problem, stays, targets)
    order = sorted(range(len(stays)), key=lambda i: (len(stays[i].patterns), -stays[i].kg, i))
    days_kept: dict[SiteId, set[HubDay]] = defaultdict(set)
    for one in kept:
        days_kept[one.site_id].add((one.hub_id, one.day))
    order = [i for i in order if not board.keep(i, days_kept[stays[i].site.site_id])]
    for i in order:
        board.choose_best(i)
    for _ in range(_SWEEPS):
        moved = [board.choose_best(i) for i in order]
        if not any(moved) and not any(board.swap_best(i) for i in order):
            break
    return tuple(
        sorted(
            Delivery(site_id=stay.site.site_id, hub_id=pattern.hub_id, day=day)
            for stay, pattern in zip(stays, board.chosen, strict=True)
            if pattern is not None
            for day in pattern.days
        )
    )


def _stays(problem: Problem, travel: TravelMatrix, banned: frozenset[Delivery]) -> Iterator[_Stay]:
    shifts = shifts_by_hub_day(problem)
    for site in problem.sites:
        needs = problem.needs_of.get(site.site_id, ())
        orders = problem.orders_of.get(site.site_id, ())
        patterns = patterns_of(problem, travel, site, shifts, banned) if needs or orders else ()
        if patterns:
            place = site.location
            basket_kg = sum(need.baskets * problem.basket[need.basket_id].kg for need in needs)
            order_kg = sum(
                problem.product[order.product_id].kg_of(order.quantity, order.unit)
                for order in orders
            )
            classes = [problem.basket[need.basket_id].travels for need in needs]
            classes += [problem.product[order.product_id].temperature for order in orders]
            yield _Stay(
                site=site,
                cell=(round(place.lat / _CELL_DEGREES), round(place.lon / _CELL_DEGREES)),
                baskets={need.basket_id: float(need.baskets) for need in needs},
                kg=basket_kg + order_kg,
                is_cold=any(kind is not Temperature.AMBIENT for kind in classes),
                patterns=patterns,
            )


@dataclass(slots=True)
class _Cell:
    """What goes to one neighbourhood on one hub-day."""

    kg: float = 0.0
    n_sites: int = 0
    drive_min: float = 0.0
    """Summed over the sites."""

    def minutes(self, load_kg: float, turnaround_min: float) -> float:
        """Driving there and back, and loading, for every vehicle load."""
        if not self.n_sites:
            return 0.0
        return (self.drive_min / self.n_sites + turnaround_min) * max(1.0, self.kg / load_kg)


class _Board:
    """The choices made so far, and what they cost in rough minutes."""

    def __init__(
        self,
        problem: Problem,
        stays: Sequence[_Stay],
        targets: Mapping[HubDay, Mapping[BasketId, float]],
    ) -> None:
        self._stays = stays
        self._days = list(problem.calendar.days)
        vans = [one.payload_kg for one in problem.vehicles if not is_counter(one.vehicle_id)]
        self._load_kg = median(vans) if vans else 1.0
        self._turnaround_min = {hub.hub_id: hub.turnaround_min for hub in problem.hubs}
        self._types = [basket.basket_id for basket in problem.baskets]
        self._can_pack = _scaled(targets, stays, self._types)
        self._changed_min = changed_day_min(problem)
        self._usable_min: dict[HubDay, float] = defaultdict(float)
        self._usable_cold_min: dict[HubDay, float] = defaultdict(float)
        self._cold_min: dict[HubDay, float] = defaultdict(float)
        for shift in (one for one in shifts_of(problem) if not is_counter(one.vehicle.vehicle_id)):
            key = shift.vehicle.hub_id, shift.day
            usable_min = _USABLE_SHARE * (shift.end_min - shift.start_min)
            self._usable_min[key] += usable_min
            if shift.vehicle.temperatures - {Temperature.AMBIENT} or shift.vehicle.insulated_boxes:
                self._usable_cold_min[key] += usable_min
        self._baskets: dict[tuple[HubDay, BasketId], float] = defaultdict(float)
        self._minutes: dict[HubDay, float] = defaultdict(float)
        self._cells: dict[tuple[HubDay, Cell], _Cell] = defaultdict(_Cell)
        self._kept: set[int] = set()
        self.chosen: list[Pattern | None] = [None] * len(stays)

    def keep(self, i: int, theirs: set[HubDay]) -> bool:
        """Give a site the pattern of the hub-days it keeps, if there is one; whether there was."""
        for pattern in self._stays[i].patterns:
            if {(pattern.hub_id, day) for day in pattern.days} == theirs:
                self._choose(i, pattern)
                self._kept.add(i)
                return True
        return False

    def choose_best(self, i: int) -> bool:
        """Give a site its best pattern; whether that is another one than before."""
        before = self.chosen[i]
        hubs = {pattern.hub_id for pattern in self._stays[i].patterns}
        best = min(self._stays[i].patterns, key=lambda one: self._cost_if({i: one}, hubs))
        if before is not None and (
            self._cost_if({i: best}, hubs) >= self._cost_if({i: before}, hubs) - 1e-6
        ):
            return False
        self._choose(i, best)
        return True

    def swap_best(self, i: int) -> bool:
        """Let a site change places with another one if that helps; whether it did."""
        mine = self.chosen[i]
        for j in range(i + 1, min(i + 1 + _SWAP_REACH, len(self._stays))):
            if j in self._kept:
                continue
            theirs = self.chosen[j]
            to = _same(self._stays[i], theirs)
            back = _same(self._stays[j], mine)
            if mine is None or theirs is None or to is None or back is None or to == mine:
                continue
            hubs = {mine.hub_id, theirs.hub_id}
            stay_put = self._cost_if({i: mine, j: theirs}, hubs)
            if self._cost_if({i: to, j: back}, hubs) < stay_put - 1e-6:
                self._choose(i, to)
                self._choose(j, back)
                return True
        return False

    def _cost_if(self, choice: Mapping[int, Pattern], hubs: Set[HubId]) -> float:
        """Minutes of some hubs' week with these choices, the others as they are.

        The hubs are all that the choices could touch: the others cost the same in any case.
        """
        before = {i: self.chosen[i] for i in choice}
        for i, pattern in choice.items():
            self._choose(i, pattern)
        changed = sum(pattern.n_changed for pattern in choice.values())
        cost = self._cost_min(hubs) + (self._changed_min * changed if changed else 0.0)
        for i, kept in before.items():
            self._choose(i, kept)
        return cost

    def _cost_min(self, hubs: Set[HubId]) -> float:
        cost = 0.0
        for hub_id in sorted(hubs):
            over = dict.fromkeys(self._types, 0.0)
            for day in self._days:
                key = hub_id, day
                minutes = self._minutes[key]
                cost += minutes
                cost += _OVER_TIME_FACTOR * max(0.0, minutes - self._usable_min[key])
                over_min = self._cold_min[key] - self._usable_cold_min[key]
                cost += _OVER_TIME_FACTOR * max(0.0, over_min)
                for kind in self._types:
                    over[kind] += self._baskets[key, kind] - self._can_pack.get((key, kind), 0.0)
                    cost += _OVER_BASKET_MIN * max(0.0, over[kind])
        return cost

    def _choose(self, i: int, pattern: Pattern | None) -> None:
        for chosen, sign in ((self.chosen[i], -1), (pattern, 1)):
            if chosen is not None:
                self._add(self._stays[i], chosen, sign)
        self.chosen[i] = pattern

    def _add(self, stay: _Stay, pattern: Pattern, sign: int) -> None:
        share = sign / len(pattern.days)
        turnaround_min = self._turnaround_min[pattern.hub_id]
        for day in pattern.days:
            key = pattern.hub_id, day
            for kind, baskets in stay.baskets.items():
                self._baskets[key, kind] += share * baskets
            if stay.site.collected_at:
                continue
            cell = self._cells[key, stay.cell]
            self._minutes[key] -= cell.minutes(self._load_kg, turnaround_min)
            cell.kg += share * stay.kg
            cell.n_sites += sign
            cell.drive_min += sign * pattern.drive_min
            self._minutes[key] += cell.minutes(self._load_kg, turnaround_min)
            stop_min = _BETWEEN_STOPS_MIN + stay.site.unloading(
                sum(stay.baskets.values()) / len(pattern.days)
            )
            self._minutes[key] += sign * stop_min
            if stay.is_cold:
                load_share = stay.kg / len(pattern.days) / self._load_kg
                trip_min = (pattern.drive_min + turnaround_min) * load_share
                self._cold_min[key] += sign * (stop_min + trip_min)


def _scaled(
    targets: Mapping[HubDay, Mapping[BasketId, float]],
    stays: Sequence[_Stay],
    types: Sequence[BasketId],
) -> dict[tuple[HubDay, BasketId], float]:
    """Targets by hub-day and type; where sites need more, everybody's share of it is the same."""
    found: dict[tuple[HubDay, BasketId], float] = {}
    for kind in types:
        needed = sum(stay.baskets.get(kind, 0.0) for stay in stays)
        packed = sum(by_type.get(kind, 0.0) for by_type in targets.values())
        scale = max(1.0, needed / max(1.0, packed))
        found |= {(key, kind): scale * by_type.get(kind, 0.0) for key, by_type in targets.items()}
    return found


def _same(stay: _Stay, pattern: Pattern | None) -> Pattern | None:
    """The site's own pattern with the same hub and days, if it has one."""
    return next(
        (
            own
            for own in stay.patterns
            if pattern and (own.hub_id, own.days) == (pattern.hub_id, pattern.days)
        ),
        None,
    )
