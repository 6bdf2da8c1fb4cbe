"""Two weeks are told apart in the words of the people who plan them."""

from __future__ import annotations

import math
from dataclasses import replace

from tests.builders import a_hub, a_lot, a_need, a_problem, a_site, a_vehicle, all_week, near

from foodplan.domain.basics import TimeWindow
from foodplan.domain.changes import differences, digest
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.policy import Policy, RoadChange, RoadSettings
from foodplan.domain.problem import Problem
from foodplan.texts import Language


def told(before: Problem, after: Problem, language: Language = "en") -> list[str]:
    return [one.words(language) for one in differences(before, after)]


def test_equal_weeks_have_no_difference() -> None:
    assert differences(a_problem(), a_problem()) == ()


def test_a_vehicle_with_fewer_days_is_told_by_its_days() -> None:
    before = a_problem(vehicles=(a_vehicle("VAN-03"),))
    after = a_problem(vehicles=(a_vehicle("VAN-03", shifts=all_week()[2:]),))
    assert told(before, after) == ["vehicle VAN-03: mon–fri → wed–fri"]
    assert told(before, after, "fr") == ["véhicule VAN-03\u202f: lun–ven → mer–ven"]


def test_other_hours_are_told_with_the_days_that_share_them() -> None:
    afternoon = TimeWindow(day=4, start_min=840, end_min=1020)
    after = a_problem(vehicles=(a_vehicle(shifts=(*all_week(480, 720, 3), afternoon)),))
    assert told(a_problem(), after) == [
        "vehicle V1: mon–fri 08:00–18:00 → mon–wed 08:00–12:00; fri 14:00–17:00"
    ]


def test_a_closed_site_never_opens() -> None:
    after = a_problem({"A": 10}, sites=(a_site(windows=()),))
    assert told(a_problem(), after) == ["site A: mon–fri 08:00–18:00 → never"]


def test_amounts_have_their_unit_and_the_number_of_the_language() -> None:
    before = a_problem(lots=(a_lot(gross_kg=2000.0),), hubs=(a_hub(),))
    after = a_problem(lots=(a_lot(gross_kg=1250.5),), hubs=(a_hub(sorting_hours=(8.0,) * 5),))
    assert told(before, after) == [
        "lot L1: gross weight 2,000 kg → 1,250.5 kg",
        "hub H: sorting hours mon–fri 1,000 h → mon–fri 8 h",
    ]
    assert (
        told(before, after, "fr")[0] == "lot L1\u202f: poids brut 2\u202f000 kg → 1\u202f250,5 kg"
    )


def test_things_are_new_or_gone() -> None:
    before = a_problem({"A": 1}, lots=(a_lot("L1"),))
    after = a_problem({"A": 1}, lots=(a_lot("L2"),))
    assert told(before, after) == ["lot L1: gone", "lot L2: new"]


def test_policy_and_roads_are_told_too() -> None:
    closed = RoadChange(by=math.inf, roads=frozenset({"A7"}), start_min=420, end_min=600)
    slow = RoadChange(by=2, area=(near(), near(1), near(1, 1)))
    after = a_problem(policy=Policy(fairness_loss=0.1), roads=RoadSettings(changes=(closed, slow)))
    assert told(a_problem(), after) == [
        "policy: baskets given up for fairness 0 → 0.1",
        "roads: A7 closed, 07:00–10:00",
        "roads: all roads × 2 the time within a zone",
    ]
    assert told(after, a_problem())[1] == "roads: no longer “A7 closed, 07:00–10:00”"


def test_two_links_of_one_pair_are_told_apart() -> None:
    link = Link(kind=LinkKind.SITE_VEHICLE, first_id="A", second_id="V1", rule=LinkRule.USUAL)
    other = replace(link, rule=LinkRule.FORBIDDEN)
    assert told(a_problem(), a_problem(links=(link, other))) == [
        "link site-vehicle A V1: new",
        "link site-vehicle A V1 #2: new",
    ]


def test_many_differences_of_a_kind_are_one_line_with_their_total() -> None:
    names = [f"S{i}" for i in range(9)]
    before = a_problem(dict.fromkeys(names, 10))
    after = replace(before, needs=tuple(a_need(name, 20) for name in names))
    found = differences(before, after)
    assert digest(found, "en") == (
        "need × 9: baskets 90 → 180 in all (S0 basket, S1 basket, S2 basket …)",
    )
    assert len(digest(found, "en", most=9)) == 9


def test_many_things_that_become_alike_are_told_by_what_they_become() -> None:
    names = [f"S{i}" for i in range(9)]
    before = a_problem(dict.fromkeys(names, 10))
    after = replace(before, sites=tuple(replace(site, windows=()) for site in before.sites))
    assert digest(differences(before, after), "en") == ("site × 9: → never (S0, S1, S2 …)",)
    gone = replace(before, sites=(), needs=())
    assert digest(differences(before, gone), "fr")[0] == "site × 9\u202f: en moins (S0, S1, S2 …)"
