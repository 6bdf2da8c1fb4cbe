"""What a solver's status code means; the codes go no further than here."""

from __future__ import annotations

from enum import StrEnum

from ortools.linear_solver.python.model_builder_helper import SolveStatus
from ortools.sat.python import cp_model


class Outcome(StrEnum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    """A solution, not proven best."""
    IMPOSSIBLE = "impossible"
    UNBOUNDED = "unbounded"
    UNFINISHED = "unfinished"
    """The limit came first, or numbers went wrong: nothing is known."""

    @property
    def has_solution(self) -> bool:
        """Whether values can be read."""
        return self in (Outcome.OPTIMAL, Outcome.FEASIBLE)


_LINEAR = {
    SolveStatus.OPTIMAL: Outcome.OPTIMAL,
    SolveStatus.FEASIBLE: Outcome.FEASIBLE,
    SolveStatus.INFEASIBLE: Outcome.IMPOSSIBLE,
    SolveStatus.UNBOUNDED: Outcome.UNBOUNDED,
}
_CP = {
    cp_model.OPTIMAL: Outcome.OPTIMAL,
    cp_model.FEASIBLE: Outcome.FEASIBLE,
    cp_model.INFEASIBLE: Outcome.IMPOSSIBLE,
}


def linear_outcome(status: SolveStatus) -> Outcome:
    """Of GLOP and SCIP through the model builder."""
    return _LINEAR.get(status, Outcome.UNFINISHED)


def cp_outcome(status: cp_model.CpSolverStatus) -> Outcome:
    """Of CP-SAT."""
    return _CP.get(status, Outcome.UNFINISHED)
