"""What is refused before a repair, and what it tells beside the plan."""

from __future__ import annotations

import pytest
from tests.fake_planner import FULL, a_plan, a_week

from foodplan.domain.accident import Accident, Moment
from foodplan.domain.accident_words import read_change
from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import Location
from foodplan.domain.finding import Finding
from foodplan.domain.past import past_of
from foodplan.domain.striking import strike
from foodplan.planning.objecting import left_open, objections

WEEK, PLAN = a_week(), a_plan(FULL)
SEA = Backdrop(
    water=(
        tuple(
            Location(lat=lat, lon=lon) for lat, lon in ((43.0, 5), (43.2, 5), (43.2, 6), (43.0, 6))
        ),
    )
)
START = Moment()
FRIDAY_NIGHT = Moment(day=4, minute=1380.0)


def against(words: str, at: Moment = START) -> tuple[Finding, ...]:
    accident = Accident(change=read_change(words, WEEK, "en"), at=at)
    past = past_of(PLAN, WEEK, at)
    after, _ = strike(WEEK, PLAN, past, accident.change)
    return objections(accident, WEEK, after, PLAN, past, SEA)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("new-site:N:43.1:5.5:20", "accident-in-water"),
        ("new-site:N:48.85:2.35:20", "accident-far"),
        ("S1-needs:40", "accident-already-so"),
    ],
)
def test_sites_out_of_place_and_news_that_are_none_are_refused(words: str, code: str) -> None:
    assert [finding.code for finding in against(words)] == [code]


def test_a_vehicle_whose_days_are_over_is_not_out_once_more() -> None:
    (found,) = against("V1-out:mon", FRIDAY_NIGHT)

    assert found.code == "accident-already-out"
    assert "V1 does not drive any more" in found.words("en")


def test_accidents_that_can_happen_pass() -> None:
    assert against("V1-out") == against("new-site:N:43.3:5.4:20") == ()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("S1-closed", "repair-note-made"),
        ("S1-needs:90", "repair-note-short"),
        ("new-site:N:43.3:5.4:20", "repair-note-no-place"),
    ],
)
def test_what_stays_open_is_told(words: str, code: str) -> None:
    at = Moment(day=0, minute=720.0)
    accident = Accident(change=read_change(words, WEEK, "en"), at=at)
    past = past_of(PLAN, WEEK, at)
    after, _ = strike(WEEK, PLAN, past, accident.change)

    assert [note.code for note in left_open(accident, after, PLAN, past)] == [code]
