"""The pages in Chromium with no network: progress, stop, day tabs, table and map as twins."""

from __future__ import annotations

import pytest
from playwright.sync_api import FrameLocator, Page, expect
from tests.browser.conftest import served
from tests.fake_planner import NASTY, FakePlanner

from foodplan.domain.accident import Accident, Moment
from foodplan.domain.accident_words import read_change
from foodplan.domain.ids import RunId
from foodplan.domain.run import RunStatus

pytestmark = pytest.mark.browser
TRIED = "/plans/crisis-0002/robustness"


def map_of(page: Page) -> FrameLocator:
    frame = page.frame_locator("#map")
    frame.locator("html[data-ready]").wait_for(state="attached")
    return frame


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    both = "/compare?plans=trial-week-0001&plans=crisis-0002"

    for path in ("/", "/run", "/plans/crisis-0002", TRIED, "/check/crisis", "/check/broken", both):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_a_driver_reads_every_stop_of_a_sheet_on_a_telephone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}/plans/crisis-0002/sheets")

    cells = page.locator("table.stops td:not(.hand)")
    assert cells.count() > 0
    for cell in cells.all():
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 360


def test_a_run_is_started_followed_reloaded_and_stopped(
    page: Page, address: str, planner: FakePlanner
) -> None:
    page.goto(f"{address}/run?lang=en")
    page.get_by_label("What is to be planned?").select_option("crisis")
    expect(page.locator("#scenario-asks")).to_have_text("What if need rises?")
    page.get_by_label("30").check()
    page.get_by_role("button", name="Start planning").click()

    expect(page.locator("#phase")).to_have_attribute("aria-live", "polite")
    expect(page.locator("#baskets")).to_have_text("85")
    page.reload()
    expect(page.locator("#bar")).to_have_js_property("value", 0.4)
    page.get_by_role("button", name="Stop and keep the best").click()

    expect(page.get_by_role("heading", name="Who gets least")).to_be_visible()
    assert planner.has_plan(RunId("crisis-new2"))


def test_the_page_turns_into_the_plan_when_the_run_ends(
    page: Page, address: str, planner: FakePlanner
) -> None:
    page.goto(f"{address}/run?lang=en&scenario=crisis")
    page.get_by_role("button", name="Start planning").click()
    expect(page.locator("#baskets")).to_have_text("85")

    planner.finish(RunId("crisis-new2"), RunStatus.DONE)

    expect(page.get_by_role("heading", name="Who gets least")).to_be_visible()


def test_the_bound_of_a_week_is_asked_for_followed_and_kept(
    page: Page, address: str, planner: FakePlanner
) -> None:
    run_id = RunId("crisis-0002")
    page.goto(f"{address}/plans/{run_id}?lang=en")
    page.get_by_role("button", name="How far is this week from the best possible?").click()
    told = page.locator("#week-bound-told")
    expect(told).to_have_text("Nothing is proven so far")
    planner.bounds.move_week(run_id, RunStatus.RUNNING, 0.4, 80.0)
    expect(told).to_have_text(
        "Within 40.0% of the best possible for these deliveries, whatever their days"
    )
    expect(page.locator("#week-bound-bar")).to_have_js_property("value", 0.4)
    planner.bounds.move_week(run_id, RunStatus.RUNNING, 0.8, 100.0)
    expect(told).to_contain_text("12.0")
    page.get_by_role("button", name="Stop and keep").click()
    expect(page.get_by_text("Within 12.0% of the best possible")).to_be_visible()
    expect(page.get_by_role("button", name="Look for a better proof")).to_be_visible()


def test_a_plan_is_tried_on_random_weeks_until_it_is_over(page: Page, address: str) -> None:
    page.goto(f"{address}{TRIED}?lang=en")
    page.get_by_label("20", exact=True).check()
    page.get_by_role("button", name="Try").click()

    expect(page.locator("#so-far")).to_have_text("20 of 20 weeks")
    expect(page.locator("#told")).to_contain_text("holds without a repair in 0 of 20 weeks")
    expect(page.locator("#told")).to_contain_text("gets 50% of its need on average")
    expect(page.locator("#lowest tr").first).to_contain_text("50%")
    expect(page.get_by_role("button", name="Try")).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()


def test_days_are_tabs_for_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/plans/crisis-0002?lang=en")
    monday, tuesday = page.get_by_role("tab").all()
    expect(monday).to_have_attribute("aria-selected", "true")
    expect(page.locator("#day-1")).to_be_hidden()

    monday.press("ArrowRight")

    expect(tuesday).to_be_focused()
    expect(page.locator("#day-0")).to_be_hidden()
    expect(page.locator("#day-1")).to_be_visible()


