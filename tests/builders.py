"""Small problems for tests; a test states only what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from foodplan.domain.basics import (
    Calendar,
    Label,
    Location,
    TimeWindow,
    VehicleKind,
    haversine_km,
)
from foodplan.domain.fleet import Vehicle
from foodplan.domain.food import Basket, Lot, Need, Product
from foodplan.domain.ids import (
    BasketId,
    DatasetId,
    HubId,
    LotId,
    PlaceId,
    ProducerId,
    ProductId,
    SiteId,
    VehicleId,
)
from foodplan.domain.places import Hub, Producer, Site
from foodplan.domain.policy import Rules
from foodplan.domain.problem import Problem
from foodplan.tables.travel import LegTables, TravelMatrix

MONDAY = date(2026, 11, 23)
HUB = HubId("H")
CENTRE = Location(lat=43.4, lon=5.3)


def label(text: str) -> Label:
    """The same text in both languages."""
    return Label(fr=text, en=text)


def all_week(
    start_min: float = 480, end_min: float = 1080, n_days: int = 5
) -> tuple[TimeWindow, ...]:
    """One window a day."""
    return tuple(TimeWindow(day=day, start_min=start_min, end_min=end_min) for day in range(n_days))


def near(north_km: float = 0.0, east_km: float = 0.0) -> Location:
    """A place so far from the centre."""
    return Location(lat=CENTRE.lat + north_km / 111.2, lon=CENTRE.lon + east_km / 80.8)


def a_product(product_id: str = "carrot", **changes: object) -> Product:
    """Ambient roots in crates of 10 kg."""
    values: dict[str, object] = {
        "product_id": ProductId(product_id),
        "label": label(product_id),
        "group": "root",
        "crate_kg": 10.0,
        "shelf_life_days": 20,
    }
    return Product(**(values | changes))  # type: ignore[arg-type]


def a_lot(lot_id: str = "L1", **changes: object) -> Lot:
    """1,000 kg of carrots standing at the hub on Monday, good for weeks, nothing sorted out."""
    values: dict[str, object] = {
        "lot_id": LotId(lot_id),
        "product_id": ProductId("carrot"),
        "hub_id": HUB,
        "gross_kg": 1000.0,
        "last_day": 20,
    }
    if "producer_id" in changes:
        values.pop("hub_id")
    return Lot(**(values | changes))  # type: ignore[arg-type]


def a_producer(producer_id: str = "P1", **changes: object) -> Producer:
    """A farm 10 km north of the centre, open all day."""
    values: dict[str, object] = {
        "producer_id": ProducerId(producer_id),
        "label": producer_id,
        "location": near(north_km=10),
        "windows": all_week(),
        "loading_min": 10.0,
    }
    return Producer(**(values | changes))  # type: ignore[arg-type]


def a_hub(hub_id: str = HUB, **changes: object) -> Hub:
    """A hub at the centre with plenty of hands and room."""
    values: dict[str, object] = {
        "hub_id": HubId(hub_id),
        "label": hub_id,
        "location": CENTRE,
        "windows": all_week(360, 1200),
        "sorting_kg_per_hour": 100.0,
        "sorting_hours": (1000.0,) * 5,
        "storage_kg": 1e6,
        "chilled_storage_kg": 1e6,
        "turnaround_min": 20.0,
        "processing_days": 0,
    }
    return Hub(**(values | changes))  # type: ignore[arg-type]


def a_site(site_id: str = "A", **changes: object) -> Site:
    """A site 5 km east of the centre, open every day."""
    values: dict[str, object] = {
        "site_id": SiteId(site_id),
        "label": site_id,
        "town": "Marseille",
        "location": near(east_km=5),
        "windows": all_week(),
        "unloading_min": 10.0,
        "unloading_min_per_basket": 0.0,
    }
    return Site(**(values | changes))  # type: ignore[arg-type]


def a_basket(basket_id: str = "basket", **changes: object) -> Basket:
    """10 kg of anything ambient."""
    values: dict[str, object] = {
        "basket_id": BasketId(basket_id),
        "label": label(basket_id),
        "kg": 10.0,
    }
    return Basket(**(values | changes))  # type: ignore[arg-type]


def a_need(site_id: str = "A", baskets: int = 10, **changes: object) -> Need:
    """Ten baskets."""
    values: dict[str, object] = {
        "site_id": SiteId(site_id),
        "basket_id": BasketId("basket"),
        "baskets": baskets,
    }
    return Need(**(values | changes))  # type: ignore[arg-type]


def a_vehicle(vehicle_id: str = "V1", **changes: object) -> Vehicle:
    """A van of 1,200 kg that works from 08:00 to 18:00 every day."""
    values: dict[str, object] = {
        "vehicle_id": VehicleId(vehicle_id),
        "label": vehicle_id,
        "kind": VehicleKind.VAN,
        "hub_id": HUB,
        "payload_kg": 1200.0,
        "pallets": 4.0,
        "shifts": all_week(),
        "fixed_eur_per_day": 100.0,
        "eur_per_km": 0.5,
    }
    return Vehicle(**(values | changes))  # type: ignore[arg-type]


def a_problem(needs: Mapping[str, int] | None = None, **changes: object) -> Problem:
    """One hub with a lot of carrots, a van, and the sites in `needs` (default: A needs 10)."""
    wanted = {"A": 10} if needs is None else needs
    values: dict[str, object] = {
        "dataset_id": DatasetId("test"),
        "label": label("test"),
        "calendar": Calendar(start=MONDAY, n_days=5),
        "products": (a_product(),),
        "lots": (a_lot(),),
        "hubs": (a_hub(),),
        "sites": tuple(
            a_site(site_id, location=near(east_km=5 + i))
            for i, site_id in enumerate(sorted(wanted))
        ),
        "baskets": (a_basket(),),
        "needs": tuple(a_need(site_id, baskets) for site_id, baskets in sorted(wanted.items())),
        "vehicles": (a_vehicle(),),
        "rules": Rules(),
    }
    return Problem(**(values | changes))  # type: ignore[arg-type]


def straight_travel(problem: Problem, *, km_per_min: float = 0.5) -> TravelMatrix:
    """Great-circle km at one speed (default 30 km/h), the same for vans and trucks, all day."""
    ids = tuple(problem.locations)
    km = np.array(
        [
            [
                [haversine_km(a, b) for b in problem.locations.values()]
                for a in problem.locations.values()
            ]
        ]
    )
    return _same_for_all(ids, km, km / km_per_min)


def travel_table(ids: Sequence[PlaceId], minutes: Sequence[Sequence[float]]) -> TravelMatrix:
    """A table written by hand; 1 km a minute."""
    table = np.array([minutes], dtype=float)
    return _same_for_all(tuple(ids), table, table)


def _same_for_all(ids: tuple[PlaceId, ...], km: np.ndarray, minutes: np.ndarray) -> TravelMatrix:
    return TravelMatrix(
        place_ids=ids,
        band_starts_min=(0.0,),
        legs=LegTables(
            km=dict.fromkeys(VehicleKind, km), minutes=dict.fromkeys(VehicleKind, minutes)
        ),
        origin="table",
    )
