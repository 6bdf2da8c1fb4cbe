"""Host, origin, headers, documentation, life and end of the application."""

import re

import pytest
from starlette.testclient import TestClient
from tests.fake_planner import FakePlanner

from foodplan.app import build


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::1"])
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/v1/health/live", headers={"Host": host})

    assert (answer.status_code, answer.json()["code"]) == (403, "foreign-host")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_loopback_names_are_answered(planner: FakePlanner, host: str) -> None:
    with TestClient(build(planner.opened)) as client:
        assert client.get("/api/v1/health/live", headers={"Host": host}).status_code == 200
        assert client.get("/api/v1/health/live").status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://testserver:81"])
def test_a_foreign_page_cannot_start_a_run(
    client: TestClient, planner: FakePlanner, origin: str
) -> None:
    answer = client.post("/run", headers={"Origin": origin}, data={"scenario": "crisis"})

    assert answer.status_code == 403
    assert planner.started == []


def test_our_own_page_can(client: TestClient) -> None:
    asked = {"scenario": "crisis", "seconds": "10", "seed": "1"}
    headers = {"Origin": "http://testserver"}

    answer = client.post("/run", data=asked, headers=headers, follow_redirects=False)

    assert answer.status_code == 303


def test_pages_allow_no_inline_script(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]

    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in policy


def test_documentation_asks_no_other_host(client: TestClient) -> None:
    for address in ("/api/docs", "/api/redoc"):
        page = client.get(address)
        assert page.status_code == 200
        assert not re.findall(r'(?:src|href)="(?:https?:)?//', page.text)
    assert client.get("/api/v1/openapi.json").json()["info"]["title"] == "foodplan"


def test_the_planner_is_closed_when_the_application_ends(planner: FakePlanner) -> None:
    with TestClient(build(planner.opened)):
        assert not planner.is_closed
    assert planner.is_closed


def test_a_bug_is_a_problem_without_its_inner_words(
    client: TestClient, planner: FakePlanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: FakePlanner) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(FakePlanner, "datasets", broken)

    answer, page = client.get("/api/v1/datasets"), client.get("/")

    assert (answer.status_code, answer.json()["code"]) == (500, "error")
    assert page.status_code == 500
    assert "secret words" not in answer.text + page.text
