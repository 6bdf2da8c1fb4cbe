"""Adjustments as people type them: names without regard to case, days as `wed` or `mer`."""

from __future__ import annotations

from foodplan.domain.accident import LockKind, StopLock
from foodplan.domain.accident_words import known_name, read_day
from foodplan.domain.adjustment import Insert, Move, stops_of
from foodplan.domain.ids import PlaceId, SiteId, VehicleId
from foodplan.domain.names import fold
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.errors import InvalidValue
from foodplan.texts import Language, say


def read_move(
    plan: Plan,
    problem: Problem,
    language: Language,
    *,
    place: str,
    of: str,
    to: str,
    day: str = "",
    trip: int | None = None,
    position: int | None = None,
    others_give_way: bool = False,
) -> Move:
    """A move; `of` names the stop where the place has several (`tue:VAN-03`, `tue`)."""
    place_id = _place(place, problem, language)
    calls = _calls(place_id, of, plan, problem, language)
    if len(calls) > 1:
        told = ", ".join(f"{say(f'day-short-{one}', language)} {who}" for one, who in calls)
        raise InvalidValue(say("adjust-which", language, place=place_id, calls=told))
    ((from_day, vehicle_id),) = calls
    return Move(
        place_id=place_id,
        day=from_day,
        vehicle_id=vehicle_id,
        to_day=_day(day, language) if day.strip() else from_day,
        to_vehicle_id=VehicleId(known_name(to, problem.vehicle, language)) if to else vehicle_id,
        trip=trip,
        position=position,
        others_give_way=others_give_way,
    )


def read_insert(problem: Problem, language: Language, *, site: str, nth: int) -> Insert:
    """An insertion at the nth best place."""
    return Insert(site_id=SiteId(known_name(site, problem.site, language)), nth=nth)


def read_stop_locks(
    plan: Plan, problem: Problem, language: Language, *, place: str, of: str, kinds: str
) -> frozenset[StopLock]:
    """Locks of every stop of a place, or of those that `of` names; `vehicle,day,order`."""
    place_id = _place(place, problem, language)
    days = {day for day, _ in _calls(place_id, of, plan, problem, language)}
    wanted = {_kind(part, language) for part in kinds.split(",") if part.strip()}
    return frozenset(
        StopLock(place_id=place_id, day=day, kind=kind) for day in days for kind in wanted
    )


def _place(name: str, problem: Problem, language: Language) -> PlaceId:
    return known_name(name, [*problem.site, *problem.producer], language)


def _calls(
    place_id: PlaceId, of: str, plan: Plan, problem: Problem, language: Language
) -> list[tuple[int, VehicleId]]:
    """Day and vehicle of the stops meant; InvalidValue if there is none."""
    calls = [(day, vehicle_id) for day, vehicle_id, _ in stops_of(plan, place_id)]
    day_text, _, vehicle = of.strip().partition(":")
    if day_text:
        day = _day(day_text, language)
        calls = [call for call in calls if call[0] == day]
    if vehicle:
        name = known_name(vehicle, problem.vehicle, language)
        calls = [call for call in calls if call[1] == name]
    if not calls:
        raise InvalidValue(say("adjust-no-stops", language, place=place_id))
    return calls


def _day(text: str, language: Language) -> int:
    try:
        return read_day(text)
    except ValueError as error:
        raise InvalidValue(say("adjust-no-day-word", language, text=text)) from error


def _kind(text: str, language: Language) -> LockKind:
    by_word = {fold(kind.value): kind for kind in LockKind}
    by_word |= {fold(word): kind for word, kind in _FRENCH.items()}
    if fold(text) not in by_word:
        raise InvalidValue(say("lock-unknown-kind", language, text=text.strip()))
    return by_word[fold(text)]


_FRENCH = {"véhicule": LockKind.VEHICLE, "jour": LockKind.DAY, "ordre": LockKind.ORDER}
