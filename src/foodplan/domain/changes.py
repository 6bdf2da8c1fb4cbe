"""Apply a scenario to a problem: each change makes a new problem out of the one before."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from functools import singledispatch

from foodplan.domain.basics import Location
from foodplan.domain.finding import Finding, Severity
from foodplan.domain.fleet import LinkKind
from foodplan.domain.food import Lot, Need
from foodplan.domain.geometry import hull_around
from foodplan.domain.ids import ProducerId
from foodplan.domain.names import closest
from foodplan.domain.places import Site
from foodplan.domain.policy import AllowedChanges, RoadChange
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import (
    Change,
    CloseSite,
    RemoveProducer,
    ScaleNeed,
    ScaleSupply,
    Scenario,
    SetPolicy,
    SlowRoads,
    VehicleOut,
    Where,
)
from foodplan.errors import InvalidValue

AREA_MARGIN_KM = 1.0
"""Slow roads reach so far around the sites that they are described by."""


def apply(problem: Problem, scenario: Scenario) -> tuple[Problem, tuple[Finding, ...]]:
    """The changed problem, and what of the scenario does not fit the dataset.

    Names are looked up in the problem as it was before any change. A change with a finding that
    blocks is left out.
    """
    findings: list[Finding] = []
    known = _known_names(problem)
    for change in scenario.changes:
        unknown = _unknown_names(change, known)
        findings += unknown
        if any(finding.severity is Severity.BLOCKS for finding in unknown):
            continue
        try:
            changed = _changed(change, problem)
        except InvalidValue as error:
            findings.append(_finding(change, "change-refused", detail=str(error)))
            continue
        if changed is not None:
            problem = changed
        elif not change.optional:
            findings.append(_finding(change, "change-matches-nothing"))
    return problem, tuple(findings)


@singledispatch
def _changed(change: Change, problem: Problem) -> Problem | None:
    """The problem after one change; None if it matches nothing. One function for each kind."""
    raise TypeError(f"{type(change).__name__} cannot be applied to {problem.dataset_id}")


@_changed.register
def _(change: ScaleNeed, problem: Problem) -> Problem | None:
    chosen = {site.site_id for site in _sites(problem, change.where)}
    if not any(need.site_id in chosen for need in problem.needs):
        return None
    return replace(
        problem,
        needs=tuple(
            _scaled(need, change.by) if need.site_id in chosen else need for need in problem.needs
        ),
    )


@_changed.register
def _(change: CloseSite, problem: Problem) -> Problem | None:
    chosen = {site.site_id for site in _sites(problem, change.where)}
    sites = tuple(
        replace(site, windows=tuple(w for w in site.windows if not _falls(w.day, change.days)))
        if site.site_id in chosen
        else site
        for site in problem.sites
    )
    return replace(problem, sites=sites) if chosen else None


@_changed.register
def _(change: ScaleSupply, problem: Problem) -> Problem | None:
    chosen = {lot.lot_id for lot in _lots(problem, change.where)}
    lots = (
        replace(lot, gross_kg=lot.gross_kg * change.by) if lot.lot_id in chosen else lot
        for lot in problem.lots
        if change.by > 0 or lot.lot_id not in chosen
    )
    return replace(problem, lots=tuple(lots)) if chosen else None


@_changed.register
def _(change: RemoveProducer, problem: Problem) -> Problem | None:
    where = change.where
    gone = {
        producer.producer_id
        for producer in problem.producers
        if _fits(where.towns, producer.town) and _fits(where.producers, producer.producer_id)
    }
    if not gone:
        return None
    return replace(
        problem,
        producers=tuple(p for p in problem.producers if p.producer_id not in gone),
        lots=tuple(lot for lot in problem.lots if lot.producer_id not in gone),
        links=tuple(
            link
            for link in problem.links
            if link.kind is not LinkKind.PRODUCER_HUB or ProducerId(link.first_id) not in gone
        ),
        own_legs=tuple(leg for leg in problem.own_legs if not gone & {leg.from_id, leg.to_id}),
    )


@_changed.register
def _(change: VehicleOut, problem: Problem) -> Problem | None:
    """The vehicle stays in the fleet without shifts, so that what names it stays valid."""
    where = change.where
    chosen = {
        vehicle.vehicle_id
        for vehicle in problem.vehicles
        if _fits(where.hubs, vehicle.hub_id) and _fits(where.vehicles, vehicle.vehicle_id)
    }
    vehicles = tuple(
        replace(v, shifts=tuple(s for s in v.shifts if not _falls(s.day, change.days)))
        if v.vehicle_id in chosen
        else v
        for v in problem.vehicles
    )
    return replace(problem, vehicles=vehicles) if chosen else None


@_changed.register
def _(change: SlowRoads, problem: Problem) -> Problem | None:
    area: tuple[Location, ...] = ()
    if change.where != Where():
        area = hull_around(
            (site.location for site in _sites(problem, change.where)), margin_km=AREA_MARGIN_KM
        )
        if not area:
            return None
    slower = RoadChange(by=change.by, area=area, start_min=change.start_min, end_min=change.end_min)
    return replace(problem, roads=replace(problem.roads, changes=(*problem.roads.changes, slower)))


@_changed.register
def _(change: SetPolicy, problem: Problem) -> Problem | None:
    if not change.values:
        return None
    values: dict[str, object] = dict(change.values)
    if "allowed_changes" in values:
        values["allowed_changes"] = AllowedChanges(str(values["allowed_changes"]))
    return replace(problem, policy=replace(problem.policy, **values))  # type: ignore[arg-type]


def _sites(problem: Problem, where: Where) -> tuple[Site, ...]:
    return tuple(
        site
        for site in problem.sites
        if _fits(where.towns, site.town)
        and _fits(where.districts, site.district)
        and _fits(where.sites, site.site_id)
    )


def _lots(problem: Problem, where: Where) -> tuple[Lot, ...]:
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


def _fits(names: Collection[str], name: str | None) -> bool:
    return not names or name in names


def _falls(day: int, days: Collection[int]) -> bool:
    """Whether the change holds on the day; no days means all of them."""
    return not days or day in days


def _scaled(need: Need, by: float) -> Need:
    def times(baskets: int | None) -> int | None:
        return None if baskets is None else math.floor(baskets * by + 0.5)

    return replace(
        need,
        baskets=times(need.baskets) or 0,
        baskets_low=times(need.baskets_low),
        baskets_high=times(need.baskets_high),
    )


def _known_names(problem: Problem) -> Mapping[str, frozenset[str]]:
    """What each selector of `where` may name."""
    names: dict[str, Iterable[str]] = {
        "towns": (
            *(site.town for site in problem.sites),
            *(hub.town for hub in problem.hubs),
            *(producer.town for producer in problem.producers),
        ),
        "districts": (site.district or "" for site in problem.sites),
        "sites": problem.site,
        "hubs": problem.hub,
        "producers": problem.producer,
        "products": problem.product,
        "lots": problem.lot,
        "vehicles": problem.vehicle,
    }
    return {selector: frozenset(found) - {""} for selector, found in names.items()}


def _unknown_names(change: Change, known: Mapping[str, frozenset[str]]) -> list[Finding]:
    findings = []
    for selector in (field.name for field in fields(Where)):
        for name in sorted(getattr(change.where, selector) - known[selector]):
            near = closest(name, known[selector])
            code = "change-unknown-name-near" if near else "change-unknown-name"
            path = f"where.{selector}"
            findings.append(_finding(change, code, path, name=name, near=near, selector=selector))
    return findings


def _finding(change: Change, code: str, below: str = "", **params: object) -> Finding:
    """A finding about a change; an optional change only warns."""
    return Finding(
        code=code,
        severity=Severity.WARNS if change.optional else Severity.BLOCKS,
        path=".".join(part for part in ("changes", change.change_id, below) if part),
        params=params,
    )
