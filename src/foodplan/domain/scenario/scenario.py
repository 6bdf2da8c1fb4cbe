"""One question asked of one dataset."""

from __future__ import annotations

from dataclasses import dataclass, replace

from foodplan.domain.basics import Label
from foodplan.domain.ids import DatasetId, ScenarioId
from foodplan.domain.scenario.change import Change
from foodplan.domain.scenario.sweep import Sweep

MOST_WEEKS = 13
"""A quarter of a year: further ahead nobody knows what farms will have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A resolved scenario: one question asked of one dataset, or many like it (`sweep`)."""

    scenario_id: ScenarioId
    label: Label
    asks: Label
    dataset_id: DatasetId
    changes: tuple[Change, ...] = ()
    sweep: Sweep | None = None
    weeks: int = 1
    """Weeks in a row, each planned after the one before."""

    def expanded(self) -> tuple[Scenario, ...]:
        """One scenario for each run of the sweep, numbered; itself without one."""
        if self.sweep is None:
            return (self,)
        width = len(str(self.sweep.n_runs))
        return tuple(
            replace(
                self,
                scenario_id=ScenarioId(f"{self.scenario_id}-{number:0{width}}"),
                label=Label(
                    fr=f"{self.label.fr} ({variant.words})", en=f"{self.label.en} ({variant.words})"
                ),
                changes=variant.changes,
                sweep=None,
            )
            for number, variant in enumerate(self.sweep.variants(self.changes), start=1)
        )
