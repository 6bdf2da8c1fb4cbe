from __future__ import annotations

import pytest
from tests.builders import HUB, a_hub, a_lot, a_problem, a_producer, a_vehicle, all_week

from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.ids import ProducerId
from foodplan.optimise.allocation.possible import open_deliveries, possible_week


def test_plenty_is_spread_evenly_over_the_days() -> None:
    found = possible_week(a_problem({"A": 50})).baskets
    assert {at: sum(kinds.values()) for at, kinds in found.items()} == {
        (HUB, day): pytest.approx(10.0) for day in range(5)
    }


def test_nothing_is_packed_before_it_is_there() -> None:
    lot = a_lot(producer_id=ProducerId("P1"), ready_day=2)
    hubs = (a_hub(processing_days=1),)
    problem = a_problem({"A": 50}, lots=(lot,), producers=(a_producer(),), hubs=hubs)
    assert set(possible_week(problem).baskets) == {(HUB, 3), (HUB, 4)}


def test_days_without_a_van_or_forbidden_by_a_link_are_closed() -> None:
    link = Link(kind=LinkKind.SITE_DAY, first_id="A", second_id="tue", rule=LinkRule.FORBIDDEN)
    van = a_vehicle(shifts=all_week(n_days=3))
    problem = a_problem({"A": 50}, vehicles=(van,), links=(link,))
    assert {row.day for row in open_deliveries(problem)} == {0, 2}
