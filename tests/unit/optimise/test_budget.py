"""What is left of time or work, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable

from foodplan.domain.run import Limits, Progress
from foodplan.optimise.budget import Budget


def a_budget(
    limits: Limits,
    *,
    clock: Callable[[], float] = lambda: 0.0,
    report: Callable[[Progress], None] = lambda told: None,
) -> Budget:
    return Budget(limits, clock=clock, stop=lambda: False, report=report)


def used(budget: Budget, share: float) -> int | None:
    return budget.search_limits(share, seed=1, report=lambda cents, n_open: None).work


def test_shares_of_work_are_of_what_is_left() -> None:
    budget = a_budget(Limits(work=1000))
    assert [used(budget, 0.5), used(budget, 0.5)] == [500, 250]


def test_parts_share_their_share_and_leave_the_rest() -> None:
    budget = a_budget(Limits(work=1000))
    assert [used(part, 1.0) for part in budget.parts(3, 0.6)] == [200, 200, 200]
    assert used(budget, 1.0) == 400


def test_what_one_part_leaves_the_next_may_use() -> None:
    budget = a_budget(Limits(work=1000))
    parts = budget.parts(2, 0.6)
    assert [used(part, share) for part, share in zip(parts, (0.5, 1.0), strict=True)] == [150, 450]


def test_a_part_is_over_when_its_own_seconds_are() -> None:
    now = [0.0]
    budget = a_budget(Limits(seconds=10), clock=lambda: now[0])
    parts = budget.parts(2, 0.6)
    first = next(parts)
    now[0] = 2.5
    assert not first.is_over()
    now[0] = 4.0
    assert first.is_over()
    assert not budget.is_over()
    # The first took a second too long: the second has what is left of six.
    assert next(parts).search_limits(1.0, seed=1, report=lambda *_: None).seconds == 2.0


def test_only_better_plans_of_later_parts_are_told() -> None:
    told: list[Progress] = []
    budget = a_budget(Limits(work=1000), report=told.append)
    for part, (cents, n_baskets) in zip(
        budget.parts(4, 0.8), [(90_000, 10), (95_000, 10), (80_000, 9), (99_000, 11)], strict=True
    ):
        part.tell("routing", cents, n_baskets)
    assert [(one.best_eur, one.baskets_served) for one in told] == [
        (900.0, 10),
        (900.0, 10),
        (900.0, 10),
        (990.0, 11),
    ]


def test_money_is_not_told_without_its_baskets() -> None:
    told: list[Progress] = []
    a_budget(Limits(work=1000), report=told.append).tell("routing", 478_300)
    assert [(one.best_eur, one.baskets_served) for one in told] == [(None, None)]


def test_the_plan_that_a_part_found_is_told_until_there_is_a_whole_one() -> None:
    told: list[Progress] = []
    budget = a_budget(Limits(work=1000), report=told.append)
    next(budget.parts(1, 0.5)).tell("routing", 90_000, 10)
    budget.tell("routing", 478_300)
    budget.tell("routing", 80_000, 10)
    assert [(one.best_eur, one.baskets_served) for one in told] == [
        (900.0, 10),
        (900.0, 10),
        (800.0, 10),
    ]


def test_room_is_counted_in_what_is_left() -> None:
    ticks = iter((0.0, 4.0))
    by_work, by_time = (
        a_budget(Limits(work=1000)),
        a_budget(Limits(seconds=10), clock=ticks.__next__),
    )
    assert by_work.room_for(0.5, seconds=1e9, work=100) == 5
    assert by_time.room_for(0.5, seconds=1, work=1e9) == 3
