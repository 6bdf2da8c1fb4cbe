"""The route search: a quick plan, fewer vehicle-days, cooling.

    quench    a fast cooling from nothing gives a complete plan
    serve     what is still left out gets heavier each time, until there is room for it
    fleet     where vehicles cost something fixed: fewer and fewer vehicle-days, same stops served
    cooling   simulated annealing from warm to cold
    combine   set partitioning over all good routes seen (`master`), then cold again

With a limit in seconds the temperature follows the clock; with a limit in work it follows the
iterations, and the answer depends on nothing but task, work, seed and start.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from foodplan.optimise.routing.search.anneal import run
from foodplan.optimise.routing.search.arrays import Facts, Flags, Routes, Scratch
from foodplan.optimise.routing.search.exchange import (
    as_plan,
    load,
    plan_cost,
    planned,
    restore,
    snapshot,
    verified,
)
from foodplan.optimise.routing.search.facts import facts_of
from foodplan.optimise.routing.search.fleet import drop_route
from foodplan.optimise.routing.search.knobs import Knobs
from foodplan.optimise.routing.search.master import best_of, worth_it
from foodplan.optimise.routing.search.pace import Pace
from foodplan.optimise.routing.search.pool import Pool
from foodplan.optimise.routing.search.room import empty_routes, scratch_of
from foodplan.optimise.routing.task import (
    MILLICENTS_PER_CENT,
    PlannedRoute,
    Routing,
    RoutingTask,
    SearchLimits,
)

_QUENCH_SHARE = 0.08
_QUENCH_S = 1.0
_QUENCH_HEAT = (0.1, 0.01)
"""First and last temperature, as parts of the mean cost of a stop."""
_SERVE_SHARE = 0.15
"""At most; nothing of it is used where nobody is left out."""
_LAST_HEAT = 0.003
_FLEET_HEAT = 0.05
_FLEET_REMOVED = 7.0
_MEAN_REMOVED = 10.0
_LONGEST_STRING = 10.0
_PLENTY = 15_000
"""Iterations per stop from which a hot start pays, and a second round of saving vehicles …"""
_SOME = 3_000
"""… and from which a lukewarm one does."""
_FLEET_WORK = 2_400
"""Iterations per stop after which the fleet phase has mostly found what it will find."""
_COOLING_WORK = 60
"""Iterations per stop that the cooling needs before the fleet phase may have more."""
_SEEDS = 1_000_003
_SAMPLE = 20
_MASTER_SHARE = 0.12
_MASTER_WORK = 2.0
"""In CP-SAT's own unit, about seconds."""


def search(task: RoutingTask, *, limits: SearchLimits, start: Routing | None = None) -> Routing:
    """The best routing found within the limits, from `start` if there is one."""
    if not len(task.visits.place) or not len(task.vehicles.day):
        return verified(task, ())
    hunt = Hunt.begin(task, limits, start.routes if start else ())
    hunt.go()
    return verified(task, planned(hunt.facts, hunt.best))


