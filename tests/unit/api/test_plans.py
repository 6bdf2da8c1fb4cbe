"""Ask for a plan, follow it, read it."""

import json

from starlette.testclient import TestClient
from tests.fake_planner import FakePlanner

from foodplan.domain.ids import RunId
from foodplan.domain.run import RunStatus

PLAN = "/api/v1/plans/crisis-0002"


def test_a_posted_plan_is_accepted_with_the_address_of_its_job(
    client: TestClient, planner: FakePlanner
) -> None:
    answer = client.post(
        "/api/v1/plans", json={"scenario": "crisis", "time_limit_s": 12, "seed": 7}
    )

    assert answer.status_code == 202
    job = client.get(answer.headers["location"]).json()
    assert job["job_id"] == answer.json()["job_id"]
    assert job["limits"]["time_limit_s"] == 12
    assert [(name, limits.seed) for name, limits in planner.started] == [("crisis", 7)]


def test_the_same_idempotency_key_starts_one_job(client: TestClient, planner: FakePlanner) -> None:
    asked = {"json": {"scenario": "crisis"}, "headers": {"Idempotency-Key": "monday"}}

    first, second = (client.post("/api/v1/plans", **asked).json() for _ in range(2))

    assert first["job_id"] == second["job_id"]
    assert len(planner.started) == 1


def test_work_and_seconds_together_are_refused(client: TestClient) -> None:
    answer = client.post("/api/v1/plans", json={"scenario": "crisis", "time_limit_s": 1, "work": 1})

    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid-value"


def test_stopping_a_job_keeps_the_best_plan(client: TestClient) -> None:
    job = client.post("/api/v1/plans", json={"scenario": "crisis"}).json()

    stopped = client.delete(f"/api/v1/jobs/{job['job_id']}")

    assert stopped.status_code == 202
    assert stopped.json()["status"] == "stopped"
    assert client.get(f"/api/v1/plans/{job['plan_id']}").status_code == 200


def test_events_tell_the_progress_and_end_when_the_job_is_over(
    client: TestClient, planner: FakePlanner
) -> None:
    job = client.post("/api/v1/plans", json={"scenario": "crisis"}).json()
    planner.finish(RunId(job["job_id"]), RunStatus.DONE)

    answer = client.get(f"/api/v1/jobs/{job['job_id']}/events?lang=en")

    assert answer.headers["content-type"].startswith("text/event-stream")
    event, data = answer.text.strip().splitlines()[-2:]
    assert event == "event: over"
    told = json.loads(data.removeprefix("data: "))
    assert (told["status"], told["status_label"]) == ("done", "done")
    assert told["progress"]["baskets_served"] == 85


def test_events_of_an_unknown_job_are_a_problem_not_a_stream(client: TestClient) -> None:
    answer = client.get("/api/v1/jobs/nobody/events")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_plans_come_newest_first_in_pages(client: TestClient) -> None:
    first = client.get("/api/v1/plans?limit=1").json()
    second = client.get(f"/api/v1/plans?limit=1&before={first['next']}").json()

    ids = [page["plans"][0]["plan_id"] for page in (first, second)]
    assert ids == ["crisis-0002", "trial-week-0001"]
    assert second["next"] is None


def test_measures_have_units_and_definitions(client: TestClient) -> None:
    measures = client.get(f"{PLAN}?lang=en").json()["measures"]

    row = next(one for one in measures if one["code"] == "baskets_given")
    assert (row["value"], row["unit"]) == (85, "basket")
    assert row["means"]


def test_routes_hold_trips_and_stops_with_places(client: TestClient) -> None:
    routes = client.get(f"{PLAN}/routes").json()["routes"]

    assert [route["route_id"] for route in routes] == ["0-V1", "1-V2"]
    assert routes[0]["date"] == "2026-11-23"
    assert routes[0]["trips"][0]["stops"][0]["baskets"] == {"basket": 40}


def test_a_lot_is_followed_to_the_sites_and_a_site_back_to_the_lots(client: TestClient) -> None:
    every = client.get(f"{PLAN}/allocations").json()["allocations"]
    lot = client.get(f"{PLAN}/allocations?lot=l1").json()["allocations"]
    site = client.get(f"{PLAN}/allocations?site=S3").json()["allocations"]

    assert lot == [row for row in every if row["lot_id"] == "L1"]
    assert site == [row for row in every if row["site_id"] == "S3"]
    assert client.get(f"{PLAN}/allocations?lot=L9").status_code == 404


def test_allocations_add_up_to_what_is_given(client: TestClient) -> None:
    rows = client.get(f"{PLAN}/allocations").json()["allocations"]

    assert sum(row["net_kg"] for row in rows if row["hub_id"]) == 850
    (gift,) = client.get(PLAN).json()["gifts"]
    direct = [row for row in rows if row["hub_id"] is None]
    assert [(row["lot_id"], row["site_id"], row["net_kg"]) for row in direct] == [
        (gift["lot_id"], gift["site_id"], gift["gross_kg"])
    ]