def test_a_stop_chosen_in_the_table_shows_on_the_map(page: Page, address: str) -> None:
    page.goto(f"{address}/plans/crisis-0002?lang=en")
    frame = map_of(page)

    page.get_by_role("button", name="Site S2").click()

    expect(page.locator("tr.chosen")).to_contain_text("Site S2")
    expect(page.locator("#shown")).to_have_text("Site S2 is shown on the map.")
    expect(frame.locator(".leaflet-popup")).to_contain_text("Site S2")


def test_a_stop_chosen_on_the_map_shows_in_the_table(page: Page, address: str) -> None:
    page.goto(f"{address}/plans/crisis-0002?lang=en")
    map_of(page)

    page.frames[1].evaluate(
        "parent.postMessage({foodplan: 'stop', place_id: 'S3', route_id: '1-V2'}, '*')"
    )

    expect(page.locator("tr.chosen")).to_contain_text("Site S3")
    expect(page.locator("#day-1")).to_be_visible()


def test_the_page_listens_to_its_map_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/plans/crisis-0002?lang=en")
    map_of(page)

    page.evaluate("postMessage({foodplan: 'stop', place_id: 'S2', route_id: '0-V1'}, '*')")
    page.get_by_role("tab").last.click()

    expect(page.locator("tr.chosen")).to_have_count(0)


def test_two_maps_stand_side_by_side(page: Page, address: str) -> None:
    page.goto(f"{address}/compare?plans=trial-week-0001&plans=crisis-0002&lang=en")

    for i in range(2):
        frame = page.frame_locator("iframe").nth(i)
        frame.locator("html[data-ready]").wait_for(state="attached")
    expect(page.get_by_text("−15 · worse").first).to_be_visible()


def test_two_maps_move_and_choose_together(page: Page, address: str) -> None:
    page.goto(f"{address}/compare?plans=trial-week-0001&plans=crisis-0002&lang=en")
    left, right = (page.frame_locator("iframe").nth(i) for i in range(2))
    for frame in (left, right):
        frame.locator("html[data-ready]").wait_for(state="attached")
    scale = right.locator(".leaflet-control-scale-line")
    before = scale.inner_text()

    left.get_by_role("button", name="Zoom in").click()
    expect(scale).not_to_have_text(before)
    expect(left.locator(".leaflet-control-scale-line")).to_have_text(scale.inner_text())

    page.locator("button[data-place=S4]").click()
    for frame in (left, right):
        expect(frame.locator(".leaflet-popup")).to_contain_text("Site S4")
    expect(page.locator("#shown")).to_have_text("Site S4 is shown on both maps.")

    left.locator("section.fp-panel .fp-toggle").click()
    left.get_by_title("Tuesday").click()
    right.locator("section.fp-panel .fp-toggle").click()
    expect(right.get_by_role("radio", name="Tue")).to_be_checked()


def test_any_two_of_three_plans_stand_side_by_side(
    page: Page, address: str, planner: FakePlanner
) -> None:
    accident = Accident(change=read_change("V1-out", planner.problem, "en"), at=Moment())
    third = planner.keep_repair(RunId("crisis-0002"), accident).run_id
    names = f"plans=trial-week-0001&plans=crisis-0002&plans={third}"
    page.goto(f"{address}/compare?{names}&lang=en")

    page.get_by_label("Map on the right").select_option(index=2)

    expect(page.locator("iframe").nth(1)).to_have_attribute("src", f"/plans/{third}/map?lang=en")
    expect(page.get_by_role("link", name="Open this plan").nth(1)).to_have_attribute(
        "href", f"/plans/{third}"
    )
    page.frame_locator("iframe").nth(1).locator("html[data-ready]").wait_for(state="attached")


def test_the_skip_link_comes_first(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()

    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_wild_labels_run_nothing(page: Page) -> None:
    with served(FakePlanner(site_label=NASTY)) as url:
        page.goto(f"{url}/plans/crisis-0002?lang=en")
        map_of(page)
        page.locator(".show").first.click()
        expect(page.locator("tr.chosen")).to_contain_text("<script>alert(1)</script>")


def test_the_documentation_of_the_api_opens_without_network(page: Page, address: str) -> None:
    page.goto(f"{address}/api/docs")

    expect(page.get_by_text("/api/v1/plans", exact=True).first).to_be_visible()


def test_the_map_is_passed_with_one_key(page: Page, address: str) -> None:
    page.goto(f"{address}/plans/crisis-0002?lang=en")
    skip = page.get_by_role("link", name="Skip the map")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    # What has the focus now stands after the map.
    assert page.evaluate(
        "document.getElementById('map').compareDocumentPosition(document.activeElement)"
        " === Node.DOCUMENT_POSITION_FOLLOWING"
    )


def test_a_page_is_dark_where_a_person_asked_for_it_and_paper_is_not(
    page: Page, address: str
) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}/plans/crisis-0002?lang=en")
    assert page.evaluate(ground) == "rgb(22, 26, 24)"
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(ground) == "rgb(250, 249, 245)"
