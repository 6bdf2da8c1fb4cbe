"""Accidents drawn by chance on a real week: no repaired plan breaks a rule, and the past stays."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from foodplan.domain.accident import Accident, Moment
from foodplan.domain.accident_words import read_change
from foodplan.domain.past import past_of
from foodplan.domain.plan import Plan
from foodplan.domain.policy import AllowedChanges
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits
from foodplan.domain.striking import strike
from foodplan.evaluate import check
from foodplan.evaluate.comparison import stop_changes
from foodplan.inputs.dataset import read_dataset
from foodplan.optimise import optimise
from foodplan.optimise.repair import repair
from foodplan.roads import build_travel, read_backdrop
from foodplan.tables.travel import TravelMatrix

DATA = Path(__file__).parents[2] / "data"
N_ACCIDENTS = 21
Planned = tuple[Problem, TravelMatrix, Plan]


@pytest.fixture(scope="module")
def planned() -> Planned:
    reading = read_dataset(
        DATA / "reference-week", backdrop_of=lambda region: read_backdrop(DATA / str(region))
    )
    assert reading.problem is not None
    travel = build_travel(reading.problem, regions=DATA)
    ticks = iter(range(10**9))
    plan = optimise(
        reading.problem,
        travel,
        Limits(work=1),
        clock=lambda: next(ticks) / 1000,
        stop=lambda: True,  # by insertion alone
        report=lambda _: None,
    )
    return reading.problem, travel, plan


def drawn(problem: Problem, chance: random.Random) -> Iterator[str]:
    """One accident of each kind that leaves the roads as they are, again and again."""
    while True:
        yield f"{chance.choice(problem.vehicles).vehicle_id}-out"
        yield f"{chance.choice(problem.vehicles).vehicle_id}-out:{chance.choice(['mon', 'wed'])}"
        yield f"{chance.choice(problem.producers).producer_id}-fails"
        yield f"{chance.choice(problem.lots).lot_id}-smaller:{chance.choice([20, 60])}%"
        yield f"{chance.choice(problem.sites).site_id}-closed"
        site = chance.choice(problem.sites)
        half_or_double = chance.choice([0.5, 2.0]) * problem.baskets_needed(site.site_id)
        yield f"{site.site_id}-needs:{round(half_or_double)}"
        yield "new-site:NEW:43.31:5.39:25"


def test_repaired_plans_break_no_rule_and_leave_the_past(planned: Planned) -> None:
    problem, travel, plan = planned
    chance = random.Random(7)
    words = drawn(problem, chance)
    for _ in range(N_ACCIDENTS):
        said = next(words)
        if said.endswith("needs:0"):
            continue
        at = Moment(day=chance.randrange(4), minute=chance.choice([0.0, 420.0, 570.0]))
        level = chance.choice(list(AllowedChanges))
        change = read_change(said, problem, "en")
        accident = Accident(change=change, at=at, level=level)
        past = past_of(plan, problem, at)
        after, findings = strike(problem, plan, past, change)
        assert findings == (), said
        same = set(after.locations) == set(problem.locations)
        roads = travel if same else build_travel(after, regions=DATA)

        answer = repair(problem, after, roads, plan, accident)

        assert check(answer.plan, after, roads) == (), (said, at, level)
        routes = {(route.day, route.vehicle_id): route for route in answer.plan.routes}
        for key, trips in past.trips.items():
            assert routes[key].trips[: len(trips)] == trips, (said, at, level)
        _expect_little_change(said, level, answer.plan, plan, len(answer.lost))


def _expect_little_change(
    said: str, level: AllowedChanges, new: Plan, old: Plan, n_lost: int
) -> None:
    """Every lost stop changes; at most as many others give way, none where none may."""
    changed = len(stop_changes(old, new))
    pickups = 0 if not said.endswith("fails") else changed
    most = n_lost if level is AllowedChanges.INSERT_ONLY else 2 * n_lost
    assert changed - pickups <= most + _dropped(old, new), (said, level)


def _dropped(old: Plan, new: Plan) -> int:
    """Stops with nothing left to hand over or fetch."""
    before = {(route.day, stop.place_id) for route in old.routes for stop in route.stops()}
    after = {(route.day, stop.place_id) for route in new.routes for stop in route.stops()}
    return len(before - after)
