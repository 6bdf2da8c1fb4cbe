"""One search for good routes, and the phases that `team` takes it through.

    start     a fast cooling from nothing gives a complete plan; what is still left out gets
              heavier each time, until there is room for it
    saving    where vehicles cost something fixed: fewer and fewer vehicle-days, same stops served,
              as long as that pays: each of these plans is cooled fast and compared; large tasks
              are started and saved several times if there is time for it
    cooling   simulated annealing from warm to cold

With a limit in seconds the temperature follows the clock; with a limit in work it follows the
iterations, and the answer depends on nothing but task, work, seed and start.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from foodplan.optimise.routing.search.anneal import run
from foodplan.optimise.routing.search.arrays import FEWER, Facts, Flags, Routes
from foodplan.optimise.routing.search.exchange import (
    load,
    plan_cost,
    restore,
    snapshot,
)
from foodplan.optimise.routing.search.fleet import drop_route
from foodplan.optimise.routing.search.heat import (
    COMPARING,
    QUENCH,
    SAVING,
    TRIAL,
    Cooling,
    spacing,
)
from foodplan.optimise.routing.search.knobs import Knobs
from foodplan.optimise.routing.search.pace import Pace
from foodplan.optimise.routing.search.pool import Pool
from foodplan.optimise.routing.search.room import empty_routes, scratch_of
from foodplan.optimise.routing.search.scratch import Scratch
from foodplan.optimise.routing.task import (
    MILLICENTS_PER_CENT,
    PlannedRoute,
    RoutingTask,
    SearchLimits,
)

SMALL = 120
"""Up to so many stops a task is small."""
_QUENCH_SHARE = 0.08
_QUENCH_S = 1.0
_SERVE_SHARE = 0.15
"""At most; nothing of it is used where nobody is left out."""
_SAVING_SHARE = 0.5
"""At most; it ends sooner where no vehicle-day was saved for long, or fewer of them cost more."""
_STARTS_SHARE = 0.6
_MOST_STARTS = 6
_COMPARING_WORK = 1000
"""Iterations a stop that show which start is the best."""
_FLEET_REMOVED = 7.0
_PATIENCE = 2500
"""Iterations per stop without one vehicle-day fewer, after which there is little hope."""
_TRIAL = 100
"""Iterations per stop that show what a plan with fewer vehicle-days is worth."""
_DEARER = 1.02
_IN_VAIN = 2
"""So many trials in a row may end dearer than the best; then fewer vehicle-days cost more."""
_MEAN_REMOVED = 10.0
_LONGEST_STRING = 10.0
_SEEDS = 1_000_003


@dataclass(kw_only=True)
class Saving:
    """Fewer vehicle-days: how far a hunt is."""

    last: Routes
    """The plan with fewest vehicle-days that leaves out no more than before."""
    goal: int
    """Price of what it leaves out."""
    most: int
    """So many vehicle-days may the next one use."""
    heat: float
    cheapest: int
    """Cost of the cheapest plan so far, cooled."""
    idle: int = 0
    """Iterations since the last vehicle-day was saved."""
    in_vain: int = 0
    """Trials in a row that ended dearer."""

    def is_worth_it(self, n_jobs: int) -> bool:
        """Whether one vehicle-day fewer can be found, and is likely to pay."""
        return self.most >= 1 and self.in_vain < _IN_VAIN and self.idle < _PATIENCE * n_jobs


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
    spacing: float
    """What near neighbours are apart, in money: the unit of temperature."""
    calls: int = 0
    sample: int = 0
    """Every so many iterations a good plan gives its routes to the pool; 0: never."""

    @classmethod
    def begin(
        cls, task: RoutingTask, facts: Facts, limits: SearchLimits, plan: tuple[PlannedRoute, ...]
    ) -> Hunt:
        """Arrays filled from the task, and from a plan to start with."""
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
            spacing=spacing(facts),
            chance=random.Random(limits.seed),
        )

    @property
    def is_small(self) -> bool:
        """Whether the task soon freezes: rather cool it again than start it again."""
        return len(self.facts.jobs) <= SMALL

    def choose_fleet(self) -> None:
        """Start a large task several times if there is time; go on from the cheapest plan.

        Which vehicle-days a start ends with decides most of the cost; cooling hardly changes that.
        The last start is not cooled to be compared: doing so saved nothing (docs/model.md).
        """
        plans: list[Routes] = []
        while True:
            self.start()
            begin = self.pace.share()
            self._save_vehicles(begin + _SAVING_SHARE * (1.0 - begin))
            self.go_on_from(self.best)
            trial = self.pace.share_of(_COMPARING_WORK * len(self.facts.jobs))
            if self.is_small or not self._has_time_for_another(1 + len(plans), trial):
                break
            self.cool(self.pace.share() + trial, COMPARING)
            plans.append(snapshot(self.best))
            self._begin_anew()
        self.go_on_from(min([self.best, *plans], key=plan_cost))

    def _has_time_for_another(self, n_starts: int, trial: float) -> bool:
        """Whether this trial and one start more, as long as those so far, leave time to cool."""
        share = (self.pace.share() + trial) * (n_starts + 1) / n_starts
        fits = n_starts < _MOST_STARTS and 0.0 < share < _STARTS_SHARE
        return fits and not self.pace.is_over(1.0)

    def _begin_anew(self) -> None:
        """Forget the plans and the misses; what is known of routes stays."""
        load(self.task, self.facts, self.routes, self.scratch, ())
        self.kept, self.best = snapshot(self.routes), snapshot(self.routes)
        self.scratch.marks["dirty"] = 0
        self.scratch.misses[...] = 1

    def start(self) -> None:
        """A complete plan; the first iteration puts everything somewhere, however short it is."""
        begin = self.pace.share()
        heat = QUENCH.first * self.spacing
        self._run(1, heat, heat)
        quench = _QUENCH_SHARE
        if self.limits.seconds is not None and self.limits.work is None:
            quench = min(quench, _QUENCH_S / self.limits.seconds)
        self.cool(begin + quench, QUENCH)
        self._serve_more(begin + quench + _SERVE_SHARE)

    def cool(self, until: float, cooling: Cooling) -> None:
        """Anneal until a share of the limit is used; temperatures in units of `spacing`."""
        begin = self.pace.share()
        while not self.pace.is_over(until):
            n = self.pace.chunk(until)
            now = min(1.0, (self.pace.share() - begin) / max(1e-9, until - begin))
            then = min(1.0, now + self.pace.share_of(n) / max(1e-9, until - begin))
            ratio = cooling.last / cooling.first
            heats = [self.spacing * cooling.first * ratio**at for at in (now, then)]
            self._run(n, heats[0], heats[1])

    def _serve_more(self, until: float) -> None:
        """Weigh what is left out by its misses until everybody is served, or time is up."""
        goal = int(self.facts.jobs["price"][self._hopeless()].sum())
        heat = SAVING * self.spacing
        while int(self.best.total["missing"][0]) > goal and not self.pace.is_over(until):
            n = self.pace.chunk(until)
            self._run(n, heat, heat, most_used=len(self.facts.slots), goal=goal)
        self.go_on_from(self.best)

    def _hopeless(self) -> Flags:
        """Jobs that no vehicle-day may do."""
        able = (self.facts.boxed >= 0).any(axis=1)
        hopeless: Flags = np.bincount(self.facts.nodes["job"], able) == 0
        return hopeless

    def go_on_from(self, plan: Routes) -> None:
        """Put a plan in hand; what was better so far stays the best."""
        restore(self.routes, plan)
        restore(self.kept, plan)
        if plan_cost(plan) < plan_cost(self.best):
            restore(self.best, plan)
        # Marks where the best plan holds another route than the one in hand.
        self.scratch.marks["dirty"] = int(plan_cost(plan) > plan_cost(self.best))

    def _save_vehicles(self, until: float) -> None:
        """Empty one vehicle-day after the other as long as the rest can serve the same stops."""
        n_jobs = len(self.facts.jobs)
        saving = Saving(
            last=snapshot(self.kept),
            goal=int(self.kept.total["missing"][0]),
            most=int(self.kept.total["n_used"][0]) - 1,
            heat=SAVING * self.spacing,
            cheapest=plan_cost(self.kept),
        )
        self._drop_route(saving)
        while saving.is_worth_it(n_jobs) and not self.pace.is_over(until):
            begin, n = self.pace.done, self.pace.chunk(until)
            self._run(n, saving.heat, saving.heat, most_used=saving.most, goal=saving.goal)
            saving.idle += self.pace.done - begin
            if int(self.kept.total["missing"][0]) <= saving.goal:
                self._weigh_up(saving, until)
                self._drop_route(saving)

    def _weigh_up(self, saving: Saving, until: float) -> None:
        """Note a plan with fewer vehicle-days, and cool it to see what it costs."""
        saving.last = snapshot(self.kept)
        saving.goal = int(self.kept.total["missing"][0])
        saving.most = int(self.kept.total["n_used"][0]) - 1
        saving.idle = 0
        trial = self.pace.share_of(_TRIAL * len(self.facts.jobs))
        self.cool(min(until, self.pace.share() + trial), TRIAL)
        cost = plan_cost(self.kept)
        saving.in_vain = saving.in_vain + 1 if cost > _DEARER * saving.cheapest else 0
        saving.cheapest = min(cost, saving.cheapest)
        self.go_on_from(saving.last)

    def _drop_route(self, saving: Saving) -> None:
        if saving.most >= 1:
            drop_route(self.facts, self.routes, self.kept, self.scratch, self.chance)

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
            kin=0.25,
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
        money = int(total["routes"]) - FEWER * int(total["n_used"])
        cents = -(-money // MILLICENTS_PER_CENT)
        self.limits.report(cents, int(total["n_absent"]))
