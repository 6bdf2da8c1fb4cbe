"""Every scenario of the library is planned from its file to a kept plan, and answers its question.

A plan that breaks a rule of the independent checker is never kept, so a run that is done is clean.
Limits count work, so the plans are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.integration.conftest import ROOT

from foodplan.domain.basics import WEEKDAYS
from foodplan.domain.ids import SiteId
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits, RunStatus
from foodplan.planning import KeptPlan, Library, Planner, open_planner

SCENARIOS = sorted(path.stem for path in (ROOT / "scenarios").glob("*.yaml"))
REFERENCE_WORK = 20_000
SMALL_WORK = 2_000
Planned = Callable[[str], KeptPlan]


@pytest.fixture(scope="module")
def planner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planner]:
    database = tmp_path_factory.mktemp("scenarios") / "foodplan.db"
    with open_planner(
        library=Library(root=ROOT), database=f"sqlite:///{database}", n_workers=2
    ) as opened:
        yield opened


@pytest.fixture(scope="module")
def planned(planner: Planner) -> Planned:
    """The kept plan of a scenario; all of them are queued together, so that two run at a time."""
    runs = {}
    for name in SCENARIOS:
        is_reference = planner.resolve(name).problem.dataset_id == "reference-week"
        work = REFERENCE_WORK if is_reference else SMALL_WORK
        runs[name] = planner.start(name, Limits(work=work)).run_id

    def plan_of(name: str) -> KeptPlan:
        *_, run = planner.watch(runs[name])
        assert run.status is RunStatus.DONE, run.error
        return planner.kept(run.run_id)

    return plan_of


def order_kg(problem: Problem, *, firm: bool) -> float:
    """Weight of the orders that are firm, or of those that are not."""
    return sum(
        problem.product[order.product_id].kg_of(order.quantity, order.unit)
        for order in problem.orders
        if order.firm is firm
    )


def order_kg_brought(kept: KeptPlan, *products: str) -> float:
    """Weight handed over for orders of the products; of all products if none is named."""
    return sum(
        order.kg
        for route in kept.plan.routes
        for stop in route.stops()
        for order in stop.orders
        if not products or order.product_id in products
    )


def days_of(kept: KeptPlan, site_id: str) -> list[int]:
    """Days on which a site is called at."""
    return [
        route.day
        for route in kept.plan.routes
        for stop in route.stops()
        if stop.place_id == site_id
    ]


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_is_planned_without_breaking_a_rule(planned: Planned, name: str) -> None:
    kept = planned(name)
    measures = kept.measures
    assert kept.violations == ()
    assert measures.n_routes > 0
    assert measures.given_kg > 0
    assert measures.n_sites_served >= 0.95 * measures.n_sites


def test_the_crisis_week_feeds_every_site(planned: Planned) -> None:
    measures = planned("crisis-week").measures
    assert (measures.baskets_needed, measures.n_sites_served) == (7700, 180)
    assert measures.baskets_given >= 7600


def test_doubled_aid_shrinks_everybody_alike(planned: Planned) -> None:
    measures = planned("double-aid").measures
    assert measures.baskets_needed == 15_400
    assert measures.baskets_given >= 0.9 * planned("crisis-week").measures.baskets_given
    assert measures.gini < 0.05


def test_four_weeks_make_the_month_fair_for_those_who_got_nothing_in_one(
    planner: Planner, planned: Planned
) -> None:
    run_id = planned("year-end-baskets").run.run_id
    for number in range(4):
        *_, run = planner.watch(planner.week_runs(run_id)[number].run_id)
        assert run.status is RunStatus.DONE, run.error
    found = planner.weeks(run_id).horizon
    assert found is not None
    assert [week.week for week in found.weeks] == [f"2020-W{n}" for n in range(48, 52)]
    assert found.given > 7650
    lowest = [week.min_rolling_fill or 0.0 for week in found.weeks]
    assert lowest[1] < lowest[2] < lowest[3]
    by_itself = (1 + 0 + 2) / 4 * found.weeks[0].given / found.weeks[0].needed
    assert lowest[3] == found.min_fill
    assert lowest[3] > by_itself + 0.03
    assert all((week.stops_moved or 0) < 10 for week in found.weeks)
    assert all((week.stops_of_other_vehicle or 0) < 80 for week in found.weeks)
    kept = planner.kept(run.run_id)
    assert len({row.week for row in kept.problem.history}) == 3


def test_all_bread_is_on_the_tables_every_morning(planned: Planned) -> None:
    kept = planned("bread-every-day")
    loaves = order_kg_brought(kept, "bread") / 0.4
    assert loaves == pytest.approx(7 * 8000)
    assert days_of(kept, "TABLE-01") == list(range(len(WEEKDAYS)))
    assert all(
        packing.day == kept.problem.lot[packing.lot_id].ready_day
        for packing in kept.plan.order_packings
    )
    assert kept.measures.baskets_given == kept.measures.baskets_needed


def test_the_queue_at_the_hub_is_served_on_monday_without_a_road(planned: Planned) -> None:
    kept = planned("fast-food-hub")
    given = kept.plan.baskets_given()[SiteId("COUNTER")]
    assert given >= 1100
    assert [(row.site_id, row.day, row.n_baskets) for row in kept.plan.handouts] == [
        ("COUNTER", 0, given)
    ]
    assert days_of(kept, "COUNTER") == []
    assert kept.measures.min_fill_share > 0.9


def test_meals_reach_every_point_every_evening_and_storage_is_what_holds_them(
    planned: Planned,
) -> None:
    kept = planned("street-outreach")
    for site in kept.problem.sites:
        assert sorted(days_of(kept, site.site_id)) == list(range(7))
    late = [stop.start_min for route in kept.plan.routes for stop in route.stops()]
    assert min(late) >= 19 * 60
    low = [share for share in kept.shares if share.fill_rate < 1]
    assert [share.given for share in low] == [7 * 40] * len(low) != []


def test_each_micro_farm_serves_its_neighbours_by_itself(planned: Planned) -> None:
    kept = planned("urban-farms")
    assert kept.plan.collections == ()
    assert {kept.problem.vehicle[route.vehicle_id].hub_id for route in kept.plan.routes} == set(
        kept.problem.hub
    )
    # Straight from field to site: each basket holds what its own farm had.
    lots = kept.problem.lot
    assert all(
        lots[part.lot_id].hub_id == recipe.hub_id
        for recipe in kept.plan.recipes
        for part in recipe.parts
    )
    assert kept.measures.kg_co2e == 0
    # Each farm grows few things: only days that suit its harvest make most of it.
    assert kept.measures.baskets_given >= 0.9 * kept.measures.baskets_needed
    assert kept.measures.min_fill_share is not None
    assert kept.measures.min_fill_share >= 0.7


def test_two_gardens_carry_crates_to_the_sites_next_door(planned: Planned) -> None:
    kept = planned("urban-farms")
    assert {str(kept.problem.lot[gift.lot_id].producer_id) for gift in kept.plan.gifts} == set(
        kept.problem.producer
    )
    # Of each garden's 30, 48 and 42 kg: six crates of 5 kg, eight and seven of 6 kg.
    assert kept.measures.direct_kg == 2 * (6 * 5 + 8 * 6 + 7 * 6)
    assert len({gift.site_id for gift in kept.plan.gifts}) > 2


def test_paid_orders_are_honoured_and_wishes_share_what_there_is(planned: Planned) -> None:
    kept = planned("group-orders")
    firm = {order.product_id for order in kept.problem.orders if order.firm}
    assert order_kg_brought(kept, *firm) == pytest.approx(order_kg(kept.problem, firm=True))
    assert 50 < order_kg_brought(kept, "honey") <= 60 < order_kg(kept.problem, firm=False)
    assert kept.measures.baskets_given == kept.measures.baskets_needed


def test_43000_nappies_travel_on_the_truck_that_holds_them(planned: Planned) -> None:
    kept = planned("nappies")
    assert order_kg_brought(kept) / 0.035 == pytest.approx(43_000)
    assert {route.vehicle_id for route in kept.plan.routes} == {"TRUCK-1"}
    assert kept.measures.n_trips == 2


def test_evening_rounds_come_in_the_evening(planned: Planned) -> None:
    kept = planned("ramadan")
    starts = [
        stop.start_min for route in kept.plan.routes for stop in route.stops() if stop.n_baskets
    ]
    assert 15.5 * 60 <= min(starts) <= max(starts) <= 19 * 60


@pytest.mark.parametrize(
    ("name", "vehicle_id", "days"),
    [("van-out", "VAN-03", {0}), ("driver-out", "VAN-06", {1, 2})],
)
def test_a_vehicle_that_is_out_drives_on_other_days_only(
    planned: Planned, name: str, vehicle_id: str, days: set[int]
) -> None:
    driven = {r.day for r in planned(name).plan.routes if r.vehicle_id == vehicle_id}
    assert not driven & days


def test_nothing_leaves_or_reaches_a_closed_hub(planned: Planned) -> None:
    kept = planned("hub-closed")
    home = {
        route.day
        for route in kept.plan.routes
        if kept.problem.vehicle[route.vehicle_id].hub_id == "HUB-BER"
    }
    assert not home & {1, 2}
    assert all(row.day not in {1, 2} for row in kept.plan.collections if row.hub_id == "HUB-BER")


def test_a_closed_site_gets_nothing_and_its_neighbour_more(planned: Planned) -> None:
    given = planned("site-closed").plan.baskets_given()
    assert SiteId("SITE-002") not in given
    assert given[SiteId("SITE-001")] > 78


def test_half_the_hands_sort_half_and_the_loss_is_shared(planned: Planned) -> None:
    kept, full = planned("volunteers-half"), planned("crisis-week")
    assert kept.measures.baskets_given < 0.8 * full.measures.baskets_given
    assert kept.measures.gini < 0.05


def test_the_new_hub_packs_baskets_of_its_own(planned: Planned) -> None:
    kept = planned("new-hub")
    assert {recipe.hub_id for recipe in kept.plan.recipes} == {"HUB-MRS", "HUB-BER", "HUB-ABT"}
    assert kept.measures.baskets_given >= 7000


def test_failed_farms_give_nothing(planned: Planned) -> None:
    kept = planned("farm-fails")
    producers = {kept.problem.lot[row.lot_id].producer_id for row in kept.plan.collections}
    assert "FARM-01" not in producers


def test_the_library_has_every_operation() -> None:
    asked = """
        august bread-every-day crisis-week cut-off-north double-aid driver-out farm-fails
        fast-food-hub group-orders hub-closed nappies new-hub ramadan school-holidays site-closed
        street-outreach urban-farms van-out volunteers-half year-end-baskets
    """
    assert set(asked.split()) <= set(SCENARIOS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_is_in_the_gallery_with_a_small_picture(name: str) -> None:
    gallery = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
    assert f"## {name}\n" in gallery, "run scripts/gallery.py"
    assert f"](scenarios/{name}.svg)" in gallery
    assert (ROOT / "docs" / "scenarios" / f"{name}.svg").stat().st_size < 150_000
