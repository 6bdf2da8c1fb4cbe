"""The route search for tasks of any size: one team, or many parts, cut anew from round to round.

A task goes together while it is small, or while there is time enough for it (`goes_together`).

    first round    parts by hub and region, each searched from nothing (or from a start)
    later rounds   parts around routes that run side by side, borders elsewhere each time; each is
                   searched from the plan as it stands

Parts of a round are independent of each other and are worked off by as many threads as there may
be hunts. With a limit in work every part gets its share of it, so the answer depends on nothing but
task, work, seed and start.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Lock

from foodplan.optimise.routing.draft import Draft
from foodplan.optimise.routing.regions.cells import first_parts, later_parts
from foodplan.optimise.routing.regions.cut import plane
from foodplan.optimise.routing.regions.part import (
    Part,
    Whereabouts,
    inside,
    outside,
    spare_shares,
    subtask,
)
from foodplan.optimise.routing.search import team
from foodplan.optimise.routing.task import (
    Floats,
    PlannedRoute,
    Report,
    Routing,
    RoutingTask,
    SearchLimits,
)

_ALWAYS_TOGETHER = 500
"""Visits that are searched as a whole, however short the time."""
_MOST_TOGETHER = 600
"""As many as that, too, where vehicles cost nothing fixed and each visit has so much time."""
_LONG_S = 0.02
_LONG_WORK = 1000
"""Iterations that stand for that time."""
_PART = 250
"""Visits of a part, at most."""
_LEAST_S = 0.02
_WORTH_KEEPING = 0.5
"""A start that makes fewer of the stops than this says too little about where to cut."""
_ROUNDS = (0.5, 0.25, 0.25)
"""Shares of the limit."""


def search(task: RoutingTask, *, limits: SearchLimits, start: Routing | None = None) -> Routing:
    """The best routing found within the limits, from `start` if there is one."""
    if goes_together(task, limits):
        return team.search(task, limits=limits, start=start)
    return in_parts(task, limits=limits, start=start, most=_PART)


def goes_together(task: RoutingTask, limits: SearchLimits) -> bool:
    """Whether the task is searched as a whole: it is small, or there is time enough for it."""
    n_visits, vehicles = len(task.visits.place), task.vehicles
    if n_visits <= _ALWAYS_TOGETHER or not len(vehicles.day):
        return True
    if limits.work is not None:
        is_long = limits.work >= _LONG_WORK * n_visits
    else:
        is_long = (limits.seconds or 0.0) >= _LONG_S * n_visits
    costs_fixed = vehicles.fixed_millicents.any() or vehicles.weekly_millicents.any()
    return is_long and n_visits <= _MOST_TOGETHER and not costs_fixed


def in_parts(
    task: RoutingTask, *, limits: SearchLimits, start: Routing | None, most: int
) -> Routing:
    """The same by parts of at most so many visits."""
    country = _Country(task=task, limits=limits, plane=plane(task), most=most)
    if start is not None and _n_stops(start) >= _WORTH_KEEPING * len(task.visits.place):
        country.routes = list(start.routes)
    for number in range(len(_ROUNDS)):
        country.search_round(number)
    return Draft(task, country.routes).routing()


@dataclass(kw_only=True)
class _Country:
    """The whole task and its plan so far."""

    task: RoutingTask
    limits: SearchLimits
    plane: Floats
    most: int
    began_s: float = 0.0
    routes: list[PlannedRoute] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.began_s = self.limits.clock()

    def search_round(self, number: int) -> None:
        """Cut, search all parts, put their routes together."""
        if self.routes:
            turn = self.limits.seed + number
            parts = later_parts(self.task, self.plane, self.routes, most=self.most, turn=turn)
        else:
            parts = first_parts(self.task, self.plane, most=self.most)
        ends_s = self.began_s + sum(_ROUNDS[: number + 1]) * (self.limits.seconds or 0.0)
        pace = _RoundPace(self.limits, len(parts), ends_s=ends_s, share=_ROUNDS[number])
        tally = _Tally(self.limits.report, parts)
        now = Whereabouts.of(self.task, self.routes)
        shares = spare_shares(self.task, parts, now)

        def search_part(n: int) -> list[PlannedRoute]:
            part = parts[n]
            limits = replace(
                pace.limits(n + len(parts) * number), report=lambda *news: tally.report(n, *news)
            )
            own = subtask(self.task, part, now, shares[n])
            found = team.search(own, limits=limits, start=inside(part, self.routes))
            return outside(part, found)

        with ThreadPoolExecutor(self.limits.hunts) as threads:
            found = list(threads.map(search_part, range(len(parts))))
        self.routes = sorted(
            (route for routes in found for route in routes), key=lambda route: route.vehicle_day
        )


def _n_stops(routing: Routing) -> int:
    return sum(len(trip) for route in routing.routes for trip in route.trips)


class _RoundPace:
    """How much of the limit each part gets: its share of the work, or of the time that is left."""

    def __init__(self, limits: SearchLimits, n_parts: int, *, ends_s: float, share: float) -> None:
        self._limits, self._ends_s, self._share = limits, ends_s, share
        self._n_parts = self._left = n_parts
        self._lock = Lock()

    def limits(self, number: int) -> SearchLimits:
        """Of the next part."""
        limits = replace(self._limits, seed=self._limits.seed + number, hunts=1)
        threads = self._limits.hunts
        if limits.work is not None:
            return replace(
                limits, work=max(1, round(self._share * limits.work * threads / self._n_parts))
            )
        with self._lock:
            left_s = max(0.0, self._ends_s - limits.clock())
            turns = max(1.0, self._left / threads)
            self._left -= 1
        return replace(limits, seconds=max(_LEAST_S, left_s / turns))


class _Tally:
    """Adds up what the parts report, once each of them has said something."""

    def __init__(self, report: Report, parts: Sequence[Part]) -> None:
        self._report, self._lock = report, Lock()
        self._news: list[tuple[int, int] | None] = [None] * len(parts)

    def report(self, number: int, cents: int, n_open: int) -> None:
        """Take a part's news."""
        with self._lock:
            self._news[number] = cents, n_open
            known = [news for news in self._news if news is not None]
            if len(known) == len(self._news):
                self._report(sum(news[0] for news in known), sum(news[1] for news in known))
