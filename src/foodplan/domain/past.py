"""What of a plan has happened at a moment: trips that began to load, food packed and brought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from foodplan.domain.accident import Moment
from foodplan.domain.basics import windows_of_day
from foodplan.domain.ids import BasketId, HubId, LotId, SiteId, VehicleId
from foodplan.domain.plan import Collection, Gift, Handout, Plan, Route, Stop, Trip
from foodplan.domain.problem import Problem


@dataclass(frozen=True, kw_only=True)
class Past:
    """Facts that a repair does not touch."""

    at: Moment
    trips: Mapping[tuple[int, VehicleId], tuple[Trip, ...]]
    """Trips that began to load before the moment, by day and vehicle; only where there are any."""
    packed_until: Mapping[HubId, int]
    """First day of each hub whose baskets are not packed yet: the day after the moment's own,
    once a trip with baskets has begun to load on it, or people to collect."""
    collections: tuple[Collection, ...]
    """What has come, or is on board of a trip that has set out."""
    handouts: tuple[Handout, ...] = ()
    """What people had begun to collect at hubs."""
    gifts: tuple[Gift, ...] = ()
    """What producers brought to sites on days that are over."""

    def stops(self) -> list[tuple[int, Stop]]:
        """Stops that count as made, with their day."""
        return [
            (day, stop)
            for (day, _), trips in self.trips.items()
            for trip in trips
            for stop in trip.stops
        ]

    def gifts_kg(self, lot_id: LotId) -> float:
        """Gross kg of a lot that its producer has brought to sites."""
        return sum(gift.gross_kg for gift in self.gifts if gift.lot_id == lot_id)

    def given(self) -> dict[tuple[SiteId, BasketId], int]:
        """Baskets handed over or on their way, by site and type."""
        found: dict[tuple[SiteId, BasketId], int] = defaultdict(int)
        handed = [(SiteId(stop.place_id), stop.drops) for _, stop in self.stops()]
        for site_id, drops in [*handed, *((row.site_id, row.drops) for row in self.handouts)]:
            for drop in drops:
                found[site_id, drop.basket_id] += drop.n_baskets
        return dict(found)


def past_of(plan: Plan, problem: Problem, at: Moment) -> Past:
    """Everything of a plan that has happened, or is on its way, at a moment."""
    trips = {}
    for route in plan.routes:
        gone = tuple(trip for trip in route.trips if _has_begun(route, trip, at))
        if gone:
            trips[route.day, route.vehicle_id] = gone
    packed_until = {hub.hub_id: at.day for hub in problem.hubs}
    for (day, vehicle_id), gone in trips.items():
        if day == at.day and any(stop.drops or stop.orders for one in gone for stop in one.stops):
            packed_until[problem.vehicle[vehicle_id].hub_id] = day + 1
    handouts = tuple(row for row in plan.handouts if (row.day, row.from_min) < (at.day, at.minute))
    packed_until |= {row.hub_id: at.day + 1 for row in handouts if row.day == at.day}
    return Past(
        at=at,
        trips=trips,
        packed_until=packed_until,
        collections=tuple(_collected(plan, problem, trips, at)),
        handouts=handouts,
        gifts=tuple(gift for gift in plan.gifts if gift.day < at.day),
    )


def _has_begun(route: Route, trip: Trip, at: Moment) -> bool:
    return (route.day, trip.load_min) < (at.day, at.minute)


def _collected(
    plan: Plan,
    problem: Problem,
    trips: Mapping[tuple[int, VehicleId], tuple[Trip, ...]],
    at: Moment,
) -> list[Collection]:
    """Picks of trips that set out, and what producers have brought by then."""
    fetched: dict[tuple[LotId, HubId, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for (day, vehicle_id), gone in trips.items():
        hub_id = problem.vehicle[vehicle_id].hub_id
        for pick in (pick for trip in gone for stop in trip.stops for pick in stop.picks):
            crates, kg = fetched[pick.lot_id, hub_id, day]
            fetched[pick.lot_id, hub_id, day] = [crates + pick.crates, kg + pick.gross_kg]
    found = [
        Collection(lot_id=lot_id, hub_id=hub_id, day=day, crates=crates, gross_kg=kg)
        for (lot_id, hub_id, day), (crates, kg) in fetched.items()
    ]
    brought = [row for row in plan.collections if is_brought(problem, row.lot_id, row.hub_id)]
    found += [row for row in brought if _has_come(problem, row, at)]
    return sorted(found, key=lambda row: (row.lot_id, row.hub_id, row.day))


def is_brought(problem: Problem, lot_id: LotId, hub_id: HubId) -> bool:
    """Whether the producer drives the lot to this hub."""
    producer_id = problem.lot[lot_id].producer_id
    return producer_id is not None and problem.producer[producer_id].brings_to_hub == hub_id


def _has_come(problem: Problem, row: Collection, at: Moment) -> bool:
    """Brought when the lot is ready and the hub is open."""
    lot, windows = problem.lot[row.lot_id], windows_of_day(problem.hub[row.hub_id].windows, row.day)
    opens_min = windows[0].start_min if windows else 0.0
    ready_min = lot.ready_min if lot.ready_day == row.day else 0.0
    return (row.day, max(opens_min, ready_min)) < (at.day, at.minute)
