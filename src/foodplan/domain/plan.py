"""What is decided: collections, recipes, routes. Everything else about a plan is derived."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foodplan.domain.ids import BasketId, HubId, LotId, PlaceId, ProductId, SiteId, VehicleId


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Crates of a lot that come from its producer to a hub on a day."""

    lot_id: LotId
    hub_id: HubId
    day: int
    crates: float
    """Whole crates, but for the last crate of a lot, which may be part full."""
    gross_kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Net kg of one lot that go into a recipe, over all its baskets."""

    lot_id: LotId
    net_kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What the baskets of one type hold when packed at one hub on one day."""

    hub_id: HubId
    day: int
    basket_id: BasketId
    n_baskets: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPacking:
    """Net kg of one lot set aside at a hub on a day for a site's order of a product."""

    hub_id: HubId
    day: int
    site_id: SiteId
    product_id: ProductId
    lot_id: LotId
    net_kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """Whole crates of a lot that its producer brings to a site by own means on a day."""

    lot_id: LotId
    site_id: SiteId
    day: int
    crates: int
    gross_kg: float
    """Unsorted: the site sorts what it gets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Baskets of one type handed over at a stop."""

    basket_id: BasketId
    n_baskets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDrop:
    """Kg of an ordered product handed over at a stop."""

    product_id: ProductId
    kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """Baskets and ordered goods that people collect at a hub on a day, for one site."""

    site_id: SiteId
    hub_id: HubId
    day: int
    from_min: float
    """When everything stands ready, minutes after midnight."""
    drops: tuple[Drop, ...] = ()
    orders: tuple[OrderDrop, ...] = ()

    @property
    def n_baskets(self) -> int:
        """Baskets of all types handed over."""
        return sum(drop.n_baskets for drop in self.drops)

    @property
    def where(self) -> str:
        """Such as hub HUB-1, day 0, S-014."""
        return f"hub {self.hub_id}, day {self.day}, {self.site_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """Crates of a lot taken on board at a producer."""

    lot_id: LotId
    crates: float
    gross_kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One arrival at a site (drops, orders) or producer (picks)."""

    place_id: PlaceId
    km: float
    """From the place before."""
    drive_min: float
    arrive_min: float
    """Minutes after midnight; may lie before `start_min` when the vehicle waits."""
    start_min: float
    leave_min: float
    drops: tuple[Drop, ...] = ()
    orders: tuple[OrderDrop, ...] = ()
    picks: tuple[Pick, ...] = ()

    @property
    def n_baskets(self) -> int:
        """Baskets of all types handed over."""
        return sum(drop.n_baskets for drop in self.drops)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """Hub → stops → hub."""

    load_min: float
    """Start of the turnaround at the hub before it leaves."""
    leave_min: float
    stops: tuple[Stop, ...]
    home_km: float
    home_drive_min: float
    return_min: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A rest of the driver."""

    start_min: float
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What one vehicle does on one day: one or more trips from its hub."""

    vehicle_id: VehicleId
    day: int
    trips: tuple[Trip, ...]
    pauses: tuple[Pause, ...] = ()

    @property
    def route_id(self) -> str:
        """Such as 2-VAN-03: day number and vehicle."""
        return f"{self.day}-{self.vehicle_id}"

    @property
    def start_min(self) -> float:
        """Start of work: first loading."""
        return self.trips[0].load_min

    @property
    def end_min(self) -> float:
        """Last return to the hub."""
        return self.trips[-1].return_min

    @property
    def km(self) -> float:
        """Driven km, all trips."""
        return sum(trip.home_km + sum(stop.km for stop in trip.stops) for trip in self.trips)

    @property
    def drive_min(self) -> float:
        """Minutes at the wheel, all trips."""
        return sum(
            trip.home_drive_min + sum(stop.drive_min for stop in trip.stops) for trip in self.trips
        )

    def stops(self) -> Iterator[Stop]:
        """All stops in order."""
        for trip in self.trips:
            yield from trip.stops


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A scarce thing and what one more unit of it would bring (a dual of the allocation)."""

    kind: str
    """supply, sorting, storage, composition, site_storage, vehicles, closed, …"""
    place_id: PlaceId | None = None
    day: int | None = None
    unit: str = "kg"
    """What one unit is: kg, hour, basket."""
    baskets_per_unit: float = 0.0
    site_ids: tuple[SiteId, ...] = ()
    """Sites whose fill it holds down; empty: all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """How good a stage of the plan is against what is proven possible."""

    stage: str
    """min_fill, baskets, routes, …"""
    value: float
    bound: float
    proven: bool
    """True: no plan can do better than `bound`; False: an estimate."""
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is collected, packed, driven, collected at hubs and given directly in a week."""

    collections: tuple[Collection, ...]
    recipes: tuple[Recipe, ...]
    routes: tuple[Route, ...]
    """Sorted by day, then vehicle."""
    handouts: tuple[Handout, ...] = ()
    """Sorted by day, then site."""
    order_packings: tuple[OrderPacking, ...] = ()
    gifts: tuple[Gift, ...] = ()
    """Sorted by day, lot, then site."""
    limits: tuple[Limit, ...] = ()
    bounds: tuple[Bound, ...] = ()

    def baskets_given(self) -> dict[SiteId, int]:
        """Baskets of all types handed over in the week, by site that gets any."""
        given: dict[SiteId, int] = {}
        stops = [stop for route in self.routes for stop in route.stops()]
        handed = [(SiteId(stop.place_id), stop.drops) for stop in stops]
        handed += [(row.site_id, row.drops) for row in self.handouts]
        for site_id, drops in handed:
            if drops:
                given[site_id] = given.get(site_id, 0) + sum(one.n_baskets for one in drops)
        return dict(sorted(given.items()))
