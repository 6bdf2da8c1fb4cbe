"""Several hunts for one task, one a core: what one of them finds, all go on from.

    start      every hunt makes plans of its own; all go on from the best
    cooling    in slices; all go on from the best plan in hand
    combine    set partitioning over the routes that all have seen (`master`); then cold again

A plan in which only a few stops changed is cooled at once, from less warm. Small tasks with plenty
of time are cooled and combined several times, all routes in one pool.

Each hunt has its own seed, plans and pace, and runs in a thread of its own: compiled code lets go
of Python's lock, and Numba keeps one random state a thread. They meet after every phase, so with a
limit in work the answer depends on nothing but task, work, seed, start and number of hunts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Lock

from foodplan.optimise.routing.search.arrays import Facts, Routes
from foodplan.optimise.routing.search.exchange import (
    as_plan,
    load,
    plan_cost,
    planned,
    verified,
)
from foodplan.optimise.routing.search.facts import facts_of
from foodplan.optimise.routing.search.heat import FIXED, LAST, NEAR, PLAIN, Cooling
from foodplan.optimise.routing.search.hunt import Hunt
from foodplan.optimise.routing.search.master import best_of, worth_it
from foodplan.optimise.routing.search.room import empty_routes
from foodplan.optimise.routing.task import Report, Routing, RoutingTask, SearchLimits

_ANNEAL_WORK = 3000
"""A small task is cooled several times if there is time for it, so many iterations a stop each."""
_MOST_ANNEALS = 4
_SAMPLE = 20
_END_SHARE = 0.12
"""For the master, and to go cold."""
_MASTER_WORK = 2.0
"""In CP-SAT's own unit, about seconds."""
_COOLING_SLICES = 8
_NEXT_SEED = 7919


def search(task: RoutingTask, *, limits: SearchLimits, start: Routing | None = None) -> Routing:
    """The best routing found within the limits, from `start` if there is one."""
    if not len(task.visits.place) or not len(task.vehicles.day):
        return verified(task, ())
    with ThreadPoolExecutor(limits.hunts) as threads:
        team = Team.begin(task, limits, start, threads)
        team.go()
    return verified(task, planned(team.facts, team.best))


@dataclass(kw_only=True)
class Team:
    """All hunts of one search."""

    task: RoutingTask
    facts: Facts
    hunts: Sequence[Hunt]
    threads: ThreadPoolExecutor

    @classmethod
    def begin(
        cls,
        task: RoutingTask,
        limits: SearchLimits,
        start: Routing | None,
        threads: ThreadPoolExecutor,
    ) -> Team:
        """Hunts with seeds of their own that share all that never changes."""
        facts, herald = facts_of(task), _Herald(limits.report)
        hunts = [
            Hunt.begin(
                task,
                facts,
                replace(limits, seed=limits.seed + n * _NEXT_SEED, report=herald.report),
                start.routes if start else (),
            )
            for n in range(limits.hunts)
        ]
        return cls(task=task, facts=facts, hunts=hunts, threads=threads)

    @property
    def best(self) -> Routes:
        """The best plan of all; the first hunt's among equals."""
        return min((hunt.best for hunt in self.hunts), key=plan_cost)

    def go(self) -> None:
        """All phases."""
        if self.hunts[0].limits.stays_near:
            self._cool_and_combine(1.0, NEAR)
            return
        fixed = self.task.vehicles.fixed_millicents + self.task.vehicles.weekly_millicents
        self._each(Hunt.choose_fleet if fixed.any() else Hunt.start)
        self._meet(self.best)
        cooling = FIXED if fixed.any() else PLAIN
        n = self._n_anneals()
        for left in range(n, 0, -1):
            begin = self._share()
            self._cool_and_combine(begin + (1.0 - begin) / left, cooling)

    def _n_anneals(self) -> int:
        """How often to cool: a small task soon freezes, and another start may end elsewhere."""
        if not self.hunts[0].is_small:
            return 1
        n_jobs = len(self.facts.jobs)
        left = (1.0 - self._share()) * self.hunts[0].pace.expected()
        return int(min(_MOST_ANNEALS, max(1.0, left / (_ANNEAL_WORK * n_jobs))))

    def _cool_and_combine(self, until: float, cooling: Cooling) -> None:
        """Cool down while good routes are collected, put the best of them together, finish cold."""
        begin, combines = self._share(), worth_it(self.facts)
        for hunt in self.hunts:
            hunt.sample = _SAMPLE if combines else 0
        self._cool(begin, until - _END_SHARE * (until - begin), cooling)
        for hunt in self.hunts:
            hunt.sample = 0
        self._meet(self.best)
        if combines:
            self._combine(until)
        self._cool_slice(until, Cooling(cooling.last, LAST))
        self._meet(self.best)

    def _cool(self, begin: float, end: float, cooling: Cooling) -> None:
        """From warm to cold; a single hunt needs nobody to meet."""
        slices = _COOLING_SLICES if len(self.hunts) > 1 else 1
        ratio = (cooling.last / cooling.first) ** (1 / slices)
        for n in range(slices):
            until = begin + (n + 1) * (end - begin) / slices
            first = cooling.first * ratio**n
            self._cool_slice(until, Cooling(first, first * ratio))
            if n < slices - 1:
                self._meet(min((hunt.kept for hunt in self.hunts), key=plan_cost))

    def _cool_slice(self, until: float, cooling: Cooling) -> None:
        self._each(lambda hunt: hunt.cool(until, cooling))

    def _combine(self, until: float) -> None:
        """Let the master choose among all routes seen; all go on from the best plan."""
        lead = self.hunts[0]
        if lead.pace.is_over(until):
            return
        for hunt in self.hunts[1:]:
            lead.pool.take(hunt.pool)
        incumbent = lead.pool.add_plan(lead.best)
        seconds = lead.pace.seconds_until(until)
        found = best_of(self.facts, lead.pool, incumbent, seconds=seconds, work=_MASTER_WORK)
        if found is not None:
            plan = empty_routes(self.facts)
            load(self.task, self.facts, plan, lead.scratch, as_plan(self.facts, found))
            self._meet(min(plan, self.best, key=plan_cost))

    def _meet(self, plan: Routes) -> None:
        """Let all hunts go on from one plan, a copy for each."""
        for hunt in self.hunts:
            hunt.go_on_from(plan)

    def _share(self) -> float:
        """Share of the limit that every hunt has used."""
        return min(hunt.pace.share() for hunt in self.hunts)

    def _each(self, phase: Callable[[Hunt], None]) -> None:
        """One phase of every hunt, side by side; all have ended when this returns."""
        if len(self.hunts) == 1:
            phase(self.hunts[0])
        else:
            # Asked for, so that what one of them raised is raised here.
            list(self.threads.map(phase, self.hunts))


class _Herald:
    """Tells the best that any of the hunts has found."""

    def __init__(self, report: Report) -> None:
        self._report, self._lock = report, Lock()
        self._best: tuple[int, int] | None = None

    def report(self, cents: int, n_open: int) -> None:
        """Take a hunt's news, tell what is best."""
        with self._lock:
            news = n_open, cents
            self._best = news if self._best is None else min(self._best, news)
            self._report(self._best[1], self._best[0])
