"""Micro-farms in the districts serve nearby sites themselves, with cargo bikes.

A farm that packs and delivers by itself is a hub: its harvest is a lot that stands there already.
Gardens without a bike are producers that carry crates to the sites next door.
"""

from __future__ import annotations

from datetime import date
from random import Random

from tables import Row, Tables, day_text, places, products

SEED = "urban farm week 1"
MONDAY = date(2020, 6, 15)
WEEK = "2020-W25"
N_SITES = 24
FARMS = (
    ("PLOT-1", "Micro-ferme Hirondelle", 43.3601, 5.3560),
    ("PLOT-2", "Micro-ferme Fougère", 43.3512, 5.3742),
    ("PLOT-3", "Micro-ferme Libellule", 43.3405, 5.4062),
    ("PLOT-4", "Micro-ferme Ruche", 43.3262, 5.3871),
    ("PLOT-5", "Micro-ferme Rainette", 43.3128, 5.3968),
    ("PLOT-6", "Micro-ferme Mésange", 43.2871, 5.4105),
)
GARDENS = (
    ("GARDEN-1", "Jardin partagé Coccinelle", 43.3005, 5.3850),
    ("GARDEN-2", "Jardin partagé Lavandière", 43.3290, 5.3840),
)
GARDEN_KG = {"lettuce": 30, "courgette": 48, "tomato": 42}
GARDEN_KM = "1.5"
CROPS_KG = {
    "lettuce": 70,
    "chard": 80,
    "radish": 40,
    "courgette": 120,
    "tomato": 140,
    "cucumber": 80,
}
"""Of one farm of 8,500 m² in a June week, before sorting; each farm grows five of the six."""
HARVESTS = {"mon": 0.5, "wed": 0.5}


def make() -> Tables:
    random = Random(SEED)
    sites = places(N_SITES, prefix="FOOT", town="Marseille")
    needs = [20, 25, 30, 35, 40, 45, 50, 55] * (N_SITES // 8)
    random.shuffle(needs)
    ambient = [
        {**row, "temperature": "ambient", "shelf_life_days": 3} for row in products(*CROPS_KG)
    ]
    return {
        "products": ambient,
        "producers": [_garden(*garden) for garden in GARDENS],
        "lots": [*_lots(random), *_garden_lots()],
        "hubs": [_farm(*farm) for farm in FARMS],
        "sites": [_site(n, row) for n, row in enumerate(sites)],
        "needs": [
            {"site_id": row["site_id"], "week": WEEK, "basket_id": "harvest", "baskets": n}
            for row, n in zip(sites, needs, strict=True)
        ],
        "links": [
            {
                "kind": "producer-hub",
                "first_id": garden_id,
                "second_id": hub_id,
                "rule": "forbidden",
            }
            for garden_id, *_ in GARDENS
            for hub_id, *_ in FARMS
        ],
        "vehicles": [_bike(f"BIKE-{n}", farm[0]) for n, farm in enumerate(FARMS, start=1)],
    }


def _lots(random: Random) -> list[Row]:
    rows: list[Row] = []
    for n, (hub_id, *_) in enumerate(FARMS):
        crops = [crop for i, crop in enumerate(CROPS_KG) if i != n]
        for crop in crops:
            for number, (day, share) in enumerate(HARVESTS.items()):
                kg = round(CROPS_KG[crop] * share * random.uniform(0.8, 1.2))
                rows.append(
                    {
                        "lot_id": f"{hub_id}-{crop}-{day}",
                        "producer_id": "",
                        "hub_id": hub_id,
                        "product_id": crop,
                        "gross_kg": kg,
                        "ready": f"{day} 07:00",
                        "best_before": day_text(MONDAY, 2 * number + 3),
                        "yield_share": "0.95",
                        "direct_ok": "",
                    }
                )
    return rows


def _garden_lots() -> list[Row]:
    return [
        {
            "lot_id": f"{garden_id}-{crop}",
            "producer_id": garden_id,
            "hub_id": "",
            "product_id": crop,
            "gross_kg": kg,
            "ready": "tue 07:00",
            "best_before": day_text(MONDAY, 4),
            "yield_share": "0.95",
            "direct_ok": "yes",
        }
        for garden_id, *_ in GARDENS
        for crop, kg in GARDEN_KG.items()
    ]


def _garden(producer_id: str, label: str, lat: float, lon: float) -> Row:
    return {
        "producer_id": producer_id,
        "label": label,
        "kind": "garden",
        "town": "Marseille",
        "lat": lat,
        "lon": lon,
        "windows": "mon-fri 08:00-12:00",
        "brings_to_sites_km": GARDEN_KM,
    }


def _farm(hub_id: str, label: str, lat: float, lon: float) -> Row:
    return {
        "hub_id": hub_id,
        "label": label,
        "town": "Marseille",
        "lat": lat,
        "lon": lon,
        "windows": "mon-fri 07:00-14:00",
        "sorting_kg_per_hour": 60,
        "sorting_hours": 6,
        "storage_kg": 600,
        "turnaround_min": 15,
        "processing_days": 0,
    }


def _site(n: int, row: Row) -> Row:
    return {
        **row,
        "windows": ("mon-fri 09:00-12:30", "tue 08:30-12:00; thu 08:30-12:00")[n % 2],
        "unloading_min": 8,
        "unloading_min_per_basket": "0.10",
        "max_vehicle_kg": 500,
    }


def _bike(vehicle_id: str, hub_id: str) -> Row:
    return {
        "vehicle_id": vehicle_id,
        "label": f"Vélo-cargo {vehicle_id[-1]}",
        "kind": "van",
        "hub_id": hub_id,
        "payload_kg": 180,
        "pallets": 1.5,
        "shifts": "mon-fri 08:00-13:30",
        "max_trips": 4,
        "fixed_eur_per_day": 15,
        "eur_per_km": "0.05",
        "eur_per_hour": 14,
        "litres_per_100km": 0,
    }
