"""Changes to travel times, as files write them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from foodplan.domain.scenario import Change, CloseRoad, SlowRoads
from foodplan.inputs.checked import Words, parsed
from foodplan.inputs.kinds.base import ChangeModel, WhereSites
from foodplan.inputs.kinds.values import WHOLE_DAY, Names, Span, outline, refused


def _zone_or_all(value: object) -> tuple[object, ...]:
    return () if value == "all" else outline(value)


class SlowRoadsModel(ChangeModel):
    """Travel takes `by` times as long: everywhere, in a zone, or around the selected sites."""

    makes: ClassVar[type[Change]] = SlowRoads
    kind: Literal["slow_roads"]
    by: Annotated[float, Field(gt=0, le=1000)]
    between: Span = WHOLE_DAY
    zone: Annotated[tuple[object, ...], parsed(_zone_or_all)] = ()
    where: WhereSites = WhereSites()
    roads: Names | None = None

    @model_validator(mode="after")
    def _is_in_one_place(self) -> Self:
        if "zone" in self.model_fields_set and self.where != WhereSites():
            raise refused("change-two-places", first="zone", second="where")
        return self

    def own_values(self) -> dict[str, object]:
        """With from and until apart."""
        return {
            "by": self.by,
            "zone": self.zone,
            "where": self.where.to_domain(),
            "roads": frozenset(self.roads or ()),
            "start_min": self.between[0],
            "end_min": self.between[1],
        }


class CloseRoadModel(ChangeModel):
    """A road is closed: all of it, between two places, or around the selected sites."""

    makes: ClassVar[type[Change]] = CloseRoad
    kind: Literal["close_road"]
    road: Words
    stretch: Annotated[list[Words], Field(min_length=1)] | None = None
    where: WhereSites = WhereSites()
    between: Span = WHOLE_DAY

    @model_validator(mode="after")
    def _is_in_one_place(self) -> Self:
        if self.stretch is not None and len(self.stretch) != 2:
            raise refused("change-stretch")
        if self.stretch is not None and self.where != WhereSites():
            raise refused("change-two-places", first="stretch", second="where")
        return self

    def own_values(self) -> dict[str, object]:
        """With from and until apart."""
        return {
            "road": self.road,
            "stretch": None if self.stretch is None else tuple(self.stretch),
            "where": self.where.to_domain(),
            "start_min": self.between[0],
            "end_min": self.between[1],
        }
