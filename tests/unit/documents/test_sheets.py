from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

from tests.builders import HUB, a_producer
from tests.fake_planner import NASTY
from tests.plans import hand_plan, hand_problem

from foodplan.documents.sheets import sheets_page
from foodplan.domain.basics import Label
from foodplan.domain.ids import HubId, SiteId
from foodplan.domain.plan import Drop, Handout
from foodplan.domain.problem import Problem

PLAN, PROBLEM = hand_plan(), hand_problem()


def html(problem: Problem = PROBLEM, **changes: Any) -> str:
    wanted: dict[str, Any] = {"name": "w1", "label": Label(fr="Semaine", en="Week")}
    plan = changes.pop("plan", PLAN)
    return sheets_page(plan, problem, **wanted | {"language": "en"} | changes)


def told(page: str) -> str:
    """What one reads, cell by cell."""
    body = page[page.index("<body>") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " | ", body)).split())


def cells(page: str, first: str) -> list[list[str]]:
    """Rows whose first cell is so."""
    rows = re.findall(r"<tr>(.*?)</tr>", page)
    found = [[unescape(one) for one in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in rows]
    return [row for row in found if row and row[0] == first]


def test_a_driver_reads_when_and_where_to_hand_over_and_load() -> None:
    page = html(day=0, vehicle_id="V1")

    assert page.count('<section class="sheet">') == 1
    caption = "Trip 1: load at H from 08:00, leave 08:20, back 09:17 – on board: 10 × basket"
    assert caption in told(page)
    (site,), (farm,) = cells(page, "1"), cells(page, "2")
    assert site[1] == "08:30"
    assert site[4:] == ["10 × basket", ""]
    assert farm[1] == "08:55"
    assert farm[4:] == ["load 100 kg of apple, 10 crates (lot L2)", ""]


def test_a_vehicle_that_goes_out_to_collect_only_is_not_told_to_load() -> None:
    (monday, tuesday), (trip,) = PLAN.routes, PLAN.routes[0].trips
    collects = replace(trip, stops=trip.stops[1:])
    plan = replace(PLAN, routes=(replace(monday, trips=(collects,)), tuesday))

    page = told(html(plan=plan, day=0, vehicle_id="V1"))
    assert "Trip 1: at H from 08:00, leave empty 08:20, back 09:17" in page


def test_the_first_of_a_month_is_counted_in_french() -> None:
    calendar = replace(PROBLEM.calendar, start=date(2026, 6, 1))
    page = html(replace(PROBLEM, calendar=calendar), day=0, vehicle_id="V1", language="fr")

    assert "Lundi 1er\u00a0juin 2026" in page


def test_a_hub_reads_what_a_basket_holds_and_whom_it_loads() -> None:
    page = html(day=1)

    assert "Pack 8 × basket" in told(page)
    # 40 kg of each in 8 baskets: 5 kg a basket.
    assert cells(page, "carrot") == [["carrot", "40", "5.00"]]
    assert cells(page, "08:00") == [
        ["08:00", "08:20", "V1", "8 × basket; 10 kg apple", "09:10", ""]
    ]


def test_goods_that_a_producer_brings_are_expected_at_the_hub() -> None:
    brings = hand_problem(producers=(a_producer("P1", brings_to_hub=HubId(HUB)),))
    label = brings.producers[0].label
    assert cells(html(brings, day=0), label) == [[label, "apple", "100", "10", "L2", ""]]
    assert cells(html(day=0), label) == []


def test_people_who_collect_at_the_hub_have_their_table() -> None:
    handout = Handout(
        site_id=SiteId("A"),
        hub_id=HubId(HUB),
        day=2,
        from_min=600.0,
        drops=(Drop(basket_id=PROBLEM.baskets[0].basket_id, n_baskets=3),),
    )
    page = html(plan=replace(PLAN, handouts=(handout,)), day=2)
    assert cells(page, "10:00") == [["10:00", PROBLEM.site[SiteId("A")].label, "3 × basket", ""]]


def test_each_sheet_begins_a_page_and_names_the_plan() -> None:
    page = html(language="fr")
    # Hub and van, on Monday and on Tuesday.
    assert page.count('<section class="sheet">') == page.count("Semaine · w1 ·") == 4
    assert "break-before: page" in page


def test_names_from_data_stay_text_and_nothing_is_asked_of_anybody() -> None:
    nasty = hand_problem(producers=(a_producer("P1", label=NASTY),))
    page = html(nasty)
    assert NASTY not in page
    assert NASTY in told(page)
    assert not re.search(r"(src|href)=", page)


def test_a_day_without_work_says_so() -> None:
    assert "Nobody drives and nothing is packed." in told(html(day=3))
