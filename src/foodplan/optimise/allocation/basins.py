"""Many hubs are planned in basins: the programme then grows with the country, not with its square.

A basin is a few hubs that lie together, with the food that may come to them, their vehicles and
the sites that they serve. Hubs are halved by place until few enough lie together. Which basin a
producer's lots go to is settled once, by the fairest shares over arcs from producers to the nearest
basins, so a basin with little food of its own is helped by its neighbours. A week with few hubs is
one basin, and nothing is settled beforehand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.basics import EARTH_RADIUS_KM, Location
from foodplan.domain.fleet import LinkKind, LinkRule
from foodplan.domain.food import Lot
from foodplan.domain.ids import HubId, LotId, ProducerId, SiteId
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Delivery
from foodplan.optimise.allocation.arcs import leximin_over_arcs

Floats = NDArray[np.float64]
Index = NDArray[np.int64]

TOGETHER = 8
"""So many hubs are planned as one basin."""
_MOST_HUBS = 3
"""Of a basin, where there are several."""
_NEAREST = 3
"""Basins among which a producer's food is shared out."""


@dataclass(frozen=True, kw_only=True)
class Basin:
    """A problem of its own, and the deliveries that start there."""

    problem: Problem
    deliveries: tuple[Delivery, ...] = ()


def basins_of(problem: Problem, deliveries: Sequence[Delivery]) -> tuple[Basin, ...]:
    """The week, divided; basins from which one site has deliveries are planned as one.

    A site without a delivery belongs to the nearest hub whose vehicles may serve it.
    """
    if len(problem.hubs) <= TOGETHER:
        return (Basin(problem=problem, deliveries=tuple(deliveries)),)
    hubs = _hub_groups(problem)
    homes = _homes(problem, hubs)
    lots = _dealt_out(problem, hubs, homes)
    joined = _joined(hubs, deliveries)
    sites = homes | {one.site_id: hubs[one.hub_id] for one in deliveries}
    by_basin: dict[int, list[Delivery]] = defaultdict(list)
    for one in deliveries:
        by_basin[joined[hubs[one.hub_id]]].append(one)
    return tuple(
        Basin(
            problem=_restricted(
                problem,
                hubs={hub_id for hub_id, b in hubs.items() if joined[b] == basin},
                lots={lot_id for lot_id, b in lots.items() if joined[b] == basin},
                sites={site_id for site_id, b in sites.items() if joined[b] == basin},
            ),
            deliveries=tuple(by_basin[basin]),
        )
        for basin in sorted(set(joined.values()))
    )


def _hub_groups(problem: Problem) -> dict[HubId, int]:
    """Number of the basin of each hub."""
    at = _points([hub.location for hub in problem.hubs])
    groups = _halved(at, np.arange(len(at)))
    return {problem.hubs[h].hub_id: b for b, group in enumerate(groups) for h in group.tolist()}


