"""Pick-ups that move to where vehicles pass: a farm 10 km north of the hub, a site 1 km before it.

The site A is open on Tuesday only and gets what stands at the hub; the site B, 5 km east, is open
on Thursday and gets what the farm grows. A vehicle-day costs 100 EUR, a kilometre 0.50 EUR.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import (
    HUB,
    a_hub,
    a_lot,
    a_problem,
    a_producer,
    a_site,
    a_vehicle,
    near,
    straight_travel,
)

from foodplan.domain.basics import TimeWindow
from foodplan.domain.fleet import Vehicle
from foodplan.domain.ids import HubId, ProducerId, SiteId
from foodplan.domain.problem import Problem
from foodplan.domain.run import Engine, Limits
from foodplan.optimise.allocation.answer import Delivery
from foodplan.optimise.allocation.moving import CallPlace
from foodplan.optimise.allocation.possible import possible_week
from foodplan.optimise.budget import Budget
from foodplan.optimise.calling import call_places
from foodplan.optimise.counters import is_counter, staying_travel, with_counters
from foodplan.optimise.fetching import fetched_better
from foodplan.optimise.lessons import Lessons
from foodplan.optimise.rounds import Round
from foodplan.optimise.shifts import shifts_of
from foodplan.optimise.steps import Steps

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = range(4)


def open_on(day: int) -> tuple[TimeWindow, ...]:
    return (TimeWindow(day=day, start_min=480, end_min=1080),)


def a_week(*vehicles: Vehicle, farm_kg: float = 100.0) -> Problem:
    problem = a_problem(
        {"A": 4, "B": round(farm_kg / 10)},
        hubs=(a_hub(processing_days=1),),
        producers=(a_producer(),),
        lots=(
            a_lot("L0", gross_kg=40.0),
            a_lot("L1", gross_kg=farm_kg, producer_id=ProducerId("P1")),
        ),
        vehicles=vehicles or (a_vehicle(),),
    )
    return replace(
        problem,
        sites=(
            a_site("A", location=near(north_km=9), windows=open_on(TUESDAY)),
            a_site("B", windows=open_on(THURSDAY)),
        ),
    )


def steps_of(problem: Problem) -> Steps:
    budget = Budget(
        Limits(work=20_000), clock=lambda: 0.0, stop=lambda: False, report=lambda told: None
    )
    return Steps(
        problem=problem,
        travel=staying_travel(problem, straight_travel(problem)),
        possible=possible_week(problem),
        engine=Engine.SEARCH,
        seed=1,
        budget=budget,
    )


def fetched_on(steps: Steps, day: int) -> Round:
    """The week with the farm's lot fetched on one day, whatever that costs."""
    deliveries = (
        Delivery(site_id=SiteId("A"), hub_id=HUB, day=TUESDAY),
        Delivery(site_id=SiteId("B"), hub_id=HUB, day=THURSDAY),
    )
    others = {MONDAY, TUESDAY, WEDNESDAY, THURSDAY} - {day}
    lessons = Lessons(
        deliveries=deliveries,
        not_collected=frozenset((ProducerId("P1"), HubId(HUB), other) for other in others),
    )
    found = steps.drive(steps.allocate(lessons), share=0.0, before=None)
    assert days_fetched(found) == [day]
    return found


def days_fetched(found: Round) -> list[int]:
    return [load.day for load in found.loads if load.is_pickup]


def eur(found: Round) -> float:
    return found.routing.cost_cents / 100


def test_a_pickup_moves_to_the_day_on_which_a_vehicle_passes() -> None:
    steps = steps_of(a_week())
    before = fetched_on(steps, MONDAY)
    # 20 km to the farm and back; 18 to A and back; 10 to B and back.
    assert eur(before) == pytest.approx(300 + 0.5 * (20 + 18 + 10), abs=0.1)
    after = fetched_better(steps, before, share=1.0)
    assert days_fetched(after) == [TUESDAY]
    assert eur(after) == pytest.approx(200 + 0.5 * (20 + 10), abs=0.1)
    assert after.n_baskets == before.n_baskets == 14


def test_a_pickup_stays_where_the_vehicle_that_passes_has_no_room() -> None:
    """Tuesday's van could carry A's 40 kg, but not the farm's 100."""
    every_day_but_tuesday = tuple(
        TimeWindow(day=day, start_min=480, end_min=1080) for day in (MONDAY, WEDNESDAY, THURSDAY)
    )
    steps = steps_of(
        a_week(
            a_vehicle("V1", shifts=every_day_but_tuesday),
            a_vehicle("V2", shifts=open_on(TUESDAY), payload_kg=60.0),
        )
    )
    before = fetched_on(steps, MONDAY)
    assert fetched_better(steps, before, share=1.0) is before


def test_a_pickup_that_is_where_it_costs_least_stays() -> None:
    steps = steps_of(a_week())
    before = fetched_on(steps, TUESDAY)
    assert fetched_better(steps, before, share=1.0) is before


def test_with_no_time_left_nothing_moves() -> None:
    steps = steps_of(a_week())
    before = fetched_on(steps, MONDAY)
    assert fetched_better(steps, before, share=0.0) is before


def place_on(places: tuple[CallPlace, ...], day: int) -> list[CallPlace]:
    return [place for place in places if place.pickup == (ProducerId("P1"), HUB, day)]


def test_a_call_costs_what_its_route_saves_or_the_way_round() -> None:
    steps = steps_of(a_week())
    places = call_places(steps.problem, steps.travel, fetched_on(steps, MONDAY).driven)
    (made,) = (place for place in places if place.is_made)
    assert made.pickup == (ProducerId("P1"), HUB, MONDAY)
    assert made.eur == pytest.approx(110, abs=0.1)
    assert (made.kg, made.pallets) == (1200.0, 4.0)
    # On Tuesday behind A: 20 km instead of 18; or as a trip of its own: 20 km more.
    assert sorted(place.eur for place in place_on(places, TUESDAY)) == pytest.approx(
        [1, 10], abs=0.1
    )
    # On Wednesday no vehicle is out.
    (alone,) = place_on(places, WEDNESDAY)
    assert alone.eur == pytest.approx(110, abs=0.1)


def test_a_trip_offers_what_other_pickups_leave() -> None:
    """A second call at the farm finds no room: the 1,150 kg on board leave 50 kg."""
    steps = steps_of(a_week(farm_kg=1150.0))
    places = call_places(steps.problem, steps.travel, fetched_on(steps, TUESDAY).driven)
    (made,) = (place for place in places if place.is_made)
    assert made.kg == 1200.0
    assert [place.kg for place in place_on(places, TUESDAY) if not place.is_made] == [1200.0]


def test_what_stays_at_its_hub_calls_nowhere() -> None:
    """Where people collect at the hub, its counter is no vehicle that could fetch food."""
    week = a_week()
    at_hub = replace(week.sites[1], collected_at=HUB)
    steps = steps_of(with_counters(replace(week, sites=(week.sites[0], at_hub))))
    places = call_places(steps.problem, steps.travel, fetched_on(steps, MONDAY).driven)
    counters = {
        row
        for row, one in enumerate(shifts_of(steps.problem))
        if is_counter(one.vehicle.vehicle_id)
    }
    assert counters
    assert not counters & {place.trip[0] for place in places}
