"""Judge a plan without the optimiser: check, measures, compare, reasons, trace.

`exports.frames` (which needs pandas) is imported from its own module.
"""

from __future__ import annotations

from foodplan.evaluate.checker import check
from foodplan.evaluate.comparison import (
    Compared,
    ComparedMeasure,
    Comparison,
    Difference,
    SiteChange,
    compare,
    compare_rows,
)
from foodplan.evaluate.costing import cost_eur, plan_cost_eur
from foodplan.evaluate.measures import Measure, Measures, measure
from foodplan.evaluate.obstacles import feasibility
from foodplan.evaluate.reason import Reason, Reasons
from foodplan.evaluate.reasons import explain
from foodplan.evaluate.relief import can_relieve, relieve
from foodplan.evaluate.remedies import Remedy
from foodplan.evaluate.shares import SiteShare, site_shares
from foodplan.evaluate.stop_changes import StopChange, stop_changes
from foodplan.evaluate.tracing import (
    Allocation,
    LotTrace,
    SiteTrace,
    allocations,
    calls_for,
    trace_lot,
    trace_site,
)

__all__ = [
    "Allocation",
    "Compared",
    "ComparedMeasure",
    "Comparison",
    "Difference",
    "LotTrace",
    "Measure",
    "Measures",
    "Reason",
    "Reasons",
    "Remedy",
    "SiteChange",
    "SiteShare",
    "SiteTrace",
    "StopChange",
    "allocations",
    "calls_for",
    "can_relieve",
    "check",
    "compare",
    "compare_rows",
    "cost_eur",
    "explain",
    "feasibility",
    "measure",
    "plan_cost_eur",
    "relieve",
    "site_shares",
    "stop_changes",
    "trace_lot",
    "trace_site",
]
