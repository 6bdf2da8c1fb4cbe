"""Measures of weeks in a row: sums, shares of sums, and food that keeps counted once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.plans import BASKET, hand_plan, hand_problem, with_route, with_stop

from foodplan.domain.following import following, weeks_later
from foodplan.domain.plan import Drop
from foodplan.evaluate import Compared, Reason, Reasons, compare_rows, measure
from foodplan.evaluate.measure_weeks import measure_weeks, weeks_table
from foodplan.evaluate.measures import KINDS

FRESH = tuple(replace(lot, last_day=4) for lot in hand_problem().lots)
"""Nothing of them is good in the week after."""
FIRST = (hand_plan(), hand_problem(lots=FRESH))
SECOND = (hand_plan(), weeks_later(hand_problem(lots=FRESH), 1))
SHARES = {code for code, (unit, _) in KINDS.items() if unit in ("share", "index", "group")}
OF_SITES = {"n_sites", "n_sites_served", "n_vehicles"}
PER_PIECE = {"eur_per_basket", "eur_per_tonne", "kg_co2e_per_basket"}


def fewer_for_a() -> tuple[tuple[object, object], ...]:
    """Two weeks: A gets 10 + 2 of 20 baskets, B 8 + 10 of 20, B a day later in the second."""
    lots = tuple(replace(lot, last_day=20) for lot in hand_problem().lots)
    first = hand_problem(lots=lots)
    second = following(weeks_later(first, 1), first, hand_plan())
    plan = with_stop(hand_plan(), 0, 0, drops=(Drop(basket_id=BASKET, n_baskets=2),))
    plan = with_stop(plan, 1, 0, drops=(Drop(basket_id=BASKET, n_baskets=10),))
    return (hand_plan(), first), (with_route(plan, 1, day=2), second)


def test_one_week_is_measured_as_ever() -> None:
    assert measure_weeks([FIRST]) == measure(*FIRST)
    assert weeks_table([FIRST]) == measure(*FIRST).table()


@pytest.mark.parametrize("code", sorted(KINDS.keys() - SHARES - OF_SITES - PER_PIECE))
def test_two_weeks_without_anything_kept_add_up(code: str) -> None:
    once, twice = getattr(measure(*FIRST), code), getattr(measure_weeks([FIRST, SECOND]), code)
    assert twice == pytest.approx(2 * once)


@pytest.mark.parametrize(
    "code", sorted((SHARES | OF_SITES | PER_PIECE) - {"min_rolling_fill_share"})
)
def test_the_same_week_twice_has_the_same_shares(code: str) -> None:
    once, twice = getattr(measure(*FIRST), code), getattr(measure_weeks([FIRST, SECOND]), code)
    assert twice == pytest.approx(once)


def test_sites_are_served_over_all_weeks_together() -> None:
    found = measure_weeks(fewer_for_a())  # type: ignore[arg-type]
    # A 12 of 20, B 18 of 20; as in the report over weeks.
    assert (found.baskets_given, found.baskets_needed) == (30, 40)
    assert (found.min_fill_share, found.mean_fill_share) == pytest.approx((0.6, 0.75))
    assert found.gini == pytest.approx(0.1)
    assert found.eur_per_basket == pytest.approx(found.eur / 30)


def test_food_that_keeps_is_offered_and_left_once() -> None:
    weeks = fewer_for_a()
    found = measure_weeks(weeks)  # type: ignore[arg-type]
    each = [measure(*week) for week in weeks]  # type: ignore[arg-type]
    rows = {row.code: row.value for row in weeks_table(weeks)}  # type: ignore[arg-type]
    assert rows["kept_kg"] == pytest.approx(10.0)
    assert found.offered_kg == pytest.approx(sum(one.offered_kg for one in each) - 10.0)
    used_kg = found.sorted_out_kg + found.given_kg + found.held_kg
    assert found.left_kg + used_kg == pytest.approx(found.offered_kg)
    assert rows["n_stops_of_other_day"] == 1


def test_rows_are_compared_by_what_all_their_weeks_bring() -> None:
    first, second = fewer_for_a()
    reasons = Reasons(
        sites=(Reason(code="reason-supply", about="A", params={}),), lots=(), limits=()
    )
    base = tuple(Compared(plan=hand_plan(), problem=problem) for _, problem in (first, second))
    other = (
        Compared(plan=first[0], problem=first[1]),  # type: ignore[arg-type]
        Compared(plan=second[0], problem=second[1], reasons=reasons),  # type: ignore[arg-type]
    )
    found = compare_rows(base, other)
    rows = {row.code: row for row in found.measures}
    assert found.weeks == ("2026-W48", "2026-W49")
    assert rows["baskets_given"].values == (36, 30)
    assert rows["n_stops_of_other_day"].better == (False,)
    (difference,) = found.differences
    (loss,), (gain,) = difference.losses, difference.gains
    assert (loss.site_id, loss.given_before, loss.given, loss.fill) == ("A", 20, 12, 0.6)
    assert [reason.code for reason in loss.why] == ["reason-supply"]
    assert (gain.site_id, gain.baskets) == ("B", 2)
    assert [(one.week, one.place_id, one.what) for one in difference.stops] == [
        ("2026-W49", "B", ("day",))
    ]


def test_what_a_week_keeps_of_the_one_before_is_no_other_question() -> None:
    asked = weeks_later(hand_problem(), 1)
    first, *rest = asked.lots
    kept = replace(asked, lots=(replace(first, gross_kg=first.gross_kg + 7.0), *rest))
    base = (Compared(plan=hand_plan(), problem=hand_problem()),)
    rows = [
        (*base, Compared(plan=hand_plan(), problem=problem, asked=asked))
        for problem in (asked, kept)
    ]
    assert compare_rows(*rows).differences[0].inputs == ()
