"""Everything the optimiser may know for a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from foodplan.domain.basics import WEEKDAYS, Calendar, Label, Location
from foodplan.domain.fleet import Link, LinkKind, LinkRule, Vehicle
from foodplan.domain.food import Basket, Lot, Need, Order, PastWeek, Product
from foodplan.domain.ids import (
    BasketId,
    DatasetId,
    HubId,
    LotId,
    PlaceId,
    ProducerId,
    ProductId,
    SiteId,
    VehicleId,
)
from foodplan.domain.places import Hub, Producer, Site
from foodplan.domain.policy import Costs, Policy, RoadSettings, Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLeg:
    """One row of a dataset's own travel table."""

    from_id: PlaceId
    to_id: PlaceId
    km: float
    min: float
    start_min: float | None = None
    """Start of the departure band; None: all day."""
    end_min: float | None = None
    vehicle_kind: str | None = None
    """van or truck; None: both."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One week of one organisation; tuples are sorted by id, and every reference is valid."""

    dataset_id: DatasetId
    label: Label
    calendar: Calendar
    products: tuple[Product, ...]
    producers: tuple[Producer, ...] = ()
    lots: tuple[Lot, ...]
    hubs: tuple[Hub, ...]
    sites: tuple[Site, ...]
    baskets: tuple[Basket, ...]
    needs: tuple[Need, ...] = ()
    orders: tuple[Order, ...] = ()
    history: tuple[PastWeek, ...] = ()
    vehicles: tuple[Vehicle, ...]
    links: tuple[Link, ...] = ()
    own_legs: tuple[OwnLeg, ...] = ()
    policy: Policy = field(default_factory=Policy)
    rules: Rules = field(default_factory=Rules)
    costs: Costs = field(default_factory=Costs)
    roads: RoadSettings = field(default_factory=RoadSettings)

    @cached_property
    def product(self) -> Mapping[ProductId, Product]:
        """Product by id."""
        return {product.product_id: product for product in self.products}

    @cached_property
    def producer(self) -> Mapping[ProducerId, Producer]:
        """Producer by id."""
        return {producer.producer_id: producer for producer in self.producers}

    @cached_property
    def lot(self) -> Mapping[LotId, Lot]:
        """Lot by id."""
        return {lot.lot_id: lot for lot in self.lots}

    @cached_property
    def hub(self) -> Mapping[HubId, Hub]:
        """Hub by id."""
        return {hub.hub_id: hub for hub in self.hubs}

    @cached_property
    def site(self) -> Mapping[SiteId, Site]:
        """Site by id."""
        return {site.site_id: site for site in self.sites}

    @cached_property
    def basket(self) -> Mapping[BasketId, Basket]:
        """Basket type by id."""
        return {basket.basket_id: basket for basket in self.baskets}

    @cached_property
    def vehicle(self) -> Mapping[VehicleId, Vehicle]:
        """Vehicle by id."""
        return {vehicle.vehicle_id: vehicle for vehicle in self.vehicles}

    @cached_property
    def vehicles_of(self) -> Mapping[HubId, tuple[Vehicle, ...]]:
        """Vehicles of each hub that has some, in the order of all vehicles."""
        found: dict[HubId, list[Vehicle]] = defaultdict(list)
        for vehicle in self.vehicles:
            found[vehicle.hub_id].append(vehicle)
        return {hub_id: tuple(vehicles) for hub_id, vehicles in found.items()}

    @cached_property
    def needs_of(self) -> Mapping[SiteId, tuple[Need, ...]]:
        """Needs above zero of each site that has one, by basket type."""
        found: dict[SiteId, list[Need]] = defaultdict(list)
        for need in self.needs:
            if need.baskets > 0:
                found[need.site_id].append(need)
        return {site_id: tuple(needs) for site_id, needs in found.items()}

    @cached_property
    def orders_of(self) -> Mapping[SiteId, tuple[Order, ...]]:
        """Orders of each site that has one."""
        found: dict[SiteId, list[Order]] = defaultdict(list)
        for order in self.orders:
            found[order.site_id].append(order)
        return {site_id: tuple(orders) for site_id, orders in found.items()}

    @cached_property
    def lots_of(self) -> Mapping[ProductId, tuple[Lot, ...]]:
        """Lots of each product that has one."""
        found: dict[ProductId, list[Lot]] = defaultdict(list)
        for lot in self.lots:
            found[lot.product_id].append(lot)
        return {product_id: tuple(lots) for product_id, lots in found.items()}

    @cached_property
    def locations(self) -> Mapping[PlaceId, Location]:
        """Every place by id: hubs, then producers, then sites."""
        places: dict[PlaceId, Location] = {hub.hub_id: hub.location for hub in self.hubs}
        places |= {producer.producer_id: producer.location for producer in self.producers}
        places |= {site.site_id: site.location for site in self.sites}
        return places

    def is_due(self, site: Site) -> bool:
        """Whether the planned week is one in which the site is served."""
        return site.weeks.include(self.calendar.week_number)

    def may_call(self, producer_id: ProducerId, day: int) -> bool:
        """Whether links let goods leave a producer on a day: never on a forbidden one.

        Where days are required, on these alone.
        """
        required = self._days(producer_id, LinkRule.REQUIRED)
        allowed = day in required if required else True
        return allowed and day not in self._days(producer_id, LinkRule.FORBIDDEN)

    def call_days(self, producer: Producer) -> tuple[int, ...]:
        """Days on which a vehicle of ours has to call, whether or not it fetches anything."""
        if producer.brings_to_hub is not None:
            return ()
        required = self._days(producer.producer_id, LinkRule.REQUIRED)
        return tuple(sorted(required & set(self.calendar.days)))

    def _days(self, producer_id: ProducerId, rule: LinkRule) -> frozenset[int]:
        links = self.links_of(LinkKind.PRODUCER_DAY, producer_id)
        return frozenset(WEEKDAYS.index(link.second_id) for link in links if link.rule is rule)

    def goes_to(self, producer_id: ProducerId, hub_id: HubId) -> bool:
        """Whether links let the producer's lots go to a hub."""
        links = self.links_of(LinkKind.PRODUCER_HUB, producer_id)
        ruled = {rule: {x.second_id for x in links if x.rule is rule} for rule in LinkRule}
        required = ruled[LinkRule.REQUIRED]
        return hub_id not in ruled[LinkRule.FORBIDDEN] and (not required or hub_id in required)

    def baskets_needed(self, site_id: SiteId) -> int:
        """Baskets of all types that a site asks for."""
        return sum(need.baskets for need in self.needs_of.get(site_id, ()))

    def may_visit(self, vehicle: Vehicle, site: Site, day: int | None = None) -> bool:
        """Whether access rules and site–vehicle links let the vehicle serve the site.

        On that day; without one, on some day of the week. What is forbidden stays so where another
        link requires it.
        """
        if not vehicle.may_enter(site):
            return False
        links = self._links_of.get((LinkKind.SITE_VEHICLE, site.site_id), ())
        days = self.calendar.days if day is None else (day,)
        return not links or any(_let_in(links, vehicle.names, one) for one in days)

    def links_of(self, kind: LinkKind, first_id: str) -> tuple[Link, ...]:
        """Links of one kind that start at one id."""
        return self._links_of.get((kind, first_id), ())

    @cached_property
    def _links_of(self) -> Mapping[tuple[LinkKind, str], tuple[Link, ...]]:
        found: dict[tuple[LinkKind, str], list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.kind, link.first_id].append(link)
        return {key: tuple(links) for key, links in found.items()}


def _let_in(links: tuple[Link, ...], names: frozenset[str], day: int) -> bool:
    """Whether links of one site let a vehicle of these names in on a day."""
    today = [link for link in links if link.day in (None, day)]
    required = {link.second_id for link in today if link.rule is LinkRule.REQUIRED}
    forbidden = {link.second_id for link in today if link.rule is LinkRule.FORBIDDEN}
    return not names & forbidden and (not required or bool(names & required))
