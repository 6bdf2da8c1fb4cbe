"""The whole pipeline on weeks small enough to follow; every plan meets the independent checker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.builders import (
    HUB,
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
)

from foodplan.domain.basics import Temperature, TimeWindow
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.food import Order
from foodplan.domain.ids import HubId, ProducerId, ProductId, SiteId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Engine, Limits, Progress
from foodplan.evaluate import check, explain, measure
from foodplan.optimise import optimise
from foodplan.texts import say


def planned(
    problem: Problem,
    *,
    limits: Limits | None = None,
    stop: Callable[[], bool] = lambda: False,
    report: Callable[[Progress], None] = lambda progress: None,
    start: Plan | None = None,
) -> Plan:
    """A plan that the checker passes."""
    travel = straight_travel(problem)
    ticks = iter(range(10**9))
    plan = optimise(
        problem,
        travel,
        limits or Limits(work=2000),
        clock=lambda: next(ticks) / 1000,
        stop=stop,
        report=report,
        start=start,
    )
    assert check(plan, problem, travel) == ()
    return plan


def test_stock_at_the_hub_goes_to_the_site_on_one_route() -> None:
    plan = planned(a_problem({"A": 10}))
    assert plan.baskets_given() == {"A": 10}
    assert len(plan.routes) == 1
    (stop,) = plan.routes[0].stops()
    assert (stop.place_id, stop.n_baskets) == ("A", 10)


def test_scarce_food_is_shared_fairly() -> None:
    # 60 baskets for 50 and 70: half of each.
    problem = a_problem({"A": 50, "B": 70}, lots=(a_lot(gross_kg=600.0),))
    assert planned(problem).baskets_given() == {"A": 25, "B": 35}


def test_food_is_fetched_before_it_is_packed() -> None:
    problem = a_problem(
        producers=(a_producer(),),
        lots=(a_lot(producer_id="P1", gross_kg=100.0),),
        hubs=(a_hub(processing_days=1),),
    )
    plan = planned(problem)
    (came,) = plan.collections
    (recipe,) = plan.recipes
    assert recipe.day > came.day
    assert plan.baskets_given() == {"A": 10}
    assert [stop.place_id for route in plan.routes for stop in route.stops()] == ["P1", "A"]


def test_food_packed_on_the_day_of_collection_leaves_after_it_is_sorted() -> None:
    # 100 kg at 1,000 hours × 1 kg over 14 hours of opening: 84 min of sorting after the return.
    problem = a_problem(
        producers=(a_producer(),),
        lots=(a_lot(producer_id="P1", gross_kg=100.0, last_day=0),),
        hubs=(a_hub(processing_days=0, sorting_kg_per_hour=1.0),),
    )
    plan = planned(problem)
    (route,) = plan.routes
    fetch, bring = route.trips
    assert bring.leave_min - fetch.return_min >= 84
    assert plan.baskets_given() == {"A": 10}


def test_a_delivery_goes_along_on_the_way_to_a_farm() -> None:
    # The farm in the north sells on Thursday, and B is open on Friday. For deliveries alone, A
    # beside the farm would come on Friday too: one vehicle-day. With the call at the farm there are
    # two either way, and A on the way to the farm saves the 38 km of going there once more.
    days = all_week()
    problem = a_problem(
        {"A": 10, "B": 10},
        sites=(
            a_site("A", location=near(north_km=19), windows=days[3:]),
            a_site("B", windows=days[4:]),
        ),
        producers=(a_producer(location=near(north_km=20), windows=days[3:4]),),
        lots=(a_lot("L1", gross_kg=100.0), a_lot("L2", producer_id="P1", gross_kg=100.0)),
        hubs=(a_hub(processing_days=1),),
    )
    plan = planned(problem)
    assert plan.baskets_given() == {"A": 10, "B": 10}
    stops = [[stop.place_id for stop in route.stops()] for route in plan.routes]
    assert stops == [["A", "P1"], ["B"]]


def test_what_the_producer_brings_needs_no_route() -> None:
    problem = a_problem(
        producers=(a_producer(brings_to_hub=HUB),),
        lots=(a_lot(producer_id="P1", gross_kg=100.0),),
    )
    plan = planned(problem)
    assert len(plan.collections) == 1
    assert [stop.place_id for route in plan.routes for stop in route.stops()] == ["A"]


def test_a_producer_who_brings_to_a_hub_that_links_rule_out_brings_nothing() -> None:
    to_h2 = Link(kind=LinkKind.PRODUCER_HUB, first_id="P1", second_id="H2", rule=LinkRule.REQUIRED)
    problem = a_problem(
        hubs=(a_hub(), a_hub("H2")),
        producers=(a_producer(brings_to_hub=HUB),),
        lots=(a_lot(producer_id="P1", gross_kg=100.0),),
        links=(to_h2,),
    )
    assert planned(problem).collections == ()
    assert len(planned(replace(problem, links=())).collections) == 1


def test_waiting_all_day_for_food_to_be_sorted_is_no_unbroken_work() -> None:
    # Fetched in the morning, sorted by the afternoon, with one van: it waits at the hub for hours.
    problem = a_problem(
        producers=(a_producer(windows=all_week(480, 540)),),
        lots=(a_lot(producer_id="P1", gross_kg=100.0, last_day=0),),
        hubs=(a_hub(processing_days=0, sorting_kg_per_hour=0.3),),
    )
    plan = planned(problem)
    (route,) = plan.routes
    assert route.end_min - route.start_min > 360
    assert plan.baskets_given() == {"A": 10}


def test_a_farm_that_no_vehicle_reaches_in_time_is_not_counted_on() -> None:
    # The far farm closes before anybody could be there; the near one has half of the food.
    far = a_producer("FAR", location=near(north_km=60), windows=all_week(480, 490))
    problem = a_problem(
        {"A": 20},
        producers=(far, a_producer("P1")),
        lots=(
            a_lot("L1", producer_id="FAR", gross_kg=100.0),
            a_lot("L2", producer_id="P1", gross_kg=100.0),
        ),
        hubs=(a_hub(processing_days=1),),
    )
    plan = planned(problem)
    assert plan.baskets_given() == {"A": 10}
    assert {came.lot_id for came in plan.collections} == {"L2"}


def due_on(*days: str) -> tuple[Link, ...]:
    return tuple(
        Link(kind=LinkKind.PRODUCER_DAY, first_id="P1", second_id=day, rule=LinkRule.REQUIRED)
        for day in days
    )


def calls(plan: Plan) -> list[int]:
    return [route.day for route in plan.routes for stop in route.stops() if stop.place_id == "P1"]


@pytest.mark.parametrize("engine", Engine)
def test_a_farm_is_called_at_on_its_days_though_nothing_is_fetched(engine: Engine) -> None:
    problem = a_problem(producers=(a_producer(),), links=due_on("tue", "thu"))
    plan = planned(problem, limits=Limits(work=1000, engine=engine))
    assert calls(plan) == [1, 3]
    assert plan.collections == ()
    assert measure(plan, problem).n_missed_calls == 0


def test_what_is_fetched_is_fetched_on_the_days_of_the_farm() -> None:
    problem = a_problem(
        producers=(a_producer(),),
        lots=(a_lot(producer_id="P1", gross_kg=100.0),),
        hubs=(a_hub(processing_days=1),),
        links=due_on("tue", "thu"),
    )
    plan = planned(problem)
    assert plan.baskets_given() == {"A": 10}
    assert calls(plan) == [1, 3]
    assert {came.day for came in plan.collections} <= {1, 3}


def test_a_call_that_no_vehicle_can_make_is_counted_and_the_rest_is_planned() -> None:
    off = tuple(shift for shift in all_week() if shift.day != 3)
    problem = a_problem(
        producers=(a_producer(),),
        vehicles=(a_vehicle(shifts=off),),
        links=due_on("tue", "thu"),
    )
    plan = planned(problem)
    assert calls(plan) == [1]
    assert plan.baskets_given() == {"A": 10}
    assert measure(plan, problem).n_missed_calls == 1
    told = explain(plan, problem, straight_travel(problem)).limits[0]
    assert (told.code, told.about, told.day) == ("week-missed-call", "P1", 3)


def test_an_order_that_a_full_store_cuts_short_says_so() -> None:
    # Apples fill the store. 10 kg of carrots need 11.1 kg gross: two crates of 5 kg, not three.
    problem = a_problem(
        {"A": 0},
        products=(a_product("apple"), a_product("carrot", crate_kg=5.0)),
        producers=(a_producer(),),
        lots=(
            a_lot("L0", product_id=ProductId("apple"), gross_kg=100.0),
            a_lot("L1", producer_id=ProducerId("P1"), yield_share=0.9),
        ),
        hubs=(a_hub(storage_kg=100.0),),
        orders=(Order(site_id=SiteId("A"), product_id=ProductId("carrot"), quantity=10.0),),
    )
    (told,) = explain(planned(problem), problem, straight_travel(problem)).limits
    assert (told.code, told.about, told.place_id) == ("week-order-storage", "A", HUB)
    assert say(told.code, "en", **told.params).endswith(
        "A gets 9 of the 10 kg of carrot it ordered."
    )


def test_a_call_that_is_due_comes_before_baskets() -> None:
    # On Monday there is time for the farm (20 + 20 + 10 + 20 min) or for the site, not for both.
    monday = (TimeWindow(day=0, start_min=480, end_min=555),)
    problem = a_problem(
        sites=(a_site(location=near(north_km=-10)),),
        producers=(a_producer(),),
        vehicles=(a_vehicle(shifts=monday),),
        links=due_on("mon"),
    )
    plan = planned(problem)
    assert calls(plan) == [0]
    assert plan.baskets_given() == {}


def test_any_hub_may_send_the_vehicle_that_calls() -> None:
    hubs = (a_hub(HUB), a_hub("H2", location=near(north_km=12)))
    problem = a_problem(
        producers=(a_producer(),),
        hubs=hubs,
        vehicles=(a_vehicle("V1"), a_vehicle("V2", hub_id=HubId("H2"))),
        links=due_on("wed"),
    )
    plan = planned(problem)
    assert calls(plan) == [2]
    called = [r.vehicle_id for r in plan.routes for stop in r.stops() if stop.place_id == "P1"]
    assert called == ["V2"]


@pytest.mark.parametrize("engine", Engine)
def test_a_fixed_visit_names_site_day_and_vehicle(engine: Engine) -> None:
    # Twice a week: by the dear van on Tuesday, by the cheap one on Friday.
    dear, cheap = a_vehicle("V1", fixed_eur_per_day=300.0), a_vehicle("V2")
    pairs = (("tue", "V1", 1), ("fri", "V2", 4))
    links = [
        Link(kind=LinkKind.SITE_DAY, first_id="A", second_id=name, rule=LinkRule.REQUIRED)
        for name, _, _ in pairs
    ]
    links += [
        Link(
            kind=LinkKind.SITE_VEHICLE,
            first_id="A",
            second_id=van,
            rule=LinkRule.REQUIRED,
            day=day,
        )
        for _, van, day in pairs
    ]
    problem = a_problem(
        sites=(a_site(deliveries_per_week=2),), vehicles=(dear, cheap), links=tuple(links)
    )
    plan = planned(problem, limits=Limits(work=1000, engine=engine))
    assert [(route.day, route.vehicle_id) for route in plan.routes] == [(1, "V1"), (4, "V2")]
    free = planned(replace(problem, links=()), limits=Limits(work=1000, engine=engine))
    assert {route.vehicle_id for route in free.routes} == {"V2"}


def test_a_site_that_cannot_be_served_leaves_its_food_to_the_others() -> None:
    shut = a_site("B", windows=())
    problem = a_problem(
        {"A": 10, "B": 10}, sites=(a_site("A"), shut), lots=(a_lot(gross_kg=100.0),)
    )
    assert planned(problem).baskets_given() == {"A": 10}


def test_a_fleet_that_is_too_small_serves_what_it_can() -> None:
    # One trip of 30 baskets a day, one delivery a week for each site; 400 are asked for.
    van = a_vehicle(payload_kg=300.0, max_trips=1)
    problem = a_problem(
        {"A": 100, "B": 100, "C": 100, "D": 100}, vehicles=(van,), lots=(a_lot(gross_kg=4e3),)
    )
    plan = planned(problem)
    assert plan.baskets_given() == {"A": 30, "B": 30, "C": 30, "D": 30}
    assert len(plan.routes) == 4


def test_bounds_hold_for_the_whole_week_whatever_the_routes() -> None:
    # Food and hands would fill all 400 needs; the van brings 120. The bound must not shrink to it.
    van = a_vehicle(payload_kg=300.0, max_trips=1)
    problem = a_problem(
        {"A": 100, "B": 100, "C": 100, "D": 100}, vehicles=(van,), lots=(a_lot(gross_kg=4e3),)
    )
    bounds = {bound.stage: bound for bound in planned(problem).bounds}
    assert bounds["baskets"].value == 120
    assert bounds["baskets"].bound >= 120
    assert bounds["min_fill"].value == pytest.approx(0.3)


def test_several_hubs_serve_their_own_sites() -> None:
    problem = a_problem(
        {"A": 10, "B": 10},
        hubs=(a_hub(), a_hub("K", location=near(east_km=60))),
        sites=(a_site("A"), a_site("B", location=near(east_km=58))),
        lots=(a_lot("L1"), a_lot("L2", hub_id="K")),
        vehicles=(a_vehicle("V1"), a_vehicle("V2", hub_id=HubId("K"))),
    )
    plan = planned(problem)
    served = {stop.place_id: route.vehicle_id for route in plan.routes for stop in route.stops()}
    assert served == {"A": "V1", "B": "V2"}


def test_two_deliveries_a_week_share_the_need() -> None:
    problem = a_problem({"A": 20}, sites=(a_site(deliveries_per_week=2, storage_kg=100.0),))
    plan = planned(problem)
    days = [route.day for route in plan.routes]
    assert plan.baskets_given() == {"A": 20}
    assert days[1] - days[0] >= 2


def test_a_need_that_no_vehicle_could_carry_comes_in_parts() -> None:
    problem = a_problem({"A": 150}, lots=(a_lot(gross_kg=2e3),))
    plan = planned(problem)
    assert plan.baskets_given() == {"A": 150}
    assert [len(route.trips) for route in plan.routes] == [2]


@pytest.mark.parametrize("engine", Engine)
def test_orders_alone_are_planned_from_the_hub_that_has_the_goods(engine: Engine) -> None:
    hubs = (a_hub(), a_hub("H2", location=near(east_km=40)))
    problem = a_problem(
        {},
        sites=(a_site("A", location=near(east_km=38)), a_site("B", location=near(east_km=2))),
        hubs=hubs,
        baskets=(),
        vehicles=(a_vehicle("V1"), a_vehicle("V2", hub_id=HubId("H2"))),
        orders=tuple(
            Order(site_id=SiteId(name), product_id=ProductId("carrot"), quantity=50.0)
            for name in "AB"
        ),
    )
    plan = planned(problem, limits=Limits(work=1000, engine=engine))
    assert measure(plan, problem).orders_share == 1
    (route,) = plan.routes
    assert route.vehicle_id == "V1"
    assert {stop.place_id for stop in route.stops()} == {"A", "B"}


def test_orders_travel_beside_baskets() -> None:
    order = Order(site_id=SiteId("A"), product_id=ProductId("carrot"), quantity=20)
    plan = planned(a_problem(orders=(order,)))
    (stop,) = plan.routes[0].stops()
    assert [(one.product_id, one.kg) for one in stop.orders] == [("carrot", 20.0)]


def test_chilled_baskets_ride_in_cold_vehicles() -> None:
    cold = frozenset({Temperature.AMBIENT, Temperature.CHILLED})
    problem = a_problem(
        products=(a_product(), a_product("milk", temperature=Temperature.CHILLED)),
        producers=(a_producer(),),
        lots=(a_lot(), a_lot("L2", producer_id="P1", product_id="milk", gross_kg=50.0)),
        orders=(Order(site_id=SiteId("A"), product_id=ProductId("milk"), quantity=20),),
        sites=(a_site(temperatures=cold),),
        vehicles=(a_vehicle("V1"), a_vehicle("V2", temperatures=cold, fixed_eur_per_day=500.0)),
    )
    plan = planned(problem)
    assert any(stop.orders for route in plan.routes for stop in route.stops())
    assert "V2" in {route.vehicle_id for route in plan.routes}


def test_an_empty_week_is_an_empty_plan() -> None:
    plan = planned(a_problem({"A": 0}))
    assert (plan.routes, plan.recipes, plan.collections) == ((), (), ())


def test_a_week_without_vehicles_serves_nobody() -> None:
    plan = planned(a_problem(vehicles=()))
    assert plan.routes == ()


def test_the_same_input_seed_and_work_give_the_same_plan() -> None:
    problem = a_problem({"A": 10, "B": 30, "C": 50, "D": 20}, lots=(a_lot(gross_kg=900.0),))
    assert planned(problem) == planned(problem)


def test_a_stop_at_once_still_gives_a_plan() -> None:
    plan = planned(a_problem({"A": 10, "B": 30}), stop=lambda: True, limits=Limits(seconds=60))
    assert plan.baskets_given() == {"A": 10, "B": 30}


def test_progress_grows_and_ends_with_the_plan() -> None:
    seen: list[Progress] = []
    planned(a_problem({"A": 10, "B": 30}), report=seen.append)
    shares = [one.share for one in seen]
    assert shares == sorted(shares)
    assert seen[0].phase == "allocating"
    assert (seen[-1].phase, seen[-1].share, seen[-1].baskets_served) == ("routing", 1.0, 40)


@pytest.mark.parametrize("day", [0, 2])
def test_a_closed_hub_day_is_not_used(day: int) -> None:
    windows = tuple(TimeWindow(day=d, start_min=360, end_min=1200) for d in range(5) if d != day)
    plan = planned(a_problem({"A": 10, "B": 10}, hubs=(a_hub(windows=windows),)))
    assert day not in {route.day for route in plan.routes}
    assert sum(plan.baskets_given().values()) == 20


def test_an_earlier_plan_is_gone_on_from_where_it_is_still_possible() -> None:
    sites = {name: a_site(name, location=near(2.0 * i, 0.0)) for i, name in enumerate("ABCD", 1)}
    vans = (a_vehicle("V1"), a_vehicle("V2"))
    problem = a_problem(
        dict.fromkeys(sites, 10), sites=tuple(sites.values()), vehicles=vans, lots=(a_lot("L1"),)
    )
    before = planned(problem, limits=Limits(work=2000, seed=3))
    assert before.routes
    least = Limits(work=1, seed=9)
    assert days_of(planned(problem, limits=least, start=before)) == days_of(before)

    # Its vehicle is gone and a site is closed: what is left of it still gives a sound plan.
    used = before.routes[0].vehicle_id
    left = replace(
        problem,
        vehicles=tuple(van for van in vans if van.vehicle_id != used),
        sites=tuple(site for name, site in sites.items() if name != "B"),
        needs=tuple(need for need in problem.needs if need.site_id != "B"),
    )
    after = planned(left, limits=least, start=before)
    assert set(after.baskets_given()) == {"A", "C", "D"}


def days_of(plan: Plan) -> dict[str, int]:
    return {stop.place_id: route.day for route in plan.routes for stop in route.stops()}
