"""Prices on the way to others, and what known days cost at them."""

from __future__ import annotations

import numpy as np
from tests.routing_tasks import a_task

from foodplan.optimise.routing.bound.classes import Column, classes_of
from foodplan.optimise.routing.bound.master import Master
from foodplan.optimise.routing.bound.prices import Prices


def prices(*visits: int, cuts: tuple[int, ...] = (), allowed: tuple[int, ...] = (1,)) -> Prices:
    return Prices(
        visits=np.array(visits),
        cuts=np.array(cuts, dtype=np.int64),
        allowed=np.array(allowed[: len(cuts)], dtype=np.int64),
    )


def test_plans_earn_what_visits_are_worth_and_pay_cuts_as_often_as_they_may() -> None:
    assert prices(500, 50, cuts=(30, 20), allowed=(1, 2)).worth == 550 - 30 - 2 * 20


def test_the_mildest_prices_are_the_nearest_that_are_enough() -> None:
    near, far = prices(1000, 0), prices(3000, 1024)
    found = near.mildest(far, lambda one: one.worth >= 2512)
    assert found.visits.tolist() == [2000, 512]


def test_where_no_prices_are_enough_the_mildest_are_the_farthest() -> None:
    found = prices(1000).mildest(prices(2000), lambda _: False)
    assert found.visits.tolist() == [2000]


def test_the_cheapest_day_known_has_its_earnings_taken_off_and_its_cuts_put_on() -> None:
    table = [[0.0 if a == b else 10.0 for b in range(5)] for a in range(5)]
    vans = [{"fixed_eur": 100}, {"fixed_eur": 90}]
    task = a_task(table, vehicles=vans, visits=[{"place": i + 1} for i in range(4)])
    classes = classes_of(task, (0, 1), range(4))
    master = Master(classes, [], [1] * 4)
    days = (((0, 1), 1000), ((0, 2, 3), 1200), ((1,), 900))
    master.add(Column(of_class=0, stops=stops, millicents=cost) for stops, cost in days)
    master.cut([(0, 1, 2)])
    # 1000 - 500 - 50 + 30, 1200 - 500 - 20 - 10 + 30 and 900 - 50; of the other van none is known.
    assert master.least(prices(500, 50, 20, 10, cuts=(30,))) == [480, 0]
    assert master.least(prices(500, 50, 20, 10)) == [450, 0]
