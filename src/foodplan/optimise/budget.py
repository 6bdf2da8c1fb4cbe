"""Time or work of a run: what is left of it, shares of it for a search, and progress told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from foodplan.domain.run import Limits, Progress
from foodplan.optimise.routing.task import Report, SearchLimits
from foodplan.units import CENTS_PER_EUR

_LEAST_S = 0.001
_ALMOST = 0.95
"""Share that is told at most before the plan is there."""


class Budget:
    """Counts down seconds of `clock`, or work where that is the limit."""

    def __init__(
        self,
        limits: Limits,
        *,
        clock: Callable[[], float],
        stop: Callable[[], bool],
        report: Callable[[Progress], None],
        whole: Budget | None = None,
    ) -> None:
        self._limits, self._clock, self._stop, self._report = limits, clock, stop, report
        self._whole = whole
        self._began_s = clock()
        self._work_left = limits.work or 0
        self._told_share = 0.0
        self._best: tuple[int, float] | None = None

    def is_over(self) -> bool:
        """Whether a person stopped it, or the time or work is used up."""
        left_s = self._left_s()
        used_up = left_s <= 0 if left_s is not None else self._work_left <= 0
        return used_up or self._stop()

    def search_limits(
        self, share: float, *, report: Report, seed: int, stays_near: bool = False
    ) -> SearchLimits:
        """A share of the time or work that is left; the work counts as used."""
        left_s = self._left_s()
        work = max(1, round(share * self._work_left)) if self._limits.work else None
        if work and share > 0:
            self._use(work)
        return SearchLimits(
            seconds=None if left_s is None else share * left_s,
            work=work,
            seed=seed,
            clock=self._clock,
            stop=self._stop,
            report=report,
            hunts=self._limits.cores,
            stays_near=stays_near,
        )

    def seconds_of(self, share: float) -> float | None:
        """Seconds of a share of what is left; None where work is the limit."""
        left_s = self._left_s()
        return None if left_s is None else max(0.0, share * left_s)

    def room_for(self, share: float, *, seconds: float, work: float) -> int:
        """How many times so many seconds, or so much work, fit into a share of what is left."""
        left_s = self._left_s()
        if left_s is not None:
            return max(0, int(share * left_s / seconds))
        return max(0, int(share * self._work_left / work))

    def parts(self, n_parts: int, share: float) -> Iterator[Budget]:
        """Budgets, one after the other, of a share of what is left; leftovers go to the next.

        What they tell is told here: of those that follow the first only what is better.
        """
        kept_s, kept_work = (1 - share) * (self._left_s() or 0.0), (1 - share) * self._work_left
        for n_left in range(n_parts, 0, -1):
            left_s = self._left_s()
            if left_s is None:
                work = (self._work_left - kept_work) / n_left
                limits = replace(self._limits, work=max(1, int(work)))
            else:
                limits = replace(self._limits, seconds=max(_LEAST_S, (left_s - kept_s) / n_left))
            yield Budget(
                limits, clock=self._clock, stop=self._stop, report=self._pass_on, whole=self
            )

    def tell(
        self,
        phase: str,
        cents: int | None = None,
        n_baskets: int | None = None,
        *,
        share: float | None = None,
    ) -> None:
        """Report progress; the share never goes back.

        Money is told with the baskets that it brings: a cost of some stops is no cost of a plan.
        Without both, the best plan of the parts so far is told.
        """
        left_s = self._left_s()
        if left_s is not None and self._limits.seconds:
            done = 1 - max(0.0, left_s) / self._limits.seconds
        else:
            done = 1 - self._work_left / (self._limits.work or 1)
        self._told_share = max(self._told_share, min(_ALMOST, done) if share is None else share)
        best_eur = None if cents is None or n_baskets is None else cents / CENTS_PER_EUR
        if best_eur is None and self._best is not None:
            n_baskets, best_eur = -self._best[0], self._best[1]
        self._report(
            Progress(
                phase=phase,
                share=self._told_share,
                best_eur=best_eur,
                baskets_served=n_baskets,
            )
        )

    def _pass_on(self, told: Progress) -> None:
        """Tell the best plan of all parts, where a part told something."""
        if told.best_eur is not None and told.baskets_served is not None:
            found = -told.baskets_served, told.best_eur
            self._best = found if self._best is None else min(self._best, found)
        self.tell(told.phase)

    def _use(self, work: int) -> None:
        self._work_left -= work
        if self._whole is not None:
            self._whole._use(work)

    def _left_s(self) -> float | None:
        if self._limits.seconds is None:
            return None
        return self._limits.seconds - (self._clock() - self._began_s)
