"""Adjustments in words, and why some cannot be tried."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.fake_planner import FULL, a_plan, a_week

from foodplan.domain.accident import LockKind, Locks, Moment, StopLock
from foodplan.domain.adjustment import Insert, Move, misfits
from foodplan.domain.adjustment_words import read_insert, read_move, read_stop_locks
from foodplan.domain.finding import Violation
from foodplan.domain.ids import SiteId, VehicleId
from foodplan.domain.past import past_of
from foodplan.errors import InvalidValue, NotFound

WEEK, PLAN = a_week(), a_plan(FULL)
TO_V2 = Move(
    place_id="S1",
    day=0,
    vehicle_id=VehicleId("V1"),
    to_day=0,
    to_vehicle_id=VehicleId("V2"),
)


def test_a_move_names_its_stop_by_its_place_where_there_is_one() -> None:
    assert read_move(PLAN, WEEK, "en", place="s1", of="", to="v2") == TO_V2


def test_a_move_may_name_day_trip_and_position() -> None:
    move = read_move(
        PLAN, WEEK, "fr", place="S1", of="lun:V1", to="", day="mer", trip=2, position=1
    )

    assert (move.to_vehicle_id, move.to_day, move.trip, move.position) == ("V1", 2, 2, 1)


def test_a_place_with_several_stops_must_be_told_apart() -> None:
    twice = replace(PLAN, routes=(*PLAN.routes, replace(PLAN.routes[0], day=3)))

    with pytest.raises(InvalidValue, match="Mon V1, Thu V1"):
        read_move(twice, WEEK, "en", place="S1", of="", to="V2")
    assert read_move(twice, WEEK, "en", place="S1", of="thu", to="V2").day == 3


@pytest.mark.parametrize(
    ("changes", "error", "why"),
    [
        ({"place": "S11"}, NotFound, "did you mean S1"),
        ({"to": "V22"}, NotFound, "did you mean V2"),
        ({"day": "someday"}, InvalidValue, "is no day"),
        ({"of": "fri"}, InvalidValue, "has no stop"),
    ],
)
def test_words_that_mean_nothing_are_refused(
    changes: dict[str, str], error: type[Exception], why: str
) -> None:
    words = {"place": "S1", "of": "", "to": "V2"} | changes

    with pytest.raises(error, match=why):
        read_move(PLAN, WEEK, "en", **words)  # type: ignore[arg-type]


def test_locks_hold_every_stop_of_a_place_or_those_named() -> None:
    twice = replace(PLAN, routes=(*PLAN.routes, replace(PLAN.routes[0], day=3)))

    both = read_stop_locks(twice, WEEK, "fr", place="S1", of="", kinds="véhicule,jour")
    one = read_stop_locks(twice, WEEK, "en", place="S1", of="thu", kinds="order")

    assert {(lock.day, lock.kind.value) for lock in both} == {
        (day, kind) for day in (0, 3) for kind in ("vehicle", "day")
    }
    assert one == {StopLock(place_id="S1", day=3, kind=LockKind.ORDER)}
    with pytest.raises(InvalidValue, match="is no lock"):
        read_stop_locks(PLAN, WEEK, "en", place="S1", of="", kinds="colour")


def held(kind: LockKind) -> Locks:
    return Locks(stops=frozenset({StopLock(place_id="S1", day=0, kind=kind)}))


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (replace(TO_V2, day=2), "adjust-no-stop"),
        (replace(TO_V2, at=Moment(day=0, minute=720.0)), "adjust-made"),
        (replace(TO_V2, locks=held(LockKind.VEHICLE)), "adjust-locked"),
        (replace(TO_V2, locks=held(LockKind.ORDER)), "adjust-locked"),
        (replace(TO_V2, to_day=1, locks=held(LockKind.DAY)), "adjust-locked"),
        (replace(TO_V2, to_day=6), "adjust-no-shift"),
        (Insert(site_id=SiteId("S1")), "adjust-served"),
        (Insert(site_id=SiteId("S1"), nth=9), "adjust-served"),
    ],
)
def test_what_cannot_be_tried_is_said(wish: Move | Insert, code: str) -> None:
    found = misfits(wish, WEEK, PLAN, past_of(PLAN, WEEK, wish.at))

    assert found[0].code == code
    assert found[0].words("fr")
    assert found[0].words("en")


def test_a_stop_does_not_go_to_a_day_on_which_its_place_is_closed() -> None:
    mornings = tuple(one for one in WEEK.site[SiteId("S1")].windows if one.day < 2)
    sites = tuple(
        replace(site, windows=mornings) if site.site_id == "S1" else site for site in WEEK.sites
    )
    week = replace(WEEK, sites=sites)
    (found,) = misfits(replace(TO_V2, to_day=3), week, PLAN, past_of(PLAN, week, Moment()))
    assert found.words("en").startswith("S1 is closed on Thursday")
    assert misfits(replace(TO_V2, to_day=1), week, PLAN, past_of(PLAN, week, Moment())) == ()


def test_what_can_be_tried_passes() -> None:
    day_only = replace(TO_V2, locks=held(LockKind.DAY))
    insert = read_insert(WEEK, "en", site="s4", nth=1)
    short = a_plan({"S1": 40, "S2": 30, "S3": 15})

    assert misfits(day_only, WEEK, PLAN, past_of(PLAN, WEEK, Moment())) == ()
    assert misfits(insert, WEEK, short, past_of(short, WEEK, Moment())) == ()


def test_broken_rules_are_told_with_day_vehicle_and_stop_in_words() -> None:
    params = {"where": "route 3-VAN-07, stop S-1", "amount": 33.0}
    broken = Violation(rule="stop_window", where="route 3-VAN-07, stop S-1", params=params)

    assert broken.words("fr").startswith("jeu. VAN-07, arrêt S-1")
    assert broken.words("en").startswith("Thu VAN-07, stop S-1")
