"""The hand-made plan in weeks that turn out otherwise, each solved by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.plans import hand_plan, hand_problem

from foodplan.domain.ids import LotId, SiteId, VehicleId
from foodplan.domain.problem import Problem
from foodplan.evaluate.morning import morning_shares
from foodplan.evaluate.robustness import (
    DrawnWeek,
    Robustness,
    WeekTried,
    known_on,
    week_tried,
)
from foodplan.planning.chances import Chances, drawn_weeks

A, B = SiteId("A"), SiteId("B")
MONDAY = frozenset({(0, VehicleId("V1"))})


def tried(problem: Problem, *, out: frozenset[tuple[int, VehicleId]] = frozenset()) -> WeekTried:
    week = DrawnWeek(problem=problem, out=out)
    return week_tried(hand_plan(), hand_problem(), week)


def with_yield(lot_id: str, factor: float) -> Problem:
    problem = hand_problem()
    lots = tuple(
        replace(lot, yield_share=lot.yield_share * factor) if lot.lot_id == lot_id else lot
        for lot in problem.lots
    )
    return replace(problem, lots=lots)


def test_a_week_as_planned_holds() -> None:
    week = tried(hand_problem())
    assert week.holds
    assert (week.outcome.baskets_given, week.baskets_needed) == (18, 20)
    assert week.outcome.fill == {A: 1.0, B: 0.8}


def test_a_vehicle_that_fails_brings_nothing_that_day() -> None:
    week = tried(hand_problem(), out=MONDAY)
    assert (week.holds, week.n_vehicles_out, week.outcome.fill) == (False, 1, {A: 0.0, B: 0.8})


def test_a_vehicle_that_was_not_to_drive_does_no_harm() -> None:
    assert tried(hand_problem(), out=frozenset({(3, VehicleId("V1"))})).holds


def test_a_lot_that_gives_less_makes_fewer_baskets_of_the_same_weight() -> None:
    # Carrots at 96 %: 96 kg for A's ten baskets of 10 kg are 9; for B 38.4 + 40 of 80 kg, so 7.
    week = tried(with_yield("L1", 0.96))
    assert week.outcome.fill == {A: 0.9, B: 0.7}
    assert week.holds
    # At 90 % A's packing is 10 % short, B's exactly 5 %: one repair.
    assert tried(with_yield("L1", 0.90)).n_packings_short == 1


def test_a_lot_that_gives_less_than_was_ordered_is_a_repair() -> None:
    # Apples at 94 %: B's baskets are 3 % short, its order of apples 6 %.
    assert tried(with_yield("L2", 0.94)).n_packings_short == 1


def test_nobody_gets_more_than_it_needs_or_was_planned() -> None:
    week = tried(hand_problem(needs={"A": 4, "B": 16}))
    assert week.outcome.baskets_given == 4 + 8
    assert week.outcome.fill == {A: 1.0, B: 0.5}


def test_small_deliveries_go_out_in_full_and_the_rest_in_proportion() -> None:
    # Mean 10, so 4 is small; 26 baskets are left for 12 and 24, a ratio of 26/36: 8.67 and 17.33.
    asked = {SiteId("S"): 4, SiteId("M"): 12, SiteId("L"): 24}
    assert morning_shares(asked, 30) == {"L": 17, "M": 9, "S": 4}
    assert morning_shares(asked, 40) == {"L": 24, "M": 12, "S": 4}
    assert sum(morning_shares(asked, 3).values()) == 3


def test_many_weeks_are_summed_up() -> None:
    weeks = [DrawnWeek(problem=hand_problem(), out=out) for out in (frozenset(), MONDAY)]
    found = Robustness(weeks=tuple(week_tried(hand_plan(), hand_problem(), week) for week in weeks))
    assert (found.hold_share, found.mean_repairs) == (0.5, 0.0)
    assert found.mean_min_fill == pytest.approx(0.4)
    assert found.p10_min_fill == pytest.approx(0.08)
    assert found.site_fills() == ((A, 0.5), (B, 0.8))


def test_the_same_seed_draws_the_same_weeks_and_more_leave_the_first_as_they_are() -> None:
    few = list(drawn_weeks(hand_problem(), n_weeks=3, seed=1))
    assert list(drawn_weeks(hand_problem(), n_weeks=5, seed=1))[:3] == few
    assert list(drawn_weeks(hand_problem(), n_weeks=3, seed=2)) != few
    lots = {week.problem.lot[LotId("L1")].yield_share for week in few}
    assert len(lots) == 3


def test_without_chances_every_week_is_as_planned() -> None:
    never = Chances(
        need=replace(Chances().need, parameters=(1.0, 0.0)),
        yields=replace(Chances().yields, parameters=(1.0, 1.0, 1.0)),
        vehicle_out_share=0.0,
    )
    weeks = drawn_weeks(hand_problem(), n_weeks=4, seed=1, chances=never)
    assert all(week_tried(hand_plan(), hand_problem(), week).holds for week in weeks)


def test_a_vehicle_that_fails_is_known_on_its_day_and_no_sooner() -> None:
    week = DrawnWeek(problem=hand_problem(), out=frozenset({(1, VehicleId("V1"))}))
    assert known_on(0, hand_plan(), hand_problem(), week) is None
    known = known_on(1, hand_plan(), hand_problem(), week)
    assert known is not None
    assert {shift.day for shift in known.vehicles[0].shifts} == {0, 2, 3, 4}


def test_a_yield_is_known_when_the_lot_is_packed_and_only_then_news() -> None:
    # Apples at 94 % leave Tuesday's order 6 % short; Monday packs none of them.
    week = DrawnWeek(problem=with_yield("L2", 0.94), out=frozenset())
    assert known_on(0, hand_plan(), hand_problem(), week) is None
    known = known_on(1, hand_plan(), hand_problem(), week)
    assert known == with_yield("L2", 0.94)
    # Once people reckon with it, it is no news.
    assert known is not None
    assert known_on(1, hand_plan(), known, week) is None
