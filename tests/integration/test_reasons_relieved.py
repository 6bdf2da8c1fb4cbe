"""A reason is true if relieving it and planning again raises that site's fill."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from tests.builders import a_lot
from tests.plans import hand_problem, hand_travel

from foodplan.domain.basics import Weeks
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits
from foodplan.evaluate import check, explain, relieve
from foodplan.optimise.week import optimise

PLENTY = hand_problem(lots=(a_lot("L1"),), orders=())
VAN = PLENTY.vehicles[0]


def with_b(**changes: object) -> Problem:
    sites = (replace(row, **changes) if row.site_id == "B" else row for row in PLENTY.sites)  # type: ignore[arg-type]
    return replace(PLENTY, sites=tuple(sites))


def planned(problem: Problem) -> Plan:
    plan = optimise(
        problem,
        hand_travel(),
        Limits(work=5),
        clock=time.monotonic,
        stop=lambda: False,
        report=lambda _: None,
    )
    assert check(plan, problem, hand_travel()) == ()
    return plan


CASES = {
    "reason-site-storage": with_b(storage_kg=55.0),
    "reason-site-other-week": with_b(weeks=Weeks.ODD),
    "reason-site-closed": with_b(windows=()),
    "reason-site-links": replace(
        PLENTY,
        links=(
            Link(
                kind=LinkKind.SITE_VEHICLE, first_id="B", second_id="van", rule=LinkRule.FORBIDDEN
            ),
        ),
    ),
    "reason-site-no-vehicle": with_b(refused_vehicles=frozenset({"van"})),
    "reason-supply": hand_problem(),
    "reason-vehicles": replace(
        PLENTY, vehicles=(replace(VAN, payload_kg=60.0, max_trips=1, shifts=VAN.shifts[:2]),)
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_relieving_a_reason_raises_that_sites_fill(code: str) -> None:
    problem = CASES[code]
    plan = planned(problem)
    (reason,) = explain(plan, problem, hand_travel()).of_site("B")
    assert reason.code == code
    before = plan.baskets_given().get(problem.sites[1].site_id, 0)
    after = planned(relieve(problem, reason)).baskets_given()[problem.sites[1].site_id]
    assert after > before
