"""Kinds of change as scenario files write them.

A new kind is a model here, its type in `domain/scenario.py` and how it works in
`domain/changes.py`; the JSON schema, the findings and the documentation test follow.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from foodplan.domain.scenario import (
    Change,
    CloseSite,
    RemoveProducer,
    ScaleNeed,
    ScaleSupply,
    SetPolicy,
    SlowRoads,
    VehicleOut,
    Where,
)
from foodplan.inputs.checked import Strict, Words, as_text, parsed
from foodplan.inputs.quantities import DAYS, MINUTES, WEEKS, quantity, whole_quantity
from foodplan.inputs.times import day_numbers, span_min
from foodplan.inputs.week import Name
from foodplan.inputs.wrong import Wrong
from foodplan.units import MINUTES_PER_DAY

Names = Annotated[list[Words], Field(min_length=1)]
Factor = Annotated[float, Field(ge=0, le=1000)]


def _days(value: object) -> frozenset[int]:
    if not isinstance(value, list):
        raise Wrong("yaml-not-list")
    return frozenset(day for entry in value for day in day_numbers(as_text(entry)))


def _span(value: object) -> tuple[int, int]:
    return span_min(as_text(value))


Days = Annotated[frozenset[int], parsed(_days, written_as=list[str])]
Span = Annotated[tuple[int, int], parsed(_span)]
Minutes = Annotated[float, parsed(lambda value: quantity(value, MINUTES))]
WholeDays = Annotated[int, parsed(lambda value: whole_quantity(value, DAYS))]
WholeWeeks = Annotated[int, parsed(lambda value: whole_quantity(value, WEEKS))]


class WhereModel(Strict):
    """Selects things: every key that is given must match."""

    def to_domain(self) -> Where:
        """As the domain keeps it."""
        given = self.model_dump(exclude_none=True)
        return Where(**{selector: frozenset(names) for selector, names in given.items()})


class WhereSites(WhereModel):
    """Selects sites by town, district or id."""

    towns: Names | None = None
    districts: Names | None = None
    sites: Names | None = None


class WhereLots(WhereModel):
    """Selects lots by their producer's town, producer, hub (opening stock), product or id."""

    towns: Names | None = None
    producers: Names | None = None
    hubs: Names | None = None
    products: Names | None = None
    lots: Names | None = None


class WhereProducers(WhereModel):
    """Selects producers by town or id."""

    towns: Names | None = None
    producers: Names | None = None


class WhereVehicles(WhereModel):
    """Selects vehicles by home hub or id."""

    hubs: Names | None = None
    vehicles: Names | None = None


class ChangeModel(Strict):
    """What every change has."""

    id: Name
    because: str = ""
    optional: bool = False

    @abstractmethod
    def to_domain(self) -> Change:
        """As the domain keeps it."""


class ScaleNeedModel(ChangeModel):
    """Baskets needed times `by`."""

    kind: Literal["scale_need"]
    by: Factor
    where: WhereSites = WhereSites()

    def to_domain(self) -> ScaleNeed:
        """As the domain keeps it."""
        return ScaleNeed(
            change_id=self.id,
            because=self.because,
            optional=self.optional,
            where=self.where.to_domain(),
            by=self.by,
        )


class CloseSiteModel(ChangeModel):
    """Sites take no delivery, on some days or all week."""

    kind: Literal["close_site"]
    where: WhereSites
    days: Days = frozenset()

    def to_domain(self) -> CloseSite:
        """As the domain keeps it."""
        return CloseSite(
            change_id=self.id,
            because=self.because,
            optional=self.optional,
            where=self.where.to_domain(),
            days=self.days,
        )


class ScaleSupplyModel(ChangeModel):
    """Weight of lots times `by`; 0 takes them away."""

    kind: Literal["scale_supply"]
    by: Factor
    where: WhereLots = WhereLots()

    def to_domain(self) -> ScaleSupply:
        """As the domain keeps it."""
        return ScaleSupply(
            change_id=self.id,
            because=self.because,
            optional=self.optional,
            where=self.where.to_domain(),
            by=self.by,
        )


class RemoveProducerModel(ChangeModel):
    """Producers drop out with all their lots."""

    kind: Literal["remove_producer"]
    where: WhereProducers

    def to_domain(self) -> RemoveProducer:
        """As the domain keeps it."""
        return RemoveProducer(
            change_id=self.id,
            because=self.because,
            optional=self.optional,
            where=self.where.to_domain(),
        )


class VehicleOutModel(ChangeModel):
    """Vehicles stand still, on some days or all week."""

    kind: Literal["vehicle_out"]
    where: WhereVehicles
    days: Days = frozenset()

    def to_domain(self) -> VehicleOut:
        """As the domain keeps it."""
        return VehicleOut(
            change_id=self.id,
            because=self.because,
            optional=self.optional,
            where=self.where.to_domain(),
            days=self.days,
        )


class SlowRoadsModel(ChangeModel):
    """Travel takes `by` times as long, everywhere or around the selected sites."""

    kind: Literal["slow_roads"]
    by: Annotated[float, Field(gt=0, le=1000)]
    between: Span = (0, MINUTES_PER_DAY)
    where: WhereSites = WhereSites()

    def to_domain(self) -> SlowRoads:
        """As the domain keeps it."""
        return SlowRoads(
            change_id=self.id,
            because=self.because,
            optional=self.optional,
            where=self.where.to_domain(),
            by=self.by,
            start_min=self.between[0],
            end_min=self.between[1],
        )


class PolicyValues(Strict):
    """Fields of the policy that get new values."""

    fairness_loss: Annotated[float, Field(ge=0, le=1)] | None = None
    fairness_window_weeks: WholeWeeks | None = None
    fill_max: Annotated[float, Field(gt=0)] | None = None
    freshness_margin_days: WholeDays | None = None
    allowed_changes: Literal["all", "keep_vehicles", "insert_only"] | None = None
    balance_max_route_min: Minutes | None = None


class SetPolicyModel(ChangeModel):
    """The coordinator chooses otherwise."""

    kind: Literal["set_policy"]
    values: PolicyValues

    def to_domain(self) -> SetPolicy:
        """As the domain keeps it."""
        given = self.values.model_dump(exclude_none=True)
        return SetPolicy(
            change_id=self.id,
            because=self.because,
            optional=self.optional,
            values=tuple(sorted(given.items())),
        )


KINDS: Mapping[str, type[ChangeModel]] = {
    "scale_need": ScaleNeedModel,
    "close_site": CloseSiteModel,
    "scale_supply": ScaleSupplyModel,
    "remove_producer": RemoveProducerModel,
    "vehicle_out": VehicleOutModel,
    "slow_roads": SlowRoadsModel,
    "set_policy": SetPolicyModel,
}
