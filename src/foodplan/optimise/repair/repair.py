"""Repair a plan after an accident: freeze, see what no longer holds, place it again, share again.

    what has happened by then            stays to the minute
    lots that shrank                     are collected less, the latest collection first
    routes that no longer hold           lose the fewest stops that make them hold
    stops without a place                go where they change least (placing.py)
    food short, or left by lost stops    is shared again among the hub's stops to come (sharing.py)
    what a store does not hold           is not collected, or packed for nobody (emptying.py)

Routes and recipes that none of this touches stay exactly as they were.
"""

from __future__ import annotations

from foodplan.domain.accident import Accident, Repaired
from foodplan.domain.past import past_of
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.optimise.counters import staying_travel, with_counters, with_routes
from foodplan.optimise.repair.bench import Bench
from foodplan.optimise.repair.result import for_people
from foodplan.tables.travel import TravelMatrix


def repair(
    before: Problem, problem: Problem, travel: TravelMatrix, plan: Plan, accident: Accident
) -> Repaired:
    """The plan after an accident.

    `problem` and `travel` are as they are known after it (`domain.striking.strike`), `before` is
    the problem that was planned. Equal input gives an equal answer.
    """
    was, now = with_counters(before), with_counters(problem)
    driven = with_routes(plan, was)
    past = past_of(driven, was, accident.at)
    bench = Bench(
        was,
        now,
        staying_travel(problem, travel),
        driven,
        past,
        level=accident.level,
        locks=accident.locks,
    )
    bench.cut()
    bench.find_lost()
    bench.place_pickups()
    bench.share_less()
    bench.place_deliveries()
    bench.share_more()
    bench.settle()
    return for_people(bench.plan(), bench.lost_stops(), now, problem)
