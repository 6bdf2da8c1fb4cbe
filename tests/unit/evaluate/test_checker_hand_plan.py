from __future__ import annotations

from tests.plans import hand_plan, hand_problem, hand_travel

from foodplan.evaluate import check
from foodplan.evaluate.checker import RULES
from foodplan.evaluate.structure_rules import RULES as STRUCTURE
from foodplan.texts import codes


def test_the_plan_written_by_hand_breaks_no_rule() -> None:
    assert check(hand_plan(), hand_problem(), hand_travel()) == ()


def test_every_rule_has_a_sentence_and_every_sentence_a_rule() -> None:
    names = {f"violation-{rule.__name__}" for rule in (*STRUCTURE, *RULES)}
    assert names == {code for code in codes() if code.startswith("violation-")}


def test_every_rule_says_what_it_asks() -> None:
    assert all(rule.__doc__ for rule in (*STRUCTURE, *RULES))
