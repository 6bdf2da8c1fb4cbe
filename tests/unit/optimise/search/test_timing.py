"""The compiled times of a route against `schedule`."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from tests.properties.test_search import a_random_task
from tests.routing_tasks import a_task

from foodplan.optimise.routing.schedule import schedule
from foodplan.optimise.routing.search.arrays import FEWER
from foodplan.optimise.routing.search.exchange import load, planned
from foodplan.optimise.routing.search.facts import facts_of
from foodplan.optimise.routing.search.room import empty_routes, scratch_of
from foodplan.optimise.routing.task import PlannedRoute, RoadTable, RoutingTask, Trips


@pytest.mark.parametrize("block", range(10))
def test_a_route_costs_what_its_schedule_says(block: int) -> None:
    for seed in range(40 * block, 40 * block + 40):
        chance = random.Random(seed)
        task = _sometimes_faster_later(a_random_task(chance), seed)
        row = chance.randrange(len(task.vehicles.day))
        trips = _some_trips(chance, task)
        found = schedule(task, row, trips)
        routes = _loaded(task, row, trips)
        if found is not None and planned(*routes):
            made = [visit for trip in trips for visit in trip]
            dear = task.visits.dear_millicents[made].sum()
            assert routes[1].info["cost"][row] == found.cost_millicents + dear + FEWER, seed


def _sometimes_faster_later(task: RoutingTask, seed: int) -> RoutingTask:
    """Every other task with its departure bands the other way round."""
    roads = task.roads
    if seed % 2 or not isinstance(roads, RoadTable):
        return task
    turned = replace(roads, metres=roads.metres[:, ::-1], seconds=roads.seconds[:, ::-1])
    return replace(task, roads=turned)


def test_a_start_is_loaded_with_the_windows_that_make_its_day_shortest() -> None:
    """The first stop opens at 9 and at 14, the second at 14: who starts at 13:00 never waits."""
    task = a_task(
        [[0, 30, 30], [30, 0, 20], [30, 20, 0]],
        vehicles=[{"millicents_per_second": 500}],
        visits=[{"windows": [[(540, 600), (840, 900)]]}, {"windows": [[(840, 900)]]}],
    )
    trips = ((0, 1),)
    found = schedule(task, 0, trips)
    assert found is not None
    assert found.duty_s == 60 * (20 + 30 + 10 + 20 + 10 + 30)
    _, routes = _loaded(task, 0, trips)
    assert routes.info["cost"][0] == found.cost_millicents + FEWER


def _some_trips(chance: random.Random, task: RoutingTask) -> Trips:
    visits = list(range(len(task.visits.place)))
    chance.shuffle(visits)
    chosen = visits[: chance.randint(1, len(visits))]
    cut = chance.randint(0, len(chosen) - 1)
    return tuple(trip for trip in (tuple(chosen[:cut]), tuple(chosen[cut:])) if trip)


def _loaded(task: RoutingTask, row: int, trips: Trips):  # type: ignore[no-untyped-def]
    facts = facts_of(task)
    routes, scratch = empty_routes(facts), scratch_of(facts)
    load(task, facts, routes, scratch, [PlannedRoute(vehicle_day=row, trips=trips)])
    return facts, routes
