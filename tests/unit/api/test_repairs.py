"""Repair over HTTP: shown first, kept when asked."""

from __future__ import annotations

from starlette.testclient import TestClient
from tests.fake_planner import FakePlanner

from foodplan.domain.ids import RunId

REPAIR = "/api/v1/plans/trial-week-0001/repair"


def test_a_repair_is_shown_and_not_kept(client: TestClient, planner: FakePlanner) -> None:
    answer = client.post(REPAIR, json={"because": "V1-out", "at": "mon 06:00"})

    assert answer.status_code == 200
    shown = answer.json()
    assert shown["plan_id"] is None
    assert [stop["place_id"] for stop in shown["lost"]] == ["S1", "S2"]
    assert {stop["to"]["vehicle_id"] for stop in shown["lost"]} == {"V2"}
    assert {place["late_min"] for stop in shown["lost"] for place in stop["places"]} == {0}
    assert len(planner.runs(limit=9)) == 2


def test_a_kept_repair_is_a_plan_that_names_its_parent(
    client: TestClient, planner: FakePlanner
) -> None:
    asked = {"because": "V1-out", "at": "mon 06:00", "level": "insert_only", "keep": True}

    answer = client.post(REPAIR, json=asked)

    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/v1/plans/{answer.json()['plan_id']}"
    assert planner.run(RunId(answer.json()["plan_id"])).parent_id == "trial-week-0001"


def test_words_that_mean_nothing_are_refused_with_an_example(client: TestClient) -> None:
    answer = client.post(f"{REPAIR}?lang=en", json={"because": "the van is ill"})

    assert answer.status_code == 422
    assert "van-03-out" in answer.json()["detail"]


def test_an_unknown_vehicle_is_not_found_and_another_is_proposed(client: TestClient) -> None:
    answer = client.post(f"{REPAIR}?lang=en", json={"because": "V11-out"})

    assert answer.status_code == 404
    assert "V1" in answer.json()["detail"]
