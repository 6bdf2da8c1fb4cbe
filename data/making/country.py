"""Write a synthetic country of any size as a dataset folder: towns, hubs, fleet, stock and needs.

    python data/making/country.py N_SITES FOLDER

Everything is invented and drawn from one seed: same size, same bytes. Nothing stands for a real
place. One hub for about 180 sites, on a grid of cells of 55 km; in each cell a city at the hub and
towns around it. Ways are straight lines × circuity (see `roads` in the week.yaml that is written).
Need, stock, hands and vehicles of a hub are those of the reference week, rounded.
"""

from __future__ import annotations

import math
import sys
from datetime import date
from pathlib import Path
from random import Random

from tables import Row, Tables, day_text, products, write_csv

SEED = "country 1"
MONDAY = date(2020, 4, 20)
WEEK = "2020-W17"
SITES_PER_HUB = 180
CELL_KM = 55.0
MIDDLE = (46.6, 2.5)
"""Latitude and longitude of the middle of the country."""
KM_PER_DEGREE = 111.2
TOWNS_PER_HUB = 15
CITY_SHARE = 0.36
"""Of a cell's sites, in the city around the hub."""
CITY_KM, TOWN_KM = 4.0, 1.2
"""Standard deviation of the sites of a place."""
FOOD = ("potato", "carrot", "onion", "apple", "cabbage", "leek", "squash", "beetroot")
HALF_DAYS = ("08:00-12:00", "08:30-12:00", "08:00-17:00", "13:30-17:00")
DAYS = ("mon", "tue", "wed", "thu", "fri")
PRODUCERS_PER_HUB = 24
STOCK_KG = 700
LOT_KG = (250, 1300)
LOTS_PER_PRODUCER = 4


def main() -> None:
    n_sites, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in make(n_sites).items():
        write_csv(folder / f"{table}.csv", rows)
    (folder / "week.yaml").write_text(week(n_sites), encoding="utf-8")


