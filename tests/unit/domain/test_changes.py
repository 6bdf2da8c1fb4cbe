from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import a_lot, a_need, a_problem, a_producer, a_site, a_vehicle, label, near

from foodplan.domain.changes import apply
from foodplan.domain.finding import Finding, Severity
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.geometry import in_ring
from foodplan.domain.ids import DatasetId, ProducerId, ScenarioId
from foodplan.domain.policy import AllowedChanges
from foodplan.domain.problem import OwnLeg, Problem
from foodplan.domain.scenario import (
    Change,
    CloseSite,
    PolicyValues,
    RemoveProducer,
    ScaleNeed,
    ScaleSupply,
    Scenario,
    SetPolicy,
    SlowRoads,
    VehicleOut,
    Where,
)


def changed(problem: Problem, *changes: Change) -> tuple[Problem, tuple[Finding, ...]]:
    scenario = Scenario(
        scenario_id=ScenarioId("s"),
        label=label("s"),
        asks=label("s"),
        dataset_id=DatasetId("test"),
        changes=changes,
    )
    return apply(problem, scenario)


def sites(*names: str) -> Where:
    return Where(sites=frozenset(names))


def test_need_is_scaled_to_whole_baskets_half_upward_where_it_is_asked() -> None:
    problem = a_problem({"A": 5, "B": 10})
    after, findings = changed(problem, ScaleNeed(change_id="a", by=1.1, where=sites("A")))
    assert findings == ()
    assert [need.baskets for need in after.needs] == [6, 10]
    assert [need.baskets for need in problem.needs] == [5, 10]


def test_the_range_of_a_need_is_scaled_with_it() -> None:
    problem = replace(a_problem(), needs=(a_need(baskets_low=8, baskets_high=12),))
    need = changed(problem, ScaleNeed(change_id="a", by=2))[0].needs[0]
    assert (need.baskets_low, need.baskets, need.baskets_high) == (16, 20, 24)


def test_changes_follow_one_another() -> None:
    twice = (ScaleNeed(change_id="a", by=2), ScaleNeed(change_id="b", by=3))
    assert changed(a_problem(), *twice)[0].needs[0].baskets == 60


def test_a_site_is_closed_on_some_days_or_all_week() -> None:
    problem = a_problem({"A": 1, "B": 1})
    monday = CloseSite(change_id="a", where=sites("A"), days=frozenset({0}))
    some, _ = changed(problem, monday)
    assert [window.day for window in some.sites[0].windows] == [1, 2, 3, 4]
    assert some.sites[1] == problem.sites[1]
    week, _ = changed(problem, CloseSite(change_id="a", where=sites("A")))
    assert week.sites[0].windows == ()
    assert len(week.needs) == 2


def test_every_selector_that_is_given_must_match() -> None:
    problem = a_problem(
        {"A": 10, "B": 10},
        sites=(a_site("A", district="Q1"), a_site("B", district="Q1", town="Aix")),
    )
    where = Where(districts=frozenset({"Q1"}), towns=frozenset({"Aix"}))
    after, _ = changed(problem, ScaleNeed(change_id="a", by=2, where=where))
    assert [need.baskets for need in after.needs] == [10, 20]


def test_supply_is_scaled_and_by_zero_taken_away() -> None:
    problem = a_problem(lots=(a_lot("L1"), a_lot("L2")))
    one = Where(lots=frozenset({"L1"}))
    half, _ = changed(problem, ScaleSupply(change_id="a", by=0.5, where=one))
    assert [lot.gross_kg for lot in half.lots] == [500, 1000]
    none, _ = changed(problem, ScaleSupply(change_id="a", by=0, where=one))
    assert [lot.lot_id for lot in none.lots] == ["L2"]


def test_supply_of_a_town_is_that_of_its_producers() -> None:
    problem = a_problem(
        producers=(a_producer("P1", town="Berre"), a_producer("P2", town="Salon")),
        lots=(
            a_lot("L1", producer_id=ProducerId("P1")),
            a_lot("L2", producer_id=ProducerId("P2")),
            a_lot("L3"),
        ),
    )
    where = Where(towns=frozenset({"Berre"}))
    after, _ = changed(problem, ScaleSupply(change_id="a", by=2, where=where))
    assert [lot.gross_kg for lot in after.lots] == [2000, 1000, 1000]


