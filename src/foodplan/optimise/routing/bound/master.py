"""Which days cover all visits at least cost, in fractions (linear programme, OR-Tools GLOP).

Given     c_r [millicents], a_ri (times that day r makes visit i), class and group of each day
Decide    x_r >= 0 days used, u_i >= 0 visits bought at a high price,
          d_c >= 0 days more than there are, e_g and f_g >= 0 days too many and too few, at a price
Minimise  sum_r c_r x_r + sum_i C_i u_i + D (sum_c d_c + sum_g (e_g + f_g))
Such that (1) cover  sum_r a_ri x_r + u_i >= 1            each visit i
          (2) class  sum_{r of class c} x_r - d_c <= n_c  each class c
          (3) group  sum_{r of group g} x_r - e_g + f_g = k_g  each group g, if a fleet is asked for

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
from numpy.typing import NDArray

from foodplan.optimise.routing.bound.graph import FAR
from foodplan.optimise.routing.bound.pricing import Column, VehicleClass

Floats = NDArray[np.float64]

_BOUGHT = 3
"""A visit is bought at so many times the price of a day for it alone."""


@dataclass(frozen=True, kw_only=True)
class Duals:
    """What the programme pays for each visit and each class, in millicents."""

    millicents: float
    """Value of the programme."""
    visits: Floats
    """(n,) at least 0."""
    classes: Floats
    """(classes,) what one more day may cost at most to be worth while, visits taken off."""


class Master:
    """The programme with the columns found so far."""

    def __init__(
        self, classes: Sequence[VehicleClass], groups: Sequence[int], alone: Sequence[int]
    ) -> None:
        self._classes, self._groups, self._alone = classes, groups, alone
        self._columns: list[Column] = []
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._asked: tuple[int, ...] | None = None
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

    def ask(self, composition: tuple[int, ...] | None) -> None:
        """How many vehicle-days of each group to use; None: as it likes."""
        self._asked = composition
        for i, row in enumerate(self._group):
            if composition is None:
                row.SetBounds(-self._solver.infinity(), self._solver.infinity())
            else:
                row.SetBounds(composition[i], composition[i])

    def solve(self) -> Duals | None:
        """The duals; None if GLOP fails, even from scratch (warm, it sometimes does)."""
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            self._build()
            if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
                return None
        groups = [row.dual_value() for row in self._group]
        classes = [
            row.dual_value() + groups[group]
            for row, group in zip(self._class, self._groups, strict=True)
        ]
        return Duals(
            millicents=self._objective.Value(),
            visits=np.maximum([row.dual_value() for row in self._cover], 0.0),
            classes=np.array(classes),
        )

    def _build(self) -> None:
        """The programme from scratch."""
        self._solver = solver = pywraplp.Solver.CreateSolver("GLOP")
        infinity = solver.infinity()
        self._objective = solver.Objective()
        self._objective.SetMinimization()
        self._cover = [solver.Constraint(1, infinity) for _ in self._alone]
        self._class = [solver.Constraint(-infinity, one.n) for one in self._classes]
        self._group = [solver.Constraint(-infinity, infinity) for _ in range(max(self._groups) + 1)]
        self.ask(self._asked)
        for row, price in zip(self._cover, self._alone, strict=True):
            row.SetCoefficient(self._variable(_BOUGHT * price), 1)
        dearest = max(self._alone)
        for row in self._class:
            row.SetCoefficient(self._variable(dearest), -1)
        for row in self._group:
            for sign in (1, -1):
                row.SetCoefficient(self._variable(dearest), sign)
        for column in self._columns:
            self._put(column)

    def _put(self, column: Column) -> None:
        variable = self._variable(column.millicents)
        for visit, times in Counter(column.visits).items():
            self._cover[visit].SetCoefficient(variable, times)
        self._class[column.of_class].SetCoefficient(variable, 1)
        self._group[self._groups[column.of_class]].SetCoefficient(variable, 1)

    def _variable(self, millicents: float) -> pywraplp.Variable:
        variable = self._solver.NumVar(0, self._solver.infinity(), "")
        self._objective.SetCoefficient(variable, float(millicents))
        return variable
