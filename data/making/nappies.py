"""43,000 nappies from one giver to one association, in cartons on a truck, and no food at all."""

from __future__ import annotations

from tables import Row, Tables

WEEK = "2020-W48"
HUB = "HUB-QUAY"
N_NAPPIES = 43_000
NAPPY_KG = 0.035
NAPPIES_A_CARTON = 200


def make() -> Tables:
    return {
        "products": [
            {
                "product_id": "nappy",
                "name_fr": "Couche, taille 4",
                "name_en": "Nappy, size 4",
                "group": "hygiene",
                "crate_kg": NAPPIES_A_CARTON * NAPPY_KG,
                "crates_per_pallet": 36,
                "shelf_life_days": 1000,
                "unit": "piece",
                "piece_kg": NAPPY_KG,
            }
        ],
        "producers": [GIVER],
        "lots": [
            {
                "lot_id": "LOT-nappies",
                "producer_id": "GIVER",
                "product_id": "nappy",
                "gross_kg": round(N_NAPPIES * NAPPY_KG, 3),
                "ready": "mon 08:00",
            }
        ],
        "hubs": [QUAY],
        "sites": [ASSOCIATION],
        "orders": [
            {
                "site_id": "BABY-BANK",
                "week": WEEK,
                "product_id": "nappy",
                "quantity": N_NAPPIES,
                "unit": "piece",
                "firm": "yes",
            }
        ],
        "vehicles": [TRUCK, VAN],
    }


GIVER: Row = {
    "producer_id": "GIVER",
    "label": "Grossiste Toupie turquoise",
    "kind": "giver",
    "town": "Vitrolles",
    "lat": 43.4465,
    "lon": 5.2538,
    "windows": "mon-tue 08:00-12:00",
    "loading_min": 40,
}
QUAY: Row = {
    "hub_id": HUB,
    "label": "Quai de transit",
    "town": "Marseille",
    "lat": 43.343,
    "lon": 5.369,
    "windows": "mon-fri 07:00-17:00",
    "sorting_kg_per_hour": 400,
    "sorting_hours": 8,
    "storage_kg": 4000,
    "turnaround_min": 20,
    "processing_days": 1,
}
ASSOCIATION: Row = {
    "site_id": "BABY-BANK",
    "label": "Banque des bébés Comète lavande",
    "town": "Marseille",
    "district": "",
    "lat": 43.3105,
    "lon": 5.3855,
    "windows": "tue-thu 09:00-12:00",
    "unloading_min": 45,
}
TRUCK: Row = {
    "vehicle_id": "TRUCK-1",
    "label": "Porteur 3 t",
    "kind": "truck",
    "hub_id": HUB,
    "payload_kg": 3000,
    "pallets": 6,
    "shifts": "mon-fri 07:30-15:30",
    "fixed_eur_per_day": 135,
    "eur_per_km": "0.42",
    "eur_per_hour": 22,
    "litres_per_100km": "15.0",
}
VAN: Row = {
    **TRUCK,
    "vehicle_id": "VAN-1",
    "label": "Fourgon 1",
    "kind": "van",
    "payload_kg": 1150,
    "pallets": 4,
    "fixed_eur_per_day": 95,
    "eur_per_km": "0.28",
    "litres_per_100km": "10.5",
}
