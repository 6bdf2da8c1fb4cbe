"""Write the tables of the reference week from the region's facts and a fixed seed.

    python data/reference-week/make.py [FOLDER]

Same facts, same code, same bytes. Weights, names and places are invented (see README.md); week.yaml
and README.md are written by hand.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from invented import (
    FARMS,
    HUBS,
    MARSEILLE,
    OPENING_KG,
    PRODUCTS,
    TRUCKS,
    VANS,
    Farm,
    Product,
    Vehicle,
)
from places import Point, place_near, read_ground
from sites import make_needs, make_sites

HERE = Path(__file__).resolve().parent
REGION = HERE.parent / "region-amp"
SEED = "reference week 5"
MONDAY = date(2020, 4, 20)
WEEK = "2020-W17"
NET_KG = 72_950
"""Sorted food of the week: 7,700 baskets of 9.1 kg are 70,070 kg, and the last kilo never fits."""
READY_DAYS = {"mon": 0.40, "tue": 0.30, "wed": 0.22, "thu": 0.08}
PICKED_GROUPS = ("leaf", "stem")
"""Picked in the morning, so ready at 09:00; the rest has been in the store since the day before."""

Row = Mapping[str, str | float]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for table, rows in make_tables().items():
        write_csv(folder / f"{table}.csv", rows)


def make_tables() -> dict[str, Sequence[Row]]:
    ground = read_ground(REGION / "water_and_massif_outlines.csv")
    communes = read_csv(REGION / "communes.csv")
    districts = read_csv(REGION / "priority_districts.csv")
    sites = make_sites(Random(f"{SEED} sites"), ground, communes, districts)
    needs = make_needs(sites, week=WEEK)
    hub_points = [(float(hub["lat"]), float(hub["lon"])) for hub in HUBS]
    if not all(ground.is_buildable(point) for point in hub_points):
        raise ValueError("a hub stands in the water or in a massif")
    taken = [*hub_points, *(site.point for site in sites)]
    centres = {row["insee"]: row for row in communes}
    random = Random(f"{SEED} producers")
    producers: list[Row] = []
    for n, farm in enumerate(FARMS, start=1):
        home = centres[farm.insee]
        centre = (float(home["lat"]), float(home["lon"]))
        point = place_near(
            random, ground, centre, north_m=800, east_m=800, apart_m=500, taken=taken
        )
        taken.append(point)
        producers.append(producer_row(random, n, farm, home["name"], point))
    return {
        "products": [product_row(product) for product in PRODUCTS],
        "producers": producers,
        "lots": make_lots(Random(f"{SEED} lots")),
        "hubs": HUBS,
        "sites": [site.row() for site in sites],
        "needs": needs,
        "vehicles": [*vehicle_rows("VAN", VANS), *vehicle_rows("TRK", TRUCKS)],
        "links": make_links([site.row() for site in sites]),
    }


def product_row(product: Product) -> Row:
    return {
        "product_id": product.product_id,
        "name_fr": product.name_fr,
        "name_en": product.name_en,
        "group": product.group,
        "temperature": product.temperature,
        "crate_kg": product.crate_kg,
        "crates_per_pallet": product.crates_per_pallet,
        "shelf_life_days": product.shelf_life_days,
        "unit": "kg",
        "piece_kg": "",
    }


def producer_row(random: Random, n: int, farm: Farm, town: str, point: Point) -> Row:
    windows = ("mon-sat 07:00-12:00", "mon-sat 06:00-15:00", "mon-fri 06:30-13:00")
    return {
        "producer_id": f"FARM-{n:02}",
        "label": farm.label,
        "kind": farm.kind,
        "town": town,
        "lat": point[0],
        "lon": point[1],
        "windows": random.choices(windows, weights=(4, 4, 2))[0],
        "loading_min": random.choice((10, 12, 15, 15, 18, 20, 25)),
        "brings_to_hub": farm.brings_to_hub,
    }


def make_lots(random: Random) -> Sequence[Row]:
    """Opening stock first, then what the farms offer, day by day."""
    products = {product.product_id: product for product in PRODUCTS}
    lots: list[Row] = []
    net_kg = 0.0
    for hub_id, stock in OPENING_KG.items():
        for product_id, gross_kg in stock.items():
            product = products[product_id]
            age_days = min(random.randint(1, 4), product.shelf_life_days - 3)
            share = min(0.99, product.yield_share + 0.01)
            net_kg += gross_kg * share
            lots.append(
                lot_row(
                    lots, product, hub_id=hub_id, gross_kg=gross_kg, share=share, age_days=age_days
                )
            )
    offers = make_offers(random)
    scale = (NET_KG - net_kg) / sum(
        kg * products[product_id].yield_share for _, product_id, _, kg in offers
    )
    for producer_id, product_id, day, kg in offers:
        product = products[product_id]
        crates = max(4, round(kg * scale / product.crate_kg))
        lots.append(
            lot_row(
                lots,
                product,
                producer_id=producer_id,
                gross_kg=crates * product.crate_kg,
                share=product.yield_share,
                day=day,
            )
        )
    return lots


def make_offers(random: Random) -> list[tuple[str, str, str, float]]:
    """Producer, product, day and rough weight; what keeps badly is picked on two or three days."""
    parts: list[tuple[str, str, str, float]] = []
    for product in PRODUCTS:
        growers = [n for n, farm in enumerate(FARMS, 1) if product.product_id in farm.grows]
        weights = [random.uniform(0.7, 1.3) for _ in growers]
        for n, weight in zip(growers, weights, strict=True):
            offered_kg = product.offered_kg * weight / sum(weights)
            for day, share in split_over_days(random, product, offered_kg):
                parts.append((f"FARM-{n:02}", product.product_id, day, offered_kg * share))
    return sorted(parts)


def split_over_days(random: Random, product: Product, offered_kg: float) -> list[tuple[str, float]]:
    """Days and their shares of one product at one farm."""
    days, weights = list(READY_DAYS), list(READY_DAYS.values())
    if product.shelf_life_days <= 7 and offered_kg >= 650:
        chosen = (
            ["mon", "tue", "wed"]
            if offered_kg >= 1500
            else random.choice((["mon", "tue"], ["mon", "wed"], ["tue", "thu"]))
        )
    else:
        chosen = random.choices(days, weights=weights)
    total = sum(READY_DAYS[day] for day in chosen)
    return [(day, READY_DAYS[day] / total) for day in chosen]


def lot_row(
    lots: Sequence[Row],
    product: Product,
    *,
    gross_kg: float,
    share: float,
    producer_id: str = "",
    hub_id: str = "",
    day: str = "mon",
    age_days: int = 0,
) -> Row:
    hour = "09:00" if producer_id and product.group in PICKED_GROUPS else "06:00"
    picked = MONDAY + timedelta(days=list(READY_DAYS).index(day) - age_days)
    return {
        "lot_id": f"L-{len(lots) + 1:03}",
        "producer_id": producer_id,
        "hub_id": hub_id,
        "product_id": product.product_id,
        "gross_kg": gross_kg,
        "ready": f"{day} {hour}",
        "best_before": str(picked + timedelta(days=product.shelf_life_days)),
        "yield_share": f"{share:.2f}",
        "price_eur_per_kg": f"{product.eur_per_kg:.2f}",
        "direct_ok": "no",
    }


def vehicle_rows(prefix: str, fleet: Sequence[Vehicle]) -> list[Row]:
    word = {"VAN": "Fourgon", "TRK": "Camion"}[prefix]
    return [
        {
            "vehicle_id": f"{prefix}-{n:02}",
            "label": f"{word}{' frigorifique' if 'chilled' in vehicle.temperatures else ''} {n}",
            "kind": {"VAN": "van", "TRK": "truck"}[prefix],
            "hub_id": vehicle.hub_id,
            "payload_kg": vehicle.payload_kg,
            "pallets": vehicle.pallets,
            "temperatures": vehicle.temperatures,
            "insulated_boxes": 0,
            "shifts": vehicle.shifts,
            "max_route_min": "",
            "max_stops_per_trip": 12,
            "max_trips": vehicle.max_trips,
            "fixed_eur_per_day": vehicle.fixed_eur_per_day,
            "fixed_eur_per_week": 0,
            "eur_per_km": f"{vehicle.eur_per_km:.2f}",
            "eur_per_hour": vehicle.eur_per_hour,
            "litres_per_100km": f"{vehicle.litres_per_100km:.1f}",
            "zones": "",
        }
        for n, vehicle in enumerate(fleet, start=1)
    ]


def make_links(sites: Sequence[Row]) -> list[Row]:
    """One site keeps its usual day; one street is too narrow for one truck."""
    kept = next(s for s in sites if s["town"] == "Aubagne" and "thu" in days_of(s))
    narrow = next(s for s in sites if s["town"] == "Marseille" and s["max_vehicle_kg"] == "")
    truck = next(
        n for n, v in enumerate(TRUCKS, 1) if v.hub_id == MARSEILLE and v.payload_kg > 8000
    )
    return [
        {
            "kind": "site-day",
            "first_id": kept["site_id"],
            "second_id": "thu",
            "rule": "usual",
            "reason": "Les bénévoles viennent le jeudi depuis l'ouverture du site",
        },
        {
            "kind": "site-vehicle",
            "first_id": narrow["site_id"],
            "second_id": f"TRK-{truck:02}",
            "rule": "forbidden",
            "reason": "Le porteur de 9 t ne passe pas sous le porche de la cour",
        },
    ]


def days_of(site: Row) -> str:
    """Return the site's windows with `mon-fri` spelt out, enough to look for a day."""
    return str(site["windows"]).replace("mon-fri", "mon tue wed thu fri")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, rows: Iterable[Row]) -> None:
    lines = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


if __name__ == "__main__":
    main()
