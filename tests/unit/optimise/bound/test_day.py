"""The bound of a day on tasks whose best routes can be counted out."""

from __future__ import annotations

import itertools

import pytest
from tests.routing_tasks import a_task

from foodplan.domain.policy import Rules
from foodplan.optimise.routing.bound.day import RoutesBound, bound_routes
from foodplan.optimise.routing.bound.warm import compile_bound
from foodplan.optimise.routing.task import PlannedRoute, RoutingTask

LINE = [[0, 30, 40], [30, 0, 10], [40, 10, 0]]
"""The hub, a place 30 minutes away and one 10 minutes further."""


def bound(
    task: RoutingTask,
    *,
    plan: tuple[PlannedRoute, ...] = (),
    upper_cents: int = 10**9,
    most_labels: int = 5_000,
    looks: int = 1_000,
    stopped: bool = False,
) -> RoutesBound:
    """The bound of all visits on day 0 after so many looks at the clock."""
    ticks = itertools.count()
    return bound_routes(
        task,
        visits=range(len(task.visits.place)),
        plan=plan,
        seconds=looks,
        clock=lambda: float(next(ticks)),
        stop=lambda: stopped,
        upper_cents=upper_cents,
        most_labels=most_labels,
    )


def star(n: int) -> list[list[float]]:
    """The hub and n places 10 minutes from it, 20 from each other."""
    return [
        [0.0 if a == b else 20.0 if a and b else 10.0 for b in range(n + 1)] for a in range(n + 1)
    ]


def test_one_route_is_proved_to_be_the_best() -> None:
    # 100 EUR and 80 km at 1 EUR.
    found = bound(a_task(LINE), upper_cents=18_000)
    assert (found.bound_cents, found.proven) == (18_000, True)


def test_nothing_is_proved_of_a_plan_that_costs_more() -> None:
    found = bound(a_task(LINE), upper_cents=18_001)
    assert (found.bound_cents, found.proven) == (18_000, False)


def test_what_does_not_fit_one_trip_pays_for_a_second() -> None:
    # 100 EUR, 60 km and 80 km; loads of 600 kg in a van of 1,000 kg.
    task = a_task(LINE, visits=[{"kg": 600}, {"kg": 600}])
    assert bound(task).bound_cents == 24_000


def test_pallets_fill_a_van_before_its_weight() -> None:
    task = a_task(LINE, visits=[{"pallets": 0.6}, {"pallets": 0.6}], vehicles=[{"pallets": 1}])
    assert bound(task).bound_cents == 24_000


def test_pick_ups_ride_in_the_room_of_what_was_delivered() -> None:
    task = a_task(LINE, visits=[{"kg": 900}, {"kg": 900, "pickup": True}])
    assert bound(task).bound_cents == 18_000


def test_a_second_van_is_paid_where_one_has_no_second_trip() -> None:
    vans = [{"max_trips": 1, "fixed_eur": 100}, {"max_trips": 1, "fixed_eur": 70}]
    task = a_task(LINE, visits=[{"kg": 600}, {"kg": 600}], vehicles=vans)
    assert bound(task).bound_cents == 100_00 + 70_00 + 140_00


def test_work_waits_and_pauses_are_paid() -> None:
    # Loading 20, way 30, service 10, home 30: 90 min; a wait of 60 or a pause of 15 besides.
    van = {"fixed_eur": 0, "eur_per_km": 0, "millicents_per_second": 1000}
    alone = [[0, 30], [30, 0]]
    assert bound(a_task(alone, vehicles=[van])).bound_cents == 90 * 60
    spans = [{"windows": [[(540, 540)]]}, {"windows": [[(620, 700)]]}]
    waiting = a_task(LINE, vehicles=[{**van, "max_trips": 1}], visits=spans)
    assert bound(waiting).bound_cents == (20 + 30 + 80 + 10 + 40) * 60
    rules = Rules(work_pause_after_min=60, work_pause_min=15, driving_break_after_min=1440)
    assert bound(a_task(alone, vehicles=[van], rules=rules)).bound_cents == 105 * 60


