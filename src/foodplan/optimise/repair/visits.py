"""The stops that are still to be made, and their loads as they change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from foodplan.domain.ids import HubId, PlaceId, ProducerId, ProductId, SiteId
from foodplan.domain.past import Past
from foodplan.domain.plan import Collection, Drop, Pick, Plan, Route, Trip
from foodplan.domain.problem import Problem
from foodplan.optimise.repair.sharing import DropKey
from foodplan.optimise.repair.standing import RowKey
from foodplan.optimise.routing.task import Trips
from foodplan.optimise.visits import Load

_KG = 1e-6
Collected = Mapping[Collection, Collection | None]


@dataclass(frozen=True, kw_only=True)
class Open:
    """What is left of a plan: loads by visit, and the visits of each remaining trip."""

    loads: tuple[Load, ...]
    home: tuple[RowKey | None, ...]
    """The vehicle-day that was to make each visit; None: it is new."""
    trips: Mapping[RowKey, Trips]
    routes: Mapping[RowKey, Route]
    """Routes as planned, driven trips included."""


def open_of(plan: Plan, problem: Problem, past: Past) -> Open:
    """Trips that have not begun to load."""
    loads: list[Load] = []
    home: list[RowKey | None] = []
    left: dict[RowKey, Trips] = {}
    routes = {(route.day, route.vehicle_id): route for route in plan.routes}
    for key, route in sorted(routes.items()):
        trips: list[tuple[int, ...]] = []
        for trip in route.trips[len(past.trips.get(key, ())) :]:
            first = len(loads)
            loads += loads_of(problem, route, trip)
            home += [key] * len(trip.stops)
            trips.append(tuple(range(first, len(loads))))
        if trips:
            left[key] = tuple(trips)
    return Open(loads=tuple(loads), home=tuple(home), trips=left, routes=routes)


def loads_of(problem: Problem, route: Route, trip: Trip) -> list[Load]:
    """What each stop of a planned trip hands over or takes on board."""
    return [
        Load(
            place_id=stop.place_id,
            hub_id=problem.vehicle[route.vehicle_id].hub_id,
            day=route.day,
            drops=stop.drops,
            orders=stop.orders,
            picks=stop.picks,
            is_call=_is_due(problem, stop.place_id, route.day),
        )
        for stop in trip.stops
    ]


def _is_due(problem: Problem, place_id: PlaceId, day: int) -> bool:
    """Whether a vehicle has to call there that day, be it for nothing."""
    producer = problem.producer.get(ProducerId(place_id))
    return producer is not None and day in problem.call_days(producer)


def fetch_less(loads: list[Load], cut: Collected) -> None:
    """Take less on board, where less is collected; the last parts of a pick-up give first."""
    for row, now in cut.items():
        kg = row.gross_kg - (now.gross_kg if now else 0.0)
        for i in reversed(range(len(loads))):
            if (loads[i].hub_id, loads[i].day) == (row.hub_id, row.day) and kg > _KG:
                picks = []
                for pick in loads[i].picks:
                    less = min(kg, pick.gross_kg) if pick.lot_id == row.lot_id else 0.0
                    kg -= less
                    picks.append(_less(pick, less) if less else pick)
                loads[i] = replace(
                    loads[i], picks=tuple(pick for pick in picks if pick.gross_kg > _KG)
                )


def _less(pick: Pick, kg: float) -> Pick:
    """Crates in proportion, rounded up."""
    left_kg = pick.gross_kg - kg
    crates = -(-pick.crates * left_kg // pick.gross_kg) if left_kg > _KG else 0.0
    return replace(pick, gross_kg=left_kg, crates=max(crates, 0.0))


def order_less(loads: list[Load], cut: Mapping[tuple[HubId, int, str, ProductId], float]) -> None:
    """Hand over no more of an order than is set aside for it."""
    left = dict(cut)
    for i, load in enumerate(loads):
        orders = []
        for order in load.orders:
            key = load.hub_id, load.day, load.place_id, order.product_id
            if key in left:
                kg = min(order.kg, left[key])
                left[key] -= kg
                order = replace(order, kg=kg)
            orders.append(order)
        loads[i] = replace(load, orders=tuple(order for order in orders if order.kg > _KG))


def drops_of(loads: Iterable[Load]) -> dict[DropKey, int]:
    """Baskets by site, hub, day and type."""
    found: dict[DropKey, int] = defaultdict(int)
    for load in loads:
        for drop in load.drops:
            found[SiteId(load.place_id), load.hub_id, load.day, drop.basket_id] += drop.n_baskets
    return dict(found)


def hand_over(loads: list[Load], given: Mapping[DropKey, int]) -> set[int]:
    """Set what deliveries hand over; the visits that changed. Parts keep their order of filling.

    Less is taken from the last part of a delivery, more is put on the first.
    """
    now = drops_of(loads)
    more = {key: n - now.get(key, 0) for key, n in given.items()}
    changed: set[int] = set()
    for key, extra in sorted(more.items()):
        site_id, hub_id, day, basket_id = key
        parts = [
            i
            for i, load in enumerate(loads)
            if (load.place_id, load.hub_id, load.day) == (site_id, hub_id, day)
            and not load.is_pickup
        ]
        for i in parts if extra > 0 else reversed(parts):
            if extra:
                by_type = {drop.basket_id: drop.n_baskets for drop in loads[i].drops}
                old = by_type.get(basket_id, 0)
                by_type[basket_id] = max(0, old + extra)
                extra -= by_type[basket_id] - old
                loads[i] = replace(
                    loads[i],
                    drops=tuple(
                        Drop(basket_id=kind, n_baskets=n)
                        for kind, n in sorted(by_type.items())
                        if n > 0
                    ),
                )
                changed.add(i)
    return changed


def is_empty(load: Load) -> bool:
    """Nothing is left to hand over or to fetch, and nobody waits for a call."""
    return not (load.drops or load.orders or load.picks or load.is_call)
