"""Judge a plan without the optimiser: check, measures, compare, reasons, trace.

`exports.frames` (which needs pandas) is imported from its own module.
"""

from __future__ import annotations

from foodplan.evaluate.checker import check
from foodplan.evaluate.costing import cost_eur, plan_cost_eur
from foodplan.evaluate.measures import Measure, Measures, measure
from foodplan.evaluate.shares import SiteShare, site_shares
from foodplan.evaluate.tracing import (
    Allocation,
    LotTrace,
    SiteTrace,
    allocations,
    trace_lot,
    trace_site,
)

__all__ = [
    "Allocation",
    "LotTrace",
    "Measure",
    "Measures",
    "SiteShare",
    "SiteTrace",
    "allocations",
    "check",
    "cost_eur",
    "measure",
    "plan_cost_eur",
    "site_shares",
    "trace_lot",
    "trace_site",
]
