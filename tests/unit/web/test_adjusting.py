"""The pages on which people lock, move and insert stops."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

PLAN = "/plans/trial-week-0001"
MOVE = {"kind": "move", "place": "S2", "of": "mon:V1", "to": "V2", "day": "0"}


def test_every_stop_of_the_plan_leads_to_its_page(client: TestClient) -> None:
    html = client.get(f"{PLAN}?lang=en").text

    assert f'href="{PLAN}/stop?place=S1&amp;of=mon:V1"' in html
    page = client.get(f"{PLAN}/stop?place=S1&of=mon:V1&lang=en").text
    assert "Monday, Camionnette 1" in page
    assert page.count('type="checkbox"') == 3
    assert '<option value="V1" selected>' in page


def test_locks_are_set_taken_off_and_told_beside_the_stop(client: TestClient) -> None:
    locks = {"place": "S1", "day": "0", "keeps-vehicle": "1", "keeps-order": "1"}
    answer = client.post(f"{PLAN}/locks", data=locks, follow_redirects=False)

    assert answer.headers["location"] == f"{PLAN}#stop-S1-0"
    assert "locked: its place in the order, its vehicle" in client.get(f"{PLAN}?lang=en").text
    client.post(f"{PLAN}/locks", data={"place": "S1", "day": "0", "seen": "order vehicle"})
    assert "locked:" not in client.get(f"{PLAN}?lang=en").text


def test_locks_that_somebody_changed_meanwhile_are_shown_and_not_overwritten(
    client: TestClient,
) -> None:
    locks = {"place": "S1", "day": "0", "seen": ""}
    client.post(f"{PLAN}/locks", data={**locks, "keeps-vehicle": "1"})

    answer = client.post(f"{PLAN}/locks?lang=en", data={**locks, "keeps-day": "1"})

    assert answer.status_code == 409
    assert "somebody changed the locks of S1 meanwhile" in answer.text
    assert 'name="keeps-vehicle" value="1" checked' in answer.text
    assert 'name="seen" value="vehicle"' in answer.text


def test_a_move_to_where_the_stop_is_changes_nothing_and_is_not_kept(client: TestClient) -> None:
    html = client.post(
        f"{PLAN}/adjust?lang=en", data={**MOVE, "to": "V1", "trip": "1", "position": "2"}
    ).text

    assert "Nothing would change" in html
    assert "Keep the adjusted plan" not in html


def test_a_plan_that_others_were_made_from_says_so_where_it_is_changed(client: TestClient) -> None:
    assert "go on from the newest" not in client.post(f"{PLAN}/adjust?lang=en", data=MOVE).text
    client.post(f"{PLAN}/adjust/keep", data=MOVE)

    for html in (
        client.get(f"{PLAN}/stop?place=S1&of=mon:V1&lang=en").text,
        client.post(f"{PLAN}/adjust?lang=en", data=MOVE).text,
    ):
        assert "go on from the newest" in html
        assert f'href="{PLAN}-r0001"' in html


def test_a_move_is_shown_before_it_is_kept(client: TestClient) -> None:
    html = client.post(f"{PLAN}/adjust?lang=en", data=MOVE).text
    kept = client.post(f"{PLAN}/adjust/keep", data=MOVE, follow_redirects=False)

    assert "+0 baskets" in html
    assert "other vehicle" in html
    assert "Keep the adjusted plan" in html
    assert "Try this place" in html
    assert kept.headers["location"] == f"{PLAN}-r0001"
    child = client.get(f"{PLAN}-r0001?lang=en").text
    assert f'<a href="{PLAN}">Undo: back to the plan before</a>' in child
    assert f'<a href="/compare?plans={PLAN.rpartition("/")[2]}&amp;plans=' in child
    assert f'href="{PLAN}-r0001"' in client.get(PLAN).text


def test_a_locked_stop_stays_and_the_page_says_so(client: TestClient) -> None:
    client.post(f"{PLAN}/locks", data={"place": "S2", "day": "0", "keeps-vehicle": "1"})

    answer = client.post(f"{PLAN}/adjust?lang=en", data=MOVE)

    assert answer.status_code == 422
    assert "S2 is locked: it keeps its vehicle" in answer.text
    assert "Put this stop elsewhere" in answer.text


@pytest.mark.parametrize("nth", ["1", "2"])
def test_an_unserved_site_may_be_inserted(client: TestClient, nth: str) -> None:
    plan = "/plans/crisis-0002"
    assert f'href="{plan}/insert?place=S4"' in client.get(plan).text

    html = client.get(f"{plan}/insert?place=S4&lang=en").text
    chosen = client.post(
        f"{plan}/adjust?lang=en", data={"kind": "insert", "place": "S4", "nth": nth}
    )

    assert "Keep the adjusted plan" in html
    assert "new stop" in html
    assert 'data-label="Baskets">+10<' in html
    assert chosen.status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("stop?place=NOWHERE", 404, "has no stop"),
        ("insert?place=S1", 422, "nothing to add"),
        ("insert?place=S11", 422, "did you mean S1"),
    ],
)
def test_wrong_names_are_answered_in_words(
    client: TestClient, path: str, status: int, words: str
) -> None:
    answer = client.get(f"{PLAN}/{path}&lang=en")

    assert answer.status_code == status
    assert words in answer.text


def test_a_stop_leads_to_the_accidents_of_its_place(client: TestClient) -> None:
    html = client.get("/plans/trial-week-0001/stop?place=S1&of=mon:V1").text
    assert "/plans/trial-week-0001/repair?what=closed&amp;which=S1&amp;day=0&amp;on-0=1" in html
    assert "/plans/trial-week-0001/trace?site=S1" in html


def test_a_move_is_not_kept_unseen_beside_another_plan(client: TestClient) -> None:
    kept = client.post(f"{PLAN}/adjust/keep", data=MOVE, follow_redirects=False)
    same = client.post(f"{PLAN}/adjust/keep", data=MOVE, follow_redirects=False)
    assert (same.status_code, same.headers["location"]) == (303, kept.headers["location"])

    other = {**MOVE, "place": "S1"}
    late = client.post(f"{PLAN}/adjust/keep?lang=en", data=other, follow_redirects=False)

    assert late.status_code == 409
    assert "another plan was made meanwhile" in late.text
    assert f'name="seen" value="{PLAN.rpartition("/")[2]}-r0001"' in late.text
