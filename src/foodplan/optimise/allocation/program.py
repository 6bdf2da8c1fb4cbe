"""A linear (or mixed-integer) programme built from arrays, solved by OR-Tools.

Columns and rows are added many at a time and named by the index arrays that come back; nothing
loops over them. `fill_model_from_sparse_data` belongs to OR-Tools' model builder but is not in its
documented interface; the package pins 9.15 and `tests/unit/optimise/allocation/test_program.py`
covers it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from ortools.linear_solver.python.model_builder_helper import (
    ModelBuilderHelper,
    ModelSolverHelper,
)
from scipy import sparse

from foodplan.errors import NoPlanFound
from foodplan.optimise.status import Outcome, linear_outcome

Floats = NDArray[np.float64]
Index = NDArray[np.int64]

# Tighter than GLOP's 1e-6: recipes must hold within 1e-6 kg.
_LINEAR_PARAMETERS = "primal_feasibility_tolerance:1e-9 dual_feasibility_tolerance:1e-9"

_LEAST_S = 0.1


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An optimal (or, for whole numbers with a node limit, a feasible) solution."""

    values: Floats
    """By column."""
    duals: Floats
    """By row, change of the objective for one more unit on the right; empty for whole numbers."""
    reduced_costs: Floats
    """By column, change of the objective for one more unit of a bound; empty likewise."""
    objective: float
    proven: bool


class Program:
    """Columns, rows, terms; solved as often as bounds and objective change."""

    def __init__(self) -> None:
        self._lower: list[Floats] = []
        self._upper: list[Floats] = []
        self._row_lower: list[Floats] = []
        self._row_upper: list[Floats] = []
        self._terms: list[tuple[Index, Index, Floats]] = []
        self._whole: list[Index] = []
        self.n_columns = 0
        self.n_rows = 0
        self._frozen: _Frozen | None = None

    def columns(self, n: int, *, lower: ArrayLike = 0.0, upper: ArrayLike = np.inf) -> Index:
        """Index of n new columns."""
        self._lower.append(_spread(lower, n))
        self._upper.append(_spread(upper, n))
        self.n_columns += n
        self._frozen = None
        return np.arange(self.n_columns - n, self.n_columns)

    def rows(self, n: int, *, lower: ArrayLike = -np.inf, upper: ArrayLike = np.inf) -> Index:
        """Index of n new rows."""
        self._row_lower.append(_spread(lower, n))
        self._row_upper.append(_spread(upper, n))
        self.n_rows += n
        self._frozen = None
        return np.arange(self.n_rows - n, self.n_rows)

    def terms(self, rows: Index, columns: Index, coefficients: ArrayLike) -> None:
        """Add coefficient × column to each row, pair by pair; equal pairs add up."""
        self._terms.append((rows, columns, _spread(coefficients, len(rows))))
        self._frozen = None

    def whole(self, columns: Index) -> None:
        """Columns that may take whole numbers only."""
        self._whole.append(columns)

    def bound(
        self, columns: Index, *, lower: ArrayLike | None = None, upper: ArrayLike | None = None
    ) -> None:
        """Give columns new bounds."""
        frozen = self._freeze()
        if lower is not None:
            frozen.lower[columns] = lower
        if upper is not None:
            frozen.upper[columns] = upper

    def limit(
        self, rows: Index, *, lower: ArrayLike | None = None, upper: ArrayLike | None = None
    ) -> None:
        """Give rows new bounds."""
        frozen = self._freeze()
        if lower is not None:
            frozen.row_lower[rows] = lower
        if upper is not None:
            frozen.row_upper[rows] = upper

    def upper(self, columns: Index) -> Floats:
        """Upper bounds of columns."""
        return self._freeze().upper[columns]

    def row_upper(self, rows: Index) -> Floats:
        """Upper bounds of rows."""
        return self._freeze().row_upper[rows]

    def copy(self) -> Program:
        """A programme of its own that starts out the same."""
        other, frozen = Program(), self._freeze()
        other._lower, other._upper = [frozen.lower.copy()], [frozen.upper.copy()]
        other._row_lower = [frozen.row_lower.copy()]
        other._row_upper = [frozen.row_upper.copy()]
        other._terms, other._whole = list(self._terms), list(self._whole)
        other.n_columns, other.n_rows = self.n_columns, self.n_rows
        return other

    def solve(
        self,
        columns: Index,
        coefficients: ArrayLike,
        *,
        maximise: bool = False,
        node_limit: int = 0,
        gap_share: float = 0.0,
        seconds: float | None = None,
        hint: tuple[Index, Floats] | None = None,
    ) -> Answer | None:
        """The best solution of the objective, None if there is none.

        With whole columns the search ends after `node_limit` nodes (0: none) or within
        `gap_share` of the best. It looks at a clock only if `seconds` are given; else equal
        programmes give equal answers. `hint`: values of some columns to begin with.
        """
        frozen = self._freeze()
        objective = np.zeros(self.n_columns)
        np.add.at(objective, columns, np.asarray(coefficients, dtype=float))
        model = ModelBuilderHelper()
        # The stubs of OR-Tools give these arrays a shape that no array has.
        fill: Callable[..., None] = model.fill_model_from_sparse_data
        fill(
            frozen.lower,
            frozen.upper,
            objective,
            frozen.row_lower,
            frozen.row_upper,
            frozen.matrix,
        )
        model.set_maximize(maximise)
        whole = np.unique(np.concatenate(self._whole)) if self._whole else np.zeros(0, int)
        for column in whole.tolist():
            model.set_var_integrality(column, True)  # noqa: FBT003  # takes no keyword
        for column, value in zip(*hint, strict=True) if hint else ():
            model.add_hint(int(column), float(value))
        limits = _whole_parameters(node_limit, gap_share, seconds) if len(whole) else ""
        return _solve(model, limits, gap_share=gap_share)

    def best(self, columns: Index, coefficients: ArrayLike, *, maximise: bool = False) -> Answer:
        """As `solve`, for a programme that must have a solution; raises NoPlanFound otherwise."""
        answer = self.solve(columns, coefficients, maximise=maximise)
        if answer is None:
            raise NoPlanFound("the allocation has no solution; check stock, storage and orders")
        return answer

    def _freeze(self) -> _Frozen:
        if self._frozen is None:
            rows, columns, values = (
                (np.concatenate(part) for part in zip(*self._terms, strict=True))
                if self._terms
                else (np.zeros(0, int), np.zeros(0, int), np.zeros(0))
            )
            shape = (self.n_rows, self.n_columns)
            self._frozen = _Frozen(
                lower=_join(self._lower),
                upper=_join(self._upper),
                row_lower=_join(self._row_lower),
                row_upper=_join(self._row_upper),
                matrix=sparse.csr_matrix((values, (rows, columns)), shape=shape),
            )
            frozen = self._frozen
            self._lower, self._upper = [frozen.lower], [frozen.upper]
            self._row_lower, self._row_upper = [frozen.row_lower], [frozen.row_upper]
        return self._frozen


