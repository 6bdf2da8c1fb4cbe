"""Files → domain, or every finding at once. The home of pydantic for files."""

from __future__ import annotations

from foodplan.inputs.dataset import Reading, read_dataset
from foodplan.inputs.scenario import ScenarioReading, read_scenario
from foodplan.inputs.schema import scenario_schema

__all__ = ["Reading", "ScenarioReading", "read_dataset", "read_scenario", "scenario_schema"]
