"""Which days cover all visits at least cost, in fractions (linear programme, OR-Tools GLOP).

Given     c_r [millicents], a_ri (times that day r makes visit i), class of each day
Decide    x_r >= 0 days used, u_i >= 0 visits bought at a high price,
          d_c >= 0 days more than there are, e_s and f_s >= 0 days too many and too few, at a price
Minimise  sum_r c_r x_r + sum_i C_i u_i + D (sum_c d_c + sum_s (e_s + f_s))
Such that (1) cover  sum_r a_ri x_r + u_i >= 1            each visit i
          (2) class  sum_{r of class c} x_r - d_c <= n_c  each class c
          (3) fleet  least_s <= sum_{r of a class in s} x_r - e_s + f_s <= most_s
                                       each set s of classes that a branch of fleets limits
          (4) cut    sum_r floor((visits of S that r makes) / 2) x_r <= floor(|S| / 2)
                                       each cut S (`cuts`)

Without d, e and f, duals run far off where vehicles are few, and the bound suffers.

Only its duals are used, and every bound is computed anew from them in whole numbers: the answer may
be as rough as it likes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import ortools.linear_solver.pywraplp as pywraplp

from foodplan.optimise.routing.bound.classes import Column, VehicleClass
from foodplan.optimise.routing.bound.cuts import Cut, allowed, pairs
from foodplan.optimise.routing.bound.graph import FAR
from foodplan.optimise.routing.bound.prices import Prices
from foodplan.optimise.routing.task import Floats

_SOME = 1e-6
_EASE = 5e-4
"""Limits are wider by so much: where they just do not bind, no dual is spent on them. Small duals
of visits make days that repeat them dear."""
_BOUGHT = 3
"""A visit is bought at so many times the price of a day for it alone, a vehicle-day more or less at
so many times that of the dearest visit."""


@dataclass(frozen=True, kw_only=True)
class Duals:
    """What the programme pays for each visit and each class, in millicents."""

    millicents: float
    """Value of the programme."""
    visits: Floats
    """(n,) at least 0."""
    classes: Floats
    """(classes,) what one more day may cost at most to be worth while, visits taken off."""
    cuts: Floats
    """(cuts,) at least 0: what a day pays for two visits of a cut."""


class Master:
    """The programme with the columns found so far."""

    def __init__(
        self,
        classes: Sequence[VehicleClass],
        rows: Sequence[Sequence[int]],
        alone: Sequence[int],
    ) -> None:
        """`rows`: sets of classes whose vehicle-days are counted together."""
        self._classes, self._rows, self._alone = classes, rows, alone
        self._columns: list[Column] = []
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._values: list[float] = []
        self._limits: Sequence[tuple[int, int]] | None = None
        self._sets: list[Cut] = []
        self._build()

    def add(self, columns: Iterable[Column]) -> int:
        """How many of them are new, or cheaper than before."""
        before = len(self._columns)
        for column in columns:
            key = column.of_class, column.visits
            if column.millicents < self._known.get(key, FAR):
                self._known[key] = column.millicents
                self._columns.append(column)
                self._put(column)
        return len(self._columns) - before

    def cut(self, cuts: Iterable[Cut]) -> None:
        """Add cuts."""
        for cut in cuts:
            self._sets.append(cut)
            self._put_cut(cut)
            for column, variable in zip(self._columns, self._x, strict=True):
                _charge(self._cut[-1], variable, column, cut)

    def limit(self, limits: Sequence[tuple[int, int]]) -> None:
        """Least and most vehicle-days by row."""
        self._limits = limits
        for row, (least, most) in zip(self._counted, limits, strict=True):
            row.SetBounds(least - _EASE, most + _EASE)

    def solve(self) -> Duals | None:
        """The duals; None if GLOP fails, even from scratch (warm, it sometimes does)."""
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            self._build()
            if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
                return None
        self._values = [variable.solution_value() for variable in self._x]
        classes = np.array([row.dual_value() for row in self._class])
        for row, members in zip(self._counted, self._rows, strict=True):
            classes[members] += row.dual_value()
        return Duals(
            millicents=self._objective.Value(),
            visits=np.maximum([row.dual_value() for row in self._cover], 0.0),
            classes=classes,
            cuts=np.maximum([-row.dual_value() for row in self._cut], 0.0),
        )

    def least(self, prices: Prices) -> list[int]:
        """The cheapest day known of each class, its earnings taken off; 0 where none is known."""
        length = [len(column.stops) for column in self._columns]
        made = np.zeros((len(length), len(self._alone)), dtype=np.int8)
        stops = np.fromiter((visit for one in self._columns for visit in one.stops), np.int64)
        np.add.at(made, (np.repeat(np.arange(len(length)), length), stops), 1)
        cost = np.array([column.millicents for column in self._columns]) - made @ prices.visits
        for cut, price in zip(self._sets, prices.cuts.tolist(), strict=False):
            if price:
                cost += price * (made[:, list(cut)].sum(axis=1) // 2)
        of_class = np.array([column.of_class for column in self._columns])
        found = np.full(len(self._classes), FAR, dtype=np.int64)
        np.minimum.at(found, of_class, cost)
        return [cost if cost < FAR else 0 for cost in found.tolist()]

    def used(self) -> list[tuple[Column, float]]:
        """Columns in the last answer, with how much of each."""
        answer = zip(self._columns, self._values, strict=False)
        return [(column, value) for column, value in answer if value > _SOME]

    def counts(self) -> list[float]:
        """Vehicle-days by row in the last answer."""
        by_class = np.zeros(len(self._classes))
        for column, value in self.used():
            by_class[column.of_class] += value
        return [float(by_class[members].sum()) for members in self._rows]

    def _build(self) -> None:
        """The programme from scratch."""
        self._solver = solver = pywraplp.Solver.CreateSolver("GLOP")
        infinity = solver.infinity()
        self._objective = solver.Objective()
        self._objective.SetMinimization()
        self._cover = [solver.Constraint(1, infinity) for _ in self._alone]
        self._class = [solver.Constraint(-infinity, one.n + _EASE) for one in self._classes]
        self._counted = [solver.Constraint(-infinity, infinity) for _ in self._rows]
        if self._limits is not None:
            self.limit(self._limits)
        for row, price in zip(self._cover, self._alone, strict=True):
            row.SetCoefficient(self._variable(_BOUGHT * price), 1)
        dearest = _BOUGHT * max(self._alone)
        for row in self._class:
            row.SetCoefficient(self._variable(dearest), -1)
        for row in self._counted:
            for sign in (1, -1):
                row.SetCoefficient(self._variable(dearest), sign)
        self._x: list[pywraplp.Variable] = []
        self._cut: list[pywraplp.Constraint] = []
        for cut in self._sets:
            self._put_cut(cut)
        for column in self._columns:
            self._put(column)

    def _put(self, column: Column) -> None:
        variable = self._variable(column.millicents)
        self._x.append(variable)
        for visit, times in Counter(column.stops).items():
            self._cover[visit].SetCoefficient(variable, times)
        self._class[column.of_class].SetCoefficient(variable, 1)
        for row, members in zip(self._counted, self._rows, strict=True):
            if column.of_class in members:
                row.SetCoefficient(variable, 1)
        for row, cut in zip(self._cut, self._sets, strict=True):
            _charge(row, variable, column, cut)

    def _put_cut(self, cut: Cut) -> None:
        most = allowed(cut) + _EASE
        self._cut.append(self._solver.Constraint(-self._solver.infinity(), most))

    def _variable(self, millicents: float) -> pywraplp.Variable:
        variable = self._solver.NumVar(0, self._solver.infinity(), "")
        self._objective.SetCoefficient(variable, float(millicents))
        return variable


def _charge(
    row: pywraplp.Constraint, variable: pywraplp.Variable, column: Column, cut: Cut
) -> None:
    made = pairs(column.stops, cut)
    if made:
        row.SetCoefficient(variable, made)
