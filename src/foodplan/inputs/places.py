"""Rows of hubs, producers and sites, and whether they stand where food can be carried."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import Calendar, Location, Temperature, Weeks, haversine_km
from foodplan.domain.geometry import in_water
from foodplan.domain.ids import HubId, ProducerId, SiteId
from foodplan.domain.places import Hub, Producer, Site
from foodplan.inputs.book import Book
from foodplan.inputs.rows import Row
from foodplan.inputs.wrong import meant_choice, shown
from foodplan.tables.columns import VEHICLE_KINDS

FARTHEST_KM = 300.0


@dataclass(slots=True, kw_only=True)
class Ground:
    """Judges places: not in the sea, not in another country."""

    backdrop: Backdrop
    hubs: list[Location] = field(default_factory=list)

    def accepts(self, row: Row, place: Location, near: Sequence[Location], code: str) -> bool:
        """Whether the place is fit.

        If not, the finding is `code` (too far from all of `near`), that latitude and longitude
        look swapped, or that it lies in the sea.
        """
        distance_km = _nearest_km(place, near)
        if distance_km > FARTHEST_KM:
            swapped = _swapped(place)
            if swapped and _nearest_km(swapped, near) <= FARTHEST_KM:
                row.wrong("place-swapped", "lat", lat=swapped.lat, lon=swapped.lon)
            else:
                row.wrong(code, "lat", km=distance_km, limit=FARTHEST_KM)
        elif in_water(place, self.backdrop):
            row.wrong("place-in-sea", "lat", lat=place.lat, lon=place.lon)
        return row.is_good


def read_hubs(book: Book, calendar: Calendar, ground: Ground) -> tuple[Hub, ...]:
    """Hubs; the good ones are noted as the places that everything else must be near to."""
    towns = [location for _, _, location in ground.backdrop.towns]
    hubs = []
    for row in book.rows.get("hubs", ()):
        hub = _hub(row, calendar)
        if hub and ground.accepts(row, hub.location, towns, "place-far-from-region"):
            hubs.append(hub)
    ground.hubs.extend(hub.location for hub in hubs)
    return tuple(hubs)


def read_producers(book: Book, calendar: Calendar, ground: Ground) -> tuple[Producer, ...]:
    """Producers; a hub that one brings to must exist."""
    hub_ids = book.known("hubs")
    producers = []
    for row in book.rows.get("producers", ()):
        producer = _producer(row, calendar, hub_ids)
        if producer and ground.accepts(row, producer.location, ground.hubs, "place-far"):
            producers.append(producer)
    return tuple(producers)


def read_sites(book: Book, calendar: Calendar, ground: Ground) -> tuple[Site, ...]:
    """Sites; vehicles that may or may not come, and hubs where people collect, must exist."""
    vehicle_ids, hub_ids = book.known("vehicles"), book.known("hubs")
    sites = []
    for row in book.rows.get("sites", ()):
        site = _site(row, calendar, vehicle_ids, hub_ids)
        if site and ground.accepts(row, site.location, ground.hubs, "place-far"):
            sites.append(site)
    return tuple(sites)


def vehicle_names(row: Row, column: str, vehicle_ids: Collection[str] | None) -> frozenset[str]:
    """Vehicle ids and kinds of vehicle; anything else is a finding."""
    found = set()
    for name in sorted(row.names(column)):
        kind = meant_choice(name, VEHICLE_KINDS)
        if kind is not None:
            found.add(kind)
        elif vehicle_ids is None or name in vehicle_ids:
            found.add(name)
        else:
            known = {*vehicle_ids, *(kinds[0] for kinds in VEHICLE_KINDS)}
            near = row.findings.meant(name, known)
            code = "cell-unknown-vehicle-near" if near else "cell-unknown-vehicle"
            row.wrong(code, column, text=shown(name), near=near)
    return frozenset(found)


def _hub(row: Row, calendar: Calendar) -> Hub | None:
    return row.build(
        lambda: Hub(
            hub_id=HubId(row.text("hub_id")),
            label=row.text("label"),
            town=row.text("town"),
            location=row.location(),
            windows=row.windows("windows", calendar),
            sorting_kg_per_hour=row.number_of("sorting_kg_per_hour"),
            sorting_hours=row.hours_by_day("sorting_hours", calendar),
            storage_kg=row.number_of("storage_kg"),
            chilled_storage_kg=row.number_of("chilled_storage_kg"),
            turnaround_min=row.number_of("turnaround_min"),
            processing_days=row.whole("processing_days"),
        )
    )


def _producer(row: Row, calendar: Calendar, hub_ids: Collection[str] | None) -> Producer | None:
    hub_id = row.maybe_reference("brings_to_hub", hub_ids)
    return row.build(
        lambda: Producer(
            producer_id=ProducerId(row.text("producer_id")),
            label=row.text("label"),
            kind=row.text("kind"),
            town=row.text("town"),
            location=row.location(),
            windows=row.windows("windows", calendar),
            loading_min=row.number_of("loading_min"),
            brings_to_hub=HubId(hub_id) if hub_id else None,
            brings_to_sites_km=row.maybe_number("brings_to_sites_km"),
            only_pickup=row.yes("only_pickup"),
        )
    )


def _site(
    row: Row,
    calendar: Calendar,
    vehicle_ids: Collection[str] | None,
    hub_ids: Collection[str] | None,
) -> Site | None:
    hub_id = row.maybe_reference("collected_at", hub_ids)
    return row.build(
        lambda: Site(
            site_id=SiteId(row.text("site_id")),
            label=row.text("label"),
            town=row.text("town"),
            district=row.maybe_text("district"),
            location=row.location(),
            windows=row.windows("windows", calendar),
            deliveries_per_week=row.whole("deliveries_per_week"),
            unloading_min=row.number_of("unloading_min"),
            unloading_min_per_basket=row.number_of("unloading_min_per_basket"),
            max_vehicle_kg=row.maybe_number("max_vehicle_kg"),
            allowed_vehicles=vehicle_names(row, "allowed_vehicles", vehicle_ids),
            refused_vehicles=vehicle_names(row, "refused_vehicles", vehicle_ids),
            storage_kg=row.maybe_number("storage_kg"),
            temperatures=row.choices("temperatures", Temperature),
            need_weight=row.number_of("need_weight"),
            max_route_min=row.maybe_number("max_route_min"),
            first_stop_only=row.yes("first_stop_only"),
            min_gap_days=row.maybe_whole("min_gap_days"),
            weeks=row.choice("weeks", Weeks),
            collected_at=HubId(hub_id) if hub_id else None,
        )
    )


def _nearest_km(place: Location, places: Sequence[Location]) -> float:
    """Distance to the nearest of the places; 0.0 if there are none to judge by."""
    return min((haversine_km(place, other) for other in places), default=0.0)


def _swapped(place: Location) -> Location | None:
    if not -90 <= place.lon <= 90:
        return None
    return Location(lat=place.lon, lon=place.lat)
