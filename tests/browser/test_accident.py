"""The morning a van does not start: from its route to the repaired plan and its papers."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

PLAN = "/plans/trial-week-0001"


def test_from_a_route_to_the_repaired_plan(page: Page, address: str) -> None:
    page.goto(f"{address}{PLAN}?lang=en")
    page.get_by_role("link", name="This vehicle or its driver is out – Camionnette 1").click()

    expect(page.get_by_label("Which vehicle?")).to_have_value("V1")
    expect(page.get_by_role("checkbox", name="Monday")).to_be_checked()
    page.get_by_label("Time").fill("06:00")
    page.get_by_role("button", name="Show the change").click()

    told = page.get_by_role("region", name="Whom to tell: vehicles whose day changes")
    expect(told.get_by_role("row", name=re.compile("Camionnette 1"))).to_contain_text(
        "does not drive"
    )
    place = page.get_by_role("region", name="Stops to place again").get_by_role("group").first
    expect(place.get_by_role("table")).to_be_visible()
    page.get_by_role("button", name="Keep the repaired plan").click()
    expect(page).to_have_url(re.compile(r"-r0001$"))

    # Back to the change that was shown, without being asked to send the form once more.
    page.go_back()
    expect(page.get_by_role("button", name="Keep the repaired plan")).to_be_visible()


def test_each_kind_of_accident_has_its_own_form(page: Page, address: str) -> None:
    page.goto(f"{address}{PLAN}/repair?lang=fr")
    page.get_by_role("link", name="La route est lente").click()
    expect(page.get_by_label("Où ?")).to_be_visible()
    expect(page.get_by_label("Combien de fois plus longtemps")).to_have_value("1.5")
    page.get_by_role("button", name="Montrer le changement").click()
    # The browser itself asks for what is missing, and nothing is sent.
    expect(page).to_have_url(re.compile("what=slow"))


def test_the_papers_of_a_day_are_one_click_away(page: Page, address: str) -> None:
    page.goto(f"{address}{PLAN}?lang=en")
    page.get_by_role("link", name="Route sheets").click()
    page.get_by_role("link", name="Tuesday").click()
    expect(page.get_by_role("heading", name="Camionnette 2 (V2)")).to_be_visible()
    expect(page.get_by_role("heading", name="Camionnette 1 (V1)")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_be_hidden()


def test_a_lot_is_followed_to_a_site_and_back(page: Page, address: str) -> None:
    page.goto(f"{address}{PLAN}/trace?lang=en")
    page.get_by_label("A lot").select_option("L1")
    page.get_by_role("button", name="Follow – A lot").click()
    page.get_by_role("link", name="S1", exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("Carrots")
