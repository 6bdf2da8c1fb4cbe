"""Loads that days are chosen for where there is not enough for everybody."""

from __future__ import annotations

from tests.builders import a_problem

from foodplan.optimise.shrinking import scarce


def test_days_are_chosen_for_what_there_can_be_in_proportion_to_the_needs() -> None:
    # 50 baskets for 40 and 60: half of each.
    asked = scarce(a_problem({"A": 40, "B": 60}), 50.0)
    assert [row.baskets for row in asked.needs] == [20, 30]


def test_enough_for_everybody_is_asked_for_as_it_is() -> None:
    problem = a_problem({"A": 40, "B": 60})
    assert scarce(problem, 100.0) is problem
    assert scarce(problem, 99.5) is problem
