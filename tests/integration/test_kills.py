"""Servers and workers are killed in the middle of a sweep: nothing is lost, nothing is twice."""

from __future__ import annotations

from pathlib import Path

from tests.kills import hammer


def test_a_sweep_survives_that_its_hands_are_killed(empty_database: str, tmp_path: Path) -> None:
    begun = hammer(empty_database, tmp_path, n_kills=3, n_runs=6, n_weeks=2, seed=1)
    assert sum(begun.values()) == 12
