"""Tasks in which nobody ever waits or comes too late take a short cut to the same answer."""

from __future__ import annotations

import random

import pytest
from tests.routing_tasks import a_task
from tests.unit.optimise.search.limits import work

from foodplan.optimise.routing.search import team
from foodplan.optimise.routing.search.arrays import Facts
from foodplan.optimise.routing.search.facts import facts_of
from foodplan.optimise.routing.task import RoutingTask


def _waits(task: RoutingTask) -> bool:
    return bool(facts_of(task).rules["waits"][0])


def _with_waits(task: RoutingTask) -> Facts:
    facts = facts_of(task)
    facts.rules["waits"] = 1
    return facts


def _scattered(seed: int, *, longest_min: float, end_min: float) -> RoutingTask:
    chance = random.Random(seed)
    minutes = [[float(chance.randint(5, 60)) for _ in range(12)] for _ in range(12)]
    for i in range(12):
        minutes[i][i] = 0.0
    shift = {"kg": 500, "max_route_min": longest_min, "end_min": end_min}
    return a_task(minutes, vehicles=[shift, {**shift, "start_min": 540}, {**shift, "kg": 300}])


@pytest.mark.parametrize(
    ("longest_min", "end_min"), [(10_000.0, 1440.0), (200.0, 1080.0), (10_000.0, 700.0)]
)
def test_without_waiting_the_answer_is_that_of_the_long_way(
    monkeypatch: pytest.MonkeyPatch, longest_min: float, end_min: float
) -> None:
    """Time is slack, limited by the longest route, limited by the end of the shift."""
    tasks = [_scattered(seed, longest_min=longest_min, end_min=end_min) for seed in range(8)]
    assert not any(_waits(task) for task in tasks)
    quick = [team.search(task, limits=work(800)) for task in tasks]
    monkeypatch.setattr(team, "facts_of", _with_waits)
    assert quick == [team.search(task, limits=work(800)) for task in tasks]


def test_an_opening_an_end_a_second_window_or_a_release_can_make_vehicles_wait() -> None:
    """The vehicle is out from 08:00 to 18:00, minutes 480 to 1080."""

    def waits(**visit: object) -> bool:
        return _waits(a_task([[0, 10], [10, 0]], visits=[visit]))

    assert not waits(windows=[[(480, 1080)]])
    assert waits(windows=[[(481, 1080)]])
    assert waits(windows=[[(480, 1079)]])
    assert waits(windows=[[(0, 1440), (600, 700)]])
    assert not waits(release_min=480)
    assert waits(release_min=481)
