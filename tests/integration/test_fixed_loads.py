"""A week with nothing to share out, from its files to its routes: every load is an order.

    rice, milk and fish stand at the hub; SITE-1 takes 200 + 100 kg, SITE-2 300, SITE-3 100 + 50
    HUB-1 -10- SITE-1 -10- SITE-3 in a line, SITE-2 20 km on the other side; 1 km a minute, but
    until 09:00 two minutes a km; the cold truck must be home by 09:30

The truck alone takes milk and fish (500 kg: no room for SITE-2). SITE-1 closes at 09:00 and SITE-3
opens then: 07:50 loading, 08:30 SITE-1, 09:00 SITE-3, and home on free roads at 09:30.
The van waits for the end of the traffic: loading at 08:40, on the road at 09:00, home at 09:50.

    truck   80 + 40 km × 1.00 + 100 min × 0.20  = 140
    van     50 + 40 km × 0.50 +  70 min × 0.20  =  84
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Engine, Limits
from foodplan.evaluate import allocations, check, feasibility, measure
from foodplan.inputs import read_dataset
from foodplan.optimise import optimise
from foodplan.roads import build_travel

FOLDER = Path(__file__).parents[1] / "cases" / "loads-week"


def the_week() -> Problem:
    reading = read_dataset(FOLDER, backdrop_of=lambda _: Backdrop())
    assert [finding.words("en") for finding in reading.findings] == []
    assert reading.problem is not None
    return reading.problem


def planned(problem: Problem, engine: Engine = Engine.SEARCH) -> Plan:
    travel = build_travel(problem, regions=FOLDER)
    ticks = iter(range(10**9))
    plan = optimise(
        problem,
        travel,
        Limits(work=500, engine=engine),
        clock=lambda: next(ticks) / 1000,
        stop=lambda: False,
        report=lambda _: None,
    )
    assert check(plan, problem, travel) == ()
    return plan


def test_the_week_has_no_baskets_and_nothing_to_find() -> None:
    problem = the_week()
    assert (problem.baskets, problem.needs) == ((), ())
    assert feasibility(problem, build_travel(problem, regions=FOLDER)) == ()


@pytest.mark.parametrize("engine", Engine)
def test_every_load_is_routed_as_it_is(engine: Engine) -> None:
    problem = the_week()
    plan = planned(problem, engine)
    truck, van = plan.routes
    assert [(stop.place_id, stop.start_min) for stop in truck.stops()] == [
        ("SITE-1", 8 * 60 + 30),
        ("SITE-3", 9 * 60),
    ]
    assert (truck.start_min, truck.end_min) == (7 * 60 + 50, 9 * 60 + 30)
    assert [(stop.place_id, stop.start_min) for stop in van.stops()] == [("SITE-2", 9 * 60 + 20)]
    assert (van.start_min, van.end_min) == (8 * 60 + 40, 9 * 60 + 50)
    found = measure(plan, problem)
    assert found.eur == pytest.approx(140 + 84)
    assert found.orders_share == 1
    assert (plan.recipes, plan.collections) == ((), ())


def test_each_lot_is_traced_to_the_sites_that_ordered_it() -> None:
    problem = the_week()
    rows = allocations(planned(problem), problem)
    assert sorted((row.lot_id, row.site_id, row.net_kg) for row in rows) == [
        ("L-fish", "SITE-3", 50),
        ("L-milk", "SITE-1", 100),
        ("L-rice", "SITE-1", 200),
        ("L-rice", "SITE-2", 300),
        ("L-rice", "SITE-3", 100),
    ]


def test_without_the_free_roads_of_later_the_truck_is_not_home_in_time() -> None:
    # All day as in the morning: back from SITE-3 at 09:50 at the earliest.
    problem = the_week()
    early = tuple(replace(leg, end_min=None) for leg in problem.own_legs if leg.end_min)
    plan = planned(replace(problem, own_legs=early))
    served = {stop.place_id for route in plan.routes for stop in route.stops()}
    assert served == {"SITE-1", "SITE-2"}


def test_a_truck_that_holds_less_leaves_an_order_out() -> None:
    problem = the_week()
    fleet = tuple(
        replace(one, payload_kg=449.0) if one.vehicle_id == "COLD" else one
        for one in problem.vehicles
    )
    short = replace(problem, vehicles=fleet)
    found = measure(planned(short), short)
    assert found.orders_share is not None
    assert found.orders_share < 1
