"""Choosing among routes already seen: four sites, two vehicles, two ways to pair the sites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from tests.routing_tasks import a_task
from tests.unit.optimise.search.limits import work

from foodplan.optimise.routing.search.arrays import Facts
from foodplan.optimise.routing.search.exchange import as_plan
from foodplan.optimise.routing.search.facts import facts_of
from foodplan.optimise.routing.search.master import best_of, worth_it
from foodplan.optimise.routing.search.pool import Column, Pool
from foodplan.optimise.routing.search.team import search
from foodplan.optimise.routing.task import RoutingTask

# North: A and C, south: B and D, each pair 2 min apart; 10 min from the hub, 20 across.
NORTH_SOUTH = [
    [0, 10, 10, 10, 10],
    [10, 0, 20, 2, 20],
    [10, 20, 0, 20, 2],
    [10, 2, 20, 0, 20],
    [10, 20, 2, 20, 0],
]
ACROSS, ALONG = [(0, 0, 1), (1, 2, 3)], [(0, 0, 2), (1, 1, 3)]
"""Slot and visits: 40 EUR of way each across, 22 along; 1,000 EUR a vehicle-day."""


def a_pairing(**changes: object) -> RoutingTask:
    """Two vehicles on one day, or on two."""
    second_day = int(bool(changes.pop("two_days", False)))
    vehicles = [{"fixed_eur": 1000, "vehicle": i, "day": i * second_day} for i in range(2)]
    visits = [{"windows": [[(0, 1440)]] * (1 + second_day), **changes} for _ in range(4)]
    return a_task(NORTH_SOUTH, n_days=1 + second_day, vehicles=vehicles, visits=visits)


def chosen(
    task: RoutingTask, offers: Sequence[tuple[int, int, int]]
) -> tuple[tuple[int, tuple[int, ...]], ...] | None:
    """What the master makes of the pairs across and these offers, as vehicle-days and visits."""
    facts, pool = facts_of(task), Pool(facts_of(task))
    incumbent = [_add(pool, facts, 104_000_000, *pair) for pair in ACROSS]
    for pair in offers:
        _add(pool, facts, 102_200_000, *pair)
    found = best_of(facts, pool, incumbent, seconds=None, work=1.0)
    if found is None:
        return None
    return tuple((route.vehicle_day, route.trips[0]) for route in as_plan(facts, found))


def test_neighbours_are_paired() -> None:
    assert chosen(a_pairing(), ALONG) == ((0, (0, 2)), (1, (1, 3)))


def test_without_a_better_route_the_plan_stands() -> None:
    assert chosen(a_pairing(), []) is None


def test_no_more_leaves_than_is_packed_by_then() -> None:
    task = a_pairing(two_days=True)
    twice = replace(task, day_cap_dag=np.array([[20_000, 40_000]] * 5))
    assert chosen(twice, ALONG) == ((0, (0, 2)), (1, (1, 3)))
    none_on_monday = replace(task, day_cap_dag=np.array([[19_999, 40_000]] * 5))
    assert chosen(none_on_monday, ALONG) is None


def test_a_hub_whose_vehicles_only_fetch_has_no_cap_to_keep() -> None:
    task = replace(a_pairing(pickup=True), day_cap_dag=np.array([[20_000]] * 5))
    assert chosen(task, ALONG) == ((0, (0, 2)), (1, (1, 3)))


def test_twins_are_not_made_on_one_day() -> None:
    facts = facts_of(a_pairing(apart=0, min_gap_days=1))
    pool = Pool(facts)
    incumbent = [_add(pool, facts, 104_000_000, 0, 0)]
    _add(pool, facts, 103_000_000, *ALONG[1])
    assert best_of(facts, pool, incumbent, seconds=None, work=1.0) is None


def test_the_cheapest_order_of_a_set_is_kept() -> None:
    facts = facts_of(a_pairing())
    pool = Pool(facts)
    _add(pool, facts, 104_000_000, 0, 0, 2)
    kept = _add(pool, facts, 102_200_000, 0, 2, 0)
    again = _add(pool, facts, 103_000_000, 1, 0, 2)
    assert len(pool) == 1
    assert kept == again
    assert kept.visits == (1, 3)


def test_weekly_costs_and_tiny_tasks_are_left_to_the_search() -> None:
    assert not worth_it(facts_of(a_pairing()))
    weekly = a_task(NORTH_SOUTH, vehicles=[{"weekly_eur": 10}], visits=[{"place": 1}] * 12)
    assert not worth_it(facts_of(weekly))
    assert worth_it(facts_of(a_task(NORTH_SOUTH, visits=[{"place": 1}] * 12)))


def test_the_search_calls_it_and_stays_repeatable() -> None:
    visits = [{"place": 1 + i % 4, "kg": 150 + 10 * i} for i in range(12)]
    task = a_task(NORTH_SOUTH, vehicles=[{"kg": 600}] * 3, visits=visits)
    first = search(task, limits=work(3000))
    assert first == search(task, limits=work(3000))
    assert first.unserved == ()


def _add(pool: Pool, facts: Facts, cost: int, slot: int, *visits: int) -> Column:
    return pool.add(slot, cost, [visit + len(facts.cap) for visit in visits])
