"""One driver's day, walked through from one start: loading, driving, waiting, serving, resting."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from foodplan.optimise.routing.task import NO_LIMIT, RoutingTask
from foodplan.units import seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedStop:
    """One visit with its times in seconds after midnight."""

    visit: int
    metres: int
    drive_s: int
    arrive_s: int
    start_s: int
    leave_s: int
    """When it drives on; a rest after the service is included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedTrip:
    """Hub → stops → hub."""

    load_s: int
    leave_s: int
    stops: tuple[TimedStop, ...]
    home_metres: int
    home_drive_s: int
    return_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """Break, pause or both."""

    start_s: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leg:
    left_s: int
    metres: int
    drive_s: int


class Duty:
    """The clock of one driver; each step moves it on, or finds that it cannot be done."""

    def __init__(
        self,
        task: RoutingTask,
        vehicle_day: int,
        start_s: int,
        *,
        driven_s: int = 0,
        rested_s: int | None = None,
    ) -> None:
        """`driven_s` and `rested_s`: at the wheel since the last break, end of the last pause."""
        vehicles, rules = task.vehicles, task.rules
        self._visits, self._roads = task.visits, task.roads
        self._bands: list[int] = task.roads.band_starts_s.tolist()
        self._day = vehicles.day.item(vehicle_day)
        self._kind = vehicles.kind.item(vehicle_day)
        self._hub = vehicles.hub.item(vehicle_day)
        self._loading_s = vehicles.turnaround_s.item(vehicle_day)
        self._drive_limit_s = int(seconds(rules.driving_break_after_min))
        self._break_s = int(seconds(rules.driving_break_min))
        self._work_limit_s = int(seconds(rules.work_pause_after_min))
        self._pause_s = int(seconds(rules.work_pause_min))
        self._driven_s = driven_s
        self._rested_s = start_s if rested_s is None else rested_s
        self.now_s = start_s
        self.metres = 0
        self.rests: list[Rest] = []
        self.waited_s = 0
        """Idle so far."""
        self.slack_s = NO_LIMIT
        """By how much the start could move before a window so far would be missed."""

    def make_trip(self, trip: tuple[int, ...]) -> TimedTrip | None:
        """Load, serve every stop, come home."""
        load_s = self._load(trip)
        if load_s is None:
            return None
        legs: list[_Leg] = []
        starts: list[int] = []
        place = self._hub
        for visit in trip:
            to = self._visits.place.item(visit)
            leg = self._drive(place, to)
            start_s = self._serve(visit) if leg else None
            if leg is None or start_s is None:
                return None
            legs.append(leg)
            starts.append(start_s)
            place = to
        home = self._drive(place, self._hub)
        if home is None:
            return None
        return TimedTrip(
            load_s=load_s,
            leave_s=legs[0].left_s,
            stops=_timed_stops(trip, [*legs, home], starts),
            home_metres=home.metres,
            home_drive_s=home.drive_s,
            return_s=self.now_s,
        )

    def release_s(self, trip: tuple[int, ...]) -> int:
        """When the last goods of the trip may leave the hub."""
        return max(self._visits.release_s.item(visit, self._day) for visit in trip)

    def _load(self, trip: tuple[int, ...]) -> int | None:
        """Load, and wait for goods that come later; when loading began."""
        if not self._rest_before(work_s=self._loading_s):
            return None
        load_s = self.now_s
        self.now_s += self._loading_s
        return load_s if self._await_goods(self.release_s(trip)) else None

    def _await_goods(self, release_s: int) -> bool:
        """Wait at the hub until the goods are there; a long wait is a rest."""
        wait_s = release_s - self.now_s
        if wait_s >= self._pause_s > 0:
            self._rest(wait_s)
            self.waited_s += wait_s
            return True
        if wait_s > 0 and not self._rest_before(work_s=wait_s):
            return False
        self._wait_until(release_s)
        return True

    def _drive(self, place: int, to: int) -> _Leg | None:
        """Drive a leg, after a rest if it needs one; None where there is no way."""
        if not self._roads.has_way(self._kind, place, to):
            return None
        drive_s = self._leg_s(place, to)
        if not self._rest_before(work_s=drive_s, drive_s=drive_s):
            return None
        drive_s = self._leg_s(place, to)
        metres = self._roads.metres_of(self._kind, self._band(), place, to)
        leg = _Leg(left_s=self.now_s, metres=metres, drive_s=drive_s)
        self.now_s += drive_s
        self._driven_s += drive_s
        self.metres += metres
        return leg

    def _serve(self, visit: int) -> int | None:
        """Wait for the window and serve; start of service, None if every window is missed."""
        service_s = self._visits.service_s.item(visit)
        opens_s = self._opens_s(visit)
        if opens_s is None:
            return None
        wait_s = opens_s - self.now_s
        if wait_s >= self._pause_s > 0:
            self._rest(wait_s)
            self.waited_s += wait_s
        if not self._rest_before(work_s=opens_s - self.now_s + service_s):
            return None
        opens_s = self._opens_s(visit)
        if opens_s is None:
            return None
        self._wait_until(opens_s)
        self.now_s += service_s
        return opens_s

    def _opens_s(self, visit: int) -> int | None:
        """Earliest time from now on at which service may begin."""
        for opens_s, closes_s in self._visits.windows[visit, self._day].tolist():
            if self.now_s <= closes_s and opens_s <= closes_s:
                self.slack_s = min(self.slack_s, self.waited_s + closes_s - self.now_s)
                return max(self.now_s, int(opens_s))
        return None

    def _rest_before(self, *, work_s: int, drive_s: int = 0) -> bool:
        """Rest now if the next piece of work would break a rule; False if it would even so."""
        needed_s = -1
        if self._driven_s + drive_s > self._drive_limit_s:
            needed_s = self._break_s
        if self.now_s - self._rested_s + work_s > self._work_limit_s:
            needed_s = max(needed_s, self._pause_s)
        if needed_s < 0:
            return True
        self._rest(needed_s)
        return drive_s <= self._drive_limit_s and work_s <= self._work_limit_s

    def _rest(self, rest_s: int) -> None:
        if rest_s > 0:
            self.rests.append(Rest(start_s=self.now_s, seconds=rest_s))
        self.now_s += rest_s
        if rest_s >= self._pause_s:
            self._rested_s = self.now_s
        if rest_s >= self._break_s:
            self._driven_s = 0

    def _wait_until(self, when_s: int) -> None:
        self.waited_s += max(0, when_s - self.now_s)
        self.now_s = max(self.now_s, when_s)

    def _leg_s(self, place: int, to: int) -> int:
        return self._roads.seconds_of(self._kind, self._band(), place, to)

    def _band(self) -> int:
        return max(0, bisect_right(self._bands, self.now_s) - 1)


def _timed_stops(
    trip: tuple[int, ...], legs: Sequence[_Leg], starts: Sequence[int]
) -> tuple[TimedStop, ...]:
    """Legs end with the one home; a stop ends where the next leg begins, after a rest if any."""
    return tuple(
        TimedStop(
            visit=visit,
            metres=leg.metres,
            drive_s=leg.drive_s,
            arrive_s=leg.left_s + leg.drive_s,
            start_s=start_s,
            leave_s=onward.left_s,
        )
        for visit, start_s, (leg, onward) in zip(trip, starts, pairwise(legs), strict=True)
    )
