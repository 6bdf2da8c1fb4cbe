"""What the allocation is asked about and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foodplan.domain.ids import BasketId, HubId, ProductId, SiteId
from foodplan.domain.plan import Bound, Collection, Limit, OrderPacking, Recipe


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Delivery:
    """A visit to a site that the route plan offers; a site may have several in the week."""

    site_id: SiteId
    hub_id: HubId
    day: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Given:
    """Whole baskets of one type handed over at one delivery, above zero."""

    site_id: SiteId
    hub_id: HubId
    day: int
    basket_id: BasketId
    baskets: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OrderGiven:
    """Kg of an ordered product handed over at one delivery, above zero."""

    site_id: SiteId
    hub_id: HubId
    day: int
    product_id: ProductId
    kg: float


@dataclass(frozen=True, kw_only=True)
class Allocated:
    """Who gets what, through which hub, on which day; every tuple is sorted by its ids."""

    given: tuple[Given, ...]
    recipes: tuple[Recipe, ...]
    collections: tuple[Collection, ...]
    order_packings: tuple[OrderPacking, ...]
    order_drops: tuple[OrderGiven, ...]
    limits: tuple[Limit, ...]
    bounds: tuple[Bound, ...]
    fill: Mapping[SiteId, float]
    """Baskets over need of each site that has one, before rounding to whole baskets."""
