"""The report over weeks in a row."""

from __future__ import annotations

import re
from dataclasses import replace

from fastapi.testclient import TestClient
from tests.builders import a_problem
from tests.fake_planner import FakePlanner

from foodplan.domain.ids import DatasetId


def test_the_page_tells_each_week_and_each_site(client: TestClient) -> None:
    html = client.get("/plans/trial-week-0001/weeks?lang=en").text

    assert "2 weeks: 185 of 200 baskets" in html
    assert "2 weeks are still to be planned" in html
    assert 'href="/plans/crisis-0002"' in html
    assert "10 / 10" in html
    assert "0 / 10" in html


def test_the_api_tells_the_same(client: TestClient) -> None:
    found = client.get("/api/v1/plans/trial-week-0001/weeks").json()

    assert (found["baskets_given"], found["baskets_needed"], found["n_later"]) == (185, 200, 2)
    assert [week["plan_id"] for week in found["weeks"]] == ["trial-week-0001", "crisis-0002"]
    assert found["weeks"][0]["n_stops_of_other_day"] is None
    assert found["sites"][0] == {
        "site_id": "S4",
        "label": "Site S4",
        "town": "Martigues",
        "baskets_needed": [10, 10],
        "baskets_given": [10, 0],
        "fill_share": 0.5,
    }


def test_a_plan_of_one_week_has_no_link_to_a_report_over_weeks(client: TestClient) -> None:
    assert "/weeks" not in client.get("/plans/crisis-0002").text


def test_a_plan_is_saved_as_a_workbook(client: TestClient) -> None:
    answer = client.get("/plans/crisis-0002/plan.xlsx?lang=en")

    assert answer.headers["content-disposition"] == 'attachment; filename="crisis-0002.xlsx"'
    assert answer.content.startswith(b"PK")


def test_a_comparison_is_saved_as_a_workbook(client: TestClient) -> None:
    names = ("trial-week-0001", "crisis-0002")
    pages = client.get(f"/compare.xlsx?plans={names[0]}&plans={names[1]}")
    api = client.get(f"/api/v1/comparisons/workbook?plans={','.join(names)}")

    assert pages.content.startswith(b"PK")
    assert api.headers["content-type"] == pages.headers["content-type"]
    assert client.get("/compare.xlsx?plans=trial-week-0001").status_code == 422


def test_the_report_over_weeks_is_taken_along_as_a_workbook(client: TestClient) -> None:
    assert "/plans/trial-week-0001/weeks.xlsx" in client.get("/plans/trial-week-0001/weeks").text
    for address in (
        "/plans/trial-week-0001/weeks.xlsx",
        "/api/v1/plans/trial-week-0001/weeks/workbook",
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.content[:2] == b"PK"


def test_rows_are_compared_as_wholes_and_week_by_week(
    client: TestClient, planner: FakePlanner
) -> None:
    planner.follow("trial-week-0001", "trial-week-0001")
    planner.follow("crisis-0002", "trial-week-0001")
    html = client.get("/compare?plans=trial-week-0001&plans=crisis-0002&lang=en").text
    assert "2 weeks in a row, from that of 23\N{NO-BREAK SPACE}November" in html
    # 185 of 200 baskets against 200: all weeks together.
    assert "200" in html
    assert "185" in html
    assert "weeks=1" in html
    assert "<iframe" not in html
    alone = client.get("/compare?plans=trial-week-0001&plans=crisis-0002&weeks=1&lang=en").text
    assert "weeks in a row" not in alone
    assert "<iframe" in alone
    assert "weeks=1&amp;lang=en" in alone
    address = "/api/v1/comparisons?plans=trial-week-0001,crisis-0002"
    both, one = client.get(address).json(), client.get(f"{address}&weeks=1").json()
    assert (len(both["weeks"]), len(one["weeks"])) == (2, 1)
    assert client.get(f"{address}&weeks=0").status_code == 422


def test_the_week_after_is_one_about_the_same_places(
    client: TestClient, planner: FakePlanner
) -> None:
    (trial,) = planner.datasets()
    others = replace(trial, dataset_id=DatasetId("others"), week="2026-W49")
    ours = replace(trial, dataset_id=DatasetId("ours"), week="2026-W49")
    elsewhere = a_problem({"T1": 5, "T2": 5})
    known = planner.resolve("trial-week")
    planner.datasets = lambda: (others, ours, trial)  # type: ignore[method-assign]
    planner.resolve = lambda name: (  # type: ignore[method-assign]
        replace(known, problem=elsewhere) if name == "others" else known
    )

    html = client.get("/run?after=crisis-0002&lang=en").text

    assert re.search(r'<option value="ours"[^>]* selected>', html)
    assert "There is no data yet" not in html
    planner.datasets = lambda: (others, trial)  # type: ignore[method-assign]
    assert "There is no data yet" in client.get("/run?after=crisis-0002&lang=en").text
