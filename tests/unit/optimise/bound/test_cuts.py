"""Cuts over three visits: found where days are broken, charged by labels as they should be."""

from __future__ import annotations

import random
from itertools import pairwise, permutations

import numpy as np
import pytest
from tests.routing_tasks import a_task

from foodplan.optimise.routing.bound import pricing
from foodplan.optimise.routing.bound.classes import VehicleClass, classes_of
from foodplan.optimise.routing.bound.cuts import Cuts, pairs
from foodplan.optimise.routing.bound.days import Arena
from foodplan.optimise.routing.bound.pricing import price
from foodplan.optimise.routing.task import Longs

N = 5
EUR = 100_000
"""Millicents."""


def a_class(seed: int = 0) -> VehicleClass:
    """A van for 1,000 kg and one trip, 5 visits of up to 400 kg in random places.

    Four hours are just enough for all of them.
    """
    chance = random.Random(seed)
    table = [[0.0] * (N + 1) for _ in range(N + 1)]
    for a in range(N + 1):
        for b in range(a):
            table[a][b] = table[b][a] = chance.randint(5, 30)
    visits = [{"kg": chance.choice((100, 200, 300, 400)), "service_min": 1} for _ in range(N)]
    van = {
        "max_trips": 1,
        "fixed_eur": 50,
        "start_min": 480,
        "end_min": 720,
        "millicents_per_second": chance.choice((0, 500)),
    }
    (found,) = classes_of(a_task(table, vehicles=[van], visits=visits), [0], range(N))
    return found


def least(of: VehicleClass, worth: Longs, cuts: Cuts, prices: Longs) -> int:
    """What labels say that the cheapest day costs."""
    charges = cuts.priced(prices, of.graph, of.visits)
    return price(of, worth, charges, below=0, checks=10**6, arena=Arena(5_000)).least


def least_of_all(of: VehicleClass, worth: Longs, cuts: Cuts, prices: Longs) -> int:
    """The same by trying every way through the visits; time never binds."""
    graph, found = of.graph, 0
    for n in range(1, N + 1):
        for way in permutations(range(N), n):
            if graph.dag[list(way)].sum() <= graph.limits.dag:
                cost = graph.first_cost[way[0]] + graph.last_cost[way[-1]] - worth[list(way)].sum()
                cost += sum(graph.next_cost[a, b] for a, b in pairwise(way))
                for cut, paid in zip(cuts.triples, prices.tolist(), strict=True):
                    cost += paid * pairs(way, cut)
                found = min(found, int(cost))
    return found


def some_cuts() -> Cuts:
    """Cuts over (0, 1, 2) and (2, 3, 4), as broken days make them."""
    cuts = Cuts(N)
    for a in (0, 2):
        cuts.separate([((a, a + 1), 0.5), ((a + 1, a + 2), 0.5), ((a, a + 2), 0.5)])
    return cuts


def test_days_used_by_half_with_two_of_three_visits_are_cut() -> None:
    assert some_cuts().triples == [(0, 1, 2), (2, 3, 4)]


def test_whole_days_are_not_cut() -> None:
    assert Cuts(N).separate([((0, 1), 1.0), ((2, 3, 4), 1.0)]) == []


def test_a_cut_is_charged_once_for_two_or_three_of_its_visits() -> None:
    assert [pairs(stops, (0, 1, 2)) for stops in ((0, 3), (0, 3, 1), (2, 1, 0))] == [0, 1, 1]


@pytest.mark.parametrize("many", [40, 30_000], ids=["dear visits", "none"])
@pytest.mark.parametrize("seed", range(12))
def test_labels_charge_cuts_as_every_way_one_by_one_does(
    seed: int, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pricing, "MANY", many)
    chance, of, cuts = random.Random(seed), a_class(seed), some_cuts()
    worth = np.array([chance.randint(20, 60) * EUR for _ in range(N)])
    prices = np.array([chance.randint(1, 40) * EUR for _ in cuts.triples])
    assert least(of, worth, cuts, prices) == least_of_all(of, worth, cuts, prices)
