from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "data"
FOLDER = DATA / "reference-week"
TABLES = ("products", "producers", "lots", "hubs", "sites", "needs", "vehicles", "links")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONDAY = date(2020, 4, 20)
BASKET_KG = 9.1
M_PER_DEGREE = 111_195.0
EAST_M_PER_DEGREE = 80_900.0  # of longitude, at 43.4 degrees north

Row = dict[str, str]
Point = tuple[float, float]
"""Longitude and latitude."""


def read(table: str, folder: Path = FOLDER) -> list[Row]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values(cell: str) -> set[str]:
    return {part.strip() for part in cell.split(";") if part.strip()}


def spans(windows: str) -> dict[str, list[tuple[int, int]]]:
    """Opening minutes by day of a text such as `mon-fri 07:30-15:30`."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for part in values(windows):
        days, hours = part.split(" ")
        first, _, last = days.partition("-")
        start, end = (60 * int(time[:2]) + int(time[3:]) for time in hours.split("-"))
        for day in DAYS[DAYS.index(first) : DAYS.index(last or first) + 1]:
            found[day].append((start, end))
    return found


def overlap_min(a: dict[str, list[tuple[int, int]]], b: dict[str, list[tuple[int, int]]]) -> int:
    """Longest time that both are open at once on one day."""
    return max(
        (
            min(end_a, end_b) - max(start_a, start_b)
            for day in a
            for start_a, end_a in a[day]
            for start_b, end_b in b.get(day, [])
        ),
        default=0,
    )


def net_kg(lot: Row) -> float:
    return float(lot["gross_kg"]) * float(lot["yield_share"])


def place(row: Row) -> Point:
    return float(row["lon"]), float(row["lat"])


def winds_around(point: Point, ring: list[Point]) -> bool:
    """Whether the ring winds around the point (winding number, unlike the script's ray)."""
    x, y = point
    winding = 0
    for (ax, ay), (bx, by) in pairwise(ring):
        left = (bx - ax) * (y - ay) - (x - ax) * (by - ay)
        if ay <= y < by and left > 0:
            winding += 1
        if by <= y < ay and left < 0:
            winding -= 1
    return winding != 0


def shore_m(point: Point, ring: list[Point]) -> float:
    """Metres to the ring, from points every 20 m along it, so at most 10 m too long."""
    x, y = point
    nearest = float("inf")
    for (ax, ay), (bx, by) in pairwise(ring):
        side_m = metres((ax, ay), (bx, by))
        if metres((x, y), (ax, ay)) > side_m + 1_000:
            continue
        n_steps = int(side_m / 20) + 1
        for step in range(n_steps + 1):
            share = step / n_steps
            nearest = min(nearest, metres((x, y), (ax + share * (bx - ax), ay + share * (by - ay))))
    return nearest


def metres(a: Point, b: Point) -> float:
    east, north = (a[0] - b[0]) * EAST_M_PER_DEGREE, (a[1] - b[1]) * M_PER_DEGREE
    return float((east**2 + north**2) ** 0.5)


@pytest.fixture(scope="module")
def outlines() -> dict[str, list[list[Point]]]:
    """Rings by shape; the first ring of the sea is water, the others are islands."""
    rings: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for row in read("water_and_massif_outlines", DATA / "region-amp"):
        rings[row["shape"], row["ring"]].append(place(row))
    shapes: dict[str, list[list[Point]]] = defaultdict(list)
    for (shape, _), ring in rings.items():
        shapes[shape].append(ring)
    return shapes


def test_the_script_writes_exactly_the_tables_that_are_kept(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", FOLDER / "make.py", tmp_path], check=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{t}.csv" for t in TABLES)
    for table in TABLES:
        made = (tmp_path / f"{table}.csv").read_bytes()
        assert made == (FOLDER / f"{table}.csv").read_bytes(), f"run make.py: {table} is old"


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("products", "product_id"),
        ("producers", "producer_id"),
        ("lots", "lot_id"),
        ("hubs", "hub_id"),
        ("sites", "site_id"),
        ("needs", "site_id"),
        ("vehicles", "vehicle_id"),
    ],
)
def test_ids_are_unique(table: str, key: str) -> None:
    ids = [row[key] for row in read(table)]
    assert len(ids) == len(set(ids))


