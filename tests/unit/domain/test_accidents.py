"""Accidents in words, what has happened by a moment, and the week as it is known after it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import a_basket, a_problem, a_producer, a_site, a_vehicle, all_week, near
from tests.fake_planner import FULL, a_plan, a_week

from foodplan.domain.accident import LockKind, Locks, Moment, StopLock
from foodplan.domain.accident_words import read_change, read_locks, read_moment
from foodplan.domain.basics import Temperature
from foodplan.domain.contradictions import contradictions
from foodplan.domain.food import Need
from foodplan.domain.ids import BasketId, SiteId, VehicleId
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
        ("camionnette 1-out", VehicleOut, "vehicles", {"V1"}),
        ("ferme du test-fails", RemoveProducer, "producers", {"P1"}),
        ("Site S1-closed", CloseSite, "sites", {"S1"}),
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


def test_a_label_that_two_share_names_neither_and_an_id_goes_before_a_label() -> None:
    twins = (
        a_vehicle("V1", label="Van"),
        a_vehicle("V2", label="Van"),
        a_vehicle("V3", label="V1"),
    )
    week = a_problem({"A": 5}, vehicles=twins)
    with pytest.raises(NotFound):
        read_change("van-out", week, "en")
    assert read_change("v1-out", week, "en").where.vehicles == {"V1"}


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
        (f"{WEEK.calendar.date_of(1)} 9:30", Moment(day=1, minute=570.0)),
    ],
)
def test_moments_are_read_in_both_languages(text: str, moment: Moment) -> None:
    assert read_moment(text, WEEK, "fr") == moment


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("someday", "is no moment"),
        ("tue 25:00", "is no moment"),
        ("tue 09:30 sharp", "is no moment"),
        ("sun 09:30", "after the week"),
        ("2031-01-01", "after the week"),
        ("2001-01-01 9:30", "before the week"),
    ],
)
def test_moments_outside_the_week_are_refused(text: str, why: str) -> None:
    with pytest.raises(InvalidValue, match=why):
        read_moment(text, WEEK, "en")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("S1-needs:-5", "0 to 100,000 baskets"),
        ("new-site:N:43.3:5.4:-5", "0 to 100,000 baskets"),
        ("new-site:N:143.3:5.4:5", "latitude, then longitude"),
        ("new-site:S1:43.3:5.4:5", "exists already"),
        ("roads-slow:0", "above 0"),
        ("roads-slow:100", "at most 10"),
    ],
)
def test_impossible_amounts_and_places_are_refused_with_what_to_do(words: str, why: str) -> None:
    with pytest.raises(InvalidValue, match=why):
        read_change(words, WEEK, "en")


def test_a_new_site_asks_for_the_basket_that_most_ask_for_unless_it_says_another() -> None:
    week = replace(
        a_problem({"A": 5, "B": 9}),
        baskets=(a_basket("cold", temperatures=frozenset(Temperature)), a_basket("plain")),
        needs=(
            Need(site_id=SiteId("A"), basket_id=BasketId("cold"), baskets=5),
            Need(site_id=SiteId("B"), basket_id=BasketId("plain"), baskets=9),
        ),
    )

    usual = read_change("new-site:N:43.3:5.4:25", week, "en")
    chosen = read_change("new-site:N:43.3:5.4:25:COLD", week, "en")

    assert isinstance(usual, AddSite)
    assert usual.needs == (("plain", 25),)
    assert isinstance(chosen, AddSite)
    assert chosen.needs == (("cold", 25),)
    assert chosen.site.temperatures == frozenset(Temperature)


def test_locks_name_vehicles_days_and_the_order() -> None:
    assert read_locks("V1, wed, order", WEEK, "en") == Locks(
        vehicles=frozenset({"V1"}),  # type: ignore[arg-type]
        days=frozenset({2}),
        order=True,
    )


def test_words_lock_days_vehicles_and_order_of_every_stop() -> None:
    assert read_locks("jours,véhicules,ordre", WEEK, "fr") == Locks(
        order=True, all_vehicles=True, all_days=True
    )


def locked(place: str, day: int, kind: LockKind = LockKind.VEHICLE) -> Locks:
    return Locks(stops=frozenset({StopLock(place_id=place, day=day, kind=kind)}))


@pytest.mark.parametrize(
    ("words", "locks", "code"),
    [
        ("V1-out", locked("S1", 0), "lock-vehicle-out"),
        ("V1-out", Locks(vehicles=frozenset({VehicleId("V1")})), "lock-whole-vehicle-out"),
        ("S1-closed", locked("S1", 0, LockKind.DAY), "lock-site-closed"),
        ("S1-closed", locked("S2", 3, LockKind.ORDER), "lock-no-stop"),
    ],
)
def test_locks_that_cannot_be_kept_are_named(words: str, locks: Locks, code: str) -> None:
    past = past_of(PLAN, WEEK, Moment())
    after, _ = strike(WEEK, PLAN, past, read_change(words, WEEK, "en"))

    found = contradictions(locks, after, PLAN, past)

    assert [finding.code for finding in found] == [code]
    assert "take" in found[0].words("en")


def test_locks_on_stops_that_are_made_or_can_be_made_hold() -> None:
    late, early = past_of(PLAN, WEEK, MONDAY_NOON), past_of(PLAN, WEEK, Moment())
    after, _ = strike(WEEK, PLAN, late, read_change("V1-out", WEEK, "en"))
    other, _ = strike(WEEK, PLAN, early, read_change("V2-out:tue", WEEK, "en"))

    assert contradictions(locked("S1", 0), after, PLAN, late) == ()
    assert contradictions(locked("S1", 0), other, PLAN, early) == ()


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
