"""Pick-ups moved to where vehicles pass anyway, a few at a time, as long as that pays.

    routes → what each call costs there → the same baskets from other pick-ups → routes

What is fetched where and when is half of the cost of a week. The order of stops follows it, so no
search of routes moves from one choice to another; each move here changes a few pick-ups and leaves
days, sites and baskets as they are. Routes have the last word: what turns out dearer is taken back,
and the pick-ups that it changed look dearer to move from then on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from foodplan.domain.run import Engine
from foodplan.optimise.allocation.answer import Allocated
from foodplan.optimise.allocation.basins import TOGETHER
from foodplan.optimise.allocation.moving import CallPlace, Calls
from foodplan.optimise.allocation.supply import PickUp
from foodplan.optimise.calling import call_places
from foodplan.optimise.lessons import Lessons, deliveries_of
from foodplan.optimise.rounds import Round
from foodplan.optimise.steps import Steps
from foodplan.optimise.visits import needs_pickup

_SECONDS_PER_SITE = 0.007
_WORK_PER_SITE = 330
"""What a move needs."""
_MOST_CHANGES = 4
_THINKING_SHARE = 0.4
"""Of the time of a move, at most, to choose pick-ups …"""
_ROUTES_SHARE = 0.8
"""… and of the time or work that is left then, for routes."""
_DOUBT = 0.6
"""What a saving is worth after each move in vain, and a cost is divided by."""
_DOUBT_EUR = 5.0
_PATIENCE = 3
"""Moves in vain in a row, after which the time is better spent on routes."""


def fetched_better(steps: Steps, best: Round, *, share: float) -> Round:
    """The best round after moves for a share of the time or work that is left."""
    if steps.engine is not Engine.SEARCH or len(steps.problem.hubs) > TOGETHER or best.unserved:
        return best
    moves = steps.room_for(share, seconds=_SECONDS_PER_SITE, work=_WORK_PER_SITE)
    in_vain: Counter[PickUp] = Counter()
    idle = 0
    for budget in steps.budget.parts(moves, share):
        if budget.is_over() or idle == _PATIENCE:
            break
        found = _moved(steps.within(budget, seed=steps.seed), best, in_vain)
        if found is None:
            break
        if found.merit(steps.problem) < best.merit(steps.problem):
            best, idle = found, 0
        else:
            idle += 1
            in_vain.update(_pickups(steps, found.allocated) ^ _pickups(steps, best.allocated))
    return best


def _moved(steps: Steps, best: Round, in_vain: Mapping[PickUp, int]) -> Round | None:
    """The round after a few moves; None if none seems to pay."""
    places = call_places(steps.problem, steps.travel, best.driven)
    allocated = steps.allocate(
        Lessons(deliveries=deliveries_of(best)),
        usual=best.allocated.collections,
        calls=Calls(
            places=tuple(_doubted(places, in_vain)),
            most_changes=_MOST_CHANGES,
            seconds=steps.budget.seconds_of(_THINKING_SHARE),
        ),
    )
    if _pickups(steps, allocated) == _pickups(steps, best.allocated):
        return None
    return steps.drive(allocated, share=_ROUTES_SHARE, before=best.driven, stays_near=True)


def _doubted(places: tuple[CallPlace, ...], in_vain: Mapping[PickUp, int]) -> Iterator[CallPlace]:
    """Places with costs as experience has it."""
    for place in places:
        n = in_vain.get(place.pickup, 0)
        doubt = _DOUBT**n
        eur = place.eur * doubt if place.is_made else (place.eur + n * _DOUBT_EUR) / doubt
        yield replace(place, eur=eur)


def _pickups(steps: Steps, allocated: Allocated) -> set[PickUp]:
    """Calls of our vehicles."""
    lots = steps.problem.lot
    return {
        (producer_id, row.hub_id, row.day)
        for row in allocated.collections
        if (producer_id := lots[row.lot_id].producer_id) and needs_pickup(steps.problem, row)
    }
