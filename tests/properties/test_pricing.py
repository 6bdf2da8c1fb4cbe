"""No day costs less than pricing says, whatever visits are worth in it and cuts charge."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from tests.small_days import cheapest_days, random_task, resting_task

from foodplan.optimise.routing.bound import cuts as cutting
from foodplan.optimise.routing.bound import pricing
from foodplan.optimise.routing.bound.arena import Arena
from foodplan.optimise.routing.bound.classes import VehicleClass, classes_of
from foodplan.optimise.routing.bound.cuts import Cuts, pairs
from foodplan.optimise.routing.bound.memory import holding, nearest
from foodplan.optimise.routing.bound.prices import Prices
from foodplan.optimise.routing.bound.pricing import price
from foodplan.optimise.routing.task import RoutingTask

EUR = 100_000
"""Millicents."""


def a_varied_day(seed: int) -> RoutingTask:
    """Trips, pick-ups and windows of all sorts; some ways are missing."""
    return random_task(seed, n_visits=7 if seed % 10 == 0 else 6, n_missing=seed % 3 * 2)


@pytest.mark.parametrize("first", range(0, 60, 20))
@pytest.mark.parametrize("task_of", [a_varied_day, resting_task], ids=["any rules", "rests"])
def test_no_day_costs_less_than_pricing_says(
    task_of: Callable[[int], RoutingTask], first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    n_tried = n_exact = 0
    for seed in range(first, first + 20):
        chance, task = random.Random(seed), task_of(seed)
        # Cuts take two words of memory where there are more than fit one.
        monkeypatch.setattr(cutting, "WORD", chance.choice((3, 62)))
        cuts = some_cuts(chance, len(task.visits.place))
        for of in classes_of(task, range(len(task.vehicles.day)), range(len(task.visits.place))):
            days = cheapest_days(task, of.rows[0])
            for _ in range(3 if days else 0):
                prices = some_prices(chance, of, cuts)
                best = min(cost - earned(made, prices, cuts) for made, cost in days.items())
                least = least_of(chance, of, prices, cuts, best, monkeypatch)
                assert least <= best, f"seed {seed}"
                n_tried, n_exact = n_tried + 1, n_exact + (least == best)
    assert n_tried > 60
    assert n_exact > n_tried / 4


def least_of(
    chance: random.Random,
    of: VehicleClass,
    prices: Prices,
    cuts: Cuts,
    best: int,
    monkeypatch: pytest.MonkeyPatch,
) -> int:
    """What pricing says, with any memory of visits, and often with little room for labels.

    It is asked for days hardly dearer than the best: one that is cut too early shows.
    """
    n = len(of.visits)
    monkeypatch.setattr(pricing, "MANY", 4 * n + chance.randint(0, 100))
    graph = nearest(of.graph, chance.choice((1, 3, 6, n)))
    held = np.unique(graph.twin).tolist()
    graph = holding(graph, chance.sample(held, chance.randint(0, len(held))))
    return price(
        replace(of, graph=graph),
        prices.visits,
        cuts.priced(prices.cuts, graph, of.visits),
        below=best + chance.choice((1, 1, 10 * EUR, 100 * EUR)),
        checks=chance.choice((-1, 500, 10**6, 10**6, 10**6)),
        arena=Arena(chance.choice((4 * n, 8 * n, 12 * n, 30 * n, 200, 20_000, 20_000, 20_000))),
    ).least


def earned(made: int, prices: Prices, cuts: Cuts) -> int:
    """What a day earns for a set of visits, all cuts charged."""
    stops = [visit for visit in range(len(prices.visits)) if made >> visit & 1]
    paid = zip(prices.cuts.tolist(), cuts.sets, strict=True)
    return int(prices.visits[stops].sum()) - sum(cost * pairs(stops, cut) for cost, cut in paid)


def some_cuts(chance: random.Random, n: int) -> Cuts:
    """A few or none."""
    cuts = Cuts(n)
    triples = list(itertools.combinations(range(n), 3))
    for a, b, c in chance.sample(triples, chance.choice((0, 2, 5, 8))):
        cuts.separate([((a, b), 0.5), ((b, c), 0.5), ((a, c), 0.5)])
    for ring in [chance.sample(range(n), 5) for _ in range(chance.choice((0, 1, 2)) * (n > 5))]:
        cuts.separate([((ring[i - 1], ring[i]), 0.5) for i in range(5)])
    return cuts


def some_prices(chance: random.Random, of: VehicleClass, cuts: Cuts) -> Prices:
    """Visits worth up to what a day for them alone costs, or half of that."""
    worth = np.zeros(of.visits.max() + 1, dtype=np.int64)
    worth[of.visits] = of.graph.first_cost + of.graph.last_cost
    scale = chance.choice((0.5, 1.0))
    visits = [int(chance.uniform(0, scale * alone)) for alone in worth.tolist()]
    high = max(visits) * chance.choice((0.2, 1.0))
    paid = [int(chance.uniform(0, high)) for _ in cuts.sets]
    return Prices(
        visits=np.array(visits), cuts=np.array(paid, dtype=np.int64), allowed=cuts.allowed
    )
