"""Locks, moves and insertions in Chromium, as a coordinator clicks through them."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser
PLAN = "/plans/trial-week-0001?lang=en"
S2 = "/plans/trial-week-0001/stop?place=S2&of=mon:V1&lang=en"


def test_a_stop_is_moved_kept_and_undone(page: Page, address: str) -> None:
    page.goto(address + PLAN)
    page.locator('a[href*="place=S2&of=mon:V1"]').first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Site S2")
    expect(page.get_by_label("Vehicle", exact=True)).to_have_value("V1")
    page.get_by_label("Vehicle", exact=True).select_option("V2")
    page.get_by_role("button", name="Show the change").click()
    expect(page.locator(".lead")).to_contain_text(
        "Site S2: from Monday · Camionnette 1 to Monday · Camionnette 2."
    )
    page.get_by_role("button", name="Keep the adjusted plan").click()
    expect(page).to_have_url(f"{address}/plans/trial-week-0001-r0001")
    page.get_by_role("link", name="Undo: back to the plan before").click()
    expect(page).to_have_url(f"{address}/plans/trial-week-0001")
    # The plan that was undone is still there.
    page.get_by_text("Plans made from this one").click()
    expect(page.locator('a[href="/plans/trial-week-0001-r0001"]')).to_be_visible()


def test_one_of_the_best_places_is_tried_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + S2)
    page.get_by_label("Vehicle", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Show the change").press("Enter")
    page.get_by_role("button", name="Try this place").first.press("Enter")
    expect(page.get_by_role("button", name="Keep the adjusted plan")).to_be_visible()


def test_a_locked_stop_says_so_and_moves_once_the_lock_is_off(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()  # Chromium complains of answers that refuse
    page.goto(address + S2)
    page.get_by_label("its vehicle").check()
    page.get_by_role("button", name="Keep these locks").click()
    expect(page.get_by_text("locked: its vehicle")).to_be_visible()
    page.goto(address + S2)
    expect(page.get_by_label("its vehicle")).to_be_checked()
    page.get_by_label("Vehicle", exact=True).select_option("V2")
    page.get_by_role("button", name="Show the change").click()
    expect(page.get_by_role("alert")).to_contain_text("S2 is locked: it keeps its vehicle")
    # What was chosen is still chosen.
    expect(page.get_by_label("Vehicle", exact=True)).to_have_value("V2")
    page.get_by_label("its vehicle").uncheck()
    page.get_by_role("button", name="Keep these locks").click()
    page.goto(address + S2)
    page.get_by_label("Vehicle", exact=True).select_option("V2")
    page.get_by_role("button", name="Show the change").click()
    expect(page.get_by_role("button", name="Keep the adjusted plan")).to_be_visible()


def test_two_tabs_do_not_overwrite_each_others_locks(
    page: Page, context: BrowserContext, address: str
) -> None:
    other = context.new_page()
    for tab in (page, other):
        tab.goto(address + S2)
    page.get_by_label("its vehicle").check()
    page.get_by_role("button", name="Keep these locks").click()
    expect(page.get_by_text("locked: its vehicle")).to_be_visible()
    other.get_by_label("its day").check()
    other.get_by_role("button", name="Keep these locks").click()
    expect(other.get_by_role("alert")).to_contain_text("somebody changed the locks of S2")
    expect(other.get_by_label("its vehicle")).to_be_checked()
    other.close()


def test_a_second_tab_learns_that_the_plan_was_changed_in_the_first(
    page: Page, context: BrowserContext, address: str
) -> None:
    other = context.new_page()
    other.goto(address + S2)
    page.goto(address + S2)
    page.get_by_label("Vehicle", exact=True).select_option("V2")
    page.get_by_role("button", name="Show the change").click()
    page.get_by_role("button", name="Keep the adjusted plan").click()
    expect(page).to_have_url(f"{address}/plans/trial-week-0001-r0001")
    other.get_by_label("Day", exact=True).select_option("1")
    other.get_by_role("button", name="Show the change").click()
    expect(other.locator(".note")).to_contain_text("go on from the newest")
    other.locator('.note a[href="/plans/trial-week-0001-r0001"]').click()
    expect(other).to_have_url(f"{address}/plans/trial-week-0001-r0001")
    other.close()


def test_a_stop_that_stays_where_it_is_is_no_change(page: Page, address: str) -> None:
    page.goto(address + S2)
    page.locator("#trip").fill("1")
    page.locator("#position").fill("2")
    page.get_by_role("button", name="Show the change").click()
    expect(page.get_by_role("status")).to_have_text(
        "Nothing would change: this stop is there already."
    )
    expect(page.get_by_role("button", name="Keep the adjusted plan")).to_have_count(0)
    page.get_by_role("link", name="Back to the plan").click()
    expect(page).to_have_url(f"{address}/plans/trial-week-0001")


def test_an_unserved_site_is_inserted(page: Page, address: str) -> None:
    page.goto(f"{address}/plans/crisis-0002?lang=en")
    page.locator('a[href="/plans/crisis-0002/insert?place=S4"]').first.click()
    expect(page.locator(".lead")).to_have_text("One more stop: Site S4.")
    page.get_by_role("button", name="Keep the adjusted plan").click()
    expect(page).to_have_url(f"{address}/plans/crisis-0002-r0001")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_fit_their_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + S2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Vehicle", exact=True).select_option("V2")
    page.get_by_role("button", name="Show the change").click()
    expect(page.get_by_role("button", name="Keep the adjusted plan")).to_be_visible()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
