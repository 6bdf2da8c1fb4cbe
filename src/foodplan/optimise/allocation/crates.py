"""Few pick-ups, whole crates and whole baskets of each recipe.

1. Few pick-ups. A linear programme whose costs per kg grow where little was collected (re-weighted
   l1, after Candès, Wakin and Boyd 2008) gathers each producer's lots on few hub-days and each lot
   on one, near hubs first.
2. Whole crates, by diving: solve for most baskets, fix what is whole, round half of the rest to the
   nearest crate (down if that does not fit), solve again. Other lots of a producer who is called on
   that day anyway may fill in. The last crate of a lot may be part full and comes only with all the
   others. Then the baskets of each recipe are rounded down.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foodplan.optimise.allocation.columns import Week
from foodplan.optimise.allocation.program import Answer, Program

Floats = NDArray[np.float64]
Index = NDArray[np.int64]
Flags = NDArray[np.bool_]

_ROUNDS = 4
_STOP_KM = 20.0
"""A pick-up costs as much as so many km."""
_USUAL_KG = 1000.0
"""Of a pick-up, before anything is known of it."""
_SMALL_KG = 30.0
_TINY_KG = 1e-6
_ROOM = (1.0, 0.98, 0.9, 0.5, 0.0)
"""Shares of the collections that are tried where rounding fills a hub's storage."""
_KEEP = 10.0
"""Weight of a basket that sites keep, against one more basket."""


@dataclass(frozen=True, kw_only=True)
class Batches:
    """Whole crates and whole baskets."""

    gross_kg: Floats
    """By column of `week.collected`."""
    n_baskets: Index
    """By recipe, row of `week.made`."""


def few_pickups(week: Week, n_baskets: Floats, *, usual_kg: Floats) -> Floats:
    """Gross kg by column of `week.collected`, enough for so many baskets of each recipe.

    `usual_kg`: what was collected before; pick-ups that are there already cost least.
    """
    program, x, supply = week.program.copy(), week.collected, week.supply
    program.bound(week.made.columns, lower=n_baskets)
    if not len(x):
        return np.zeros(0)
    n_hubs, n_days = supply.shape[1:]
    producer = supply.producer[x.lot]
    visit = np.unique((producer * n_hubs + x.hub) * n_days + x.day, return_inverse=True)[1]
    stop_km = _STOP_KM + np.where(supply.brings[x.lot], 0.0, supply.road_km[producer, x.hub])
    lot_kg, visit_kg = supply.gross_kg[x.lot], np.full(int(visit.max()) + 1, _USUAL_KG)
    if usual_kg.any():
        lot_kg, visit_kg = usual_kg, np.bincount(visit, weights=usual_kg)
    best, fewest = lot_kg, np.inf
    for _ in range(_ROUNDS):
        cost = stop_km / (visit_kg[visit] + _SMALL_KG) + 1.0 / (lot_kg + _SMALL_KG)
        answer = program.best(x.columns, cost)
        lot_kg = answer.values[x.columns]
        visit_kg = np.bincount(visit, weights=lot_kg)
        count = float((visit_kg > 1e-6).sum()) + 0.1 * float((lot_kg > 1e-6).sum())
        if count < fewest:
            best, fewest = lot_kg, count
    return best


def whole_batches(week: Week, gross_kg: Floats, *, most: Index, keep: Index) -> Batches | None:
    """Whole crates near `gross_kg`; by recipe at most `most` baskets, and `keep` if possible.

    None where no whole crates fit with the orders held.
    """
    for room in _ROOM:
        dive = _Dive(week, gross_kg * room, most=most, keep=keep)
        kg, baskets = dive.top_up(*dive.run())
        n_baskets = np.floor(baskets * room + 1e-6).astype(np.int64)
        program = week.program.copy()
        program.bound(week.made.columns, lower=n_baskets, upper=n_baskets)
        program.bound(week.collected.columns, lower=kg, upper=kg)
        if program.solve(week.made.columns, 0.0) is not None:
            return Batches(gross_kg=kg, n_baskets=n_baskets)
    return None


def short_of(program: Program, made: Index, keep: Index) -> Index:
    """New columns: by how many baskets each recipe falls short of what sites keep."""
    short = program.columns(len(keep))
    kept = program.rows(len(keep), lower=keep)
    program.terms(kept, short, 1.0)
    program.terms(kept, made, 1.0)
    return short


