"""A citizen hub in a former restaurant: 3,500 parcels into 40 neighbourhoods, and Monday's queue.

The queue is a site at the hub's own address, where people collect: no vehicle goes there.
"""

from __future__ import annotations

from datetime import date
from random import Random

from tables import Row, Tables, day_text, places, products

SEED = "parcel week 1"
MONDAY = date(2020, 11, 23)
WEEK = "2020-W48"
HUB = "HUB-KITCHENETTE"
COUNTER = "COUNTER"
N_SITES = 40
N_PARCELS = 3_500
FAMILIES = {"baskets": 1_000, "baskets_low": 850, "baskets_high": 1_200}
POINT: Row = {"town": "Marseille", "lat": 43.3385, "lon": 5.388}
DRY = (
    ("rice", "Riz", "Rice", "cereal"),
    ("pasta", "Pâtes", "Pasta", "cereal"),
    ("lentil", "Lentilles", "Lentils", "pulse"),
    ("chickpea", "Pois chiches", "Chickpeas", "pulse"),
)
FRESH = ("potato", "carrot", "onion", "apple", "cabbage")
STOCK_KG = {
    "rice": 1600,
    "pasta": 1500,
    "lentil": 900,
    "chickpea": 900,
    "potato": 1300,
    "onion": 700,
}
MON, TUE = "mon", "tue"
GIFTS = (
    ("DONOR-1", "Grossiste Boussole ocre", 43.3465, 5.3625, MON, {"rice": 2000, "pasta": 1800}),
    ("DONOR-2", "Grossiste Comète ocre", 43.3268, 5.3705, MON, {"lentil": 1600, "chickpea": 1500}),
    ("DONOR-3", "Primeur Marelle corail", 43.3441, 5.3669, MON, {"potato": 1900, "carrot": 1700}),
    ("DONOR-4", "Primeur Grenade olive", 43.3437, 5.3741, TUE, {"apple": 2500, "cabbage": 1200}),
    ("DONOR-5", "Primeur Lanterne citron", 43.3402, 5.3702, TUE, {"onion": 1300, "carrot": 1000}),
)  # fmt: skip
WINDOWS = ("tue 09:00-12:30; thu 14:00-17:00", "wed 09:00-12:30; fri 09:00-12:30",
           "tue 14:00-17:00; wed 14:00-17:00", "thu 09:00-12:30; fri 13:30-16:00")  # fmt: skip


def make() -> Tables:
    random = Random(SEED)
    blocks = places(N_SITES, prefix="BLOCK", town="Marseille")
    return {
        "products": [*(_dry(*row) for row in DRY), *products(*FRESH)],
        "producers": [_donor(*gift[:4]) for gift in GIFTS],
        "lots": _lots(),
        "hubs": [KITCHENETTE],
        "sites": [_counter(), *(_block(n, row) for n, row in enumerate(blocks))],
        "needs": _needs(random, blocks),
        "vehicles": [
            _vehicle("VAN-1", "Fourgon prêté 1", 1150, 4, "mon-fri 08:00-17:30"),
            _vehicle("VAN-2", "Fourgon prêté 2", 1150, 4, "mon-fri 08:00-17:30"),
            _vehicle("VAN-3", "Fourgon prêté 3", 1000, 3, "tue-fri 08:00-17:30"),
        ],
    }


def _needs(random: Random, blocks: list[Row]) -> list[Row]:
    even = N_PARCELS / N_SITES
    steps = [-32.5, -22.5, -12.5, -2.5, -2.5, 2.5, 2.5, 12.5, 22.5, 32.5] * (N_SITES // 10)
    random.shuffle(steps)
    parcels = [round(even + step) for step in steps]
    rows: list[Row] = [
        {
            "site_id": row["site_id"],
            "week": WEEK,
            "basket_id": "parcel",
            "baskets": n,
            "baskets_low": n,
            "baskets_high": n,
        }
        for row, n in zip(blocks, parcels, strict=True)
    ]
    return [{"site_id": COUNTER, "week": WEEK, "basket_id": "parcel", **FAMILIES}, *rows]


def _lots() -> list[Row]:
    at_hub = [("", HUB, product_id, kg, "mon") for product_id, kg in STOCK_KG.items()]
    given = [
        (donor_id, "", product_id, kg, day)
        for donor_id, _, _, _, day, gifts in GIFTS
        for product_id, kg in gifts.items()
    ]
    return [
        {
            "lot_id": f"LOT-{n:02}",
            "producer_id": producer_id,
            "hub_id": hub_id,
            "product_id": product_id,
            "gross_kg": kg,
            "ready": f"{day} 07:00",
            "best_before": day_text(MONDAY, 12),
            "yield_share": "1.00" if product_id in {row[0] for row in DRY} else "0.96",
        }
        for n, (producer_id, hub_id, product_id, kg, day) in enumerate([*at_hub, *given], start=1)
    ]


def _dry(product_id: str, fr: str, en: str, group: str) -> Row:
    return {
        "product_id": product_id,
        "name_fr": fr,
        "name_en": en,
        "group": group,
        "temperature": "ambient",
        "crate_kg": 10,
        "crates_per_pallet": 60,
        "shelf_life_days": 300,
        "unit": "kg",
        "piece_kg": "",
    }


def _donor(producer_id: str, label: str, lat: float, lon: float) -> Row:
    return {
        "producer_id": producer_id,
        "label": label,
        "kind": "wholesaler",
        "town": "Marseille",
        "lat": lat,
        "lon": lon,
        "windows": "mon-fri 07:00-14:00",
        "loading_min": 15,
        "brings_to_hub": HUB,
    }


def _counter() -> Row:
    return {
        "site_id": COUNTER,
        "label": "Comptoir du lundi",
        "district": "",
        **POINT,
        "windows": "mon 09:00-16:00",
        "unloading_min": "",
        "unloading_min_per_basket": "",
        "collected_at": HUB,
    }


def _block(n: int, row: Row) -> Row:
    return {
        **row,
        "label": f"Bas d'immeuble {n + 1}",
        "windows": WINDOWS[n % len(WINDOWS)],
        "unloading_min": 10,
        "unloading_min_per_basket": "0.15",
        "collected_at": "",
    }


def _vehicle(vehicle_id: str, label: str, payload_kg: int, pallets: int, shifts: str) -> Row:
    return {
        "vehicle_id": vehicle_id,
        "label": label,
        "kind": "van",
        "hub_id": HUB,
        "payload_kg": payload_kg,
        "pallets": pallets,
        "shifts": shifts,
        "max_trips": 5,
        "fixed_eur_per_day": 70,
        "eur_per_km": "0.28",
        "eur_per_hour": 0,
        "litres_per_100km": "10.5",
    }


KITCHENETTE: Row = {
    "hub_id": HUB,
    "label": "Plateforme citoyenne",
    **POINT,
    "windows": "mon-fri 06:30-18:00",
    "sorting_kg_per_hour": 110,
    "sorting_hours": "mon 90; tue 90; wed 60; thu 40; fri 20",
    "storage_kg": 20_000,
    "turnaround_min": 15,
    "processing_days": 1,
}
