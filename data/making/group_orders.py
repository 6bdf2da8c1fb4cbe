"""Collective purchase groups: dry goods that members pay for, beside baskets that are given."""

from __future__ import annotations

from datetime import date
from random import Random

from tables import Row, Tables, day_text, places, products

SEED = "group order week 1"
MONDAY = date(2020, 11, 23)
WEEK = "2020-W48"
HUB = "HUB-GROUPS"
N_GROUPS = 10
N_SITES = 20
GOODS = (
    ("rice", "Riz rond", "Round rice", "cereal", "kg", "", 1.90),
    ("lentil", "Lentilles", "Lentils", "pulse", "kg", "", 2.60),
    ("pasta", "Pâtes", "Pasta", "cereal", "crate", "", 1.40),
    ("flour", "Farine", "Flour", "cereal", "kg", "", 1.10),
    ("olive-oil", "Huile d'olive, 1 litre", "Olive oil, 1 litre", "oil", "piece", 0.92, 7.50),
    ("honey", "Miel, pot de 500 g", "Honey, 500 g jar", "sugar", "piece", 0.5, 9.80),
)
"""Id, names, group, unit of the orders, kg of a piece, EUR per kg."""
HONEY_KG = 60
"""A small harvest: honey orders are wishes and not promises."""
GIFTS_KG = {"potato": 900, "carrot": 700, "onion": 500, "apple": 900, "leek": 400, "squash": 300}


def make() -> Tables:
    random = Random(SEED)
    sites = places(N_SITES, prefix="GROUP")
    orders = _orders(random, sites[:N_GROUPS])
    return {
        "products": [*(_good(*row[:6]) for row in GOODS), *products(*GIFTS_KG)],
        "producers": [MILL, PRESS],
        "lots": _lots(orders),
        "hubs": [SHOP],
        "sites": [_site(n, row) for n, row in enumerate(sites)],
        "needs": [
            {"site_id": row["site_id"], "week": WEEK, "basket_id": "garden", "baskets": 15 + 2 * n}
            for n, row in enumerate(sites)
        ],
        "orders": orders,
        "vehicles": [_van(1), _van(2)],
    }


def _orders(random: Random, groups: list[Row]) -> list[Row]:
    rows: list[Row] = []
    for group in groups:
        for product_id, *_, unit, piece_kg, eur_per_kg in GOODS:
            quantity = {"kg": 5 * random.randint(3, 10), "crate": random.randint(1, 4)}.get(
                unit, 2 * random.randint(8, 20)
            )
            rows.append(
                {
                    "site_id": group["site_id"],
                    "week": WEEK,
                    "product_id": product_id,
                    "quantity": quantity,
                    "unit": unit,
                    "firm": "no" if product_id == "honey" else "yes",
                    "price_eur": f"{_kg(quantity, unit, piece_kg) * eur_per_kg:.2f}",
                    "day": "",
                }
            )
    return rows


def _kg(quantity: int, unit: str, piece_kg: float | str) -> float:
    return quantity * (CRATE_KG if unit == "crate" else float(piece_kg or 1))


def _lots(orders: list[Row]) -> list[Row]:
    """What was ordered is bought, and no more; vegetables for baskets are given."""
    rows: list[Row] = []
    for product_id, _, _, _, unit, piece_kg, eur_per_kg in GOODS:
        asked = sum(int(row["quantity"]) for row in orders if row["product_id"] == product_id)
        bought_kg = HONEY_KG if product_id == "honey" else _kg(asked, unit, piece_kg)
        source = "PRESS" if product_id in ("olive-oil", "honey") else "MILL"
        rows.append(_lot(product_id, bought_kg, producer_id=source, price=eur_per_kg))
    rows += [_lot(product_id, kg, hub_id=HUB) for product_id, kg in GIFTS_KG.items()]
    return rows


def _lot(
    product_id: str, kg: float, *, producer_id: str = "", hub_id: str = "", price: float = 0.0
) -> Row:
    return {
        "lot_id": f"LOT-{product_id}",
        "producer_id": producer_id,
        "hub_id": hub_id,
        "product_id": product_id,
        "gross_kg": f"{kg:.2f}",
        "ready": "mon 07:00",
        "best_before": day_text(MONDAY, 10),
        "yield_share": "1.00" if producer_id else "0.96",
        "price_eur_per_kg": f"{price:.2f}",
    }


CRATE_KG = 10


def _good(product_id: str, fr: str, en: str, group: str, unit: str, piece_kg: float | str) -> Row:
    return {
        "product_id": product_id,
        "name_fr": fr,
        "name_en": en,
        "group": group,
        "temperature": "ambient",
        "crate_kg": CRATE_KG,
        "crates_per_pallet": 60,
        "shelf_life_days": 300,
        "unit": "piece" if unit == "piece" else "kg",
        "piece_kg": piece_kg,
    }


def _site(n: int, row: Row) -> Row:
    windows = ("tue 09:00-12:00; thu 14:00-18:00", "wed 09:00-12:00; fri 14:00-18:00")
    return {
        **row,
        "windows": windows[n % 2],
        "unloading_min": 12,
        "unloading_min_per_basket": "0.20",
    }


def _van(n: int) -> Row:
    return {
        "vehicle_id": f"SHOP-VAN-{n}",
        "label": f"Fourgon des groupements {n}",
        "kind": "van",
        "hub_id": HUB,
        "payload_kg": 1150,
        "pallets": 4,
        "shifts": "mon-fri 08:00-19:00",
        "max_trips": 3,
        "fixed_eur_per_day": 90,
        "eur_per_km": "0.28",
        "eur_per_hour": 18,
        "litres_per_100km": "10.5",
    }


MILL: Row = {
    "producer_id": "MILL",
    "label": "Moulin Passerelle ivoire",
    "kind": "wholesaler",
    "town": "Salon-de-Provence",
    "lat": 43.6389,
    "lon": 5.1021,
    "windows": "mon-fri 08:00-16:00",
    "loading_min": 25,
}
PRESS: Row = {
    "producer_id": "PRESS",
    "label": "Moulin à huile Cigale ocre",
    "kind": "farm",
    "town": "Aubagne",
    "lat": 43.2951,
    "lon": 5.5655,
    "windows": "mon-fri 08:00-16:00",
    "loading_min": 15,
}
SHOP: Row = {
    "hub_id": HUB,
    "label": "Entrepôt des groupements",
    "town": "Marseille",
    "lat": 43.3295,
    "lon": 5.3765,
    "windows": "mon-fri 07:00-19:30",
    "sorting_kg_per_hour": 150,
    "sorting_hours": 25,
    "storage_kg": 9000,
    "turnaround_min": 20,
    "processing_days": 1,
}
