"""The next week after a planned one; figures are those of the hand-written plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.builders import HUB, a_lot
from tests.plans import APPLES, CARROTS, hand_plan, hand_problem

from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.following import following, kept_lots, weeks_later
from foodplan.domain.food import PastWeek
from foodplan.domain.ids import LotId, SiteId
from foodplan.domain.policy import Policy
from foodplan.domain.problem import Problem

FIRST = hand_problem()
SECOND = weeks_later(FIRST, 1)


def long_lived(**changes: object) -> Problem:
    """The same week with food that keeps for three weeks."""
    lots = tuple(replace(lot, last_day=20) for lot in hand_problem(**changes).lots)
    return hand_problem(**(changes | {"lots": lots}))


def test_a_week_later_everything_is_seven_days_later() -> None:
    assert (SECOND.calendar.start - FIRST.calendar.start).days == 7
    assert replace(SECOND, calendar=FIRST.calendar) == FIRST


def test_what_sites_got_is_history() -> None:
    rows = following(SECOND, FIRST, hand_plan()).history
    assert [(row.site_id, row.baskets_needed, row.baskets_given) for row in rows] == [
        ("A", 10, 10),
        ("B", 10, 8),
    ]
    assert {row.week for row in rows} == {FIRST.calendar.week}


def test_only_as_many_weeks_count_as_fairness_looks_back_on() -> None:
    old = tuple(
        PastWeek(site_id=SiteId("A"), week=f"2020-W0{n}", baskets_needed=1, baskets_given=1)
        for n in range(1, 6)
    )
    first = replace(FIRST, history=old, policy=Policy(fairness_window_weeks=2))
    rows = following(weeks_later(first, 1), first, hand_plan()).history
    assert sorted({row.week for row in rows}) == ["2020-W05", FIRST.calendar.week]


def test_food_that_is_left_stands_where_it_was_left() -> None:
    # 150 kg of carrots at the hub, 140 packed. 100 kg of apples came, half of them are good: 40 kg
    # go into baskets and 10 kg into an order, so none is left.
    (kept,) = kept_lots(SECOND, long_lived(), hand_plan())
    assert (kept.hub_id, kept.product_id) == (HUB, long_lived().lot[CARROTS].product_id)
    assert kept.gross_kg == pytest.approx(10.0)
    assert kept.last_day == 13
    assert kept.ready_day <= 0


def test_sorted_food_that_no_basket_took_waits_at_the_hub_without_its_waste() -> None:
    plan = replace(hand_plan(), order_packings=())
    (apples, carrots) = sorted(
        kept_lots(SECOND, long_lived(), plan), key=lambda lot: lot.product_id
    )
    assert (apples.producer_id, apples.hub_id) == (None, HUB)
    assert (apples.gross_kg, apples.yield_share) == (pytest.approx(10.0), 1.0)
    assert carrots.gross_kg == pytest.approx(10.0)


def test_what_a_farm_kept_is_still_at_the_farm() -> None:
    plan = replace(hand_plan(), collections=())
    at_farm = next(lot for lot in kept_lots(SECOND, long_lived(), plan) if lot.producer_id)
    assert at_farm.gross_kg == 100.0
    assert at_farm.yield_share == 0.5


@pytest.mark.parametrize(("last_day", "margin", "n"), [(7, 0, 1), (6, 0, 0), (8, 1, 1), (7, 1, 0)])
def test_food_that_is_over_by_monday_is_not_kept(last_day: int, margin: int, n: int) -> None:
    first = hand_problem(lots=(a_lot("L1", gross_kg=150.0, last_day=last_day),))
    week = replace(weeks_later(first, 1), policy=Policy(freshness_margin_days=margin))
    plan = replace(hand_plan(), collections=(), order_packings=())
    assert len(kept_lots(week, first, plan)) == n


def test_crumbs_are_not_kept() -> None:
    lots = (a_lot("L1", gross_kg=140.9, last_day=20),)
    assert kept_lots(SECOND, hand_problem(lots=lots), replace(hand_plan(), collections=())) == ()


def test_kept_food_has_a_name_of_its_own_and_keeps_it() -> None:
    first = long_lived()
    second = following(weeks_later(first, 1), first, hand_plan())
    names = {lot.lot_id for lot in second.lots}
    week = first.calendar.week.partition("-")[2]
    assert names == {CARROTS, APPLES, f"L1-{week}"}
    third = following(weeks_later(first, 2), second, replace(hand_plan(), collections=()))
    assert f"L1-{week}" in {lot.lot_id for lot in third.lots}
    assert len({lot.lot_id for lot in third.lots}) == len(third.lots)


def test_sites_keep_their_days() -> None:
    links = following(SECOND, FIRST, hand_plan()).links
    assert {(link.first_id, link.second_id, link.rule) for link in links} == {
        ("A", "mon", LinkRule.USUAL),
        ("B", "tue", LinkRule.USUAL),
    }


def test_a_day_that_the_week_calls_usual_stands() -> None:
    wednesday = Link(
        kind=LinkKind.SITE_DAY, first_id="A", second_id="wed", rule=LinkRule.USUAL, reason="market"
    )
    links = following(replace(SECOND, links=(wednesday,)), FIRST, hand_plan()).links
    assert [link.second_id for link in links if link.first_id == "A"] == ["wed"]


def test_a_site_that_is_gone_leaves_nothing_behind() -> None:
    second = replace(
        SECOND,
        sites=tuple(site for site in SECOND.sites if site.site_id == "A"),
        needs=tuple(need for need in SECOND.needs if need.site_id == "A"),
        orders=(),
    )
    week = following(second, FIRST, hand_plan())
    assert {row.site_id for row in week.history} == {"A"}
    assert {link.first_id for link in week.links} == {"A"}


def test_lots_come_sorted_by_id() -> None:
    ids = [lot.lot_id for lot in following(SECOND, long_lived(), hand_plan()).lots]
    assert ids == sorted(ids)
    assert LotId("L1") in ids


def test_the_week_number_turns_with_the_year() -> None:
    last = replace(FIRST, calendar=replace(FIRST.calendar, start=date(2020, 12, 28)))
    assert last.calendar.week == "2020-W53"
    assert weeks_later(last, 1).calendar.week == "2021-W01"
