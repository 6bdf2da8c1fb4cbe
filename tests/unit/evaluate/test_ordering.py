from __future__ import annotations

from dataclasses import replace

import pytest
from tests.plans import APPLE, hand_plan, hand_problem, with_stop

from foodplan.domain.plan import OrderDrop
from foodplan.evaluate import measure

FIRM = replace(hand_problem().orders[0], price_eur=20.0)
WISH = replace(FIRM, quantity=30.0, firm=False, price_eur=90.0)


def test_an_order_is_paid_as_far_as_it_is_handed_over() -> None:
    # 10 kg are ordered for 20 EUR; 4 kg come.
    plan = with_stop(hand_plan(), 1, 0, orders=(OrderDrop(product_id=APPLE, kg=4.0),))
    measures = measure(plan, hand_problem(orders=(FIRM,)))
    assert measures.orders_share == pytest.approx(0.4)
    assert measures.orders_eur == pytest.approx(8.0)


def test_what_comes_counts_for_the_firm_order_first() -> None:
    # 10 of 10 kg firm for 20 EUR, then 6 of 30 kg wished for 90 EUR.
    plan = with_stop(hand_plan(), 1, 0, orders=(OrderDrop(product_id=APPLE, kg=16.0),))
    measures = measure(plan, hand_problem(orders=(WISH, FIRM)))
    assert measures.orders_share == pytest.approx(16 / 40)
    assert measures.orders_eur == pytest.approx(20 + 18)


def test_without_orders_there_is_no_share() -> None:
    measures = measure(with_stop(hand_plan(), 1, 0, orders=()), hand_problem(orders=()))
    assert (measures.orders_share, measures.orders_eur) == (None, 0.0)
