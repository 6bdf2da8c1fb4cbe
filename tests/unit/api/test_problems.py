"""Every error is a problem document in the language asked for."""

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/plans/nobody", 404, "not-found"),
        ("/api/v1/nothing-here", 404, "not-found"),
        ("/api/v1/scenarios/broken/resolved", 422, "invalid-input"),
        ("/api/v1/plans?limit=0", 422, "invalid-request"),
        ("/api/v1/jobs/..%5Csecret", 404, "not-found"),
    ],
)
def test_errors_are_problem_documents(
    client: TestClient, address: str, status: int, code: str
) -> None:
    answer = client.get(address)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["code"]) == (status, code)
    assert body["title"]
    assert body["detail"]


def test_a_wrong_method_is_a_problem_too(client: TestClient) -> None:
    assert client.put("/api/v1/plans").json()["code"] == "method-not-allowed"


def test_findings_name_file_row_column_and_value(client: TestClient) -> None:
    body = client.get("/api/v1/scenarios/broken/resolved").json()

    (finding,) = body["errors"]
    assert (finding["file"], finding["row"], finding["column"]) == ("needs.csv", 14, "baskets")
    assert (finding["value"], finding["pointer"]) == ("-20", "/needs/12")


def test_schema_faults_are_all_reported_with_pointers(client: TestClient) -> None:
    body = client.post("/api/v1/plans", json={"seed": -1, "sed": 1}).json()

    assert {error["pointer"] for error in body["errors"]} == {
        "/body/scenario",
        "/body/seed",
        "/body/sed",
    }


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("en-GB,en;q=0.9,fr;q=0.1", "Not found"),
        ("fr-FR", "Introuvable"),
        ("de", "Introuvable"),
        ("fr;q=0.2, en;q=0.8", "Not found"),
        ("en;q=high", "Introuvable"),
    ],
)
def test_the_language_follows_accept_language(client: TestClient, header: str, title: str) -> None:
    answer = client.get("/api/v1/plans/nobody", headers={"Accept-Language": header})

    assert answer.json()["title"] == title


def test_a_request_cannot_name_a_path(client: TestClient) -> None:
    answer = client.post("/api/v1/plans", json={"scenario": "../../etc/passwd"})

    assert answer.status_code == 404


def test_a_broken_scenario_is_an_answer_when_validated(client: TestClient) -> None:
    by_id = client.post("/api/v1/scenarios/validate", json={"scenario": "crisis"}).json()
    by_text = client.post("/api/v1/scenarios/validate", json={"yaml": "schema: 1"}).json()

    assert (by_id["can_plan"], by_id["findings"]) == (True, [])
    assert (by_text["can_plan"], by_text["n_blocks"]) == (False, 1)


def test_scenarios_and_datasets_are_listed(client: TestClient) -> None:
    assert client.get("/api/v1/datasets").json()["datasets"][0]["baskets_needed"] == 100
    assert client.get("/api/v1/scenarios").json()["scenarios"][0]["scenario_id"] == "crisis"
    assert client.get("/api/v1/scenarios/crisis").json()["dataset_id"] == "trial-week"
    resolved = client.get("/api/v1/scenarios/crisis/resolved").json()
    assert (resolved["n_sites"], resolved["changes"][0]["kind"]) == (4, "scale_need")


def test_the_server_says_that_it_lives_and_can_work(client: TestClient) -> None:
    assert client.get("/api/v1/health/live").json()["status"] == "alive"
    assert client.get("/api/v1/health/ready").json()["works_here"] is True
