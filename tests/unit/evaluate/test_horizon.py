from __future__ import annotations

from dataclasses import replace

import pytest
from tests.plans import BASKET, hand_plan, hand_problem, with_route, with_stop

from foodplan.domain.following import following, weeks_later
from foodplan.domain.plan import Drop
from foodplan.evaluate.horizon import horizon

FIRST = (hand_plan(), hand_problem())


def test_one_week_is_a_horizon_without_changes() -> None:
    found = horizon([FIRST])
    (line,) = found.weeks
    assert (line.needed, line.given, line.min_fill, line.kept_kg) == (20, 18, 0.8, 0)
    assert line.stops_moved is line.stops_of_other_vehicle is line.stops_reordered is None
    assert [(site.site_id, site.fill) for site in found.sites] == [("B", 0.8), ("A", 1.0)]


def test_weeks_add_up_site_by_site_the_least_served_first() -> None:
    # A gets 10 + 2 of 20 baskets, B gets 8 + 10 of 20.
    lots = tuple(replace(lot, last_day=20) for lot in hand_problem().lots)
    first = hand_problem(lots=lots)
    second = following(weeks_later(first, 1), first, hand_plan())
    plan = with_stop(hand_plan(), 0, 0, drops=(Drop(basket_id=BASKET, n_baskets=2),))
    plan = with_stop(plan, 1, 0, drops=(Drop(basket_id=BASKET, n_baskets=10),))
    found = horizon([(hand_plan(), first), (with_route(plan, 1, day=2), second)])

    assert (found.needed, found.given, found.min_fill) == (40, 30, 0.6)
    assert [(site.site_id, site.given) for site in found.sites] == [("A", (10, 2)), ("B", (8, 10))]
    # Lorenz: A has half the need and 0.4 of the baskets, so 1 - 2 x (0.1 + 0.35) = 0.1.
    assert found.gini == pytest.approx(0.1)
    line = found.weeks[1]
    assert line.min_rolling_fill == pytest.approx(0.6)
    assert line.kept_kg == pytest.approx(10.0)
    assert (line.stops_moved, line.stops_of_other_vehicle, line.stops_reordered) == (1, 0, 0)


def test_a_site_that_joins_later_needed_nothing_before() -> None:
    second = weeks_later(hand_problem(needs={"A": 10, "B": 10, "C": 5}), 1)
    found = horizon([FIRST, (hand_plan(), second)])
    (site,) = (site for site in found.sites if site.site_id == "C")
    assert (site.needed, site.given, site.fill) == ((0, 5), (0, 0), 0.0)
