"""Small weeks and accidents drawn by chance, hubs that pack the same day among them."""

from __future__ import annotations

import random

import pytest
from tests.builders import (
    a_hub,
    a_lot,
    a_problem,
    a_producer,
    a_site,
    a_vehicle,
    all_week,
    near,
    straight_travel,
)

from foodplan.domain.accident import Accident, Moment
from foodplan.domain.accident_words import read_change
from foodplan.domain.past import past_of
from foodplan.domain.policy import AllowedChanges
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits
from foodplan.domain.striking import strike
from foodplan.evaluate import check
from foodplan.optimise import optimise
from foodplan.optimise.repair import repair


def a_week(chance: random.Random) -> Problem:
    """Six sites, three vans, two farms and some stock; hours, sizes and needs by chance."""
    names = "ABCDEF"
    sites = tuple(
        a_site(
            name,
            location=near(chance.uniform(-8, 8), chance.uniform(3, 15)),
            windows=all_week(480, chance.choice([600, 720, 1080])),
            deliveries_per_week=chance.choice([1, 1, 2]),
        )
        for name in names
    )
    vehicles = tuple(
        a_vehicle(
            f"V{i}", payload_kg=chance.choice([300.0, 600.0]), max_trips=chance.choice([1, 3])
        )
        for i in range(1, 4)
    )
    return a_problem(
        {name: chance.randint(5, 25) for name in names},
        sites=sites,
        vehicles=vehicles,
        producers=(
            a_producer("P1"),
            a_producer("P2", location=near(north_km=14), brings_to_sites_km=12.0),
        ),
        lots=(
            a_lot("L0", gross_kg=200.0),
            a_lot("L1", producer_id="P1", gross_kg=400.0, ready_day=chance.randint(0, 2)),
            a_lot("L2", producer_id="P2", gross_kg=300.0, yield_share=0.9, direct_ok=True),
        ),
        hubs=(a_hub(processing_days=chance.choice([0, 1]), sorting_kg_per_hour=5.0),),
    )


@pytest.mark.parametrize("seed", range(12))
def test_a_repaired_plan_breaks_no_rule_whatever_happens(seed: int) -> None:
    chance = random.Random(seed)
    problem = a_week(chance)
    travel = straight_travel(problem)
    ticks = iter(range(10**9))
    plan = optimise(
        problem,
        travel,
        Limits(work=100),
        clock=lambda: next(ticks) / 1000,
        stop=lambda: True,  # by insertion alone
        report=lambda _: None,
    )
    words = ("V1-out", "V2-out:tue", "P1-fails", "L2-smaller:50%", "A-closed", "B-needs:40")
    for said in (*words, "new-site:N:43.42:5.36:12"):
        at = Moment(day=chance.randrange(4), minute=float(chance.randrange(300, 900)))
        level = chance.choice(list(AllowedChanges))
        change = read_change(said, problem, "en")
        past = past_of(plan, problem, at)
        after, _ = strike(problem, plan, past, change)
        roads = straight_travel(after)

        answer = repair(problem, after, roads, plan, Accident(change=change, at=at, level=level))

        assert check(answer.plan, after, roads) == (), (said, at, level)
        routes = {(route.day, route.vehicle_id): route for route in answer.plan.routes}
        for key, trips in past.trips.items():
            assert routes[key].trips[: len(trips)] == trips, (said, at, level)
