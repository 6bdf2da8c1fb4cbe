"""The fairest shares: raise the lowest, then the next lowest, and so on (leximin).

Given     a programme with columns B, each belonging to one claim c; D_c and a_c (given before);
          own_c, the most baskets that the claim itself can take
Level     R_c = (a_c + sum of its B) / D_c
Fill up   raise the common level λ of all free claims; fix at λ those that a positive dual proves
          unable to exceed it, and at their own limit those that reached it; repeat.

Levels closer than 1e-4 are one level. Claims with their own limit would cost one round each, so the
claims that end a round at their own limit are found by bisection over the sorted limits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foodplan.errors import NoPlanFound
from foodplan.optimise.allocation.program import Answer, Program

Floats = NDArray[np.float64]
Index = NDArray[np.int64]
Flags = NDArray[np.bool_]

ONE_LEVEL = 1e-4
TOP = 1e6
"""Stands for a level without limit."""
_TICK = 1e-8
_CERTIFICATE = 1e-7
"""Share of the level's dual above which a claim is proven unable to rise."""
_SLACK = 1e-9
"""Share by which a fixed level may be missed, so that rounding never makes it impossible."""

Watch = Callable[[Answer, Index], None]
"""Called after each round with its answer and the claims that it fixed."""


@dataclass(frozen=True, kw_only=True)
class Claims:
    """Whose level is raised, and by which columns."""

    columns: Index
    claim: Index
    """Of each column."""
    scale: Floats
    before: Floats
    own_cap: Floats
    """Most baskets by the claim's own limits, inf without any."""

    def levels(self, values: Floats) -> Floats:
        """R of every claim in a solution."""
        return (self.before + self.given(values)) / self.scale

    def given(self, values: Floats) -> Floats:
        """Baskets of every claim in a solution."""
        return np.bincount(
            self.claim, weights=values[self.columns], minlength=len(self.scale)
        ).astype(float)


class Ladder:
    """The level column and the two rows of every claim: rising with the level, or held."""

    def __init__(self, program: Program, claims: Claims) -> None:
        self.program, self.claims = program, claims
        n_claims = len(claims.scale)
        self.level = program.columns(1, upper=TOP)
        self.least_total = 0.0
        self.rising = program.rows(n_claims, lower=-claims.before)
        self.held = program.rows(n_claims)
        self.total = program.rows(1)
        program.terms(self.rising[claims.claim], claims.columns, 1.0)
        program.terms(self.rising, np.repeat(self.level, n_claims), -claims.scale)
        program.terms(self.held[claims.claim], claims.columns, 1.0)
        program.terms(np.repeat(self.total, len(claims.columns)), claims.columns, 1.0)

    def try_level(self, free: Flags, floor: Floats) -> Answer | None:
        """Highest common level of the free claims while the others keep their floor of baskets.

        None if those floors cannot be kept; a level of `TOP` if nothing is free.
        """
        self._set(free, floor)
        return self.program.solve(self.level, 1.0, maximise=True)

    def most(self, floor: Floats) -> Answer:
        """Most baskets in all while every claim keeps its floor."""
        self._set(np.zeros(len(floor), dtype=bool), floor)
        return self.program.best(self.claims.columns, 1.0, maximise=True)

    def keep(self, floor: Floats, total: float) -> None:
        """Hold every claim at its floor and the total at so many baskets."""
        self._set(np.zeros(len(floor), dtype=bool), floor)
        self.program.limit(self.total, lower=total)
        self.least_total = total

    def _set(self, free: Flags, floor: Floats) -> None:
        slack = _SLACK * (1 + floor)
        self.program.limit(self.held, lower=np.where(free, -np.inf, np.maximum(0, floor - slack)))
        self.program.limit(self.rising, lower=np.where(free, -self.claims.before, -np.inf))


