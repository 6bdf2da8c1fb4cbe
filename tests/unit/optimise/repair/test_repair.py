"""Every kind of accident on weeks small enough to repair by hand; the checker sees each one.

The plans are made by the optimiser's own week, or by hand where the accident needs a certain shape.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import (
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

from foodplan.domain.accident import Accident, LockKind, Locks, Moment, Repaired, StopLock
from foodplan.domain.accident_words import read_change
from foodplan.domain.basics import Temperature, TimeWindow
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.food import Order
from foodplan.domain.ids import HubId, LotId, ProducerId, ProductId, SiteId, VehicleId
from foodplan.domain.past import past_of
from foodplan.domain.plan import Collection, Pick, Plan, Stop
from foodplan.domain.policy import AllowedChanges
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits
from foodplan.domain.striking import strike
from foodplan.evaluate import check
from foodplan.evaluate.comparison import stop_changes
from foodplan.optimise import optimise
from foodplan.optimise.repair import repair

MONDAY_MORNING = Moment(day=0, minute=360.0)
BEFORE = Moment()
FREE = Locks()


def planned(problem: Problem) -> Plan:
    ticks = iter(range(10**9))
    return optimise(
        problem,
        straight_travel(problem),
        Limits(work=300),
        clock=lambda: next(ticks) / 1000,
        stop=lambda: False,
        report=lambda _: None,
    )


def repaired(
    problem: Problem,
    plan: Plan,
    words: str,
    *,
    at: Moment = BEFORE,
    level: AllowedChanges = AllowedChanges.ALL,
    locks: Locks = FREE,
) -> Repaired:
    """The repaired plan, which the checker passes and in which nothing that happened moved."""
    accident = Accident(change=read_change(words, problem, "en"), at=at, level=level, locks=locks)
    past = past_of(plan, problem, at)
    after, findings = strike(problem, plan, past, accident.change)
    assert findings == ()
    travel = straight_travel(after)
    answer = repair(problem, after, travel, plan, accident)
    assert check(answer.plan, after, travel) == ()
    routes = {(route.day, route.vehicle_id): route for route in answer.plan.routes}
    for key, trips in past.trips.items():
        assert routes[key].trips[: len(trips)] == trips
    return answer


def days_and_vans(plan: Plan) -> dict[str, tuple[int, str]]:
    return {
        stop.place_id: (route.day, route.vehicle_id)
        for route in plan.routes
        for stop in route.stops()
    }


def only_on(day: int) -> tuple[object, ...]:
    return tuple(window for window in all_week() if window.day == day)


def a_monday(needs: dict[str, int] | None = None, **changes: object) -> Problem:
    """Three sites that are open on Monday only, and two vans."""
    sites = tuple(
        a_site(name, location=near(east_km=5 + i), windows=only_on(0))
        for i, name in enumerate("ABC")
    )
    values: dict[str, object] = {
        "sites": sites,
        "vehicles": (a_vehicle("V1"), a_vehicle("V2")),
    }
    return a_problem(needs or {"A": 10, "B": 10, "C": 10}, **(values | changes))


def test_a_van_that_is_out_gives_its_stops_to_the_other_van_of_the_day() -> None:
    problem = a_monday()
    plan = planned(problem)
    (before,) = {van for _, van in days_and_vans(plan).values()}
    other = {"V1": "V2", "V2": "V1"}[before]

    answer = repaired(problem, plan, f"{before}-out", at=MONDAY_MORNING)

    assert days_and_vans(answer.plan) == dict.fromkeys("ABC", (0, other))
    assert answer.plan.recipes == plan.recipes
    assert [stop.place_id for stop in answer.lost] == ["A", "B", "C"]
    assert all(stop.to and stop.to.vehicle_id == other for stop in answer.lost)


def test_nothing_changes_where_the_accident_touches_no_route() -> None:
    problem = a_monday()
    plan = planned(problem)
    (used,) = {van for _, van in days_and_vans(plan).values()}
    other = {"V1": "V2", "V2": "V1"}[used]

    answer = repaired(problem, plan, f"{other}-out")

    assert answer.plan.routes == plan.routes
    assert answer.plan.recipes == plan.recipes
    assert answer.lost == ()


def test_with_no_other_van_the_stops_wait_for_the_next_open_day() -> None:
    sites = (a_site("A", windows=(*only_on(0), *only_on(3))),)  # type: ignore[arg-type]
    problem = a_problem({"A": 10}, sites=sites)
    plan = planned(problem)
    (first,) = {day for day, _ in days_and_vans(plan).values()}
    words = "V1-out:" + {0: "mon", 3: "thu"}[first]

    answer = repaired(problem, plan, words)

    if first == 0:
        assert days_and_vans(answer.plan) == {"A": (3, "V1")}
        assert [recipe.day for recipe in answer.plan.recipes] == [3]
    else:
        # Food cannot be handed out before it was to be packed: the site goes without.
        assert answer.plan.baskets_given() == {}


def test_a_trip_that_began_to_load_is_driven_to_its_end() -> None:
    problem = a_monday()
    plan = planned(problem)
    (route,) = plan.routes
    under_way = Moment(day=0, minute=route.start_min + 1)

    answer = repaired(problem, plan, f"{route.vehicle_id}-out", at=under_way)

    assert answer.plan.routes == plan.routes
    assert answer.lost == ()


def test_the_second_trip_of_a_van_that_fails_at_noon_goes_to_another() -> None:
    # 45 baskets a trip: two trips; the van fails after the first one has begun.
    small = {"payload_kg": 450.0, "fixed_eur_per_day": 1000.0}
    problem = a_monday(
        {"A": 30, "B": 30},
        vehicles=(a_vehicle("V1", **small), a_vehicle("V2", **small)),
    )
    plan = planned(problem)
    (route,) = plan.routes
    first, second = route.trips
    other = {"V1": "V2", "V2": "V1"}[route.vehicle_id]

    answer = repaired(
        problem,
        plan,
        f"{route.vehicle_id}-out",
        at=Moment(day=0, minute=first.load_min + 1),
    )

    assert days_and_vans(answer.plan) == {
        first.stops[0].place_id: (0, route.vehicle_id),
        second.stops[0].place_id: (0, other),
    }


def a_farm_week() -> Problem:
    """Two farms of 100 kg each; baskets are packed the day after; 20 baskets are needed."""
    return a_problem(
        {"A": 10, "B": 10},
        producers=(a_producer("P1"), a_producer("P2", location=near(north_km=12))),
        lots=(
            a_lot("L1", producer_id="P1", gross_kg=100.0),
            a_lot("L2", producer_id="P2", gross_kg=100.0),
        ),
        hubs=(a_hub(processing_days=1),),
        vehicles=(a_vehicle("V1"), a_vehicle("V2")),
    )


def test_when_a_farm_fails_what_is_left_is_shared_fairly() -> None:
    problem = a_farm_week()
    plan = planned(problem)

    answer = repaired(problem, plan, "P2-fails")

    assert answer.plan.baskets_given() == {"A": 5, "B": 5}
    assert {row.lot_id for row in answer.plan.collections} == {"L1"}
    assert "P2" not in days_and_vans(answer.plan)


def test_a_farm_that_fails_after_its_food_was_fetched_changes_nothing() -> None:
    problem = a_farm_week()
    plan = planned(problem)
    last = max(row.day for row in plan.collections)

    answer = repaired(problem, plan, "P2-fails", at=Moment(day=last, minute=1440.0))

    assert answer.plan.baskets_given() == {"A": 10, "B": 10}


def test_a_farm_fails_while_the_van_that_was_to_call_there_is_under_way() -> None:
    # V1 drives to A at eight and was to fetch from P1 in its second trip.
    problem = a_problem(
        {"A": 10},
        sites=(a_site("A", windows=only_on(0)),),
        producers=(a_producer("P1"),),
        lots=(
            a_lot("L1", gross_kg=150.0),
            a_lot("L2", hub_id=None, producer_id="P1", gross_kg=100.0),
        ),
    )
    base = planned(problem)
    (route,) = [one for one in base.routes if one.day == 0]
    trip = route.trips[0]
    pick = Stop(
        place_id="P1",
        km=1.0,
        drive_min=2.0,
        arrive_min=trip.return_min + 22.0,
        start_min=trip.return_min + 22.0,
        leave_min=trip.return_min + 32.0,
        picks=(Pick(lot_id=LotId("L2"), crates=10, gross_kg=100.0),),
    )
    second = replace(
        trip,
        load_min=trip.return_min,
        leave_min=trip.return_min + 20.0,
        stops=(pick,),
        return_min=trip.return_min + 60.0,
    )
    fetched = Collection(lot_id=LotId("L2"), hub_id=HubId("H"), day=0, crates=10, gross_kg=100.0)
    plan = replace(base, routes=(replace(route, trips=(trip, second)),), collections=(fetched,))

    answer = repaired(problem, plan, "P1-fails", at=Moment(day=0, minute=trip.leave_min))

    assert [stop.place_id for stop in answer.plan.routes[0].stops()] == ["A"]
    assert answer.plan.collections == ()


def test_a_smaller_lot_is_collected_less_and_every_site_gives_a_little() -> None:
    problem = a_farm_week()
    plan = planned(problem)

    answer = repaired(problem, plan, "L2-smaller:40%")

    # 160 kg are left of 200: 16 baskets, 8 each.
    assert answer.plan.baskets_given() == {"A": 8, "B": 8}
    assert sum(row.gross_kg for row in answer.plan.collections) == pytest.approx(160.0)


def test_stock_at_the_hub_that_shrinks_is_shared_again() -> None:
    problem = a_problem({"A": 50, "B": 70}, lots=(a_lot(gross_kg=1200.0),))

    answer = repaired(problem, planned(problem), "L1-smaller:50%")

    assert answer.plan.baskets_given() == {"A": 25, "B": 35}


def test_a_site_that_closes_for_good_leaves_its_food_to_who_needs_it() -> None:
    # 60 baskets for 50 and 70 were 25 and 35; now all of them are for B.
    problem = a_problem({"A": 50, "B": 70}, lots=(a_lot(gross_kg=600.0),))

    answer = repaired(problem, planned(problem), "A-closed")

    assert answer.plan.baskets_given() == {"B": 60}


def test_a_need_that_falls_leaves_baskets_for_others() -> None:
    # 60 baskets for 5 and 70: four fifths of each.
    problem = a_problem({"A": 50, "B": 70}, lots=(a_lot(gross_kg=600.0),))

    answer = repaired(problem, planned(problem), "A-needs:5")

    assert answer.plan.baskets_given() == {"A": 4, "B": 56}


def test_a_need_that_falls_where_all_are_served_leaves_food_at_the_hub() -> None:
    problem = a_problem({"A": 10, "B": 10})

    answer = repaired(problem, planned(problem), "A-needs:4")

    assert answer.plan.baskets_given() == {"A": 4, "B": 10}
    assert sum(recipe.n_baskets for recipe in answer.plan.recipes) == 14


def test_a_need_that_grows_is_met_from_the_hub_where_the_van_has_room() -> None:
    problem = a_problem({"A": 10})

    answer = repaired(problem, planned(problem), "A-needs:30")

    assert answer.plan.baskets_given() == {"A": 30}


def test_a_new_site_gets_a_stop_and_its_share() -> None:
    problem = a_problem({"A": 10})

    answer = repaired(problem, planned(problem), "new-site:N:43.40:5.38:20")

    assert answer.plan.baskets_given() == {"A": 10, "N": 20}
    (stop,) = answer.lost
    assert (stop.place_id, stop.vehicle_id) == ("N", None)
    assert stop.to is not None


def test_stops_that_slow_roads_make_late_go_elsewhere() -> None:
    # At 30 km/h the van serves all three by 8:40; C closes then. At half the speed only a second
    # van, straight to C, is there in time.
    sites = (
        a_site("A", location=near(east_km=3), windows=only_on(0)),
        a_site("C", location=near(east_km=5), windows=only_on(0)),
    )
    problem = a_problem(
        {"A": 10, "C": 10}, sites=sites, vehicles=(a_vehicle("V1"), a_vehicle("V2"))
    )
    plan = planned(problem)
    accident = Accident(change=read_change("roads-slow:2", problem, "en"), at=BEFORE)
    past = past_of(plan, problem, BEFORE)
    after, _ = strike(problem, plan, past, accident.change)
    slow = straight_travel(after, km_per_min=0.25)

    answer = repair(problem, after, slow, plan, accident)

    assert check(answer.plan, after, slow) == ()
    assert answer.plan.baskets_given() == {"A": 10, "C": 10}


def test_a_locked_van_takes_nothing() -> None:
    problem = a_monday(vehicles=(a_vehicle("V1"), a_vehicle("V2"), a_vehicle("V3")))
    plan = planned(problem)
    (before,) = {van for _, van in days_and_vans(plan).values()}
    locked, free = sorted({"V1", "V2", "V3"} - {before})

    answer = repaired(
        problem, plan, f"{before}-out", locks=Locks(vehicles=frozenset({VehicleId(locked)}))
    )

    assert {van for _, van in days_and_vans(answer.plan).values()} == {free}


def test_a_locked_day_takes_nothing() -> None:
    problem = a_monday()
    plan = planned(problem)
    (before,) = {van for _, van in days_and_vans(plan).values()}

    answer = repaired(problem, plan, f"{before}-out", locks=Locks(days=frozenset({0})))

    assert answer.plan.baskets_given() == {}
    assert all(stop.to is None for stop in answer.lost)


def test_the_table_says_what_each_place_costs_and_leaves() -> None:
    # B goes with V2 from the hub: 12 km there and back, 24 min of driving, 10 of unloading and 20
    # of loading; 1,200 kg less 100.
    problem = a_problem(
        {"B": 10},
        sites=(a_site("B", location=near(east_km=6), windows=only_on(0)),),
        vehicles=(a_vehicle("V1"), a_vehicle("V2")),
    )
    plan = planned(problem)
    (before,) = {van for _, van in days_and_vans(plan).values()}

    (lost,) = repaired(problem, plan, f"{before}-out").lost

    (place,) = lost.places
    assert lost.to == place
    assert place.km == pytest.approx(12.0, abs=0.05)
    assert place.minutes == pytest.approx(54.0, abs=0.2)
    assert (place.spare_kg, place.late_min) == (1100.0, 0.0)
    assert (place.trip, place.position) == (1, 1)


def test_a_place_that_is_only_late_is_named_with_its_lateness() -> None:
    # A van that begins at 9:00 is at B at 9:32; B closes at 9:20.
    problem = a_problem(
        {"B": 10},
        sites=(a_site("B", location=near(east_km=6), windows=all_week(480, 560)),),
        vehicles=(a_vehicle("V1"), a_vehicle("V2", shifts=all_week(540, 1080))),
    )
    plan = planned(problem)

    (lost,) = repaired(problem, plan, "V1-out").lost

    assert lost.to is None
    (place,) = lost.places
    assert place.late_min == pytest.approx(12.0, abs=0.1)


def lock(place: str, day: int, kind: LockKind) -> Locks:
    return Locks(stops=frozenset({StopLock(place_id=place, day=day, kind=kind)}))


def a_link(site: str, vehicle: str, rule: LinkRule) -> Link:
    return Link(kind=LinkKind.SITE_VEHICLE, first_id=site, second_id=vehicle, rule=rule)


def crowded() -> Problem:
    """Only V2 may come to A if V1 may not, and is full with B and C; C could go with V3."""
    big = 500.0
    sites = (
        a_site("A", windows=only_on(0), allowed_vehicles=frozenset({"V1", "V2"})),
        a_site("B", windows=only_on(0), allowed_vehicles=frozenset({"V2"})),
        a_site("C", windows=only_on(0), allowed_vehicles=frozenset({"V2", "V3"})),
    )
    return a_monday(
        {"A": 50, "B": 50, "C": 50},
        sites=sites,
        lots=(a_lot(gross_kg=1500.0),),
        vehicles=(
            a_vehicle("V1", payload_kg=big, max_trips=1),
            a_vehicle("V2", payload_kg=2 * big, max_trips=1, fixed_eur_per_day=1.0),
            a_vehicle("V3", payload_kg=big, max_trips=1, fixed_eur_per_day=900.0),
        ),
    )


def test_another_stop_gives_way_only_where_it_may() -> None:
    problem = crowded()
    plan = planned(problem)
    assert days_and_vans(plan) == {"A": (0, "V1"), "B": (0, "V2"), "C": (0, "V2")}

    free = repaired(problem, plan, "V1-out")
    strict = repaired(problem, plan, "V1-out", level=AllowedChanges.KEEP_VEHICLES)
    kept = repaired(problem, plan, "V1-out", locks=Locks(all_vehicles=True))

    assert days_and_vans(free.plan) == {"A": (0, "V2"), "B": (0, "V2"), "C": (0, "V3")}
    assert len(stop_changes(plan, free.plan)) == 2
    assert free.plan.baskets_given() == {SiteId("A"): 50, SiteId("B"): 50, SiteId("C"): 50}
    assert days_and_vans(strict.plan) == {"B": (0, "V2"), "C": (0, "V2")}
    assert days_and_vans(kept.plan) == {"B": (0, "V2"), "C": (0, "V2")}


def test_a_stop_that_is_locked_to_its_vehicle_gives_way_to_nobody() -> None:
    problem = crowded()
    plan = planned(problem)

    answer = repaired(problem, plan, "V1-out", locks=lock("C", 0, LockKind.VEHICLE))

    assert days_and_vans(answer.plan) == {"B": (0, "V2"), "C": (0, "V2")}


@pytest.mark.parametrize("locks", [lock("A", 0, LockKind.DAY), Locks(all_days=True)])
def test_a_lost_stop_that_is_locked_to_its_day_does_not_wait_for_another(locks: Locks) -> None:
    plan = planned(a_problem({"A": 10}, sites=(a_site("A", windows=only_on(0)),)))
    problem = a_problem({"A": 10}, sites=(a_site("A"),))

    free = repaired(problem, plan, "V1-out:mon")
    stays = repaired(problem, plan, "V1-out:mon", locks=locks)

    assert days_and_vans(free.plan) == {"A": (1, "V1")}
    assert days_and_vans(stays.plan) == {}


def test_nothing_is_put_before_a_stop_that_is_locked_in_its_order() -> None:
    # A lies on the way to B, which V2 serves: A comes first, unless B is to stay the first stop.
    sites = (
        a_site("A", location=near(east_km=5), windows=only_on(0)),
        a_site("B", location=near(east_km=10), windows=only_on(0)),
    )
    problem = a_problem(
        {"A": 10, "B": 10},
        sites=sites,
        vehicles=(a_vehicle("V1", max_stops_per_trip=1), a_vehicle("V2", max_trips=1)),
        links=(
            a_link("A", "V2", LinkRule.FORBIDDEN),
            a_link("B", "V1", LinkRule.FORBIDDEN),
        ),
    )
    plan = planned(problem)
    assert days_and_vans(plan) == {"A": (0, "V1"), "B": (0, "V2")}
    open_to_all = replace(problem, links=())

    free = repaired(open_to_all, plan, "V1-out")
    held = repaired(open_to_all, plan, "V1-out", locks=lock("B", 0, LockKind.ORDER))

    assert [stop.place_id for stop in free.plan.routes[0].stops()] == ["A", "B"]
    assert [stop.place_id for stop in held.plan.routes[0].stops()] == ["B", "A"]


def test_the_same_accident_gives_the_same_plan() -> None:
    problem = a_monday()
    plan = planned(problem)

    assert repaired(problem, plan, "V1-out") == repaired(problem, plan, "V1-out")


def due_on_monday() -> Problem:
    """A farm at which a van calls on Monday, though it has nothing to fetch."""
    due = Link(kind=LinkKind.PRODUCER_DAY, first_id="P1", second_id="mon", rule=LinkRule.REQUIRED)
    return a_monday(producers=(a_producer(),), links=(due,))


def test_a_call_that_is_due_moves_to_another_van() -> None:
    problem = due_on_monday()
    plan = planned(problem)
    _, before = days_and_vans(plan)["P1"]
    other = {"V1": "V2", "V2": "V1"}[before]
    answer = repaired(problem, plan, f"{before}-out", at=MONDAY_MORNING)
    assert days_and_vans(answer.plan)["P1"] == (0, other)


def test_nobody_calls_at_a_farm_that_failed() -> None:
    problem = due_on_monday()
    plan = planned(problem)
    assert "P1" in days_and_vans(plan)
    lots = (a_lot("L0"), a_lot("L1", producer_id="P1"))
    problem = replace(problem, lots=lots)
    answer = repaired(problem, plan, "P1-fails", at=MONDAY_MORNING)
    assert "P1" not in days_and_vans(answer.plan)


def test_a_farm_that_was_called_at_before_it_failed_stays_known() -> None:
    problem = replace(due_on_monday(), lots=(a_lot("L0"), a_lot("L1", producer_id="P1")))
    plan = planned(problem)
    answer = repaired(problem, plan, "P1-fails", at=Moment(day=4, minute=1200.0))
    assert answer.plan.routes == plan.routes


def test_an_order_is_cut_to_what_baskets_that_are_packed_have_left() -> None:
    # 60 of 70 kg are in Monday's baskets when half of the lot is found bad: Tuesday's order waits.
    order = Order(site_id=SiteId("B"), product_id=ProductId("carrot"), quantity=10.0, day=1)
    problem = a_problem(
        {"A": 6},
        sites=(a_site("A", windows=only_on(0)), a_site("B", windows=only_on(1))),
        lots=(a_lot(gross_kg=70.0),),
        orders=(order,),
    )
    plan = planned(problem)
    assert [packed.net_kg for packed in plan.order_packings] == [10.0]
    answer = repaired(problem, plan, "L1-smaller:50%", at=Moment(day=0, minute=900.0))
    assert answer.plan.order_packings == ()
    assert answer.plan.recipes == plan.recipes


def test_an_order_of_goods_that_nobody_can_fetch_any_more_is_cut() -> None:
    order = Order(site_id=SiteId("A"), product_id=ProductId("carrot"), quantity=10.0, day=1)
    problem = a_problem(
        {},
        sites=(a_site("A", windows=only_on(1)),),
        producers=(a_producer(windows=only_on(0)),),
        lots=(a_lot(producer_id="P1", gross_kg=10.0),),
        hubs=(a_hub(processing_days=1),),
        orders=(order,),
    )
    plan = planned(problem)
    assert sorted(days_and_vans(plan)) == ["A", "P1"]
    answer = repaired(problem, plan, "V1-out:mon", at=MONDAY_MORNING)
    assert (answer.plan.order_packings, answer.plan.collections) == ((), ())
    assert answer.plan.routes == ()


def test_what_is_shared_again_leaves_room_for_the_orders_of_a_site() -> None:
    # B can store 120 kg: its order of 20 kg and ten baskets, though A's baskets are free now.
    order = Order(site_id=SiteId("B"), product_id=ProductId("carrot"), quantity=20.0)
    problem = a_problem(
        {"A": 8, "B": 16},
        sites=(a_site("A", windows=only_on(1)), a_site("B", windows=only_on(1), storage_kg=120.0)),
        lots=(a_lot(gross_kg=180.0),),
        orders=(order,),
    )
    plan = planned(problem)
    assert plan.baskets_given() == {"A": 6, "B": 10}
    answer = repaired(problem, plan, "A-closed", at=MONDAY_MORNING)
    assert answer.plan.baskets_given() == {"B": 10}


def between(start_min: float, end_min: float) -> tuple[TimeWindow, ...]:
    """Open on Monday alone."""
    return (TimeWindow(day=0, start_min=start_min, end_min=end_min),)


@pytest.mark.parametrize(("only", "fetched"), [(False, ["L1", "L2"]), (True, ["L1"])])
def test_an_only_pick_up_does_not_join_one_that_was_made(*, only: bool, fetched: list[str]) -> None:
    # In the morning one van was at P1; in the afternoon the other one should go to P2, and is out.
    farms = (
        a_producer("P1", windows=between(480, 600)),
        a_producer("P2", windows=between(840, 900), only_pickup=True),
    )
    problem = a_problem(
        {"A": 20},
        producers=farms,
        lots=tuple(a_lot(f"L{i}", producer_id=f"P{i}", gross_kg=100.0) for i in (1, 2)),
        hubs=(a_hub(processing_days=1),),
        vehicles=(a_vehicle("V1"), a_vehicle("V2")),
    )
    plan = planned(problem)
    _, van = days_and_vans(plan)["P2"]
    assert van != days_and_vans(plan)["P1"][1]
    week = replace(problem, producers=(farms[0], replace(farms[1], only_pickup=only)))
    answer = repaired(week, plan, f"{van}-out:mon", at=Moment(day=0, minute=700.0))
    assert sorted(row.lot_id for row in answer.plan.collections) == fetched


@pytest.mark.parametrize(("longest_min", "given"), [(None, {"A": 10, "B": 10}), (200.0, {"A": 10})])
def test_a_route_that_served_a_site_in_the_morning_stays_as_short_as_that_site_asks(
    longest_min: float | None, given: dict[str, int]
) -> None:
    morning = a_site("A", windows=between(480, 600), max_route_min=200.0)
    afternoon = a_site("B", windows=between(840, 900))
    problem = a_problem(
        {"A": 10, "B": 10},
        sites=(morning, afternoon),
        vehicles=(a_vehicle("V1"), a_vehicle("V2")),
    )
    plan = planned(problem)
    _, van = days_and_vans(plan)["B"]
    assert van != days_and_vans(plan)["A"][1]
    week = replace(problem, sites=(replace(morning, max_route_min=longest_min), afternoon))
    answer = repaired(week, plan, f"{van}-out:mon", at=Moment(day=0, minute=700.0))
    assert answer.plan.baskets_given() == given


def a_full_hub() -> tuple[Problem, Plan]:
    """200 kg fetched on Monday, for A on Tuesday and B on Wednesday; fish comes on Tuesday.

    The hub stores 220 kg: the fish (100 kg, for nobody) and 120 kg of what waits on Tuesday night.
    """
    fish = a_lot("L2", product_id=ProductId("fish"), gross_kg=100.0, ready_day=1)
    problem = a_problem(
        {"A": 10, "B": 10},
        products=(a_product(), a_product("fish", temperature=Temperature.FROZEN)),
        producers=(a_producer(windows=only_on(0)),),
        lots=(a_lot("L1", producer_id=ProducerId("P1"), gross_kg=200.0), fish),
        hubs=(a_hub(storage_kg=220.0),),
        sites=(a_site("A", windows=only_on(1)), a_site("B", windows=only_on(2))),
    )
    plan = planned(problem)
    assert plan.baskets_given() == {"A": 10, "B": 10}
    return problem, plan


def test_food_for_which_a_full_hub_has_no_room_any_more_is_not_collected() -> None:
    problem, plan = a_full_hub()
    answer = repaired(problem, plan, "V1-out:tue", at=MONDAY_MORNING)
    assert [(row.lot_id, row.gross_kg) for row in answer.plan.collections] == [("L1", 120.0)]
    assert answer.plan.baskets_given() == {"B": 10}
    assert [(row.day, row.n_baskets) for row in answer.plan.recipes] == [(2, 10)]


def test_food_that_came_and_has_no_room_is_packed_though_nobody_gets_it() -> None:
    problem, plan = a_full_hub()
    answer = repaired(problem, plan, "V1-out:tue", at=Moment(day=1, minute=360.0))
    assert answer.plan.collections == plan.collections
    assert answer.plan.baskets_given() == {"B": 10}
    assert [(row.day, row.n_baskets) for row in answer.plan.recipes] == [(1, 8), (2, 10)]


def test_what_was_set_aside_for_an_order_that_nobody_brings_is_free_again() -> None:
    order = Order(site_id=SiteId("B"), product_id=ProductId("carrot"), quantity=50.0)
    problem = a_problem(
        {"A": 10, "B": 0},
        sites=(a_site("A", windows=only_on(2)), a_site("B", windows=only_on(1))),
        lots=(a_lot(gross_kg=120.0),),
        orders=(order,),
    )
    plan = planned(problem)
    assert plan.baskets_given() == {"A": 7}
    answer = repaired(problem, plan, "V1-out:tue", at=MONDAY_MORNING)
    assert answer.plan.order_packings == ()


def test_gifts_of_days_that_are_over_stay_and_the_rest_is_shared_anew() -> None:
    # A farm beside the sites, whose 100 kg no hub may take: A stores 20 kg a day, so it gets two
    # crates on each of five days. On Wednesday morning half of the lot is gone; 40 kg were given.
    shut = Link(kind=LinkKind.PRODUCER_HUB, first_id="P1", second_id="H", rule=LinkRule.FORBIDDEN)
    problem = a_problem(
        {"A": 20},
        sites=(a_site("A", storage_kg=20.0, location=near(north_km=10)),),
        producers=(a_producer(brings_to_sites_km=1.0),),
        lots=(a_lot("L1", producer_id="P1", gross_kg=100.0, direct_ok=True),),
        links=(shut,),
    )
    plan = planned(problem)
    assert [(gift.day, gift.crates) for gift in plan.gifts] == [(day, 2) for day in range(5)]
    wednesday = Moment(day=2, minute=360.0)
    answer = repaired(problem, plan, "L1-smaller:50%", at=wednesday)
    assert [(gift.day, gift.crates) for gift in answer.plan.gifts] == [(0, 2), (1, 2), (2, 1)]
    gone = repaired(problem, plan, "P1-fails", at=wednesday)
    assert gone.plan.gifts == plan.gifts[:2]


def test_a_driver_who_stood_at_the_hub_for_hours_has_rested() -> None:
    """V1 is back before 09:00; at 14:10, more than six hours after its start, V2 does not start."""
    problem = a_problem(
        {"A": 10, "B": 10},
        sites=(
            a_site("A", windows=between(480, 540)),
            a_site("B", location=near(east_km=6), windows=between(900, 1020)),
        ),
        vehicles=(
            a_vehicle("V1"),
            a_vehicle("V2", shifts=between(840, 1080), fixed_eur_per_day=0.0, eur_per_km=0.0),
        ),
    )
    plan = planned(problem)
    assert days_and_vans(plan) == {"A": (0, "V1"), "B": (0, "V2")}
    answer = repaired(problem, plan, "v2-out", at=Moment(day=0, minute=850.0))
    assert days_and_vans(answer.plan) == {"A": (0, "V1"), "B": (0, "V1")}
