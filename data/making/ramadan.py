"""Ramadan: 48 sites of Marseille take food in the late afternoon only, for the evening meal."""

from __future__ import annotations

from datetime import date
from random import Random

from tables import Row, Tables, day_text, places, products

SEED = "ramadan week 1"
MONDAY = date(2020, 4, 27)
WEEK = "2020-W18"
HUB = "HUB-EVENING"
N_SITES = 48
STOCK_KG = {"potato": 900, "onion": 600, "carrot": 600, "apple": 700, "lentil": 500, "date": 300}
FARMS = (
    ("FIELD-1", "Jardin Cordeau ivoire", "Berre-l'Étang", 43.4829, 5.1702, "potato carrot leek"),
    ("FIELD-2", "Serres Paillis ocre", "Grans", 43.6067, 5.0625, "tomato courgette cucumber"),
    ("FIELD-3", "Verger Cueilloir olive", "Sénas", 43.7437, 5.0783, "apple pear onion"),
    ("FIELD-4", "Jardin Tuteur corail", "Mallemort", 43.7312, 5.1798, "chard cabbage fennel"),
)  # fmt: skip
OFFER_KG = 620
PULSES: tuple[Row, ...] = (
    {"product_id": "lentil", "name_fr": "Lentilles", "name_en": "Lentils", "group": "pulse",
     "temperature": "ambient", "crate_kg": 10, "crates_per_pallet": 60, "shelf_life_days": 300,
     "unit": "kg", "piece_kg": ""},
    {"product_id": "date", "name_fr": "Dattes", "name_en": "Dates", "group": "fruit",
     "temperature": "ambient", "crate_kg": 5, "crates_per_pallet": 80, "shelf_life_days": 120,
     "unit": "kg", "piece_kg": ""},
)  # fmt: skip


def make() -> Tables:
    random = Random(SEED)
    sites = places(N_SITES, prefix="EVENING", town="Marseille")
    needs = [18, 22, 26, 30, 34, 38, 42, 46] * (N_SITES // 8)
    random.shuffle(needs)
    grown = sorted({crop for *_, crops in FARMS for crop in crops.split()})
    return {
        "products": [*products(*grown), *PULSES],
        "producers": [_farm(*farm[:5]) for farm in FARMS],
        "lots": _lots(random),
        "hubs": [LATE_HUB],
        "sites": [_site(n, row) for n, row in enumerate(sites)],
        "needs": [
            {"site_id": row["site_id"], "week": WEEK, "basket_id": "evening", "baskets": n}
            for row, n in zip(sites, needs, strict=True)
        ],
        "vehicles": [_vehicle(n) for n in range(1, 5)],
    }


def _lots(random: Random) -> list[Row]:
    offers = [("", HUB, crop, kg, "mon") for crop, kg in STOCK_KG.items()]
    for n, (farm_id, *_, crops) in enumerate(FARMS):
        for crop in crops.split():
            day = ("mon", "tue")[n % 2]
            offers.append(
                (farm_id, "", crop, 10 * round(OFFER_KG * random.uniform(8, 12) / 100), day)
            )
    return [
        {
            "lot_id": f"LOT-{n:02}",
            "producer_id": producer_id,
            "hub_id": hub_id,
            "product_id": crop,
            "gross_kg": kg,
            "ready": f"{day} 08:00",
            "best_before": day_text(MONDAY, 7),
            "yield_share": "0.95",
        }
        for n, (producer_id, hub_id, crop, kg, day) in enumerate(offers, start=1)
    ]


def _farm(producer_id: str, label: str, town: str, lat: float, lon: float) -> Row:
    return {
        "producer_id": producer_id,
        "label": label,
        "kind": "farm",
        "town": town,
        "lat": lat,
        "lon": lon,
        "windows": "mon-fri 08:00-15:00",
        "loading_min": 15,
    }


def _site(n: int, row: Row) -> Row:
    days = (("mon", "wed"), ("tue", "thu"), ("wed", "fri"), ("tue", "fri"))[n % 4]
    return {
        **row,
        "windows": "; ".join(f"{day} 15:30-19:00" for day in days),
        "unloading_min": 8,
        "unloading_min_per_basket": "0.15",
    }


def _vehicle(n: int) -> Row:
    return {
        "vehicle_id": f"DUSK-{n}",
        "label": f"Fourgon du soir {n}",
        "kind": "van",
        "hub_id": HUB,
        "payload_kg": 1150,
        "pallets": 4,
        "shifts": "mon-fri 12:00-19:45",
        "max_trips": 3,
        "fixed_eur_per_day": 100,
        "eur_per_km": "0.28",
        "eur_per_hour": 18,
        "litres_per_100km": "10.5",
    }


LATE_HUB: Row = {
    "hub_id": HUB,
    "label": "Plateforme du soir",
    "town": "Marseille",
    "lat": 43.343,
    "lon": 5.369,
    "windows": "mon-fri 10:00-20:00",
    "sorting_kg_per_hour": 100,
    "sorting_hours": "mon 45; tue 55; wed 40; thu 30; fri 10",
    "storage_kg": 12_000,
    "turnaround_min": 20,
    "processing_days": 1,
}
