"""The pages of an accident: the form, the change, keeping it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.fake_planner import FakePlanner

from foodplan.domain.ids import RunId
from foodplan.web.accident_form import KINDS, read_accident
from foodplan.web.words import Words

FORM = {"what": "out", "which": "V1", "value": "", "day": "0", "time": "06:00", "level": "all"}
REPAIR = "/plans/trial-week-0001/repair"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_accident_asks_for_what_it_needs(
    client: TestClient, language: str, kind: str
) -> None:
    html = client.get(f"{REPAIR}?what={kind}&lang={language}").text

    assert all(f"what={one}" in html for one in KINDS)
    assert ('name="value"' in html) == (kind in {"smaller", "needs", "slow", "new"})
    assert ('name="on-0"' in html) == (kind in {"out", "closed"})
    assert ('name="lat"' in html) == (kind == "new")
    assert 'value="insert_only"' in html


def test_places_and_vehicles_are_chosen_by_name(client: TestClient) -> None:
    html = client.get(f"{REPAIR}?what=out&lang=en").text
    assert 'label="Drive in this plan"' in html
    assert '<option value="V1"' in html
    assert "Site S1 (S1)</option>" in client.get(f"{REPAIR}?what=closed&lang=en").text


def test_a_route_leads_to_the_form_with_its_vehicle_and_day_filled_in(client: TestClient) -> None:
    plan = client.get("/plans/trial-week-0001").text
    address = f"{REPAIR}?what=out&amp;which=V1&amp;day=0&amp;on-0=1"
    assert f'href="{address}"' in plan
    html = client.get(address.replace("&amp;", "&")).text
    assert '<option value="V1" selected>' in html
    assert 'name="on-0" value="1" checked' in html


def test_the_plan_page_leads_to_the_form(client: TestClient) -> None:
    assert f'href="{REPAIR}"' in client.get("/plans/trial-week-0001").text


def test_the_change_is_shown_before_it_is_kept(client: TestClient, planner: FakePlanner) -> None:
    html = client.post(f"{REPAIR}?lang=en", data=FORM).text

    assert "Camionnette 1 out, from Monday 06:00." in html
    assert "Stops to place again: 2, without a place: 0" in html
    assert "other vehicle" in html
    assert "Site S1" in html
    assert "Whom to tell" in html
    assert len(planner.runs(limit=9)) == 2


def test_keeping_leads_to_the_new_plan(client: TestClient) -> None:
    answer = client.post(f"{REPAIR}/keep", data=FORM, follow_redirects=False)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/plans/trial-week-0001-r0001"


def test_a_name_that_does_not_exist_brings_the_form_back(client: TestClient) -> None:
    answer = client.post(f"{REPAIR}?lang=en", data=FORM | {"which": "V11"})

    assert answer.status_code == 422
    assert "did you mean V1?" in answer.text


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"what": "closed", "which": "S1", "on-0": "1", "on-1": "1"}, "S1-closed:mon,tue"),
        ({"what": "out", "which": "V1", "value": "3"}, "V1-out"),
        ({"what": "slow", "which": "roads", "value": "1,5"}, "roads-slow:1,5"),
        (
            {"what": "new", "which": "N", "lat": "43,3", "lon": "5.4", "value": "9"},
            "new-site:N:43.3:5.4:9",
        ),
    ],
)
def test_the_fields_of_a_kind_say_the_accident_as_the_command_line_does(
    planner: FakePlanner, fields: dict[str, str], wanted: str
) -> None:
    kept = planner.kept(RunId("trial-week-0001"))
    assert read_accident(fields, kept, Words("en")).change.because == wanted


def test_a_button_pressed_twice_leads_to_the_one_plan_that_was_made(client: TestClient) -> None:
    first, again = (
        client.post(f"{REPAIR}/keep", data=FORM, follow_redirects=False) for _ in range(2)
    )

    assert first.headers["location"] == "/plans/trial-week-0001-r0001"
    assert (again.status_code, again.headers["location"]) == (303, first.headers["location"])


def test_a_second_window_is_told_of_the_plan_that_the_first_one_kept(client: TestClient) -> None:
    client.post(f"{REPAIR}/keep", data=FORM)

    other = {**FORM, "what": "needs", "which": "S1", "value": "7"}
    late = client.post(f"{REPAIR}/keep?lang=en", data=other, follow_redirects=False)
    assert late.status_code == 409
    assert "another plan was made meanwhile" in late.text
    kept = "trial-week-0001-r0001"
    assert f'href="/plans/{kept}"' in late.text
    assert f'name="seen" value="{kept}"' in late.text

    again = client.post(f"{REPAIR}/keep", data={**other, "seen": kept}, follow_redirects=False)
    assert again.status_code == 303
    assert "go on from the newest" in client.get(f"{REPAIR}?lang=en").text
