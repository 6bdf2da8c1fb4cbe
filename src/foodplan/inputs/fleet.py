"""Rows of vehicles, links, closures, zones and the dataset's own travel table."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from foodplan.domain.basics import WEEKDAYS, Calendar, Temperature, VehicleKind
from foodplan.domain.fleet import Link, LinkKind, LinkRule, Vehicle
from foodplan.domain.geometry import in_ring
from foodplan.domain.ids import HubId, VehicleId
from foodplan.domain.places import Site
from foodplan.domain.policy import RoadChange
from foodplan.domain.problem import OwnLeg
from foodplan.inputs import cells, times
from foodplan.inputs.book import Book
from foodplan.inputs.rows import Row
from foodplan.inputs.wrong import Wrong, meant_choice, shown
from foodplan.tables.columns import VEHICLE_KINDS
from foodplan.units import MINUTES_PER_DAY

FIRST_OF = {
    LinkKind.SITE_VEHICLE: "sites",
    LinkKind.SITE_DAY: "sites",
    LinkKind.PRODUCER_HUB: "producers",
    LinkKind.PRODUCER_DAY: "producers",
}


def read_vehicles(book: Book, calendar: Calendar) -> tuple[Vehicle, ...]:
    """Vehicles; the hub that they start from must exist."""
    hub_ids, zone_ids = book.known("hubs"), book.known("zones")
    made = (_vehicle(row, calendar, hub_ids, zone_ids) for row in book.rows.get("vehicles", ()))
    return tuple(vehicle for vehicle in made if vehicle)


def read_links(book: Book) -> tuple[Link, ...]:
    """Links; both ends must exist."""
    made = (_link(row, book) for row in book.rows.get("links", ()))
    links = [link for link in made if link]
    return tuple(sorted(links, key=lambda link: (link.kind, link.first_id, link.second_id)))


def read_zones(book: Book, sites: Sequence[Site], vehicles: Sequence[Vehicle]) -> tuple[Link, ...]:
    """Restricted zones as links: vehicles without the zone may not serve the sites inside it."""
    links = []
    for row in book.rows.get("zones", ()):
        zone_id = row.text("zone_id")
        corners = row.value("area", cells.area)
        reason = row.text("reason") or zone_id
        if not row.is_good or corners is None:
            continue
        links += [
            Link(
                kind=LinkKind.SITE_VEHICLE,
                first_id=site.site_id,
                second_id=vehicle.vehicle_id,
                rule=LinkRule.FORBIDDEN,
                reason=reason,
            )
            for site in sites
            if in_ring(site.location, corners)
            for vehicle in vehicles
            if zone_id not in vehicle.zones
        ]
    return tuple(links)


def read_closures(book: Book) -> tuple[RoadChange, ...]:
    """Roads that are slower or closed; without a factor they are closed."""
    made = (_closure(row) for row in book.rows.get("closures", ()))
    return tuple(change for change in made if change)


def read_own_legs(book: Book) -> tuple[OwnLeg, ...]:
    """The dataset's own distances and times."""
    place_ids = book.known("hubs", "producers", "sites")
    seen: dict[tuple[object, ...], int] = {}
    legs = []
    for row in book.rows.get("travel", ()):
        leg = _own_leg(row, place_ids)
        if leg is None:
            continue
        key = (leg.from_id, leg.to_id, leg.start_min, leg.end_min, leg.vehicle_kind)
        if key in seen:
            what = ", ".join(str(part) for part in key[:2])
            row.wrong("row-twice", None, what=what, row=seen[key])
        else:
            seen[key] = row.number
            legs.append(leg)
    return tuple(
        sorted(legs, key=lambda leg: (leg.from_id, leg.to_id, leg.start_min or 0.0, str(leg)))
    )


