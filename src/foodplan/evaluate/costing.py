"""Money and diesel of routes."""

from __future__ import annotations

from foodplan.domain.plan import Plan, Route
from foodplan.domain.problem import Problem
from foodplan.units import hours

KM_OF_LITRES_FIGURE = 100


def cost_eur(route: Route, problem: Problem) -> float:
    """Fixed cost of the day + km + hours from first loading to last return."""
    vehicle = problem.vehicle[route.vehicle_id]
    on_duty_hours = hours(route.end_min - route.start_min)
    return (
        vehicle.fixed_eur_per_day
        + vehicle.eur_per_km * route.km
        + vehicle.eur_per_hour * on_duty_hours
    )


def plan_cost_eur(plan: Plan, problem: Problem) -> float:
    """All routes, and the weekly cost once of every vehicle that is used."""
    used = sorted({route.vehicle_id for route in plan.routes})
    weekly_eur = sum(problem.vehicle[vehicle_id].fixed_eur_per_week for vehicle_id in used)
    return weekly_eur + sum(cost_eur(route, problem) for route in plan.routes)


def litres(route: Route, problem: Problem) -> float:
    """Diesel that a route burns."""
    return problem.vehicle[route.vehicle_id].litres_per_100km * route.km / KM_OF_LITRES_FIGURE