def test_no_two_places_have_the_same_name_or_stand_in_the_same_street() -> None:
    rows = [*read("sites"), *read("producers"), *read("hubs")]
    assert len({row["label"] for row in rows}) == len(rows)
    assert min(metres(place(a), place(b)) for a, b in combinations(rows, 2)) >= 150


def test_references_lead_somewhere() -> None:
    hubs = {row["hub_id"] for row in read("hubs")}
    producers = {row["producer_id"] for row in read("producers")}
    sites = {row["site_id"] for row in read("sites")}
    vehicles = {row["vehicle_id"] for row in read("vehicles")}
    lots = read("lots")
    assert {row["product_id"] for row in lots} == {row["product_id"] for row in read("products")}
    assert {row["producer_id"] for row in lots} == producers | {""}
    assert {row["hub_id"] for row in lots} == hubs | {""}
    assert all(bool(row["producer_id"]) != bool(row["hub_id"]) for row in lots)
    assert {row["brings_to_hub"] for row in read("producers")} == hubs | {""}
    assert {row["hub_id"] for row in read("vehicles")} == hubs
    assert {row["site_id"] for row in read("needs")} == sites
    seconds = {"site-day": set(DAYS), "site-vehicle": vehicles}
    for link in read("links"):
        assert link["first_id"] in sites
        assert link["second_id"] in seconds[link["kind"]]
        assert link["rule"] in {"required", "forbidden", "usual"}
        assert link["reason"]


def test_sites_stand_in_known_towns_and_in_districts_of_their_town() -> None:
    region = DATA / "region-amp"
    towns = {r["name"] for r in read("communes", region) if r["is_one_of_the_16_towns"] == "1"}
    home = {r["qpv_code"]: r["towns"].split(" / ")[0] for r in read("priority_districts", region)}
    sites = read("sites")
    counts = Counter(row["town"] for row in sites)
    assert set(counts) == towns
    assert counts.total() == 180
    assert counts["Marseille"] == 115
    assert min(counts.values()) >= 3
    for row in sites:
        assert not row["district"] or home[row["district"]] == row["town"]
    without = {row["town"] for row in sites if not row["district"]}
    assert without == {"La Ciotat", "Port-Saint-Louis-du-Rhône"}


def test_the_largest_district_is_served_at_places_that_lie_apart() -> None:
    points = [place(row) for row in read("sites") if row["district"] == "QP013032"]
    assert len(points) >= 30
    nearest = [min(metres(a, b) for b in points if b != a) for a in points]
    assert min(nearest) >= 250
    assert sum(nearest) / len(nearest) >= 300


def test_the_week_asks_for_7700_baskets_in_all() -> None:
    needs = read("needs")
    baskets = [int(row["baskets"]) for row in needs]
    assert sum(baskets) == 7_700
    assert min(baskets) >= 10
    assert max(baskets) <= 130
    assert sum(baskets) / 180 > sorted(baskets)[90]  # skewed: few large sites lift the mean
    fresh = sum(int(row["baskets"]) for row in needs if row["basket_id"] == "fresh")
    assert 0.25 <= fresh / 7_700 <= 0.35
    for row in needs:
        assert int(row["baskets_low"]) <= int(row["baskets"]) <= int(row["baskets_high"])
        assert row["week"] == "2020-W17"


def test_the_food_is_a_little_more_than_the_baskets_weigh() -> None:
    lots = read("lots")
    assert 72_000 <= sum(map(net_kg, lots)) <= 73_000
    assert 105 <= len(lots) <= 120
    assert all(0.85 <= float(row["yield_share"]) <= 0.99 for row in lots)


def test_a_tenth_of_the_food_stands_at_the_hubs_on_monday_in_three_groups_each() -> None:
    group = {row["product_id"]: row["group"] for row in read("products")}
    opening = [row for row in read("lots") if row["hub_id"]]
    share = sum(map(net_kg, opening)) / sum(map(net_kg, read("lots")))
    assert 0.09 <= share <= 0.12
    for hub in read("hubs"):
        here = [row for row in opening if row["hub_id"] == hub["hub_id"]]
        assert len({group[row["product_id"]] for row in here}) >= 3
        assert {row["ready"] for row in here} == {"mon 06:00"}


