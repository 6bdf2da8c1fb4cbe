"""Numbers, dates and plurals as people of the language write them."""

from datetime import UTC, date, datetime

from foodplan.domain.basics import Label
from foodplan.web.words import Words

FR, EN = Words("fr"), Words("en")


def test_french_says_one_for_zero_and_one() -> None:
    assert FR.say("plan-n-baskets", n=0) == "0 panier"
    assert FR.say("plan-n-baskets", n=2) == "2 paniers"
    assert EN.say("plan-n-baskets", n=0) == "0 baskets"


def test_a_share_below_all_never_shows_as_all() -> None:
    assert EN.share(0.996) == "99%"
    assert EN.share(1.0) == "100%"
    assert FR.share(0.5) == "50\u00a0%"


def test_a_week_is_named_by_its_monday() -> None:
    assert EN.week("2026-W48") == "Week of Monday 23\u00a0November\u00a02026"
    assert EN.week("no week") == "no week"
    assert FR.day(date(2026, 6, 1)) == "1er\u00a0juin"


def test_moments_follow_the_clock_of_the_place() -> None:
    assert EN.moment(datetime(2026, 11, 22, 6, 30, tzinfo=UTC)).endswith("at 07:30")


def test_times_below_a_minute_are_seconds() -> None:
    assert (EN.duration(59), EN.duration(61)) == ("59\u00a0s", "1\u00a0min 01\u00a0s")
    assert EN.duration(120) == "2\u00a0min"


def test_labels_of_data_get_french_spaces() -> None:
    label = Label(fr="8 000 pains ?", en="8,000 loaves?")
    assert (FR.label(label), EN.label(label)) == ("8\u202f000 pains\u202f?", "8,000 loaves?")
