from __future__ import annotations

import numpy as np
import pytest

from foodplan.errors import NoPlanFound
from foodplan.optimise.allocation.program import Program


def a_program() -> tuple[Program, np.ndarray, np.ndarray]:
    """x + 2 y <= 4 and 3 x + y <= 6: the corner is (1.6, 1.2)."""
    program = Program()
    columns = program.columns(2)
    rows = program.rows(2, upper=[4.0, 6.0])
    program.terms(np.repeat(rows, 2), np.tile(columns, 2), [1.0, 2.0, 3.0, 1.0])
    return program, columns, rows


def test_a_linear_programme_has_values_and_duals() -> None:
    program, columns, rows = a_program()
    answer = program.best(columns, [1.0, 1.0], maximise=True)
    assert answer.values == pytest.approx([1.6, 1.2])
    assert answer.duals[rows] == pytest.approx([0.4, 0.2])
    assert answer.objective == pytest.approx(2.8)


def test_whole_columns_take_whole_numbers() -> None:
    program, columns, _ = a_program()
    program.whole(columns)
    answer = program.best(columns, [1.0, 1.0], maximise=True)
    assert answer.objective == pytest.approx(2.0)
    assert answer.values == pytest.approx(answer.values.round())


def test_bounds_change_between_solves_and_copies_stand_alone() -> None:
    program, columns, rows = a_program()
    other = program.copy()
    program.bound(columns, upper=1.0)
    program.limit(rows[:1], upper=1.0)
    assert program.best(columns, 1.0, maximise=True).objective == pytest.approx(1.0)
    assert other.best(columns, 1.0, maximise=True).objective == pytest.approx(2.8)


def test_a_contradiction_has_no_answer() -> None:
    program, columns, rows = a_program()
    program.limit(rows, lower=100.0, upper=1.0)
    assert program.solve(columns, 1.0) is None
    with pytest.raises(NoPlanFound):
        program.best(columns, 1.0)
