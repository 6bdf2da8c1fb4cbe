"""From a week to a routing task: whole numbers, windows, who may come, what must be divided."""

from __future__ import annotations

import numpy as np
from tests.builders import (
    HUB,
    a_basket,
    a_hub,
    a_lot,
    a_problem,
    a_producer,
    a_product,
    a_site,
    a_vehicle,
    all_week,
    near,
    straight_travel,
    travel_table,
)

from foodplan.domain.basics import Temperature, VehicleKind
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.ids import HubId, LotId
from foodplan.domain.plan import Collection, Drop, Pick
from foodplan.domain.policy import Policy, Rules
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Given, OrderGiven
from foodplan.optimise.arrays import routing_task
from foodplan.optimise.routing.task import NO_LIMIT, RoutingTask
from foodplan.optimise.visits import Load, call_loads, delivery_loads, pickup_loads


def given(site_id: str = "A", baskets: int = 10, day: int = 0, basket_id: str = "basket") -> Given:
    return Given(
        site_id=site_id,  # type: ignore[arg-type]
        hub_id=HUB,
        day=day,
        basket_id=basket_id,  # type: ignore[arg-type]
        baskets=baskets,
    )


def collected(lot_id: str = "L1", crates: float = 10, day: int = 0) -> Collection:
    return Collection(
        lot_id=LotId(lot_id), hub_id=HUB, day=day, crates=crates, gross_kg=10 * crates
    )


def task_of(problem: Problem, *loads: Load) -> RoutingTask:
    return routing_task(problem, straight_travel(problem), loads, release_min={})


def delivery(day: int = 0, n_baskets: int = 10) -> Load:
    drop = Drop(basket_id="basket", n_baskets=n_baskets)  # type: ignore[arg-type]
    return Load(place_id="A", hub_id=HUB, day=day, drops=(drop,))


def test_vehicle_days_are_sorted_by_day_and_vehicle_with_costs_in_millicents() -> None:
    vans = (a_vehicle("V1", eur_per_hour=36.0, fixed_eur_per_week=7.0), a_vehicle("V2"))
    task = task_of(a_problem(vehicles=vans), delivery())
    table = task.vehicles
    assert table.vehicle_ids[:4] == ("V1", "V2", "V1", "V2")
    assert table.day.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert table.fixed_millicents.item(0) == 10_000_000
    assert table.weekly_millicents.item(0) == 700_000
    assert table.millicents_per_metre.item(0) == 50
    assert table.millicents_per_second.item(0) == 1000
    assert table.max_stops_per_trip.item(0) == NO_LIMIT
    assert table.capacity_dag.item(0) == 120_000
    assert table.capacity_mpal.item(0) == 4000


def test_the_longest_route_is_the_least_of_vehicle_and_policy() -> None:
    problem = a_problem(
        vehicles=(a_vehicle("V1", max_route_min=300), a_vehicle("V2")),
        policy=Policy(balance_max_route_min=400),
    )
    assert task_of(problem, delivery()).vehicles.max_route_s[:2].tolist() == [18_000, 24_000]


def test_the_most_stops_are_the_least_of_rules_and_vehicle() -> None:
    vans = (a_vehicle("V1", max_stops=3), a_vehicle("V2"), a_vehicle("V3", max_stops=99))
    task = task_of(a_problem(vehicles=vans, rules=Rules(max_stops=12)), delivery())
    assert task.vehicles.max_stops[:3].tolist() == [3, 12, 12]


def test_a_chilled_pick_up_shortens_its_route_and_an_ambient_one_does_not() -> None:
    milk = a_product("milk", temperature=Temperature.CHILLED)
    problem = a_problem(
        products=(a_product(), milk),
        producers=(a_producer(),),
        lots=(
            a_lot("L1", producer_id="P1"),
            a_lot("L2", producer_id="P1", product_id="milk"),
        ),
        rules=Rules(chilled_pickup_max_route_min=240),
    )
    loads = [
        Load(place_id="P1", hub_id=HUB, day=0, picks=(pick,))
        for pick in (
            Pick(lot_id=LotId("L1"), crates=1, gross_kg=10),
            Pick(lot_id=LotId("L2"), crates=1, gross_kg=10),
        )
    ]
    assert task_of(problem, *loads).visits.max_route_s.tolist() == [NO_LIMIT, 240 * 60]