def test_unmet_sites_come_worst_first_with_their_reason(client: TestClient) -> None:
    unmet = client.get(f"{PLAN}/unmet?lang=en").json()

    assert [site["site_id"] for site in unmet["sites"]] == ["S4", "S3"]
    assert unmet["sites"][0]["reasons"][0]["code"] == "reason-vehicles"
    assert [(lot["lot_id"], lot["left_gross_kg"]) for lot in unmet["lots"]] == [("L1", 350)]


def test_a_route_comes_as_gpx_and_calendar_and_one_not_driven_is_not_found(
    client: TestClient,
) -> None:
    found = client.get(f"{PLAN}/gpx?day=0&vehicle=V1")
    assert found.headers["content-type"] == "application/gpx+xml"
    assert b"<rtept" in found.content

    trips = client.get(f"{PLAN}/ics?day=0&vehicle=V1")
    assert trips.headers["content-type"] == "text/calendar; charset=utf-8"
    assert trips.content.startswith(b"BEGIN:VCALENDAR\r\n")

    missing = client.get(f"{PLAN}/gpx?day=0&vehicle=V9", headers={"accept-language": "en"})
    assert missing.status_code == 404
    assert "V9 does not drive on that day" in missing.json()["detail"]


def test_map_and_geojson_come_in_their_own_types(client: TestClient) -> None:
    html, geojson = client.get(f"{PLAN}/map"), client.get(f"{PLAN}/geojson")

    assert html.headers["content-type"].startswith("text/html")
    assert "sandbox" in html.headers["content-security-policy"]
    assert geojson.headers["content-type"] == "application/geo+json"


def test_comparisons_count_from_the_first_plan(client: TestClient) -> None:
    asked = ["trial-week-0001", "crisis-0002"]
    by_query = client.get(f"/api/v1/comparisons?plans={','.join(asked)}").json()
    by_body = client.post("/api/v1/comparisons", json={"plans": asked}).json()

    assert by_query == by_body
    row = next(one for one in by_query["measures"] if one["code"] == "baskets_given")
    assert (row["differences"], row["better"]) == ([-15], [False])
    assert [site["site_id"] for site in by_query["differences"][0]["losses"]] == ["S4", "S3"]


def test_one_plan_cannot_be_compared(client: TestClient) -> None:
    assert client.get("/api/v1/comparisons?plans=crisis-0002").status_code == 422


def test_where_nothing_is_proven_searches_say_how_far_apart_they_end(client: TestClient) -> None:
    days = client.get("/api/v1/plans/trial-week-0001/bounds").json()["days"]
    assert [(one["is_known"], one["bound"], one["spread"]) for one in days] == [
        (True, None, 0.008),
        (True, None, 0.008),
    ]


def test_the_bound_of_a_week_is_asked_for_followed_and_stopped(
    client: TestClient, planner: FakePlanner
) -> None:
    week = f"{PLAN}/bounds/week"
    assert client.get(week).status_code == 404
    asked = client.post(week, json={"time_limit_s": 60})
    assert (asked.status_code, asked.headers["location"]) == (202, week)
    assert asked.json()["status"] == "queued"
    again = client.post(week, json={})
    assert again.json()["time_limit_s"] == 60
    run_id = RunId(PLAN.rsplit("/", 1)[1])
    planner.bounds.move_week(run_id, RunStatus.RUNNING, 0.5, 100.0)
    found = client.get(f"{week}?lang=en").json()
    assert found["done_share"] == 0.5
    assert found["bound"] == {"eur": 112.0, "bound_eur": 100.0, "gap": 0.12}
    assert "12.0% of the best possible" in found["label"]
    assert client.delete(week).status_code == 202
    with client.stream("GET", f"{week}/events") as events:
        told = "".join(events.iter_text())
    assert "event: over" in told
    assert client.get(week).json()["is_over"]


def test_a_week_of_no_plan_has_no_bound(client: TestClient) -> None:
    assert client.post("/api/v1/plans/nothing/bounds/week", json={}).status_code == 404
    assert client.get("/api/v1/plans/nothing/bounds/week/events").status_code == 404
    refused = client.post(f"{PLAN}/bounds/week", json={"time_limit_s": 0})
    assert refused.status_code == 422


def test_bounds_say_what_is_known_of_each_day(client: TestClient) -> None:
    found = client.get(f"{PLAN}/bounds").json()

    assert found["days"][0] == {
        "day": 0,
        "is_known": True,
        "bound": {"eur": 101.2, "bound_eur": 100.0, "gap": 0.012},
        "spread": None,
    }
    assert all(one["bound"] is None for one in found["days"][1:])
    assert (found["week"] is None) == (len(found["days"]) > 1)
