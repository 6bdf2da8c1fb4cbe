"""What is remembered of a route must be what a fresh look at it finds."""

from __future__ import annotations

import random

import numpy as np
from tests.properties.test_search import a_random_task
from tests.unit.optimise.search.limits import work

from foodplan.optimise.routing.search.facts import facts_of
from foodplan.optimise.routing.search.heat import Cooling
from foodplan.optimise.routing.search.hunt import Hunt
from foodplan.optimise.routing.search.place import IN_TRIP, NOWHERE, place_at
from foodplan.optimise.routing.search.places import best_in_route

FAR = 2**62


def test_remembered_places_are_those_of_a_fresh_look() -> None:
    n_compared = 0
    for seed in range(100):
        task = a_random_task(random.Random(seed))
        hunt = Hunt.begin(task, facts_of(task), work(200, seed=seed), ())
        hunt.start()
        hunt.cool(1.0, Cooling(0.3, 0.003))
        facts, routes, memos = hunt.facts, hunt.routes, hunt.scratch.memos
        for c, r in zip(*np.nonzero(memos["tag"] == routes.info["tag"]), strict=True):
            if c < len(facts.cap) or routes.slot_of[c] == r or facts.boxed[c, r] < 0:
                continue
            memo = memos[c, r]
            fresh = best_in_route(
                facts,
                routes,
                r,
                c,
                place_at(FAR, r, NOWHERE, IN_TRIP, 0),
                place_at(-FAR, r, 0, IN_TRIP, 0),
            )
            if memo["position"] != NOWHERE:
                assert (memo["cost"], memo["position"]) == (fresh.cost, fresh.position)
                n_compared += 1
            elif memo["cost"] < FAR:
                assert fresh.cost >= memo["cost"]
    assert n_compared > 30
