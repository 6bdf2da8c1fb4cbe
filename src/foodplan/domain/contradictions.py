"""Locks that cannot be kept, named before anything is solved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from foodplan.domain.accident import LockKind, Locks, StopLock
from foodplan.domain.basics import Label, TimeWindow, windows_of_day
from foodplan.domain.finding import Finding
from foodplan.domain.ids import SiteId, VehicleId
from foodplan.domain.past import Past
from foodplan.domain.plan import Plan, Trip
from foodplan.domain.problem import Problem
from foodplan.texts import say

_Coming = Mapping[tuple[int, VehicleId], tuple[Trip, ...]]


def contradictions(locks: Locks, problem: Problem, plan: Plan, past: Past) -> tuple[Finding, ...]:
    """Locks that the week as it is known now does not allow: of stops, then of vehicles.

    A lock on a stop that has been made holds by itself.
    """
    made = {(day, stop.place_id) for day, stop in past.stops()}
    coming = _to_come(plan, past)
    of_stops = [
        found
        for lock in sorted(locks.stops)
        if (lock.day, lock.place_id) not in made
        for found in _of_stop(lock, problem, coming, past)
    ]
    return (*of_stops, *_of_vehicles(locks.vehicles, problem, coming, past))


def _to_come(plan: Plan, past: Past) -> _Coming:
    """Trips that have not begun to load, by day and vehicle."""
    found = {}
    for route in plan.routes:
        key = route.day, route.vehicle_id
        left = route.trips[len(past.trips.get(key, ())) :]
        if left:
            found[key] = left
    return found


def _of_stop(lock: StopLock, problem: Problem, coming: _Coming, past: Past) -> Iterator[Finding]:
    params = {
        "place": lock.place_id,
        "day": _label(f"day-{lock.day}"),
        "kind": _label(f"lock-kind-{lock.kind.value}"),
    }
    holders = [
        vehicle_id
        for (day, vehicle_id), trips in coming.items()
        if day == lock.day
        and any(stop.place_id == lock.place_id for trip in trips for stop in trip.stops)
    ]
    if not holders:
        yield Finding(code="lock-no-stop", params=params)
        return
    site = problem.site.get(SiteId(lock.place_id))
    if site and not _lasts(site.windows, lock.day, past, 0.0):
        yield Finding(code="lock-site-closed", params=params)
    for vehicle_id in holders if lock.kind is LockKind.VEHICLE else ():
        named = params | {"vehicle": vehicle_id}
        if not _works(vehicle_id, lock.day, problem, past):
            yield Finding(code="lock-vehicle-out", params=named)
        elif site and not problem.may_visit(problem.vehicle[vehicle_id], site):
            yield Finding(code="lock-vehicle-refused", params=named)


def _of_vehicles(
    vehicles: Iterable[VehicleId], problem: Problem, coming: _Coming, past: Past
) -> Iterator[Finding]:
    for vehicle_id in sorted(vehicles):
        days = [day for day, whose in sorted(coming) if whose == vehicle_id]
        out = [day for day in days if not _works(vehicle_id, day, problem, past)]
        if out:
            params = {"vehicle": vehicle_id, "day": _label(f"day-{out[0]}")}
            yield Finding(code="lock-whole-vehicle-out", params=params)


def _works(vehicle_id: VehicleId, day: int, problem: Problem, past: Past) -> bool:
    """Whether the vehicle can still set out on a day; its shift may hold what it drives now."""
    vehicle = problem.vehicle.get(vehicle_id)
    driven = past.trips.get((day, vehicle_id), ())
    home_min = driven[-1].return_min if driven else 0.0
    return vehicle is not None and _lasts(vehicle.shifts, day, past, home_min)


def _lasts(windows: tuple[TimeWindow, ...], day: int, past: Past, after_min: float) -> bool:
    """Whether any window of the day goes on after the moment, and after another time of the day."""
    now_min = max(after_min, past.at.minute if day == past.at.day else 0.0)
    return any(window.end_min > now_min for window in windows_of_day(windows, day))


def _label(code: str) -> Label:
    return Label(fr=say(code, "fr"), en=say(code, "en"))
