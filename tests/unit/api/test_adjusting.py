"""Locks, moves, insertions and undo over HTTP."""

from __future__ import annotations

from starlette.testclient import TestClient
from tests.fake_planner import FakePlanner

PLAN = "/api/v1/plans/trial-week-0001"
LOCK = {"place_id": "S1", "day": 0, "kind": "vehicle"}


def etag(client: TestClient) -> dict[str, str]:
    return {"if-match": client.get(f"{PLAN}/locks").headers["etag"]}


def test_locks_are_read_and_written_with_their_version(client: TestClient) -> None:
    assert client.get(f"{PLAN}/locks").json() == {"locks": []}

    answer = client.put(f"{PLAN}/locks", json={"locks": [LOCK]}, headers=etag(client))

    assert answer.status_code == 200
    assert answer.json() == client.get(f"{PLAN}/locks").json() == {"locks": [LOCK]}
    assert answer.headers["etag"] == etag(client)["if-match"]


def test_locks_without_a_version_or_with_an_old_one_are_refused(client: TestClient) -> None:
    seen = etag(client)
    client.put(f"{PLAN}/locks", json={"locks": [LOCK]}, headers=seen)

    blind = client.put(f"{PLAN}/locks", json={"locks": []})
    late = client.put(f"{PLAN}/locks", json={"locks": []}, headers=seen)

    assert (blind.status_code, blind.json()["code"]) == (428, "precondition-required")
    assert (late.status_code, late.json()["code"]) == (412, "precondition-failed")
    assert client.get(f"{PLAN}/locks").json() == {"locks": [LOCK]}


def test_a_move_is_shown_with_its_change_and_kept_when_asked(client: TestClient) -> None:
    asked = {"place_id": "S2", "to_vehicle_id": "V2"}

    shown = client.post(f"{PLAN}/moves", json=asked)
    kept = client.post(f"{PLAN}/moves", json=asked | {"dry_run": False})

    assert shown.status_code == 200
    assert shown.json()["plan_id"] is None
    assert shown.json()["broken"] == []
    assert shown.json()["change"]["baskets"] == 0
    assert shown.json()["stops"][0]["what"] == ["vehicle"]
    assert kept.status_code == 201
    plan_id = kept.json()["plan_id"]
    assert kept.headers["location"] == f"/api/v1/plans/{plan_id}"
    back = client.post(f"/api/v1/plans/{plan_id}/undo")
    assert back.json() == {"plan_id": "trial-week-0001"}


def test_what_speaks_against_a_move_is_an_error_with_its_code(client: TestClient) -> None:
    client.put(f"{PLAN}/locks", json={"locks": [LOCK]}, headers=etag(client))

    locked = client.post(f"{PLAN}/moves", json={"place_id": "S1", "to_vehicle_id": "V2"})
    unknown = client.post(f"{PLAN}/moves?lang=en", json={"place_id": "S11", "to_vehicle_id": "V2"})

    assert locked.status_code == 422
    assert [error["code"] for error in locked.json()["errors"]] == ["adjust-locked"]
    assert unknown.status_code == 404
    assert "did you mean S1" in unknown.json()["detail"]


def test_a_site_without_baskets_is_inserted_at_its_best_place(client: TestClient) -> None:
    answer = client.post("/api/v1/plans/crisis-0002/insertions", json={"site_id": "S4"})

    assert answer.status_code == 200
    (inserted,) = answer.json()["lost"]
    assert inserted["to"] is not None
    assert 1 <= len(inserted["places"]) <= 5


def test_a_first_plan_has_nothing_to_undo(client: TestClient, planner: FakePlanner) -> None:
    answer = client.post(f"{PLAN}/undo?lang=en")

    assert answer.status_code == 404
    assert "nothing to undo" in answer.json()["detail"]
    assert len(planner.runs(limit=9)) == 2
