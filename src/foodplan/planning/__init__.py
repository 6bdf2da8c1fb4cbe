"""The use cases: check, plan, compare, keep; solving as a job in the background.

Names are looked up when they are asked for, because the solving child enters through this package
and must not load pandas, the database and the map for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foodplan.planning.answers import (
        CheckReport,
        DatasetSummary,
        Health,
        KeptPlan,
        Resolved,
        ScenarioSummary,
    )
    from foodplan.planning.drafting import Drafts, ScenarioText
    from foodplan.planning.event_words import event_in_words
    from foodplan.planning.gaps import DayBound, closeness, gap_of, rounded_up, week_of
    from foodplan.planning.library import Library
    from foodplan.planning.opening import (
        expect_alone,
        open_planner,
        scenario_schema,
        upgrade_database,
    )
    from foodplan.planning.planner import Planner
    from foodplan.planning.repairing import Repair
    from foodplan.planning.sweep_answers import Axis, SweepState, SweepStatus, SweptRun
    from foodplan.planning.warming import prepare_search
    from foodplan.planning.weeks import KeptWeeks

_HOMES = {
    "Axis": "sweep_answers",
    "CheckReport": "answers",
    "DatasetSummary": "answers",
    "DayBound": "gaps",
    "Drafts": "drafting",
    "Health": "answers",
    "KeptPlan": "answers",
    "KeptWeeks": "weeks",
    "Resolved": "answers",
    "ScenarioText": "drafting",
    "ScenarioSummary": "answers",
    "Library": "library",
    "Planner": "planner",
    "Repair": "repairing",
    "SweepState": "sweep_answers",
    "SweepStatus": "sweep_answers",
    "SweptRun": "sweep_answers",
    "closeness": "gaps",
    "event_in_words": "event_words",
    "expect_alone": "opening",
    "gap_of": "gaps",
    "open_planner": "opening",
    "prepare_search": "warming",
    "rounded_up": "gaps",
    "scenario_schema": "opening",
    "upgrade_database": "opening",
    "week_of": "gaps",
}

__all__ = [
    "Axis",
    "CheckReport",
    "DatasetSummary",
    "DayBound",
    "Drafts",
    "Health",
    "KeptPlan",
    "KeptWeeks",
    "Library",
    "Planner",
    "Repair",
    "Resolved",
    "ScenarioSummary",
    "ScenarioText",
    "SweepState",
    "SweepStatus",
    "SweptRun",
    "closeness",
    "event_in_words",
    "expect_alone",
    "gap_of",
    "open_planner",
    "prepare_search",
    "rounded_up",
    "scenario_schema",
    "upgrade_database",
    "week_of",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