class _Dive:
    """Columns x that are still open, and the programme with the others fixed."""

    def __init__(self, week: Week, gross_kg: Floats, *, most: Index, keep: Index) -> None:
        self.week, self.program, self.most = week, week.program.copy(), most
        x, supply = week.collected, week.supply
        self.crate_kg, self.lot_kg = supply.crate_kg[x.lot], supply.gross_kg[x.lot]
        program = self.program
        program.bound(week.made.columns, upper=most)
        self.open = (gross_kg > _TINY_KG) | _spare(week, gross_kg)
        self.fixed_kg = np.zeros(len(x))
        program.bound(x.columns[~self.open], upper=0.0)
        short = short_of(program, week.made.columns, keep)
        self._leave_room()
        self.columns = np.concatenate([week.made.columns, short, x.columns])
        self.weights = np.concatenate(
            [np.ones(len(keep)), np.full(len(keep), -_KEEP), np.full(len(x), -1e-6)]
        )

    def run(self) -> tuple[Floats, Floats]:
        """Whole crates by column, and the baskets of each recipe that they allow (not whole)."""
        answer = self._solve()
        while answer is not None:
            kg = np.maximum(answer.values[self.week.collected.columns], 0.0)
            near = self._near(kg)
            broken = self.open & (np.abs(kg - near) > _TINY_KG)
            if not broken.any():
                return np.where(self.open, near, self.fixed_kg), self._baskets(answer)
            self._fix(self.open & ~broken & (kg > _TINY_KG), near)
            answer = self._round_half(kg, near, broken)
        # What was rounded to the nearest leaves no room for the rest: none of the rest comes.
        self._fix(self.open.copy(), np.zeros(len(self.open)))
        answer = self._solve()
        if answer is None:
            return np.zeros(len(self.open)), np.zeros(len(self.week.made))
        return self.fixed_kg, self._baskets(answer)

    def top_up(self, kg: Floats, baskets: Floats) -> tuple[Floats, Floats]:
        """A few more crates, if they bring baskets that rounding took: of lots at hand, or any."""
        at_hand = (kg > _TINY_KG) | _spare(self.week, kg)
        for may in (at_hand, np.ones_like(at_hand)):
            if (baskets < self.most - _TINY_KG).any():
                kg, baskets = self._add_crates(kg, baskets, may)
        return kg, baskets

    def _add_crates(self, kg: Floats, baskets: Floats, may: Flags) -> tuple[Floats, Floats]:
        """More whole crates in these columns; what was there before if that brings nothing."""
        x = self.week.collected.columns
        self.program.bound(x, lower=kg, upper=np.where(may, self.lot_kg, kg))
        more = self._solve()
        if more is None:
            return kg, baskets
        wanted = np.where(more.values[x] > kg + _TINY_KG, more.values[x] + self.crate_kg / 2, kg)
        raised = self._near(np.maximum(wanted, kg))
        self.program.bound(x, lower=raised, upper=raised)
        answer = self._solve()
        if answer is None or self._baskets(answer).sum() <= baskets.sum():
            return kg, baskets
        return raised, self._baskets(answer)

    def _round_half(self, kg: Floats, near: Floats, broken: Flags) -> Answer | None:
        """Fix the half of the broken columns that is nearest to whole crates."""
        rows = np.flatnonzero(broken)
        order = np.argsort((np.abs(kg - near) / self.crate_kg)[rows].round(6), kind="stable")
        down = np.floor(kg / self.crate_kg + 1e-9) * self.crate_kg
        up = np.minimum(np.ceil(kg / self.crate_kg - 1e-9) * self.crate_kg, self.lot_kg)
        for n_columns in sorted({(len(rows) + 1) // 2, 1}, reverse=True):
            which = np.zeros(len(kg), dtype=bool)
            which[rows[order[:n_columns]]] = True
            # Up: firm orders may need the next crate, whatever is nearest.
            for whole in (near, down, up):
                self._fix(which, whole)
                answer = self._solve()
                if answer is not None:
                    return answer
            self._free(which)
        return None

    def _near(self, kg: Floats) -> Floats:
        """Nearest whole crates that the lot still has; a whole lot counts as whole."""
        x = self.week.collected
        taken = np.bincount(x.lot, weights=kg, minlength=len(self.week.supply.gross_kg))
        rest = self.lot_kg - (taken[x.lot] - kg)
        crates = np.minimum((kg / self.crate_kg).round(), np.floor(rest / self.crate_kg + 1e-6))
        alone = taken[x.lot] - kg <= _TINY_KG
        to_lot = alone & (self.lot_kg - kg < np.abs(kg - crates * self.crate_kg) + _TINY_KG)
        return np.where(to_lot, self.lot_kg, crates * self.crate_kg)

    def _baskets(self, answer: Answer) -> Floats:
        return answer.values[self.week.made.columns]

    def _fix(self, which: Flags, kg: Floats) -> None:
        self.open &= ~which
        self.fixed_kg[which] = kg[which]
        self.program.bound(self.week.collected.columns[which], lower=kg[which], upper=kg[which])

    def _free(self, which: Flags) -> None:
        self.open |= which
        self.program.bound(self.week.collected.columns[which], lower=0.0, upper=self.lot_kg[which])

    def _solve(self) -> Answer | None:
        return self.program.solve(self.columns, self.weights, maximise=True)

    def _leave_room(self) -> None:
        """Keep storage free for what rounding the recipes down will leave unpacked."""
        week, program = self.week, self.program
        for rows in week.limits:
            if rows.kind not in ("storage", "chilled_storage"):
                continue
            packs = (week.made.hub == rows.hub[:, None]) & (week.made.day <= rows.day[:, None])
            heaviest = week.basket_kg.max(initial=0.0) / week.supply.yield_share.min(initial=1.0)
            upper = program.row_upper(rows.rows)
            room = np.maximum(upper - packs.sum(axis=1) * heaviest, np.minimum(upper, 0.0))
            program.limit(rows.rows, upper=room)


def _spare(week: Week, gross_kg: Floats) -> Flags:
    """Columns whose lot is not collected whole and whose producer is called at that day anyway."""
    x, supply = week.collected, week.supply
    taken = np.bincount(x.lot, weights=gross_kg, minlength=len(supply.gross_kg))
    left = taken < supply.gross_kg - 1e-6
    called = np.zeros((int(supply.producer.max(initial=-1)) + 1, *supply.shape[1:]), dtype=bool)
    producer = supply.producer[x.lot]
    there = gross_kg > 1e-6
    called[producer[there], x.hub[there], x.day[there]] = True
    return np.asarray(left[x.lot] & called[producer, x.hub, x.day], dtype=bool)
