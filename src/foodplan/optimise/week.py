"""The pipeline of a week: days, shares, routes, and what routes teach the shares.

    possible week → hub and days of each site → allocation → routes
                                 ↑                                  |
                                 └── what could not be driven ──────┘   three rounds at most

The search chooses days first for deliveries alone; then, when the allocation has said what is
fetched where and when, again around these pick-ups: passing a farm on the way home costs little.

A delivery that could not be driven tries another hub or day; if it has none, everybody on its
hub-day gives a little (a cap); a pick-up that could not be driven is no longer counted on. What is
still open after that is given up, and the food is shared once more among what routes do serve, so
that nothing is packed that was not collected. Shortage is a result: the plan says who got less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from foodplan.domain.ids import SiteId
from foodplan.domain.plan import Collection, Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Engine, Limits, Progress
from foodplan.optimise.allocation.allocate import allocate
from foodplan.optimise.allocation.answer import Allocated, Delivery
from foodplan.optimise.allocation.possible import possible_week
from foodplan.optimise.budget import Budget
from foodplan.optimise.counters import (
    staying_travel,
    with_counters,
    with_handouts,
    with_routes,
)
from foodplan.optimise.days import assign_days
from foodplan.optimise.earlier import earlier_days, without_pickups
from foodplan.optimise.gifts import with_gifts
from foodplan.optimise.lessons import Lessons, deliveries_of, learnt, only_served
from foodplan.optimise.open_week import choose_days
from foodplan.optimise.rounds import Driven, Round, make_round
from foodplan.optimise.routes import domain_routes
from foodplan.optimise.routing.engines import engine_of
from foodplan.optimise.shrinking import (
    ROOM_TRIED,
    delivery_caps,
    fairness,
    left_behind,
    limits_of,
    room_in_trips,
    share_to_try,
    shrunk,
)
from foodplan.tables.travel import TravelMatrix

_ROUNDS = 3
_WHOLE = 1e-6
"""Baskets that a programme may miss by rounding."""
_MUCH = 0.99
"""Days that bring less than this share of what the week allows cost much."""
_FIRST_SHARE = 0.2
_AGAIN = 2
_AGAIN_SHARE = 0.35
_ROUND_SHARE = 0.4
"""Of the time or work that is left: the first choice of days, each choice around pick-ups, and the
routes of a round. What all of them leave makes the routes better."""
_MOST_SETTLING = 30


def optimise(
    problem: Problem,
    travel: TravelMatrix,
    limits: Limits,
    *,
    clock: Callable[[], float],
    stop: Callable[[], bool],
    report: Callable[[Progress], None],
    start: Plan | None = None,
) -> Plan:
    """The best plan found within the limits; a stop keeps the best so far.

    `start` is the plan of a week much like this one, tried first; `clock` counts seconds;
    `report` is called at every change of phase and every better plan.
    """
    staying, ways = with_counters(problem), staying_travel(problem, travel)
    week = _Week(staying, ways, limits, clock=clock, stop=stop, report=report)
    plan = week.plan(with_routes(start, staying) if start else None)
    return with_gifts(with_handouts(plan, staying), problem)


class _Week:
    """One run of the pipeline."""

    def __init__(
        self,
        problem: Problem,
        travel: TravelMatrix,
        limits: Limits,
        *,
        clock: Callable[[], float],
        stop: Callable[[], bool],
        report: Callable[[Progress], None],
    ) -> None:
        self._problem, self._travel, self._limits = problem, travel, limits
        self._fair_fill: Mapping[SiteId, float] = {}
        self._budget = Budget(limits, clock=clock, stop=stop, report=report)

    def plan(self, start: Plan | None) -> Plan:
        """Rounds, then settling, then the plan."""
        self._budget.tell("allocating")
        self._possible = possible_week(self._problem)
        best = self._fair(self._settled(self._rounds(start)))
        best = best if self._budget.is_over() else self._polished(best)
        self._budget.tell("routing", best.routing.cost_cents, best.n_baskets, share=1.0)
        return Plan(
            collections=best.allocated.collections,
            recipes=best.allocated.recipes,
            routes=domain_routes(best.task, best.routing.routes, best.loads),
            order_packings=best.allocated.order_packings,
            limits=limits_of(best, self._problem, self._fair_fill),
            bounds=self._possible.bounds(best.allocated.given),
        )

    def _rounds(self, start: Plan | None) -> Round:
        """At most three rounds of sharing and driving; the best of them."""
        is_free = start is None or self._problem.policy.eur_per_changed_day is not None
        deliveries, before = self._first_days(start)
        lessons, allocated = self._shared(Lessons(deliveries=deliveries))
        # Where the search could not place everybody with all days free, no other day will help.
        is_short = before is not None and bool(before.routing.unserved)
        if is_free and not is_short:
            for _ in range(_AGAIN):
                lessons, allocated, before = self._around_pickups(lessons, allocated, before)
        best: Round | None = None
        for attempt in range(1, _ROUNDS + 1):
            found = self._drive(allocated, share=_ROUND_SHARE, before=before)
            if best is None or found.merit(self._problem) < best.merit(self._problem):
                best = found
            if (is_short and found.unserved) or attempt == _ROUNDS or self._budget.is_over():
                break
            if found.unserved:
                lessons, before = learnt(self._problem, self._travel, lessons, found), best.driven
            elif self._days_cost_baskets(found.allocated):
                deliveries, before = self._other_days(attempt, found.allocated)
                lessons = Lessons(deliveries=deliveries)
            else:
                break
            lessons, allocated = self._shared(lessons)
        if best is None:
            raise AssertionError("there is always a first round")
        return best

    def _first_days(self, start: Plan | None) -> tuple[tuple[Delivery, ...], Driven | None]:
        """Days that the search chooses, or those of an earlier plan, unless others have a price."""
        if start is None:
            return self._chosen_days(_FIRST_SHARE, seed=self._limits.seed)
        deliveries, before = earlier_days(self._problem, start)
        if self._problem.policy.eur_per_changed_day is None:
            return deliveries, before
        return self._chosen_days(
            _FIRST_SHARE, seed=self._limits.seed, before=without_pickups(before)
        )

    def _other_days(
        self, attempt: int, allocated: Allocated
    ) -> tuple[tuple[Delivery, ...], Driven | None]:
        """Days from another seed; where much is lost, at last those that hub-days can pack best."""
        chosen = {bound.stage: bound.bound for bound in allocated.bounds}["baskets"]
        if attempt == _ROUNDS - 1 and chosen < _MUCH * self._possible.n_baskets:
            return (), None
        return self._chosen_days(_ROUND_SHARE, seed=self._limits.seed + attempt)

    def _around_pickups(
        self, lessons: Lessons, allocated: Allocated, before: Driven | None
    ) -> tuple[Lessons, Allocated, Driven | None]:
        """Days chosen again around the pick-ups, unless that costs baskets; all as it was else."""
        if before is None or self._budget.is_over():
            return lessons, allocated, before
        rough = self._drive(allocated, share=0.0, before=before)
        if not any(load.is_pickup for load in rough.loads):
            return lessons, allocated, before
        deliveries, driven = self._chosen_days(
            _AGAIN_SHARE, seed=self._limits.seed, before=rough.driven
        )
        again, shared = self._shared(Lessons(deliveries=deliveries), usual=allocated.collections)
        if self._days_cost_baskets(shared) and not self._days_cost_baskets(allocated):
            return lessons, allocated, before
        return again, shared, driven

    def _shared(
        self, lessons: Lessons, *, usual: Sequence[Collection] = ()
    ) -> tuple[Lessons, Allocated]:
        """Days for the sites that have none yet, and the food shared among all of them."""
        lessons = replace(lessons, deliveries=self._days_for_all(self._problem, lessons))
        return lessons, self._allocate(lessons, usual=usual)

    def _days_for_all(self, problem: Problem, lessons: Lessons) -> tuple[Delivery, ...]:
        return assign_days(
            problem,
            self._travel,
            self._possible.baskets,
            banned=lessons.banned,
            kept=lessons.deliveries,
        )

    def _days_cost_baskets(self, allocated: Allocated) -> bool:
        """Whether the search chose days on which less can be packed than the week allows.

        Where all needs can be met, whole crates must not cost anybody a basket either.
        """
        if self._limits.engine is not Engine.SEARCH:
            return False
        most = self._possible.n_baskets
        chosen = {bound.stage: bound.bound for bound in allocated.bounds}["baskets"]
        needed = sum(row.baskets for row in self._problem.needs)
        given = sum(row.baskets for row in allocated.given)
        return chosen < most - 1 or given < needed <= most + _WHOLE

    def _chosen_days(
        self,
        share: float,
        *,
        seed: int,
        before: Driven | None = None,
        problem: Problem | None = None,
    ) -> tuple[tuple[Delivery, ...], Driven | None]:
        """Hubs and days that the route search chose; none where the engine plans day by day."""
        if self._limits.engine is not Engine.SEARCH or self._budget.is_over():
            return (), None
        self._budget.tell("routing")
        return choose_days(
            problem or self._problem,
            self._travel,
            self._possible.baskets,
            engine=engine_of(self._limits.engine),
            limits=self._budget.search_limits(
                share, seed=seed, report=lambda cents, _: self._budget.tell("routing", cents)
            ),
            before=before,
        )

    def _polished(self, best: Round) -> Round:
        """The same food with better routes, in the time or work that is left."""
        found = self._drive(best.allocated, share=1.0, before=best.driven)
        return min(found, best, key=lambda one: one.merit(self._problem))

    def _fair(self, best: Round) -> Round:
        """Everybody gives a little where routes leave somebody behind; see `shrinking`."""
        fair = self._fair_fill
        for attempt in range(1, _ROUNDS + 1):
            if self._budget.is_over() or not left_behind(best, self._problem, fair):
                break
            share = share_to_try(best, self._problem, fair, attempt)
            rounds = [self._smaller(share, attempt)]
            if any(load.is_pickup for load in rounds[0].unserved) and not self._budget.is_over():
                rounds.append(self._smaller(share, attempt, around=rounds[0]))
            found = map(self._grown, map(self._settled, rounds))
            best = min(best, *found, key=lambda one: fairness(one, self._problem, fair))
        return best

    def _smaller(self, share: float, attempt: int, *, around: Round | None = None) -> Round:
        """Everybody asks for a share of the fair fill; `around` the pick-ups of a round before."""
        smaller = shrunk(self._problem, self._fair_fill, share)
        deliveries, before = self._chosen_days(
            _ROUND_SHARE,
            seed=self._limits.seed + attempt,
            before=around.driven if around else None,
            problem=smaller,
        )
        deliveries = self._days_for_all(smaller, Lessons(deliveries=deliveries))
        caps = delivery_caps(smaller, deliveries, before)
        allocated = self._allocate(
            Lessons(deliveries=deliveries, site_caps=caps),
            usual=around.allocated.collections if around else (),
        )
        # By insertion alone: a search would leave out two sites to fetch one large lot.
        return self._drive(allocated, share=0.0, before=before)

    def _grown(self, best: Round) -> Round:
        """The round with what room is left in its trips given to their own stops."""
        served = only_served(self._problem, Lessons(deliveries=deliveries_of(best)), best)
        for share in ROOM_TRIED:
            more = replace(served, site_caps=room_in_trips(best, self._problem, share))
            allocated = self._allocate(more, usual=best.allocated.collections)
            found = self._settled(self._drive(allocated, share=0.0, before=best.driven))
            best = min(best, found, key=lambda one: fairness(one, self._problem, self._fair_fill))
        return best

    def _settled(self, found: Round) -> Round:
        """A round in which everything that is packed was collected, and nothing stays open.

        Sites keep at most what routes brought them; each try gives up at least one visit.
        """
        served = Lessons(deliveries=deliveries_of(found))
        for _ in range(_MOST_SETTLING):
            if not found.unserved:
                break
            served = only_served(self._problem, served, found)
            found = self._drive(self._allocate(served), share=0.0, before=found.driven)
        return found

    def _allocate(self, lessons: Lessons, *, usual: Sequence[Collection] = ()) -> Allocated:
        self._budget.tell("allocating")
        found = allocate(
            self._problem,
            lessons.deliveries,
            caps=lessons.caps,
            site_caps=lessons.site_caps,
            not_collected=lessons.not_collected,
            usual=usual,
        )
        self._fair_fill = self._fair_fill or found.fill
        return found

    def _drive(self, allocated: Allocated, *, share: float, before: Driven | None) -> Round:
        """Routes with a share of the time or work that is left; 0: by insertion alone."""
        self._budget.tell("routing")
        searching = share > 0 and not self._budget.is_over()
        found = make_round(
            self._problem,
            self._travel,
            allocated,
            engine=engine_of(self._limits.engine) if searching else None,
            limits=self._budget.search_limits(
                share if searching else 0.0,
                seed=self._limits.seed,
                report=lambda cents, n_open: self._found(allocated, cents, n_open),
            ),
            before=before,
        )
        self._budget.tell("routing", found.routing.cost_cents, found.n_baskets)
        return found

    def _found(self, allocated: Allocated, cents: int, n_open: int) -> None:
        given = sum(row.baskets for row in allocated.given)
        self._budget.tell("routing", cents, None if n_open else given)