def _vehicle(
    row: Row,
    calendar: Calendar,
    hub_ids: Collection[str] | None,
    zone_ids: Collection[str] | None,
) -> Vehicle | None:
    zones = row.names("zones")
    for zone in sorted(zones - set(zone_ids or ())):
        near = row.findings.meant(zone, zone_ids or ())
        code = "cell-unknown-id-near" if near else "cell-unknown-id"
        row.wrong(code, "zones", text=shown(zone), near=near, table="zones")
    return row.build(
        lambda: Vehicle(
            vehicle_id=VehicleId(row.text("vehicle_id")),
            label=row.text("label"),
            kind=row.choice("kind", VehicleKind),
            hub_id=HubId(row.reference("hub_id", hub_ids)),
            payload_kg=row.number_of("payload_kg"),
            pallets=row.number_of("pallets"),
            temperatures=row.choices("temperatures", Temperature),
            insulated_boxes=row.whole("insulated_boxes"),
            shifts=row.windows("shifts", calendar),
            max_route_min=row.maybe_number("max_route_min"),
            max_stops_per_trip=row.maybe_whole("max_stops_per_trip"),
            max_stops=row.maybe_whole("max_stops"),
            max_trips=row.whole("max_trips"),
            fixed_eur_per_day=row.number_of("fixed_eur_per_day"),
            fixed_eur_per_week=row.number_of("fixed_eur_per_week"),
            eur_per_km=row.number_of("eur_per_km"),
            eur_per_hour=row.number_of("eur_per_hour"),
            litres_per_100km=row.number_of("litres_per_100km"),
            zones=zones,
        )
    )


def _link(row: Row, book: Book) -> Link | None:
    kind = row.maybe_choice("kind", LinkKind)
    second_id = row.text("second_id")
    if kind is not None:
        _check_end(row, "first_id", FIRST_OF[kind], book.known(FIRST_OF[kind]))
        second_id = _second_end(row, kind, book)
        if kind is not LinkKind.SITE_DAY and row.choice("rule", LinkRule) is LinkRule.USUAL:
            row.wrong("link-usual", "rule", warns=True)
        if kind is not LinkKind.SITE_VEHICLE and row.is_filled("day"):
            row.wrong("link-day", "day")
    return row.build(
        lambda: Link(
            kind=kind or LinkKind.SITE_DAY,
            first_id=row.text("first_id"),
            second_id=second_id,
            rule=row.choice("rule", LinkRule),
            reason=row.text("reason"),
            day=row.value("day", cells.weekday),
        )
    )


def _second_end(row: Row, kind: LinkKind, book: Book) -> str:
    """Id of a vehicle, kind of vehicle, day or hub, as the kind of link asks."""
    text = row.text("second_id")
    if not text:
        return text
    if kind in (LinkKind.SITE_DAY, LinkKind.PRODUCER_DAY):
        try:
            return WEEKDAYS[cells.weekday(text)]
        except Wrong as wrong:
            row.refuse("second_id", wrong)
    elif kind is LinkKind.PRODUCER_HUB:
        _check_end(row, "second_id", "hubs", book.known("hubs"))
    else:
        vehicle_kind = meant_choice(text, VEHICLE_KINDS)
        if vehicle_kind is not None:
            return vehicle_kind
        _check_end(row, "second_id", "vehicles", book.known("vehicles"))
    return text


def _check_end(row: Row, column: str, table: str, known: Collection[str] | None) -> None:
    text = row.text(column)
    if text and known is not None and text not in known:
        near = row.findings.meant(text, known)
        code = "cell-unknown-id-near" if near else "cell-unknown-id"
        row.wrong(code, column, text=shown(text), near=near, table=table)


def _closure(row: Row) -> RoadChange | None:
    roads, area = row.names("roads"), row.value("area", cells.area) or ()
    span = row.value("between", times.span_min) or (0, MINUTES_PER_DAY)
    by = row.maybe_number("by")
    if row.is_good and not roads and not area:
        row.wrong("closure-nowhere", "roads")
    return row.build(
        lambda: RoadChange(
            by=math.inf if by is None else by,
            roads=roads,
            area=area,
            start_min=span[0],
            end_min=span[1],
        )
    )


def _own_leg(row: Row, place_ids: Collection[str] | None) -> OwnLeg | None:
    band = row.value("band", times.span_min)
    return row.build(
        lambda: OwnLeg(
            from_id=row.reference("from_id", place_ids),
            to_id=row.reference("to_id", place_ids),
            km=row.number_of("km"),
            min=row.number_of("min"),
            start_min=band[0] if band else None,
            end_min=band[1] if band else None,
            vehicle_kind=row.maybe_choice("vehicle_kind", VehicleKind),
        )
    )
