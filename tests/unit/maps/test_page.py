from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tests.unit.maps.examples import (
    WICKED,
    a_backdrop,
    hand_map,
    large_map,
    wicked_backdrop,
    wicked_problem,
)

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import Location
from foodplan.maps.base import base_layers

DATA = re.compile(r'<script type="application/json" id="foodplan-data">(.*?)</script>', re.S)


def data_of(page: str) -> Any:
    found = DATA.search(page)
    assert found
    return json.loads(found.group(1))


def test_the_page_loads_nothing() -> None:
    page = hand_map()
    assert not re.findall(r"<(?:link|img|iframe|script)[^>]+(?:src|href)\s*=", page)
    assert "@import" not in page
    assert "jquery" not in page.lower()
    assert "bootstrap" not in page.lower()


@pytest.mark.parametrize("text", WICKED)
def test_wicked_names_stay_text_in_the_data(text: str) -> None:
    page = hand_map(wicked_problem(text), backdrop=wicked_backdrop(text))
    data = data_of(page)
    assert data["sites"][0]["label"] == data["producers"][0]["products"][0][0] == text
    assert data["vehicles"][0]["label"] == data["towns"][0][0] == data["source"] == text
    # Outside the data no name appears at all: the page differs from a tame one in nothing else.
    assert DATA.sub("", page) == DATA.sub("", hand_map())


def test_the_same_plan_gives_the_same_page() -> None:
    assert hand_map() == hand_map()


def test_180_sites_and_60_routes_stay_below_450_kb() -> None:
    assert len(large_map().encode()) < 450_000


def test_the_page_says_its_language_and_lets_people_zoom() -> None:
    page = hand_map(language="fr")
    assert '<html lang="fr">' in page
    assert "<title>Carte du plan</title>" in page
    assert "user-scalable" not in page
    assert data_of(page)["texts"]["map-whole-week"] == "Semaine"


def test_tiles_are_drawn_only_where_an_address_is_set() -> None:
    assert data_of(hand_map())["tiles"] is None
    url = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    assert data_of(hand_map(tile_url=url))["tiles"] == {"url": url, "credit": ""}


def test_an_empty_backdrop_is_fine() -> None:
    assert base_layers(Backdrop()) == []
    assert "foodplan.start(map_plan)" in hand_map(backdrop=Backdrop())


def test_a_sea_cut_off_by_a_box_goes_on_out_of_sight() -> None:
    corners = ((43.0, 5.0), (43.0, 5.5), (43.3, 5.4), (43.2, 5.0))
    sea = tuple(Location(lat=lat, lon=lon) for lat, lon in corners)
    water = base_layers(a_backdrop(water=(sea,), roads=()))[0]
    ring = water.data["features"][0]["geometry"]["coordinates"][0][0]
    # South and both ends of the cut are pushed; the coast stays.
    assert ring == [[2.0, 40.0], [8.5, 40.0], [5.4, 43.3], [2.0, 43.2]]


def test_a_lagoon_keeps_its_shape() -> None:
    corners = ((43.0, 5.2), (43.1, 5.5), (43.3, 5.4), (43.2, 5.0))
    lagoon = tuple(Location(lat=lat, lon=lon) for lat, lon in corners)
    water = base_layers(a_backdrop(water=(lagoon,), roads=()))[0]
    ring = water.data["features"][0]["geometry"]["coordinates"][0][0]
    assert ring == [[lon, lat] for lat, lon in corners]
