"""Several hunts side by side: repeatable, heard as one, never louder than their best."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest
from tests.routing_tasks import a_task
from tests.unit.optimise.search.limits import work
from tests.unit.optimise.search.test_engine import a_ring

from foodplan.errors import FoodplanError
from foodplan.optimise.routing.search import hunt, pool
from foodplan.optimise.routing.search.arrays import Facts
from foodplan.optimise.routing.search.facts import facts_of
from foodplan.optimise.routing.search.hunt import Hunt
from foodplan.optimise.routing.search.pace import Pace
from foodplan.optimise.routing.search.pool import Pool
from foodplan.optimise.routing.search.room import scratch_of
from foodplan.optimise.routing.search.scratch import Scratch
from foodplan.optimise.routing.search.team import search
from foodplan.optimise.routing.task import RoutingTask, SearchLimits


def test_two_hunts_with_equal_work_and_seed_give_equal_routes_every_time() -> None:
    found = [search(a_ring(), limits=work(1500, seed=4, hunts=2)) for _ in range(3)]
    assert found[0] == found[1] == found[2]
    assert found[0].unserved == ()


def test_what_is_told_only_gets_better_whoever_finds_it() -> None:
    told: list[tuple[int, int]] = []
    limits = work(1500, hunts=3, report=lambda cents, n_open: told.append((n_open, cents)))
    found = search(a_ring(), limits=limits)
    assert told == sorted(told, reverse=True)
    assert told[-1] == (0, found.cost_cents)


def test_a_hunt_that_fails_ends_the_search_with_its_error() -> None:
    def stop() -> bool:
        raise FoodplanError("no more")

    with pytest.raises(FoodplanError, match="no more"):
        search(a_ring(), limits=work(100, hunts=2, stop=stop))


def test_a_pool_takes_the_cheaper_of_two_equal_routes() -> None:
    facts: Facts = facts_of(a_ring())
    visit = len(facts.cap)
    mine, theirs = Pool(facts), Pool(facts)
    mine.add(0, 700, [visit])
    theirs.add(0, 600, [visit])
    theirs.add(0, 900, [visit + 1])
    mine.take(theirs)
    assert [column.cost for column in mine] == [600, 900]


def test_a_full_pool_forgets_what_was_written_down_longest_ago(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Five routes of one stop where four are too many: two stay, the first is written anew."""
    monkeypatch.setattr(pool, "_MOST_STOPS", 4)
    facts = facts_of(a_ring())
    scratch, seen, visit = scratch_of(facts), Pool(facts), len(facts.cap)
    scratch.pooled[:] = 1
    rows = [(visit, 10), (visit + 1, 11), (visit + 2, 12), (visit + 3, 13), (visit, 10)]
    _write(scratch, rows)
    seen.drain(scratch)
    assert [column.cost for column in seen] == [11, 12, 13, 10]
    assert scratch.pooled.all()
    _write(scratch, [(visit + 4, 14)])
    seen.drain(scratch)
    assert [column.cost for column in seen] == [10, 14]
    assert not scratch.pooled.any()


def _write(scratch: Scratch, rows: Sequence[tuple[int, int]]) -> None:
    """Routes of one stop of the first vehicle: visit and cost."""
    for i, (visit, cost) in enumerate(rows):
        scratch.pool[3 * i : 3 * i + 3] = (-1, cost, visit)
    scratch.desk["n_pool"] = 3 * len(rows)


def fifteen_sites() -> RoutingTask:
    chance = random.Random(1)
    minutes = [[float(chance.randint(5, 60)) for _ in range(15)] for _ in range(15)]
    return a_task(minutes, vehicles=[{"kg": 400, "fixed_eur": 50}] * 4)


def test_a_plan_that_is_good_but_for_a_few_stops_is_mended_near_where_it_is() -> None:
    """The best plan without its last route: those stops find places again, and no cost is added."""
    task = fifteen_sites()
    best = search(task, limits=work(20_000))
    torn = replace(best, routes=best.routes[:-1])
    mended = search(task, limits=work(3000, stays_near=True), start=torn)
    assert (mended.unserved, mended.cost_cents) == ((), best.cost_cents)


@pytest.mark.parametrize("work_units", [2_000, 20_000])
def test_several_starts_keep_to_the_work_of_one(
    monkeypatch: pytest.MonkeyPatch, work_units: int
) -> None:
    """Also where comparing two starts alone would take more (14 stops, 1,000 iterations each)."""
    monkeypatch.setattr(hunt, "SMALL", 10)
    monkeypatch.setattr(hunt, "_PATIENCE", 5)
    made: list[Pace] = []
    begin = Pace.__init__

    def noted(self: Pace, limits: SearchLimits) -> None:
        made.append(self)
        begin(self, limits)

    monkeypatch.setattr(Pace, "__init__", noted)
    search(fifteen_sites(), limits=work(work_units))
    (pace,) = made
    assert pace.done == work_units


def test_each_of_two_hunts_begins_as_often_as_one_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as many beginnings to choose from."""
    monkeypatch.setattr(hunt, "SMALL", 10)
    monkeypatch.setattr(hunt, "_PATIENCE", 5)
    begun: list[int] = []
    start = Hunt.start

    def noted(self: Hunt) -> None:
        begun.append(self.limits.seed)
        start(self)

    monkeypatch.setattr(Hunt, "start", noted)
    search(fifteen_sites(), limits=work(100_000))
    alone = len(begun)
    begun.clear()
    search(fifteen_sites(), limits=work(100_000, hunts=2))
    of_each = Counter(begun)
    assert alone > 1
    assert len(of_each) == 2
    assert min(of_each.values()) > 1


def test_stopped_in_a_later_start_it_returns_the_best_that_it_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hunt, "SMALL", 10)
    task = fifteen_sites()
    for most in range(60, 80):
        looks = count()
        told: list[tuple[int, int]] = []
        limits = work(
            200_000,
            stop=lambda most=most, looks=looks: next(looks) >= most,
            report=lambda cents, n_open, told=told: told.append((n_open, cents)),
        )
        found = search(task, limits=limits)
        assert (len(found.unserved), found.cost_cents) == min(told)
