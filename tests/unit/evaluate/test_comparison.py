from __future__ import annotations

from dataclasses import replace

import pytest
from tests.plans import (
    BASKET,
    a_route,
    a_stop,
    a_trip,
    hand_plan,
    hand_problem,
    with_route,
    with_stop,
)

from foodplan.domain.ids import VehicleId
from foodplan.domain.plan import Drop, Plan
from foodplan.errors import InvalidValue
from foodplan.evaluate import Compared, Reason, Reasons, compare, stop_changes
from foodplan.texts import say

BASE = Compared(plan=hand_plan(), problem=hand_problem())


def a_round(*places: str) -> Plan:
    stops = [a_stop(place, minutes=10, arrive_min=500 + 20 * i) for i, place in enumerate(places)]
    return replace(hand_plan(), routes=(a_route(day=0, trips=(a_trip(*stops, home=10),)),))


def test_the_same_plan_differs_in_nothing() -> None:
    result = compare(BASE, BASE)
    assert all(row.better == (None,) for row in result.measures)
    assert all(row.differences in ((0.0,), (0,), (None,)) for row in result.measures)
    assert result.differences[0].gains == result.differences[0].losses == ()
    assert result.differences[0].stops == ()


def test_fewer_baskets_are_a_loss_of_that_site_and_worse() -> None:
    fewer = with_stop(hand_plan(), 1, 0, drops=(Drop(basket_id=BASKET, n_baskets=3),))
    result = compare(BASE, replace(BASE, plan=fewer))
    loss = result.differences[0].losses[0]
    assert (loss.site_id, loss.baskets, loss.fill_before, loss.fill) == ("B", -5, 0.8, 0.3)
    rows = {row.code: row for row in result.measures}
    assert rows["baskets_given"].values == (18, 13)
    assert rows["baskets_given"].differences == (-5,)
    assert rows["baskets_given"].better == (False,)
    assert rows["gini"].better == (False,)
    assert rows["baskets_needed"].better == (None,)


def test_less_need_at_equal_baskets_is_a_gain_in_fill() -> None:
    other = replace(BASE, problem=hand_problem(needs={"A": 10, "B": 8}))
    gain = compare(BASE, other).differences[0].gains[0]
    assert (gain.site_id, gain.baskets, gain.fill) == ("B", 0, 1.0)


def test_a_site_that_is_gone_loses_what_it_had() -> None:
    other = Compared(
        plan=replace(hand_plan(), routes=hand_plan().routes[:1]),
        problem=hand_problem(needs={"A": 10}),
    )
    result = compare(BASE, other).differences[0]
    assert [(row.site_id, row.baskets, row.fill) for row in result.losses] == [("B", -8, None)]
    assert [(row.place_id, row.what) for row in result.stops] == [("B", ("removed",))]


def test_day_and_vehicle_changes_are_told_apart() -> None:
    later = with_route(hand_plan(), 1, day=2)
    assert [row.what for row in stop_changes(hand_plan(), later)] == [("day",)]
    other = with_route(hand_plan(), 1, vehicle_id=VehicleId("V2"))
    assert [row.what for row in stop_changes(hand_plan(), other)] == [("vehicle",)]


def test_only_the_stop_that_moved_has_changed_order() -> None:
    changes = stop_changes(a_round("A", "B", "C", "D"), a_round("B", "C", "A", "D"))
    assert [(row.place_id, row.what) for row in changes] == [("A", ("order",))]


def test_a_new_stop_does_not_change_the_order_of_the_others() -> None:
    changes = stop_changes(a_round("A", "B"), a_round("X", "A", "B"))
    assert [(row.place_id, row.what) for row in changes] == [("X", ("added",))]
    assert all(say(f"stop-change-{what}", "fr") for row in changes for what in row.what)


@pytest.mark.parametrize("n_others", [0, 4])
def test_two_to_four_plans_are_compared(n_others: int) -> None:
    with pytest.raises(InvalidValue, match="2 to 4"):
        compare(BASE, *[BASE] * n_others)


def test_four_plans_stand_side_by_side() -> None:
    result = compare(BASE, BASE, BASE, BASE)
    assert len(result.differences) == 3
    assert all(len(row.values) == 4 for row in result.measures)


def a_reason(site_id: str, code: str = "reason-supply") -> Reasons:
    reason = Reason(code=code, about=site_id, params={"site": site_id, "given": 8, "needed": 10})
    return Reasons(sites=(reason,), lots=(), limits=())


def test_a_loss_is_explained_by_what_holds_the_site_down_now() -> None:
    fewer = with_stop(hand_plan(), 1, 0, drops=(Drop(basket_id=BASKET, n_baskets=3),))
    other = replace(BASE, plan=fewer, reasons=a_reason("B", "reason-vehicles"))
    before = replace(BASE, reasons=a_reason("B"))
    (loss,) = compare(before, other).differences[0].losses
    assert [reason.code for reason in loss.why] == ["reason-vehicles"]
    (gain,) = compare(other, before).differences[0].gains
    assert [reason.code for reason in gain.why] == ["reason-vehicles"]


def test_a_need_that_fell_explains_the_loss_alone() -> None:
    fewer = with_stop(hand_plan(), 1, 0, drops=(Drop(basket_id=BASKET, n_baskets=3),))
    other = Compared(
        plan=fewer, problem=hand_problem(needs={"A": 10, "B": 3}), reasons=a_reason("B")
    )
    (loss,) = compare(BASE, other).differences[0].losses
    assert [(row.code, row.params["before"], row.params["needed"]) for row in loss.why] == [
        ("change-need", 10, 3)
    ]


def test_a_need_that_fell_by_less_than_the_baskets_does_not_explain_them() -> None:
    fewer = with_stop(hand_plan(), 1, 0, drops=(Drop(basket_id=BASKET, n_baskets=3),))
    other = Compared(
        plan=fewer, problem=hand_problem(needs={"A": 10, "B": 8}), reasons=a_reason("B")
    )
    (loss,) = compare(BASE, other).differences[0].losses
    assert [row.code for row in loss.why] == ["reason-supply"]


def test_what_differs_in_the_weeks_is_told() -> None:
    other = replace(BASE, problem=hand_problem(needs={"A": 10, "B": 8}))
    (one,) = compare(BASE, other).differences[0].inputs
    assert (one.table, one.thing_id, one.before, one.after) == ("needs", "B basket", 10, 8)
