"""Bread every day: 8,000 loaves of 400 g, seven days a week, carried with the baskets."""

from __future__ import annotations

from datetime import date
from random import Random

from tables import DAYS, Row, Tables, day_text, places, products

SEED = "bread week 1"
MONDAY = date(2020, 4, 20)
WEEK = "2020-W17"
HUB = "HUB-BREAD"
N_SITES = 40
LOAVES_A_DAY = 8_000
LOAF_KG = 0.4
LOAVES_A_CRATE = 20
N_BASKETS = 560
STOCK_KG = {"potato": 720, "carrot": 500, "onion": 400, "apple": 600, "squash": 300, "cabbage": 250}


def make() -> Tables:
    random = Random(SEED)
    sites = places(N_SITES, prefix="TABLE", town="Marseille")
    loaves = _loaves(random)
    baskets = [N_BASKETS // N_SITES + step for _ in range(N_SITES // 2) for step in (-4, 4)]
    return {
        "products": [BREAD, *products(*STOCK_KG)],
        "producers": [BAKERY],
        "lots": _lots(),
        "hubs": [BAKERY_HUB],
        "sites": [_site(random, row) for row in sites],
        "needs": [
            {"site_id": row["site_id"], "week": WEEK, "basket_id": "garden", "baskets": n}
            for row, n in zip(sites, baskets, strict=True)
        ],
        "orders": [
            {
                "site_id": row["site_id"],
                "week": WEEK,
                "product_id": "bread",
                "quantity": n,
                "unit": "piece",
                "firm": "yes",
                "day": day,
            }
            for row, n in zip(sites, loaves, strict=True)
            for day in DAYS
        ],
        "vehicles": [_van(n) for n in range(1, 6)],
    }


def _loaves(random: Random) -> list[int]:
    """Whole crates for every table, 8,000 loaves in all."""
    even = LOAVES_A_DAY // N_SITES // LOAVES_A_CRATE
    steps = [-3, -2, -1, 0, 0, 0, 0, 1, 2, 3] * (N_SITES // 10)
    random.shuffle(steps)
    return [LOAVES_A_CRATE * (even + step) for step in steps]


def _lots() -> list[Row]:
    baked: list[Row] = [
        {
            "lot_id": f"BREAD-{day}",
            "producer_id": "BAKERY",
            "hub_id": "",
            "product_id": "bread",
            "gross_kg": LOAVES_A_DAY * LOAF_KG,
            "ready": f"{day} 04:30",
            "best_before": day_text(MONDAY, n),
            "yield_share": "1.00",
        }
        for n, day in enumerate(DAYS)
    ]
    stock: list[Row] = [
        {
            "lot_id": f"STOCK-{product_id}",
            "producer_id": "",
            "hub_id": HUB,
            "product_id": product_id,
            "gross_kg": kg,
            "ready": "mon 05:00",
            "best_before": day_text(MONDAY, 9),
            "yield_share": "0.97",
        }
        for product_id, kg in STOCK_KG.items()
    ]
    return [*baked, *stock]


def _site(random: Random, row: Row) -> Row:
    return {
        **row,
        "windows": "mon-sun 06:30-11:30",
        "deliveries_per_week": 7,
        "unloading_min": random.choice((5, 6, 7)),
        "unloading_min_per_basket": "0.20",
    }


def _van(n: int) -> Row:
    return {
        "vehicle_id": f"BREAD-VAN-{n}",
        "label": f"Fourgon du fournil {n}",
        "kind": "van",
        "hub_id": HUB,
        "payload_kg": 1150,
        "pallets": 4,
        "shifts": "mon-sun 05:00-12:30",
        "max_stops_per_trip": 10,
        "max_trips": 3,
        "fixed_eur_per_day": 95,
        "eur_per_km": "0.28",
        "eur_per_hour": 18,
        "litres_per_100km": "10.5",
    }


BREAD: Row = {
    "product_id": "bread",
    "name_fr": "Pain",
    "name_en": "Bread",
    "group": "bread",
    "temperature": "ambient",
    "crate_kg": LOAVES_A_CRATE * LOAF_KG,
    "crates_per_pallet": 20,
    "shelf_life_days": 0,
    "unit": "piece",
    "piece_kg": LOAF_KG,
}
BAKERY: Row = {
    "producer_id": "BAKERY",
    "label": "Fournil Toupie safran",
    "kind": "bakery",
    "town": "Marseille",
    "lat": 43.3412,
    "lon": 5.3655,
    "windows": "mon-sun 04:00-08:00",
    "loading_min": 0,
    "brings_to_hub": HUB,
}
BAKERY_HUB: Row = {
    "hub_id": HUB,
    "label": "Quai du fournil",
    "town": "Marseille",
    "lat": 43.3405,
    "lon": 5.3641,
    "windows": "mon-sun 04:30-13:00",
    "sorting_kg_per_hour": 1200,
    "sorting_hours": 26,
    "storage_kg": 9000,
    "turnaround_min": 15,
    "processing_days": 0,
}
