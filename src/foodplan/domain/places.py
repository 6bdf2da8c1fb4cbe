"""Where food comes from, passes through and is handed out."""

from __future__ import annotations

from dataclasses import dataclass

from foodplan.domain.basics import Location, Temperature, TimeWindow, Weeks
from foodplan.domain.ids import HubId, ProducerId, SiteId
from foodplan.errors import InvalidValue

_MOST_TWO_DAYS_APART = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Producer:
    """Farm, bakery, wholesaler or giver that offers food."""

    producer_id: ProducerId
    label: str
    kind: str = "farm"
    town: str = ""
    location: Location
    windows: tuple[TimeWindow, ...]
    loading_min: float = 15.0
    """Time that one pick-up takes."""
    brings_to_hub: HubId | None = None
    """The producer drives to this hub by own means, so no vehicle of ours calls."""
    brings_to_sites_km: float | None = None
    """Great-circle km within which it brings goods to sites itself, 0 or more; None: never."""
    only_pickup: bool = False
    """A route that calls here calls at no other producer."""

    def __post_init__(self) -> None:
        if not self.loading_min >= 0:
            raise InvalidValue(f"producer {self.producer_id}: loading_min below 0")
        if self.brings_to_sites_km is not None and not self.brings_to_sites_km >= 0:
            raise InvalidValue(f"producer {self.producer_id}: brings_to_sites_km below 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """Where lots are received, sorted, packed into baskets and loaded."""

    hub_id: HubId
    label: str
    town: str = ""
    location: Location
    windows: tuple[TimeWindow, ...]
    """When vehicles may leave and return."""
    sorting_kg_per_hour: float
    """Gross kg that one volunteer sorts in an hour."""
    sorting_hours: tuple[float, ...]
    """Volunteer hours of each day of the week, one figure a day."""
    storage_kg: float
    """Gross kg on hand at the end of a day, all classes."""
    chilled_storage_kg: float = 0.0
    """… of which chilled or frozen."""
    turnaround_min: float = 20.0
    """Time that a vehicle stands at the hub before each trip (loading, unloading, papers)."""
    processing_days: int = 1
    """Days between collection and packing; 0: packed on the day of collection, after sorting."""

    def __post_init__(self) -> None:
        amounts = (self.sorting_kg_per_hour, self.storage_kg, self.chilled_storage_kg)
        if any(not amount >= 0 for amount in (*amounts, *self.sorting_hours, self.turnaround_min)):
            raise InvalidValue(f"hub {self.hub_id}: amounts must be 0 or more")
        if self.processing_days < 0:
            raise InvalidValue(f"hub {self.hub_id}: processing_days below 0")

    def sorting_kg(self, day: int) -> float:
        """Gross kg that can be sorted on a day; 0.0 outside the week."""
        if not 0 <= day < len(self.sorting_hours):
            return 0.0
        return self.sorting_hours[day] * self.sorting_kg_per_hour


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where baskets are handed to households."""

    site_id: SiteId
    label: str
    town: str
    district: str | None = None
    """Code of the priority district (QPV), if it stands in one."""
    location: Location
    windows: tuple[TimeWindow, ...]
    """When a delivery may begin."""
    deliveries_per_week: int = 1
    unloading_min: float = 10.0
    unloading_min_per_basket: float = 0.2
    max_vehicle_kg: float | None = None
    """Largest payload of a vehicle that may come; None: any."""
    allowed_vehicles: frozenset[str] = frozenset()
    """Ids or kinds that alone may come; empty: all."""
    refused_vehicles: frozenset[str] = frozenset()
    """Ids or kinds that may not come."""
    storage_kg: float | None = None
    """Largest weight of one delivery; None: no limit."""
    temperatures: frozenset[Temperature] = frozenset({Temperature.AMBIENT})
    need_weight: float = 1.0
    """Weight of the need in the fairness goal, above 0; 1 is ordinary."""
    max_route_min: float | None = None
    """Longest route that may serve this site; None: no limit."""
    first_stop_only: bool = False
    min_gap_days: int | None = None
    """Days between two deliveries of a week; None: 2, or 1 for more than three deliveries."""
    weeks: Weeks = Weeks.EVERY
    """Weeks in which it is served."""
    collected_at: HubId | None = None
    """People come to this hub for it in the windows, so no vehicle calls; a delivery is a day on
    which they come. Rules of vehicles and routes, and unloading times, do not count then."""

    def __post_init__(self) -> None:
        if self.deliveries_per_week < 1:
            raise InvalidValue(f"site {self.site_id}: deliveries_per_week below 1")
        if not (self.unloading_min >= 0 and self.unloading_min_per_basket >= 0):
            raise InvalidValue(f"site {self.site_id}: unloading time below 0")
        if not self.need_weight > 0:
            raise InvalidValue(f"site {self.site_id}: need_weight must be above 0")
        if self.min_gap_days is not None and self.min_gap_days < 1:
            raise InvalidValue(f"site {self.site_id}: min_gap_days below 1")

    @property
    def gap_days(self) -> int:
        """Days between two deliveries of a week, so that the second finds empty shelves.

        A working week cannot hold more than three deliveries two days apart.
        """
        if self.min_gap_days is not None:
            return self.min_gap_days
        return 1 if self.deliveries_per_week > _MOST_TWO_DAYS_APART else 2

    def unloading(self, n_baskets: float) -> float:
        """Minutes that a delivery of so many baskets takes."""
        return self.unloading_min + self.unloading_min_per_basket * n_baskets
