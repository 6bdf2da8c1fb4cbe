"""The steps that a week is planned by: days for sites, shares of the food, routes.

Each takes a share of a budget; what to do with them is told in `attempt` and `week`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from foodplan.domain.ids import SiteId
from foodplan.domain.plan import Collection
from foodplan.domain.problem import Problem
from foodplan.domain.run import Engine
from foodplan.optimise.allocation.allocate import allocate
from foodplan.optimise.allocation.answer import Allocated, Delivery
from foodplan.optimise.allocation.moving import Calls
from foodplan.optimise.allocation.possible import Possible
from foodplan.optimise.budget import Budget
from foodplan.optimise.days import assign_days
from foodplan.optimise.lessons import Lessons
from foodplan.optimise.open_week import choose_days
from foodplan.optimise.rounds import Driven, Round, make_round
from foodplan.optimise.routing.engines import engine_of
from foodplan.tables.travel import TravelMatrix

_WHOLE = 1e-6
"""Baskets that a programme may miss by rounding."""


@dataclass(kw_only=True)
class Steps:
    """The steps of one problem within one budget, with one seed."""

    problem: Problem
    travel: TravelMatrix
    possible: Possible
    engine: Engine
    seed: int
    budget: Budget
    fair_fill: dict[SiteId, float] = field(default_factory=dict)
    """Fill of every site if routes could carry all of it: what the first sharing found."""

    def within(self, budget: Budget, *, seed: int) -> Steps:
        """The same steps with another budget and seed."""
        return replace(self, budget=budget, seed=seed)

    def room_for(self, share: float, *, seconds: float, work: float) -> int:
        """How many times so much time or work for each site fits into a share of what is left."""
        n_sites = max(1, len(self.problem.sites))
        return self.budget.room_for(share, seconds=seconds * n_sites, work=work * n_sites)

    def choose_days(
        self,
        share: float,
        *,
        seed: int,
        before: Driven | None = None,
        problem: Problem | None = None,
    ) -> tuple[tuple[Delivery, ...], Driven | None]:
        """Hubs and days that the route search chose; none where the engine plans day by day."""
        if self.engine is not Engine.SEARCH or self.budget.is_over():
            return (), None
        self.budget.tell("routing")
        return choose_days(
            problem or self.problem,
            self.travel,
            self.possible.baskets,
            engine=engine_of(self.engine),
            limits=self.budget.search_limits(
                share, seed=seed, report=lambda cents, _: self.budget.tell("routing", cents)
            ),
            before=before,
        )

    def share(
        self, lessons: Lessons, *, usual: Sequence[Collection] = ()
    ) -> tuple[Lessons, Allocated]:
        """Days for the sites that have none yet, and the food shared among all of them."""
        lessons = replace(lessons, deliveries=self.days_for_all(self.problem, lessons))
        return lessons, self.allocate(lessons, usual=usual)

    def days_for_all(self, problem: Problem, lessons: Lessons) -> tuple[Delivery, ...]:
        """The deliveries of the lessons, and days by rule of thumb for all other sites."""
        return assign_days(
            problem,
            self.travel,
            self.possible.baskets,
            banned=lessons.banned,
            kept=lessons.deliveries,
        )

    def allocate(
        self, lessons: Lessons, *, usual: Sequence[Collection] = (), calls: Calls | None = None
    ) -> Allocated:
        """The food shared among these deliveries, `usual` collections kept where that is free.

        With `calls` they move from there to where they cost less on the road.
        """
        self.budget.tell("allocating")
        found = allocate(
            self.problem,
            lessons.deliveries,
            caps=lessons.caps,
            site_caps=lessons.site_caps,
            not_collected=lessons.not_collected,
            usual=usual,
            calls=calls,
        )
        if not self.fair_fill:
            self.fair_fill.update(found.fill)
        return found

    def drive(
        self,
        allocated: Allocated,
        *,
        share: float,
        before: Driven | None,
        stays_near: bool = False,
    ) -> Round:
        """Routes with a share of the time or work that is left; 0: by insertion alone.

        `stays_near`: little has changed since the routes of `before`, and these were good.
        """
        self.budget.tell("routing")
        searching = share > 0 and not self.budget.is_over()
        given = sum(row.baskets for row in allocated.given)
        found = make_round(
            self.problem,
            self.travel,
            allocated,
            engine=engine_of(self.engine) if searching else None,
            limits=self.budget.search_limits(
                share if searching else 0.0,
                seed=self.seed,
                report=lambda cents, n_open: self.budget.tell(
                    "routing", cents, None if n_open else given
                ),
                stays_near=stays_near,
            ),
            before=before,
        )
        self.budget.tell("routing", found.routing.cost_cents, found.n_baskets)
        return found

    def days_cost_baskets(self, allocated: Allocated) -> bool:
        """Whether the search chose days on which less can be packed than the week allows.

        Where all needs can be met, whole crates must not cost anybody a basket either.
        """
        if self.engine is not Engine.SEARCH:
            return False
        most, chosen = self.possible.n_baskets, baskets_possible(allocated)
        needed = sum(row.baskets for row in self.problem.needs)
        given = sum(row.baskets for row in allocated.given)
        return chosen < most - 1 or given < needed <= most + _WHOLE


def baskets_possible(allocated: Allocated) -> float:
    """Baskets that could be packed at most on the days of this sharing."""
    return {bound.stage: bound.bound for bound in allocated.bounds}["baskets"]
