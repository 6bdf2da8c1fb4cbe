"""Columns of every exported table of a plan: name, type, unit, meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportColumn:
    """One column of an exported table."""

    name: str
    dtype: str
    """str, int64 or float64; numbers that may be missing are float64."""
    unit: str
    meaning: str


def _text(name: str, meaning: str) -> ExportColumn:
    return ExportColumn(name=name, dtype="str", unit="", meaning=meaning)


def _whole(name: str, unit: str, meaning: str) -> ExportColumn:
    return ExportColumn(name=name, dtype="int64", unit=unit, meaning=meaning)


def _number(name: str, unit: str, meaning: str) -> ExportColumn:
    return ExportColumn(name=name, dtype="float64", unit=unit, meaning=meaning)


_DAY = _whole("day", "day", "days since Monday, from 0")
_DATE = _text("date", "calendar date, ISO")
_VEHICLE = _text("vehicle_id", "vehicle")
_HUB = _text("hub_id", "hub")
_SITE = _text("site_id", "site")
_LOT = _text("lot_id", "lot")
_PRODUCT = _text("product_id", "product")

EXPORTS: Mapping[str, tuple[ExportColumn, ...]] = {
    "stops": (
        _DAY,
        _VEHICLE,
        _whole("trip", "", "number of the trip within the route, from 1"),
        _whole("stop", "", "number of the stop within the trip, from 1"),
        _DATE,
        _text("place_id", "site or producer"),
        _text("label", "its name"),
        _text("town", "its town"),
        _text("kind", "delivery or pick-up"),
        _text("arrive", "arrival, HH:MM"),
        _text("start", "begin of service, HH:MM"),
        _text("leave", "departure, HH:MM"),
        _number("arrive_min", "min", "arrival, minutes after midnight"),
        _number("start_min", "min", "begin of service, minutes after midnight"),
        _number("leave_min", "min", "departure, minutes after midnight"),
        _number("km", "km", "from the place before"),
        _number("drive_min", "min", "driving time from the place before"),
        _whole("n_baskets", "basket", "baskets handed over, all types"),
        _number("baskets_kg", "kg", "their weight"),
        _number("orders_kg", "kg", "ordered goods handed over"),
        _number("picked_kg", "kg", "gross weight taken on board"),
        _number("picked_crates", "crate", "crates taken on board"),
    ),
    "routes": (
        _DAY,
        _VEHICLE,
        _DATE,
        _HUB,
        _text("route_id", "day number and vehicle"),
        _text("start", "first loading, HH:MM"),
        _text("end", "last return, HH:MM"),
        _number("start_min", "min", "first loading, minutes after midnight"),
        _number("end_min", "min", "last return, minutes after midnight"),
        _whole("n_trips", "trip", "departures from the hub"),
        _whole("n_stops", "stop", "stops of all trips"),
        _number("km", "km", "driven, ways back included"),
        _number("drive_min", "min", "at the wheel"),
        _number("pause_min", "min", "pauses"),
        _whole("n_baskets", "basket", "baskets handed over"),
    ),
    "sites": (
        _SITE,
        _text("label", "its name"),
        _text("town", "its town"),
        _text("district", "code of the priority district, empty if none"),
        _whole("baskets_needed", "basket", "needs of the week"),
        _whole("baskets_given", "basket", "handed over in the week"),
        _number("fill_share", "share", "given ÷ needed; empty without a need"),
        _number("ordered_kg", "kg", "orders of the week"),
        _number("orders_given_kg", "kg", "ordered goods handed over"),
        _text("days", "day numbers of its deliveries, separated by spaces"),
    ),
    "lots": (
        _LOT,
        _PRODUCT,
        _text("producer_id", "producer, empty for stock of a hub"),
        _text("hub_id", "hub where it stood, empty for lots at producers"),
        _number("gross_kg", "kg", "offered, before sorting"),
        _number("collected_kg", "kg", "gross weight collected from the producer"),
        _number("packed_kg", "kg", "net weight packed into baskets and orders"),
        _number("yield_share", "share", "net over gross weight"),
        _whole("ready_day", "day", "first day on which it can be collected"),
        _whole("last_day", "day", "last day on which it is good"),
    ),
    "recipes": (
        _DAY,
        _HUB,
        _text("basket_id", "basket type"),
        _LOT,
        _DATE,
        _PRODUCT,
        _whole("n_baskets", "basket", "baskets packed by this recipe"),
        _number("net_kg", "kg", "of this lot, over all baskets"),
        _number("kg_per_basket", "kg", "of this lot in each basket"),
    ),
    "allocations": (
        _LOT,
        _SITE,
        _DAY,
        _text("hub_id", "hub, empty where the producer brings it to the site itself"),
        _DATE,
        _PRODUCT,
        _number("net_kg", "kg", "net weight of the lot that the site gets"),
    ),
    "handouts": (
        _DAY,
        _SITE,
        _HUB,
        _DATE,
        _text("label", "name of the site"),
        _text("from", "when everything stands ready, HH:MM"),
        _number("from_min", "min", "the same, minutes after midnight"),
        _whole("n_baskets", "basket", "baskets that people collect, all types"),
        _number("baskets_kg", "kg", "their weight"),
        _number("orders_kg", "kg", "ordered goods that people collect"),
    ),
    "gifts": (
        _DAY,
        _LOT,
        _SITE,
        _DATE,
        _PRODUCT,
        _text("producer_id", "producer, who brings it itself"),
        _whole("crates", "crate", "whole crates"),
        _number("gross_kg", "kg", "their weight, unsorted"),
    ),
    "history": (
        _SITE,
        _text("week", "calendar week, ISO; earlier weeks first, then this one"),
        _number("baskets_needed", "basket", "asked for"),
        _number("baskets_given", "basket", "got; of this week as planned, to be corrected"),
    ),
    "measures": (
        _text("code", "measure, defined in docs/measures.md"),
        _number("value", "", "its value; empty where it does not exist"),
        _text("unit", "unit of the value"),
        _text("better", "more, less, or empty where neither is better"),
    ),
}
"""Columns of every exported table."""
