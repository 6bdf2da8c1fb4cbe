from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.plans import hand_plan, hand_problem

from foodplan.documents.calendar import route_calendar
from foodplan.domain.ids import RunId, VehicleId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.errors import NotFound

PLAN, PROBLEM = hand_plan(), hand_problem()
MADE_AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def calendar(
    plan: Plan = PLAN, problem: Problem = PROBLEM, *, name: str = "w1", day: int = 0
) -> bytes:
    vehicle_id = VehicleId("V1")
    return route_calendar(
        plan, problem, RunId(name), day, vehicle_id, made_at=MADE_AT, language="en"
    )


def values(made: bytes, key: str) -> list[str]:
    """Of every property of that name, unfolded."""
    lines = made.decode().replace("\r\n ", "").split("\r\n")
    return [line.partition(":")[2] for line in lines if line.startswith(f"{key}:")]


def test_a_trip_is_an_event_from_loading_to_the_return() -> None:
    made = calendar()

    assert values(made, "BEGIN") == ["VCALENDAR", "VEVENT"]
    assert values(made, "END") == ["VEVENT", "VCALENDAR"]
    assert values(made, "SUMMARY") == [r"V1 (V1)\, trip 1"]
    (trip,) = PLAN.routes[0].trips
    # In November Marseille is an hour ahead of UTC.
    assert trip.load_min == 8 * 60
    assert values(made, "DTSTART") == ["20261123T070000Z"]
    assert values(made, "DTSTAMP") == ["20261120T093000Z"]
    (told,) = values(made, "DESCRIPTION")
    assert r"\n1 08:30 A\, Marseille: 10 × basket" in told


def test_in_summer_the_clock_is_two_hours_ahead() -> None:
    july = replace(PROBLEM.calendar, start=PROBLEM.calendar.start.replace(month=7, day=20))
    made = calendar(problem=replace(PROBLEM, calendar=july))
    assert values(made, "DTSTART") == ["20260720T060000Z"]


def test_lines_are_short_and_end_as_the_standard_says() -> None:
    long = [replace(row, label="Épicerie; «œuvre», " * 20) for row in PROBLEM.sites]
    made = calendar(problem=replace(PROBLEM, sites=tuple(long)))
    lines = made.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() for line in lines[:-1])  # no sign is cut in two
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert values(made, "DESCRIPTION")[0].count(r"Épicerie\; «œuvre»\, ") == 20


def test_a_repaired_plan_takes_the_place_of_the_one_before() -> None:
    assert values(calendar(name="w1"), "UID") == values(calendar(name="w1-repaired"), "UID")
    first, (trip,) = PLAN.routes[0], PLAN.routes[0].trips
    twice = replace(PLAN, routes=(replace(first, trips=(trip, trip)),))
    assert len(set(values(calendar(twice), "UID"))) == 2


def test_a_vehicle_that_does_not_drive_that_day_is_named() -> None:
    with pytest.raises(NotFound, match="V1 does not drive on that day in plan w1"):
        calendar(day=3)
