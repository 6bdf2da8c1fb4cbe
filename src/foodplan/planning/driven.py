"""Rules that a changed plan breaks, what was driven before aside."""

from __future__ import annotations

from foodplan.domain.finding import Violation
from foodplan.domain.past import Past
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.evaluate import check
from foodplan.tables.travel import TravelMatrix

_DRIVING_RULES = frozenset({"travel_time", "travel_km"})


def broken_rules(
    plan: Plan, problem: Problem, travel: TravelMatrix, past: Past
) -> tuple[Violation, ...]:
    """Broken rules; roads may have changed, and legs driven by then took what they took."""
    driven = _driven(past)
    return tuple(
        one
        for one in check(plan, problem, travel)
        if one.rule not in _DRIVING_RULES or one.where not in driven
    )


def _driven(past: Past) -> frozenset[str]:
    """Legs of trips that had set out, as violations name them."""
    found = set()
    for (day, vehicle_id), trips in past.trips.items():
        route = f"route {day}-{vehicle_id}"
        for number, trip in enumerate(trips, start=1):
            found.add(f"{route}, trip {number}")
            found |= {f"{route}, stop {stop.place_id}" for stop in trip.stops}
    return frozenset(found)
