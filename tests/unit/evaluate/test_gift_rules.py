"""Rules of gifts, slack and binding, and how they are measured and traced."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import (
    HUB,
    a_lot,
    a_problem,
    a_producer,
    a_site,
    all_week,
    near,
    straight_travel,
)

from foodplan.domain.basics import Temperature, Weeks
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.following import kept_lots, weeks_later
from foodplan.domain.ids import BasketId, LotId, ProducerId, SiteId
from foodplan.domain.plan import Collection, Drop, Gift, Handout, Plan
from foodplan.domain.policy import Policy
from foodplan.domain.problem import Problem
from foodplan.evaluate import check, explain, measure, trace_lot, trace_site
from foodplan.evaluate.exports import frames

GIFT = Gift(lot_id=LotId("L1"), site_id=SiteId("A"), day=1, crates=3, gross_kg=30.0)
PLAN = Plan(collections=(), recipes=(), routes=(), gifts=(GIFT,))


def a_week(
    *, lot: dict[str, object] | None = None, site: dict[str, object] | None = None, **farm: object
) -> Problem:
    """35 kg of carrots, ready on Tuesday, at a farm 10 km north; site A 2 km from the farm."""
    values: dict[str, object] = {
        "producer_id": ProducerId("P1"),
        "gross_kg": 35.0,
        "ready_day": 1,
        "last_day": 1,
        "yield_share": 0.5,
        "direct_ok": True,
    }
    return a_problem(
        {"A": 10},
        sites=(a_site("A", **({"location": near(north_km=12)} | (site or {}))),),
        producers=(a_producer(**({"brings_to_sites_km": 2.1} | farm)),),
        lots=(a_lot(**(values | (lot or {}))),),
    )


def broken(problem: Problem, plan: Plan = PLAN) -> set[str]:
    return {row.rule for row in check(plan, problem, straight_travel(problem))}


def given(**changes: object) -> Plan:
    return replace(PLAN, gifts=(replace(GIFT, **changes),))  # type: ignore[arg-type]


def test_a_gift_that_just_holds_breaks_no_rule() -> None:
    assert broken(a_week()) == set()
    assert broken(a_week(site={"storage_kg": 30.0})) == set()
    assert broken(a_week(windows=all_week(1080, 1140))) == set()


@pytest.mark.parametrize(
    ("problem", "plan", "rule"),
    [
        (a_week(lot={"direct_ok": False}), PLAN, "gift_lot"),
        (a_week(lot={"gross_kg": 29.0}), PLAN, "gift_lot"),
        (a_week(), given(gross_kg=35.0), "gift_lot"),
        (a_week(), given(crates=2.5, gross_kg=25.0), "gift_lot"),
        (a_week(brings_to_sites_km=1.9), PLAN, "gift_reach"),
        (a_week(brings_to_sites_km=None), PLAN, "gift_reach"),
        (a_week(lot={"ready_day": 2, "last_day": 3}), PLAN, "gift_time"),
        (a_week(), given(day=2), "gift_time"),
        (a_week(windows=all_week(1081, 1140)), PLAN, "gift_time"),
        (a_week(lot={"ready_min": 1081.0}), PLAN, "gift_time"),
        (a_week(site={"weeks": Weeks.ODD}), PLAN, "gift_time"),
        (a_week(windows=all_week()[2:]), PLAN, "gift_time"),
        (a_week(site={"windows": all_week()[2:]}), PLAN, "gift_time"),
        (a_week(site={"temperatures": frozenset({Temperature.CHILLED})}), PLAN, "gift_temperature"),
        (a_week(site={"storage_kg": 29.0}), PLAN, "gift_storage"),
        (a_week(), given(day=7), "days_in_week"),
        (a_week(), given(crates=-3), "real_amounts"),
        (a_week(), given(site_id=SiteId("Z")), "known_ids"),
    ],
)
def test_a_broken_gift_is_named(problem: Problem, plan: Plan, rule: str) -> None:
    assert broken(problem, plan) == {rule}


def test_a_lot_that_stands_at_a_hub_has_nobody_to_bring_it() -> None:
    stock = a_lot(gross_kg=35.0, direct_ok=True)
    assert "gift_reach" in broken(replace(a_week(), lots=(stock,)))


def test_a_crate_is_not_both_collected_and_given() -> None:
    # 35 kg: 10 kg collected and 20 kg given go well, 30 kg given are 5 kg too many.
    came = Collection(lot_id=LotId("L1"), hub_id=HUB, day=1, crates=1, gross_kg=10.0)
    both = replace(given(crates=2, gross_kg=20.0), collections=(came,))
    assert "gift_lot" not in broken(a_week(), both)
    assert "gift_lot" in broken(a_week(), replace(PLAN, collections=(came,)))


def test_the_last_crate_may_be_part_full_where_the_others_were_given() -> None:
    # 30 of 35 kg were given; the last 5 kg come in a crate that is half full.
    came = Collection(lot_id=LotId("L1"), hub_id=HUB, day=1, crates=1, gross_kg=5.0)
    both = replace(PLAN, collections=(came,))
    assert not broken(a_week(), both) & {"whole_crates", "gift_lot"}
    assert "whole_crates" in broken(a_week(), replace(both, gifts=()))


def test_links_and_the_freshness_margin_hold_for_gifts_too() -> None:
    closed = Link(
        kind=LinkKind.PRODUCER_DAY, first_id="P1", second_id="tue", rule=LinkRule.FORBIDDEN
    )
    assert broken(replace(a_week(), links=(closed,))) == {"gift_time"}
    to_site = replace(closed, kind=LinkKind.SITE_DAY, first_id="A")
    assert broken(replace(a_week(), links=(to_site,))) == {"gift_time"}
    assert broken(replace(a_week(), policy=Policy(freshness_margin_days=1))) == {"gift_time"}


def test_gifts_are_given_and_neither_left_nor_held() -> None:
    # 30 of 35 kg go directly, half of them is sorted out at the site.
    measures = measure(PLAN, a_week())
    assert (measures.direct_kg, measures.left_kg, measures.collected_kg) == (30.0, 5.0, 30.0)
    assert (measures.given_kg, measures.sorted_out_kg, measures.held_kg) == (15.0, 15.0, 0.0)
    problem = a_week()
    (reason,) = explain(PLAN, problem, straight_travel(problem)).lots
    assert reason.params["kg"] == pytest.approx(5.0)


def test_a_gift_is_traced_both_ways_without_a_hub() -> None:
    (out,) = trace_lot(PLAN, a_week(), LotId("L1")).allocations
    assert (out.site_id, out.hub_id, out.day, out.net_kg) == ("A", None, 1, 15.0)
    assert trace_site(PLAN, a_week(), SiteId("A")).allocations == (out,)


def test_gifts_are_exported_with_their_producer() -> None:
    tables = frames(PLAN, a_week())
    (row,) = tables["gifts"].to_dict("records")
    assert (row["producer_id"], row["site_id"], row["crates"], row["gross_kg"]) == (
        "P1",
        "A",
        3,
        30,
    )
    assert tables["allocations"]["hub_id"].tolist() == [""]


def test_what_was_given_is_not_there_in_the_next_week() -> None:
    before = a_week(lot={"last_day": 20})
    (rest,) = kept_lots(weeks_later(replace(before, lots=()), 1), before, PLAN)
    assert rest.gross_kg == pytest.approx(5.0)


def test_gifts_and_what_people_collect_fit_the_store_together() -> None:
    # 30 kg of gifts and 20 kg collected the same day in a store of 49 or 50 kg.
    drop = Drop(basket_id=BasketId("basket"), n_baskets=2)
    handout = Handout(site_id=SiteId("A"), hub_id=HUB, day=1, from_min=540.0, drops=(drop,))
    both = replace(PLAN, handouts=(handout,))
    tight, just = (a_week(site={"storage_kg": kg, "collected_at": HUB}) for kg in (49.0, 50.0))
    assert "gift_storage" in broken(tight, both)
    assert "gift_storage" not in broken(just, both)
