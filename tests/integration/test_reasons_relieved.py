"""A reason is true if relieving it and planning again raises that site's fill."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from tests.builders import a_hub, a_lot
from tests.plans import hand_problem, hand_travel

from foodplan.domain.basics import Weeks
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.ids import ProducerId, VehicleId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits
from foodplan.evaluate import check, explain, relieve
from foodplan.evaluate.remedies import DEED_KG, remedies
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


def more_hands(problem: Problem, day: int) -> Problem:
    hours = tuple(h + (i == day) for i, h in enumerate(problem.hubs[0].sorting_hours))
    return replace(problem, hubs=(replace(problem.hubs[0], sorting_hours=hours),))


def more_vans(problem: Problem, day: int) -> Problem:
    shifts = tuple(shift for shift in problem.vehicles[0].shifts if shift.day == day)
    twin = replace(problem.vehicles[0], vehicle_id=VehicleId("V2"), shifts=shifts)
    return replace(problem, vehicles=(*problem.vehicles, twin))


def more_food(problem: Problem, _: int) -> Problem:
    lot = replace(problem.lots[0], gross_kg=problem.lots[0].gross_kg + DEED_KG)
    return replace(problem, lots=(lot,))


REMEDIES = {
    # 30 kg can be sorted on Monday and on Tuesday, and a basket weighs 10 kg.
    "remedy-sorting-place-day": (
        hand_problem(
            orders=(),
            lots=(a_lot("L2", producer_id=ProducerId("P1"), gross_kg=600.0),),
            hubs=(
                a_hub(
                    processing_days=1,
                    sorting_kg_per_hour=10.0,
                    sorting_hours=(3.0, 3.0, 0.0, 0.0, 0.0),
                ),
            ),
        ),
        more_hands,
    ),
    # A van that takes 60 kg once a day has gone on Monday and on Tuesday.
    "remedy-vehicle-place-day": (CASES["reason-vehicles"], more_vans),
    "remedy-supply-place": (
        hand_problem(orders=(), lots=(a_lot("L1", gross_kg=80.0),)),
        more_food,
    ),
}


@pytest.mark.parametrize("code", REMEDIES)
def test_a_remedy_brings_the_baskets_that_it_promises(code: str) -> None:
    problem, apply = REMEDIES[code]
    plan = planned(problem)
    remedy = remedies(plan, problem)[0]
    assert remedy.code == code
    better = planned(apply(problem, remedy.day or 0))
    gained = sum(better.baskets_given().values()) - sum(plan.baskets_given().values())
    assert gained >= 1
    assert gained == pytest.approx(remedy.baskets, abs=0.5)
