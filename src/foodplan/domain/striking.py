"""A problem after an accident: changed from the moment on, as it was before it.

The change is that of a scenario; then everything that has happened by the moment is put back, so
that a plan whose beginning is history still fits the problem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from foodplan.domain.basics import Label, TimeWindow
from foodplan.domain.changes import apply
from foodplan.domain.finding import Finding
from foodplan.domain.fleet import Vehicle
from foodplan.domain.food import Lot, Need
from foodplan.domain.ids import LotId, ProducerId, ScenarioId
from foodplan.domain.past import Past
from foodplan.domain.places import Hub, Producer, Site
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import Change, Scenario

_MARGIN_KG = 1e-6


def strike(
    problem: Problem, plan: Plan, past: Past, change: Change
) -> tuple[Problem, tuple[Finding, ...]]:
    """The week as it is known after the moment, and what of the change does not fit."""
    nothing = Label(fr="-", en="-")
    scenario = Scenario(
        scenario_id=ScenarioId("accident"),
        label=nothing,
        asks=nothing,
        dataset_id=problem.dataset_id,
        changes=(change,),
    )
    changed, findings = apply(problem, scenario)
    changed = replace(
        changed,
        sites=tuple(_site(problem, site, past) for site in changed.sites),
        hubs=tuple(_hub(problem, hub, past) for hub in changed.hubs),
        vehicles=tuple(_vehicle(problem, vehicle, past) for vehicle in changed.vehicles),
        needs=tuple(_need(need, past) for need in changed.needs),
        lots=_lots(problem, changed, plan, past),
    )
    return replace(changed, producers=_producers(problem, changed, past)), findings


def _site(problem: Problem, site: Site, past: Past) -> Site:
    """Days that are over keep their windows; a delivery on its way still finds somebody.

    So does who has begun to collect.
    """
    old = problem.site.get(site.site_id)
    if old is None or old.windows == site.windows:
        return site
    expected = [
        TimeWindow(day=day, start_min=stop.start_min, end_min=stop.start_min)
        for day, stop in past.stops()
        if stop.place_id == site.site_id and day == past.at.day
    ]
    expected += [
        TimeWindow(day=row.day, start_min=row.from_min, end_min=row.from_min)
        for row in past.handouts
        if row.site_id == site.site_id and row.day == past.at.day
    ]
    return replace(site, windows=_windows(old.windows, site.windows, past, expected))


def _hub(problem: Problem, hub: Hub, past: Past) -> Hub:
    old = problem.hub.get(hub.hub_id)
    if old is None or old == hub:
        return hub
    day = past.at.day
    hours = (*old.sorting_hours[:day], *hub.sorting_hours[day:])
    open_today = [window for window in old.windows if window.day == day]
    is_used = any(
        problem.vehicle[vehicle_id].hub_id == hub.hub_id and when == day
        for when, vehicle_id in past.trips
    ) or any((row.hub_id, row.day) == (hub.hub_id, day) for row in past.handouts)
    windows = _windows(old.windows, hub.windows, past, open_today if is_used else ())
    return replace(hub, sorting_hours=hours, windows=windows)


def _vehicle(problem: Problem, vehicle: Vehicle, past: Past) -> Vehicle:
    """A trip that began to load is driven to its end, whatever happened to the shift."""
    old = problem.vehicle.get(vehicle.vehicle_id)
    if old is None or old.shifts == vehicle.shifts:
        return vehicle
    trips = past.trips.get((past.at.day, vehicle.vehicle_id), ())
    driven = [
        TimeWindow(day=past.at.day, start_min=trips[0].load_min, end_min=trips[-1].return_min)
        for _ in trips[:1]
    ]
    return replace(vehicle, shifts=_windows(old.shifts, vehicle.shifts, past, driven))


def _windows(
    old: Iterable[TimeWindow],
    new: Iterable[TimeWindow],
    past: Past,
    today: Iterable[TimeWindow],
) -> tuple[TimeWindow, ...]:
    """Old windows of days that are over, new ones of the others, and what is still due today."""
    now = past.at.day
    kept = {window for window in new if window.day >= now}
    due = {window for window in today if not any(_holds(other, window) for other in kept)}
    return tuple(sorted({window for window in old if window.day < now} | kept | due))


def _holds(outer: TimeWindow, inner: TimeWindow) -> bool:
    same_day = outer.day == inner.day
    return same_day and outer.start_min <= inner.start_min and inner.end_min <= outer.end_min


def _need(need: Need, past: Past) -> Need:
    """What was given has been needed."""
    given = past.given().get((need.site_id, need.basket_id), 0)
    return need if given <= need.baskets else replace(need, baskets=given)


def _lots(problem: Problem, changed: Problem, plan: Plan, past: Past) -> tuple[Lot, ...]:
    """Lots that are smaller or gone keep what was taken of them already."""
    taken = _taken_kg(problem, plan, past)
    found: dict[LotId, Lot] = dict(changed.lot)
    for lot_id, kg in taken.items():
        old, new = problem.lot[lot_id], found.get(lot_id)
        if new is None:
            found[lot_id] = replace(old, gross_kg=min(kg, old.gross_kg))
        elif new.gross_kg < kg:
            found[lot_id] = replace(new, gross_kg=min(kg, old.gross_kg))
    return tuple(found[lot_id] for lot_id in sorted(found))


def _taken_kg(problem: Problem, plan: Plan, past: Past) -> dict[LotId, float]:
    """Gross kg that have come to a hub, were packed where they stood, or were given directly."""
    taken: dict[LotId, float] = defaultdict(float)
    for row in past.collections:
        taken[row.lot_id] += row.gross_kg
    for gift in past.gifts:
        taken[gift.lot_id] += gift.gross_kg
    packed = [
        (part.lot_id, recipe.hub_id, recipe.day, part.net_kg)
        for recipe in plan.recipes
        for part in recipe.parts
    ]
    packed += [(row.lot_id, row.hub_id, row.day, row.net_kg) for row in plan.order_packings]
    for lot_id, hub_id, day, net_kg in packed:
        lot = problem.lot[lot_id]
        if lot.hub_id == hub_id and day < past.packed_until[hub_id]:
            taken[lot_id] += net_kg / lot.yield_share
    return {lot_id: kg for lot_id, kg in sorted(taken.items()) if kg > _MARGIN_KG}


def _producers(problem: Problem, changed: Problem, past: Past) -> tuple[Producer, ...]:
    """Those whose food was taken, and those that were called at, stay known."""
    known = {producer.producer_id: producer for producer in changed.producers}
    taken = {lot.producer_id for lot in changed.lots if lot.producer_id is not None}
    called = {ProducerId(stop.place_id) for _, stop in past.stops()} & problem.producer.keys()
    for producer_id in taken | called:
        known.setdefault(producer_id, problem.producer[producer_id])
    return tuple(known[producer_id] for producer_id in sorted(known))
