from __future__ import annotations

import csv
from itertools import combinations, pairwise
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "data" / "region-amp"

Corner = tuple[float, float]


def read(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rings() -> dict[tuple[str, str], list[Corner]]:
    """Longitude and latitude of each outline, in order."""
    found: dict[tuple[str, str], list[Corner]] = {}
    for row in read("water_and_massif_outlines"):
        corners = found.setdefault((row["shape"], row["ring"]), [])
        assert int(row["seq"]) == len(corners)
        corners.append((float(row["lon"]), float(row["lat"])))
    return found


def turn(a: Corner, b: Corner, c: Corner) -> float:
    """Above 0 where c lies left of the way from a to b, 0 on it; rounded against noise."""
    return round((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]), 12)


def between(a: Corner, b: Corner, c: Corner) -> bool:
    return min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[1] <= max(a[1], b[1])


def meet(a: Corner, b: Corner, c: Corner, d: Corner) -> bool:
    """Whether the side from a to b crosses or touches the side from c to d."""
    if turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0:
        return True
    return any(
        turn(p, q, r) == 0 and between(p, q, r)
        for p, q, r in ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    )


def is_simple(ring: list[Corner]) -> bool:
    sides = list(pairwise(ring))
    last = len(sides) - 1
    return not any(
        meet(*sides[i], *sides[j])
        for i, j in combinations(range(len(sides)), 2)
        if j - i > 1 and (i, j) != (0, last)
    )


def test_every_outline_is_closed_and_neither_crosses_nor_touches_itself() -> None:
    for name, ring in rings().items():
        assert ring[0] == ring[-1], name
        assert len(ring) >= 4, name
        assert is_simple(ring), name


def test_a_ring_that_touches_itself_is_seen() -> None:
    bow_tie = [(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0), (0.0, 0.0)]
    pinched = [(0.0, 0.0), (4.0, 0.0), (2.0, 2.0), (4.0, 4.0), (0.0, 4.0), (2.0, 2.0), (0.0, 0.0)]
    assert not is_simple(bow_tie)
    assert not is_simple(pinched)


def test_the_sixteen_towns_are_among_the_communes() -> None:
    communes = read("communes")
    assert len(communes) == len({row["insee"] for row in communes}) == 92
    assert sum(row["is_one_of_the_16_towns"] == "1" for row in communes) == 16


def test_every_district_lies_in_a_known_town() -> None:
    names = {row["name"] for row in read("communes")}
    districts = read("priority_districts")
    assert len(districts) == len({row["qpv_code"] for row in districts}) == 59
    assert {row["towns"].split(" / ")[0] for row in districts} <= names


def test_every_piece_of_road_joins_two_known_nodes_in_one_network() -> None:
    nodes = {row["id"] for row in read("road_nodes")}
    edges = read("road_edges")
    assert all(float(row["km"]) > 0 for row in edges)
    ends = [(row["a"], row["b"]) for row in edges]
    assert {end for pair in ends for end in pair} == nodes
    reached, waiting = set[str](), [ends[0][0]]
    while waiting:
        here = waiting.pop()
        reached.add(here)
        waiting += [b for a, b in ends if a == here and b not in reached]
        waiting += [a for a, b in ends if b == here and a not in reached]
    assert reached == nodes
