from __future__ import annotations

from typing import Any

from tests.plans import hand_plan, hand_problem
from tests.unit.maps.examples import Lines, a_backdrop, straight_lines, without_vehicles

from foodplan.domain.basics import VehicleKind
from foodplan.domain.plan import Plan
from foodplan.evaluate.shares import site_shares
from foodplan.maps.content import map_content


def content(lines: Lines | None = None, plan: Plan | None = None) -> Any:
    plan, problem = plan or hand_plan(), hand_problem()
    return map_content(
        plan,
        problem,
        lines=straight_lines(problem) if lines is None else lines,
        backdrop=a_backdrop(),
        language="en",
        shares=site_shares(plan, problem),
        notes={"B": ("Not enough carrots.",), "A": ()},
    )


def test_sites_say_what_they_need_and_get() -> None:
    a, b = content()["sites"]
    assert (a["id"], a["needed"], a["given"], a["fill"]) == ("A", 10, 10, 1.0)
    assert (b["needed"], b["given"], b["fill"], b["orders"]) == (10, 8, 0.8, True)


def test_producers_say_what_leaves_them_and_hubs_what_comes_and_goes() -> None:
    shown = content()
    assert shown["producers"][0]["products"] == [["apple", 100]]
    # Monday 100 kg of apples come in and 10 baskets go out, on Tuesday 8.
    assert shown["hubs"][0]["days"] == [[0, 100, 10], [1, 0, 8]]


def test_stops_say_when_and_how_much() -> None:
    monday, tuesday = content()["routes"]
    to_a, to_p1 = monday["trips"][0]["stops"]
    assert to_a == {"place": "A", "at": "08:30", "baskets": 10, "kg": 100, "picked": 0}
    assert (to_p1["place"], to_p1["picked"]) == ("P1", 100)
    # Eight baskets of 10 kg and a crate of apples.
    assert tuesday["trips"][0]["stops"][0]["kg"] == 90


def test_each_leg_has_its_line_and_an_unknown_one_is_not_drawn() -> None:
    assert all(content()["routes"][0]["trips"][0]["lines"])
    lines = dict(straight_lines(hand_problem()))
    del lines["A", "P1", VehicleKind.VAN]
    known = [line is not None for line in content(lines)["routes"][0]["trips"][0]["lines"]]
    assert known == [True, False, True]


def test_only_places_with_something_to_say_have_notes() -> None:
    assert content()["notes"] == {"B": ["Not enough carrots."]}


def test_only_days_and_vehicles_that_drive_are_offered() -> None:
    shown = content()
    assert [day["name"] for day in shown["days"]] == ["Monday", "Tuesday"]
    assert [vehicle["id"] for vehicle in shown["vehicles"]] == ["V1"]


def test_handouts_and_gifts_are_told_with_their_days() -> None:
    shown = content(plan=without_vehicles())
    assert [day["day"] for day in shown["days"]] == [0, 1, 2, 3]
    assert shown["handouts"] == [
        {"site": "A", "hub": "H", "day": 2, "at": "09:00", "baskets": 4, "kg": 40}
    ]
    assert shown["gifts"] == [
        {"producer": "P1", "site": "B", "day": 3, "product": "apple", "crates": 3, "kg": 30}
    ]
    assert shown["hubs"][0]["days"][-1] == [2, 0, 4]