TIMED = {"fixed_eur": 0, "eur_per_km": 0, "millicents_per_second": 1000, "max_trips": 1}
"""Paid by the minute, 60 cents."""


@pytest.mark.parametrize(("after_min", "worked_min"), [(60, 90), (59, 105)])
def test_a_break_is_paid_where_too_much_would_be_driven(after_min: int, worked_min: int) -> None:
    # Loading 20, way 30, service 10, home 30: 60 min at the wheel, a break of 15.
    rules = Rules(
        work_pause_after_min=1440, driving_break_after_min=after_min, driving_break_min=15
    )
    task = a_task([[0, 30], [30, 0]], vehicles=[TIMED], rules=rules)
    assert bound(task).bound_cents == worked_min * 60


def _far_home(opens_min: int, *, pause_after_min: int, pause_min: int) -> RoutingTask:
    """Loading at 490, served at 540 for 10 min, 10 min on, served when it opens, home in 100."""
    table = [[0, 30, 100], [30, 0, 10], [100, 10, 0]]
    spans = [{"windows": [[(540, 540)]]}, {"windows": [[(opens_min, 600)]]}]
    rules = Rules(
        work_pause_after_min=pause_after_min,
        work_pause_min=pause_min,
        driving_break_after_min=1440,
    )
    return a_task(table, vehicles=[TIMED], visits=spans, rules=rules)


@pytest.mark.parametrize(
    ("opens_min", "pause_after_min", "pause_min", "worked_min"),
    [
        # A wait of 10, nothing due: 20 + 30 + 10 + 10 + 10 + 10 + 100.
        (570, 190, 15, 190),
        # The pause takes up the wait: 110 min of work are left behind it.
        (570, 110, 15, 195),
        # They would be too many, so it comes behind the wait, which is lost.
        (570, 109, 15, 205),
        # A wait of 30 is a pause.
        (590, 110, 15, 210),
    ],
    ids=["none is due", "it takes up the wait", "it comes too late for the wait", "a wait is one"],
)
def test_a_pause_has_its_place_on_the_way(
    opens_min: int, pause_after_min: int, pause_min: int, worked_min: int
) -> None:
    task = _far_home(opens_min, pause_after_min=pause_after_min, pause_min=pause_min)
    assert bound(task).bound_cents == worked_min * 60


def test_between_two_windows_nobody_is_let_in() -> None:
    # Loading 20, way 30, served at 560 for 10 min, on for 10, a wait of 40, service 10, home 40.
    # The other way round waits longer; between the windows there would be no wait at all.
    van = {"fixed_eur": 0, "eur_per_km": 0, "millicents_per_second": 1000, "max_trips": 1}
    spans = [{"windows": [[(540, 560), (760, 780)]]}, {"windows": [[(620, 660)]]}]
    task = a_task(LINE, vehicles=[van], visits=spans)
    assert bound(task).bound_cents == (20 + 30 + 10 + 10 + 40 + 10 + 40) * 60


def test_cheap_vans_count_only_as_often_as_there_are_any() -> None:
    # 8 loads of 600 kg, one a trip, one trip a van: 3 vans for 10 EUR and 5 for 100, 20 km each.
    vans = [{"max_trips": 1, "fixed_eur": 10}] * 3 + [{"max_trips": 1, "fixed_eur": 100}] * 9
    task = a_task(star(8), visits=[{"place": i + 1, "kg": 600} for i in range(8)], vehicles=vans)
    assert bound(task).bound_cents == 3 * 1_000 + 5 * 10_000 + 8 * 2_000


