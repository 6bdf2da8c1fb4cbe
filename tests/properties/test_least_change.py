"""A van is out on a small Monday: how many stops change, against the fewest that could."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations, product

from tests.builders import a_lot, a_problem, a_site, a_vehicle, all_week, near, straight_travel

from foodplan.domain.accident import Accident, Moment
from foodplan.domain.accident_words import read_change
from foodplan.domain.basics import TimeWindow
from foodplan.domain.ids import HubId
from foodplan.domain.past import past_of
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits
from foodplan.domain.striking import strike
from foodplan.evaluate import check
from foodplan.evaluate.comparison import stop_changes
from foodplan.optimise import optimise
from foodplan.optimise.arrays import routing_task
from foodplan.optimise.repair import repair
from foodplan.optimise.routing.schedule import schedule
from foodplan.optimise.routing.task import RoutingTask
from foodplan.optimise.visits import Load

VANS = ("V1", "V2", "V3")
N_CASES = 40
Order = tuple[str, ...]


def a_monday(chance: random.Random) -> Problem:
    """Six sites that are open on Monday morning for a while; three vans of one trip each."""
    sites = []
    for name in "ABCDEF":
        opens_min = chance.choice([480.0, 540.0, 600.0])
        closes_min = opens_min + chance.choice([60.0, 120.0, 240.0])
        window = TimeWindow(day=0, start_min=opens_min, end_min=closes_min)
        refused = frozenset({chance.choice(VANS)} if chance.random() < 0.3 else ())
        place = near(chance.uniform(-8, 8), chance.uniform(2, 14))
        sites.append(
            a_site(name, location=place, windows=(window,), refused_vehicles=frozenset(refused))
        )
    vehicles = [
        a_vehicle(van, payload_kg=chance.choice([350.0, 450.0]), max_trips=1, shifts=all_week())
        for van in VANS
    ]
    return a_problem(
        {name: chance.randint(8, 14) for name in "ABCDEF"},
        sites=tuple(sites),
        lots=(a_lot(gross_kg=2000.0),),
        vehicles=tuple(vehicles),
    )


def planned(problem: Problem) -> Plan:
    ticks = iter(range(10**9))
    return optimise(
        problem,
        straight_travel(problem),
        Limits(work=300),
        clock=lambda: next(ticks) / 1000,
        stop=lambda: False,
        report=lambda _: None,
    )


def orders_of(plan: Plan) -> dict[str, Order]:
    return {
        route.vehicle_id: tuple(stop.place_id for stop in route.stops()) for route in plan.routes
    }


def fewest_changes(problem: Problem, plan: Plan, out: str) -> int | None:
    """Stops of the van that is out and fewest others; None if they cannot all be served.

    Every way to leave some other stops where they are, in their order, and the rest anywhere.
    """
    before = orders_of(plan)
    lost = before.get(out, ())
    others = [name for van, order in before.items() if van != out for name in order]
    task, row_of, visit_of = _task(problem, plan)
    vans = [van for van in VANS if van in row_of and van != out]
    for n_moved in range(len(others) + 1):
        for moved in combinations(others, n_moved):
            loose = (*lost, *moved)
            kept = {van: tuple(x for x in before.get(van, ()) if x not in moved) for van in vans}
            for choice in product(vans, repeat=len(loose)):
                new = dict.fromkeys(vans, ())
                for name, van in zip(loose, choice, strict=True):
                    new[van] = (*new[van], name)
                if all(
                    any(
                        _holds(task, row_of[van], x, visit_of) for x in _orders(kept[van], new[van])
                    )
                    for van in vans
                ):
                    return len(loose)
    return None


def _orders(kept: Order, loose: Sequence[str]) -> Iterator[Order]:
    """Every order that keeps that of the kept ones."""
    for places in permutations(loose):
        yield from _merged(kept, places)


def _merged(one: Order, two: Order) -> Iterator[Order]:
    if not one or not two:
        yield (*one, *two)
        return
    yield from ((one[0], *rest) for rest in _merged(one[1:], two))
    yield from ((two[0], *rest) for rest in _merged(one, two[1:]))


def _task(problem: Problem, plan: Plan) -> tuple[RoutingTask, dict[str, int], dict[str, int]]:
    stops = [stop for route in plan.routes for stop in route.stops()]
    loads = [
        Load(place_id=stop.place_id, hub_id=HubId("H"), day=0, drops=stop.drops) for stop in stops
    ]
    task = routing_task(problem, straight_travel(problem), loads, release_min={})
    monday = [i for i, day in enumerate(task.vehicles.day.tolist()) if day == 0]
    rows = {str(task.vehicles.vehicle_ids[i]): i for i in monday}
    return task, rows, {stop.place_id: i for i, stop in enumerate(stops)}


def _holds(task: RoutingTask, row: int, order: Order, visit_of: dict[str, int]) -> bool:
    return not order or schedule(task, row, (tuple(visit_of[name] for name in order),)) is not None


def test_repairs_change_at_most_twice_the_fewest_stops() -> None:
    n_compared = n_all_served = 0
    for seed in range(N_CASES):
        problem = a_monday(random.Random(seed))
        plan = planned(problem)
        out = max(orders_of(plan), key=lambda van: len(orders_of(plan)[van]))
        change = read_change(f"{out}-out", problem, "en")
        past = past_of(plan, problem, Moment())
        after, _ = strike(problem, plan, past, change)
        fewest = fewest_changes(after, plan, out)
        if fewest is None:
            continue

        travel = straight_travel(after)
        answer = repair(problem, after, travel, plan, Accident(change=change, at=Moment()))

        assert check(answer.plan, after, travel) == ()
        n_compared += 1
        n_all_served += len(answer.plan.baskets_given()) == len(plan.baskets_given())
        assert len(stop_changes(plan, answer.plan)) <= 2 * fewest, seed
    assert n_compared >= 30
    assert n_all_served >= 0.9 * n_compared
