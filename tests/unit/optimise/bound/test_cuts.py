"""Cuts over three visits: found where days are broken, charged by labels as they should be."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise, permutations

import numpy as np
import pytest
from tests.routing_tasks import a_task

from foodplan.optimise.routing.bound import pricing
from foodplan.optimise.routing.bound.arena import Arena
from foodplan.optimise.routing.bound.classes import VehicleClass, classes_of
from foodplan.optimise.routing.bound.cuts import Cuts, pairs
from foodplan.optimise.routing.bound.memory import holding
from foodplan.optimise.routing.bound.pricing import price
from foodplan.optimise.routing.task import Longs

N = 5
EUR = 100_000
"""Millicents."""


def a_class(seed: int, trips: int) -> VehicleClass:
    """A van for 1,000 kg, 5 visits of up to 400 kg in random places; time never binds.

    The hub remembers all of them, so no day makes any twice.
    """
    chance = random.Random(seed)
    table = [[0.0] * (N + 1) for _ in range(N + 1)]
    for a in range(N + 1):
        for b in range(a):
            table[a][b] = table[b][a] = chance.randint(5, 30)
    visits = [{"kg": chance.choice((100, 200, 300, 400)), "service_min": 1} for _ in range(N)]
    van = {
        "max_trips": trips,
        "fixed_eur": 50,
        "start_min": 480,
        "end_min": 840,
        "millicents_per_second": chance.choice((0, 500)),
    }
    (found,) = classes_of(a_task(table, vehicles=[van], visits=visits), [0], range(N))
    return replace(found, graph=holding(found.graph, range(N)))


def least(of: VehicleClass, worth: Longs, cuts: Cuts, prices: Longs) -> int:
    """What labels say that the cheapest day costs."""
    charges = cuts.priced(prices, of.graph, of.visits)
    return price(of, worth, charges, below=0, checks=10**6, arena=Arena(5_000)).least


def least_of_all(of: VehicleClass, worth: Longs, cuts: Cuts, prices: Longs) -> int:
    """The same by trying every way through the visits, and every place for a reload."""
    graph, found = of.graph, 0
    for n in range(1, N + 1):
        for way in permutations(range(N), n):
            for reload in range(n if graph.limits.trips == 1 else 1, n + 1):
                trips = way[:reload], way[reload:]
                if max(graph.dag[list(trip)].sum() for trip in trips) <= graph.limits.dag:
                    cost = graph.first_cost[way[0]] + graph.last_cost[way[-1]]
                    cost += sum(graph.next_cost[leg] for trip in trips for leg in pairwise(trip))
                    if trips[1]:
                        cost += graph.reload_cost[trips[0][-1], trips[1][0]]
                    cost -= worth[list(way)].sum()
                    for cut, paid in zip(cuts.sets, prices.tolist(), strict=True):
                        cost += paid * pairs(way, cut)
                    found = min(found, int(cost))
    return found


def some_cuts() -> Cuts:
    """Cuts over (0, 1, 2), (2, 3, 4) and all five, as broken days make them."""
    cuts = Cuts(N)
    for a in (0, 2):
        cuts.separate([((a, a + 1), 0.5), ((a + 1, a + 2), 0.5), ((a, a + 2), 0.5)])
    cuts.separate([((a, (a + 1) % N), 0.5) for a in range(N)])
    return cuts


def test_days_used_by_half_with_two_of_three_or_five_visits_are_cut() -> None:
    assert some_cuts().sets == [(0, 1, 2), (2, 3, 4), (0, 1, 2, 3, 4)]
    assert some_cuts().allowed.tolist() == [1, 1, 2]


def test_whole_days_are_not_cut() -> None:
    assert Cuts(N).separate([((0, 1), 1.0), ((2, 3, 4), 1.0)]) == []


def test_a_cut_is_charged_once_for_two_or_three_of_its_visits() -> None:
    assert [pairs(stops, (0, 1, 2)) for stops in ((0, 3), (0, 3, 1), (2, 1, 0))] == [0, 1, 1]


def test_a_cut_over_five_visits_is_charged_for_every_pair() -> None:
    days = ((0, 6), (0, 6, 1), (4, 3, 0), (3, 0, 1, 4), (0, 1, 2, 3, 4))
    assert [pairs(stops, (0, 1, 2, 3, 4)) for stops in days] == [0, 1, 1, 2, 2]


@pytest.mark.parametrize("trips", [1, 2])
@pytest.mark.parametrize("many", [40, 30_000], ids=["dear visits", "none"])
@pytest.mark.parametrize("seed", range(12))
def test_cuts_are_charged_as_every_way_one_by_one_is(
    seed: int, many: int, trips: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pricing, "MANY", many)
    chance, of, cuts = random.Random(seed), a_class(seed, trips), some_cuts()
    worth = np.array([chance.randint(20, 60) * EUR for _ in range(N)])
    prices = np.array([chance.randint(1, 40) * EUR for _ in cuts.sets])
    assert least(of, worth, cuts, prices) == least_of_all(of, worth, cuts, prices)
