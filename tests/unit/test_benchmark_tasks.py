"""The tasks of the benchmarks can still be made: they are built by hand, beside the program."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_an_example_day_is_a_whole_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    task = importlib.import_module("example_week").example_day(11)
    assert task.n_days == 1
    assert 30 <= len(task.visits.place) <= 40


def test_the_week_of_the_benchmarks_has_every_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    task = importlib.import_module("reference_week").reference_week()
    assert len(task.visits.place) == 180
