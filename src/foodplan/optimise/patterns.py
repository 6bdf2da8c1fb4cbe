"""How a site may be served: from which hub, on which day or days of the week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from foodplan.domain.basics import (
    TimeWindow,
    VehicleKind,
    haversine_km,
    windows_of_day,
)
from foodplan.domain.food import Order
from foodplan.domain.ids import HubId
from foodplan.domain.places import Hub, Site
from foodplan.domain.plan import Drop
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Delivery
from foodplan.optimise.shifts import Shift
from foodplan.optimise.stability import days_to_serve, usual_days
from foodplan.optimise.visits import Load, able_vehicles
from foodplan.tables.travel import TravelMatrix

_MOST_HUBS = 4
_MIDDAY_MIN = 720.0
_FAR_MIN = 10_000.0
"""Stands for a way that vans do not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way to serve a site: from a hub, on these days."""

    hub_id: HubId
    days: tuple[int, ...]
    drive_min: float
    """There and back at midday."""
    n_changed: int = 0
    """Days that the site is not used to."""


def patterns_of(
    problem: Problem,
    travel: TravelMatrix,
    site: Site,
    shifts: Mapping[tuple[HubId, int], Sequence[Shift]],
    banned: frozenset[Delivery] = frozenset(),
) -> tuple[Pattern, ...]:
    """All ways to serve a site, with as many of its deliveries a week as can be had.

    Of many hubs only the nearest that can serve it; all of them where it has orders.
    """
    found: list[Pattern] = []
    usual = set(usual_days(problem, site))
    days_open, n_hubs = days_to_serve(problem, site), 0
    for hub in _hubs_for(problem, site):
        if n_hubs == _MOST_HUBS and site.site_id not in problem.orders_of:
            break
        days = [
            day
            for day in days_open
            if Delivery(site_id=site.site_id, hub_id=hub.hub_id, day=day) not in banned
            and _can_come(problem, travel, site, hub.hub_id, day, shifts)
        ]
        n_hubs += bool(days)
        there = travel.leg(hub.hub_id, site.site_id, kind=VehicleKind.VAN, depart_min=_MIDDAY_MIN)
        back = travel.leg(site.site_id, hub.hub_id, kind=VehicleKind.VAN, depart_min=_MIDDAY_MIN)
        drive_min = min(there.minutes + back.minutes, _FAR_MIN)
        found += [
            Pattern(
                hub_id=hub.hub_id,
                days=chosen,
                drive_min=drive_min,
                n_changed=len(set(chosen) - usual),
            )
            for n in range(site.deliveries_per_week, 0, -1)
            for chosen in combinations(days, n)
            if _apart(chosen, site.gap_days)
        ]
    merits = [_merit(problem, site, pattern) for pattern in found]
    best = max(merits, default=(0, 0))
    return tuple(pattern for pattern, one in zip(found, merits, strict=True) if one == best)


def _hubs_for(problem: Problem, site: Site) -> Sequence[Hub]:
    """All hubs; the nearest first where there are many."""
    if len(problem.hubs) <= _MOST_HUBS:
        return problem.hubs
    return sorted(problem.hubs, key=lambda hub: haversine_km(hub.location, site.location))


def _merit(problem: Problem, site: Site, pattern: Pattern) -> tuple[int, int]:
    """Orders that can be met so, then deliveries."""
    orders = problem.orders_of.get(site.site_id, ())
    met = sum(_can_be_met(problem, order, pattern) for order in orders)
    return met, len(pattern.days)


def _can_be_met(problem: Problem, order: Order, pattern: Pattern) -> bool:
    """Whether some lot of the product can be at the hub, fit to eat, on one of the days."""
    hub, margin = problem.hub[pattern.hub_id], problem.policy.freshness_margin_days
    days = [day for day in pattern.days if order.day in (None, day)]
    for lot in problem.lots_of.get(order.product_id, ()):
        first_day = lot.ready_day
        if lot.producer_id is not None:
            first_day = max(0, first_day) + hub.processing_days
            brings_to = problem.producer[lot.producer_id].brings_to_hub
            comes = brings_to in (None, hub.hub_id)
            comes = comes and problem.goes_to(lot.producer_id, hub.hub_id)
        else:
            comes = lot.hub_id == hub.hub_id
        if comes and any(first_day <= day <= lot.last_day - margin for day in days):
            return True
    return False


def _apart(days: tuple[int, ...], gap_days: int) -> bool:
    return all(after - before >= gap_days for before, after in pairwise(days))


def _can_come(
    problem: Problem,
    travel: TravelMatrix,
    site: Site,
    hub_id: HubId,
    day: int,
    shifts: Mapping[tuple[HubId, int], Sequence[Shift]],
) -> bool:
    """Whether some vehicle can load, get there in a window, serve a basket and come home."""
    drops = tuple(
        Drop(basket_id=need.basket_id, n_baskets=1)
        for need in problem.needs_of.get(site.site_id, ())
    )
    load = Load(place_id=site.site_id, hub_id=hub_id, day=day, drops=drops)
    able = {vehicle.vehicle_id for vehicle in able_vehicles(problem, load)}
    windows = windows_of_day(site.windows, day)
    return any(
        _reaches(problem, travel, shift, site, window)
        for shift in shifts.get((hub_id, day), ())
        if shift.vehicle.vehicle_id in able
        for window in windows
    )


def _reaches(
    problem: Problem, travel: TravelMatrix, shift: Shift, site: Site, window: TimeWindow
) -> bool:
    hub = problem.hub[shift.vehicle.hub_id]
    leave_min = shift.start_min + hub.turnaround_min
    kind = shift.vehicle.kind
    there = travel.leg(hub.hub_id, site.site_id, kind=kind, depart_min=leave_min)
    start_min = max(window.start_min, leave_min + there.minutes)
    done_min = start_min + site.unloading(1)
    if start_min > window.end_min:
        return False
    home = travel.leg(site.site_id, hub.hub_id, kind=kind, depart_min=done_min)
    return done_min + home.minutes <= shift.end_min
