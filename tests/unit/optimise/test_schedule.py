"""Every rule of time, slack and binding, on routes that can be walked by hand."""

from __future__ import annotations

import pytest
from tests.routing_tasks import FAR, a_task

from foodplan.domain.policy import Rules
from foodplan.optimise.routing.schedule import Schedule, schedule, weekly_millicents
from foodplan.optimise.routing.task import RoutingTask, Trips

LINE = [[0, 30, 60], [30, 0, 30], [60, 30, 0]]
"""Hub - 30 min - A - 30 min - B."""


def minutes(found: Schedule | None) -> list[float]:
    """Of the whole route: load, leave, arrive, start, leave, … return, trip by trip."""
    assert found is not None
    times: list[float] = []
    for trip in found.trips:
        times += [trip.load_s, trip.leave_s]
        for stop in trip.stops:
            times += [stop.arrive_s, stop.start_s, stop.leave_s]
        times.append(trip.return_s)
    return [time / 60 for time in times]


def fits(task: RoutingTask, trips: Trips) -> bool:
    return schedule(task, 0, trips) is not None


def test_a_trip_loads_drives_serves_and_comes_home() -> None:
    found = schedule(a_task(LINE), 0, ((0, 1),))
    # 08:00 load, 08:20 leave, 08:50-09:00 at A, 09:30-09:40 at B, 10:40 home.
    assert minutes(found) == [480, 500, 530, 530, 540, 570, 570, 580, 640]


def test_every_trip_starts_with_loading_at_the_hub() -> None:
    found = schedule(a_task(LINE), 0, ((0,), (1,)))
    assert minutes(found) == [480, 500, 530, 530, 540, 570, 570, 590, 650, 650, 660, 720]


def test_the_cost_is_the_day_the_metres_and_the_time_on_duty() -> None:
    task = a_task(LINE, vehicles=[{"fixed_eur": 50, "eur_per_km": 2, "millicents_per_second": 7}])
    found = schedule(task, 0, ((0, 1),))
    assert found is not None
    assert found.metres == 120_000
    assert found.cost_millicents == 5_000_000 + 120_000 * 200 + 160 * 60 * 7


def test_a_vehicle_costs_its_week_only_once() -> None:
    task = a_task(
        LINE,
        n_days=2,
        vehicles=[
            {"vehicle": 0, "weekly_eur": 30},
            {"vehicle": 0, "weekly_eur": 30, "day": 1},
            {"vehicle": 1, "weekly_eur": 5},
        ],
    )
    assert weekly_millicents(task, (0, 1, 2)) == 3_500_000


def test_work_starts_late_rather_than_waiting_at_a_closed_door() -> None:
    task = a_task(LINE, visits=[{"windows": [[(600, 700)]]}])
    assert minutes(schedule(task, 0, ((0,),))) == [550, 570, 600, 600, 610, 640]


def test_the_start_moves_only_as_far_as_the_windows_before_a_wait_allow() -> None:
    # A closes at 09:00, B opens at 12:00: 30 min of the wait can be slept out, no more.
    task = a_task(LINE, visits=[{"windows": [[(0, 560)]]}, {"windows": [[(720, 800)]]}])
    assert minutes(schedule(task, 0, ((0, 1),)))[:4] == [510, 530, 560, 560]


def test_a_later_window_is_taken_where_it_saves_waiting() -> None:
    # A in the morning would mean four hours of waiting for B; A opens again at 13:00.
    task = a_task(
        LINE, visits=[{"windows": [[(480, 540), (780, 840)]]}, {"windows": [[(780, 900)]]}]
    )
    assert minutes(schedule(task, 0, ((0, 1),)))[0] == 780 - 50


@pytest.mark.parametrize(("closes_min", "ok"), [(530, True), (529, False)])
def test_service_must_begin_inside_a_window(closes_min: float, *, ok: bool) -> None:
    task = a_task(LINE, visits=[{"windows": [[(0, closes_min)]]}])
    assert fits(task, ((0,),)) is ok


def test_a_closed_day_cannot_be_served() -> None:
    assert not fits(a_task(LINE, visits=[{"windows": [[]]}]), ((0,),))


@pytest.mark.parametrize(("end_min", "ok"), [(640, True), (639, False)])
def test_the_vehicle_is_home_before_the_shift_ends(end_min: float, *, ok: bool) -> None:
    assert fits(a_task(LINE, vehicles=[{"end_min": end_min}]), ((0, 1),)) is ok


@pytest.mark.parametrize(("longest_min", "ok"), [(160, True), (159, False)])
def test_a_route_is_no_longer_than_the_vehicle_or_a_site_allows(
    longest_min: float, *, ok: bool
) -> None:
    vehicle = a_task(LINE, vehicles=[{"max_route_min": longest_min}])
    site = a_task(LINE, visits=[{}, {"max_route_min": longest_min}])
    assert fits(vehicle, ((0, 1),)) is ok
    assert fits(site, ((0, 1),)) is ok


def test_no_way_is_no_route() -> None:
    closed = [[0, 30, 60], [30, 0, float("inf")], [60, 30, 0]]
    assert not fits(a_task(closed), ((0, 1),))
    assert fits(a_task(closed), ((1, 0),))