@dataclass(kw_only=True)
class Hunt:
    """One search under way: three plans (in hand, last accepted, best) and its pace."""

    task: RoutingTask
    limits: SearchLimits
    pace: Pace
    facts: Facts
    scratch: Scratch
    routes: Routes
    kept: Routes
    best: Routes
    chance: random.Random
    pool: Pool
    calls: int = 0
    sample: int = 0
    """Every so many iterations a good plan gives its routes to the pool; 0: never."""

    @classmethod
    def begin(cls, task: RoutingTask, limits: SearchLimits, plan: tuple[PlannedRoute, ...]) -> Hunt:
        """Arrays filled from the task, and from a plan to start with."""
        facts = facts_of(task)
        routes, scratch = empty_routes(facts), scratch_of(facts)
        load(task, facts, routes, scratch, plan)
        return cls(
            task=task,
            limits=limits,
            pace=Pace(limits),
            facts=facts,
            scratch=scratch,
            routes=routes,
            kept=snapshot(routes),
            best=snapshot(routes),
            pool=Pool(facts),
            chance=random.Random(limits.seed),
        )

    def go(self) -> None:
        """All phases; the first iteration puts everything somewhere, however short the time."""
        heat = _QUENCH_HEAT[0] * self._mean_cost()
        self._run(1, heat, heat)
        quench = _QUENCH_SHARE
        if self.limits.seconds is not None and self.limits.work is None:
            quench = min(quench, _QUENCH_S / self.limits.seconds)
        self.cool(quench, first=_QUENCH_HEAT[0], last=_QUENCH_HEAT[1])
        self.serve_more(quench + _SERVE_SHARE)
        fixed = bool((self.facts.slots["fixed"] + self.facts.slots["weekly"]).any())
        if not fixed:
            self.cool_and_combine(1.0, first=0.3)
            return
        per_stop = self.pace.expected() / max(1, len(self.facts.jobs))
        cycles = 2 if per_stop > _PLENTY else 1
        for cycle in range(cycles):
            if cycle:
                self._return_to_best()
            begin = self.pace.share()
            part = (1.0 - begin) / (cycles - cycle)
            self.save_vehicles(begin + _fleet_share(part, per_stop))
            self.cool_and_combine(begin + part, first=_first_heat(per_stop) * 0.5**cycle)

    def cool_and_combine(self, until: float, *, first: float) -> None:
        """Cool down while good routes are collected, put the best of them together, finish cold."""
        left = until - self.pace.share()
        if not worth_it(self.facts):
            self.cool(until, first=first, last=_LAST_HEAT)
            return
        self.sample = _SAMPLE
        self.cool(until - _MASTER_SHARE * left, first=first, last=_LAST_HEAT)
        self.sample = 0
        self.combine(until)
        self.cool(until, first=2 * _LAST_HEAT, last=_LAST_HEAT)

    def combine(self, until: float) -> None:
        """Let the master choose among all routes seen; go on from the best plan."""
        if self.pace.is_over(until):
            return
        incumbent = self.pool.add_plan(self.best)
        seconds = self.pace.seconds_until(until)
        found = best_of(self.facts, self.pool, incumbent, seconds=seconds, work=_MASTER_WORK)
        if found is not None:
            load(self.task, self.facts, self.routes, self.scratch, as_plan(self.facts, found))
            restore(self.kept, self.routes)
            if plan_cost(self.kept) < plan_cost(self.best):
                restore(self.best, self.kept)
        self._return_to_best()

    def cool(self, until: float, *, first: float, last: float) -> None:
        """Anneal until a share of the limit is used; temperatures in mean costs of a stop."""
        begin, mean = self.pace.share(), 0.0
        while not self.pace.is_over(until):
            mean = mean or self._mean_cost()
            n = self.pace.chunk(until)
            now = min(1.0, (self.pace.share() - begin) / max(1e-9, until - begin))
            then = min(1.0, now + self.pace.share_of(n) / max(1e-9, until - begin))
            heats = [mean * first * (last / first) ** at for at in (now, then)]
            self._run(n, heats[0], heats[1])

    def serve_more(self, until: float) -> None:
        """Weigh what is left out by its misses until everybody is served, or time is up."""
        goal = int(self.facts.jobs["price"][self._hopeless()].sum())
        heat = _FLEET_HEAT * self._mean_cost()
        while int(self.best.total["missing"][0]) > goal and not self.pace.is_over(until):
            n = self.pace.chunk(until)
            self._run(n, heat, heat, most_used=len(self.facts.slots), goal=goal)
        self._return_to_best()

    def _hopeless(self) -> Flags:
        """Jobs that no vehicle-day may do."""
        able = (self.facts.boxed >= 0).any(axis=1)
        hopeless: Flags = np.bincount(self.facts.nodes["job"], able) == 0
        return hopeless

    def _return_to_best(self) -> None:
        restore(self.routes, self.best)
        restore(self.kept, self.best)
        self.scratch.marks["dirty"] = 0

    def save_vehicles(self, until: float) -> None:
        """Empty one vehicle-day after the other as long as the rest can serve the same stops."""
        last = snapshot(self.kept)
        goal = int(self.kept.total["missing"][0])
        heat = _FLEET_HEAT * self._mean_cost()
        most = int(self.kept.total["n_used"][0]) - 1
        if most < 1:
            return
        drop_route(self.facts, self.routes, self.kept, self.scratch, self.chance)
        while most >= 1 and not self.pace.is_over(until):
            n = self.pace.chunk(until)
            self._run(n, heat, heat, most_used=most, goal=goal)
            if int(self.kept.total["missing"][0]) <= goal:
                last = snapshot(self.kept)
                goal = int(self.kept.total["missing"][0])
                most = int(self.kept.total["n_used"][0]) - 1
                if most >= 1:
                    drop_route(self.facts, self.routes, self.kept, self.scratch, self.chance)
        restore(self.routes, last)
        restore(self.kept, last)
        self.scratch.marks["dirty"] = 1

    def _run(
        self, n: int, first: float, last: float, *, most_used: int | None = None, goal: int = 0
    ) -> None:
        """One run of iterations, counted and reported."""
        is_fleet = most_used is not None
        self.calls += 1
        knobs = Knobs(
            first_heat=max(first, 1e-6),
            last_heat=max(last, 1e-6),
            mean_removed=_FLEET_REMOVED if is_fleet else _MEAN_REMOVED,
            longest_string=_LONGEST_STRING,
            whole_route=0.15,
            one_family=0.8,
            blink=0.01,
            sample=self.sample,
            most_used=len(self.facts.slots) if most_used is None else most_used,
            fleet=int(is_fleet),
            goal=goal,
            seed=(self.limits.seed * _SEEDS + self.calls) % 2**31,
        )
        with self.pace.timed() as work:
            work.done = run(self.facts, self.routes, self.kept, self.best, self.scratch, knobs, n)
        self.pool.drain(self.scratch)
        total = self.best.total[0]
        cents = -(-int(total["routes"]) // MILLICENTS_PER_CENT)
        self.limits.report(cents, int(total["n_absent"]))

    def _mean_cost(self) -> float:
        """Cost of a stop in money; before the first plan is made, of one trip for it alone."""
        total = self.kept.total[0]
        served = len(self.facts.jobs) - int(total["n_absent"])
        if served > 0:
            return max(1.0, float(total["routes"]) / served)
        return float(self.facts.ways["cost"][0].mean())


def _fleet_share(part: float, per_stop: float) -> float:
    """How much of a part of the limit the fleet phase gets: most of little, a third of plenty."""
    wanted = max(0.35 * part, _FLEET_WORK / per_stop + 0.2 * part)
    spare = part - _COOLING_WORK / per_stop
    return min(wanted, 0.8 * part, max(0.2 * part, spare))


def _first_heat(per_stop: float) -> float:
    """First temperature of the cooling, the higher the more iterations there are."""
    return 0.3 if per_stop > _PLENTY else 0.06 if per_stop > _SOME else 0.04
