"""Changes that people make to a plan by hand, and why some cannot be tried at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foodplan.domain.accident import (
    MOST_PLACES,
    UNLOCKED,
    WEEK_START,
    Accident,
    LockKind,
    Locks,
    Moment,
    StopLock,
)
from foodplan.domain.basics import Label, TimeWindow, windows_of_day
from foodplan.domain.finding import Finding
from foodplan.domain.ids import PlaceId, ProducerId, SiteId, VehicleId
from foodplan.domain.past import Past
from foodplan.domain.plan import Plan, Stop
from foodplan.domain.problem import Problem
from foodplan.texts import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A stop goes to another vehicle, day or position."""

    place_id: PlaceId
    day: int
    vehicle_id: VehicleId
    """Who makes it so far."""
    to_day: int
    to_vehicle_id: VehicleId
    trip: int | None = None
    """Number of the trip, from 1; one more than there are is a new trip. None: the best."""
    position: int | None = None
    """Number of the stop within the trip, from 1; None: the best."""
    others_give_way: bool = False
    """Where it would break a rule, as few other stops as it takes are planned anew."""
    at: Moment = WEEK_START
    locks: Locks = UNLOCKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert:
    """A site that needs more gets a stop at one of its best places."""

    site_id: SiteId
    nth: int = 1
    """Which of its five best places, from 1."""
    at: Moment = WEEK_START
    locks: Locks = UNLOCKED


Adjustment = Move | Insert
PlanEvent = Accident | Adjustment
"""What a kept plan is changed for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What people set on a kept plan, beside its decisions."""

    locks: frozenset[StopLock] = frozenset()
    since: Moment = WEEK_START
    """What had begun by then was a fact when the plan was made."""


def stops_of(plan: Plan, place_id: PlaceId) -> tuple[tuple[int, VehicleId, Stop], ...]:
    """Day, vehicle and stop of each call at a place, by day."""
    return tuple(
        (route.day, route.vehicle_id, stop)
        for route in sorted(plan.routes, key=lambda one: (one.day, one.vehicle_id))
        for stop in route.stops()
        if stop.place_id == place_id
    )


def misfits(wish: Adjustment, problem: Problem, plan: Plan, past: Past) -> tuple[Finding, ...]:
    """Why an adjustment cannot be tried: what is made already, locked, or never drives.

    Rules that it would break when tried are the checker's business.
    """
    found = (
        _of_move(wish, problem, plan, past)
        if isinstance(wish, Move)
        else _of_insert(wish, problem, plan)
    )
    return tuple(found)


def _of_move(wish: Move, problem: Problem, plan: Plan, past: Past) -> Iterator[Finding]:
    place, day = wish.place_id, day_label(wish.day)
    calls = [(one, who) for one, who, _ in stops_of(plan, place)]
    names: dict[str, object] = {"place": place, "day": day, "vehicle": wish.to_vehicle_id}
    if (wish.day, wish.vehicle_id) not in calls:
        yield Finding(code="adjust-no-stop", params=names | {"vehicle": wish.vehicle_id})
        return
    driven = past.trips.get((wish.day, wish.vehicle_id), ())
    if any(stop.place_id == place for trip in driven for stop in trip.stops):
        yield Finding(code="adjust-made", params=names)
        return
    for kind, stays in (
        (LockKind.VEHICLE, wish.to_vehicle_id == wish.vehicle_id),
        (LockKind.DAY, wish.to_day == wish.day),
        (LockKind.ORDER, False),
    ):
        if not stays and wish.locks.holds(place, wish.day, kind):
            label = _label(f"lock-kind-{kind.value}")
            yield Finding(code="adjust-locked", params=names | {"kind": label})
    vehicle = problem.vehicle[wish.to_vehicle_id]
    if wish.to_day not in problem.calendar.days or not windows_of_day(vehicle.shifts, wish.to_day):
        yield Finding(code="adjust-no-shift", params=names | {"day": day_label(wish.to_day)})
    elif wish.to_day < past.at.day:
        yield Finding(code="adjust-past-day", params=names | {"day": day_label(wish.to_day)})
    elif not windows_of_day(_opening(place, problem), wish.to_day):
        yield Finding(code="adjust-closed", params=names | {"day": day_label(wish.to_day)})
    old = problem.vehicle[wish.vehicle_id]
    if place in problem.producer and (wish.to_day, vehicle.hub_id) != (wish.day, old.hub_id):
        yield Finding(code="adjust-pickup-stays", params=names)


def _opening(place_id: PlaceId, problem: Problem) -> tuple[TimeWindow, ...]:
    """When a site or a producer can be called at."""
    site = problem.site.get(SiteId(place_id))
    return site.windows if site else problem.producer[ProducerId(place_id)].windows


def _of_insert(wish: Insert, problem: Problem, plan: Plan) -> Iterator[Finding]:
    names: dict[str, object] = {"place": wish.site_id, "most": MOST_PLACES, "nth": wish.nth}
    needed, given = problem.baskets_needed(wish.site_id), plan.baskets_given().get(wish.site_id, 0)
    if given >= int(needed * problem.policy.fill_max):
        yield Finding(code="adjust-served", params=names | {"given": given, "needed": needed})
    if not 1 <= wish.nth <= MOST_PLACES:
        yield Finding(code="adjust-no-nth", params=names)


def day_label(day: int) -> Label:
    """Name of a day number, also outside the week."""
    return _label(f"day-{day}") if 0 <= day < 7 else Label(fr=str(day), en=str(day))


def _label(code: str) -> Label:
    return Label(fr=say(code, "fr"), en=say(code, "en"))
