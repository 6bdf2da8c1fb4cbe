"""How changes to sites and hubs work."""

from __future__ import annotations

from dataclasses import replace

from foodplan.domain.changes.kind import changed
from foodplan.domain.changes.notes import Notes
from foodplan.domain.changes.selecting import (
    falls,
    hubs_of,
    sites_of,
    this_week,
    vehicle_names,
)
from foodplan.domain.food import Need
from foodplan.domain.places import Hub
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import AddHub, AddSite, CloseHub, CloseSite, ScaleSorting


@changed.register
def _(change: AddSite, problem: Problem, notes: Notes) -> Problem | None:
    site = change.site
    notes.check_new("site_id", site.site_id, problem.locations)
    for key, names in (
        ("allowed_vehicles", site.allowed_vehicles),
        ("refused_vehicles", site.refused_vehicles),
    ):
        for name in sorted(names):
            notes.check(key, name, vehicle_names(problem))
    if site.collected_at is not None:
        notes.check("collected_at", site.collected_at, problem.hub)
    for basket_id, _ in change.needs:
        notes.check("needs", basket_id, problem.basket)
    if notes.is_refused:
        return None
    new = replace(site, windows=this_week(problem, site.windows))
    needs = (
        Need(site_id=site.site_id, basket_id=basket_id, baskets=baskets)
        for basket_id, baskets in change.needs
    )
    _warn_without_legs(problem, notes)
    return replace(
        problem,
        sites=tuple(sorted((*problem.sites, new), key=lambda one: one.site_id)),
        needs=tuple(
            sorted((*problem.needs, *needs), key=lambda need: (need.site_id, need.basket_id))
        ),
    )


@changed.register
def _(change: CloseSite, problem: Problem, _notes: Notes) -> Problem | None:
    """The site stays, so that its unmet need is seen and explained."""
    chosen = {site.site_id for site in sites_of(problem, change.where)}
    sites = tuple(
        replace(site, windows=tuple(w for w in site.windows if not falls(w.day, change.days)))
        if site.site_id in chosen
        else site
        for site in problem.sites
    )
    return replace(problem, sites=sites) if chosen else None


@changed.register
def _(change: AddHub, problem: Problem, notes: Notes) -> Problem | None:
    hub, moving = change.hub, set(change.vehicle_ids)
    notes.check_new("hub_id", hub.hub_id, problem.locations)
    for vehicle_id in change.vehicle_ids:
        notes.check("vehicles", vehicle_id, problem.vehicle)
    if notes.is_refused:
        return None
    n_days = problem.calendar.n_days
    new = replace(
        hub,
        windows=this_week(problem, hub.windows),
        sorting_hours=hub.sorting_hours[:n_days],
    )
    _warn_without_legs(problem, notes)
    return replace(
        problem,
        hubs=tuple(sorted((*problem.hubs, new), key=lambda one: one.hub_id)),
        vehicles=tuple(
            replace(vehicle, hub_id=hub.hub_id) if vehicle.vehicle_id in moving else vehicle
            for vehicle in problem.vehicles
        ),
    )


@changed.register
def _(change: CloseHub, problem: Problem, _notes: Notes) -> Problem | None:
    """The hub stays with what stands there, so that what names it stays valid."""

    def closed(hub: Hub) -> Hub:
        return replace(
            hub,
            windows=tuple(w for w in hub.windows if not falls(w.day, change.days)),
            sorting_hours=tuple(
                0.0 if falls(day, change.days) else hours
                for day, hours in enumerate(hub.sorting_hours)
            ),
        )

    chosen = {hub.hub_id for hub in hubs_of(problem, change.where)}
    hubs = tuple(closed(hub) if hub.hub_id in chosen else hub for hub in problem.hubs)
    return replace(problem, hubs=hubs) if chosen else None


@changed.register
def _(change: ScaleSorting, problem: Problem, _notes: Notes) -> Problem | None:
    def scaled(hub: Hub) -> Hub:
        hours = (
            hours * change.by if falls(day, change.days) else hours
            for day, hours in enumerate(hub.sorting_hours)
        )
        return replace(hub, sorting_hours=tuple(hours))

    chosen = {hub.hub_id for hub in hubs_of(problem, change.where)}
    hubs = tuple(scaled(hub) if hub.hub_id in chosen else hub for hub in problem.hubs)
    return replace(problem, hubs=hubs) if chosen else None


def _warn_without_legs(problem: Problem, notes: Notes) -> None:
    """A dataset with its own travel table knows no way to a new place."""
    if problem.roads.source == "table":
        notes.warn("change-no-legs")
