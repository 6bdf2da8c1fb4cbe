from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect
from tests.unit.maps.examples import (
    WICKED,
    hand_map,
    large_map,
    wicked_backdrop,
    wicked_problem,
    without_vehicles,
)

from foodplan.texts import say

pytestmark = pytest.mark.browser

Show = Callable[[str], Frame]


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def outer(context: BrowserContext, complaints: list[str]) -> Iterator[Page]:
    """The page around the map, which writes down what the map tells it."""
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    yield page
    page.close()


@pytest.fixture
def show(outer: Page) -> Show:
    """Put a map into a sandboxed frame, as the pages do, and wait until it stands."""

    def put(page: str) -> Frame:
        outer.set_content(
            "<body style='margin:0'><script>window.told=[];addEventListener('message',"
            "event=>told.push(event.data))</script><iframe sandbox='allow-scripts' "
            "style='border:0;width:100vw;height:100vh'></iframe>"
        )
        outer.evaluate("page => { document.querySelector('iframe').srcdoc = page }", page)
        frame = outer.frames[-1]
        frame.wait_for_selector("html[data-ready]", state="attached")
        return frame

    return put


def send(outer: Page, message: dict[str, object]) -> None:
    outer.evaluate(
        "message => document.querySelector('iframe').contentWindow.postMessage(message, '*')",
        message,
    )


def test_a_large_map_stands_without_network_and_without_a_complaint(
    show: Show, asked: list[str], complaints: list[str]
) -> None:
    frame = show(large_map())
    assert frame.locator(".leaflet-foodplan-sites-pane path").count() == 180
    # One white line under each of 60 coloured ones, and arrows on each.
    assert frame.locator(".leaflet-foodplan-routes-pane path").count() == 180
    assert asked == []
    assert complaints == []


def test_only_tiles_are_asked_for_and_only_where_an_address_is_set(
    show: Show, outer: Page, asked: list[str]
) -> None:
    frame = show(hand_map(tile_url="https://tiles.example/{z}/{x}/{y}.png"))
    # The first tiles may be asked for before the browser lets anybody watch the frame.
    with outer.expect_event("requestfailed"):
        frame.locator(".leaflet-control-zoom-in").click()
    assert asked
    assert all(address.startswith("https://tiles.example/") for address in asked)


def test_choosing_a_day_leaves_its_routes_and_vehicles(show: Show) -> None:
    frame = show(hand_map())
    summary = frame.locator(".fp-summary")
    expect(summary).to_contain_text("2\u00a0routes")
    frame.get_by_text("Mon", exact=True).click()
    expect(summary).to_contain_text("1\u00a0routes")
    expect(summary).to_contain_text("10\u00a0baskets")
    # Two stops are few enough for numbers.
    assert frame.locator(".fp-stop").all_inner_texts() == ["1", "2"]


def test_the_control_works_by_keyboard(show: Show, outer: Page) -> None:
    frame = show(hand_map())
    frame.locator("input[name=fp-day]").first.focus()
    outer.keyboard.press("ArrowRight")
    expect(frame.locator(".fp-summary")).to_contain_text("10\u00a0baskets")
    frame.locator(".fp-vehicles input").focus()
    outer.keyboard.press("Space")
    expect(frame.locator(".fp-summary")).to_contain_text("0\u00a0baskets")
    assert frame.evaluate("document.activeElement.value") == "V1"


def test_by_keyboard_the_controls_come_before_the_marks(show: Show, outer: Page) -> None:
    frame = show(hand_map())
    frame.locator(".leaflet-container").focus()
    stops = []
    for _ in range(4):
        outer.keyboard.press("Tab")
        stops.append(frame.evaluate("document.activeElement.className"))
    wanted = ("zoom-in", "zoom-out", "fp-everything", "fp-toggle")
    assert all(one in stop for one, stop in zip(wanted, stops, strict=True)), stops


