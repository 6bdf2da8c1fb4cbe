"""Undo what a reason names, so that its truth can be tried: planned again, the fill must rise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from foodplan.domain.basics import Temperature, TimeWindow, Weeks
from foodplan.domain.fleet import LinkKind
from foodplan.domain.ids import SiteId, VehicleId
from foodplan.domain.places import Site
from foodplan.domain.problem import Problem
from foodplan.errors import InvalidValue
from foodplan.evaluate.reason import Reason
from foodplan.evaluate.week_room import asked
from foodplan.units import MINUTES_PER_DAY

_PLENTY = 1.5
"""Stock is raised to so many times what is asked."""
_EVERY_CLASS = frozenset(Temperature)


def can_relieve(reason: Reason) -> bool:
    """Whether the reason names something in the problem that could be otherwise."""
    return reason.code in _RELIEFS


def relieve(problem: Problem, reason: Reason) -> Problem:
    """The problem without what the reason names; InvalidValue if that is no part of a problem."""
    if not can_relieve(reason):
        raise InvalidValue(f"reason {reason.code} names nothing that a change could relieve")
    return _RELIEFS[reason.code](problem, reason)


def _with_site(problem: Problem, reason: Reason, change: Callable[[Site], Site]) -> Problem:
    sites = (change(row) if row.site_id == reason.about else row for row in problem.sites)
    return replace(problem, sites=tuple(sites))


def _open(problem: Problem, reason: Reason) -> Problem:
    windows = tuple(
        TimeWindow(day=day, start_min=0, end_min=MINUTES_PER_DAY) for day in problem.calendar.days
    )
    links = (
        link
        for link in problem.links
        if (link.kind, link.first_id) != (LinkKind.SITE_DAY, reason.about)
    )
    opened = replace(problem, links=tuple(links))
    return _with_site(opened, reason, lambda site: replace(site, windows=windows))


def _every_week(problem: Problem, reason: Reason) -> Problem:
    return _with_site(problem, reason, lambda site: replace(site, weeks=Weeks.EVERY))


def _unlink(problem: Problem, reason: Reason) -> Problem:
    own = (LinkKind.SITE_VEHICLE, LinkKind.SITE_DAY)
    links = (x for x in problem.links if x.first_id != reason.about or x.kind not in own)
    return replace(problem, links=tuple(links))


def _let_in(problem: Problem, reason: Reason) -> Problem:
    links = (
        link
        for link in problem.links
        if (link.kind, link.first_id) != (LinkKind.SITE_VEHICLE, reason.about)
    )
    return _with_site(
        replace(problem, links=tuple(links)),
        reason,
        lambda site: replace(
            site,
            max_vehicle_kg=None,
            allowed_vehicles=frozenset(),
            refused_vehicles=frozenset(),
        ),
    )


def _cool_site(problem: Problem, reason: Reason) -> Problem:
    return _with_site(problem, reason, lambda site: replace(site, temperatures=_EVERY_CLASS))


def _cool_vehicles(problem: Problem, _: Reason) -> Problem:
    fleet = (replace(row, temperatures=_EVERY_CLASS) for row in problem.vehicles)
    return replace(problem, vehicles=tuple(fleet))


def _empty_store(problem: Problem, reason: Reason) -> Problem:
    return _with_site(problem, reason, lambda site: replace(site, storage_kg=None))


def _second_fleet(problem: Problem, reason: Reason) -> Problem:
    """A twin for each vehicle that may come to the site (for all, where it names no site)."""
    site = problem.site.get(SiteId(reason.about))
    twins = tuple(
        replace(row, vehicle_id=VehicleId(f"{row.vehicle_id}+"))
        for row in problem.vehicles
        if site is None or problem.may_visit(row, site)
    )
    fleet = sorted((*problem.vehicles, *twins), key=lambda row: row.vehicle_id)
    return replace(problem, vehicles=tuple(fleet))


def _more_hands(problem: Problem, reason: Reason) -> Problem:
    """Enough hands at the hub (at all, where none is named) to sort all stock on any day."""
    gross_kg = sum(lot.gross_kg for lot in problem.lots)
    hubs = []
    for hub in problem.hubs:
        rate = hub.sorting_kg_per_hour or 1.0
        enough = (gross_kg / rate,) * problem.calendar.n_days
        named = reason.place_id in (None, hub.hub_id)
        hubs.append(replace(hub, sorting_hours=enough, sorting_kg_per_hour=rate) if named else hub)
    return replace(problem, hubs=tuple(hubs))


def _wide_store(problem: Problem, reason: Reason) -> Problem:
    gross_kg = sum(lot.gross_kg for lot in problem.lots)
    hubs = (
        replace(row, storage_kg=gross_kg, chilled_storage_kg=gross_kg)
        if reason.place_id in (None, row.hub_id)
        else row
        for row in problem.hubs
    )
    return replace(problem, hubs=tuple(hubs))


def _more_stock(problem: Problem, _: Reason) -> Problem:
    net_kg = sum(lot.net_kg for lot in problem.lots)
    factor = max(1.0, asked(problem) / net_kg) * _PLENTY if net_kg > 0 else 1.0
    lots = (replace(row, gross_kg=row.gross_kg * factor) for row in problem.lots)
    return replace(problem, lots=tuple(lots))


def _any_basket(problem: Problem, _: Reason) -> Problem:
    baskets = (
        replace(row, max_product_share=1.0, min_groups=1, min_group_share=0.0)
        for row in problem.baskets
    )
    return replace(problem, baskets=tuple(baskets))


def _forget(problem: Problem, reason: Reason) -> Problem:
    rows = (row for row in problem.history if row.site_id != reason.about)
    return replace(problem, history=tuple(rows))


_RELIEFS: dict[str, Callable[[Problem, Reason], Problem]] = {
    "reason-site-other-week": _every_week,
    "reason-site-closed": _open,
    "reason-site-links": _unlink,
    "reason-site-windows": _open,
    "reason-site-no-vehicle": _let_in,
    "reason-site-class-refused": _cool_site,
    "reason-site-class-not-carried": _cool_vehicles,
    "reason-site-storage": _empty_store,
    "reason-vehicles": _second_fleet,
    "reason-sorting": _more_hands,
    "reason-sorting-hub": _more_hands,
    "reason-storage": _wide_store,
    "reason-storage-hub": _wide_store,
    "reason-supply": _more_stock,
    "reason-composition": _any_basket,
    "reason-history": _forget,
}
