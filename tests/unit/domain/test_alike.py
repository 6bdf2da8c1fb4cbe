from __future__ import annotations

import pytest

from foodplan.domain.finding import Finding, Severity, alike, spans


def wrong_hub(row: int, file: str = "lots.csv", **changes: object) -> Finding:
    params = {"text": "HUB-X", "table": "hubs", **changes}
    return Finding(code="cell-unknown-id", file=file, row=row, column="hub_id", params=params)


def test_the_same_of_several_rows_is_told_once_with_the_other_rows() -> None:
    found = [wrong_hub(2), wrong_hub(3), wrong_hub(5), wrong_hub(2, "vehicles.csv")]
    assert [(one.file, one.row, others) for one, others in alike(found)] == [
        ("lots.csv", 2, (3, 5)),
        ("vehicles.csv", 2, ()),
    ]


def test_of_dates_that_differ_the_first_is_shown() -> None:
    days = ("2020-05-05", "2020-05-04", "2020-05-05", "")
    found = [Finding(code="late", file="lots.csv", row=n, value=day) for n, day in enumerate(days)]
    assert [(one.value, others) for one, others in alike(found)] == [("2020-05-05, …", (1, 2, 3))]


def test_another_value_or_weight_is_another_finding() -> None:
    warns = Finding(code="x", severity=Severity.WARNS, file="lots.csv", row=2)
    blocks = Finding(code="x", file="lots.csv", row=3)
    found = [wrong_hub(2), wrong_hub(3, text="HUB-Y"), warns, blocks]
    assert [others for _, others in alike(found)] == [(), (), (), ()]


def test_findings_about_no_row_and_lines_of_yaml_stay_apart() -> None:
    yaml = [
        Finding(code="yaml-missing", file="a.yaml", row=row, column="3", params={"key": "id"})
        for row in (1, 2)
    ]
    whole = [Finding(code="table-empty", params={"table": "lots"})] * 2
    assert len(alike([*yaml, *whole])) == 4


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ((), ""),
        ((4,), "4"),
        ((3, 4), "3-4"),
        ((9, 3, 5, 4), "3-5, 9"),
        (tuple(range(2, 40, 2)), "2, 4, 6, 8, 10, 12, 14, 16, …"),
    ],
)
def test_rows_are_told_in_short(rows: tuple[int, ...], wanted: str) -> None:
    assert spans(rows) == wanted


def test_the_column_is_shown_where_the_sentence_does_not_say_it() -> None:
    # "day" is part of "Monday", and of many other sentences that do not name the column.
    silent = Finding(
        code="time-day",
        file="links.csv",
        row=3,
        column="day",
        params={"column": "day", "text": "Mnday"},
    )
    assert silent.words("en").startswith("links.csv:3: day: Mnday is no day")
    assert wrong_hub(2, column="hub_id").words("en").startswith("lots.csv:2: hub_id HUB-X")
