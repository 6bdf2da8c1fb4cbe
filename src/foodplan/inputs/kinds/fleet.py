"""Changes to vehicles and where they may go, as files write them."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from foodplan.domain.basics import Temperature, VehicleKind
from foodplan.domain.scenario import AddVehicle, Change, DriverHours, RestrictZone, VehicleOut
from foodplan.inputs.checked import Words
from foodplan.inputs.kinds.base import ChangeModel, WhereSites, WhereVehicles
from foodplan.inputs.kinds.values import (
    Above,
    Count,
    Days,
    EurPerDay,
    EurPerHour,
    EurPerKm,
    EurPerWeek,
    Fuel,
    Kilograms,
    Minutes,
    Names,
    Positive,
    Spans,
    Windows,
    Zone,
    refused,
)
from foodplan.inputs.week import TemperatureName


class VehicleOutModel(ChangeModel):
    """Vehicles stand still, on some days or all week."""

    makes: ClassVar[type[Change]] = VehicleOut
    kind: Literal["vehicle_out"]
    where: WhereVehicles
    days: Days = frozenset()


class AddVehicleModel(ChangeModel):
    """A vehicle more, like another one but for what is given."""

    makes: ClassVar[type[Change]] = AddVehicle
    kind: Literal["add_vehicle"]
    vehicle_id: Words
    like: Words | None = None
    label: Words | None = None
    vehicle_kind: Literal["van", "truck"] | None = None
    hub_id: Words | None = None
    payload_kg: Kilograms | None = None
    pallets: Positive | None = None
    temperatures: list[TemperatureName] | None = None
    insulated_boxes: Count | None = None
    shifts: Windows | None = None
    max_route_min: Minutes | None = None
    max_stops_per_trip: Above | None = None
    max_stops: Above | None = None
    max_trips: Above | None = None
    fixed_eur_per_day: EurPerDay | None = None
    fixed_eur_per_week: EurPerWeek | None = None
    eur_per_km: EurPerKm | None = None
    eur_per_hour: EurPerHour | None = None
    litres_per_100km: Fuel | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        needed = ("vehicle_kind", "hub_id", "payload_kg", "pallets", "shifts")
        missing = [name for name in needed if getattr(self, name) is None]
        if self.like is None and missing:
            raise refused("change-vehicle-lacks", missing=", ".join(missing))
        if self.payload_kg == 0:
            raise refused("yaml-not-above", key="payload_kg", text="0", limit=0)
        return self

    def own_values(self) -> dict[str, object]:
        """With the domain's choices."""
        values = super().own_values()
        if self.vehicle_kind is not None:
            values["vehicle_kind"] = VehicleKind(self.vehicle_kind)
        if self.temperatures is not None:
            values["temperatures"] = frozenset(map(Temperature, self.temperatures))
        return values


class DriverHoursModel(ChangeModel):
    """Drivers work other hours, or may not be out so long."""

    makes: ClassVar[type[Change]] = DriverHours
    kind: Literal["driver_hours"]
    where: WhereVehicles = WhereVehicles()
    days: Days = frozenset()
    between: Spans = ()
    max_route_min: Minutes | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.between and self.max_route_min is None:
            raise refused("change-hours-missing")
        if self.days and not self.between:
            raise refused("change-hours-days")
        return self

    def own_values(self) -> dict[str, object]:
        """With the domain's name for the hours."""
        values = super().own_values()
        return values | {"spans": values.pop("between")}


class RestrictZoneModel(ChangeModel):
    """Some vehicles may no longer serve the sites of a zone."""

    makes: ClassVar[type[Change]] = RestrictZone
    kind: Literal["restrict_zone"]
    zone: Zone = ()
    where: WhereSites = WhereSites()
    refused_vehicles: Names | None = None
    allowed_vehicles: Names | None = None

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if not self.zone and self.where == WhereSites():
            raise refused("change-zone-missing")
        return self

    def own_values(self) -> dict[str, object]:
        """With the domain's names for who may come."""
        return {
            "zone": self.zone,
            "where": self.where.to_domain(),
            "refused": frozenset(self.refused_vehicles or ()),
            "allowed": frozenset(self.allowed_vehicles or ()),
        }