def test_a_call_that_is_due_is_a_choice_of_hubs_above_any_basket() -> None:
    due = Link(kind=LinkKind.PRODUCER_DAY, first_id="P1", second_id="tue", rule=LinkRule.REQUIRED)
    problem = a_problem(
        producers=(a_producer(),),
        hubs=(a_hub(), a_hub("H2"), a_hub("H3")),
        vehicles=(a_vehicle("V1"), a_vehicle("V2", hub_id=HubId("H2"))),
        links=(due,),
    )
    loads = call_loads(problem, ())
    assert [(load.hub_id, load.day) for load in loads] == [(HUB, 1), ("H2", 1)]
    task = task_of(problem, *loads, delivery(n_baskets=300))
    assert task.visits.alternatives.tolist() == [0, 0, -1]
    assert task.visits.pickup.tolist() == [True, True, False]
    assert task.visits.price_cents[0] > task.visits.price_cents[2]
    fetched = Load(
        place_id="P1", hub_id=HUB, day=1, picks=(Pick(lot_id=LotId("L"), crates=1, gross_kg=1),)
    )
    assert call_loads(problem, (fetched,)) == ()


def test_loads_and_times_are_rounded_so_that_nothing_is_too_small() -> None:
    problem = a_problem(
        baskets=(a_basket(kg=9.333, per_pallet=60),),
        sites=(a_site(unloading_min=5, unloading_min_per_basket=0.111),),
    )
    visits = task_of(problem, delivery()).visits
    assert visits.load_dag.item(0) == 9333
    assert visits.load_mpal[0].tolist() == [167, 0, 0]
    assert visits.service_s.item(0) == 367


def test_only_vehicles_that_may_come_on_that_day_from_that_hub_are_allowed() -> None:
    fleet = (
        a_vehicle("BIG", payload_kg=3000),
        a_vehicle("COLD", temperatures=frozenset({Temperature.CHILLED})),
        a_vehicle("LINK"),
        a_vehicle("OK"),
        a_vehicle("OTHER", hub_id=HubId("K")),
    )
    problem = a_problem(
        hubs=(a_hub(), a_hub("K", location=near(north_km=3))),
        vehicles=fleet,
        sites=(a_site(max_vehicle_kg=2000),),
        links=(
            Link(
                kind=LinkKind.SITE_VEHICLE,
                first_id="A",
                second_id="LINK",
                rule=LinkRule.FORBIDDEN,
            ),
        ),
    )
    task = task_of(problem, delivery(day=1))
    may = [
        (task.vehicles.vehicle_ids[row], task.vehicles.day.item(row))
        for row in np.flatnonzero(task.visits.may[0])
    ]
    assert may == [("OK", 1)]


def test_where_there_is_no_way_nobody_may_go() -> None:
    problem = a_problem()
    travel = straight_travel(problem)
    minutes = travel.table(VehicleKind.VAN)[1][0]
    minutes[travel.index["A"], travel.index[HUB]] = np.inf
    closed = travel_table(travel.place_ids, minutes.tolist())
    task = routing_task(problem, closed, [delivery()], release_min={})
    assert not task.visits.may.any()


def test_windows_are_those_of_the_day_and_a_pick_up_waits_for_its_last_lot() -> None:
    problem = a_problem(
        producers=(a_producer(windows=all_week(420, 720)),),
        lots=(a_lot("L1", producer_id="P1"), a_lot("L2", producer_id="P1", ready_min=600.0)),
    )
    loads = pickup_loads(problem, [collected("L1"), collected("L2"), collected("L2", day=1)])
    windows = task_of(problem, *loads).visits.windows
    assert windows[0, 0, 0].tolist() == [36_000, 43_200]
    assert windows[0, 1, 0].tolist() == [1, 0]
    assert windows[1, 1, 0].tolist() == [25_200, 43_200]


