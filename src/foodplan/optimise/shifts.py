"""When each vehicle may work: one row for a vehicle and a day, in the order of the routing task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from foodplan.domain.basics import windows_of_day
from foodplan.domain.fleet import Vehicle
from foodplan.domain.ids import HubId
from foodplan.domain.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One vehicle on one day, with the time in which it may work."""

    vehicle: Vehicle
    day: int
    start_min: float
    end_min: float


def shifts_of(problem: Problem) -> tuple[Shift, ...]:
    """Vehicle-days by day and vehicle: the longest span in which shift and hub are open.

    A vehicle makes one route a day, so of two shifts of a day the longer one counts.
    """
    found = []
    for day in problem.calendar.days:
        for vehicle in problem.vehicles:
            hub = problem.hub[vehicle.hub_id]
            spans = [
                (
                    max(shift.start_min, window.start_min - hub.turnaround_min),
                    min(shift.end_min, window.end_min, problem.rules.latest_end_min),
                )
                for shift in windows_of_day(vehicle.shifts, day)
                for window in windows_of_day(hub.windows, day)
            ]
            start_min, end_min = max(spans, key=lambda span: span[1] - span[0], default=(0, 0))
            if end_min > start_min:
                found.append(Shift(vehicle=vehicle, day=day, start_min=start_min, end_min=end_min))
    return tuple(found)


def shifts_by_hub_day(problem: Problem) -> Mapping[tuple[HubId, int], tuple[Shift, ...]]:
    """The shifts of each hub and day, by vehicle."""
    found: dict[tuple[HubId, int], list[Shift]] = defaultdict(list)
    for shift in shifts_of(problem):
        found[shift.vehicle.hub_id, shift.day].append(shift)
    return {key: tuple(shifts) for key, shifts in found.items()}
