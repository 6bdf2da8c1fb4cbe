"""Trips from a farm straight to sites: a farm that vehicles load at is a hub with its own stock."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import a_hub, a_lot, a_problem, a_product, a_site, a_vehicle, all_week, near
from tests.unit.optimise.test_week import planned

from foodplan.domain.basics import TimeWindow
from foodplan.domain.ids import HubId, ProductId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem

FARM = HubId("FARM")


def a_farm_week(**changes: object) -> Problem:
    """Apples at a farm without any hands, carrots at the hub 40 km off; A lies next to the farm."""
    values: dict[str, object] = {
        "products": (a_product("apple", group="fruit"), a_product()),
        "hubs": (
            a_hub(FARM, location=near(north_km=40), sorting_hours=(0.0,) * 5, storage_kg=0.0),
            a_hub(),
        ),
        "lots": (
            a_lot("APPLES", hub_id=FARM, product_id=ProductId("apple"), gross_kg=100.0),
            a_lot("CARROTS", gross_kg=500.0),
        ),
        "sites": (a_site("A", location=near(north_km=42)), a_site("B", location=near(east_km=3))),
        "vehicles": (a_vehicle("V-FARM", hub_id=FARM), a_vehicle("V-HUB")),
    }
    return a_problem({"A": 10, "B": 10}, **(values | changes))


def sources(plan: Plan, problem: Problem) -> dict[str, set[str]]:
    """Products in the baskets of each hub."""
    return {
        recipe.hub_id: {problem.lot[part.lot_id].product_id for part in recipe.parts}
        for recipe in plan.recipes
    }


def hub_of(plan: Plan, problem: Problem) -> dict[str, str]:
    return {
        stop.place_id: problem.vehicle[route.vehicle_id].hub_id
        for route in plan.routes
        for stop in route.stops()
    }


def test_a_van_that_loads_at_the_farm_brings_its_goods_and_no_others() -> None:
    problem = a_farm_week()
    plan = planned(problem)
    assert plan.baskets_given() == {"A": 10, "B": 10}
    assert hub_of(plan, problem) == {"A": "FARM", "B": "H"}
    assert sources(plan, problem) == {"FARM": {"apple"}, "H": {"carrot"}}
    assert plan.collections == ()


def test_without_a_van_at_the_farm_its_goods_stay_there() -> None:
    problem = a_farm_week(vehicles=(a_vehicle("V-HUB"),))
    plan = planned(problem)
    assert hub_of(plan, problem) == {"A": "H", "B": "H"}
    assert sources(plan, problem) == {"H": {"carrot"}}


def test_what_the_farm_has_binds_those_it_serves() -> None:
    # A lets in the farm's van alone, so the 60 kg of the farm are all that it can have.
    week = a_farm_week()
    lots = (replace(week.lots[0], gross_kg=60.0), week.lots[1])
    sites = (replace(week.sites[0], allowed_vehicles=frozenset({"V-FARM"})), week.sites[1])
    plan = planned(replace(week, lots=lots, sites=sites))
    assert plan.baskets_given() == {"A": 6, "B": 10}


def test_one_van_works_for_the_hub_on_some_days_and_for_the_farm_on_others() -> None:
    # Two rows for one van: at the farm on Thursday, at the hub before.
    thursday = (TimeWindow(day=3, start_min=480, end_min=1080),)
    vans = (
        a_vehicle("V1-FARM", hub_id=FARM, shifts=thursday),
        a_vehicle("V1-HUB", shifts=all_week(n_days=3)),
    )
    problem = a_farm_week(vehicles=vans)
    plan = planned(problem)
    assert {(route.vehicle_id, route.day) for route in plan.routes if route.day == 3} == {
        ("V1-FARM", 3)
    }
    assert hub_of(plan, problem) == {"A": "FARM", "B": "H"}
