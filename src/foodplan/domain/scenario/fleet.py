"""Kinds of change to vehicles and to where they may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from foodplan.domain.basics import Location, Temperature, TimeWindow, VehicleKind
from foodplan.domain.ids import HubId, VehicleId
from foodplan.domain.scenario.change import Change
from foodplan.errors import InvalidValue


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleOut(Change):
    """Vehicles stand still, all week or on some days."""

    kind: ClassVar[str] = "vehicle_out"
    days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddVehicle(Change):
    """A vehicle more; what is None is as for the vehicle that it is `like`."""

    kind: ClassVar[str] = "add_vehicle"
    vehicle_id: VehicleId
    like: VehicleId | None = None
    """Without it, kind, hub, payload, pallets and shifts must be given."""
    label: str | None = None
    vehicle_kind: VehicleKind | None = None
    hub_id: HubId | None = None
    payload_kg: float | None = None
    pallets: float | None = None
    temperatures: frozenset[Temperature] | None = None
    insulated_boxes: int | None = None
    shifts: tuple[TimeWindow, ...] | None = None
    """They may name days beyond the planned week."""
    max_route_min: float | None = None
    max_stops_per_trip: int | None = None
    max_stops: int | None = None
    max_trips: int | None = None
    fixed_eur_per_day: float | None = None
    fixed_eur_per_week: float | None = None
    eur_per_km: float | None = None
    eur_per_hour: float | None = None
    litres_per_100km: float | None = None

    def __post_init__(self) -> None:
        if missing := self.missing():
            raise InvalidValue(f"vehicle {self.vehicle_id} lacks {', '.join(missing)}, or like")

    def missing(self) -> tuple[str, ...]:
        """Fields that must be given because it is like no other vehicle."""
        if self.like is not None:
            return ()
        needed = ("vehicle_kind", "hub_id", "payload_kg", "pallets", "shifts")
        return tuple(name for name in needed if getattr(self, name) is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverHours(Change):
    """Drivers work other hours, or may not be out so long."""

    kind: ClassVar[str] = "driver_hours"
    spans: tuple[tuple[float, float], ...] = ()
    """From and until, minutes after midnight, instead of the shifts; empty: shifts stay."""
    max_route_min: float | None = None
    days: frozenset[int] = frozenset()
    """Days that get these hours, also where there was no shift; empty: all with a shift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictZone(Change):
    """Some vehicles may no longer serve the sites of a zone."""

    kind: ClassVar[str] = "restrict_zone"
    zone: tuple[Location, ...] = ()
    """Corners; empty: the sites that `where` selects."""
    refused: frozenset[str] = frozenset()
    """Ids or kinds of vehicle that may not come; empty: all."""
    allowed: frozenset[str] = frozenset()
    """Ids or kinds that may come all the same."""
