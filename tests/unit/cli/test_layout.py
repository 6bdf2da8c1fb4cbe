import io

import pytest

from foodplan.cli.layout import columns, fold, terminal_width
from foodplan.cli.session import Session

HEADS = ("Stop", "Place", "Spare kg", "Spare pallets")
ROWS = (
    ("SITE-001", "Fri VAN-04, trip 1, stop 1", "630", "3.5"),
    ("", "Fri VAN-01, trip 1, stop 1", "1,850", "10.5"),
)


def test_a_table_takes_the_width_that_it_needs() -> None:
    assert columns(HEADS, ROWS, width=None, right={2, 3}) == [
        "Stop      Place                       Spare kg  Spare pallets",
        "SITE-001  Fri VAN-04, trip 1, stop 1       630            3.5",
        "          Fri VAN-01, trip 1, stop 1     1,850           10.5",
    ]


def test_headers_are_folded_before_what_stands_below_them() -> None:
    assert columns(HEADS, ROWS, width=56, right={2, 3}) == [
        "Stop      Place                       Spare kg     Spare",
        "                                                 pallets",
        "SITE-001  Fri VAN-04, trip 1, stop 1       630       3.5",
        "          Fri VAN-01, trip 1, stop 1     1,850      10.5",
    ]


def test_the_widest_column_is_folded_at_words_where_that_is_not_enough() -> None:
    assert columns(HEADS, ROWS[:1], width=42, right={2, 3}) == [
        "Stop      Place             Spare    Spare",
        "                               kg  pallets",
        "SITE-001  Fri VAN-04, trip    630      3.5",
        "          1, stop 1",
    ]


@pytest.mark.parametrize("width", range(30, 90))
def test_no_line_is_wider_than_the_terminal_and_no_word_is_broken(width: int) -> None:
    lines = columns(HEADS, ROWS, width=width)
    assert max(map(len, lines)) <= max(width, len("SITE-001  VAN-04,  Spare  pallets"))
    words = " ".join(lines).split()
    assert {"SITE-001", "VAN-04,", "VAN-01,", "1,850", "10.5", "pallets"} <= set(words)


def test_an_id_is_never_broken_but_in_a_header() -> None:
    name = "w17-crisis-week-5127"
    assert columns(("", name), [("km", name)], width=10)[-1] == f"km  {name}"
    assert columns(("", name), [("km", "5")], width=16) == [
        "    w17-crisis-",
        "    week-5127",
        "km  5",
    ]


def test_text_is_folded_at_words_and_commands_stay_whole() -> None:
    text = "Next: `foodplan plan crisis-week` and\n      more of it"
    assert fold(text, 20) == [
        "Next:",
        "`foodplan plan crisis-week`",
        "and",
        "      more of it",
    ]


def test_the_width_is_asked_of_the_caller_then_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    assert terminal_width(io.StringIO()) == 72
    monkeypatch.setenv("COLUMNS", "0")
    assert terminal_width(io.StringIO()) is None
    monkeypatch.delenv("COLUMNS")
    assert terminal_width(io.StringIO()) is None


def test_a_line_into_a_pipe_stays_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = "one two three four five six seven eight nine ten eleven twelve"
    monkeypatch.delenv("COLUMNS", raising=False)
    Session().line(told)
    monkeypatch.setenv("COLUMNS", "40")
    Session().line(told)
    whole, *folded = capsys.readouterr().out.splitlines()
    assert whole == told
    assert " ".join(folded) == told
    assert len(folded) == 2