@dataclass(frozen=True, kw_only=True)
class _Frozen:
    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats
    matrix: sparse.csr_matrix


def _solve(model: ModelBuilderHelper, whole: str, *, gap_share: float) -> Answer | None:
    """By SCIP with the parameters `whole`; a linear programme if there are none."""
    # GLOP's preprocessing finds some programmes impossible that are not.
    linear = (_LINEAR_PARAMETERS, f"{_LINEAR_PARAMETERS} use_preprocessing:false")
    for parameters in (whole,) if whole else linear:
        solver = ModelSolverHelper("scip" if whole else "glop")
        solver.set_solver_specific_parameters(parameters)
        solver.solve(model)
        outcome = linear_outcome(solver.status())
        if outcome.has_solution:
            break
    else:
        return None
    none = np.zeros(0)
    return Answer(
        values=np.array(solver.variable_values()),
        duals=none if whole else np.array(solver.dual_values()),
        reduced_costs=none if whole else np.array(solver.reduced_costs()),
        objective=float(solver.objective_value()),
        proven=outcome is Outcome.OPTIMAL and gap_share == 0,
    )


def _whole_parameters(node_limit: int, gap_share: float, seconds: float | None) -> str:
    lines = [f"limits/gap = {gap_share}", "numerics/feastol = 1e-8"]
    if node_limit:
        lines.append(f"limits/totalnodes = {node_limit}")
    if seconds is not None:
        lines.append(f"limits/time = {max(_LEAST_S, seconds)}")
    return "\n".join(lines)


def _spread(values: ArrayLike, n: int) -> Floats:
    return np.broadcast_to(np.asarray(values, dtype=float), (n,)).copy()


def _join(parts: list[Floats]) -> Floats:
    return np.concatenate(parts) if parts else np.zeros(0)
