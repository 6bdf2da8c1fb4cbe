"""End of the year: the last of four weeks with 7 tonnes each, for 160 partners.

Three weeks are over. Some partners were far from the hub and got less; the fourth week can still
make the month fair.
"""

from __future__ import annotations

from datetime import date
from random import Random

from tables import Row, Tables, day_text, places, products, reference

SEED = "year end week 1"
MONDAY = date(2020, 12, 14)
WEEK = "2020-W51"
PAST_WEEKS = ("2020-W48", "2020-W49", "2020-W50")
N_PARTNERS = 160
N_BASKETS = 1_925
"""Of 7,700 in all, in each of the four weeks; 3.64 kg each makes 7 tonnes a week."""
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
        {"site_id": row["site_id"], "week": WEEK, "basket_id": "festive", "baskets": n}
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
        "history": _history(random, needs),
        "vehicles": [_van(n) for n in range(1, 9)],
    }


def _asked(random: Random) -> list[int]:
    """10 to 18 baskets a week each, 2,240 in all: somewhat more than there are."""
    sizes = [10, 12, 12, 14, 14, 16, 16, 18] * (N_PARTNERS // 8)
    random.shuffle(sizes)
    return sizes


def _history(random: Random, needs: list[Row]) -> list[Row]:
    """Each past week gave 1,925 baskets, to some partners always less than to others."""
    luck = [random.choice((0.70, 0.80, 0.90, 0.95)) for _ in needs]
    rows: list[Row] = []
    for week in PAST_WEEKS:
        given = [
            min(int(row["baskets"]), round(float(row["baskets"]) * share))
            for row, share in zip(needs, luck, strict=True)
        ]
        _correct(random, given, needs)
        rows += [
            {
                "site_id": row["site_id"],
                "week": week,
                "baskets_needed": row["baskets"],
                "baskets_given": n,
            }
            for row, n in zip(needs, given, strict=True)
        ]
    return rows


def _correct(random: Random, given: list[int], needs: list[Row]) -> None:
    """Single baskets more or less until the week's 1,925 are reached."""
    while sum(given) != N_BASKETS:
        i = random.randrange(len(given))
        step = 1 if sum(given) < N_BASKETS else -1
        if 0 <= given[i] + step <= int(needs[i]["baskets"]):
            given[i] += step


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
