from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from tests.builders import HUB
from tests.plans import hand_plan, hand_problem

from foodplan.documents.geojson import legs_of, plan_geojson
from foodplan.domain.basics import Location, VehicleKind
from foodplan.domain.ids import LotId, SiteId
from foodplan.domain.plan import Gift, Handout

PLAN, PROBLEM = hand_plan(), hand_problem()


def features(kind: str, **lines: Any) -> list[dict[str, Any]]:
    collection: Any = plan_geojson(PLAN, PROBLEM, lines=lines.get("lines", {}))
    return [one for one in collection["features"] if one["properties"]["kind"] == kind]


def test_every_place_is_a_point_and_every_trip_a_line() -> None:
    n_trips = sum(len(route.trips) for route in PLAN.routes)
    counts = {kind: len(features(kind)) for kind in ("hub", "producer", "site", "trip")}
    assert counts == {
        "hub": len(PROBLEM.hubs),
        "producer": len(PROBLEM.producers),
        "site": len(PROBLEM.sites),
        "trip": n_trips,
    }


def test_positions_are_longitude_then_latitude_with_six_decimals_at_most() -> None:
    hub = PROBLEM.hubs[0].location
    assert features("hub")[0]["geometry"]["coordinates"] == [round(hub.lon, 6), round(hub.lat, 6)]
    for trip in features("trip"):
        for position in trip["geometry"]["coordinates"]:
            assert position == [round(part, 6) for part in position]


def test_a_trip_starts_and_ends_at_the_hub_of_its_vehicle() -> None:
    hub = features("hub")[0]["geometry"]["coordinates"]
    for trip in features("trip"):
        line = trip["geometry"]["coordinates"]
        assert line[0] == line[-1] == hub


def test_a_leg_follows_its_line_where_there_is_one() -> None:
    leg = legs_of(PLAN, PROBLEM)[0]
    assert leg[2] is VehicleKind.VAN
    start, end = PROBLEM.locations[leg[0]], PROBLEM.locations[leg[1]]
    bend = Location(lat=43.0, lon=5.0)
    drawn = features("trip", lines={leg: (start, bend, end)})
    assert any([5.0, 43.0] in trip["geometry"]["coordinates"] for trip in drawn)


def test_the_ids_of_features_are_unique_and_the_whole_is_json() -> None:
    collection: Any = plan_geojson(PLAN, PROBLEM, lines={})
    json.dumps(collection, allow_nan=False)
    ids = [one["id"] for one in collection["features"]]
    assert len(ids) == len(set(ids))


def test_what_people_collect_is_a_point_at_its_hub_and_a_gift_a_line() -> None:
    handout = Handout(site_id=SiteId("A"), hub_id=HUB, day=0, from_min=540.0)
    gift = Gift(lot_id=LotId("L2"), site_id=SiteId("B"), day=1, crates=3, gross_kg=30.0)
    plan = replace(PLAN, handouts=(handout,), gifts=(gift,))
    collection: Any = plan_geojson(plan, PROBLEM, lines={})
    found = {one["properties"]["kind"]: one for one in collection["features"]}
    hub, farm = PROBLEM.hubs[0].location, PROBLEM.producers[0].location
    assert found["handout"]["geometry"]["coordinates"] == [round(hub.lon, 6), round(hub.lat, 6)]
    assert found["handout"]["properties"]["site_id"] == "A"
    assert found["gift"]["geometry"]["coordinates"][0] == [round(farm.lon, 6), round(farm.lat, 6)]
    assert found["gift"]["properties"]["producer_id"] == "P1"
    assert found["producer"]["properties"]["direct_gross_kg"] == 30.0
    direct = [one["properties"] for one in collection["features"]]
    assert [row["direct_gross_kg"] for row in direct if row["kind"] == "site"] == [0.0, 30.0]