def test_a_producer_drops_out_with_its_lots_links_and_legs() -> None:
    link = Link(kind=LinkKind.PRODUCER_HUB, first_id="P1", second_id="H", rule=LinkRule.REQUIRED)
    problem = a_problem(
        producers=(a_producer("P1"), a_producer("P2")),
        lots=(a_lot("L1", producer_id=ProducerId("P1")), a_lot("L2")),
        links=(link,),
        own_legs=(
            OwnLeg(from_id="H", to_id="P1", km=1, min=1),
            OwnLeg(from_id="H", to_id="P2", km=1, min=1),
        ),
    )
    where = Where(producers=frozenset({"P1"}))
    after, findings = changed(problem, RemoveProducer(change_id="a", where=where))
    assert findings == ()
    assert [producer.producer_id for producer in after.producers] == ["P2"]
    assert [lot.lot_id for lot in after.lots] == ["L2"]
    assert after.links == ()
    assert [leg.to_id for leg in after.own_legs] == ["P2"]


def test_a_vehicle_that_is_out_stays_in_the_fleet_without_shifts() -> None:
    problem = a_problem(vehicles=(a_vehicle("V1"), a_vehicle("V2")))
    where = Where(vehicles=frozenset({"V1"}))
    two_days = VehicleOut(change_id="a", where=where, days=frozenset({0, 1}))
    after, _ = changed(problem, two_days)
    assert [[s.day for s in v.shifts] for v in after.vehicles] == [[2, 3, 4], [0, 1, 2, 3, 4]]
    week, _ = changed(problem, VehicleOut(change_id="a", where=where))
    assert [len(vehicle.shifts) for vehicle in week.vehicles] == [0, 5]


def test_roads_are_slower_around_the_selected_sites_only() -> None:
    problem = a_problem({"A": 1, "B": 1})
    slow = SlowRoads(change_id="a", by=2, start_min=420, end_min=600, where=sites("A"))
    change = changed(problem, slow)[0].roads.changes[0]
    assert (change.by, change.start_min, change.end_min) == (2, 420, 600)
    assert in_ring(near(east_km=5.9), change.area)
    assert not in_ring(near(east_km=6.1), change.area)


def test_roads_without_a_place_are_slower_everywhere() -> None:
    after, _ = changed(a_problem(), SlowRoads(change_id="a", by=2))
    assert after.roads.changes[0].area == ()


def test_policy_takes_the_new_values_and_keeps_the_others() -> None:
    values = PolicyValues(allowed_changes=AllowedChanges.INSERT_ONLY, fairness_loss=0.1)
    after, findings = changed(a_problem(), SetPolicy(change_id="a", values=values))
    assert findings == ()
    assert after.policy.allowed_changes is AllowedChanges.INSERT_ONLY
    assert after.policy.fairness_loss == 0.1
    assert after.policy.fill_max == 1.0


def test_an_impossible_policy_is_a_finding() -> None:
    change = SetPolicy(change_id="a", values=PolicyValues(fairness_loss=2.0))
    after, findings = changed(a_problem(), change)
    assert [finding.code for finding in findings] == ["change-refused"]
    assert after.policy.fairness_loss == 0


@pytest.mark.parametrize(("optional", "severity"), [(False, "blocks"), (True, "warns")])
def test_an_unknown_name_is_a_finding_with_what_was_meant(*, optional: bool, severity: str) -> None:
    change = ScaleNeed(
        change_id="a", by=2, where=Where(towns=frozenset({"marseile"})), optional=optional
    )
    _, (finding,) = changed(a_problem(), change)
    assert finding.severity is Severity(severity)
    assert finding.words("en") == (
        "changes.a.where.towns: marseile does not exist in this dataset — did you mean Marseille?"
    )


def test_a_change_that_matches_nothing_is_a_finding_unless_it_is_optional() -> None:
    problem = a_problem({"A": 1}, sites=(a_site("A"), a_site("B")))
    change = ScaleNeed(change_id="a", by=2, where=sites("B"))
    assert [f.code for f in changed(problem, change)[1]] == ["change-matches-nothing"]
    optional = ScaleNeed(change_id="a", by=2, where=sites("B"), optional=True)
    assert changed(problem, optional) == (problem, ())
