"""Stops of small weeks moved by chance: refused, or sound when others give way.

Which days lie too near together for a site no other stop can mend: the checker names it.
"""

from __future__ import annotations

import random

import pytest
from tests.builders import straight_travel
from tests.properties.test_repair_random import a_week

from foodplan.domain.adjustment import Move, misfits
from foodplan.domain.past import past_of
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits
from foodplan.errors import InvalidInput
from foodplan.evaluate import check
from foodplan.optimise import optimise
from foodplan.optimise.repair import adjust

N_MOVES = 12


def planned(problem: Problem) -> Plan:
    ticks = iter(range(10**9))
    return optimise(
        problem,
        straight_travel(problem),
        Limits(work=100),
        clock=lambda: next(ticks) / 1000,
        stop=lambda: True,  # by insertion alone
        report=lambda _: None,
    )


@pytest.mark.parametrize("seed", range(6))
def test_a_move_to_which_others_give_way_breaks_no_rule_of_routes_or_food(seed: int) -> None:
    chance = random.Random(seed)
    problem = a_week(chance)
    travel, plan = straight_travel(problem), planned(problem)
    stops = [
        (route.day, route.vehicle_id, stop.place_id)
        for route in plan.routes
        for stop in route.stops()
    ]
    for _ in range(N_MOVES):
        day, vehicle_id, place_id = chance.choice(stops)
        wish = Move(
            place_id=place_id,
            day=day,
            vehicle_id=vehicle_id,
            to_day=chance.choice([day, day, chance.randrange(5)]),
            to_vehicle_id=chance.choice(problem.vehicles).vehicle_id,
            others_give_way=True,
        )
        if misfits(wish, problem, plan, past_of(plan, problem, wish.at)):
            continue
        try:
            answer = adjust(problem, travel, plan, wish)
        except InvalidInput:
            continue
        broken = {one.rule for one in check(answer.plan, problem, travel)}
        assert broken <= {"delivery_gap"}, wish
        calls = {
            (route.day, route.vehicle_id)
            for route in answer.plan.routes
            for stop in route.stops()
            if stop.place_id == place_id
        }
        assert (wish.to_day, wish.to_vehicle_id) in calls, wish
