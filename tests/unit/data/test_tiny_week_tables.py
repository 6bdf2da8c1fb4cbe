"""Works the tiny week out by trying everything, and holds its README to the answer."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations, product
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "data" / "tiny-week"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
BASKET_KG = 5.0
MAX_PRODUCT_SHARE = 0.6
EUR_PER_HOUR = 12.0
GIVEN = {"SITE-A": 36, "SITE-B": 27, "SITE-C": 18, "SITE-D": 6}
PICKED_KG = {"FARM-1": 290.0, "FARM-2": 120.0}

Trips = tuple[tuple[str, ...], ...]


def read(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


KM = {(row["from_id"], row["to_id"]): float(row["km"]) for row in read("travel")}
VANS = {row["vehicle_id"]: row for row in read("vehicles")}


def net_kg() -> dict[str, float]:
    return {
        row["product_id"]: float(row["gross_kg"]) * float(row["yield_share"])
        for row in read("lots")
    }


def most_baskets() -> int:
    """Most whole baskets for which a recipe exists: each product fills at most its share."""
    return max(
        n
        for n in range(101)
        if sum(min(kg, MAX_PRODUCT_SHARE * n * BASKET_KG) for kg in net_kg().values())
        >= n * BASKET_KG - 1e-9
    )


def fills(given: Sequence[int], needs: Sequence[int]) -> list[float]:
    """Shares of the need from the lowest up, as leximin compares them."""
    return sorted(round(got / need, 9) for got, need in zip(given, needs, strict=True))


def trip_km(stops: Sequence[str]) -> float:
    places = ["HUB", *stops, "HUB"]
    return sum(KM[leg] for leg in pairwise(places))


def cost_eur(van: str, trips: Trips) -> float:
    """Day, km and duty: 20 min at the hub before each trip, 2 min a km, 10 min a stop."""
    km = sum(map(trip_km, trips))
    duty_min = 20 * len(trips) + 2 * km + 10 * sum(map(len, trips))
    fixed_eur, eur_per_km = float(VANS[van]["fixed_eur_per_day"]), float(VANS[van]["eur_per_km"])
    return fixed_eur + eur_per_km * km + EUR_PER_HOUR * duty_min / 60


def one_or_two_trips(stops: Sequence[str]) -> Iterator[Trips]:
    for order in permutations(stops):
        yield (order,)
        for cut in range(1, len(order)):
            yield order[:cut], order[cut:]


def test_there_is_food_for_87_baskets_and_composition_is_what_binds() -> None:
    net = net_kg()
    assert net == pytest.approx({"potato": 270, "apple": 114, "carrot": 60})
    assert most_baskets() == sum(GIVEN.values()) == 87
    assert sum(net.values()) // BASKET_KG == 88
    potato_kg = 87 * BASKET_KG - net["apple"] - net["carrot"]
    assert potato_kg == pytest.approx(261) == pytest.approx(MAX_PRODUCT_SHARE * 87 * BASKET_KG)
    assert potato_kg / 0.9 == pytest.approx(PICKED_KG["FARM-1"])


def test_no_other_way_to_share_87_baskets_is_fairer() -> None:
    needs = [int(row["baskets"]) for row in read("needs")]
    storage_kg = [float(row["storage_kg"] or "inf") for row in read("sites")]
    most = [min(n, int(min(n, kg / BASKET_KG))) for n, kg in zip(needs, storage_kg, strict=True)]
    assert most == [40, 30, 20, 6]
    ways = (
        (*first, 87 - sum(first))
        for first in product(*(range(n + 1) for n in most[:3]))
        if 0 <= 87 - sum(first) <= most[3]
    )
    ranked = sorted(ways, key=lambda given: fills(given, needs), reverse=True)
    assert ranked[0] == tuple(GIVEN.values())
    assert fills(ranked[0], needs) == [0.6, 0.9, 0.9, 0.9]
    assert fills(ranked[1], needs)[:2] == [0.6, 0.875]


def test_travel_is_a_grid_of_streets_for_every_pair() -> None:
    places = {a for a, _ in KM}
    assert len(KM) == len(read("travel")) == 7 * 6
    assert all(KM[a, b] == KM[b, a] for a, b in KM)
    assert all(float(row["min"]) == 2 * float(row["km"]) for row in read("travel"))
    for a, b, c in permutations(places, 3):
        assert KM[a, b] <= KM[a, c] + KM[c, b]


def test_the_cheapest_route_of_tuesday_is_one_round_of_the_large_van() -> None:
    load_kg = {site: n * BASKET_KG for site, n in GIVEN.items()}
    cheapest = {
        van: min(
            (cost_eur(van, trips), trips)
            for trips in one_or_two_trips(tuple(GIVEN))
            if all(sum(map(load_kg.__getitem__, t)) <= float(row["payload_kg"]) for t in trips)
        )
        for van, row in VANS.items()
    }
    large_eur, large = cheapest["VAN-1"]
    small_eur, small = cheapest["VAN-2"]
    assert large == (("SITE-A", "SITE-D", "SITE-B", "SITE-C"),)
    assert large_eur == pytest.approx(90.0)
    assert trip_km(large[0]) == 20
    assert {frozenset(t) for t in small} == {
        frozenset({"SITE-A", "SITE-D"}),
        frozenset({"SITE-B", "SITE-C"}),
    }
    assert small_eur == pytest.approx(93.2)


def test_the_cheapest_route_of_monday_is_one_round_of_the_large_van() -> None:
    assert sum(PICKED_KG.values()) <= float(VANS["VAN-1"]["payload_kg"])
    assert PICKED_KG["FARM-1"] > float(VANS["VAN-2"]["payload_kg"])
    large = (("FARM-1", "FARM-2"),)
    small = (("FARM-1",), ("FARM-1", "FARM-2"))
    assert cost_eur("VAN-1", large) == pytest.approx(89.6)
    assert trip_km(large[0]) == 24
    assert cost_eur("VAN-2", small) == pytest.approx(96.0)


def test_two_vans_on_one_day_cost_more_than_either_route() -> None:
    assert sum(float(row["fixed_eur_per_day"]) for row in VANS.values()) == 110 > 96


@pytest.mark.parametrize(
    "said", ["**89.60 EUR**", "96.00 EUR", "**90.00 EUR**", "93.20 EUR", "**179.60 EUR**", "**87**"]
)
def test_the_page_says_what_was_worked_out(said: str) -> None:
    assert said in README
