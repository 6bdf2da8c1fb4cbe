"""Changes to policy and costs, as files write them."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from foodplan.domain.policy import AllowedChanges
from foodplan.domain.scenario import Change, CostValues, PolicyValues, SetCost, SetPolicy
from foodplan.inputs.checked import Strict
from foodplan.inputs.kinds.base import ChangeModel, WhereVehicles
from foodplan.inputs.kinds.values import (
    EurPerDay,
    EurPerHour,
    EurPerKm,
    EurPerStop,
    EurPerWeek,
    Fuel,
    KgPerLitre,
    Minutes,
    Positive,
    Share,
    WholeDays,
    WholeWeeks,
    refused,
)


class _Values(Strict):
    """New values, at least one."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_dump(exclude_none=True):
            raise refused("change-no-values", known=", ".join(type(self).model_fields))
        return self


class PolicyValuesModel(_Values):
    """Fields of the policy that get new values."""

    fairness_loss: Share | None = None
    fairness_window_weeks: WholeWeeks | None = None
    fill_max: Positive | None = None
    freshness_margin_days: WholeDays | None = None
    allowed_changes: Literal["all", "keep_vehicles", "insert_only"] | None = None
    balance_max_route_min: Minutes | None = None
    eur_per_changed_day: EurPerStop | None = None


class SetPolicyModel(ChangeModel):
    """The coordinator chooses otherwise."""

    makes: ClassVar[type[Change]] = SetPolicy
    kind: Literal["set_policy"]
    values: PolicyValuesModel

    def own_values(self) -> dict[str, object]:
        """As the domain keeps them."""
        values = self.values.model_dump(exclude_none=True)
        if self.values.allowed_changes is not None:
            values["allowed_changes"] = AllowedChanges(self.values.allowed_changes)
        return {"values": PolicyValues(**values)}


class CostValuesModel(_Values):
    """Costs that get new values."""

    fixed_eur_per_day: EurPerDay | None = None
    fixed_eur_per_week: EurPerWeek | None = None
    eur_per_km: EurPerKm | None = None
    eur_per_hour: EurPerHour | None = None
    litres_per_100km: Fuel | None = None
    kg_co2e_per_litre: KgPerLitre | None = None
    eur_per_sorting_hour: EurPerHour | None = None


class SetCostModel(ChangeModel):
    """Vehicles, fuel or sorting cost otherwise."""

    makes: ClassVar[type[Change]] = SetCost
    kind: Literal["set_cost"]
    where: WhereVehicles = WhereVehicles()
    values: CostValuesModel

    def own_values(self) -> dict[str, object]:
        """As the domain keeps them."""
        values = CostValues(**self.values.model_dump(exclude_none=True))
        return {"values": values, "where": self.where.to_domain()}
