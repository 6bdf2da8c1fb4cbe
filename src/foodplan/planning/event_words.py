"""What happened to a plan in a few words, for the name of the plan that came of it."""

from __future__ import annotations

from collections.abc import Iterable

from foodplan.domain.accident import Accident
from foodplan.domain.adjustment import Move, PlanEvent
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import (
    AddSite,
    Change,
    CloseSite,
    RemoveProducer,
    ScaleSupply,
    SetNeed,
    SlowRoads,
    VehicleOut,
)
from foodplan.texts import Language, number, say

_PERCENT = 100


def event_in_words(event: PlanEvent, problem: Problem, language: Language) -> str:
    """Names instead of ids, by the week as it was before."""
    names = _labels(problem)
    if isinstance(event, Accident):
        return _change_in_words(event.change, names, language)
    if isinstance(event, Move):
        vehicle = names.get(event.to_vehicle_id, event.to_vehicle_id)
        to = f"{say(f'day-short-{event.to_day}', language)} {vehicle}"
        place = names.get(event.place_id, event.place_id)
        return say("event-move", language, place=place, to=to)
    return say("event-insert", language, place=names.get(event.site_id, event.site_id))


def _change_in_words(change: Change, names: dict[str, str], language: Language) -> str:
    where = change.where
    match change:
        case VehicleOut():
            return _on_days("event-out", _named(where.vehicles, names), change.days, language)
        case CloseSite():
            return _on_days("event-closed", _named(where.sites, names), change.days, language)
        case RemoveProducer():
            return say("event-fails", language, name=_named(where.producers, names))
        case ScaleSupply():
            less = number((1 - change.by) * _PERCENT, language)
            return say("event-smaller", language, name=_named(where.lots, names), percent=less)
        case SetNeed():
            name = _named(where.sites, names)
            return say("event-needs", language, name=name, n=change.baskets)
        case SlowRoads():
            times = f"{change.by:g}".replace(".", "," if language == "fr" else ".")
            name = _named(where.towns | where.sites, names) or say("repair-everywhere", language)
            return say("event-slow", language, name=name, times=times)
        case AddSite():
            return say("event-new", language, name=change.site.label)
        case _:
            return change.because


def _on_days(code: str, name: str, days: Iterable[int], language: Language) -> str:
    told = ", ".join(say(f"day-short-{day}", language) for day in sorted(days))
    return say(code, language, name=name) + (f" ({told})" if told else "")


def _named(ids: Iterable[str], names: dict[str, str]) -> str:
    return ", ".join(names.get(one, one) for one in sorted(ids))


def _labels(problem: Problem) -> dict[str, str]:
    labels: dict[str, str] = {one.vehicle_id: one.label for one in problem.vehicles}
    labels |= {one.site_id: one.label for one in problem.sites}
    labels |= {one.producer_id: one.label for one in problem.producers}
    return labels
