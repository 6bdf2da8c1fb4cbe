"""Changes to sites and hubs, as files write them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from foodplan.domain.basics import Location, Temperature, Weeks
from foodplan.domain.ids import BasketId, HubId, SiteId, VehicleId
from foodplan.domain.places import Hub, Site
from foodplan.domain.scenario import AddHub, AddSite, Change, CloseHub, CloseSite, ScaleSorting
from foodplan.inputs.checked import Words
from foodplan.inputs.kinds.base import ChangeModel, WhereHubs, WhereSites
from foodplan.inputs.kinds.values import (
    Above,
    Count,
    Days,
    Factor,
    HoursByDay,
    KgPerHour,
    Kilograms,
    Minutes,
    Names,
    Positive,
    WholeDays,
    Windows,
)
from foodplan.inputs.week import TemperatureName

Latitude = Annotated[float, Field(ge=-90, le=90)]
WeeksName = Literal["every", "odd", "even"]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class AddSiteModel(ChangeModel):
    """A site more, with what it asks for."""

    makes: ClassVar[type[Change]] = AddSite
    kind: Literal["add_site"]
    site_id: Words
    label: Words
    town: Words
    district: Words | None = None
    lat: Latitude
    lon: Longitude
    windows: Windows
    needs: Annotated[dict[str, Count], Field(min_length=1)]
    deliveries_per_week: Above = 1
    unloading_min: Minutes = 10.0
    unloading_min_per_basket: Minutes = 0.2
    max_vehicle_kg: Kilograms | None = None
    allowed_vehicles: Names | None = None
    refused_vehicles: Names | None = None
    storage_kg: Kilograms | None = None
    temperatures: list[TemperatureName] = Field(default=["ambient"], min_length=1)
    need_weight: Positive = 1.0
    max_route_min: Minutes | None = None
    first_stop_only: bool = False
    min_gap_days: Above | None = None
    weeks: WeeksName = "every"
    collected_at: Words | None = None

    def own_values(self) -> dict[str, object]:
        """The site and its needs."""
        values = super().own_values()
        needs = tuple((BasketId(basket), n) for basket, n in sorted(self.needs.items()))
        for name in ("needs", "lat", "lon"):
            values.pop(name)
        values |= {
            "site_id": SiteId(self.site_id),
            "location": Location(lat=self.lat, lon=self.lon),
            "allowed_vehicles": frozenset(self.allowed_vehicles or ()),
            "refused_vehicles": frozenset(self.refused_vehicles or ()),
            "temperatures": frozenset(map(Temperature, self.temperatures)),
            "weeks": Weeks(self.weeks),
            "collected_at": HubId(self.collected_at) if self.collected_at else None,
        }
        return {"site": Site(**values), "needs": needs}  # type: ignore[arg-type]


class CloseSiteModel(ChangeModel):
    """Sites take no delivery, on some days or all week."""

    makes: ClassVar[type[Change]] = CloseSite
    kind: Literal["close_site"]
    where: WhereSites
    days: Days = frozenset()


class AddHubModel(ChangeModel):
    """A hub more, and the vehicles that move there."""

    makes: ClassVar[type[Change]] = AddHub
    kind: Literal["add_hub"]
    hub_id: Words
    label: Words
    town: Words
    lat: Latitude
    lon: Longitude
    windows: Windows
    sorting_kg_per_hour: KgPerHour
    sorting_hours: HoursByDay
    storage_kg: Kilograms
    chilled_storage_kg: Kilograms = 0.0
    turnaround_min: Minutes = 20.0
    processing_days: WholeDays = 1
    vehicles: Names | None = None

    def own_values(self) -> dict[str, object]:
        """The hub and its vehicles."""
        values = super().own_values()
        for name in ("vehicles", "lat", "lon"):
            values.pop(name)
        values |= {
            "hub_id": HubId(self.hub_id),
            "location": Location(lat=self.lat, lon=self.lon),
        }
        vehicles = tuple(map(VehicleId, self.vehicles or ()))
        return {"hub": Hub(**values), "vehicle_ids": vehicles}  # type: ignore[arg-type]


class CloseHubModel(ChangeModel):
    """Hubs stand still, on some days or all week."""

    makes: ClassVar[type[Change]] = CloseHub
    kind: Literal["close_hub"]
    where: WhereHubs
    days: Days = frozenset()


class ScaleSortingModel(ChangeModel):
    """Volunteer hours times `by`, on some days or all week."""

    makes: ClassVar[type[Change]] = ScaleSorting
    kind: Literal["scale_sorting"]
    by: Factor
    where: WhereHubs = WhereHubs()
    days: Days = frozenset()
