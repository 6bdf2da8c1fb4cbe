"""One attempt at a week: days, shares, routes, and what routes teach the shares.

    hub and days of each site → allocation → routes
                 ↑                              |
                 └── what could not be driven ──┘   three rounds at most

The search chooses days first for deliveries alone; then, when the allocation has said what is
fetched where and when, again around these pick-ups: passing a farm on the way home costs little.

A delivery that could not be driven tries another hub or day; if it has none, everybody on its
hub-day gives a little (a cap); a pick-up that could not be driven is no longer counted on.
"""

from __future__ import annotations

from dataclasses import dataclass

from foodplan.domain.plan import Plan
from foodplan.optimise.allocation.answer import Allocated, Delivery
from foodplan.optimise.earlier import earlier_days, without_pickups
from foodplan.optimise.lessons import Lessons, learnt
from foodplan.optimise.rounds import Driven, Round
from foodplan.optimise.steps import Steps, baskets_possible

_ROUNDS = 3
_MUCH = 0.99
"""Days that bring less than this share of what the week allows cost much."""
_FIRST_SHARE = 0.2
_AGAIN = 2
_AGAIN_SHARE = 0.35
_ROUND_SHARE = 0.4
"""Of the time or work that is left: the first choice of days, each choice around pick-ups, and the
routes of a round."""


@dataclass(frozen=True, kw_only=True)
class _Shared:
    """The food shared out, what it rests on, and routes to go on from."""

    lessons: Lessons
    allocated: Allocated
    before: Driven | None


def attempt(steps: Steps, start: Plan | None = None) -> Round:
    """The best of at most three rounds of sharing and driving; what was open stays so.

    `start` is the plan of a week much like this one: its days come first.
    """
    shared, is_short = _begun(steps, start)
    best: Round | None = None
    for number in range(1, _ROUNDS + 1):
        found = steps.drive(shared.allocated, share=_ROUND_SHARE, before=shared.before)
        if best is None or found.merit(steps.problem) < best.merit(steps.problem):
            best = found
        if (is_short and found.unserved) or number == _ROUNDS or steps.budget.is_over():
            break
        if found.unserved:
            lessons = learnt(steps.problem, steps.travel, shared.lessons, found)
            shared = _share(steps, lessons, best.driven)
        elif steps.days_cost_baskets(found.allocated):
            deliveries, before = _other_days(steps, number, found.allocated)
            shared = _share(steps, Lessons(deliveries=deliveries), before)
        else:
            break
    if best is None:
        raise AssertionError("there is always a first round")
    return best


def _begun(steps: Steps, start: Plan | None) -> tuple[_Shared, bool]:
    """The first sharing, and whether some site had no place even with all days free.

    Where the search could not place everybody with all days free, no other day will help.
    """
    chosen, routes = _first_days(steps, start)
    shared = _share(steps, Lessons(deliveries=chosen), routes)
    is_short = routes is not None and bool(routes.routing.unserved)
    is_free = start is None or steps.problem.policy.eur_per_changed_day is not None
    if is_free and not is_short:
        for _ in range(_AGAIN):
            shared = _around_pickups(steps, shared)
    return shared, is_short


def _first_days(steps: Steps, start: Plan | None) -> tuple[tuple[Delivery, ...], Driven | None]:
    """Days that the search chooses, or those of an earlier plan, unless others have a price."""
    if start is None:
        return steps.choose_days(_FIRST_SHARE, seed=steps.seed)
    deliveries, before = earlier_days(steps.problem, start)
    if steps.problem.policy.eur_per_changed_day is None:
        return deliveries, before
    return steps.choose_days(_FIRST_SHARE, seed=steps.seed, before=without_pickups(before))


def _share(steps: Steps, lessons: Lessons, before: Driven | None) -> _Shared:
    lessons, allocated = steps.share(lessons)
    return _Shared(lessons=lessons, allocated=allocated, before=before)


def _around_pickups(steps: Steps, shared: _Shared) -> _Shared:
    """Days chosen again around the pick-ups, unless that costs baskets; all as it was else."""
    if shared.before is None or steps.budget.is_over():
        return shared
    rough = steps.drive(shared.allocated, share=0.0, before=shared.before)
    if not any(load.is_pickup for load in rough.loads):
        return shared
    deliveries, driven = steps.choose_days(_AGAIN_SHARE, seed=steps.seed, before=rough.driven)
    lessons, again = steps.share(Lessons(deliveries=deliveries), usual=shared.allocated.collections)
    if steps.days_cost_baskets(again) and not steps.days_cost_baskets(shared.allocated):
        return shared
    return _Shared(lessons=lessons, allocated=again, before=driven)


def _other_days(
    steps: Steps, number: int, allocated: Allocated
) -> tuple[tuple[Delivery, ...], Driven | None]:
    """Days from another seed; where much is lost, at last those that hub-days can pack best."""
    is_last = number == _ROUNDS - 1
    if is_last and baskets_possible(allocated) < _MUCH * steps.possible.n_baskets:
        return (), None
    return steps.choose_days(_ROUND_SHARE, seed=steps.seed + number)