@pytest.mark.parametrize(("kg", "ok"), [(500, True), (501, False)])
def test_deliveries_and_pickups_each_fit_the_payload(kg: float, *, ok: bool) -> None:
    deliveries = a_task(LINE, visits=[{"kg": 500}, {"kg": kg}])
    pickups = a_task(LINE, visits=[{"kg": 500, "pickup": True}, {"kg": kg, "pickup": True}])
    mixed = a_task(LINE, visits=[{"kg": 500}, {"kg": kg, "pickup": True}])
    assert fits(deliveries, ((0, 1),)) is ok
    assert fits(pickups, ((0, 1),)) is ok
    assert fits(mixed, ((0, 1),))
    assert fits(deliveries, ((0,), (1,)))


@pytest.mark.parametrize(("pallets", "ok"), [(5, True), (5.001, False)])
def test_fractions_of_pallets_are_summed_over_the_trip(pallets: float, *, ok: bool) -> None:
    task = a_task(LINE, visits=[{"pallets": 5}, {"pallets": pallets}])
    assert fits(task, ((0, 1),)) is ok


def test_what_is_picked_up_comes_after_what_is_delivered() -> None:
    task = a_task(LINE, visits=[{}, {"pickup": True}])
    assert fits(task, ((0, 1),))
    assert not fits(task, ((1, 0),))
    assert fits(task, ((1,), (0,)))


def test_chilled_goods_need_a_cold_vehicle_or_boxes_for_the_day() -> None:
    visits = [{"temperature": 1}, {"temperature": 1}]
    assert not fits(a_task(LINE, visits=visits), ((0,),))
    assert fits(a_task(LINE, visits=visits, vehicles=[{"carries": (0, 1)}]), ((0, 1),))
    boxes = a_task(LINE, visits=visits, vehicles=[{"boxes": 0.25}])
    assert fits(boxes, ((0,),))
    assert not fits(boxes, ((0,), (1,)))


def test_counts_of_trips_and_stops_are_kept() -> None:
    assert not fits(a_task(LINE, vehicles=[{"max_trips": 1}]), ((0,), (1,)))
    assert not fits(a_task(LINE, vehicles=[{"max_stops_per_trip": 1}]), ((0, 1),))
    assert fits(a_task(LINE, vehicles=[{"max_stops_per_trip": 1}]), ((0,), (1,)))
    assert not fits(a_task(LINE, vehicles=[{"max_stops": 1}]), ((0,), (1,)))
    assert not fits(a_task(LINE), ((0,), (0,)))


def test_a_first_stop_is_the_first_of_its_trip() -> None:
    task = a_task(LINE, visits=[{}, {"first_only": True}])
    assert fits(task, ((1, 0),))
    assert not fits(task, ((0, 1),))
    assert fits(task, ((0,), (1,)))


def test_an_only_pick_up_shares_its_route_with_no_other_place() -> None:
    alone = {"pickup": True, "alone": True}
    assert fits(a_task(LINE, visits=[{"pickup": True}, {"pickup": True}]), ((0,), (1,)))
    assert not fits(a_task(LINE, visits=[{"pickup": True}, alone]), ((0, 1),))
    assert not fits(a_task(LINE, visits=[{"pickup": True}, alone]), ((0,), (1,)))
    assert fits(a_task(LINE, visits=[{}, alone]), ((0, 1),))
    assert fits(a_task(LINE, visits=[alone, {**alone, "place": 1}]), ((0,), (1,)))


def test_forbidden_vehicles_do_not_come() -> None:
    assert not fits(a_task(LINE, visits=[{}, {"not_by": (0,)}]), ((0, 1),))


def test_a_trip_leaves_when_its_last_goods_are_released_and_loads_just_before() -> None:
    task = a_task(LINE, visits=[{"release_min": 600}, {}])
    assert minutes(schedule(task, 0, ((0, 1),)))[:3] == [580, 600, 630]


def test_the_first_trip_starts_later_if_the_second_would_wait_for_its_goods() -> None:
    # The first trip takes 150 min and the second may leave at 11:40, loaded from 11:20.
    task = a_task(LINE, visits=[{"release_min": 700}, {}])
    found = minutes(schedule(task, 0, ((1,), (0,))))
    assert found[:2] == [530, 550]
    assert found[6:8] == [680, 700]


def test_travel_takes_what_the_band_of_its_departure_says() -> None:
    slow = [[0, 60, 99], [60, 0, 60], [99, 60, 0]]
    # Leaving at 08:20 the first leg takes 60 min, from 09:00 legs take half of it.
    task = a_task([slow, LINE], bands_min=(0, 540), visits=[{"windows": [[(0, 565)]]}])
    found = minutes(schedule(task, 0, ((0,),)))
    assert found == [480, 500, 560, 560, 570, 600]


def test_work_starts_after_the_traffic_where_that_saves_time_on_duty() -> None:
    slow = [[0, 60, 99], [60, 0, 60], [99, 60, 0]]
    # Leaving at 08:20 takes 120 min in all, leaving at 09:00 90.
    found = minutes(schedule(a_task([slow, LINE], bands_min=(0, 540)), 0, ((0,),)))
    assert found == [520, 540, 570, 570, 580, 610]


