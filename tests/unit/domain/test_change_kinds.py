"""What each kind of change does, on weeks small enough to see it."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

from tests.builders import (
    a_basket,
    a_hub,
    a_lot,
    a_need,
    a_problem,
    a_producer,
    a_product,
    a_site,
    a_vehicle,
    all_week,
    label,
    near,
)

from foodplan.domain.basics import TimeWindow, VehicleKind
from foodplan.domain.changes import apply
from foodplan.domain.finding import Finding, Severity
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.geometry import in_ring
from foodplan.domain.ids import (
    BasketId,
    DatasetId,
    HubId,
    LotId,
    ProducerId,
    ProductId,
    ScenarioId,
    VehicleId,
)
from foodplan.domain.policy import RoadSettings
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import (
    AddHub,
    AddLot,
    AddSite,
    AddVehicle,
    Change,
    CloseHub,
    CloseRoad,
    CostValues,
    DelayLot,
    Distribution,
    DrawNeed,
    DrawYield,
    DriverHours,
    RestrictZone,
    ScaleNeed,
    ScaleSorting,
    Scenario,
    SetCost,
    SetNeed,
    Shape,
    SlowRoads,
    VehicleOut,
    Where,
)


def changed(
    problem: Problem, *changes: Change, roads: tuple[str, ...] | None = None
) -> tuple[Problem, tuple[Finding, ...]]:
    scenario = Scenario(
        scenario_id=ScenarioId("s"),
        label=label("s"),
        asks=label("s"),
        dataset_id=DatasetId("test"),
        changes=changes,
    )
    return apply(problem, scenario, road_names=roads)


def only(problem: Problem, *changes: Change) -> Problem:
    """The changed problem, where nothing may be wrong."""
    after, findings = changed(problem, *changes)
    assert [finding.words("en") for finding in findings] == []
    return after


def codes(problem: Problem, *changes: Change) -> list[str]:
    return [finding.code for finding in changed(problem, *changes)[1]]


def where(**names: str) -> Where:
    return Where(**{selector: frozenset({name}) for selector, name in names.items()})


# Needs


def test_a_need_is_set_and_its_old_range_forgotten() -> None:
    problem = replace(a_problem(), needs=(a_need(baskets_low=8, baskets_high=12),))
    change = SetNeed(change_id="a", baskets=30, where=where(sites="A"))
    assert only(problem, change).needs == (a_need(baskets=30),)


def test_a_site_that_asked_for_nothing_gets_a_need() -> None:
    problem = a_problem({"A": 10}, sites=(a_site("A"), a_site("B")))
    after = only(problem, SetNeed(change_id="a", baskets=5, where=where(sites="B")))
    assert [(need.site_id, need.baskets) for need in after.needs] == [("A", 10), ("B", 5)]


def test_which_of_two_basket_types_is_set_must_be_said() -> None:
    large, small = BasketId("large"), BasketId("small")
    problem = replace(
        a_problem(baskets=(a_basket("large"), a_basket("small"))),
        needs=(a_need(basket_id=large), a_need(basket_id=small)),
    )
    unclear = SetNeed(change_id="a", baskets=5, where=where(sites="A"))
    assert codes(problem, unclear) == ["change-which-basket"]
    after = only(problem, replace(unclear, basket_id=small))
    assert [need.baskets for need in after.needs] == [10, 5]


def test_drawn_needs_are_each_their_own_and_the_same_for_one_seed() -> None:
    problem = a_problem({"A": 1000, "B": 1000})
    factor = Distribution(shape=Shape.UNIFORM, parameters=(0.5, 1.5))
    first = only(problem, DrawNeed(change_id="a", factor=factor, seed=1))
    baskets = [need.baskets for need in first.needs]
    assert all(500 <= n <= 1500 for n in baskets)
    assert baskets[0] != baskets[1]
    assert only(problem, DrawNeed(change_id="b", factor=factor, seed=1)) == first
    assert only(problem, DrawNeed(change_id="a", factor=factor, seed=2)) != first


def test_a_need_is_drawn_between_its_low_and_high_where_they_are_declared() -> None:
    problem = replace(
        a_problem({"A": 0, "B": 0}),
        needs=(a_need("A", 100, baskets_low=90, baskets_high=130), a_need("B", 100)),
    )
    for seed in range(20):
        drawn, fixed = only(problem, DrawNeed(change_id="a", seed=seed)).needs
        assert 90 <= drawn.baskets <= 130
        assert fixed.baskets == 100
    assert codes(a_problem(), DrawNeed(change_id="a")) == ["change-matches-nothing"]


# Lots


def test_a_lot_is_added_by_day_or_date_and_keeps_as_long_as_its_product() -> None:
    problem = a_problem(producers=(a_producer("P1"),))
    add = AddLot(
        change_id="a",
        lot_id=LotId("L9"),
        product_id=ProductId("carrot"),
        producer_id=ProducerId("P1"),
        gross_kg=500,
        ready=date(2026, 11, 25),
        ready_min=360,
    )
    lot = only(problem, add).lot[LotId("L9")]
    assert (lot.ready_day, lot.ready_min, lot.last_day) == (2, 360, 22)
    dated = replace(add, ready=1, best_before=date(2026, 11, 27))
    assert only(problem, dated).lot[LotId("L9")].last_day == 4


def test_a_lot_that_exists_or_expires_first_or_has_unknown_names_is_refused() -> None:
    add = AddLot(
        change_id="a",
        lot_id=LotId("L1"),
        product_id=ProductId("carrot"),
        hub_id=HubId("H"),
        gross_kg=500,
    )
    assert codes(a_problem(), add) == ["change-taken"]
    late = replace(add, lot_id=LotId("L9"), ready=3, best_before=2)
    assert codes(a_problem(), late) == ["lot-expires-first"]
    lost = replace(add, lot_id=LotId("L9"), hub_id=HubId("Q"), product_id=ProductId("corrot"))
    assert codes(a_problem(), lost) == ["change-unknown-name-near", "change-unknown-name"]


def test_a_delay_of_hours_may_reach_into_the_next_day() -> None:
    problem = a_problem(lots=(a_lot("L1", ready_day=1, ready_min=1200.0), a_lot("L2")))
    after = only(problem, DelayLot(change_id="a", by_min=360, where=where(lots="L1")))
    assert (after.lots[0].ready_day, after.lots[0].ready_min) == (2, 120)
    assert after.lots[1] == problem.lots[1]


def test_a_lot_that_comes_after_its_last_day_is_lost_with_a_warning() -> None:
    problem = a_problem(lots=(a_lot("L1", last_day=1), a_lot("L2", last_day=2)))
    after, (warning,) = changed(
        problem, DelayLot(change_id="a", by_min=2 * 1440, where=where(products="carrot"))
    )
    assert [lot.lot_id for lot in after.lots] == ["L2"]
    assert after.lots[0].ready_day == 2
    assert warning.severity is Severity.WARNS
    assert "L1" in warning.words("en")


def test_drawn_yields_stay_between_nothing_and_all() -> None:
    problem = a_problem(lots=tuple(a_lot(f"L{i}", yield_share=0.9) for i in range(30)))
    wide = Distribution(shape=Shape.NORMAL, parameters=(1, 2))
    shares = [lot.yield_share for lot in only(problem, DrawYield(change_id="a", factor=wide)).lots]
    assert all(0 < share <= 1 for share in shares)
    assert len(set(shares)) > 5


# Sites and hubs


def test_a_site_is_added_with_its_needs_on_the_days_of_the_week() -> None:
    new = a_site("N", windows=all_week(n_days=7))
    problem = a_problem()
    after = only(problem, AddSite(change_id="a", site=new, needs=((BasketId("basket"), 7),)))
    assert [site.site_id for site in after.sites] == ["A", "N"]
    assert [window.day for window in after.sites[1].windows] == [0, 1, 2, 3, 4]
    assert after.baskets_needed(new.site_id) == 7


def test_later_changes_may_name_what_earlier_ones_added() -> None:
    add = AddSite(change_id="a", site=a_site("N", town="Aubagne"), needs=((BasketId("basket"), 7),))
    more = ScaleNeed(change_id="b", by=2, where=where(towns="Aubagne"))
    assert [need.baskets for need in only(a_problem(), add, more).needs] == [10, 14]


def test_a_new_place_is_refused_under_a_taken_id_and_warned_of_in_a_travel_table() -> None:
    taken = AddSite(change_id="a", site=a_site("H"))
    assert codes(a_problem(), taken) == ["change-taken"]
    table = a_problem(roads=RoadSettings(source="table"))
    assert codes(table, AddSite(change_id="a", site=a_site("N"))) == ["change-no-legs"]


def test_a_site_may_be_collected_at_a_hub_that_there_is() -> None:
    queue, nowhere = (
        AddSite(change_id="a", site=a_site("N", collected_at=HubId(hub_id))) for hub_id in "HX"
    )
    assert only(a_problem(), queue).sites[1].collected_at == "H"
    assert codes(a_problem(), nowhere) == ["change-unknown-name"]


def test_a_hub_is_added_and_vehicles_move_there() -> None:
    problem = a_problem(vehicles=(a_vehicle("V1"), a_vehicle("V2")))
    new = a_hub("N", location=near(north_km=3), sorting_hours=(8.0,) * 7)
    after = only(problem, AddHub(change_id="a", hub=new, vehicle_ids=(VehicleId("V2"),)))
    assert [hub.hub_id for hub in after.hubs] == ["H", "N"]
    assert after.hubs[1].sorting_hours == (8,) * 5
    assert [vehicle.hub_id for vehicle in after.vehicles] == ["H", "N"]


def test_a_closed_hub_stays_without_hours_on_its_days() -> None:
    friday = CloseHub(change_id="a", where=where(hubs="H"), days=frozenset({4}))
    (hub,) = only(a_problem(), friday).hubs
    assert [window.day for window in hub.windows] == [0, 1, 2, 3]
    assert hub.sorting_hours == (1000, 1000, 1000, 1000, 0)
    (closed,) = only(a_problem(), CloseHub(change_id="a", where=where(hubs="H"))).hubs
    assert closed.windows == ()
    assert sum(closed.sorting_hours) == 0


def test_sorting_hours_are_scaled_on_the_days_that_are_named() -> None:
    half = ScaleSorting(change_id="a", by=0.5, days=frozenset({0, 1}))
    assert only(a_problem(), half).hubs[0].sorting_hours == (500, 500, 1000, 1000, 1000)


# Vehicles


def test_a_vehicle_like_another_takes_what_is_not_given_from_it() -> None:
    hire = AddVehicle(
        change_id="a", vehicle_id=VehicleId("V9"), like=VehicleId("V1"), payload_kg=800
    )
    old, new = only(a_problem(), hire).vehicles
    assert new == replace(old, vehicle_id=VehicleId("V9"), label="V9", payload_kg=800)


def test_a_vehicle_of_its_own_is_added_with_its_shifts_of_the_week() -> None:
    hire = AddVehicle(
        change_id="a",
        vehicle_id=VehicleId("V9"),
        label="Camion",
        vehicle_kind=VehicleKind.TRUCK,
        hub_id=HubId("H"),
        payload_kg=3000,
        pallets=6,
        shifts=all_week(n_days=7),
    )
    new = only(a_problem(), hire).vehicle[VehicleId("V9")]
    assert (new.label, new.kind, new.payload_kg, len(new.shifts)) == ("Camion", "truck", 3000, 5)


def test_a_vehicle_like_none_or_with_a_taken_id_is_refused() -> None:
    like = AddVehicle(change_id="a", vehicle_id=VehicleId("V1"), like=VehicleId("Q"))
    assert codes(a_problem(), like) == ["change-taken", "change-unknown-name"]


def test_drivers_hours_are_replaced_on_their_days_and_others_stay() -> None:
    change = DriverHours(
        change_id="a", spans=((450, 720), (780, 900)), days=frozenset({0, 5}), max_route_min=300
    )
    (vehicle,) = only(a_problem(), change).vehicles
    monday = (
        TimeWindow(day=0, start_min=450, end_min=720),
        TimeWindow(day=0, start_min=780, end_min=900),
    )
    assert vehicle.shifts == (*monday, *all_week()[1:])
    assert vehicle.max_route_min == 300


def test_drivers_hours_without_days_hold_on_every_day_with_a_shift() -> None:
    problem = a_problem(vehicles=(a_vehicle("V1", shifts=all_week()[:2]),))
    (vehicle,) = only(problem, DriverHours(change_id="a", spans=((480, 600),))).vehicles
    assert vehicle.shifts == all_week(480, 600, 2)


def test_a_zone_refuses_vehicles_at_the_sites_inside_it() -> None:
    problem = a_problem(
        {"A": 1, "B": 1},
        vehicles=(a_vehicle("T1", kind=VehicleKind.TRUCK), a_vehicle("V1")),
    )
    corner = near(north_km=-1, east_km=4.5)
    zone = (corner, near(north_km=1, east_km=4.5), near(north_km=1, east_km=5.5))
    zone = (*zone, near(north_km=-1, east_km=5.5))
    trucks = RestrictZone(change_id="zfe", zone=zone, refused=frozenset({"truck"}))
    after = only(problem, trucks)
    assert [(link.first_id, link.second_id, link.reason) for link in after.links] == [
        ("A", "T1", "zfe")
    ]
    assert not after.may_visit(after.vehicles[0], after.sites[0])
    assert after.may_visit(after.vehicles[0], after.sites[1])
    assert after.may_visit(after.vehicles[1], after.sites[0])


def test_a_zone_lets_allowed_vehicles_in_and_doubles_no_link() -> None:
    link = Link(kind=LinkKind.SITE_VEHICLE, first_id="A", second_id="V1", rule=LinkRule.FORBIDDEN)
    problem = a_problem(vehicles=(a_vehicle("V1"), a_vehicle("V2")), links=(link,))
    zone = RestrictZone(change_id="z", where=where(sites="A"), allowed=frozenset({"V2"}))
    assert only(problem, zone).links == (link,)


def test_costs_change_for_the_vehicles_named_and_for_the_whole() -> None:
    problem = a_problem(vehicles=(a_vehicle("V1"), a_vehicle("V2")))
    dear = SetCost(change_id="a", values=CostValues(eur_per_km=0.8), where=where(vehicles="V2"))
    assert [vehicle.eur_per_km for vehicle in only(problem, dear).vehicles] == [0.5, 0.8]
    hands = SetCost(change_id="a", values=CostValues(eur_per_sorting_hour=12))
    assert only(problem, hands).costs.eur_per_sorting_hour == 12
    assert codes(problem, replace(hands, where=where(vehicles="V2"))) == ["change-cost-of-all"]


# Roads


def test_a_road_is_closed_whole_or_between_two_places() -> None:
    problem = a_problem({"A": 1})
    (whole,) = only(problem, CloseRoad(change_id="a", road="A7")).roads.changes
    assert (whole.roads, whole.area) == ({"A7"}, ())
    assert math.isinf(whole.by)
    between = CloseRoad(change_id="a", road="A7", stretch=("H", "A"), end_min=600)
    (part,) = only(problem, between).roads.changes
    assert part.end_min == 600
    assert in_ring(near(east_km=2.5), part.area)
    assert not in_ring(near(east_km=2.5, north_km=2), part.area)


def test_a_road_of_another_name_than_the_network_knows_is_refused() -> None:
    jam = SlowRoads(change_id="b", by=2, roads=frozenset({"A7", "A555"}))
    closed = CloseRoad(change_id="a", road="A77")
    after, findings = changed(a_problem(), closed, jam, roads=("A7", "A55"))
    assert [finding.path for finding in findings] == ["changes.a.road", "changes.b.roads"]
    assert after.roads.changes == ()
    optional = replace(closed, optional=True)
    after, (warning,) = changed(a_problem(), optional, roads=("A7", "A55"))
    assert warning.severity is Severity.WARNS
    assert after.roads.changes == ()


def test_roads_are_slow_in_a_zone_of_ones_own() -> None:
    zone = (near(), near(north_km=2), near(east_km=2))
    (change,) = only(a_problem(), SlowRoads(change_id="a", by=3, zone=zone)).roads.changes
    assert change.area == zone


# Days and refusals


def test_days_outside_the_planned_week_match_nothing() -> None:
    weekend = VehicleOut(change_id="a", where=where(vehicles="V1"), days=frozenset({5, 6}))
    assert codes(a_problem(), weekend) == ["change-days-outside"]
    mixed = replace(weekend, days=frozenset({4, 5}))
    assert [shift.day for shift in only(a_problem(), mixed).vehicles[0].shifts] == [0, 1, 2, 3]


def test_a_refused_change_leaves_the_problem_as_it_was_and_the_next_ones_go_on() -> None:
    problem = a_problem(products=(a_product(),))
    wrong = AddSite(change_id="a", site=a_site("A"))
    after, findings = changed(problem, wrong, ScaleNeed(change_id="b", by=2))
    assert [finding.code for finding in findings] == ["change-taken"]
    assert [need.baskets for need in after.needs] == [20]
    assert after.sites == problem.sites
