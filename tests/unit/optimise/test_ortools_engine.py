"""The OR-Tools engine on tasks whose best routes can be counted out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from tests.routing_tasks import a_task

from foodplan.domain.policy import Rules
from foodplan.optimise.routing.draft import Draft
from foodplan.optimise.routing.ortools_engine import ortools_routes
from foodplan.optimise.routing.schedule import schedule
from foodplan.optimise.routing.task import Routing, RoutingTask, SearchLimits, Trips

STAR = [
    [0, 20, 25, 30, 35],
    [20, 0, 10, 40, 45],
    [25, 10, 0, 45, 50],
    [30, 40, 45, 0, 12],
    [35, 45, 50, 12, 0],
]
"""Two pairs of neighbours, on either side of the hub."""


def solved(task: RoutingTask, *, work: int = 5000, seed: int = 1) -> Routing:
    found = ortools_routes(task, limits=limits(work=work, seed=seed))
    for route in found.routes:
        assert schedule(task, route.vehicle_day, route.trips) is not None
    return found


def limits(
    *, work: int | None = 5000, seconds: float | None = None, seed: int = 1, stopped: bool = False
) -> SearchLimits:
    ticks = iter(range(10**9))
    return SearchLimits(
        seconds=seconds,
        work=work,
        seed=seed,
        clock=lambda: float(next(ticks)),
        stop=lambda: stopped,
        report=lambda cents, n_open: None,
    )


def cheapest(task: RoutingTask) -> int:
    """Least price and cost over all ways to split the visits into routes and trips."""
    n_rows = len(task.vehicles.vehicle_ids)
    n_visits = len(task.visits.place)
    best = 10**18
    for rows in product(range(-1, n_rows), repeat=n_visits):
        routes = [
            _cheapest_route(task, row, [v for v in range(n_visits) if rows[v] == row])
            for row in range(n_rows)
        ]
        left = sum(int(task.visits.price_cents[v]) for v in range(n_visits) if rows[v] < 0)
        if None not in routes:
            best = min(best, 1000 * left + sum(cost for cost in routes if cost is not None))
    return -(-best // 1000)


def _cheapest_route(task: RoutingTask, row: int, visits: list[int]) -> int | None:
    if not visits:
        return 0
    found = (schedule(task, row, trips) for trips in _all_trips(visits))
    return min((one.cost_millicents for one in found if one is not None), default=None)


def _all_trips(visits: Sequence[int]) -> Iterator[Trips]:
    for order in permutations(visits):
        for cuts in product((False, True), repeat=len(order) - 1):
            trips: list[list[int]] = [[order[0]]]
            for visit, cut in zip(order[1:], cuts, strict=True):
                if cut:
                    trips.append([])
                trips[-1].append(visit)
            yield tuple(map(tuple, trips))


TASKS = {
    "one trip is enough": a_task(STAR),
    "several trips of one small van": a_task(
        STAR, vehicles=[{"kg": 200, "millicents_per_second": 500}]
    ),
    "a second van is dearer than a second trip": a_task(STAR, vehicles=[{"kg": 200}, {"kg": 200}]),
    "the shift makes a second van worth its cost": a_task(
        STAR, vehicles=[{"kg": 200, "end_min": 640}, {"kg": 200, "end_min": 640}]
    ),
    "windows decide the order": a_task(
        STAR,
        visits=[{"windows": [[(700, 720)]]}, {}, {"windows": [[(0, 600), (800, 820)]]}, {}],
        vehicles=[{"millicents_per_second": 1000}],
    ),
    "pick-ups fill the way back": a_task(
        STAR, visits=[{"kg": 900}, {"kg": 900, "pickup": True}, {"kg": 900}, {"kg": 100}]
    ),
    "one stop is too far for the shift": a_task(
        STAR, visits=[{}, {}, {}, {"service_min": 600}], vehicles=[{}, {"fixed_eur": 50}]
    ),
    "some may not come": a_task(
        STAR,
        visits=[{"not_by": (0,)}, {}, {}, {"first_only": True}],
        vehicles=[{}, {"kg": 100}],
    ),
    "trips are counted": a_task(
        STAR, vehicles=[{"kg": 100, "max_trips": 2}, {"kg": 100, "max_trips": 1}]
    ),
    "chilled goods in a box": a_task(
        STAR,
        visits=[{"temperature": 1}, {"temperature": 1}, {"temperature": 1}, {}],
        vehicles=[{"boxes": 0.5, "fixed_eur": 10}, {"carries": (0, 1), "fixed_eur": 200}],
    ),
    "an only pick-up has its route for itself": a_task(
        STAR,
        visits=[{"pickup": True, "alone": True}, {"pickup": True}, {}, {}],
        vehicles=[{}, {}],
    ),
    "a pause lengthens the day": a_task(
        STAR,
        visits=[{"service_min": 90}] * 4,
        vehicles=[{"end_min": 960}, {"end_min": 960, "fixed_eur": 30}],
        rules=Rules(),
    ),
}


@pytest.mark.parametrize("name", TASKS)
def test_small_tasks_are_solved_to_the_optimum(name: str) -> None:
    task = TASKS[name]
    found = solved(task)
    left = sum(int(task.visits.price_cents[visit]) for visit in found.unserved)
    assert left + found.cost_cents == cheapest(task)


def test_vehicles_of_two_hubs_keep_to_their_hub() -> None:
    far = [[0, 60, 10, 55], [60, 0, 55, 10], [10, 55, 0, 60], [55, 10, 60, 0]]
    task = a_task(
        far,
        vehicles=[{"hub": 0, "fixed_eur": 9}, {"hub": 1, "fixed_eur": 9}],
        visits=[{"place": 2}, {"place": 3}],
    )
    found = solved(task)
    assert [(route.vehicle_day, route.trips) for route in found.routes] == [
        (0, ((0,),)),
        (1, ((1,),)),
    ]


def test_each_day_is_served_by_its_own_vehicles() -> None:
    task = a_task(
        STAR,
        n_days=2,
        vehicles=[{"day": 0}, {"day": 1}],
        visits=[{"not_by": (1,)}, {"not_by": (1,)}, {"not_by": (0,)}, {"not_by": (0,)}],
    )
    found = solved(task)
    assert [sorted(v for trip in route.trips for v in trip) for route in found.routes] == [
        [0, 1],
        [2, 3],
    ]


def test_the_weekly_cost_of_a_vehicle_is_paid_once() -> None:
    task = a_task(
        [[0, 10], [10, 0]],
        n_days=2,
        vehicles=[{"vehicle": 0, "weekly_eur": 70}, {"vehicle": 0, "weekly_eur": 70, "day": 1}],
        visits=[{"place": 1, "not_by": (1,)}, {"place": 1, "not_by": (0,)}],
    )
    # 70 for the week, twice 100 for the day, twice 20 km.
    assert solved(task).cost_cents == 7_000 + 20_000 + 4_000


def test_one_of_two_copies_is_made_and_two_deliveries_lie_apart() -> None:
    days = [{"day": day} for day in range(3)]
    copies = a_task(STAR, n_days=3, vehicles=days, visits=[{"alternatives": 7}] * 2)
    made = solved(copies)
    assert sum(len(trip) for route in made.routes for trip in route.trips) == 1
    assert made.unserved == ()
    apart = a_task(STAR, n_days=3, vehicles=days, visits=[{"apart": 3, "min_gap_days": 2}] * 2)
    assert [route.vehicle_day for route in solved(apart).routes] == [0, 2]


def test_no_more_leaves_a_hub_than_its_cap() -> None:
    task = a_task(STAR, n_days=2, vehicles=[{"day": 0, "fixed_eur": 1}, {"day": 1}])
    cap = np.zeros((5, 2), dtype=np.int64)
    cap[0] = 20_000, 40_000
    found = solved(replace(task, day_cap_dag=cap))
    stops = [sum(len(trip) for trip in route.trips) for route in found.routes]
    assert stops == [2, 2]


def test_the_same_work_gives_the_same_routes() -> None:
    task = TASKS["several trips of one small van"]
    assert solved(task, work=3000, seed=3) == solved(task, work=3000, seed=3)


def test_a_stop_keeps_routes_that_are_feasible() -> None:
    task = TASKS["several trips of one small van"]
    found = ortools_routes(task, limits=limits(work=None, seconds=1e6, stopped=True))
    assert found.unserved == ()


def test_a_start_is_kept_where_nothing_better_is_found() -> None:
    task = TASKS["one trip is enough"]
    best = solved(task)
    again = ortools_routes(task, limits=limits(work=1), start=best)
    assert again.cost_cents == best.cost_cents


def test_insertion_never_leaves_what_is_allowed() -> None:
    task = TASKS["the shift makes a second van worth its cost"]
    draft = Draft(task)
    draft.insert_all(range(4))
    assert draft.open_visits() == []
    assert not draft.put(0, ((0, 1, 2, 3),))


def test_goods_released_after_the_last_window_are_left_out() -> None:
    # Ready at 10:20, the site closes at 09:20: only the other site can be served.
    late = {"windows": [[(480, 560)]], "release_min": 620}
    found = solved(a_task([[0, 5, 5], [5, 0, 5], [5, 5, 0]], visits=[{}, late]))
    assert [route.trips for route in found.routes] == [((0,),)]
    assert found.unserved == (1,)
