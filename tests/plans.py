"""A small plan written by hand, valid in every rule, to be spoilt one field at a time.

Hub H packs the day after collection. Monday: van V1 brings 10 baskets of carrots (stock of the hub)
to A, then fetches 10 crates of apples at farm P1. Tuesday: 8 baskets of carrots and apples and a
crate of apples that B ordered go to B. 1 km takes a minute; H-A 10, A-P1 15, P1-H 12, H-B 20 min.
"""

from __future__ import annotations

from dataclasses import replace

from tests.builders import (
    HUB,
    a_hub,
    a_lot,
    a_problem,
    a_producer,
    a_product,
    a_vehicle,
    travel_table,
)

from foodplan.domain.food import Order
from foodplan.domain.ids import BasketId, HubId, LotId, ProducerId, ProductId, SiteId, VehicleId
from foodplan.domain.plan import (
    Collection,
    Drop,
    OrderDrop,
    OrderPacking,
    Part,
    Pick,
    Plan,
    Recipe,
    Route,
    Stop,
    Trip,
)
from foodplan.domain.problem import Problem
from foodplan.tables.travel import TravelMatrix

BASKET = BasketId("basket")
CARROTS, APPLES = LotId("L1"), LotId("L2")
APPLE = ProductId("apple")


def hand_problem(**changes: object) -> Problem:
    """A needs 10 baskets, B needs 10 and ordered 10 kg of apples; 100 kg of apples stand at P1."""
    values: dict[str, object] = {
        "needs": {"A": 10, "B": 10},
        "products": (a_product("apple", group="fruit"), a_product("carrot")),
        "producers": (a_producer("P1"),),
        "lots": (
            a_lot("L1", gross_kg=150.0),
            a_lot(
                "L2",
                product_id=APPLE,
                producer_id=ProducerId("P1"),
                gross_kg=100.0,
                yield_share=0.5,
            ),
        ),
        "hubs": (a_hub(processing_days=1),),
        "orders": (Order(site_id=SiteId("B"), product_id=APPLE, quantity=10.0),),
        "vehicles": (a_vehicle("V1", eur_per_hour=12.0, litres_per_100km=10.0),),
    }
    return a_problem(**(values | changes))  # type: ignore[arg-type]


def hand_travel() -> TravelMatrix:
    """Minutes (and km) between H, P1, A and B; P2 is next door to P1."""
    return travel_table(
        ("H", "P1", "A", "B", "P2"),
        (
            (0, 12, 10, 20, 12),
            (12, 0, 15, 25, 0),
            (10, 15, 0, 11, 15),
            (20, 25, 11, 0, 25),
            (12, 0, 15, 25, 0),
        ),
    )


def hand_plan() -> Plan:
    """The plan of the module's first lines."""
    return Plan(
        collections=(Collection(lot_id=APPLES, hub_id=HUB, day=0, crates=10, gross_kg=100.0),),
        recipes=(
            a_recipe(day=0, n_baskets=10, carrots_kg=100.0),
            a_recipe(day=1, n_baskets=8, carrots_kg=40.0, apples_kg=40.0),
        ),
        order_packings=(
            OrderPacking(
                hub_id=HUB,
                day=1,
                site_id=SiteId("B"),
                product_id=APPLE,
                lot_id=APPLES,
                net_kg=10.0,
            ),
        ),
        routes=(monday(), tuesday()),
    )


def a_recipe(
    *, day: int, n_baskets: int, carrots_kg: float = 0.0, apples_kg: float = 0.0, hub_id: str = HUB
) -> Recipe:
    """Baskets of carrots and apples."""
    kg = {CARROTS: carrots_kg, APPLES: apples_kg}
    return Recipe(
        hub_id=HubId(hub_id),
        day=day,
        basket_id=BASKET,
        n_baskets=n_baskets,
        parts=tuple(Part(lot_id=lot_id, net_kg=net) for lot_id, net in kg.items() if net),
    )


def monday() -> Route:
    """08:00 loading, A at 08:30, P1 at 08:55, back at 09:17."""
    at_a = a_stop("A", minutes=10, arrive_min=510, n_baskets=10)
    at_p1 = replace(
        a_stop("P1", minutes=15, arrive_min=535),
        picks=(Pick(lot_id=APPLES, crates=10, gross_kg=100.0),),
    )
    return a_route(day=0, trips=(a_trip(at_a, at_p1, home=12),))


def tuesday() -> Route:
    """08:00 loading, B at 08:40, back at 09:10."""
    at_b = replace(
        a_stop("B", minutes=20, arrive_min=520, n_baskets=8),
        orders=(OrderDrop(product_id=APPLE, kg=10.0),),
    )
    return a_route(day=1, trips=(a_trip(at_b, home=20),))


def a_route(*, day: int, trips: tuple[Trip, ...], vehicle_id: str = "V1") -> Route:
    """One vehicle-day."""
    return Route(vehicle_id=VehicleId(vehicle_id), day=day, trips=trips)


def a_trip(*stops: Stop, home: float, load_min: float = 480) -> Trip:
    """20 minutes of loading, then the stops, then home at once."""
    return Trip(
        load_min=load_min,
        leave_min=load_min + 20,
        stops=stops,
        home_km=home,
        home_drive_min=home,
        return_min=stops[-1].leave_min + home,
    )


def a_stop(place_id: str, *, minutes: float, arrive_min: float, n_baskets: int = 0) -> Stop:
    """Ten minutes of service that begins on arrival."""
    return Stop(
        place_id=place_id,
        km=minutes,
        drive_min=minutes,
        arrive_min=arrive_min,
        start_min=arrive_min,
        leave_min=arrive_min + 10,
        drops=(Drop(basket_id=BASKET, n_baskets=n_baskets),) if n_baskets else (),
    )


def with_route(plan: Plan, index: int, **changes: object) -> Plan:
    """The plan with one route changed."""
    routes = list(plan.routes)
    routes[index] = replace(routes[index], **changes)  # type: ignore[arg-type]
    return replace(plan, routes=tuple(routes))


def with_trip(plan: Plan, route: int, trip: int = 0, **changes: object) -> Plan:
    """The plan with one trip changed."""
    trips = list(plan.routes[route].trips)
    trips[trip] = replace(trips[trip], **changes)  # type: ignore[arg-type]
    return with_route(plan, route, trips=tuple(trips))


def with_stop(plan: Plan, route: int, stop: int, **changes: object) -> Plan:
    """The plan with one stop of a route's first trip changed."""
    stops = list(plan.routes[route].trips[0].stops)
    stops[stop] = replace(stops[stop], **changes)  # type: ignore[arg-type]
    return with_trip(plan, route, stops=tuple(stops))


def shifted(trip: Trip, by_min: float) -> Trip:
    """The same trip so many minutes later."""
    stops = tuple(
        replace(
            stop,
            arrive_min=stop.arrive_min + by_min,
            start_min=stop.start_min + by_min,
            leave_min=stop.leave_min + by_min,
        )
        for stop in trip.stops
    )
    return replace(
        trip,
        load_min=trip.load_min + by_min,
        leave_min=trip.leave_min + by_min,
        return_min=trip.return_min + by_min,
        stops=stops,
    )
