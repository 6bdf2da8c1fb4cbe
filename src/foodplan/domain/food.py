"""Food as it is offered, packed and asked for: products, lots, baskets, needs, orders."""

from __future__ import annotations

from dataclasses import dataclass, field

from foodplan.domain.basics import Label, Temperature, Unit
from foodplan.domain.ids import BasketId, HubId, LotId, ProducerId, ProductId, SiteId
from foodplan.errors import InvalidValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A kind of food (or of other goods)."""

    product_id: ProductId
    label: Label
    group: str
    """Product group for the composition rules: fruit, leaf, root, …"""
    temperature: Temperature = Temperature.AMBIENT
    crate_kg: float = 10.0
    crates_per_pallet: float = 40.0
    shelf_life_days: int = 7
    unit: Unit = Unit.KG
    piece_kg: float | None = None
    """Weight of one piece, needed where the unit is piece."""

    def __post_init__(self) -> None:
        if not (self.crate_kg > 0 and self.crates_per_pallet > 0):
            raise InvalidValue(f"product {self.product_id}: crates and pallets hold more than 0")
        if self.shelf_life_days < 0:
            raise InvalidValue(f"product {self.product_id}: shelf life below 0 days")
        if self.unit is Unit.PIECE and not (self.piece_kg and self.piece_kg > 0):
            raise InvalidValue(f"product {self.product_id} is counted in pieces; give piece_kg")

    def kg_of(self, quantity: float, unit: Unit) -> float:
        """Weight of a quantity in one of the units."""
        if unit is Unit.CRATE:
            return quantity * self.crate_kg
        if unit is Unit.PIECE:
            if self.piece_kg is None:
                raise InvalidValue(f"product {self.product_id} has no piece_kg; order kg or crates")
            return quantity * self.piece_kg
        return quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Food of one product, at a producer or already standing at a hub (exactly one of the two)."""

    lot_id: LotId
    product_id: ProductId
    producer_id: ProducerId | None = None
    hub_id: HubId | None = None
    gross_kg: float
    """Weight before sorting, above zero."""
    ready_day: int = 0
    """First day on which it can be collected (or packed, at a hub); may be negative."""
    ready_min: float = 0.0
    """Time of the ready day from which it can be collected, minutes after midnight."""
    last_day: int
    """Last day on which it is good to eat, day number of the week (may lie beyond it)."""
    yield_share: float = 1.0
    """Net over gross weight after sorting, above 0 up to 1."""
    price_eur_per_kg: float = 0.0
    direct_ok: bool = False
    """May go from the producer to a site without passing a hub."""

    def __post_init__(self) -> None:
        if not self.gross_kg > 0:
            raise InvalidValue(f"lot {self.lot_id}: {self.gross_kg} kg; give more than 0")
        if not 0 < self.yield_share <= 1:
            raise InvalidValue(f"lot {self.lot_id}: yield {self.yield_share}; give above 0 up to 1")
        if self.last_day < self.ready_day:
            raise InvalidValue(f"lot {self.lot_id} expires before it is ready")
        if (self.producer_id is None) == (self.hub_id is None):
            raise InvalidValue(f"lot {self.lot_id}: name its producer or its hub, one of the two")
        if self.price_eur_per_kg < 0:
            raise InvalidValue(f"lot {self.lot_id}: price below 0")

    @property
    def net_kg(self) -> float:
        """Weight that is left after sorting."""
        return self.gross_kg * self.yield_share


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    """A basket type: the unit that people receive."""

    basket_id: BasketId
    label: Label
    kg: float
    """Net weight of food in one basket."""
    min_groups: int = 1
    """At least so many product groups …"""
    min_group_share: float = 0.0
    """… make up at least this share of the weight each."""
    max_product_share: float = 1.0
    """No product makes up more than this share of the weight."""
    temperatures: frozenset[Temperature] = frozenset({Temperature.AMBIENT})
    """Only products of these classes go in; the coldest of them decides how it travels."""
    groups: frozenset[str] = frozenset()
    """Only products of these groups go in; empty: all."""
    per_pallet: float = 60.0
    """Baskets on one pallet."""

    def __post_init__(self) -> None:
        if not (self.kg > 0 and self.per_pallet > 0):
            raise InvalidValue(f"basket {self.basket_id}: weight and per_pallet must be above 0")
        if not (0 <= self.min_group_share <= 1 and 0 < self.max_product_share <= 1):
            raise InvalidValue(f"basket {self.basket_id}: shares lie between 0 and 1")
        if self.min_groups * self.min_group_share > 1:
            raise InvalidValue(f"basket {self.basket_id}: min_groups × min_group_share exceeds 1")
        if not self.temperatures:
            raise InvalidValue(f"basket {self.basket_id}: name at least one temperature class")

    def takes(self, product: Product) -> bool:
        """Whether a product may go in, by its temperature class and group."""
        in_group = not self.groups or product.group in self.groups
        return in_group and product.temperature in self.temperatures

    @property
    def travels(self) -> Temperature:
        """Temperature class of the vehicle space that it needs."""
        order = (Temperature.FROZEN, Temperature.CHILLED, Temperature.AMBIENT)
        return next(kind for kind in order if kind in self.temperatures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """How many baskets of one type a site asks for in the week."""

    site_id: SiteId
    basket_id: BasketId
    baskets: int
    baskets_low: int | None = None
    baskets_high: int | None = None

    def __post_init__(self) -> None:
        if self.baskets < 0:
            raise InvalidValue(f"need of {self.site_id} is {self.baskets}; give 0 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An amount of a named product that a site is promised, beside baskets."""

    site_id: SiteId
    product_id: ProductId
    quantity: float
    unit: Unit = Unit.KG
    firm: bool = True
    """A firm order comes before any basket."""
    price_eur: float = 0.0
    day: int | None = None

    def __post_init__(self) -> None:
        if not self.quantity > 0:
            raise InvalidValue(f"order of {self.site_id}: {self.quantity}; give more than 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastWeek:
    """What a site asked for and got in an earlier week."""

    site_id: SiteId
    week: str
    baskets_needed: float
    baskets_given: float

    def __post_init__(self) -> None:
        if self.baskets_needed < 0 or self.baskets_given < 0:
            raise InvalidValue(f"history of {self.site_id}, {self.week}: give 0 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Everything that sites ask for."""

    needs: tuple[Need, ...] = ()
    orders: tuple[Order, ...] = ()
    history: tuple[PastWeek, ...] = field(default=())
