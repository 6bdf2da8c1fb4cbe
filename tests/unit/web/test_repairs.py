"""The pages of an accident: the form, the change, keeping it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.fake_planner import FakePlanner

FORM = {"what": "out", "which": "V1", "value": "", "day": "0", "time": "06:00", "level": "all"}
REPAIR = "/plans/trial-week-0001/repair"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_form_names_every_kind_of_accident(client: TestClient, language: str) -> None:
    html = client.get(f"{REPAIR}?lang={language}").text

    assert html.count("<option value=") >= 7
    assert 'value="V1"' in html
    assert 'value="insert_only"' in html


def test_the_plan_page_leads_to_the_form(client: TestClient) -> None:
    assert f'href="{REPAIR}"' in client.get("/plans/trial-week-0001").text


def test_the_change_is_shown_before_it_is_kept(client: TestClient, planner: FakePlanner) -> None:
    html = client.post(f"{REPAIR}?lang=en", data=FORM).text

    assert "2 stops to place again, 0 without a place" in html
    assert "other vehicle" in html
    assert "Site S1" in html
    assert len(planner.runs(limit=9)) == 2


def test_keeping_leads_to_the_new_plan(client: TestClient) -> None:
    answer = client.post(f"{REPAIR}/keep", data=FORM, follow_redirects=False)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/plans/trial-week-0001-r0001"


def test_a_name_that_does_not_exist_brings_the_form_back(client: TestClient) -> None:
    answer = client.post(f"{REPAIR}?lang=en", data=FORM | {"which": "V11"})

    assert answer.status_code == 422
    assert "did you mean V1?" in answer.text
    assert 'value="V11"' in answer.text
