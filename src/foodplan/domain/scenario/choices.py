"""Kinds of change to what the coordinator chooses and what things cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from foodplan.domain.policy import AllowedChanges
from foodplan.domain.scenario.change import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyValues:
    """New values for fields of the policy; None keeps the old one."""

    fairness_loss: float | None = None
    fairness_window_weeks: int | None = None
    fill_max: float | None = None
    freshness_margin_days: int | None = None
    allowed_changes: AllowedChanges | None = None
    balance_max_route_min: float | None = None
    eur_per_changed_day: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPolicy(Change):
    """Fields of the policy get new values."""

    kind: ClassVar[str] = "set_policy"
    values: PolicyValues


@dataclass(frozen=True, slots=True, kw_only=True)
class CostValues:
    """New costs; None keeps the old one."""

    fixed_eur_per_day: float | None = None
    fixed_eur_per_week: float | None = None
    eur_per_km: float | None = None
    eur_per_hour: float | None = None
    litres_per_100km: float | None = None
    kg_co2e_per_litre: float | None = None
    """Of the whole fleet, as the next one."""
    eur_per_sorting_hour: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCost(Change):
    """Vehicles, fuel or sorting cost otherwise."""

    kind: ClassVar[str] = "set_cost"
    values: CostValues