def test_a_release_holds_deliveries_and_not_pick_ups() -> None:
    problem = a_problem(producers=(a_producer(),), lots=(a_lot(producer_id="P1"),))
    loads = [delivery(), *pickup_loads(problem, [collected()])]
    task = routing_task(problem, straight_travel(problem), loads, release_min={(HUB, 0): 600.0})
    assert task.visits.release_s[:, 0].tolist() == [36_000, 0]


def test_leaving_out_more_baskets_costs_more_and_anything_more_than_any_route() -> None:
    problem = a_problem({"A": 10, "B": 60})
    loads = delivery_loads(problem, [given("A", 10), given("B", 60)], [])
    prices = task_of(problem, *loads).visits.price_cents
    assert 200_000 < prices[0] < prices[1]


def test_baskets_and_orders_of_one_delivery_are_one_visit() -> None:
    problem = a_problem({"A": 10, "B": 5})
    extra = OrderGiven(site_id="A", hub_id=HUB, day=0, product_id="carrot", kg=20.0)  # type: ignore[arg-type]
    loads = delivery_loads(problem, [given("A"), given("B", 5)], [extra])
    assert [(load.place_id, load.n_baskets, load.kg(problem)) for load in loads] == [
        ("A", 10, 120.0),
        ("B", 5, 50.0),
    ]
    # 10 baskets of 60 a pallet and 2 crates of 40.
    assert loads[0].pallets(problem)[Temperature.AMBIENT] == 10 / 60 + 2 / 40


def test_what_no_vehicle_could_carry_is_divided_into_equal_parts() -> None:
    problem = a_problem({"A": 250})
    loads = delivery_loads(problem, [given("A", 250)], [])
    # 2,500 kg and 4.2 pallets for vans of 1,200 kg and 4 pallets.
    assert [load.n_baskets for load in loads] == [84, 83, 83]


def test_a_pick_up_is_divided_by_whole_crates_and_loses_nothing() -> None:
    problem = a_problem(
        producers=(a_producer(),), lots=(a_lot(producer_id="P1", gross_kg=2_995.0),)
    )
    row = Collection(lot_id=LotId("L1"), hub_id=HUB, day=0, crates=300, gross_kg=2_995.0)
    picks = [load.picks[0] for load in pickup_loads(problem, [row])]
    assert picks == [
        Pick(lot_id=LotId("L1"), crates=100, gross_kg=1000.0),
        Pick(lot_id=LotId("L1"), crates=100, gross_kg=1000.0),
        Pick(lot_id=LotId("L1"), crates=100, gross_kg=995.0),
    ]


def test_classes_travel_apart_where_no_vehicle_takes_both() -> None:
    cold = a_vehicle("C", temperatures=frozenset({Temperature.CHILLED}))
    problem = a_problem(
        products=(a_product(), a_product("milk", temperature=Temperature.CHILLED)),
        producers=(a_producer(),),
        lots=(a_lot("L1", producer_id="P1"), a_lot("L2", producer_id="P1", product_id="milk")),
        vehicles=(cold, a_vehicle("V")),
    )
    loads = pickup_loads(problem, [collected("L1"), collected("L2")])
    assert [[pick.lot_id for pick in load.picks] for load in loads] == [["L1"], ["L2"]]


def test_what_the_producer_brings_or_stands_at_the_hub_is_not_fetched() -> None:
    problem = a_problem(
        producers=(a_producer(brings_to_hub=HUB),),
        lots=(a_lot("L1", producer_id="P1"), a_lot("L2")),
    )
    assert pickup_loads(problem, [collected("L1"), collected("L2")]) == ()
