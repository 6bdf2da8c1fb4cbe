"""A scenario: a named list of typed changes to a problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from foodplan.domain.basics import Label
from foodplan.domain.ids import DatasetId, ScenarioId


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Selects things; empty fields select all, filled ones must all match."""

    towns: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    hubs: frozenset[str] = frozenset()
    producers: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    lots: frozenset[str] = frozenset()
    vehicles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What every kind of change has."""

    kind: ClassVar[str]
    change_id: str
    because: str = ""
    where: Where = field(default_factory=Where)
    optional: bool = False
    """A change that matches nothing is an error unless it is optional."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleNeed(Change):
    """Baskets needed times `by`, rounded to whole baskets."""

    kind: ClassVar[str] = "scale_need"
    by: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSite(Change):
    """Sites take no delivery, all week or on some days."""

    kind: ClassVar[str] = "close_site"
    days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleSupply(Change):
    """Gross weight of lots times `by`."""

    kind: ClassVar[str] = "scale_supply"
    by: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveProducer(Change):
    """Producers drop out with all their lots."""

    kind: ClassVar[str] = "remove_producer"


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleOut(Change):
    """Vehicles stand still, all week or on some days."""

    kind: ClassVar[str] = "vehicle_out"
    days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowRoads(Change):
    """Travel takes `by` times as long, everywhere or around towns, districts or sites."""

    kind: ClassVar[str] = "slow_roads"
    by: float
    start_min: float = 0.0
    end_min: float = 1440.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPolicy(Change):
    """Fields of the policy get new values."""

    kind: ClassVar[str] = "set_policy"
    values: tuple[tuple[str, float | int | str], ...]
    """Field of Policy and its new value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A resolved scenario: one question asked of one dataset."""

    scenario_id: ScenarioId
    label: Label
    asks: Label
    dataset_id: DatasetId
    changes: tuple[Change, ...] = ()
