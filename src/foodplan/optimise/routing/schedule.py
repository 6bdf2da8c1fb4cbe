"""The one source of truth for time: when a vehicle loads, leaves, arrives, waits, rests, returns.

A trip is: loading at the hub (`turnaround_s`, the same for every trip; it also unloads what came
back), then its stops, then home. Travel takes what the band of its departure says. The driver rests
as late as the rules let him, before loading, before driving on or before serving:

    driving break   before a leg that would make more than `driving_break_after_min` at the wheel
    work pause      before anything that would end more than `work_pause_after_min` after the last
                    rest (waiting counts as work, so the rule is kept on the safe side)

One rest may be both, and a wait of `work_pause_min` or longer is a rest. Work starts as late as it
can, so that the time on duty is least: it is paid, and nobody waits without need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foodplan.optimise.routing.duty import Duty, Rest, TimedTrip
from foodplan.optimise.routing.loads import permitted
from foodplan.optimise.routing.task import RoutingTask, Trips


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A route with all its times."""

    vehicle_day: int
    trips: tuple[TimedTrip, ...]
    rests: tuple[Rest, ...]
    metres: int
    cost_millicents: int
    """Fixed cost of the day, metres and seconds on duty; the weekly cost of the vehicle aside."""

    @property
    def start_s(self) -> int:
        """First loading."""
        return self.trips[0].load_s

    @property
    def end_s(self) -> int:
        """Last return."""
        return self.trips[-1].return_s

    @property
    def duty_s(self) -> int:
        """From first loading to last return."""
        return self.end_s - self.start_s


def schedule(task: RoutingTask, vehicle_day: int, trips: Trips) -> Schedule | None:
    """Times of a route with the least time on duty; None if it breaks any rule.

    The earliest start gives the earliest end; from there the start moves as late as its waits
    allow, and if waits remain, starts that reach later windows are tried. Starts that leave the
    hub just as the roads get faster or slower are always tried: after the morning's traffic, say.
    """
    if not trips or not all(trips) or not permitted(task, vehicle_day, trips):
        return None
    earliest_s = _earliest_start_s(task, vehicle_day, trips)
    earliest = _walked(task, vehicle_day, trips, earliest_s)
    if earliest is None:
        return None
    best = _later(task, trips, earliest)
    later = {*_band_starts(task, earliest)}
    if best.waited_s > 0:
        later.update(_window_starts(task, earliest))
    for start_s in sorted(later):
        found = _walked(task, vehicle_day, trips, start_s)
        if found is not None:
            best = min(best, _later(task, trips, found), key=_duty_then_end)
    longest_s = min(
        task.vehicles.max_route_s.item(vehicle_day),
        *(task.visits.max_route_s.item(visit) for trip in trips for visit in trip),
    )
    return best.schedule if best.schedule.duty_s <= longest_s else None


def walk(task: RoutingTask, vehicle_day: int, trips: Trips, duty: Duty) -> Schedule | None:
    """The trips with their times, by a driver from now on; None if a time or work rule is broken.

    He is on duty from now on, too: what he did before is not in the cost. Nothing else is checked.
    """
    vehicles, begun_s = task.vehicles, duty.now_s
    timed: list[TimedTrip] = []
    for trip in trips:
        made = duty.make_trip(trip)
        if made is None or made.return_s > vehicles.end_s.item(vehicle_day):
            return None
        timed.append(made)
    cost = (
        vehicles.fixed_millicents.item(vehicle_day)
        + vehicles.millicents_per_metre.item(vehicle_day) * duty.metres
        + vehicles.millicents_per_second.item(vehicle_day) * (duty.now_s - begun_s)
    )
    return Schedule(
        vehicle_day=vehicle_day,
        trips=tuple(timed),
        rests=tuple(duty.rests),
        metres=duty.metres,
        cost_millicents=cost,
    )


def weekly_millicents(task: RoutingTask, vehicle_days: Iterable[int]) -> int:
    """Weekly cost of the vehicles behind these vehicle-days, each once."""
    table = task.vehicles
    of_vehicle = {
        table.vehicle.item(row): table.weekly_millicents.item(row) for row in vehicle_days
    }
    return sum(of_vehicle.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walked:
    """A schedule from one start, and what may be gained by starting later."""

    schedule: Schedule
    waited_s: int
    shift_s: int
    """The start may move so much later without a later end, travel bands and rests aside."""


def _duty_then_end(walked: _Walked) -> tuple[int, int]:
    return walked.schedule.duty_s, walked.schedule.end_s


def _later(task: RoutingTask, trips: Trips, found: _Walked) -> _Walked:
    """The same route started later, as long as that shortens the time on duty."""
    while found.shift_s > 0:
        start_s = found.schedule.start_s + found.shift_s
        moved = _walked(task, found.schedule.vehicle_day, trips, start_s)
        if moved is None or moved.schedule.duty_s >= found.schedule.duty_s:
            break
        found = moved
    return found


def _earliest_start_s(task: RoutingTask, vehicle_day: int, trips: Trips) -> int:
    """Start of the shift, or loading that ends when the first goods are released."""
    vehicles = task.vehicles
    start_s: int = vehicles.start_s.item(vehicle_day)
    release_s = Duty(task, vehicle_day, start_s).release_s(trips[0])
    return max(start_s, release_s - vehicles.turnaround_s.item(vehicle_day))


def _band_starts(task: RoutingTask, walked: _Walked) -> Iterator[int]:
    """Starts of work from which the hub is left just as a later departure band begins."""
    found = walked.schedule
    loading_s = task.vehicles.turnaround_s.item(found.vehicle_day)
    for band_s in task.roads.band_starts_s.tolist():
        if band_s - loading_s > found.start_s:
            yield band_s - loading_s


def _window_starts(task: RoutingTask, walked: _Walked) -> Iterator[int]:
    """Starts of work from which some stop is reached just as one of its windows opens."""
    found = walked.schedule
    day = task.vehicles.day.item(found.vehicle_day)
    waited_s = 0
    for trip in found.trips:
        for stop in trip.stops:
            travelled_s = stop.arrive_s - found.start_s - waited_s
            waited_s += stop.start_s - stop.arrive_s
            for opens_s, closes_s in task.visits.windows[stop.visit, day].tolist():
                if opens_s <= closes_s and opens_s - travelled_s > found.start_s:
                    yield opens_s - travelled_s


def _walked(task: RoutingTask, vehicle_day: int, trips: Trips, start_s: int) -> _Walked | None:
    """All times from one start; None if a window, the shift or a work rule is missed."""
    duty = Duty(task, vehicle_day, start_s)
    found = walk(task, vehicle_day, trips, duty)
    if found is None:
        return None
    return _Walked(
        schedule=found,
        waited_s=duty.waited_s,
        shift_s=min(duty.slack_s, duty.waited_s),
    )
