"""When a vehicle may work: its own shift, the hub's hours, the latest end of all."""

from __future__ import annotations

from tests.builders import a_hub, a_problem, a_vehicle, all_week

from foodplan.domain.basics import TimeWindow
from foodplan.domain.policy import Rules
from foodplan.optimise.shifts import shifts_of


def test_a_shift_is_cut_to_the_hub_and_the_latest_end() -> None:
    problem = a_problem(hubs=(a_hub(windows=all_week(540, 960)),), rules=Rules(latest_end_min=900))
    # The hub opens at 09:00, and loading may come before; nobody is out after 15:00.
    shift = shifts_of(problem)[0]
    assert (shift.start_min, shift.end_min) == (520, 900)


def test_of_two_shifts_of_a_day_the_longer_one_counts() -> None:
    shifts = (
        TimeWindow(day=0, start_min=480, end_min=600),
        TimeWindow(day=0, start_min=700, end_min=900),
    )
    found = shifts_of(a_problem(vehicles=(a_vehicle(shifts=shifts),)))
    assert [(shift.start_min, shift.end_min) for shift in found] == [(700, 900)]
