"""Street outreach: hot meals every evening at meeting points that can store nothing."""

from __future__ import annotations

from datetime import date

from tables import DAYS, Row, Tables, day_text, places

MONDAY = date(2020, 11, 23)
WEEK = "2020-W48"
HUB = "KITCHEN"
N_POINTS = 12
MEALS_AN_EVENING = 300
WINDOWS = ("19:00-20:30", "19:30-21:30", "20:00-22:30")
SIZES = (-10, -6, -4, -2, 0, 0, 0, 0, 2, 4, 6, 10)
GRAMS = {"hot-dish": 400, "bread": 110, "fruit": 190}
"""Of one meal of 700 g."""


def make() -> Tables:
    points = places(N_POINTS, prefix="POINT", districts=("QP013032", "QP013049", "QP013058"))
    evening = [MEALS_AN_EVENING // N_POINTS + step for step in SIZES]
    return {
        "products": [
            _product("hot-dish", "Plat chaud", "Hot dish", "dish", shelf_life_days=0),
            _product("bread", "Pain", "Bread", "bread", shelf_life_days=0),
            _product("fruit", "Fruits", "Fruit", "fruit", shelf_life_days=6),
        ],
        "lots": _lots(),
        "hubs": [KITCHEN],
        "sites": [_point(n, row) for n, row in enumerate(points)],
        "needs": [
            {
                "site_id": row["site_id"],
                "week": WEEK,
                "basket_id": "meal",
                "baskets": len(DAYS) * n,
                "baskets_low": len(DAYS) * (n - 5),
                "baskets_high": len(DAYS) * (n + 8),
            }
            for row, n in zip(points, evening, strict=True)
        ],
        "vehicles": [_team(n) for n in (1, 2)],
    }


def _lots() -> list[Row]:
    """Dishes and bread of the evening are gone at midnight; fruit lasts the week."""
    cooked = [
        _lot(f"{product_id}-{day}", product_id, n, last=n)
        for n, day in enumerate(DAYS)
        for product_id in ("hot-dish", "bread")
    ]
    return [
        *cooked,
        _lot("fruit-mon", "fruit", 0, last=6, n_days=4),
        _lot("fruit-thu", "fruit", 3, last=9, n_days=4),
    ]


def _lot(lot_id: str, product_id: str, day: int, *, last: int, n_days: int = 1) -> Row:
    return {
        "lot_id": lot_id,
        "hub_id": HUB,
        "product_id": product_id,
        "gross_kg": round(1.02 * n_days * MEALS_AN_EVENING * GRAMS[product_id] / 1000, 1),
        "ready": f"{DAYS[day]} 17:30",
        "best_before": day_text(MONDAY, last),
    }


def _product(product_id: str, fr: str, en: str, group: str, *, shelf_life_days: int) -> Row:
    return {
        "product_id": product_id,
        "name_fr": fr,
        "name_en": en,
        "group": group,
        "crate_kg": 5,
        "crates_per_pallet": 40,
        "shelf_life_days": shelf_life_days,
    }


def _point(n: int, row: Row) -> Row:
    return {
        **row,
        "label": f"Point de rencontre {n + 1}",
        "windows": f"mon-sun {WINDOWS[n % len(WINDOWS)]}",
        "deliveries_per_week": 7,
        "unloading_min": 15,
        "unloading_min_per_basket": "0.10",
        "max_vehicle_kg": 500,
        "storage_kg": 28,
    }


def _team(n: int) -> Row:
    return {
        "vehicle_id": f"TEAM-{n}",
        "label": f"Maraude {n}",
        "kind": "van",
        "hub_id": HUB,
        "payload_kg": 300,
        "pallets": 1.5,
        "shifts": "mon-sun 18:00-23:45",
        "max_trips": 2,
        "fixed_eur_per_day": 25,
        "eur_per_km": "0.22",
        "eur_per_hour": 0,
        "litres_per_100km": "8.0",
    }


KITCHEN: Row = {
    "hub_id": HUB,
    "label": "Cuisine solidaire",
    "town": "Marseille",
    "lat": 43.3105,
    "lon": 5.3855,
    "windows": "mon-sun 16:00-24:00",
    "sorting_kg_per_hour": 50,
    "sorting_hours": 4,
    "storage_kg": 900,
    "turnaround_min": 15,
    "processing_days": 0,
}