def test_work_does_not_start_later_when_roads_get_slower() -> None:
    slow = [[0, 60, 99], [60, 0, 60], [99, 60, 0]]
    found = minutes(schedule(a_task([LINE, slow], bands_min=(0, 600)), 0, ((0,),)))
    assert found[0] == 480


LONG = [[0, 120, 120], [120, 0, 120], [120, 120, 0]]


def test_45_minutes_of_rest_come_before_the_leg_that_would_pass_four_and_a_half_hours() -> None:
    task = a_task(LONG, rules=Rules(work_pause_after_min=1440))
    found = schedule(task, 0, ((0, 1),))
    # 2 h + 2 h are within 4.5 h; the way home is not, so the driver rests at B.
    assert found is not None
    assert [(rest.start_s / 60, rest.seconds / 60) for rest in found.rests] == [(760, 45)]
    assert minutes(found)[-2:] == [805, 925]


def test_four_and_a_half_hours_at_the_wheel_are_allowed() -> None:
    task = a_task([[0, 135], [135, 0]], rules=Rules(work_pause_after_min=1440))
    found = schedule(task, 0, ((0,),))
    assert found is not None
    assert found.rests == ()


def test_a_leg_longer_than_the_driving_limit_is_no_leg() -> None:
    assert not fits(a_task([[0, 271], [1, 0]], rules=Rules()), ((0,),))


def test_half_an_hour_of_pause_comes_before_six_hours_of_work_are_over() -> None:
    rules = Rules(driving_break_after_min=1440)
    # 20 + 30 + 280 + 30 = 360: no pause; one minute more: a pause before the way home.
    without = a_task(LINE, visits=[{"service_min": 280}], rules=rules)
    found = schedule(without, 0, ((0,),))
    assert found is not None
    assert found.rests == ()
    assert found.duty_s == 360 * 60
    longer = a_task(LINE, visits=[{"service_min": 281}], rules=rules)
    found = schedule(longer, 0, ((0,),))
    assert found is not None
    assert [(rest.start_s / 60, rest.seconds / 60) for rest in found.rests] == [(811, 30)]
    assert found.duty_s == 391 * 60


def test_a_pause_may_be_what_the_shift_has_no_room_for() -> None:
    tight = a_task(
        LINE, vehicles=[{"end_min": 480 + 390}], visits=[{"service_min": 281}], rules=Rules()
    )
    assert not fits(tight, ((0,),))


def test_one_rest_can_be_break_and_pause() -> None:
    task = a_task(LONG, visits=[{"service_min": 30}, {"service_min": 60}], rules=Rules())
    found = schedule(task, 0, ((0, 1),))
    # After 20 + 120 + 30 + 120 + 60 = 350 min both rules ask for a rest before the way home.
    assert found is not None
    assert [rest.seconds / 60 for rest in found.rests] == [45]


def test_a_wait_that_cannot_be_avoided_is_a_rest() -> None:
    visits = [{"windows": [[(0, 530)]]}, {"windows": [[(660, 700)]], "service_min": 180}]
    task = a_task(LINE, visits=visits, rules=Rules(driving_break_after_min=1440))
    found = schedule(task, 0, ((0, 1),))
    # A at 08:50; B is reached at 09:30 and opens at 11:00; work ends 15:00, 7 h after 08:00.
    assert found is not None
    assert [(rest.start_s / 60, rest.seconds / 60) for rest in found.rests] == [(570, 90)]
    assert found.end_s == 900 * 60


def test_a_long_wait_for_goods_at_the_hub_is_a_rest() -> None:
    # Home from A at 09:30, loaded at 09:50, but the goods for B come at 13:20; A is not later.
    visits = [{"windows": [[(0, 530)]]}, {"release_min": 800}]
    task = a_task(LINE, visits=visits, rules=Rules(driving_break_after_min=1440))
    found = schedule(task, 0, ((0,), (1,)))
    assert found is not None
    assert [(rest.start_s / 60, rest.seconds / 60) for rest in found.rests] == [(590, 210)]
    assert found.end_s == (800 + 60 + 10 + 60) * 60


def test_a_short_wait_for_goods_is_work() -> None:
    # An hour of work at most: pause before the way home from A, and instead of waiting for B.
    visits = [{"windows": [[(0, 530)]]}, {"release_min": 640}]
    rules = Rules(driving_break_after_min=1440, work_pause_after_min=60)
    found = schedule(a_task(LINE, visits=visits, rules=rules), 0, ((0,), (1,)))
    assert found is not None
    rests = [(rest.start_s / 60, rest.seconds / 60) for rest in found.rests]
    assert rests[:2] == [(540, 30), (620, 30)]
    assert found.trips[1].leave_s == 650 * 60


def test_rules_that_are_far_never_bind() -> None:
    found = schedule(a_task(LONG, rules=FAR), 0, ((0, 1),))
    assert found is not None
    assert found.rests == ()
