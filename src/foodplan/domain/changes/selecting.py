"""What `where` and `days` select in a problem."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields

from foodplan.domain.basics import TimeWindow
from foodplan.domain.fleet import Vehicle
from foodplan.domain.food import Lot
from foodplan.domain.places import Hub, Producer, Site
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import Where

SELECTORS = tuple(field.name for field in fields(Where))


def sites_of(problem: Problem, where: Where) -> tuple[Site, ...]:
    """Sites by town, district and id."""
    return tuple(
        site
        for site in problem.sites
        if _fits(where.towns, site.town)
        and _fits(where.districts, site.district)
        and _fits(where.sites, site.site_id)
    )


def lots_of(problem: Problem, where: Where) -> tuple[Lot, ...]:
    """Lots by their own names, and by the town of the producer or hub where they stand."""

    def town(lot: Lot) -> str:
        if lot.producer_id is not None:
            return problem.producer[lot.producer_id].town
        return problem.hub[lot.hub_id].town if lot.hub_id is not None else ""

    return tuple(
        lot
        for lot in problem.lots
        if _fits(where.lots, lot.lot_id)
        and _fits(where.products, lot.product_id)
        and _fits(where.producers, lot.producer_id)
        and _fits(where.hubs, lot.hub_id)
        and (not where.towns or town(lot) in where.towns)
    )


def producers_of(problem: Problem, where: Where) -> tuple[Producer, ...]:
    """Producers by town and id."""
    return tuple(
        producer
        for producer in problem.producers
        if _fits(where.towns, producer.town) and _fits(where.producers, producer.producer_id)
    )


def hubs_of(problem: Problem, where: Where) -> tuple[Hub, ...]:
    """Hubs by town and id."""
    return tuple(
        hub
        for hub in problem.hubs
        if _fits(where.towns, hub.town) and _fits(where.hubs, hub.hub_id)
    )


def vehicles_of(problem: Problem, where: Where) -> tuple[Vehicle, ...]:
    """Vehicles by home hub and id."""
    return tuple(
        vehicle
        for vehicle in problem.vehicles
        if _fits(where.hubs, vehicle.hub_id) and _fits(where.vehicles, vehicle.vehicle_id)
    )


def falls(day: int, days: Collection[int]) -> bool:
    """Whether the change holds on the day; no days means all of them."""
    return not days or day in days


def this_week(problem: Problem, windows: Iterable[TimeWindow]) -> tuple[TimeWindow, ...]:
    """Windows on days that are planned."""
    return tuple(window for window in windows if window.day in problem.calendar.days)


def vehicle_names(problem: Problem) -> frozenset[str]:
    """Ids and kinds that a rule of access may name."""
    kinds = {vehicle.kind.value for vehicle in problem.vehicles}
    return frozenset({*map(str, problem.vehicle), *kinds, "van", "truck"})


def known_names(problem: Problem) -> Mapping[str, frozenset[str]]:
    """What each selector of `where` may name."""
    towns = (
        *(site.town for site in problem.sites),
        *(hub.town for hub in problem.hubs),
        *(producer.town for producer in problem.producers),
    )
    names: dict[str, Iterable[str]] = {
        "towns": towns,
        "districts": (site.district or "" for site in problem.sites),
        "sites": problem.site,
        "hubs": problem.hub,
        "producers": problem.producer,
        "products": problem.product,
        "lots": problem.lot,
        "vehicles": problem.vehicle,
    }
    return {selector: frozenset(found) - {""} for selector, found in names.items()}


def _fits(names: Collection[str], name: str | None) -> bool:
    return not names or name in names