def test_of_vans_that_are_alike_a_whole_number_is_paid() -> None:
    # 5 loads of 400 kg, two to a van and one trip: 3 vans (100 EUR), 2 × 40 and 20 km.
    vans = [{"max_trips": 1, "fixed_eur": 100}] * 6
    task = a_task(star(5), visits=[{"place": i + 1, "kg": 400} for i in range(5)], vehicles=vans)
    assert bound(task).bound_cents == 3 * 10_000 + 2 * 4_000 + 2_000


@pytest.mark.parametrize(
    ("van", "visit"),
    [({}, {"kg": 400}), ({"end_min": 660}, {"kg": 1, "service_min": 60})],
    ids=["two loads fill a van", "two stops fill its shift"],
)
@pytest.mark.parametrize("dearer", [0, 1])
def test_a_plan_with_a_van_too_many_is_not_proved_by_a_van_too_few(
    van: dict[str, object], visit: dict[str, object], dearer: int
) -> None:
    # 5 stops, 2 to a van: 3 vans, 2 × 40 and 20 km; in fractions two and a half would do.
    vans = [{"max_trips": 1, "fixed_eur": 100 + dearer * i, **van} for i in range(6)]
    task = a_task(star(5), visits=[{"place": i + 1, **visit} for i in range(5)], vehicles=vans)
    trips = (((0, 1),), ((2,),), ((3,),), ((4,),))
    plan = tuple(PlannedRoute(vehicle_day=row, trips=made) for row, made in enumerate(trips))
    found = bound(task, plan=plan, upper_cents=40_000 + 600 * dearer + 4_000 + 3 * 2_000)
    assert (found.bound_cents, found.proven) == (30_000 + 300 * dearer + 8_000 + 2_000, False)


def test_a_plan_with_as_few_vans_as_will_do_is_proved() -> None:
    vans = [{"max_trips": 1, "fixed_eur": 100 + i} for i in range(6)]
    visits = [{"place": i + 1, "kg": 400} for i in range(5)]
    task = a_task(star(5), visits=visits, vehicles=vans)
    trips = (((0, 1),), ((2, 3),), ((4,),))
    plan = tuple(PlannedRoute(vehicle_day=row, trips=made) for row, made in enumerate(trips))
    found = bound(task, plan=plan, upper_cents=40_300)
    assert (found.bound_cents, found.proven) == (40_300, True)


def test_a_truck_that_is_full_leaves_the_rest_to_a_van() -> None:
    # 5 loads of 400 kg. The truck takes 4 (200 EUR, 10 + 3 × 20 + 10 km); a van takes all in three
    # trips (100 EUR, 2 × 40 + 20 km) and is cheaper, unless it may make one trip only.
    truck, van = {"kg": 1700, "max_trips": 1, "fixed_eur": 200}, {"kg": 1000, "max_trips": 1}
    visits = [{"place": i + 1, "kg": 400} for i in range(5)]
    task = a_task(star(5), visits=visits, vehicles=[truck, van])
    assert bound(task).bound_cents == 20_000 + 10_000 + 6_000 + 4_000
    assert bound(a_task(star(5), visits=visits)).bound_cents == 10_000 + 2 * 4_000 + 2_000


def test_nobody_is_visited_twice_however_much_it_is_worth() -> None:
    # 9 far places, a kilometre apart: one more than are remembered at first.
    n = 9
    table = [
        [0.0 if a == b else 60.0 if 0 in (a, b) else 1.0 for b in range(n + 1)]
        for a in range(n + 1)
    ]
    visits = [{"place": i + 1, "kg": 90, "service_min": 1} for i in range(n)]
    vans = [{"max_trips": 1, "fixed_eur": 0}] * 2
    task = a_task(table, visits=visits, vehicles=vans)
    assert bound(task, most_labels=50_000).bound_cents == 12_000 + 8 * 100


def test_a_plan_to_begin_with_changes_nothing_but_the_time() -> None:
    task = a_task(LINE, visits=[{"kg": 600}, {"kg": 600}])
    plan = (PlannedRoute(vehicle_day=0, trips=((1,), (0,))),)
    assert bound(task, plan=plan).bound_cents == 24_000