def test_lots_are_whole_crates_and_good_for_as_long_as_their_product_keeps() -> None:
    products = {row["product_id"]: row for row in read("products")}
    for row in read("lots"):
        product = products[row["product_id"]]
        assert int(row["gross_kg"]) % int(product["crate_kg"]) == 0
        ready = DAYS.index(row["ready"][:3])
        good_days = (date.fromisoformat(row["best_before"]) - MONDAY).days - ready
        longest = int(product["shelf_life_days"])
        assert good_days == longest if row["producer_id"] else longest - 4 <= good_days < longest
        # Collected on the ready day, packed on the next, one day before the last day at the latest.
        assert good_days >= 2


def test_volunteers_can_sort_what_must_be_collected_by_thursday() -> None:
    can_sort_kg = sum(
        float(hub["sorting_kg_per_hour"]) * float(part.split()[1])
        for hub in read("hubs")
        for part in values(hub["sorting_hours"])
        if not part.startswith("fri")
    )
    collected_kg = sum(float(row["gross_kg"]) for row in read("lots") if row["producer_id"])
    assert 1.05 <= can_sort_kg / collected_kg <= 1.25


def test_every_place_is_on_land_150_m_from_the_water(
    outlines: dict[str, list[list[Point]]],
) -> None:
    lagoon, sea = outlines["etang de Berre"], outlines["sea (clipped)"]
    massifs = [ring for shape, rings in outlines.items() if shape[0].isupper() for ring in rings]
    assert len(massifs) == 5
    for row in (*read("sites"), *read("producers"), *read("hubs")):
        point = place(row)
        assert not any(winds_around(point, ring) for ring in (*lagoon, sea[0], *massifs)), row
        assert min(shore_m(point, ring) for ring in (*lagoon, *sea)) >= 149, row


def test_every_site_has_a_vehicle_that_may_come_with_all_its_baskets_while_it_is_open() -> None:
    need = {row["site_id"]: row for row in read("needs")}
    travels = {"garden": "ambient", "fresh": "chilled"}
    forbidden = {
        (row["first_id"], row["second_id"])
        for row in read("links")
        if row["kind"] == "site-vehicle" and row["rule"] == "forbidden"
    }
    for site in read("sites"):
        wanted = need[site["site_id"]]
        load_kg = int(wanted["baskets"]) * BASKET_KG
        most_kg = float(site["max_vehicle_kg"] or "inf")
        assert float(site["storage_kg"] or "inf") >= load_kg
        assert travels[wanted["basket_id"]] in values(site["temperatures"])
        fitting = [
            vehicle["vehicle_id"]
            for vehicle in read("vehicles")
            if load_kg <= float(vehicle["payload_kg"]) <= most_kg
            and travels[wanted["basket_id"]] in values(vehicle["temperatures"])
            and (site["site_id"], vehicle["vehicle_id"]) not in forbidden
            and overlap_min(spans(site["windows"]), spans(vehicle["shifts"])) >= 60
        ]
        assert fitting, site["site_id"]


def test_a_third_of_the_sites_take_vans_only_and_need_no_more_than_a_van_carries() -> None:
    need = {row["site_id"]: int(row["baskets"]) for row in read("needs")}
    only_vans = [row["site_id"] for row in read("sites") if row["max_vehicle_kg"] == "1500"]
    assert 50 <= len(only_vans) <= 70
    assert max(need[site_id] for site_id in only_vans) <= 110


def test_every_farm_is_open_while_a_vehicle_of_each_hub_works() -> None:
    for farm in read("producers"):
        for hub in read("hubs"):
            shifts = [v["shifts"] for v in read("vehicles") if v["hub_id"] == hub["hub_id"]]
            open_min = max(overlap_min(spans(farm["windows"]), spans(shift)) for shift in shifts)
            assert open_min >= 240


def test_each_truck_size_comes_refrigerated_too() -> None:
    trucks = [row for row in read("vehicles") if row["kind"] == "truck"]
    cold = {row["payload_kg"] for row in trucks if "chilled" in values(row["temperatures"])}
    assert cold == {row["payload_kg"] for row in trucks} == {"3000", "9000"}
