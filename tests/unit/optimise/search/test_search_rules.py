"""Each rule of the routing task, slack and binding, on weeks that are solved by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.routing_tasks import a_task
from tests.unit.optimise.search.limits import work

from foodplan.domain.policy import Rules
from foodplan.optimise.routing.search.team import search
from foodplan.optimise.routing.task import Routing, RoutingTask

LINE = [[0, 30, 60], [30, 0, 30], [60, 30, 0]]
"""Hub - 30 min - A - 30 min - B; 1 EUR a km, 1 km a minute, 100 EUR a vehicle-day."""


def routed(task: RoutingTask) -> Routing:
    return search(task, limits=work(300))


def trips(task: RoutingTask) -> list[tuple[int, tuple[tuple[int, ...], ...]]]:
    return [(route.vehicle_day, route.trips) for route in routed(task).routes]


def test_one_vehicle_serves_both_on_one_round() -> None:
    found = routed(a_task(LINE, vehicles=[{}, {}]))
    assert found.cost_cents == 22_000
    assert found.unserved == ()


@pytest.mark.parametrize(("kg", "n_trips"), [(500, 1), (501, 2)])
def test_what_is_too_heavy_for_one_trip_takes_two(kg: float, n_trips: int) -> None:
    [(_, made)] = trips(a_task(LINE, visits=[{"kg": 500}, {"kg": kg}]))
    assert len(made) == n_trips


@pytest.mark.parametrize(("pallets", "n_trips"), [(5, 1), (5.001, 2)])
def test_what_takes_too_many_pallets_takes_two_trips(pallets: float, n_trips: int) -> None:
    [(_, made)] = trips(a_task(LINE, visits=[{"pallets": 5}, {"pallets": pallets}]))
    assert len(made) == n_trips


@pytest.mark.parametrize(("shift_min", "n_out"), [(240, 0), (239, 1)])
def test_every_trip_is_loaded_at_the_hub_and_ends_in_the_shift(
    shift_min: float, n_out: int
) -> None:
    # A alone takes 20 + 30 + 10 + 30 min, B alone 20 + 60 + 10 + 60; together they are too heavy.
    task = a_task(LINE, vehicles=[{"end_min": 480 + shift_min}], visits=[{"kg": 600}, {"kg": 600}])
    assert len(routed(task).unserved) == n_out


@pytest.mark.parametrize(("kg", "n_trips"), [(500, 1), (501, 2)])
def test_pick_ups_fill_the_vehicle_as_deliveries_do(kg: float, n_trips: int) -> None:
    visits = [{"pickup": True, "kg": 500}, {"pickup": True, "kg": kg}]
    [(_, made)] = trips(a_task(LINE, visits=visits))
    assert len(made) == n_trips


def test_a_second_vehicle_comes_where_one_may_make_only_one_trip() -> None:
    vehicles = [{"max_trips": 1}, {"max_trips": 1}]
    assert len(trips(a_task(LINE, vehicles=vehicles, visits=[{"kg": 600}, {"kg": 600}]))) == 2


@pytest.mark.parametrize(("most", "n_trips"), [(2, 1), (1, 2)])
def test_a_trip_has_no_more_stops_than_its_vehicle_allows(most: int, n_trips: int) -> None:
    [(_, made)] = trips(a_task(LINE, vehicles=[{"max_stops_per_trip": most}]))
    assert len(made) == n_trips


@pytest.mark.parametrize(("most", "n_out"), [(2, 0), (1, 1)])
def test_a_day_has_no_more_stops_than_its_vehicle_allows(most: int, n_out: int) -> None:
    assert len(routed(a_task(LINE, vehicles=[{"max_stops": most}])).unserved) == n_out


def test_a_vehicle_that_is_refused_does_not_come() -> None:
    vehicles = [{"fixed_eur": 10}, {"fixed_eur": 200}]
    assert [row for row, _ in trips(a_task(LINE, vehicles=vehicles))] == [0]
    refused = a_task(LINE, vehicles=vehicles, visits=[{"not_by": (0,)}, {"not_by": (0,)}])
    assert [row for row, _ in trips(refused)] == [1]


def test_deliveries_come_before_pickups() -> None:
    assert trips(a_task(LINE, visits=[{"pickup": True}, {}])) == [(0, ((1, 0),))]


@pytest.mark.parametrize(("alone", "n_routes"), [(False, 1), (True, 2)])
def test_an_only_pick_up_has_its_route_for_itself(*, alone: bool, n_routes: int) -> None:
    # The delivery may ride with it: 20 + 20 + 60 km and two days, against one route of 60 km.
    line = [[0, 10, 20, 30], [10, 0, 10, 20], [20, 10, 0, 10], [30, 20, 10, 0]]
    visits = [{}, {"pickup": True}, {"pickup": True, "alone": alone}]
    found = routed(a_task(line, vehicles=[{}, {}], visits=visits))
    assert len(found.routes) == n_routes
    assert found.unserved == ()
    assert found.cost_cents == (16_000 if n_routes == 1 else 20_000 + 4_000 + 6_000)


def test_parts_of_an_only_pick_up_may_share_a_route() -> None:
    part = {"place": 1, "pickup": True, "alone": True, "kg": 900}
    [(_, made)] = trips(a_task(LINE, visits=[part, part]))
    assert sorted(made) == [((0,)), ((1,))]


def test_a_full_load_out_and_a_full_load_back_share_a_trip() -> None:
    visits = [{"kg": 1000, "pickup": True}, {"kg": 1000}]
    assert trips(a_task(LINE, visits=visits)) == [(0, ((1, 0),))]


def test_windows_decide_the_order() -> None:
    visits = [{"windows": [[(700, 800)]]}, {"windows": [[(560, 620)]]}]
    assert trips(a_task(LINE, visits=visits)) == [(0, ((1, 0),))]


def test_the_later_of_two_windows_is_used_where_it_must() -> None:
    # Out by 08:50 at the earliest: the early window of A is over.
    task = a_task(LINE, visits=[{"windows": [[(480, 520), (900, 960)]]}, {}])
    assert routed(task).unserved == ()


def test_a_day_is_chosen_on_which_the_site_is_open() -> None:
    visits = [{"windows": [[], [(480, 1000)]]}, {"windows": [[(480, 1000)], [(480, 1000)]]}]
    vehicles = [{"day": 0, "vehicle": 0}, {"day": 1, "vehicle": 0}]
    [(row, made)] = trips(a_task(LINE, n_days=2, vehicles=vehicles, visits=visits))
    assert row == 1
    assert sorted(made[0]) == [0, 1]


def test_twins_lie_some_days_apart() -> None:
    twin = {"place": 1, "apart": 0, "min_gap_days": 2, "windows": [[(0, 1440)]] * 3}
    vehicles = [{"day": day, "vehicle": 0} for day in range(3)]
    task = a_task(LINE, n_days=3, vehicles=vehicles, visits=[twin, twin])
    assert [row for row, _ in trips(task)] == [0, 2]
    daily = {**twin, "min_gap_days": 1, "windows": [[(0, 1440)]] * 2}
    task = a_task(LINE, n_days=2, vehicles=vehicles[:2], visits=[daily, daily])
    assert [row for row, _ in trips(task)] == [0, 1]


def test_of_copies_one_is_made() -> None:
    task = a_task(LINE, visits=[{"alternatives": 7}, {"alternatives": 7}])
    assert trips(task) == [(0, ((0,),))]
    assert routed(task).unserved == ()


def test_no_more_leaves_a_hub_than_is_packed_by_then() -> None:
    vehicles = [{"day": 0, "vehicle": 0}, {"day": 1, "vehicle": 0}]
    visits = [{"windows": [[(0, 1440)]] * 2} for _ in range(2)]
    task = a_task(LINE, n_days=2, vehicles=vehicles, visits=visits)
    capped = replace(task, day_cap_dag=np.array([[10_000, 20_000]] * 3))
    assert len(trips(task)) == 1
    assert len(trips(capped)) == 2 or trips(capped)[0][0] == 1
    nothing_on_monday = replace(task, day_cap_dag=np.array([[0, 20_000]] * 3))
    assert [row for row, _ in trips(nothing_on_monday)] == [1]


def test_too_much_for_the_caps_stays_out() -> None:
    capped = replace(a_task(LINE), day_cap_dag=np.array([[10_000]] * 3))
    assert len(routed(capped).unserved) == 1


def test_a_first_stop_comes_first() -> None:
    assert trips(a_task(LINE, visits=[{}, {"first_only": True}])) == [(0, ((1, 0),))]


def test_chilled_goods_wait_for_a_cold_vehicle_or_boxes() -> None:
    visits = [{"temperature": 1}, {}]
    assert routed(a_task(LINE, visits=visits)).unserved == (0,)
    assert routed(a_task(LINE, visits=visits, vehicles=[{"boxes": 0.25}])).unserved == ()
    assert routed(a_task(LINE, visits=visits, vehicles=[{"carries": (0, 1)}])).unserved == ()


@pytest.mark.parametrize(("boxes", "n_out"), [(0.5, 0), (0.25, 1)])
def test_boxes_do_not_cool_down_again_between_two_trips(boxes: float, n_out: int) -> None:
    visits = [{"temperature": 1, "kg": 600}, {"temperature": 1, "kg": 600}]
    task = a_task(LINE, vehicles=[{"boxes": boxes}], visits=visits)
    assert len(routed(task).unserved) == n_out


def test_frozen_goods_need_a_vehicle_that_carries_them() -> None:
    visits = [{"temperature": 2}, {"temperature": 1}]
    assert routed(a_task(LINE, visits=visits, vehicles=[{"carries": (0, 1)}])).unserved == (0,)
    assert routed(a_task(LINE, visits=visits, vehicles=[{"carries": (0, 1, 2)}])).unserved == ()


def test_goods_released_late_leave_late() -> None:
    task = a_task(LINE, vehicles=[{"end_min": 800}], visits=[{"release_min": 680}, {}])
    # Together they would be back at 13:40 (800 + 20 min); B goes out alone before.
    assert trips(task) == [(0, ((1,), (0,)))]


@pytest.mark.parametrize(("longest_min", "n_out"), [(160, 0), (159, 1)])
def test_a_route_is_no_longer_than_a_site_allows(longest_min: float, n_out: int) -> None:
    task = a_task(LINE, vehicles=[{"max_trips": 1}], visits=[{}, {"max_route_min": longest_min}])
    assert len(routed(task).unserved) == n_out


@pytest.mark.parametrize(("longest_min", "n_out"), [(160, 0), (159, 1)])
def test_a_route_is_no_longer_than_its_vehicle_allows(longest_min: float, n_out: int) -> None:
    task = a_task(LINE, vehicles=[{"max_trips": 1, "max_route_min": longest_min}])
    assert len(routed(task).unserved) == n_out


@pytest.mark.parametrize(
    ("limit_min", "shift_min", "n_out"), [(120, 160, 0), (119, 205, 0), (119, 204, 1)]
)
def test_a_break_is_kept_free_where_the_driving_is_long(
    limit_min: float, shift_min: float, n_out: int
) -> None:
    # Both stops: 20 min of loading, 20 of unloading, 120 at the wheel; the break takes 45 more.
    rules = Rules(driving_break_after_min=limit_min, work_pause_after_min=1440)
    task = a_task(LINE, vehicles=[{"end_min": 480 + shift_min}], rules=rules)
    assert len(routed(task).unserved) == n_out


def test_a_pause_is_kept_free_where_the_work_is_long() -> None:
    # 20 + 30 + 281 + 30 = 361 min of work need half an hour more than the shift has.
    tight = {"end_min": 480 + 390}
    task = a_task(LINE, vehicles=[tight], visits=[{"service_min": 281}], rules=Rules())
    assert routed(task).unserved == (0,)
    task = a_task(LINE, vehicles=[tight], visits=[{"service_min": 280}], rules=Rules())
    assert routed(task).unserved == ()


def test_the_morning_rush_is_avoided_where_the_shift_would_be_too_short() -> None:
    slow = [[0, 90], [90, 0]]
    fast = [[0, 30], [30, 0]]
    # At 08:20 the way takes 90 min; home again by 10:20 only if the way back is fast.
    task = a_task([slow, fast], vehicles=[{"end_min": 629}], bands_min=(0, 540))
    assert routed(task).unserved == (0,)
    task = a_task([slow, fast], vehicles=[{"end_min": 630}], bands_min=(0, 540))
    assert routed(task).unserved == ()


def test_each_hub_serves_with_its_own_vehicles() -> None:
    # Hubs 0 and 1 lie 100 min apart, each with a site next door.
    far = [[0, 100, 10, 100], [100, 0, 100, 10], [10, 100, 0, 100], [100, 10, 100, 0]]
    visits = [{"place": 2}, {"place": 3}]
    vehicles = [{"hub": 0, "fixed_eur": 10}, {"hub": 1, "fixed_eur": 10}]
    assert trips(a_task(far, vehicles=vehicles, visits=visits)) == [(0, ((0,),)), (1, ((1,),))]


def test_a_week_that_is_paid_already_is_used_again() -> None:
    vehicles = [
        {"vehicle": 0, "weekly_eur": 50},
        {"vehicle": 1, "weekly_eur": 50},
        {"vehicle": 0, "weekly_eur": 50, "day": 1},
        {"vehicle": 1, "weekly_eur": 50, "day": 1},
    ]
    visits = [{"windows": [[(0, 1440)], []]}, {"windows": [[], [(0, 1440)]]}]
    found = trips(a_task(LINE, n_days=2, vehicles=vehicles, visits=visits))
    assert [row for row, _ in found] in ([0, 2], [1, 3])


def test_a_stop_that_costs_more_than_its_price_is_left_out() -> None:
    task = a_task(LINE, visits=[{}, {"price_eur": 59}])
    # B costs 60 EUR more than A alone.
    assert routed(task).unserved == (1,)
    assert routed(a_task(LINE, visits=[{}, {"price_eur": 61}])).unserved == ()


def test_no_visits_and_no_vehicles_are_no_routes() -> None:
    none = a_task(LINE, vehicles=[{"day": 0}], visits=[{"not_by": (0,)}])
    assert routed(none).routes == ()
    assert routed(none).unserved == (0,)
