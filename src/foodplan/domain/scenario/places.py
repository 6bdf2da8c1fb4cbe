"""Kinds of change to sites and hubs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from foodplan.domain.ids import BasketId, VehicleId
from foodplan.domain.places import Hub, Site
from foodplan.domain.scenario.change import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSite(Change):
    """A site more, with what it asks for."""

    kind: ClassVar[str] = "add_site"
    site: Site
    """Its windows may name days beyond the planned week."""
    needs: tuple[tuple[BasketId, int], ...] = ()
    """Baskets of each type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSite(Change):
    """Sites take no delivery, all week or on some days."""

    kind: ClassVar[str] = "close_site"
    days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddHub(Change):
    """A hub more, and the vehicles that move there."""

    kind: ClassVar[str] = "add_hub"
    hub: Hub
    """Its windows and sorting hours may name days beyond the planned week."""
    vehicle_ids: tuple[VehicleId, ...] = ()
    """Vehicles whose home it becomes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseHub(Change):
    """No vehicle leaves hubs or comes there and nobody sorts, all week or on some days."""

    kind: ClassVar[str] = "close_hub"
    days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleSorting(Change):
    """Volunteer hours for sorting times `by`, all week or on some days."""

    kind: ClassVar[str] = "scale_sorting"
    by: float
    days: frozenset[int] = frozenset()
