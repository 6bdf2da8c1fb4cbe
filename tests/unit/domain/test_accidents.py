"""Accidents in words, what has happened by a moment, and the week as it is known after it."""

from __future__ import annotations

import pytest
from tests.builders import a_problem, a_producer, a_site, a_vehicle, all_week, near
from tests.fake_planner import FULL, a_plan, a_week

from foodplan.domain.accident import Locks, Moment
from foodplan.domain.accident_words import read_change, read_locks, read_moment
from foodplan.domain.past import past_of
from foodplan.domain.scenario import (
    AddSite,
    CloseSite,
    RemoveProducer,
    ScaleSupply,
    SetNeed,
    SlowRoads,
    VehicleOut,
)
from foodplan.domain.striking import strike
from foodplan.errors import InvalidValue, NotFound

WEEK = a_week()
PLAN = a_plan(FULL)
MONDAY_NOON = Moment(day=0, minute=720.0)


@pytest.mark.parametrize(
    ("words", "kind", "selector", "names"),
    [
        ("v1-out", VehicleOut, "vehicles", {"V1"}),
        ("driver-V1-out", VehicleOut, "vehicles", {"V1"}),
        ("P1-fails", RemoveProducer, "producers", {"P1"}),
        ("l2-smaller:40%", ScaleSupply, "lots", {"L2"}),
        ("S1-closed", CloseSite, "sites", {"S1"}),
        ("S1-needs:30", SetNeed, "sites", {"S1"}),
        ("marseille-slow:1.5", SlowRoads, "towns", {"Marseille"}),
    ],
)
def test_words_name_the_kind_and_the_thing(
    words: str, kind: type, selector: str, names: set[str]
) -> None:
    change = read_change(words, WEEK, "en")

    assert isinstance(change, kind)
    assert getattr(change.where, selector) == names


def test_words_carry_amounts_and_days() -> None:
    smaller = read_change("L2-smaller:40%", WEEK, "en")
    closed = read_change("S1-closed:mer,jeu", WEEK, "en")
    new = read_change("new-site:N:43.3:5.4:25", WEEK, "en")

    assert isinstance(smaller, ScaleSupply)
    assert smaller.by == pytest.approx(0.6)
    assert isinstance(closed, CloseSite)
    assert closed.days == {2, 3}
    assert isinstance(new, AddSite)
    assert (new.site.site_id, new.needs[0][1]) == ("N", 25)


@pytest.mark.parametrize(
    "words", ["", "V1", "V1-flies", "L2-smaller:x", "L2-smaller:120%", "new-site:N:43", "S1-needs:"]
)
def test_other_words_are_refused_with_an_example(words: str) -> None:
    with pytest.raises(InvalidValue, match="van-03-out"):
        read_change(words, WEEK, "en")


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFound, match="did you mean V1"):
        read_change("V11-out", WEEK, "en")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("", Moment()),
        ("tue 09:30", Moment(day=1, minute=570.0)),
        ("mer 9:30", Moment(day=2, minute=570.0)),
    ],
)
def test_moments_are_read_in_both_languages(text: str, moment: Moment) -> None:
    assert read_moment(text, WEEK, "fr") == moment


@pytest.mark.parametrize("text", ["someday", "sun 09:30", "tue 25:00", "tue 09:30 sharp"])
def test_moments_outside_the_week_are_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        read_moment(text, WEEK, "en")


def test_locks_name_vehicles_days_and_the_order() -> None:
    assert read_locks("V1, wed, order", WEEK, "en") == Locks(
        vehicles=frozenset({"V1"}),  # type: ignore[arg-type]
        days=frozenset({2}),
        order=True,
    )


def test_a_trip_counts_as_made_once_it_began_to_load() -> None:
    # The van of Monday begins to load at 7:48.
    before = past_of(PLAN, WEEK, Moment(day=0, minute=468.0))
    after = past_of(PLAN, WEEK, Moment(day=0, minute=469.0))

    assert before.trips == {}
    assert before.packed_until == {"H": 0}
    assert list(after.trips) == [(0, "V1")]
    assert after.packed_until == {"H": 1}
    assert after.given() == {("S1", "basket"): 40, ("S2", "basket"): 30}


def test_what_was_driven_stays_in_the_shift_of_a_van_that_is_out() -> None:
    past = past_of(PLAN, WEEK, MONDAY_NOON)

    after, findings = strike(WEEK, PLAN, past, read_change("V1-out", WEEK, "en"))

    assert findings == ()
    (shift,) = after.vehicle[PLAN.routes[0].vehicle_id].shifts
    assert (shift.day, shift.start_min, shift.end_min) == (0, 468, 600)


def test_a_delivery_on_its_way_still_finds_the_site_open() -> None:
    past = past_of(PLAN, WEEK, Moment(day=0, minute=480.0))

    after, _ = strike(WEEK, PLAN, past, read_change("S1-closed", WEEK, "en"))

    (site,) = (site for site in after.sites if site.site_id == "S1")
    assert [(window.day, window.start_min) for window in site.windows] == [(0, 500.0)]


def test_needs_do_not_fall_below_what_was_given() -> None:
    past = past_of(PLAN, WEEK, MONDAY_NOON)

    after, _ = strike(WEEK, PLAN, past, read_change("S1-needs:5", WEEK, "en"))

    assert after.baskets_needed(PLAN.routes[0].trips[0].stops[0].place_id) == 40  # type: ignore[arg-type]


def test_stock_that_was_packed_is_not_lost_again() -> None:
    # 700 of 1,200 kg went out on Monday; of a lot half as large, 700 kg stay.
    past = past_of(PLAN, WEEK, MONDAY_NOON)

    after, _ = strike(WEEK, PLAN, past, read_change("L1-smaller:50%", WEEK, "en"))

    assert {lot.lot_id: lot.gross_kg for lot in after.lots}["L1"] == pytest.approx(700.0)  # type: ignore[index]


def test_a_change_that_names_nothing_is_found() -> None:
    far = a_problem(
        sites=(a_site("A", location=near(3)),),
        producers=(a_producer(windows=all_week()),),
        vehicles=(a_vehicle("V1"),),
    )
    past = past_of(PLAN, WEEK, Moment())

    _, findings = strike(far, PLAN, past, read_change("V2-out", WEEK, "en"))

    assert [finding.code for finding in findings] == ["change-unknown-name"]
