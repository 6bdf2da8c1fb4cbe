"""How changes to vehicles work."""

from __future__ import annotations

from dataclasses import fields, replace

from foodplan.domain.basics import TimeWindow
from foodplan.domain.changes.kind import changed
from foodplan.domain.changes.notes import Notes
from foodplan.domain.changes.selecting import (
    falls,
    sites_of,
    this_week,
    vehicle_names,
    vehicles_of,
)
from foodplan.domain.fleet import Link, LinkKind, LinkRule, Vehicle
from foodplan.domain.geometry import in_ring
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import AddVehicle, DriverHours, RestrictZone, VehicleOut


@changed.register
def _(change: VehicleOut, problem: Problem, _notes: Notes) -> Problem | None:
    """The vehicle stays in the fleet without shifts, so that what names it stays valid."""
    chosen = {vehicle.vehicle_id for vehicle in vehicles_of(problem, change.where)}
    vehicles = tuple(
        replace(v, shifts=tuple(s for s in v.shifts if not falls(s.day, change.days)))
        if v.vehicle_id in chosen
        else v
        for v in problem.vehicles
    )
    return replace(problem, vehicles=vehicles) if chosen else None


@changed.register
def _(change: AddVehicle, problem: Problem, notes: Notes) -> Problem | None:
    notes.check_new("vehicle_id", change.vehicle_id, problem.vehicle)
    notes.check("like", change.like, problem.vehicle)
    notes.check("hub_id", change.hub_id, problem.hub)
    if notes.is_refused:
        return None
    given = _given(problem, change)
    model = problem.vehicle.get(change.like) if change.like is not None else None
    made = replace(model, **given) if model else Vehicle(**given)  # type: ignore[arg-type]
    vehicles = sorted((*problem.vehicles, made), key=lambda one: one.vehicle_id)
    return replace(problem, vehicles=tuple(vehicles))


@changed.register
def _(change: DriverHours, problem: Problem, _notes: Notes) -> Problem | None:
    def otherwise(vehicle: Vehicle) -> Vehicle:
        longest = vehicle.max_route_min
        if change.max_route_min is not None:
            longest = change.max_route_min
        shifts = _shifts(problem, change, vehicle) if change.spans else vehicle.shifts
        return replace(vehicle, shifts=shifts, max_route_min=longest)

    chosen = {vehicle.vehicle_id for vehicle in vehicles_of(problem, change.where)}
    vehicles = (otherwise(v) if v.vehicle_id in chosen else v for v in problem.vehicles)
    return replace(problem, vehicles=tuple(vehicles)) if chosen else None


@changed.register
def _(change: RestrictZone, problem: Problem, notes: Notes) -> Problem | None:
    """Written as forbidden links, as the dataset's own zones are."""
    for key, names in (
        ("refused_vehicles", change.refused),
        ("allowed_vehicles", change.allowed),
    ):
        for name in sorted(names):
            notes.check(key, name, vehicle_names(problem))
    sites = [
        site
        for site in sites_of(problem, change.where)
        if not change.zone or in_ring(site.location, change.zone)
    ]
    vehicles = [vehicle for vehicle in problem.vehicles if _is_refused(vehicle, change)]
    if notes.is_refused or not (sites and vehicles):
        return None
    links = {
        (site.site_id, vehicle.vehicle_id): Link(
            kind=LinkKind.SITE_VEHICLE,
            first_id=site.site_id,
            second_id=vehicle.vehicle_id,
            rule=LinkRule.FORBIDDEN,
            reason=change.because or change.change_id,
        )
        for site in sites
        for vehicle in vehicles
    }
    # A link that forbids the same pair already keeps its own reason.
    old = {(link.first_id, link.second_id) for link in problem.links if _forbids(link)}
    new = tuple(link for pair, link in links.items() if pair not in old)
    return replace(problem, links=(*problem.links, *new))


def _given(problem: Problem, change: AddVehicle) -> dict[str, object]:
    """Fields of the vehicle that the change names."""
    named = {field.name for field in fields(Vehicle)} - {"kind", "vehicle_id", "label", "zones"}
    given = {name: getattr(change, name) for name in sorted(named)}
    given |= {"vehicle_id": change.vehicle_id, "kind": change.vehicle_kind}
    given["label"] = change.label or str(change.vehicle_id)
    if change.shifts is not None:
        given["shifts"] = this_week(problem, change.shifts)
    return {name: value for name, value in given.items() if value is not None}


def _shifts(problem: Problem, change: DriverHours, vehicle: Vehicle) -> tuple[TimeWindow, ...]:
    """The new hours on the days of the change, the old ones on all others."""
    days = change.days or {shift.day for shift in vehicle.shifts}
    new = (
        TimeWindow(day=day, start_min=start, end_min=end)
        for day in days
        for start, end in change.spans
    )
    kept = (shift for shift in vehicle.shifts if shift.day not in days)
    return tuple(sorted((*kept, *this_week(problem, new))))


def _is_refused(vehicle: Vehicle, change: RestrictZone) -> bool:
    names = {str(vehicle.vehicle_id), vehicle.kind.value}
    return not names & change.allowed and (not change.refused or bool(names & change.refused))


def _forbids(link: Link) -> bool:
    return link.kind is LinkKind.SITE_VEHICLE and link.rule is LinkRule.FORBIDDEN
