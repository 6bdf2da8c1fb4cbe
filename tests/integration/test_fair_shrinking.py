"""A fleet that is too small takes a little from everybody, not everything from one."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.builders import HUB, a_lot, a_problem, a_site, a_vehicle, all_week, travel_table

from foodplan.domain.ids import SiteId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Engine, Limits
from foodplan.evaluate import check, explain, measure, relieve
from foodplan.inputs.dataset import read_dataset
from foodplan.optimise.week import optimise
from foodplan.roads import build_travel, read_backdrop
from foodplan.tables.travel import TravelMatrix

DATA = Path(__file__).parents[2] / "data"


def far_away() -> TravelMatrix:
    """A and B lie side by side, 100 minutes from the hub."""
    return travel_table(("H", "A", "B"), ((0, 100, 100), (100, 0, 10), (100, 10, 0)))


def one_van(**changes: object) -> Problem:
    """600 kg of payload, and stock for everybody."""
    van = a_vehicle(payload_kg=600.0, pallets=10.0, **changes)
    return a_problem(
        {"A": 60, "B": 40},
        lots=(a_lot(gross_kg=2000.0),),
        sites=(a_site("A"), a_site("B")),
        vehicles=(van,),
    )


def planned(problem: Problem, engine: Engine) -> Plan:
    plan = optimise(
        problem,
        far_away(),
        Limits(work=40, engine=engine),
        clock=time.monotonic,
        stop=lambda: False,
        report=lambda _: None,
    )
    assert check(plan, problem, far_away()) == ()
    return plan


def given(problem: Problem, engine: Engine) -> dict[str, int]:
    plan = planned(problem, engine)
    return {str(site_id): baskets for site_id, baskets in plan.baskets_given().items()}


@pytest.mark.parametrize("engine", list(Engine))
def test_a_van_with_time_for_one_trip_brings_both_sites_the_same_share(engine: Engine) -> None:
    # Its two trips could carry 120 baskets, but a day holds one: 60 of 100. All of A fills the
    # van, so B would get nothing; 60 % of each is 36 and 24.
    problem = one_van(max_trips=2, shifts=all_week(480, 780, n_days=1))
    assert given(problem, engine) == {"A": 36, "B": 24}


@pytest.mark.parametrize("engine", list(Engine))
def test_nobody_shrinks_where_two_trips_fit(engine: Engine) -> None:
    problem = one_van(max_trips=2, shifts=all_week(480, 1080, n_days=1))
    assert given(problem, engine) == {"A": 60, "B": 40}


def test_what_held_both_sites_down_is_the_van_and_a_second_one_relieves_it() -> None:
    problem = one_van(max_trips=2, shifts=all_week(480, 780, n_days=1))
    plan = planned(problem, Engine.SEARCH)
    found = explain(plan, problem, far_away())
    for site_id in ("A", "B"):
        (reason,) = found.of_site(site_id)
        assert reason.code == "reason-vehicles"
        after = given(relieve(problem, reason), Engine.SEARCH)
        assert after[site_id] > plan.baskets_given()[SiteId(site_id)]


def test_one_more_vehicle_hour_is_said_in_baskets() -> None:
    # Load 20, drive 100, hand over 10, drive 10, hand over 10, drive 100: 250 minutes for 60
    # baskets, so 14.4 an hour.
    problem = one_van(max_trips=2, shifts=all_week(480, 780, n_days=1))
    found = explain(planned(problem, Engine.SEARCH), problem, far_away())
    (hour,) = (one for one in found.limits if one.code == "week-vehicle-hour")
    assert (hour.place_id, hour.day) == (HUB, 0)
    assert hour.params["baskets"] == pytest.approx(14.4)


def test_with_7_of_19_vehicles_every_site_of_the_reference_week_gets_its_share() -> None:
    # Without shrinking 6 to 10 sites got nothing and most of the others everything.
    seven = {"VAN-01", "VAN-02", "VAN-03", "VAN-10", "VAN-11", "TRK-01", "TRK-05"}
    whole = read_dataset(
        DATA / "reference-week", backdrop_of=lambda region: read_backdrop(DATA / str(region))
    ).problem
    assert whole is not None
    fleet = tuple(one for one in whole.vehicles if one.vehicle_id in seven)
    problem = replace(whole, vehicles=fleet)
    travel = build_travel(problem, regions=DATA)
    plan = optimise(
        problem,
        travel,
        Limits(work=4000, seed=1),
        clock=time.monotonic,
        stop=lambda: False,
        report=lambda _: None,
    )
    assert check(plan, problem, travel) == ()
    measures = measure(plan, problem)
    assert measures.n_sites_served == 180
    assert measures.fill_share is not None
    assert measures.min_fill_share is not None
    assert measures.fill_share > 0.6
    # The week has food for all, so no site may be told that food is short.
    assert {one.code for one in explain(plan, problem, travel).sites} == {"reason-vehicles"}
    assert measures.min_fill_share > 0.8 * measures.fill_share
