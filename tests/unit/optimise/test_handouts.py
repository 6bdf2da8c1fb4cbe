"""Sites that people collect at the hub, solved by hand; the checker passes every plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import (
    HUB,
    a_hub,
    a_lot,
    a_need,
    a_problem,
    a_producer,
    a_product,
    a_site,
    a_vehicle,
    all_week,
    near,
    straight_travel,
)
from tests.unit.optimise.test_week import planned

from foodplan.domain.accident import Accident, Moment
from foodplan.domain.basics import TimeWindow
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.food import Order
from foodplan.domain.handing import handovers
from foodplan.domain.ids import HubId, ProducerId, ProductId, SiteId
from foodplan.domain.past import past_of
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Engine, Limits
from foodplan.domain.scenario import CloseSite, ScaleSupply, SetNeed, Where
from foodplan.domain.striking import strike
from foodplan.evaluate import check, explain, measure
from foodplan.optimise.repair import repair
from foodplan.texts import say

MONDAY_MORNING = (TimeWindow(day=0, start_min=540, end_min=960),)


def a_queue(needs: dict[str, int] | None = None, **changes: object) -> Problem:
    """A is collected at the hub on Monday from 09:00 to 16:00; the others are driven to."""
    wanted = needs or {"A": 10, "B": 10}
    values: dict[str, object] = {
        "sites": tuple(
            a_site("A", windows=MONDAY_MORNING, collected_at=HUB)
            if name == "A"
            else a_site(name, location=near(east_km=5))
            for name in sorted(wanted)
        ),
    }
    return a_problem(wanted, **(values | changes))


def collected(plan: Plan) -> dict[tuple[str, int], int]:
    return {(row.site_id, row.day): row.n_baskets for row in plan.handouts}


@pytest.mark.parametrize("engine", [Engine.SEARCH, Engine.ORTOOLS])
def test_people_collect_on_monday_and_no_vehicle_calls(engine: Engine) -> None:
    problem = a_queue()
    plan = planned(problem, limits=Limits(work=500, engine=engine))
    (handout,) = plan.handouts
    assert (handout.site_id, handout.hub_id, handout.day, handout.n_baskets) == ("A", HUB, 0, 10)
    assert handout.from_min == 540
    assert {stop.place_id for route in plan.routes for stop in route.stops()} == {"B"}
    assert plan.baskets_given() == {"A": 10, "B": 10}
    found = measure(plan, problem)
    assert (found.handout_baskets, found.n_stops, found.n_sites_served) == (10, 1, 2)
    assert found.eur == pytest.approx(measure(planned(a_problem({"B": 10})), problem).eur)


def test_a_hub_without_any_vehicle_still_hands_out() -> None:
    plan = planned(a_queue({"A": 10}, vehicles=()))
    assert collected(plan) == {("A", 0): 10}
    assert plan.routes == ()


def test_scarce_food_is_shared_alike_by_queue_and_sites() -> None:
    # 60 baskets of food for needs of 90 and 30: half each.
    problem = a_queue({"A": 90, "B": 30}, lots=(a_lot(gross_kg=600.0),))
    plan = planned(problem)
    assert plan.baskets_given() == {"A": 45, "B": 15}
    reasons = explain(plan, problem, straight_travel(problem)).of_site(SiteId("A"))
    assert [reason.code for reason in reasons] == ["reason-supply", "reason-collected"]
    assert say("reason-collected", "en", **reasons[1].params) == (
        "collected at the hub H: no vehicle is to blame"
    )


def test_food_that_comes_on_tuesday_is_for_those_who_can_wait() -> None:
    # 5 baskets stand there on Monday, 15 more come ready on Tuesday; A collects on Monday only.
    lots = (a_lot("L1", gross_kg=50.0), a_lot("L2", gross_kg=150.0, ready_day=1))
    plan = planned(a_queue({"A": 10, "B": 10}, lots=lots))
    assert collected(plan) == {("A", 0): 5}
    assert plan.baskets_given()["B"] == 10


def test_sorting_hours_bind_what_people_collect() -> None:
    # 40 kg are sorted on Monday and packed on Tuesday: 4 baskets, though 10 are needed.
    hands = {"sorting_kg_per_hour": 40.0, "sorting_hours": (1.0,) * 5, "processing_days": 1}
    problem = a_queue(
        {"A": 10},
        sites=(a_site("A", windows=all_week()[1:2], collected_at=HUB),),
        hubs=(a_hub(**hands),),
        producers=(a_producer(brings_to_hub=HUB, windows=all_week(360, 480)),),
        lots=(a_lot(producer_id=ProducerId("P1"), gross_kg=200.0),),
    )
    plan = planned(problem)
    assert collected(plan) == {("A", 1): 4}


def test_goods_of_the_day_stand_ready_when_they_are_sorted() -> None:
    # The farmer comes at 10:00, when the lot is ready; 100 kg take an hour of the 14 that the hub
    # is open for 1,400 kg: from 11:00 on people can collect.
    problem = a_queue(
        {"A": 10},
        hubs=(a_hub(sorting_kg_per_hour=1.0, sorting_hours=(1400.0,) * 5),),
        producers=(a_producer(brings_to_hub=HUB),),
        lots=(a_lot(producer_id=ProducerId("P1"), gross_kg=100.0, ready_min=600.0),),
    )
    (handout,) = planned(problem).handouts
    assert handout.from_min == pytest.approx(660, abs=0.1)


def test_two_collecting_days_share_the_need_and_lie_apart() -> None:
    windows = tuple(TimeWindow(day=day, start_min=540, end_min=960) for day in (0, 1, 3))
    site = a_site("A", windows=windows, collected_at=HUB, deliveries_per_week=2)
    plan = planned(a_queue({"A": 10}, sites=(site,)))
    days = sorted(day for _, day in collected(plan))
    assert days in ([0, 3], [1, 3])
    assert sorted(collected(plan).values()) == [5, 5]


def test_links_choose_the_day_and_never_the_vehicle() -> None:
    site = a_site("A", collected_at=HUB, allowed_vehicles=frozenset({"V1"}), max_vehicle_kg=1.0)
    links = (
        Link(kind=LinkKind.SITE_DAY, first_id="A", second_id="wed", rule=LinkRule.REQUIRED),
        Link(kind=LinkKind.SITE_VEHICLE, first_id="A", second_id="V1", rule=LinkRule.FORBIDDEN),
    )
    plan = planned(a_queue({"A": 10}, sites=(site,), links=links))
    assert collected(plan) == {("A", 2): 10}


def test_orders_are_collected_too() -> None:
    milk = a_product("milk", group="dairy")
    problem = a_queue(
        {"A": 10},
        products=(a_product(), milk),
        lots=(a_lot(), a_lot("M", product_id=ProductId("milk"), gross_kg=100.0)),
        orders=(Order(site_id=SiteId("A"), product_id=ProductId("milk"), quantity=30.0),),
    )
    (handout,) = planned(problem).handouts
    assert [(one.product_id, one.kg) for one in handout.orders] == [("milk", 30.0)]


def test_the_store_of_the_queue_binds_each_day() -> None:
    site = a_site("A", windows=MONDAY_MORNING, collected_at=HUB, storage_kg=70.0)
    assert collected(planned(a_queue({"A": 10}, sites=(site,)))) == {("A", 0): 7}


def test_only_its_own_hub_hands_out_to_a_site() -> None:
    hubs = (a_hub(), a_hub("K", location=near(east_km=5)))
    problem = a_queue(
        {"A": 10},
        hubs=hubs,
        sites=(a_site("A", collected_at=HubId("K"), location=near(east_km=5)),),
        lots=(a_lot(gross_kg=500.0), a_lot("L2", hub_id=HubId("K"), gross_kg=60.0)),
    )
    plan = planned(problem)
    assert {row.hub_id for row in plan.handouts} == {"K"}
    assert plan.baskets_given() == {"A": 6}


def test_a_hub_that_is_closed_then_is_said_and_hands_out_nothing() -> None:
    problem = a_queue({"A": 10, "B": 10}, hubs=(a_hub(windows=all_week(360, 1200)[1:]),))
    plan = planned(problem)
    assert plan.baskets_given() == {"B": 10}
    reasons = explain(plan, problem, straight_travel(problem)).of_site(SiteId("A"))
    assert [reason.code for reason in reasons] == ["reason-site-hub-closed", "reason-collected"]


def struck(problem: Problem, plan: Plan, accident: Accident) -> Plan:
    """The week and plan after an accident; the checker passes it."""
    past = past_of(plan, problem, accident.at)
    after, _ = strike(problem, plan, past, accident.change)
    found = repair(problem, after, straight_travel(after), plan, accident)
    assert check(found.plan, after, straight_travel(after)) == ()
    assert all(lost.place_id != "A" for lost in found.lost)
    return found.plan


@pytest.mark.parametrize(("kg", "given"), [(250.0, {"A": 15, "B": 10}), (200.0, {"A": 12, "B": 8})])
def test_a_longer_queue_takes_what_is_left_and_then_its_share(
    kg: float, given: dict[str, int]
) -> None:
    problem = a_queue({"A": 10, "B": 10}, lots=(a_lot(gross_kg=kg),))
    plan = planned(problem)
    more = SetNeed(change_id="more", baskets=15, where=Where(sites=frozenset({"A"})))
    mended = struck(problem, plan, Accident(change=more, at=Moment()))
    assert mended.baskets_given() == given


def test_what_people_collected_stays_when_food_gets_short_later() -> None:
    lots = (a_lot("L1", gross_kg=100.0), a_lot("L2", gross_kg=100.0, ready_day=1))
    problem = a_queue({"A": 10, "B": 10}, lots=lots)
    plan = planned(problem)
    less = ScaleSupply(change_id="less", by=0.5, where=Where(lots=frozenset({"L2"})))
    mended = struck(problem, plan, Accident(change=less, at=Moment(day=1)))
    assert mended.handouts == plan.handouts
    assert mended.baskets_given() == {"A": 10, "B": 5}


def test_a_closed_queue_leaves_its_food_to_the_others() -> None:
    problem = a_queue({"A": 10, "B": 20}, lots=(a_lot(gross_kg=150.0),))
    plan = planned(problem)
    assert plan.baskets_given() == {"A": 5, "B": 10}
    shut = CloseSite(change_id="shut", where=Where(sites=frozenset({"A"})))
    mended = struck(problem, plan, Accident(change=shut, at=Moment()))
    assert mended.handouts == ()
    assert mended.baskets_given() == {"B": 15}


def test_an_earlier_plan_may_start_the_next_one() -> None:
    problem = a_queue()
    plan = planned(problem)
    again = planned(replace(problem, needs=(a_need("A", 8), a_need("B", 10))), start=plan)
    assert collected(again) == {("A", 0): 8}


def test_vehicles_bind_only_those_who_are_driven_to() -> None:
    # The van carries 50 kg, once: 5 baskets for B; the queue gets all of its 10.
    problem = a_queue(
        {"A": 10, "B": 10},
        vehicles=(a_vehicle(payload_kg=50.0, max_trips=1, shifts=all_week(n_days=1)),),
    )
    plan = planned(problem)
    assert plan.baskets_given() == {"A": 10, "B": 5}


def test_handovers_tell_stops_and_handouts() -> None:
    problem = a_queue()
    told = {one.site_id: one.where for one in handovers(planned(problem), problem)}
    assert told["A"] == "hub H, day 0, A"
    assert told["B"].startswith("route ")