def lowest_level(ladder: Ladder, *, out: Flags) -> tuple[float, Flags, Answer | None]:
    """θ*, the claims that can get nothing at all, and the answer that proves θ*.

    `out` are claims known to get nothing. Where the common level is 0, the claims that the duals
    prove stuck there are taken out and the rest tried again.
    """
    claims, out = ladder.claims, out.copy()
    nothing = np.zeros(len(claims.scale))
    while not out.all():
        answer = ladder.try_level(~out, nothing)
        if answer is None:
            raise NoPlanFound("stock, storage and orders contradict each other")
        level = float(answer.values[ladder.level[0]])
        if level > ONE_LEVEL * 1e-2:
            return level, out, answer
        stuck = _certified(ladder, answer) & ~out & (claims.given(answer.values) <= 1e-6)
        if not stuck.any():
            return level, out, answer
        out |= stuck
    return 0.0, out, None


def fill_up(ladder: Ladder, *, out: Flags, watch: Watch) -> Floats:
    """Leximin baskets of every claim, whatever constraints the programme holds by now."""
    claims = ladder.claims
    own = np.where(out, 0.0, claims.own_cap)
    cap_level = (claims.before + own) / claims.scale
    floor = np.zeros(len(own))
    free = ~out
    while free.any():
        answer, capped = _round(ladder, free, floor, cap_level, own)
        level = float(answer.values[ladder.level[0]])
        fixed = free & ~capped & (_certified(ladder, answer) | (cap_level <= level + ONE_LEVEL))
        if not (fixed.any() or capped.any()):
            fixed = free & (claims.levels(answer.values) <= level + ONE_LEVEL)
        if not (fixed.any() or capped.any()):
            fixed = free.copy()
        floor[capped] = own[capped]
        reached = np.minimum(level * claims.scale - claims.before, own)
        floor[fixed] = np.maximum(0.0, reached[fixed])
        watch(answer, np.flatnonzero(fixed | capped))
        free &= ~(fixed | capped)
    return floor


def _round(
    ladder: Ladder, free: Flags, floor: Floats, cap_level: Floats, own: Floats
) -> tuple[Answer, Flags]:
    """Highest level when every free claim rises as far as its own limit lets it.

    Claims up to the m-th own limit (a tick) are held there and the others rise. The answer is the
    largest m whose level reaches the m-th tick; it then stays below the next.
    """
    ticks = np.unique(cap_level[free & np.isfinite(cap_level)])
    low, high = 0, len(ticks)
    m = _guess(ladder, free, floor, ticks, own)
    while True:
        capped = free & (cap_level <= (ticks[m - 1] if m else -np.inf))
        trial = ladder.try_level(free & ~capped, np.where(capped, own, floor))
        level = -np.inf if trial is None else float(trial.values[ladder.level[0]])
        reached = int(np.searchsorted(ticks, level + _TICK, side="right"))
        if trial is not None and (reached == m or (reached > m and m == high)):
            return trial, capped
        if reached > m:
            low = min(reached, high)
        else:
            high = m - 1
            low = min(max(low, reached), high)
        if high < 0:
            raise NoPlanFound("the fairest shares cannot be found; the levels held contradict")
        m = (low + high + 1) // 2


def _guess(ladder: Ladder, free: Flags, floor: Floats, ticks: Floats, own: Floats) -> int:
    """How many ticks the baskets left would reach if nothing but own limits stood in the way."""
    claims = ladder.claims
    left = ladder.least_total - floor[~free].sum()
    wanted = ticks[:, None] * claims.scale[free] - claims.before[free]
    asked = np.clip(wanted, 0.0, own[free]).sum(axis=1)
    return int(np.searchsorted(asked, left * (1 + _SLACK), side="right"))


def _certified(ladder: Ladder, answer: Answer) -> Flags:
    """Claims whose rising row has a dual: no answer with this level gives them more."""
    weight = -answer.duals[ladder.rising] * ladder.claims.scale
    return np.asarray(weight > _CERTIFICATE, dtype=bool)