def test_visits_of_two_hubs_are_bounded_apart() -> None:
    task = a_task(
        [[0, 90, 10, 90], [90, 0, 90, 20], [10, 90, 0, 90], [90, 20, 90, 0]],
        vehicles=[{"hub": 0}, {"hub": 1}],
        visits=[{"place": 2, "not_by": (1,)}, {"place": 3, "not_by": (0,)}],
    )
    assert bound(task).bound_cents == 200_00 + 20_00 + 40_00


def test_a_place_is_reached_by_way_of_another_where_there_is_no_way_from_the_hub() -> None:
    # 100 EUR, 30 km to the first place, 10 on and 40 home. From the other hub the second is 5 km
    # away, but it takes another van for 200 EUR.
    none = float("inf")
    table = [[0, 30, none, none], [30, 0, 10, none], [40, 10, 0, 5], [none, none, 5, 0]]
    vans = [{"hub": 0, "fixed_eur": 100}, {"hub": 3, "fixed_eur": 200}]
    visits = [{"place": 1, "not_by": (1,)}, {"place": 2}]
    assert bound(a_task(table, vehicles=vans, visits=visits)).bound_cents == 18_000
    # Nobody else comes there at all.
    assert bound(a_task(table, vehicles=vans[:1], visits=[{}, {}])).bound_cents == 18_000


def test_a_place_that_only_a_closed_one_leads_to_is_left_out() -> None:
    none = float("inf")
    closed = [{"windows": [[(0, 400)]]}, {}]
    task = a_task([[0, 30, none], [30, 0, 10], [40, 10, 0]], visits=closed)
    assert bound(task).bound_cents == 0


def test_more_than_64_visits_are_bounded() -> None:
    # 70 visits, 5 at a place, 2 to a van: 28 vans serve one place (70 EUR), 7 serve two (90 EUR).
    vans = [{"fixed_eur": 50, "max_trips": 1, "end_min": 600}] * 40
    visits = [{"place": i // 5 + 1, "kg": 500} for i in range(70)]
    found = bound(a_task(star(14), vehicles=vans, visits=visits), most_labels=20_000, looks=100)
    assert 200_000 < found.bound_cents <= 28 * 7_000 + 7 * 9_000


@pytest.mark.parametrize("most_labels", [4, 60, 200, 1_000])
def test_a_bound_with_little_room_for_labels_is_weaker_and_still_a_bound(most_labels: int) -> None:
    # 12 visits, 4 to a trip, 3 trips of 80 km: 100 EUR and 240 km.
    visits = [{"place": i + 1, "kg": 250, "service_min": 1} for i in range(12)]
    task = a_task(star(12), visits=visits)
    found = bound(task, most_labels=most_labels, looks=40)
    assert found.bound_cents <= 34_000
    assert not found.proven


def test_enough_labels_find_the_bound_that_few_do_not() -> None:
    # 3 trips of 3 stops: 100 EUR and 3 × 60 km.
    visits = [{"place": i + 1, "kg": 300} for i in range(9)]
    task = a_task(star(9), visits=visits)
    assert bound(task, most_labels=40).bound_cents < bound(task).bound_cents == 28_000


def test_a_stop_leaves_a_bound_that_proves_nothing() -> None:
    found = bound(a_task(LINE), upper_cents=18_000, stopped=True)
    assert found.bound_cents <= 18_000


def test_a_day_without_visits_costs_nothing() -> None:
    task = a_task(LINE)
    found = bound_routes(
        task, visits=(), seconds=1, clock=lambda: 0.0, stop=lambda: False, upper_cents=0
    )
    assert (found.bound_cents, found.proven) == (0, True)


def test_compiling_says_when_it_begins_and_ends() -> None:
    told: list[str] = []
    compile_bound(lambda code, _seconds: told.append(code))
    assert told == ["bound-compiling", "bound-compiled"]
