"""Vehicles, and the pairs that must or must not go together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foodplan.domain.basics import Temperature, TimeWindow, VehicleKind
from foodplan.domain.ids import HubId, VehicleId
from foodplan.domain.places import Site
from foodplan.errors import InvalidValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A van or truck with its driver's hours; starts and ends at its hub."""

    vehicle_id: VehicleId
    label: str
    kind: VehicleKind
    hub_id: HubId
    payload_kg: float
    pallets: float
    temperatures: frozenset[Temperature] = frozenset({Temperature.AMBIENT})
    """Classes of goods that it can carry."""
    insulated_boxes: int = 0
    """Pallet places in passive boxes, so chilled goods may ride in an ambient vehicle."""
    shifts: tuple[TimeWindow, ...]
    max_route_min: float | None = None
    """Longest time from first loading to last return; None: the shift."""
    max_stops_per_trip: int | None = None
    max_stops: int | None = None
    """Most stops of its whole day; None: as the rules allow."""
    max_trips: int = 3
    fixed_eur_per_day: float = 0.0
    fixed_eur_per_week: float = 0.0
    eur_per_km: float = 0.0
    eur_per_hour: float = 0.0
    litres_per_100km: float = 0.0
    zones: frozenset[str] = frozenset()
    """Restricted zones that it may enter."""

    def __post_init__(self) -> None:
        if not (self.payload_kg > 0 and self.pallets > 0):
            raise InvalidValue(
                f"vehicle {self.vehicle_id}: {self.payload_kg} kg, {self.pallets} pallets; "
                "give more than 0"
            )
        costs = (
            self.fixed_eur_per_day,
            self.fixed_eur_per_week,
            self.eur_per_km,
            self.eur_per_hour,
            self.litres_per_100km,
        )
        if any(not cost >= 0 for cost in costs):
            raise InvalidValue(f"vehicle {self.vehicle_id}: costs must be 0 or more")
        if self.max_trips < 1:
            raise InvalidValue(f"vehicle {self.vehicle_id}: max_trips below 1")

    @property
    def names(self) -> frozenset[str]:
        """What sites and links may call it by: its id and its kind."""
        return frozenset({str(self.vehicle_id), self.kind.value})

    def may_enter(self, site: Site) -> bool:
        """Whether access rules of the site let it in (windows and load aside)."""
        if site.max_vehicle_kg is not None and self.payload_kg > site.max_vehicle_kg:
            return False
        if not site.allowed_vehicles and not site.refused_vehicles:
            return True
        names = self.names
        if site.allowed_vehicles and not names & site.allowed_vehicles:
            return False
        return not names & site.refused_vehicles


class LinkKind(StrEnum):
    """Which two things a link joins."""

    SITE_VEHICLE = "site-vehicle"
    SITE_DAY = "site-day"
    PRODUCER_HUB = "producer-hub"
    PRODUCER_DAY = "producer-day"


class LinkRule(StrEnum):
    """What the link asks."""

    REQUIRED = "required"
    FORBIDDEN = "forbidden"
    USUAL = "usual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A pair that must, must not or usually does go together, with the reason."""

    kind: LinkKind
    first_id: str
    second_id: str
    """An id, or for site-day and producer-day a day name mon … sun."""
    rule: LinkRule
    reason: str = ""
    day: int | None = None
    """For site-vehicle, the only day on which it counts; None: all days."""
