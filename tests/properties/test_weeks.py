"""Whole weeks with every rule of a fleet mixed at random: no plan and no repair breaks any."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from tests.builders import (
    MONDAY,
    a_hub,
    a_lot,
    a_need,
    a_problem,
    a_producer,
    a_product,
    a_site,
    a_vehicle,
    near,
    straight_travel,
)

from foodplan.domain.accident import Accident, Moment
from foodplan.domain.accident_words import read_change
from foodplan.domain.basics import (
    WEEKDAYS,
    Calendar,
    Location,
    Temperature,
    TimeWindow,
    VehicleKind,
    Weeks,
)
from foodplan.domain.fleet import Link, LinkKind, LinkRule, Vehicle
from foodplan.domain.food import Basket, Lot, Need, Order
from foodplan.domain.ids import HubId, ProductId, SiteId
from foodplan.domain.past import past_of
from foodplan.domain.places import Hub, Producer, Site
from foodplan.domain.plan import Plan
from foodplan.domain.policy import AllowedChanges, Policy, Rules
from foodplan.domain.problem import Problem
from foodplan.domain.run import Engine, Limits
from foodplan.domain.striking import strike
from foodplan.evaluate import check, feasibility
from foodplan.optimise import optimise
from foodplan.optimise.repair import repair
from foodplan.tables.travel import LegTables, TravelMatrix

SEEDS = (*range(40), 81, 136, 210, 404)
"""The last ones were found among 600: an order that is given up, and stores that are full."""
N_DAYS = 3
FEWEST_STOPS = 10
"""Of ten weeks: plans in which nothing happens prove nothing."""
PRODUCTS = {
    "carrot": Temperature.AMBIENT,
    "apple": Temperature.AMBIENT,
    "milk": Temperature.CHILLED,
    "fish": Temperature.FROZEN,
}
CLASSES = tuple(Temperature)


@pytest.mark.parametrize("engine", Engine)
@pytest.mark.parametrize("block", range(4))
def test_no_plan_of_a_random_week_breaks_a_rule(engine: Engine, block: int) -> None:
    n_stops = 0
    for seed in SEEDS[block::4]:
        problem, travel = a_random_week(random.Random(seed))
        feasibility(problem, travel)
        plan = _planned(problem, travel, Limits(work=120, engine=engine, seed=seed + 1))
        assert check(plan, problem, travel) == (), (engine, seed)
        n_stops += sum(1 for route in plan.routes for _ in route.stops())
    assert n_stops >= FEWEST_STOPS


@pytest.mark.parametrize("block", range(4))
def test_no_repair_of_a_random_week_breaks_a_rule(block: int) -> None:
    n_repaired = 0
    for seed in SEEDS[block::4]:
        chance = random.Random(seed)
        problem, travel = a_random_week(chance)
        plan = _planned(problem, travel, Limits(work=100, seed=seed + 1))
        for said in ("V1-out", "V0-out:tue", "S0-closed", "L0-smaller:50%"):
            at = Moment(day=chance.randrange(N_DAYS), minute=float(chance.randrange(300, 900)))
            level = chance.choice(list(AllowedChanges))
            change = read_change(said, problem, "en")
            past = past_of(plan, problem, at)
            after, _ = strike(problem, plan, past, change)
            accident = Accident(change=change, at=at, level=level)
            answer = repair(problem, after, travel, plan, accident)
            assert check(answer.plan, after, travel) == (), (seed, said, at, level)
            n_repaired += bool(plan.routes)
    assert n_repaired >= FEWEST_STOPS


def _planned(problem: Problem, travel: TravelMatrix, limits: Limits) -> Plan:
    ticks = iter(range(10**9))
    return optimise(
        problem,
        travel,
        limits,
        clock=lambda: next(ticks) / 1000,
        stop=lambda: False,
        report=lambda _: None,
    )


def a_random_week(chance: random.Random) -> tuple[Problem, TravelMatrix]:
    """Three to six sites, one or two hubs, up to three farms, every rule now and then."""
    hubs = tuple(_hub(chance, name) for name in ("H", "H2")[: chance.choice([1, 1, 2])])
    hub_ids = [hub.hub_id for hub in hubs]
    sites = tuple(_site(chance, f"S{i}") for i in range(chance.randint(3, 6)))
    farms = tuple(_farm(chance, f"P{i}", hub_ids) for i in range(chance.randint(0, 3)))
    fleet = tuple(_vehicle(chance, f"V{i}", hub_ids) for i in range(chance.randint(2, 4)))
    baskets = () if chance.random() < 0.2 else (_basket(chance),)
    problem = replace(
        a_problem(),
        products=tuple(
            a_product(name, temperature=kind, crate_kg=chance.choice([5.0, 10.0]))
            for name, kind in sorted(PRODUCTS.items())
        ),
        producers=farms,
        lots=tuple(_lot(chance, f"L{i}", hub_ids, farms) for i in range(chance.randint(3, 8))),
        hubs=hubs,
        sites=sites,
        baskets=baskets,
        needs=tuple(_needs(chance, sites, baskets)),
        orders=tuple(_orders(chance, sites)),
        vehicles=fleet,
        links=tuple(_links(chance, sites, farms, fleet, hub_ids)),
        rules=_rules(chance),
        policy=Policy(freshness_margin_days=chance.choice([0, 0, 1])),
        calendar=Calendar(start=MONDAY, n_days=N_DAYS),
    )
    return _with_queues(problem), _with_rush(chance, straight_travel(problem))


def _with_queues(problem: Problem) -> Problem:
    """Some sites are collected at a hub, some days usual or dear; no other draw depends on it."""
    chance = random.Random(repr([site.location for site in problem.sites]))
    hub_ids = [hub.hub_id for hub in problem.hubs]
    sites = (
        replace(
            site,
            collected_at=chance.choice([None, None, None, *hub_ids]),
            need_weight=chance.choice([1.0, 1.0, 0.5, 3.0]),
        )
        for site in problem.sites
    )
    price_eur = chance.choice([None, None, 0.0, 30.0])
    usual = (
        Link(
            kind=LinkKind.SITE_DAY,
            first_id=site.site_id,
            second_id=WEEKDAYS[chance.randrange(N_DAYS)],
            rule=LinkRule.USUAL,
        )
        for site in problem.sites
        if chance.random() < 0.4
    )
    return replace(
        problem,
        sites=tuple(sites),
        links=(*problem.links, *usual),
        policy=replace(problem.policy, eur_per_changed_day=price_eur),
    )


def _somewhere(chance: random.Random) -> Location:
    return near(north_km=chance.uniform(-12, 12), east_km=chance.uniform(-12, 12))


def _windows(chance: random.Random) -> tuple[TimeWindow, ...]:
    """Most days, once or twice a day."""
    spans = [[(480, 1080)]] * 4 + [[(540, 660), (780, 900)], [(780, 960)], []]
    return tuple(
        TimeWindow(day=day, start_min=start, end_min=end)
        for day in range(N_DAYS)
        for start, end in chance.choice(spans)
    )


def _hub(chance: random.Random, name: str) -> Hub:
    return a_hub(
        name,
        location=_somewhere(chance),
        sorting_hours=(chance.choice([2.0, 5.0, 1000.0]),) * N_DAYS,
        storage_kg=chance.choice([500.0, 1e6]),
        turnaround_min=chance.choice([0.0, 20.0, 30.0]),
        processing_days=chance.choice([0, 1]),
    )


def _site(chance: random.Random, name: str) -> Site:
    return a_site(
        name,
        location=_somewhere(chance),
        windows=_windows(chance),
        deliveries_per_week=chance.choice([1, 1, 2]),
        min_gap_days=chance.choice([None, 1, 2]),
        weeks=chance.choice([*[Weeks.EVERY] * 6, Weeks.EVEN, Weeks.ODD]),
        unloading_min_per_basket=chance.choice([0.0, 0.5]),
        max_vehicle_kg=chance.choice([None, None, 1000.0]),
        refused_vehicles=chance.choice([frozenset(), frozenset(), frozenset({"truck"})]),
        storage_kg=chance.choice([None, None, 120.0]),
        temperatures=frozenset(chance.choice([CLASSES[:1], CLASSES[:1], CLASSES[:2], CLASSES])),
        max_route_min=chance.choice([None, None, 240.0]),
        first_stop_only=chance.random() < 0.2,
    )


def _farm(chance: random.Random, name: str, hub_ids: list[HubId]) -> Producer:
    return a_producer(
        name,
        location=_somewhere(chance),
        windows=_windows(chance),
        only_pickup=chance.random() < 0.4,
        brings_to_hub=chance.choice(hub_ids) if chance.random() < 0.15 else None,
        brings_to_sites_km=chance.choice([None, 0.0, 10.0, 30.0]),
    )


def _vehicle(chance: random.Random, name: str, hub_ids: list[HubId]) -> Vehicle:
    start_min = chance.choice([420, 480])
    return a_vehicle(
        name,
        hub_id=chance.choice(hub_ids),
        kind=chance.choice(list(VehicleKind)),
        payload_kg=chance.choice([250.0, 600.0, 1200.0]),
        pallets=chance.choice([1.0, 4.0]),
        temperatures=frozenset(chance.choice([CLASSES[:1], CLASSES[:2], CLASSES])),
        insulated_boxes=chance.choice([0, 0, 1]),
        shifts=tuple(
            TimeWindow(day=day, start_min=start_min, end_min=start_min + chance.choice([300, 540]))
            for day in range(N_DAYS)
            if chance.random() < 0.9
        ),
        max_route_min=chance.choice([None, None, 300.0]),
        max_stops_per_trip=chance.choice([None, None, 2]),
        max_stops=chance.choice([None, None, 3]),
        max_trips=chance.choice([1, 2, 3]),
        fixed_eur_per_week=chance.choice([0.0, 50.0]),
        eur_per_hour=chance.choice([0.0, 15.0]),
    )


def _basket(chance: random.Random) -> Basket:
    return Basket(
        basket_id="basket",  # type: ignore[arg-type]
        label=a_product().label,
        kg=5.0,
        max_product_share=chance.choice([1.0, 0.7]),
        temperatures=frozenset(chance.choice([CLASSES[:1], CLASSES[:1], CLASSES[:2]])),
    )


def _lot(
    chance: random.Random, name: str, hub_ids: list[HubId], farms: tuple[Producer, ...]
) -> Lot:
    where: dict[str, object] = {"hub_id": chance.choice(hub_ids)}
    if farms and chance.random() < 0.6:
        where = {"producer_id": chance.choice(farms).producer_id}
    return a_lot(
        name,
        product_id=ProductId(chance.choice(["apple", "carrot", *sorted(PRODUCTS)])),
        gross_kg=chance.choice([40.0, 150.0, 400.0]),
        ready_day=chance.choice([0, 0, 1]),
        ready_min=chance.choice([0.0, 0.0, 600.0]),
        last_day=chance.choice([2, 20]),
        yield_share=chance.choice([1.0, 0.9]),
        direct_ok=chance.random() < 0.5,
        **where,
    )


def _needs(
    chance: random.Random, sites: tuple[Site, ...], baskets: tuple[Basket, ...]
) -> list[Need]:
    return [a_need(site.site_id, chance.choice([0, 8, 20, 60])) for site in sites for _ in baskets]


def _orders(chance: random.Random, sites: tuple[Site, ...]) -> list[Order]:
    return [
        Order(
            site_id=SiteId(site.site_id),
            product_id=ProductId(chance.choice(sorted(PRODUCTS))),
            quantity=chance.choice([10.0, 40.0]),
            firm=chance.random() < 0.7,
            day=chance.choice([None, None, 1]),
        )
        for site in sites
        if chance.random() < 0.4
    ]


def _links(
    chance: random.Random,
    sites: tuple[Site, ...],
    farms: tuple[Producer, ...],
    fleet: tuple[Vehicle, ...],
    hub_ids: list[HubId],
) -> list[Link]:
    """Each kind of pair now and then, required more often than forbidden."""
    names = [*(vehicle.vehicle_id for vehicle in fleet), "van", "truck"]
    days = WEEKDAYS[:N_DAYS]
    pairs = [
        *((LinkKind.SITE_VEHICLE, site.site_id, chance.choice(names)) for site in sites),
        *((LinkKind.SITE_DAY, site.site_id, chance.choice(days)) for site in sites),
        *((LinkKind.PRODUCER_DAY, farm.producer_id, chance.choice(days)) for farm in farms),
        *((LinkKind.PRODUCER_HUB, farm.producer_id, chance.choice(hub_ids)) for farm in farms),
    ]
    return [
        Link(
            kind=kind,
            first_id=first_id,
            second_id=second_id,
            rule=chance.choice([LinkRule.REQUIRED, LinkRule.REQUIRED, LinkRule.FORBIDDEN]),
            day=chance.choice([None, 1]) if kind is LinkKind.SITE_VEHICLE else None,
        )
        for kind, first_id, second_id in pairs
        if chance.random() < 0.2
    ]


def _rules(chance: random.Random) -> Rules:
    return Rules(
        driving_break_after_min=chance.choice([90.0, 270.0]),
        driving_break_min=chance.choice([30.0, 45.0]),
        work_pause_after_min=chance.choice([200.0, 360.0]),
        max_stops=chance.choice([4, 40]),
        chilled_pickup_max_route_min=chance.choice([None, 180.0]),
        latest_end_min=chance.choice([1440.0, 960.0]),
    )


def _with_rush(chance: random.Random, travel: TravelMatrix) -> TravelMatrix:
    """Ways that take half as long again before 09:00, in half of the weeks."""
    if chance.random() < 0.5:
        return travel
    km = {kind: travel.table(kind)[0].repeat(2, axis=0) for kind in VehicleKind}
    minutes = {kind: travel.table(kind)[1].repeat(2, axis=0) for kind in VehicleKind}
    for table in minutes.values():
        table[0] *= 1.5
    legs = LegTables(km=km, minutes=minutes)
    return replace(travel, band_starts_min=(0.0, 540.0), legs=legs)
