"""A plan in random weeks with real repairs, by hand and by many weeks of a small problem."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import a_lot, a_problem, a_vehicle, straight_travel
from tests.unit.optimise.test_week import planned

from foodplan.domain.accident import Accident
from foodplan.domain.ids import VehicleId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import Distribution, Shape
from foodplan.evaluate import check
from foodplan.evaluate.robustness import Robustness
from foodplan.optimise.repair import repair
from foodplan.planning.chances import Chances, drawn_weeks
from foodplan.planning.trials import tried_weeks

AS_PLANNED = Distribution(shape=Shape.TRIANGULAR, parameters=(1.0, 1.0, 1.0))
STOCK_RULES = {"processed_stock", "lot_stock"}
"""Baskets packed before a yield was known may hold more than there was."""


def mend(before: Problem, problem: Problem, plan: Plan, event: Accident) -> Plan:
    found = repair(before, problem, straight_travel(problem), plan, event).plan
    assert {row.rule for row in check(found, problem, straight_travel(problem))} <= STOCK_RULES
    return found


def tried(problem: Problem, plan: Plan, chances: Chances, *, n_weeks: int = 1) -> Robustness:
    found = tried_weeks(plan, problem, n_weeks=n_weeks, seed=1, mend=mend, chances=chances)
    return Robustness(weeks=tuple(found))


def test_another_van_takes_over_the_stops_of_one_that_fails() -> None:
    """Every planned route fails on its day; a later day or the other van brings all baskets."""
    vans = (a_vehicle("V1"), a_vehicle("V2"))
    problem = a_problem({"A": 10, "B": 10}, vehicles=vans)
    plan = planned(problem)
    (route,) = plan.routes
    one_out = replace(problem, vehicles=vans)
    chances = Chances(need=AS_PLANNED, yields=AS_PLANNED, vehicle_out_share=0.0)
    assert tried(one_out, plan, chances).hold_share == 1.0
    week = next(
        iter(
            tried_weeks(
                plan,
                problem,
                n_weeks=1,
                seed=_seed_with_only(problem, route.day, route.vehicle_id),
                mend=mend,
                chances=replace(chances, vehicle_out_share=0.2),
            )
        )
    )
    assert (week.holds, week.as_it_is.baskets_given) == (False, 0)
    assert week.mended is not None
    assert (week.mended.n_repairs, week.mended.n_stops_changed) == (1, 2)
    assert week.outcome.baskets_given == 20


def _seed_with_only(problem: Problem, day: int, vehicle_id: VehicleId) -> int:
    """A seed whose first week takes that vehicle on that day and no other one at all."""
    chances = Chances(need=AS_PLANNED, yields=AS_PLANNED, vehicle_out_share=0.2)
    for seed in range(10_000):
        (week,) = drawn_weeks(problem, n_weeks=1, seed=seed, chances=chances)
        if week.out == frozenset({(day, vehicle_id)}):
            return seed
    raise AssertionError("no seed takes that vehicle alone")


def test_a_poor_yield_is_shared_again_and_nobody_goes_without() -> None:
    # 200 kg for 20 baskets yield 80 %: 16 baskets, 8 each after the repair; the morning rule
    # alone would say the same of one packing, so nothing is lost by repairing.
    problem = a_problem({"A": 10, "B": 10}, lots=(a_lot(gross_kg=200.0),))
    plan = planned(problem)
    poor = Distribution(shape=Shape.TRIANGULAR, parameters=(0.8, 0.8, 0.8))
    chances = Chances(need=AS_PLANNED, yields=poor, vehicle_out_share=0.0)
    (week,) = tried(problem, plan, chances).weeks
    assert week.n_packings_short == len(plan.recipes)
    assert week.outcome.baskets_given == 16
    assert week.outcome.min_fill == pytest.approx(0.8)


def test_repairs_of_many_weeks_serve_the_worst_no_worse() -> None:
    vans = (a_vehicle("V1"), a_vehicle("V2"))
    problem = a_problem({"A": 20, "B": 30, "C": 25, "D": 15}, vehicles=vans)
    plan = planned(problem)
    chances = Chances(vehicle_out_share=0.3)
    found = tried(problem, plan, chances, n_weeks=40)
    assert 0 < found.hold_share < 1
    assert found.mean_repairs > 0
    assert found.p10_min_fill >= found.p10_min_fill_as_it_is
    assert found == tried(problem, plan, chances, n_weeks=40)
