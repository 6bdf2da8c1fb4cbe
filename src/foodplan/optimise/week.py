"""The pipeline of a week: attempts, fair giving where vehicles are few, better routes.

    possible week → several attempts → everybody gives a little → better routes → plan
                    (days ⇄ shares ⇄ routes)   where some would get nothing; else pick-ups move

What is fetched where and when decides more of the cost than the order of stops does, and no search
of routes moves from one choice to another. So the time that a week can spare goes into attempts
with other seeds; pick-ups of the best of them move to where vehicles pass (`fetching`). What is
open after an attempt is given up, and the food is shared once more among what routes do serve, so
that nothing is packed that was not collected. Shortage is a result: the plan says who got less.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Engine, Limits, Progress
from foodplan.optimise.allocation.possible import possible_week
from foodplan.optimise.attempt import attempt
from foodplan.optimise.budget import Budget
from foodplan.optimise.counters import (
    staying_travel,
    with_counters,
    with_handouts,
    with_routes,
)
from foodplan.optimise.fetching import fetched_better
from foodplan.optimise.gifts import with_gifts
from foodplan.optimise.lessons import Lessons, deliveries_of, only_served
from foodplan.optimise.rounds import Round
from foodplan.optimise.routes import domain_routes
from foodplan.optimise.shrinking import (
    ROOM_TRIED,
    delivery_caps,
    fairness,
    left_behind,
    limits_of,
    room_in_trips,
    share_to_try,
    shrunk,
)
from foodplan.optimise.steps import Steps
from foodplan.tables.travel import TravelMatrix

_ATTEMPTS_SHARE = 0.6
"""Of the time or work, for all attempts where there are several; the rest makes routes better."""
_MOVES_SHARE = 0.7
"""Of what is left after them, for moving pick-ups."""
_MOST_ATTEMPTS = 12
_SECONDS_PER_SITE = 0.03
_WORK_PER_SITE = 1_400
"""What an attempt needs; with less than two of them, one attempt gets all."""
_NEXT_SEED = 101
_TRIES = 3
_ROUND_SHARE = 0.4
"""Of the time or work that is left, for days of smaller needs."""
_MOST_SETTLING = 30


def optimise(
    problem: Problem,
    travel: TravelMatrix,
    limits: Limits,
    *,
    clock: Callable[[], float],
    stop: Callable[[], bool],
    report: Callable[[Progress], None],
    start: Plan | None = None,
) -> Plan:
    """The best plan found within the limits; a stop keeps the best so far.

    `start` is the plan of a week much like this one, tried first; `clock` counts seconds;
    `report` is called at every change of phase and every better plan.
    """
    budget = Budget(limits, clock=clock, stop=stop, report=report)
    budget.tell("allocating")
    staying = with_counters(problem)
    steps = Steps(
        problem=staying,
        travel=staying_travel(problem, travel),
        possible=possible_week(staying),
        engine=limits.engine,
        seed=limits.seed,
        budget=budget,
    )
    tried = _best_attempt(steps, start)
    best = _fair(steps, _settled(steps, tried))
    if best is tried:
        best = fetched_better(steps, best, share=_MOVES_SHARE)
    best = best if budget.is_over() else _polished(steps, best)
    budget.tell("routing", best.routing.cost_cents, best.n_baskets, share=1.0)
    plan = Plan(
        collections=best.allocated.collections,
        recipes=best.allocated.recipes,
        routes=domain_routes(best.task, best.routing.routes, best.loads),
        order_packings=best.allocated.order_packings,
        limits=limits_of(best, staying, steps.fair_fill),
        bounds=steps.possible.bounds(best.allocated.given),
    )
    return with_gifts(with_handouts(plan, staying), problem)


def _best_attempt(steps: Steps, start: Plan | None) -> Round:
    """The best of as many attempts as the limits leave time for; the first where some stay open.

    Where the fleet is too small for everybody, the time is better spent on giving a little less.
    """
    n_attempts = 1 if start is not None else _n_attempts(steps)
    if n_attempts == 1:
        return attempt(steps, with_routes(start, steps.problem) if start else None)
    budgets = steps.budget.parts(n_attempts, _ATTEMPTS_SHARE)
    found: list[Round] = []
    for number, budget in enumerate(budgets):
        if found and (found[0].unserved or budget.is_over()):
            break
        found.append(attempt(steps.within(budget, seed=steps.seed + number * _NEXT_SEED)))
    return min(found, key=lambda one: one.merit(steps.problem))


def _n_attempts(steps: Steps) -> int:
    """One where the engine plans day by day: it knows no seeds."""
    if steps.engine is not Engine.SEARCH:
        return 1
    room = steps.room_for(_ATTEMPTS_SHARE, seconds=_SECONDS_PER_SITE, work=_WORK_PER_SITE)
    return max(1, min(_MOST_ATTEMPTS, room))


def _polished(steps: Steps, best: Round) -> Round:
    """The same food with better routes, in the time or work that is left."""
    found = steps.drive(best.allocated, share=1.0, before=best.driven)
    return min(found, best, key=lambda one: one.merit(steps.problem))


def _fair(steps: Steps, best: Round) -> Round:
    """Everybody gives a little where routes leave somebody behind; see `shrinking`."""
    problem, fair = steps.problem, steps.fair_fill
    for number in range(1, _TRIES + 1):
        if steps.budget.is_over() or not left_behind(best, problem, fair):
            break
        share = share_to_try(best, problem, fair, number)
        rounds = [_smaller(steps, share, number)]
        if any(load.is_pickup for load in rounds[0].unserved) and not steps.budget.is_over():
            rounds.append(_smaller(steps, share, number, around=rounds[0]))
        found = (_grown(steps, _settled(steps, one)) for one in rounds)
        best = min(best, *found, key=lambda one: fairness(one, problem, fair))
    return best


def _smaller(steps: Steps, share: float, number: int, *, around: Round | None = None) -> Round:
    """Everybody asks for a share of the fair fill; `around` the pick-ups of a round before."""
    smaller = shrunk(steps.problem, steps.fair_fill, share)
    deliveries, before = steps.choose_days(
        _ROUND_SHARE,
        seed=steps.seed + number,
        before=around.driven if around else None,
        problem=smaller,
    )
    deliveries = steps.days_for_all(smaller, Lessons(deliveries=deliveries))
    caps = delivery_caps(smaller, deliveries, before)
    allocated = steps.allocate(
        Lessons(deliveries=deliveries, site_caps=caps),
        usual=around.allocated.collections if around else (),
    )
    # By insertion alone: a search would leave out two sites to fetch one large lot.
    return steps.drive(allocated, share=0.0, before=before)


def _grown(steps: Steps, best: Round) -> Round:
    """The round with what room is left in its trips given to their own stops."""
    served = only_served(steps.problem, Lessons(deliveries=deliveries_of(best)), best)
    for share in ROOM_TRIED:
        more = replace(served, site_caps=room_in_trips(best, steps.problem, share))
        allocated = steps.allocate(more, usual=best.allocated.collections)
        found = _settled(steps, steps.drive(allocated, share=0.0, before=best.driven))
        best = min(best, found, key=lambda one: fairness(one, steps.problem, steps.fair_fill))
    return best


def _settled(steps: Steps, found: Round) -> Round:
    """A round in which everything that is packed was collected, and nothing stays open.

    Sites keep at most what routes brought them; each try gives up at least one visit.
    """
    served = Lessons(deliveries=deliveries_of(found))
    for _ in range(_MOST_SETTLING):
        if not found.unserved:
            break
        served = only_served(steps.problem, served, found)
        found = steps.drive(steps.allocate(served), share=0.0, before=found.driven)
    return found
