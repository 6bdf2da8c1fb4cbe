"""What the rest of a day costs at least, where some visits are made only once."""

from __future__ import annotations

import random
from itertools import pairwise, permutations

import numpy as np
import pytest
from tests.routing_tasks import a_task

from foodplan.optimise.routing.bound.classes import VehicleClass, classes_of
from foodplan.optimise.routing.bound.completion import Completion
from foodplan.optimise.routing.bound.cuts import Cuts, pairs
from foodplan.optimise.routing.bound.dear import with_more
from foodplan.optimise.routing.bound.filling import FINE, Room, completion_of
from foodplan.optimise.routing.bound.graph import FAR, Graph, no_cuts, priced
from foodplan.optimise.routing.task import Longs

EUR = 100_000
"""Millicents."""
N = 5


def a_class(table: list[list[float]]) -> VehicleClass:
    """A van for all visits at once, 1 EUR a kilometre and a kilometre a minute, for 4 hours."""
    visits = [{"kg": 1, "service_min": 0} for _ in table[1:]]
    van = {"max_trips": 1, "start_min": 480, "end_min": 720}
    (found,) = classes_of(a_task(table, vehicles=[van], visits=visits), [0], range(len(visits)))
    return found


def near_hub(n: int) -> list[list[float]]:
    """Visits 10 km from each other and from the hub."""
    return [[10.0 * (a != b) for b in range(n + 1)] for a in range(n + 1)]


def rest(table: Completion, j: int, left_s: int) -> int:
    """The table at the first service of a day, with so much time left and nothing on board."""
    steps = left_s // table.step_s + table.spare
    return table.best.item(table.bit.item(j), j, steps, table.best.shape[3] - 1)


def graph_with(of: VehicleClass, worth: Longs) -> Graph:
    return priced(of.graph, worth, no_cuts(len(worth)))


def test_a_rest_circles_among_what_is_worth_most_unless_that_is_dear() -> None:
    # From visit 0, 60 min are left: 5 steps and home. Visits 1 and 2 are worth 30 EUR each.
    # Forgetful: 1, 2, 3, 1, 2 and home cost 60 - 120 - 0. Once each: 1, 2 and home cost 30 - 60.
    graph = graph_with(a_class(near_hub(4)), np.array([0, 30, 30, 0]) * EUR)
    forgetful = completion_of(graph, FINE, Room())
    once = completion_of(graph, FINE, Room(), np.array([1, 2]))
    assert rest(forgetful, 0, 3_600) == -60 * EUR
    assert rest(once, 0, 3_600) == -30 * EUR


def test_what_the_table_comes_back_to_is_dear_in_the_next_one() -> None:
    worth = np.array([20, 30, 30, 0, 21]) * EUR
    graph = graph_with(a_class(near_hub(5)), worth)
    dear = with_more(graph, completion_of(graph, FINE, Room()), worth, FAR)
    assert dear.tolist() == [1, 2]
    dear = with_more(graph, completion_of(graph, FINE, Room(), dear), worth, FAR)
    assert dear.tolist() == [1, 2, 4, 0]


def test_no_more_are_dear_than_there_are_visits() -> None:
    worth = np.array([30, 30]) * EUR
    graph = graph_with(a_class(near_hub(2)), worth)
    everything = completion_of(graph, FINE, Room(), np.array([0, 1]))
    assert with_more(graph, everything, worth, FAR).tolist() == [0, 1]


def test_a_step_between_two_visits_of_a_cut_pays_half_of_it() -> None:
    # From visit 3 (not in the cut) on through two of the cut, worth 30 EUR each, and home: 30 km.
    of, cuts = a_class(near_hub(4)), Cuts(4)
    cuts.separate([((0, 1), 0.5), ((1, 2), 0.5), ((0, 2), 0.5)])
    worth = np.array([30, 30, 0, 0]) * EUR
    charges = cuts.priced(np.array([8 * EUR]), of.graph, of.visits)
    table = completion_of(priced(of.graph, worth, charges), FINE, Room(), np.array([0, 1]))
    assert rest(table, 3, 1_800) == (30 - 60 + 4) * EUR


@pytest.mark.parametrize("seed", range(20))
def test_no_rest_is_dearer_than_the_best_that_trying_everything_finds(seed: int) -> None:
    chance = random.Random(seed)
    table = [[0.0] * (N + 1) for _ in range(N + 1)]
    for a in range(N + 1):
        for b in range(a):
            table[a][b] = table[b][a] = chance.randint(5, 30)
    of, cuts = a_class(table), Cuts(N)
    for a in (0, 2):
        cuts.separate([((a, a + 1), 0.5), ((a + 1, a + 2), 0.5), ((a, a + 2), 0.5)])
    worth = np.array([chance.randint(0, 60) * EUR for _ in range(N)])
    prices = np.array([chance.randint(1, 40) * EUR for _ in cuts.sets])
    graph = priced(of.graph, worth, cuts.priced(prices, of.graph, of.visits))
    dear = np.array(chance.sample(range(N), chance.randint(0, 4)), dtype=np.int64)
    found = completion_of(graph, FINE, Room(), dear)
    for j in range(N):
        exact = cheapest_rest(graph, cuts, prices, j)  # Time never binds.
        assert rest(found, j, graph.limits.end_s - graph.opens_s.item(j)) <= exact


def cheapest_rest(graph: Graph, cuts: Cuts, prices: Longs, j: int) -> int:
    """Going home from j through any others, each once; with what cuts charge for it."""
    best = FAR
    others = [k for k in range(N) if k != j]
    for n in range(N):
        for way in permutations(others, n):
            stops = (j, *way)
            cost = graph.last_cost[stops[-1]] + sum(
                graph.next_cost[a, b] for a, b in pairwise(stops)
            )
            for cut, paid in zip(cuts.sets, prices.tolist(), strict=True):
                cost += paid * pairs(stops, cut)
            best = min(best, int(cost))
    return best
