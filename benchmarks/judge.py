"""The judge of every side: the times and costs of `routing/schedule.py`, and each stop once."""

from __future__ import annotations

from dataclasses import dataclass

from foodplan.optimise.routing.schedule import schedule, weekly_millicents
from foodplan.optimise.routing.task import Routing, RoutingTask


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What routes cost, and what they leave out."""

    millicents: int
    n_open: int
    n_vehicle_days: int


class BrokenRules(Exception):
    """A side handed in routes that nobody may drive."""


def judge(task: RoutingTask, routing: Routing) -> Verdict:
    """Cost of the routes; BrokenRules if one cannot be driven or a stop is made twice."""
    made: list[tuple[str, int]] = []
    millicents = 0
    for route in routing.routes:
        timed = schedule(task, route.vehicle_day, route.trips)
        if timed is None:
            raise BrokenRules(f"vehicle-day {route.vehicle_day} cannot drive {route.trips}")
        millicents += timed.cost_millicents
        made += [_stop(task, visit) for trip in route.trips for visit in trip]
    rows = [route.vehicle_day for route in routing.routes]
    if len(set(rows)) < len(rows) or len(set(made)) < len(made):
        raise BrokenRules("a vehicle-day or a stop occurs twice")
    wanted = {_stop(task, visit) for visit in range(len(task.visits.place))}
    return Verdict(
        millicents=millicents + weekly_millicents(task, rows),
        n_open=len(wanted - set(made)),
        n_vehicle_days=len(rows),
    )


def _stop(task: RoutingTask, visit: int) -> tuple[str, int]:
    """Copies of one stop count as one."""
    number = task.visits.alternatives.item(visit)
    return ("copies", number) if number >= 0 else ("visit", visit)
