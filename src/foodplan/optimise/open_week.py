"""Let the route search choose the hub and the day of every site.

Each delivery is one visit that any hub may make on any day on which the site can be served; half
a need for a site with two deliveries a week, and so on. Pick-ups that are known already stay on
their hub-day, so that deliveries gather where the vehicles that fetch food pass anyway. Caps keep
each hub from handing out more up to the end of a day than can be packed by then. What comes back
are the deliveries that the food is shared among, and the routes to go on from.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from foodplan.domain.ids import BasketId, HubId, PlaceId, ProductId, SiteId
from foodplan.domain.places import Site
from foodplan.domain.plan import Drop, OrderDrop
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Delivery
from foodplan.optimise.arrays import KG_IN_DAG, routing_task
from foodplan.optimise.patterns import patterns_of
from foodplan.optimise.rounds import Driven, routes_again
from foodplan.optimise.routing.task import (
    Longs,
    RouteEngine,
    Routing,
    RoutingTask,
    SearchLimits,
)
from foodplan.optimise.shifts import shifts_by_hub_day
from foodplan.optimise.stability import changed_day_eur
from foodplan.optimise.visits import Load
from foodplan.tables.travel import TravelMatrix

HubDay = tuple[HubId, int]
_Visited = tuple[PlaceId, bool, int]
_FIRST_COPY = 1_000_000
"""Numbers of deliveries with copies; calls at producers have lower ones."""
_CAP_SLACK = 1.02
"""Hub-days may be planned so much above their target; the allocation has the last word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """One delivery with the hub-days on which it could be made."""

    options: tuple[Load, ...]
    apart: int
    """Number of the site where it has several deliveries, else -1."""
    gap_days: int
    """Between two deliveries of the site."""


def choose_days(
    problem: Problem,
    travel: TravelMatrix,
    targets: Mapping[HubDay, Mapping[BasketId, float]],
    *,
    engine: RouteEngine,
    limits: SearchLimits,
    before: Driven | None = None,
) -> tuple[tuple[Delivery, ...], Driven | None]:
    """Deliveries of the sites that the routes serve, sorted, and these routes, if any.

    `before`: routes to go on from; their pick-ups are to be made as they are.
    """
    choices = tuple(_choices(problem, travel))
    if not choices:
        return (), None
    choices = (*choices, *_fetched(before))
    each = routing_task(
        problem,
        travel,
        [choice.options[0] for choice in choices],
        release_min={},
        options=[choice.options for choice in choices],
    )
    task = replace(
        each,
        visits=replace(
            each.visits,
            apart=np.array([choice.apart for choice in choices], dtype=np.int32),
            min_gap_days=np.array([choice.gap_days for choice in choices], dtype=np.int32),
        ),
        day_cap_dag=_caps(problem, travel, targets),
    )
    routing = engine(task, limits=limits, start=_start(before, choices))
    loads, routing = _driven(problem, task, routing, choices)
    unserved = set(routing.unserved)
    served = tuple(
        sorted(
            Delivery(site_id=SiteId(load.place_id), hub_id=load.hub_id, day=load.day)
            for visit, load in enumerate(loads)
            if not load.is_pickup and visit not in unserved
        )
    )
    return served, Driven(loads=loads, routing=routing)


def _choices(problem: Problem, travel: TravelMatrix) -> Iterator[_Choice]:
    shifts = shifts_by_hub_day(problem)
    deliveries = count(_FIRST_COPY)
    for number, site in enumerate(problem.sites):
        asks = site.site_id in problem.needs_of or site.site_id in problem.orders_of
        patterns = patterns_of(problem, travel, site, shifts) if asks else ()
        hub_days = sorted({(one.hub_id, day) for one in patterns for day in one.days})
        n_visits = max((len(one.days) for one in patterns), default=0)
        for nth in range(n_visits):
            drops = _drops(problem, site, nth, n_visits)
            orders = _orders(problem, site, n_visits)
            if drops or orders:
                load = Load(place_id=site.site_id, hub_id=hub_days[0][0], day=0)
                load = replace(load, drops=drops, orders=orders)
                choice = _Choice(
                    options=tuple(replace(load, hub_id=hub, day=day) for hub, day in hub_days),
                    apart=number if n_visits > 1 else -1,
                    gap_days=site.gap_days if n_visits > 1 else 0,
                )
                yield from _by_price(problem, choice, next(deliveries))


def _by_price(problem: Problem, choice: _Choice, delivery: int) -> Iterator[_Choice]:
    """The choice; a copy each for days without and with a price where there are both."""
    prices = {load: changed_day_eur(problem, load) for load in choice.options}
    if len(set(prices.values())) <= 1:
        yield choice
        return
    for is_dear in (False, True):
        loads = (load for load in choice.options if (prices[load] > 0) is is_dear)
        options = tuple(replace(load, choice=delivery) for load in loads)
        yield replace(choice, options=options)


def _fetched(before: Driven | None) -> Iterator[_Choice]:
    """Pick-ups, each with the one hub-day that it has."""
    for load in before.loads if before else ():
        if load.is_pickup:
            yield _Choice(options=(load,), apart=-1, gap_days=0)


