"""Judge a plan without the optimiser: one small function per rule."""

from __future__ import annotations

from collections.abc import Iterable

from foodplan.domain.finding import Violation
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.evaluate import (
    gift_rules,
    handout_rules,
    packing_rules,
    release_rule,
    stock_rules,
    stop_rules,
    structure_rules,
    time_rules,
    vehicle_rules,
)
from foodplan.evaluate.case import Case, Rule
from foodplan.tables.travel import TravelMatrix

RULES: tuple[Rule, ...] = (
    *stock_rules.RULES,
    *packing_rules.RULES,
    *vehicle_rules.RULES,
    *stop_rules.RULES,
    *time_rules.RULES,
    *release_rule.RULES,
    *gift_rules.RULES,
    *handout_rules.RULES,
)
"""All but those of form, which come first, in structure_rules."""


def check(plan: Plan, problem: Problem, travel: TravelMatrix) -> tuple[Violation, ...]:
    """Every broken rule of a plan; empty if it can be driven and packed as it stands.

    A plan whose form is broken (unknown ids, days outside the week, negative amounts) is judged
    no further.
    """
    case = Case(plan=plan, problem=problem, travel=travel)
    return _violations(structure_rules.RULES, case) or _violations(RULES, case)


def _violations(rules: Iterable[Rule], case: Case) -> tuple[Violation, ...]:
    return tuple(
        Violation(
            rule=rule.__name__,
            where=breach.where,
            amount=breach.amount,
            params={"where": breach.where, "amount": breach.amount, **breach.params},
        )
        for rule in rules
        for breach in rule(case)
    )
