"""How changes to policy and costs work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from foodplan.domain.changes.kind import changed
from foodplan.domain.changes.notes import Notes
from foodplan.domain.changes.selecting import vehicles_of
from foodplan.domain.fleet import Vehicle
from foodplan.domain.policy import Costs
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import CostValues, PolicyValues, SetCost, SetPolicy, Where


@changed.register
def _(change: SetPolicy, problem: Problem, _notes: Notes) -> Problem | None:
    values = _given(change.values)
    if not values:
        return None
    return replace(problem, policy=replace(problem.policy, **values))  # type: ignore[arg-type]


@changed.register
def _(change: SetCost, problem: Problem, notes: Notes) -> Problem | None:
    """Costs of the vehicles that `where` selects, and costs of the whole."""
    values = _given(change.values)
    of_all = {field.name for field in fields(Costs)} & values.keys()
    of_vehicles = {field.name for field in fields(Vehicle)} & values.keys()
    if of_all and change.where != Where():
        notes.refuse("change-cost-of-all", "where", keys=", ".join(sorted(of_all)))
        return None
    chosen = {vehicle.vehicle_id for vehicle in vehicles_of(problem, change.where)}
    if not values or (of_vehicles and not chosen):
        return None
    new = {name: values[name] for name in of_vehicles}
    return replace(
        problem,
        vehicles=tuple(
            replace(vehicle, **new) if vehicle.vehicle_id in chosen else vehicle  # type: ignore[arg-type]
            for vehicle in problem.vehicles
        ),
        costs=replace(problem.costs, **{name: values[name] for name in of_all}),  # type: ignore[arg-type]
    )


def _given(values: PolicyValues | CostValues) -> Mapping[str, object]:
    pairs = ((field.name, getattr(values, field.name)) for field in fields(values))
    return {name: value for name, value in pairs if value is not None}