def make(n_sites: int) -> Tables:
    """All tables of a country of so many sites."""
    random = Random(f"{SEED} {n_sites}")
    n_hubs = max(1, round(n_sites / SITES_PER_HUB))
    hubs = _grid(n_hubs)
    counts = [n_sites * (h + 1) // n_hubs - n_sites * h // n_hubs for h in range(n_hubs)]
    sites: list[Row] = []
    producers: list[Row] = []
    lots: list[Row] = []
    vehicles: list[Row] = []
    for h, (middle, count) in enumerate(zip(hubs, counts, strict=True)):
        sites += _sites(random, h, middle, count, first=len(sites))
        scale = count / SITES_PER_HUB
        own = _producers(random, h, middle)
        producers += own
        lots += _lots(random, h, own, scale, first=len(lots))
        vehicles += _vehicles(h, scale)
    return {
        "products": products(*FOOD),
        "producers": producers,
        "lots": lots,
        "hubs": [_hub(h, *hubs[h], counts[h] / SITES_PER_HUB) for h in range(n_hubs)],
        "sites": sites,
        "needs": [_need(random, str(site["site_id"])) for site in sites],
        "vehicles": vehicles,
    }


def week(n_sites: int) -> str:
    """The week.yaml of a country."""
    return WEEK_YAML.format(n=n_sites)


def _grid(n_hubs: int) -> list[tuple[float, float]]:
    """Latitude and longitude of each hub, row by row around the middle."""
    across = math.ceil(math.sqrt(n_hubs))
    spots = []
    for h in range(n_hubs):
        row, column = divmod(h, across)
        spots.append(_moved(MIDDLE, CELL_KM * (row - across / 2), CELL_KM * (column - across / 2)))
    return spots


def _moved(from_: tuple[float, float], north_km: float, east_km: float) -> tuple[float, float]:
    lat = from_[0] + north_km / KM_PER_DEGREE
    return lat, from_[1] + east_km / (KM_PER_DEGREE * math.cos(math.radians(lat)))


def _sites(
    random: Random, h: int, middle: tuple[float, float], count: int, *, first: int
) -> list[Row]:
    towns = [
        _moved(middle, *(random.uniform(-CELL_KM / 2, CELL_KM / 2) for _ in range(2)))
        for _ in range(TOWNS_PER_HUB)
    ]
    rows: list[Row] = []
    for i in range(first, first + count):
        in_city = random.random() < CITY_SHARE
        town = 0 if in_city else random.randrange(TOWNS_PER_HUB) + 1
        middle_of, spread = (middle, CITY_KM) if in_city else (towns[town - 1], TOWN_KM)
        lat, lon = _moved(middle_of, random.gauss(0, spread), random.gauss(0, spread))
        rows.append(
            {
                "site_id": f"SITE-{i + 1:05}",
                "label": f"Point {i + 1}",
                "town": f"Ville {h + 1}-{town}",
                "lat": f"{lat:.5f}",
                "lon": f"{lon:.5f}",
                "windows": _windows(random),
                "unloading_min": random.choice((6, 8, 10, 12)),
                "unloading_min_per_basket": random.choice(("0.15", "0.20", "0.25")),
                "max_vehicle_kg": 1500 if random.random() < 0.3 else "",
            }
        )
    return rows


def _windows(random: Random) -> str:
    """Half-days on 2, 3 or 5 days of the week."""
    days = sorted(random.sample(range(len(DAYS)), random.choice((2, 2, 3, 3, 5))))
    return "; ".join(f"{DAYS[day]} {random.choice(HALF_DAYS)}" for day in days)


def _need(random: Random, site_id: str) -> Row:
    n = min(130, max(10, round(math.exp(random.gauss(3.6, 0.5)))))
    return {"site_id": site_id, "week": WEEK, "basket_id": "garden", "baskets": n}


def _hub(h: int, lat: float, lon: float, scale: float) -> Row:
    hands = (190, 230, 230, 210, 100)
    return {
        "hub_id": f"HUB-{h + 1:03}",
        "label": f"Plateforme {h + 1}",
        "town": f"Ville {h + 1}-0",
        "lat": f"{lat:.5f}",
        "lon": f"{lon:.5f}",
        "windows": "mon-fri 06:00-18:00",
        "sorting_kg_per_hour": 105,
        "sorting_hours": "; ".join(
            f"{day} {round(n * scale)}" for day, n in zip(DAYS, hands, strict=True)
        ),
        "storage_kg": round(43_000 * scale),
        "turnaround_min": 20,
        "processing_days": 1,
    }


def _producers(random: Random, h: int, middle: tuple[float, float]) -> list[Row]:
    rows: list[Row] = []
    for i in range(PRODUCERS_PER_HUB):
        lat, lon = _moved(middle, *(random.uniform(-CELL_KM / 2, CELL_KM / 2) for _ in range(2)))
        rows.append(
            {
                "producer_id": f"FARM-{h + 1:03}-{i + 1:02}",
                "label": f"Ferme {h + 1}-{i + 1}",
                "kind": "market garden",
                "town": f"Ville {h + 1}-{random.randrange(TOWNS_PER_HUB) + 1}",
                "lat": f"{lat:.5f}",
                "lon": f"{lon:.5f}",
                "windows": random.choice(("mon-sat 06:00-15:00", "mon-fri 06:30-13:00")),
                "loading_min": random.choice((10, 15, 20)),
                "brings_to_hub": f"HUB-{h + 1:03}" if random.random() < 0.4 else "",
            }
        )
    return rows


def _lots(random: Random, h: int, producers: list[Row], scale: float, *, first: int) -> list[Row]:
    """Stock at the hub, and what the producers release over the week."""
    places = [("", f"HUB-{h + 1:03}", food, STOCK_KG * scale, "mon") for food in FOOD]
    for row in producers:
        for _ in range(LOTS_PER_PRODUCER):
            kg, day = random.uniform(*LOT_KG) * scale, random.choice(DAYS[:4])
            places.append((str(row["producer_id"]), "", random.choice(FOOD), kg, day))
    return [
        {
            "lot_id": f"L-{n:05}",
            "producer_id": producer_id,
            "hub_id": hub_id,
            "product_id": food,
            "gross_kg": max(20, round(kg, -1)),
            "ready": f"{day} 06:00",
            "best_before": day_text(MONDAY, DAYS.index(day) + random.choice((5, 7, 12))),
            "yield_share": random.choice(("0.94", "0.96", "0.98")),
        }
        for n, (producer_id, hub_id, food, kg, day) in enumerate(places, start=first + 1)
    ]


def _vehicles(h: int, scale: float) -> list[Row]:
    n_vans, n_trucks = max(1, round(13 * scale)), max(1, round(5 * scale))
    kinds = [("van", 1150, 4, 120, "0.34")] * n_vans + [("truck", 5000, 12, 190, "0.62")] * n_trucks
    return [
        {
            "vehicle_id": f"V-{h + 1:03}-{i:02}",
            "label": f"Véhicule {h + 1}-{i}",
            "kind": kind,
            "hub_id": f"HUB-{h + 1:03}",
            "payload_kg": payload_kg,
            "pallets": pallets,
            "shifts": "mon-fri 07:30-15:30" if i % 3 else "mon-fri 10:00-18:00",
            "max_stops_per_trip": 12,
            "max_trips": 4,
            "fixed_eur_per_day": eur,
            "eur_per_km": per_km,
            "eur_per_hour": 20,
            "litres_per_100km": 12,
        }
        for i, (kind, payload_kg, pallets, eur, per_km) in enumerate(kinds, start=1)
    ]


WEEK_YAML = """\
schema: 1
id: country-{n}
label:
  fr: "Pays de synthèse de {n} sites (tout est inventé)"
  en: "Synthetic country of {n} sites (all invented)"
start: 2020-04-20
days: 5
baskets:
  - id: garden
    label: {{fr: Panier du jardin, en: Garden basket}}
    kg: 9.1
    min_groups: 3
    min_group_share: 0.1
    max_product_share: 0.35
    per_pallet: 60
rules:
  latest_end: "18:00"
roads:
  source: straight-line
"""


if __name__ == "__main__":
    main()
