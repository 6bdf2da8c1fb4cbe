"""End of the year: the first of four weeks with 7 tonnes each, for 160 partners.

Each week offers and asks the same; a scenario says how many weeks follow each other, and what is
otherwise in one of them.
"""

from __future__ import annotations

from datetime import date
from random import Random

from tables import Row, Tables, day_text, places, products, reference

SEED = "year end week 1"
MONDAY = date(2020, 11, 23)
N_PARTNERS = 160
HUB = "HUB-YEAR-END"
STOCK_KG = {
    "potato": 1376, "carrot": 1100, "onion": 800, "apple": 1500,
    "pear": 700, "squash": 900, "leek": 600, "cabbage": 400,
}  # fmt: skip


def make() -> Tables:
    random = Random(SEED)
    hours = {row["label"]: row["windows"] for row in reference("sites")}
    sites = places(N_PARTNERS, prefix="PARTNER")
    asked = _asked(random)
    needs = [
        {"site_id": row["site_id"], "basket_id": "festive", "baskets": n}
        for row, n in zip(sites, asked, strict=True)
    ]
    return {
        "products": products(*STOCK_KG),
        "lots": _lots(),
        "hubs": [YEAR_END_HUB],
        "sites": [
            {
                **row,
                "windows": hours[str(row["label"])],
                "unloading_min": 7,
                "unloading_min_per_basket": "0.10",
            }
            for row in sites
        ],
        "needs": needs,
        "vehicles": [_van(n) for n in range(1, 9)],
    }


def _asked(random: Random) -> list[int]:
    """10 to 18 baskets a week each, 2,240 in all: somewhat more than there are."""
    sizes = [10, 12, 12, 14, 14, 16, 16, 18] * (N_PARTNERS // 8)
    random.shuffle(sizes)
    return sizes


def _lots() -> list[Row]:
    return [
        {
            "lot_id": f"LOT-{product_id}",
            "hub_id": HUB,
            "product_id": product_id,
            "gross_kg": kg,
            "ready": "mon 06:00",
            "best_before": day_text(MONDAY, 8),
            "yield_share": "0.95",
        }
        for product_id, kg in STOCK_KG.items()
    ]


def _van(n: int) -> Row:
    return {
        "vehicle_id": f"VAN-{n}",
        "label": f"Fourgon {n}",
        "kind": "van",
        "hub_id": HUB,
        "payload_kg": 1150,
        "pallets": 4,
        "shifts": "mon-fri 07:30-17:00",
        "max_stops_per_trip": 14,
        "max_trips": 2,
        "fixed_eur_per_day": 100,
        "eur_per_km": "0.28",
        "eur_per_hour": 18,
        "litres_per_100km": "10.5",
    }


YEAR_END_HUB: Row = {
    "hub_id": HUB,
    "label": "Halle de fin d'année",
    "town": "Marseille",
    "lat": 43.343,
    "lon": 5.369,
    "windows": "mon-fri 06:00-18:00",
    "sorting_kg_per_hour": 105,
    "sorting_hours": 20,
    "storage_kg": 12_000,
    "turnaround_min": 20,
    "processing_days": 1,
}
