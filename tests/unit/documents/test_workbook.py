from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook
from tests.plans import BASKET, hand_plan, hand_problem, with_stop

from foodplan.documents.workbook import (
    comparison_workbook,
    plan_workbook,
    table_workbook,
    weeks_workbook,
)
from foodplan.domain.plan import Drop, Limit
from foodplan.evaluate import Compared, Reason, Reasons, compare
from foodplan.evaluate.exports import frames
from foodplan.evaluate.horizon import horizon
from foodplan.texts import LANGUAGES, Language

MADE_AT = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
BASE = Compared(plan=hand_plan(), problem=hand_problem())


def sheets_of(book: bytes) -> dict[str, list[list[object]]]:
    read = CalamineWorkbook.from_filelike(io.BytesIO(book))
    return {name: read.get_sheet_by_name(name).to_python() for name in read.sheet_names}


def fewer_for_b(label: str = "B") -> Compared:
    plan = with_stop(hand_plan(), 1, 0, drops=(Drop(basket_id=BASKET, n_baskets=3),))
    limit = Limit(kind="sorting", unit="hour", place_id=None, baskets_per_unit=10.0)
    reason = Reason(
        code="reason-supply", about="B", params={"site": label, "given": 3, "needed": 10}
    )
    return Compared(
        plan=replace(plan, limits=(limit,)),
        problem=hand_problem(needs={"A": 10, "B": 10}),
        reasons=Reasons(sites=(reason,), lots=(), limits=()),
    )


def test_a_comparison_has_its_measures_sites_stops_and_remedies() -> None:
    later = replace(fewer_for_b(), plan=replace(fewer_for_b().plan, routes=hand_plan().routes[:1]))
    book = comparison_workbook(
        ["base", "less", "none"],
        compare(BASE, fewer_for_b(), later),
        made_at=MADE_AT,
        language="en",
    )
    sheets = sheets_of(book)
    heads, *measures = sheets["Measures"]
    assert heads == [
        "Measure", "Unit", "base", "less", "Difference", "Verdict", "none", "Difference", "Verdict",
    ]  # fmt: skip
    assert ["Baskets given", "basket", 18, 13, -5, "worse", 10, -8, "worse"] in measures
    less, none = sheets["Sites"][1:]
    assert less[:2] == ["less", "B"]
    assert less[4:9] == [10, 10, 8, 3, -5]
    assert "not enough food" in str(less[9])
    assert none[8] == -8
    assert ["none", "2026-W48", "B", "stop dropped", "Tuesday V1", ""] in sheets["Stops"]
    assert sheets["Remedies"][1:] == [
        ["less", "2026-W48", "one more hour of sorting", 7, ""],
        ["none", "2026-W48", "one more hour of sorting", 10, ""],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_comparison_gives_the_same_file(language: Language) -> None:
    books = {
        comparison_workbook(
            ["a", "b"], compare(BASE, fewer_for_b()), made_at=MADE_AT, language=language
        )
        for _ in range(2)
    }
    assert len(books) == 1


@pytest.mark.parametrize("wild", ["=1+1", "@SUM(A1)", "http://example.org", "+33", "-x"])
def test_text_stays_text(wild: str) -> None:
    book = comparison_workbook(
        [wild, wild], compare(BASE, fewer_for_b(wild)), made_at=MADE_AT, language="en"
    )
    assert sheets_of(book)["Measures"][0][2] == wild
    assert b"<f>" not in book


def test_a_plan_has_one_sheet_a_table() -> None:
    tables = frames(hand_plan(), hand_problem())
    sheets = sheets_of(plan_workbook(tables, made_at=MADE_AT, language="fr"))
    assert len(sheets) == len(tables)
    heads, *rows = sheets["Arrêts"]
    assert heads == list(tables["stops"].columns)
    assert len(rows) == len(tables["stops"])


def test_a_number_that_is_missing_leaves_its_cell_empty() -> None:
    frame = pd.DataFrame({"value": [1.5, float("nan")], "code": ["a", "b"]})
    sheets = sheets_of(plan_workbook({"measures": frame}, made_at=MADE_AT, language="en"))
    assert sheets["Measures"][1:] == [[1.5, "a"], ["", "b"]]


def test_a_table_stands_alone_on_its_sheet_with_text_as_text() -> None:
    frame = pd.DataFrame({"asks": ["=HYPERLINK(1)", "by 2"], "by": [None, 2.0]})
    sheets = sheets_of(table_workbook(frame, name="Sweep", made_at=MADE_AT))
    assert sheets == {"Sweep": [["asks", "by"], ["=HYPERLINK(1)", ""], ["by 2", 2.0]]}


def test_a_report_over_weeks_has_a_row_for_each_week_and_each_site() -> None:
    # A and B need 10 each; the first week gives 10 and 8, the second 10 and 3.
    report = horizon([(each.plan, each.problem) for each in (BASE, fewer_for_b())])
    book = weeks_workbook(["first", "second"], report, made_at=MADE_AT, language="en")
    sheets = sheets_of(book)
    heads, one, two = sheets["Report"]
    assert heads[:4] == ["Week", "Plan", "Baskets needed", "Baskets given"]
    assert (one[1], one[3], two[1], two[3]) == ("first", 18, "second", 13)
    # Nothing comes before the first week, so nothing can have changed.
    assert one[-3:] == ["", "", ""]
    assert two[-3:] == [0, 0, 0]
    heads, worst, best = sheets["Sites"]
    assert heads[-3:] == ["Needed", "Given", "Fill rate"]
    assert worst[0] == "B"
    assert worst[3:] == [10, 8, 10, 3, 20, 11, 0.55]
    assert best[3:] == [10, 10, 10, 10, 20, 20, 1]
