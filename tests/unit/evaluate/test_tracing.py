from __future__ import annotations

import pytest
from tests.plans import APPLES, BASKET, CARROTS, hand_plan, hand_problem, with_stop

from foodplan.domain.ids import SiteId
from foodplan.domain.plan import Drop
from foodplan.evaluate import allocations, trace_lot, trace_site
from foodplan.evaluate.exports import frames
from foodplan.tables.export_columns import EXPORTS


def test_a_lot_is_shared_among_sites_in_proportion_to_their_baskets() -> None:
    rows = {
        (row.lot_id, row.site_id): row.net_kg for row in allocations(hand_plan(), hand_problem())
    }
    assert rows == {("L1", "A"): 100.0, ("L1", "B"): 40.0, ("L2", "B"): 50.0}


def test_baskets_that_stay_at_the_hub_reach_no_site() -> None:
    fewer = with_stop(hand_plan(), 1, 0, drops=(Drop(basket_id=BASKET, n_baskets=4),), orders=())
    rows = {(row.lot_id, row.site_id): row.net_kg for row in allocations(fewer, hand_problem())}
    assert rows == {("L1", "A"): 100.0, ("L1", "B"): 20.0, ("L2", "B"): 20.0}


def test_a_lot_is_followed_to_the_sites() -> None:
    trace = trace_lot(hand_plan(), hand_problem(), APPLES)
    assert (trace.origin_id, trace.gross_kg, trace.taken_kg) == ("P1", 100.0, 100.0)
    assert trace.given_kg == pytest.approx(50.0)
    assert trace_lot(hand_plan(), hand_problem(), CARROTS).taken_kg == pytest.approx(140.0)


def test_a_site_is_followed_back_to_the_lots() -> None:
    trace = trace_site(hand_plan(), hand_problem(), SiteId("B"))
    assert trace.n_baskets == 8
    assert {row.lot_id for row in trace.allocations} == {"L1", "L2"}
    assert trace.given_kg == pytest.approx(90.0)


def test_an_unknown_lot_has_no_trace() -> None:
    with pytest.raises(KeyError):
        trace_site(hand_plan(), hand_problem(), SiteId("nowhere"))


def test_exports_hold_every_declared_table() -> None:
    tables = frames(hand_plan(), hand_problem())
    assert tables.keys() == EXPORTS.keys()
    assert tables["allocations"]["net_kg"].sum() == pytest.approx(190.0)
    assert tables["measures"].set_index("code").loc["baskets_given", "value"] == 18.0