def _halved(at: Floats, rows: Index) -> Iterator[Index]:
    """Rows in groups of at most `_MOST_HUBS`, cut across their longer side."""
    if len(rows) <= _MOST_HUBS:
        yield rows
        return
    axis = int(np.argmax(np.ptp(at[rows], axis=0)))
    order = rows[np.argsort(at[rows, axis], kind="stable")]
    yield from _halved(at, order[: len(order) // 2])
    yield from _halved(at, order[len(order) // 2 :])


def _homes(problem: Problem, hubs: Mapping[HubId, int]) -> dict[SiteId, int]:
    """Basin of the nearest hub from which some vehicle may come to a site."""
    at = _points([hub.location for hub in problem.hubs])
    fleet = defaultdict(list)
    for vehicle in problem.vehicles:
        fleet[vehicle.hub_id].append(vehicle)
    found = {}
    for site in problem.sites:
        order = np.argsort(_km(at, site.location), kind="stable").tolist()
        near = [problem.hubs[h].hub_id for h in order]
        able = (
            hub_id
            for hub_id in near
            if any(problem.may_visit(vehicle, site) for vehicle in fleet[hub_id])
        )
        found[site.site_id] = hubs[next(able, near[0])]
    return found


def _dealt_out(
    problem: Problem, hubs: Mapping[HubId, int], homes: Mapping[SiteId, int]
) -> dict[LotId, int]:
    """Basin of each lot: that of its hub, or its producer's by the fairest shares."""
    lots: dict[ProducerId, list[Lot]] = defaultdict(list)
    found: dict[LotId, int] = {}
    for lot in problem.lots:
        if lot.hub_id is not None:
            found[lot.lot_id] = hubs[lot.hub_id]
        elif lot.producer_id is not None:
            lots[lot.producer_id].append(lot)
    reach = {producer_id: _reach(problem, producer_id, hubs) for producer_id in sorted(lots)}
    wanted_kg = _wanted_kg(problem, hubs, homes, found)
    for producer_id, kg in _flows(lots, reach, wanted_kg).items():
        for lot in sorted(lots[producer_id], key=lambda one: (-one.net_kg, one.lot_id)):
            basin = max(reach[producer_id], key=lambda b: kg[b])
            kg[basin] -= lot.net_kg
            found[lot.lot_id] = basin
    return found


def _reach(
    problem: Problem, producer_id: ProducerId, hubs: Mapping[HubId, int]
) -> dict[int, float]:
    """Km to the nearest basins with a hub to which a producer's food may go, nearest first."""
    producer = problem.producer[producer_id]
    links = problem.links_of(LinkKind.PRODUCER_HUB, producer_id)
    required = {link.second_id for link in links if link.rule is LinkRule.REQUIRED}
    forbidden = {link.second_id for link in links if link.rule is LinkRule.FORBIDDEN}
    if producer.brings_to_hub is not None:
        required = {producer.brings_to_hub}
    away_km = _km(_points([hub.location for hub in problem.hubs]), producer.location)
    km: dict[int, float] = {}
    for hub, hub_km in zip(problem.hubs, away_km.tolist(), strict=True):
        if hub.hub_id not in forbidden and (not required or hub.hub_id in required):
            b = hubs[hub.hub_id]
            km[b] = min(km.get(b, np.inf), hub_km)
    return dict(sorted(km.items(), key=lambda row: (row[1], row[0]))[:_NEAREST])


def _wanted_kg(
    problem: Problem,
    hubs: Mapping[HubId, int],
    homes: Mapping[SiteId, int],
    standing: Mapping[LotId, int],
) -> Floats:
    """By basin, kg that its sites need beyond its opening stock, as far as hands can sort them."""
    n_basins = max(hubs.values()) + 1
    need_kg, stock_kg, sorted_kg = (np.zeros(n_basins) for _ in range(3))
    for need in problem.needs:
        need_kg[homes[need.site_id]] += need.baskets * problem.basket[need.basket_id].kg
    for lot_id, basin in standing.items():
        stock_kg[basin] += problem.lot[lot_id].net_kg
    for hub in problem.hubs:
        sorted_kg[hubs[hub.hub_id]] += sum(hub.sorting_kg(day) for day in problem.calendar.days)
    return np.minimum(np.maximum(need_kg - stock_kg, 0.0), sorted_kg)


def _flows(
    lots: Mapping[ProducerId, Sequence[Lot]],
    reach: Mapping[ProducerId, Mapping[int, float]],
    wanted_kg: Floats,
) -> dict[ProducerId, dict[int, float]]:
    """Net kg from each producer to the basins in reach; what nobody needs goes to the nearest."""
    producers = sorted(one for one in reach if reach[one])
    arcs = [(p, b, km) for p, one in enumerate(producers) for b, km in reach[one].items()]
    asked = [arc for arc in arcs if wanted_kg[arc[1]] > 0]
    zones = sorted({b for _, b, _ in asked})
    flow_kg = np.zeros(0)
    if asked:
        flow_kg = leximin_over_arcs(
            point=np.array([p for p, _, _ in asked]),
            zone=np.searchsorted(zones, [b for _, b, _ in asked]),
            capacity=np.array([sum(lot.net_kg for lot in lots[one]) for one in producers]),
            demand=wanted_kg[zones],
            cost=np.array([1.0 + km for _, _, km in asked]),
        ).flow
    found = {one: dict.fromkeys(reach[one], 0.0) for one in producers}
    for (p, b, _), kg in zip(asked, flow_kg.tolist(), strict=True):
        found[producers[p]][b] += kg
    for one in producers:
        nearest = next(iter(reach[one]))
        spare_kg = sum(lot.net_kg for lot in lots[one]) - sum(found[one].values())
        found[one][nearest] += spare_kg
    return found


def _joined(hubs: Mapping[HubId, int], deliveries: Sequence[Delivery]) -> dict[int, int]:
    """Basins by the one they are planned with."""
    root = {b: b for b in sorted(set(hubs.values()))}
    first: dict[SiteId, int] = {}
    for one in deliveries:
        ends = root[first.setdefault(one.site_id, hubs[one.hub_id])], root[hubs[one.hub_id]]
        if ends[0] != ends[1]:
            root = {b: min(ends) if r in ends else r for b, r in root.items()}
    return root


def _restricted(
    problem: Problem, *, hubs: set[HubId], lots: set[LotId], sites: set[SiteId]
) -> Problem:
    """The problem with these hubs, lots and sites, and what belongs to them."""
    kept = tuple(lot for lot in problem.lots if lot.lot_id in lots)
    producers = {lot.producer_id for lot in kept}
    return replace(
        problem,
        lots=kept,
        producers=tuple(one for one in problem.producers if one.producer_id in producers),
        hubs=tuple(hub for hub in problem.hubs if hub.hub_id in hubs),
        sites=tuple(site for site in problem.sites if site.site_id in sites),
        needs=tuple(need for need in problem.needs if need.site_id in sites),
        orders=tuple(order for order in problem.orders if order.site_id in sites),
        history=tuple(row for row in problem.history if row.site_id in sites),
        vehicles=tuple(one for one in problem.vehicles if one.hub_id in hubs),
        links=tuple(
            one for one in problem.links if one.first_id in sites or one.first_id in producers
        ),
    )


def _points(places: Sequence[Location]) -> Floats:
    """(n, 3) km from the middle of the earth: near places are as far apart as on its surface."""
    lat = np.radians([place.lat for place in places])
    lon = np.radians([place.lon for place in places])
    east = np.cos(lat)
    at = np.column_stack([east * np.cos(lon), east * np.sin(lon), np.sin(lat)])
    return np.asarray(EARTH_RADIUS_KM * at, dtype=float)


def _km(at: Floats, place: Location) -> Floats:
    return np.asarray(np.linalg.norm(at - _points([place]), axis=1), dtype=float)