def test_a_click_on_a_site_opens_its_figures_and_tells_the_table(show: Show, outer: Page) -> None:
    frame = show(hand_map())
    frame.locator(".leaflet-foodplan-sites-pane path").first.click(force=True)
    popup = frame.locator(".leaflet-popup")
    expect(popup).to_contain_text("Marseille")
    expect(popup).to_contain_text("08:30")
    outer.wait_for_function("told.length > 0")
    told = outer.evaluate("told")
    assert told == [{"foodplan": "stop", "place_id": "A", "route_id": "0-V1"}]


def test_the_table_can_show_a_day_a_route_and_a_place(show: Show, outer: Page) -> None:
    frame = show(hand_map())
    send(outer, {"foodplan": "show", "day": 1})
    expect(frame.locator("input[name=fp-day][value='1']")).to_be_checked()
    send(outer, {"foodplan": "show", "route_id": "0-V1"})
    expect(frame.locator("input[name=fp-day][value='0']")).to_be_checked()
    send(outer, {"foodplan": "show", "place_id": "P1"})
    expect(frame.locator(".leaflet-popup")).to_contain_text("apple")


def test_what_no_vehicle_brings_stands_on_the_sheets_of_its_places(show: Show, outer: Page) -> None:
    frame = show(hand_map(plan=without_vehicles()))
    popup = frame.locator(".leaflet-popup").last
    told = {
        "A": ("Wed", "09:00", "collected at the hub", "4"),
        "H": ("handouts at the hub", "Wed", "09:00", "A"),
        "P1": ("The producer brings itself", "Thu", "B", "apple", "3", "30"),
        "B": ("Brought by the producer itself", "Thu", "P1", "apple", "3", "30"),
    }
    for place_id, texts in told.items():
        send(outer, {"foodplan": "show", "place_id": place_id})
        for text in texts:
            expect(popup).to_contain_text(text)
    dotted = frame.locator(".leaflet-foodplan-routes-pane path[stroke-dasharray='1 6']")
    expect(dotted).to_have_count(1)
    expect(frame.locator(".fp-legend")).to_contain_text("Brought by the producer itself")
    send(outer, {"foodplan": "show", "day": 2})
    expect(dotted).to_have_count(0)
    expect(frame.locator(".fp-summary")).to_have_text("4\u00a0baskets collected at the hub")


def test_nonsense_from_outside_changes_nothing(
    show: Show, outer: Page, complaints: list[str]
) -> None:
    frame = show(hand_map())
    for message in ({}, {"foodplan": "stop"}, {"foodplan": "show", "day": 9}):
        send(outer, message)
    send(outer, {"foodplan": "show", "day": 0})
    expect(frame.locator("input[name=fp-day][value='0']")).to_be_checked()
    assert complaints == []


@pytest.mark.parametrize("text", WICKED)
def test_wicked_names_are_shown_as_they_are_written(
    show: Show, outer: Page, asked: list[str], complaints: list[str], text: str
) -> None:
    notes = dict.fromkeys(("A", "P1", "H"), (text,))
    frame = show(
        hand_map(
            wicked_problem(text),
            backdrop=wicked_backdrop(text),
            notes=notes,
            plan=without_vehicles(),
        )
    )
    for place_id in ("A", "P1", "H"):
        send(outer, {"foodplan": "show", "place_id": place_id})
        expect(frame.locator(".leaflet-popup h2").last).to_have_text(text)
        expect(frame.locator(".leaflet-popup .fp-note").last).to_have_text(text)
    frame.locator("path.leaflet-interactive").first.dispatch_event("click")
    assert frame.evaluate("document.querySelectorAll('img, iframe, link').length") == 0
    assert frame.evaluate("document.querySelector('.fp-town').textContent") == text
    assert escape(text, quote=False) in frame.locator(".leaflet-control-attribution").inner_html()
    assert asked == []
    assert complaints == []


def test_french_and_narrow_the_panel_is_folded_until_asked_for(show: Show, outer: Page) -> None:
    outer.set_viewport_size({"width": 390, "height": 800})
    frame = show(hand_map(language="fr"))
    toggle = frame.get_by_role("button", name=say("map-panel", "fr"))
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(frame.get_by_text("Semaine")).to_be_hidden()
    toggle.click()
    expect(frame.get_by_text("Semaine")).to_be_visible()
