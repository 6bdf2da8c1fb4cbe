"""Large tasks in parts: every rule kept, near the undivided search, the same every time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.routing_tasks import a_task
from tests.unit.optimise.search.limits import work

from foodplan.optimise.routing.draft import Draft
from foodplan.optimise.routing.regions import engine
from foodplan.optimise.routing.regions.cells import first_parts, later_parts, nearest_hubs
from foodplan.optimise.routing.regions.cut import plane
from foodplan.optimise.routing.regions.engine import goes_together, in_parts, search
from foodplan.optimise.routing.regions.part import Part, Whereabouts, spare_shares, subtask
from foodplan.optimise.routing.search import team
from foodplan.optimise.routing.task import PlannedRoute, Routing, RoutingTask

N_SITES, N_DAYS, MOST = 60, 2, 15
CENTRE, EDGES = (50.0, 50.0), ((10.0, 10.0), (90.0, 90.0))


def a_region(hubs: tuple[tuple[float, float], ...] = (CENTRE,), **common: object) -> RoutingTask:
    """Sites strewn over 100 × 100 minutes, ten vans of five stops on each of two days."""
    points = np.random.default_rng(7).random((N_SITES, 2)) * 100
    points = np.concatenate([np.array(hubs), points])
    minutes = np.hypot(*(points[:, None] - points[None]).T).T
    vans = [
        {"day": day, "vehicle": n, "hub": n % len(hubs), "kg": 500, "max_trips": 1, "fixed_eur": 50}
        for day in range(N_DAYS)
        for n in range(10)
    ]
    visits = [{"place": len(hubs) + i} for i in range(N_SITES)]
    return a_task(minutes.tolist(), n_days=N_DAYS, vehicles=vans, visits=visits)


def alone(task: RoutingTask, part: Part, now: Whereabouts) -> RoutingTask:
    return subtask(task, part, now, spare_shares(task, [part], now)[0])


def assert_kept(task: RoutingTask, found: Routing) -> None:
    draft = Draft(task, found.routes)
    assert draft.routing() == found
    assert draft.within_caps()


def test_sixty_stops_in_parts_of_fifteen_are_near_the_undivided_search() -> None:
    task = a_region()
    whole = team.search(task, limits=work(6000))
    parts = in_parts(task, limits=work(6000), start=None, most=MOST)
    assert_kept(task, parts)
    assert parts.unserved == ()
    assert parts.cost_cents <= 1.03 * whole.cost_cents


def test_two_threads_find_the_same_every_time() -> None:
    task = a_region(EDGES)
    found = [in_parts(task, limits=work(900, hunts=2), start=None, most=MOST) for _ in range(3)]
    assert found[0] == found[1] == found[2]


def test_a_start_is_never_made_worse() -> None:
    task = a_region()
    good = team.search(task, limits=work(6000, seed=3))
    again = in_parts(task, limits=work(300, seed=8), start=good, most=MOST)
    assert_kept(task, again)
    assert again.cost_cents <= good.cost_cents


def test_a_small_task_is_searched_as_a_whole() -> None:
    task = a_region()
    assert search(task, limits=work(500)) == team.search(task, limits=work(500))


@pytest.fixture
def sixty_may_go_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_ALWAYS_TOGETHER", 50)
    monkeypatch.setattr(engine, "_MOST_TOGETHER", 60)


def without_fixed_costs(task: RoutingTask) -> RoutingTask:
    nothing = np.zeros_like(task.vehicles.fixed_millicents)
    return replace(task, vehicles=replace(task.vehicles, fixed_millicents=nothing))


@pytest.mark.usefixtures("sixty_may_go_together")
def test_with_a_thousand_iterations_a_visit_all_are_searched_together() -> None:
    task = without_fixed_costs(a_region())
    assert goes_together(task, work(1000 * N_SITES))
    assert not goes_together(task, work(1000 * N_SITES - 1))


@pytest.mark.usefixtures("sixty_may_go_together")
def test_with_twenty_milliseconds_a_visit_too() -> None:
    task = without_fixed_costs(a_region())
    assert goes_together(task, replace(work(1), work=None, seconds=1.2))
    assert not goes_together(task, replace(work(1), work=None, seconds=1.19))


@pytest.mark.usefixtures("sixty_may_go_together")
@pytest.mark.parametrize("cost", ["fixed_millicents", "weekly_millicents"])
def test_vehicles_that_cost_something_fixed_are_searched_in_parts_however_long(cost: str) -> None:
    task = without_fixed_costs(a_region())
    dear = replace(task.vehicles, **{cost: np.ones_like(task.vehicles.fixed_millicents)})
    assert not goes_together(replace(task, vehicles=dear), work(10**9))


def test_more_visits_than_may_go_together_never_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_ALWAYS_TOGETHER", 50)
    monkeypatch.setattr(engine, "_MOST_TOGETHER", 59)
    assert not goes_together(without_fixed_costs(a_region()), work(10**9))


def test_the_first_hub_hands_out_no_more_than_its_cap() -> None:
    # 30 of 60 sites are near each hub; the first may hand out 20 loads of 100 kg.
    task = a_region(EDGES)
    caps = np.full((len(task.roads.place_ids), N_DAYS), 10**6, dtype=np.int64)
    caps[0] = 8 * 10_000, 20 * 10_000
    task = replace(task, day_cap_dag=caps)
    assert (nearest_hubs(task, np.arange(N_SITES, dtype=np.int32)) == 0).sum() == 20
    found = in_parts(task, limits=work(3000), start=None, most=MOST)
    assert_kept(task, found)
    assert found.unserved == ()


def test_two_deliveries_to_a_site_stay_a_day_apart_in_whatever_parts_they_are() -> None:
    task = a_region()
    pairs = np.repeat(np.arange(N_SITES // 2, dtype=np.int32), 2)
    place = 1 + pairs
    gaps = np.ones(N_SITES, dtype=np.int32)
    visits = replace(task.visits, apart=pairs, place=place, min_gap_days=gaps)
    task = replace(task, visits=visits)
    found = in_parts(task, limits=work(3000), start=None, most=MOST)
    assert_kept(task, found)
    day = Whereabouts.of(task, found.routes).day(task)
    assert found.unserved == ()
    assert (day[::2] != day[1::2]).all()


def test_a_visit_keeps_its_day_while_its_twin_is_in_another_part() -> None:
    task = a_region()
    apart = np.full(N_SITES, -1, dtype=np.int32)
    apart[[0, 1]] = 0
    gaps = np.ones(N_SITES, dtype=np.int32)
    task = replace(task, visits=replace(task.visits, apart=apart, min_gap_days=gaps))
    routes = (
        PlannedRoute(vehicle_day=0, trips=((0,),)),
        PlannedRoute(vehicle_day=10, trips=((1,),)),
    )
    now = Whereabouts.of(task, routes)
    own = Part(slots=np.array([0, 5, 15], dtype=np.int32), visits=np.array([0, 2], dtype=np.int32))
    assert alone(task, own, now).visits.may.tolist() == [[True, True, False], [True, True, True]]


def test_every_visit_and_every_vehicle_is_in_one_part_and_copies_are_together() -> None:
    task = a_region(EDGES)
    copies = np.full(N_SITES, -1, dtype=np.int32)
    copies[[3, 40]] = 0
    task = replace(task, visits=replace(task.visits, alternatives=copies))
    field = plane(task)
    first = first_parts(task, field, most=MOST)
    found = in_parts(task, limits=work(600), start=None, most=MOST)
    later = later_parts(task, field, found.routes, most=MOST, turn=1)
    for parts in (first, later):
        visits = sorted(visit for part in parts for visit in part.visits.tolist())
        slots = sorted(slot for part in parts for slot in part.slots.tolist())
        assert visits == list(range(N_SITES))
        assert slots == list(range(len(task.vehicles.day)))
        assert any({3, 40} <= set(part.visits.tolist()) for part in parts)
    assert_kept(task, found)
    assert len(found.unserved) == 0


def test_a_weekly_cost_is_paid_once_although_the_week_is_in_two_parts() -> None:
    task = a_region()
    weekly = np.full(len(task.vehicles.day), 5_000_000, dtype=np.int64)
    task = replace(task, vehicles=replace(task.vehicles, weekly_millicents=weekly))
    now = Whereabouts.of(task, [PlannedRoute(vehicle_day=13, trips=((1,),))])
    part = Part(slots=np.array([3, 4], dtype=np.int32), visits=np.array([0], dtype=np.int32))
    assert alone(task, part, now).vehicles.weekly_millicents.tolist() == [0, 5_000_000]
    found = in_parts(task, limits=work(900), start=None, most=MOST)
    assert_kept(task, found)


def test_a_stop_ends_all_parts_with_what_there_is() -> None:
    task = a_region()
    found = in_parts(task, limits=work(10**9, stop=lambda: True), start=None, most=MOST)
    assert_kept(task, found)
    assert found.unserved == ()


def test_progress_is_told_for_the_whole() -> None:
    told: list[tuple[int, int]] = []
    limits = work(900, report=lambda cents, n_open: told.append((cents, n_open)))
    found = in_parts(a_region(), limits=limits, start=None, most=MOST)
    assert told[-1][1] == 0
    assert abs(told[-1][0] - found.cost_cents) <= 10
