"""Every exported table of a plan, those derived by this package included."""

from __future__ import annotations

import pandas as pd

from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.evaluate.measures import measure
from foodplan.evaluate.tracing import allocations
from foodplan.tables import frames as tables


def frames(plan: Plan, problem: Problem) -> dict[str, pd.DataFrame]:
    """Every table by name, stops first and measures last; columns as in tables.frames."""
    return {
        "stops": tables.stops(plan, problem),
        "routes": tables.routes(plan, problem),
        "allocations": _allocations(plan, problem),
        "sites": tables.sites(plan, problem),
        "lots": tables.lots(plan, problem),
        "recipes": tables.recipes(plan, problem),
        "handouts": tables.handouts(plan, problem),
        "gifts": tables.gifts(plan, problem),
        "history": tables.history(plan, problem),
        "measures": _measures(plan, problem),
    }


def _allocations(plan: Plan, problem: Problem) -> pd.DataFrame:
    return tables.frame(
        "allocations",
        (
            {
                "lot_id": row.lot_id,
                "site_id": row.site_id,
                "day": row.day,
                "hub_id": row.hub_id or "",
                "date": problem.calendar.date_of(row.day).isoformat(),
                "product_id": problem.lot[row.lot_id].product_id,
                "net_kg": row.net_kg,
            }
            for row in allocations(plan, problem)
        ),
    )


def _measures(plan: Plan, problem: Problem) -> pd.DataFrame:
    return tables.frame(
        "measures",
        (
            {"code": row.code, "value": row.value, "unit": row.unit, "better": row.better}
            for row in measure(plan, problem).table()
        ),
    )
