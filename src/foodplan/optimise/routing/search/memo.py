"""What a visit's cheapest place in a route was, for as long as the route stays the same.

An iteration changes a handful of routes and asks about all of them, for each visit that is put
back. Most questions were asked before: of the same visit and a route with the same nodes, whatever
was tried in between. A fingerprint of the nodes tells.
"""

from __future__ import annotations

import numpy as np

from foodplan.optimise.routing.search.arrays import Facts, Routes
from foodplan.optimise.routing.search.jit import inner
from foodplan.optimise.routing.search.place import (
    IN_TRIP,
    NEVER,
    NONE,
    NOWHERE,
    Place,
    place_at,
)
from foodplan.optimise.routing.search.places import best_in_route
from foodplan.optimise.routing.search.scratch import Scratch


@inner
def cheaper(
    facts: Facts,
    routes: Routes,
    scratch: Scratch,
    r: int,
    c: int,
    best: Place,
    extra: int,
    blink: float,
) -> Place:
    """The cheapest place of visit c in route r, `extra` added, if it is cheaper than `best`.

    With probability `blink` it is overlooked.
    """
    memo = scratch.memos[c, r]
    is_known = memo.tag == routes.info[r].tag
    if is_known and memo.cost + extra >= best.cost:
        return best
    if not is_known or memo.position == NOWHERE:
        _look(facts, routes, scratch, r, c, best.cost - extra, place_at(-NEVER, r, 0, IN_TRIP, 0))
        if memo.position == NOWHERE or memo.cost + extra >= best.cost:
            return best
    if np.random.random() < blink:  # noqa: NPY002
        return best
    return place_at(memo.cost + extra, r, memo.position, memo.manner, memo.window)


@inner
def pass_over(facts: Facts, routes: Routes, scratch: Scratch, place: Place, c: int) -> None:
    """Note the visit's next place in the route; this one turned out to be impossible."""
    memo = scratch.memos[c, place.slot]
    past = place_at(memo.cost, place.slot, memo.position, memo.manner, memo.window)
    _look(facts, routes, scratch, place.slot, c, NONE, past)


@inner
def _look(
    facts: Facts, routes: Routes, scratch: Scratch, r: int, c: int, most: int, past: Place
) -> None:
    """Note the cheapest place below `most` and after `past`, or that there is none."""
    memo = scratch.memos[c, r]
    memo.tag = routes.info[r].tag
    memo.cost = NONE
    memo.position = NOWHERE
    if facts.boxed[c, r] >= 0:
        found = best_in_route(facts, routes, r, c, place_at(most, r, NOWHERE, IN_TRIP, 0), past)
        memo.cost = found.cost
        memo.position = found.position
        memo.manner = found.manner
        memo.window = found.window
