"""Changes to what is asked for and what is offered, as files write them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from foodplan.domain.scenario import (
    AddLot,
    Change,
    DelayLot,
    DrawNeed,
    DrawYield,
    RemoveProducer,
    ScaleNeed,
    ScaleSupply,
    SetNeed,
)
from foodplan.inputs.checked import Words
from foodplan.inputs.kinds.base import ChangeModel, WhereLots, WhereProducers, WhereSites
from foodplan.inputs.kinds.values import (
    Count,
    DateOrDay,
    Delay,
    DistributionModel,
    EurPerKg,
    Factor,
    Kilograms,
    Moment,
    refused,
)


class ScaleNeedModel(ChangeModel):
    """Baskets needed times `by`."""

    makes: ClassVar[type[Change]] = ScaleNeed
    kind: Literal["scale_need"]
    by: Factor
    where: WhereSites = WhereSites()


class SetNeedModel(ChangeModel):
    """Sites ask for so many baskets each."""

    makes: ClassVar[type[Change]] = SetNeed
    kind: Literal["set_need"]
    where: WhereSites
    baskets: Count
    basket: Words | None = None
    baskets_low: Count | None = None
    baskets_high: Count | None = None

    @model_validator(mode="after")
    def _range_holds(self) -> Self:
        low, high = self.baskets_low, self.baskets_high
        if (low is not None and low > self.baskets) or (high is not None and high < self.baskets):
            raise refused(
                "need-range",
                column="baskets",
                baskets=self.baskets,
                low=low or 0,
                high="∞" if high is None else high,
            )
        return self

    def own_values(self) -> dict[str, object]:
        """With the domain's name for the basket type."""
        values = super().own_values()
        return values | {"basket_id": values.pop("basket")}


class DrawNeedModel(ChangeModel):
    """Each need times a factor of its own; without `factor` between its low and high."""

    makes: ClassVar[type[Change]] = DrawNeed
    kind: Literal["draw_need"]
    where: WhereSites = WhereSites()
    factor: DistributionModel | None = None
    seed: Count = 0


class ScaleSupplyModel(ChangeModel):
    """Weight of lots times `by`; 0 takes them away."""

    makes: ClassVar[type[Change]] = ScaleSupply
    kind: Literal["scale_supply"]
    by: Factor
    where: WhereLots = WhereLots()


class DrawYieldModel(ChangeModel):
    """The yield of each lot times a factor of its own."""

    makes: ClassVar[type[Change]] = DrawYield
    kind: Literal["draw_yield"]
    where: WhereLots = WhereLots()
    factor: DistributionModel
    seed: Count = 0


class RemoveProducerModel(ChangeModel):
    """Producers drop out with all their lots."""

    makes: ClassVar[type[Change]] = RemoveProducer
    kind: Literal["remove_producer"]
    where: WhereProducers


class AddLotModel(ChangeModel):
    """A lot more, at a producer or already at a hub."""

    makes: ClassVar[type[Change]] = AddLot
    kind: Literal["add_lot"]
    lot_id: Words
    product_id: Words
    producer_id: Words | None = None
    hub_id: Words | None = None
    gross_kg: Kilograms
    ready: Moment = (0, 0.0)
    best_before: DateOrDay | None = None
    yield_share: Annotated[float, Field(gt=0, le=1)] = 1.0
    price_eur_per_kg: EurPerKg = 0.0
    direct_ok: bool = False

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Self:
        if self.producer_id is None and self.hub_id is None:
            raise refused("lot-no-place", column="producer_id")
        if self.producer_id is not None and self.hub_id is not None:
            raise refused("lot-two-places", column="producer_id")
        if not self.gross_kg > 0:
            raise refused("yaml-not-above", key="gross_kg", text="0", limit=0)
        return self

    def own_values(self) -> dict[str, object]:
        """With day and time of readiness apart."""
        ready_day, ready_min = self.ready
        return super().own_values() | {"ready": ready_day, "ready_min": ready_min}


class DelayLotModel(ChangeModel):
    """Lots are ready later."""

    makes: ClassVar[type[Change]] = DelayLot
    kind: Literal["delay_lot"]
    by: Delay
    where: WhereLots

    def own_values(self) -> dict[str, object]:
        """With the domain's name for the delay."""
        values = super().own_values()
        return values | {"by_min": values.pop("by")}
