from __future__ import annotations

from dataclasses import replace

from tests.plans import APPLES, CARROTS, hand_plan, hand_problem

from foodplan.documents.tracing import lot_table, site_table
from foodplan.domain.ids import SiteId
from foodplan.domain.plan import Gift

PLAN, PROBLEM = hand_plan(), hand_problem()


def test_a_lot_is_followed_to_each_site_with_day_vehicle_and_weight() -> None:
    table = lot_table(PLAN, PROBLEM, CARROTS, "en")
    assert table.caption == "L1, carrot, H: 150 kg gross, 140 kg taken, 140 kg net handed over"
    # 10 kg in each of 10 baskets on Monday, 5 kg in each of 8 on Tuesday.
    assert [(row[0], *row[3:]) for row in table.rows] == [
        ("A", "Monday", "H", "V1 08:30", "100.0"),
        ("B", "Tuesday", "H", "V1 08:40", "40.0"),
    ]


def test_a_site_is_followed_back_to_the_lots_and_where_they_come_from() -> None:
    table = site_table(PLAN, PROBLEM, SiteId("B"), "fr")
    assert table.caption == "B\u202f: 8 paniers, 90 kg nets"
    farm = PROBLEM.producers[0].label
    assert [row[:4] for row in table.rows] == [
        ("L1", "carrot", "H", "mardi"),
        ("L2", "apple", farm, "mardi"),
    ]


def test_what_a_producer_brings_itself_says_so() -> None:
    gift = Gift(lot_id=APPLES, site_id=SiteId("A"), day=2, crates=1, gross_kg=10.0)
    table = lot_table(replace(PLAN, gifts=(gift,)), PROBLEM, APPLES, "en")
    # Half of what is gross is net.
    assert table.rows[-1] == ("A", *table.rows[-1][1:3], "Wednesday", "", "the producer", "5.0")
