"""Everything that sites get of a hub's food, brought by a vehicle or collected at the hub."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foodplan.domain.ids import HubId, SiteId
from foodplan.domain.plan import Drop, OrderDrop, Plan
from foodplan.domain.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Baskets and ordered goods of a hub that one site gets at one time."""

    site_id: SiteId
    hub_id: HubId
    day: int
    where: str
    """Such as route 2-VAN-03, stop S-014, or hub HUB-1, day 0, S-014."""
    drops: tuple[Drop, ...]
    orders: tuple[OrderDrop, ...]


def handovers(plan: Plan, problem: Problem) -> Iterator[Handover]:
    """Stops at sites in the order of routes, then what people collect."""
    for route in plan.routes:
        hub_id = problem.vehicle[route.vehicle_id].hub_id
        for stop in route.stops():
            if stop.place_id in problem.site:
                yield Handover(
                    site_id=SiteId(stop.place_id),
                    hub_id=hub_id,
                    day=route.day,
                    where=f"route {route.route_id}, stop {stop.place_id}",
                    drops=stop.drops,
                    orders=stop.orders,
                )
    for row in plan.handouts:
        yield Handover(
            site_id=row.site_id,
            hub_id=row.hub_id,
            day=row.day,
            where=row.where,
            drops=row.drops,
            orders=row.orders,
        )
