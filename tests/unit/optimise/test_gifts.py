"""What producers bring to sites themselves, solved by hand; the checker passes every plan."""

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
from tests.unit.optimise.test_week import planned

from foodplan.domain.basics import Temperature
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.ids import LotId, ProducerId, SiteId
from foodplan.domain.plan import Gift, Plan
from foodplan.domain.problem import Problem
from foodplan.evaluate import check, measure
from foodplan.optimise.gifts import with_gifts

NOTHING = Plan(collections=(), recipes=(), routes=())


def a_week(kg: float = 60.0, needs: dict[str, int] | None = None, **changes: object) -> Problem:
    """Carrots at a farm that brings them 3 km far; A and B lie within, C does not."""
    values: dict[str, object] = {
        "sites": (
            a_site("A", location=near(north_km=11)),
            a_site("B", location=near(north_km=12)),
            a_site("C", location=near(north_km=14)),
        ),
        "producers": (a_producer(brings_to_sites_km=3.0),),
        "lots": (a_lot(producer_id=ProducerId("P1"), gross_kg=kg, direct_ok=True),),
    }
    return a_problem(needs or {"A": 10, "B": 5, "C": 10}, **(values | changes))


def crates(problem: Problem, plan: Plan = NOTHING) -> dict[str, int]:
    found = with_gifts(plan, problem)
    assert check(found, problem, straight_travel(problem)) == ()
    return {gift.site_id: gift.crates for gift in found.gifts}


def test_crates_are_shared_by_need_among_the_sites_within_reach() -> None:
    # Needs 100 and 50 kg, 60 kg left: 40 % each is 40 and 20 kg, whole crates of 10 kg.
    assert crates(a_week()) == {"A": 4, "B": 2}


def test_the_crate_that_rounding_leaves_goes_to_the_lowest_share() -> None:
    # 70 kg: 46.7 and 23.3, so 4 and 2 crates and one more; both stand at 40 %, A comes first.
    # 5 kg of 75 are no whole crate.
    assert crates(a_week(75.0)) == {"A": 5, "B": 2}


@pytest.mark.parametrize(
    ("kg", "given"),
    [
        # Weight 4 for 50 kg counts as 200 beside 100: two thirds of 60 kg.
        (60.0, {"A": 2, "B": 4}),
        # Of 120 kg it would be 80, but 50 are all it needs.
        (120.0, {"A": 7, "B": 5}),
    ],
)
def test_a_need_that_weighs_more_gets_more_up_to_the_need(kg: float, given: dict[str, int]) -> None:
    a, b, c = a_week().sites
    assert crates(a_week(kg, sites=(a, replace(b, need_weight=4.0), c))) == given


def test_a_need_that_weighs_less_is_still_filled_where_there_is_enough() -> None:
    a, b, c = a_week().sites
    light = (a, replace(b, need_weight=0.5), c)
    assert crates(a_week(50.0, sites=light)) == {"A": 4, "B": 1}
    assert crates(a_week(500.0, sites=light)) == {"A": 10, "B": 5}


def test_nobody_gets_more_than_its_need() -> None:
    assert crates(a_week(500.0)) == {"A": 10, "B": 5}


def test_a_site_takes_on_a_day_what_it_can_store_and_the_rest_on_the_next() -> None:
    store = replace(a_week().sites[0], storage_kg=30.0, windows=all_week()[:2])
    problem = a_week(100.0, {"A": 10}, sites=(store,))
    found = with_gifts(NOTHING, problem)
    assert [(gift.day, gift.crates) for gift in found.gifts] == [(0, 3), (1, 3)]
    assert check(found, problem, straight_travel(problem)) == ()


def test_no_crate_goes_where_it_may_not() -> None:
    cold = frozenset({Temperature.CHILLED})
    sites = tuple(replace(site, temperatures=cold) for site in a_week().sites)
    assert crates(a_week(sites=sites)) == {}
    assert crates(a_week(lots=(replace(a_week().lots[0], direct_ok=False),))) == {}
    assert crates(a_week(producers=(a_producer(),))) == {}
    assert crates(a_week(lots=(replace(a_week().lots[0], ready_day=5),))) == {}
    early = a_producer(brings_to_sites_km=3.0, windows=all_week(1081, 1140))
    assert crates(a_week(producers=(early,))) == {}
    sunday = Link(kind=LinkKind.SITE_DAY, first_id="A", second_id="sun", rule=LinkRule.REQUIRED)
    assert crates(a_week(links=(sunday,))) == {"B": 5}


def test_gifts_of_days_that_are_over_stay_and_count() -> None:
    old = Gift(lot_id=LotId("L1"), site_id=SiteId("B"), day=0, crates=3, gross_kg=30.0)
    late = replace(old, day=3, crates=2, gross_kg=20.0)
    found = with_gifts(replace(NOTHING, gifts=(old, late)), a_week(), from_day=2)
    # 30 of 60 kg are gone, B has 60 % of its need: the other 30 kg go to A.
    again = Gift(lot_id=LotId("L1"), site_id=SiteId("A"), day=2, crates=3, gross_kg=30.0)
    assert found.gifts == (old, again)


def test_a_week_gives_directly_what_no_hub_may_take() -> None:
    # The hub's own 100 kg are ten baskets, by need 4, 2 and 4; the farm's 60 kg may not come to the
    # hub and go to A and B as above, which the van does not notice.
    farm = a_week()
    stock = a_lot("L2", gross_kg=100.0)
    shut = Link(kind=LinkKind.PRODUCER_HUB, first_id="P1", second_id=HUB, rule=LinkRule.FORBIDDEN)
    problem = replace(farm, lots=(*farm.lots, stock), links=(shut,))
    plan = planned(problem)
    assert plan.baskets_given() == {"A": 4, "B": 2, "C": 4}
    assert {gift.site_id: gift.crates for gift in plan.gifts} == {"A": 4, "B": 2}
    assert measure(plan, problem).direct_kg == 60.0
    without = planned(replace(problem, lots=(stock,)))
    assert plan.routes == without.routes
