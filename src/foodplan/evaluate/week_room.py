"""Rough sums of the week: more need than stock, sorting hours or vehicle room (warnings only)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foodplan.domain.basics import windows_of_day
from foodplan.domain.finding import Finding, Severity
from foodplan.domain.places import Hub
from foodplan.domain.problem import Problem

_ROUNDING_KG = 0.05
"""Pieces times their weight may exceed the lot that holds them by a hair."""


def week_findings(problem: Problem) -> Iterator[Finding]:
    """Warnings about the week as a whole, with figures."""
    asked_kg = asked(problem)
    stock_kg = sum(lot.net_kg for lot in problem.lots)
    if asked_kg > stock_kg + _ROUNDING_KG:
        yield _warning("feasibility-stock-short", asked_kg=asked_kg, stock_kg=stock_kg)
    to_sort_kg, sorting_kg = to_sort(problem), sortable(problem)
    if to_sort_kg > sorting_kg:
        yield _warning("feasibility-sorting-short", asked_kg=to_sort_kg, sorting_kg=sorting_kg)
    driven_kg, room_kg = asked(driven_part(problem)), vehicle_room(problem)
    if driven_kg > room_kg:
        yield _warning("feasibility-vehicles-short", asked_kg=driven_kg, room_kg=room_kg)
    for hub in problem.hubs:
        yield from _hub(hub, problem)


def _hub(hub: Hub, problem: Problem) -> Iterator[Finding]:
    if not any(windows_of_day(hub.windows, day) for day in problem.calendar.days):
        yield _warning("feasibility-hub-closed", path=hub.hub_id, hub=hub.label)
    elif not (
        any(vehicle.hub_id == hub.hub_id for vehicle in problem.vehicles)
        or any(site.collected_at == hub.hub_id for site in problem.sites)
    ):
        yield _warning("feasibility-hub-no-vehicle", path=hub.hub_id, hub=hub.label)
    opening_kg = sum(
        lot.gross_kg for lot in problem.lots if lot.hub_id == hub.hub_id and lot.ready_day <= 0
    )
    if opening_kg > hub.storage_kg:
        yield _warning(
            "feasibility-hub-overfull",
            path=hub.hub_id,
            hub=hub.label,
            opening_kg=opening_kg,
            storage_kg=hub.storage_kg,
        )


def asked(problem: Problem) -> float:
    """Net kg of all needs and orders."""
    baskets_kg = sum(need.baskets * problem.basket[need.basket_id].kg for need in problem.needs)
    return baskets_kg + sum(
        problem.product[order.product_id].kg_of(order.quantity, order.unit)
        for order in problem.orders
    )


def driven_part(problem: Problem) -> Problem:
    """The problem without what people collect at hubs."""
    collected = {site.site_id for site in problem.sites if site.collected_at}
    return replace(
        problem,
        needs=tuple(need for need in problem.needs if need.site_id not in collected),
        orders=tuple(order for order in problem.orders if order.site_id not in collected),
    )


def to_sort(problem: Problem) -> float:
    """Gross kg that must be collected and sorted so that stock at hubs and they cover the need."""
    at_farms = [lot for lot in problem.lots if lot.hub_id is None]
    gross_kg = sum(lot.gross_kg for lot in at_farms)
    net_kg = sum(lot.net_kg for lot in at_farms)
    missing_kg = min(net_kg, asked(problem) - sum(row.net_kg for row in problem.lots) + net_kg)
    return max(0.0, missing_kg * gross_kg / net_kg) if net_kg > 0 else 0.0


def sortable(problem: Problem) -> float:
    """Gross kg that can be sorted early enough to be packed within the week."""
    return sum(
        hub.sorting_kg(day)
        for hub in problem.hubs
        for day in problem.calendar.days
        if day + hub.processing_days in problem.calendar.days
    )


def vehicle_room(problem: Problem) -> float:
    """Kg that all vehicles could carry with every trip of the week full."""
    return sum(
        vehicle.payload_kg * vehicle.max_trips
        for vehicle in problem.vehicles
        for day in problem.calendar.days
        if windows_of_day(vehicle.shifts, day)
    )


def _warning(code: str, *, path: str = "", **params: object) -> Finding:
    return Finding(code=code, severity=Severity.WARNS, path=path, params={"id": path, **params})
