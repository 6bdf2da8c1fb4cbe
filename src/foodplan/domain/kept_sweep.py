"""A sweep as it is kept: what was asked, and the run of each member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from foodplan.domain.basics import Label
from foodplan.domain.ids import DatasetId, RunId, ScenarioId, SweepId
from foodplan.domain.run import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepQuestion:
    """What a sweep asks, and how long each of its runs may work."""

    scenario_id: ScenarioId
    dataset_id: DatasetId
    label: Label
    asks: Label
    week: str
    kind: str
    """grid, list or random."""
    limits: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepMember:
    """One run of a sweep."""

    number: int
    """From 1, in the order of the scenario."""
    run_id: RunId
    words: str
    """What is special about it, such as `inflow.by 1.3`."""
    values: tuple[tuple[str, str], ...]
    """Keys that vary, and their values as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSweep:
    """One scenario asked again and again; how it stands is told by its runs."""

    sweep_id: SweepId
    question: SweepQuestion
    base_id: RunId
    """The run of the scenario without its sweep, from whose plan the members start."""
    members: tuple[SweepMember, ...]
    created_at: datetime
