"""Kinds of change to what is asked for and what is offered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self

from foodplan.domain.ids import BasketId, HubId, LotId, ProducerId, ProductId
from foodplan.domain.scenario.chance import Distribution
from foodplan.domain.scenario.change import Change
from foodplan.errors import InvalidValue

WEEK_SEEDS = 1_000_000_007
"""Between the seeds of a week and the next: more than any sweep has."""
Day = int | date
"""A day number of the planned week, or a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleNeed(Change):
    """Baskets needed times `by`, rounded to whole baskets."""

    kind: ClassVar[str] = "scale_need"
    by: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNeed(Change):
    """Sites ask for so many baskets each, whatever they asked for before."""

    kind: ClassVar[str] = "set_need"
    baskets: int
    basket_id: BasketId | None = None
    """Which type; None: the only one that the site asks for or that there is."""
    baskets_low: int | None = None
    baskets_high: int | None = None

    def __post_init__(self) -> None:
        low, high = self.baskets_low, self.baskets_high
        if (low is not None and low > self.baskets) or (high is not None and high < self.baskets):
            raise InvalidValue(f"{self.baskets} baskets do not lie between {low} and {high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawNeed(Change):
    """Each need times a factor of its own, drawn from a distribution."""

    kind: ClassVar[str] = "draw_need"
    factor: Distribution | None = None
    """None: triangular between baskets_low and baskets_high of each need."""
    seed: int = 0

    def of_week(self, week: int) -> Self:
        """Drawn anew in each week; the first one has the draws of a week alone."""
        return replace(self, seed=self.seed + (week - 1) * WEEK_SEEDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleSupply(Change):
    """Gross weight of lots times `by`."""

    kind: ClassVar[str] = "scale_supply"
    by: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawYield(Change):
    """The yield of each lot times a factor of its own, drawn from a distribution."""

    kind: ClassVar[str] = "draw_yield"
    factor: Distribution
    seed: int = 0

    def of_week(self, week: int) -> Self:
        """Drawn anew in each week; the first one has the draws of a week alone."""
        return replace(self, seed=self.seed + (week - 1) * WEEK_SEEDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveProducer(Change):
    """Producers drop out with all their lots."""

    kind: ClassVar[str] = "remove_producer"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLot(Change):
    """A lot more, at a producer or already standing at a hub."""

    kind: ClassVar[str] = "add_lot"
    lot_id: LotId
    product_id: ProductId
    producer_id: ProducerId | None = None
    hub_id: HubId | None = None
    gross_kg: float
    ready: Day = 0
    ready_min: float = 0.0
    best_before: Day | None = None
    """Last day; None: as long as the product keeps from the day it is ready."""
    yield_share: float = 1.0
    price_eur_per_kg: float = 0.0
    direct_ok: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayLot(Change):
    """Lots are ready later; one that is past its last day by then is lost."""

    kind: ClassVar[str] = "delay_lot"
    by_min: float