def _start(before: Driven | None, choices: Sequence[_Choice]) -> Routing | None:
    """The routes before, visits told apart by their place alone, as days are free."""
    if before is None:
        return None
    rows: dict[_Visited, list[int]] = defaultdict(list)
    for i, stop in enumerate(_stops([one.options[0] for one in choices])):
        rows[stop].append(i)
    again = {}
    for visit, (stop, load) in enumerate(zip(_stops(before.loads), before.loads, strict=True)):
        copies = rows.get(stop, [])
        fits = [i for i in copies if any(one.day == load.day for one in choices[i].options)]
        if copies:
            again[visit] = (fits or copies)[0]
    return Routing(routes=routes_again(before.routing, again), unserved=(), cost_cents=0)


def _stops(loads: Sequence[Load]) -> Iterator[_Visited]:
    """Place, whether food is fetched there, and the number of the visit there, copies alike."""
    seen: Counter[tuple[PlaceId, bool]] = Counter()
    last = -1
    for load in loads:
        stop = load.place_id, load.is_pickup
        if load.choice < _FIRST_COPY or load.choice != last:
            seen[stop] += 1
        last = load.choice
        yield *stop, seen[stop] - 1


def _drops(problem: Problem, site: Site, nth: int, n_visits: int) -> tuple[Drop, ...]:
    """The site's need, or its nth part; no more than its store holds."""
    room_kg = math.inf if site.storage_kg is None else site.storage_kg
    drops = []
    for need in problem.needs_of.get(site.site_id, ()):
        kg = problem.basket[need.basket_id].kg
        part = need.baskets // n_visits + (1 if nth < need.baskets % n_visits else 0)
        n_baskets = min(part, math.floor(room_kg / kg)) if room_kg < math.inf else part
        room_kg -= n_baskets * kg
        if n_baskets > 0:
            drops.append(Drop(basket_id=need.basket_id, n_baskets=n_baskets))
    return tuple(drops)


def _orders(problem: Problem, site: Site, n_visits: int) -> tuple[OrderDrop, ...]:
    """What the site ordered of each product, spread over its visits."""
    kg: dict[ProductId, float] = defaultdict(float)
    for order in problem.orders_of.get(site.site_id, ()):
        product = problem.product[order.product_id]
        if product.temperature in site.temperatures:
            kg[order.product_id] += product.kg_of(order.quantity, order.unit) / n_visits
    return tuple(OrderDrop(product_id=product_id, kg=kg[product_id]) for product_id in sorted(kg))


def _caps(
    problem: Problem, travel: TravelMatrix, targets: Mapping[HubDay, Mapping[BasketId, float]]
) -> Longs:
    """Decagrams that each hub can have handed out by the end of each day.

    Orders come on top, wherever their goods stand: patterns keep to hubs that can have them.
    """
    caps = np.full((len(travel.place_ids), problem.calendar.n_days), 0, dtype=np.int64)
    for (hub_id, day), baskets in targets.items():
        kg = sum(n * problem.basket[basket_id].kg for basket_id, n in baskets.items())
        caps[travel.index[hub_id], day] += math.ceil(kg * _CAP_SLACK * KG_IN_DAG)
    ordered_kg = sum(
        problem.product[order.product_id].kg_of(order.quantity, order.unit)
        for order in problem.orders
    )
    return np.cumsum(caps, axis=1) + math.ceil(ordered_kg * KG_IN_DAG)


def _driven(
    problem: Problem, task: RoutingTask, routing: Routing, choices: Sequence[_Choice]
) -> tuple[tuple[Load, ...], Routing]:
    """Each visit's load on the hub-day that the routes chose; the first option where unserved.

    Copies of deliveries that were made on a day of another price fall away.
    """
    loads = [choice.options[0] for choice in choices]
    made: set[int] = set()
    for route in routing.routes:
        day = task.vehicles.day.item(route.vehicle_day)
        vehicle = problem.vehicle[task.vehicles.vehicle_ids[route.vehicle_day]]
        for visit in (visit for trip in route.trips for visit in trip):
            loads[visit] = replace(loads[visit], hub_id=vehicle.hub_id, day=day)
            made.add(visit)
    done = {loads[visit].choice for visit in made}
    kept = [i for i, load in enumerate(loads) if i in made or _is_open(load, i, loads, done)]
    again = {visit: i for i, visit in enumerate(kept)}
    return (
        tuple(_alone(loads[visit]) for visit in kept),
        Routing(
            routes=routes_again(routing, again),
            unserved=tuple(again[visit] for visit in routing.unserved if visit in again),
            cost_cents=routing.cost_cents,
        ),
    )


def _is_open(load: Load, i: int, loads: Sequence[Load], done: set[int]) -> bool:
    """Whether a delivery that is in no route is missing; of its copies the first stands for all."""
    if load.choice < _FIRST_COPY:
        return True
    return load.choice not in done and (i == 0 or loads[i - 1].choice != load.choice)


def _alone(load: Load) -> Load:
    return replace(load, choice=-1) if load.choice >= _FIRST_COPY else load
