"""Forms for the changes that are asked for most, and the line that each of them writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from foodplan.domain.basics import WEEKDAYS
from foodplan.domain.problem import Problem
from foodplan.errors import InvalidValue
from foodplan.web.words import Words

Change = dict[str, str | float | list[str] | Mapping[str, list[str]]]
Answers = Mapping[str, Sequence[str]]
"""Everything that was filled in, by the name of the field."""

_NOT_ID = re.compile(r"[^a-z0-9]+")
_HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeForm:
    """What one kind of change asks for."""

    kind: str
    selector: str
    """Key of `where`; empty: it has none."""
    options: tuple[tuple[str, str], ...]
    """Ids and labels to choose from; an empty id stands for everything."""
    days: tuple[tuple[str, str], ...]
    """Names and labels of the days; empty: it asks for none."""
    factor: str
    """What is filled in at first; empty: it asks for none."""
    has_hours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """A kind of change, before it is known of which week."""

    selector: str
    options: Callable[[Problem], list[tuple[str, str]]]
    has_days: bool = False
    factor: str = ""
    has_hours: bool = False
    may_be_all: bool = False


def change_forms(problem: Problem, words: Words) -> tuple[ChangeForm, ...]:
    """A form for each kind, with what the week has to choose from."""
    days = tuple((WEEKDAYS[day], words.say(f"day-{day}")) for day in _days(problem))
    return tuple(
        ChangeForm(
            kind=kind,
            selector=asks.selector,
            options=(
                *((("", words.say("write-everywhere")),) if asks.may_be_all else ()),
                *asks.options(problem),
            ),
            days=days if asks.has_days else (),
            factor=asks.factor,
            has_hours=asks.has_hours,
        )
        for kind, asks in _KINDS.items()
    )


def change_of(kind: str, answers: Answers, words: Words) -> Change:
    """The change that a filled-in form describes; InvalidValue says what is missing."""
    if kind not in _KINDS:
        raise InvalidValue(words.say("write-unknown-kind"))
    asks = _KINDS[kind]
    named = [one for one in answers.get(f"{kind}.{asks.selector}", ()) if one]
    if not named and not asks.may_be_all:
        raise InvalidValue(words.say("write-choose-one"))
    change: Change = {"id": _id(kind, named), "kind": kind}
    if asks.factor:
        change["by"] = _factor(answers.get(f"{kind}.by", ()), words)
    if asks.has_hours:
        change["between"] = _hours(answers, kind, words)
    if named:
        change["where"] = {asks.selector: named}
    days = [day for day in WEEKDAYS if day in answers.get(f"{kind}.days", ())]
    if asks.has_days and days:
        change["days"] = days
    return change


def _days(problem: Problem) -> range:
    return range(min(problem.calendar.n_days, len(WEEKDAYS)))


def _factor(given: Sequence[str], words: Words) -> float:
    try:
        factor = float((given[0] if given else "").replace(",", "."))
    except ValueError:
        raise InvalidValue(words.say("write-factor")) from None
    if not 0 <= factor <= 100:
        raise InvalidValue(words.say("write-factor"))
    return factor


def _hours(answers: Answers, kind: str, words: Words) -> str:
    begin, end = ("".join(answers.get(f"{kind}.{name}", ())[:1]) for name in ("from", "until"))
    if not (_HOURS.fullmatch(begin) and _HOURS.fullmatch(end) and begin < end):
        raise InvalidValue(words.say("write-hours"))
    return f"{begin}-{end}"


def _id(kind: str, named: Sequence[str]) -> str:
    """Such as vehicle-out-van-03; numbered by whoever writes it if it is taken."""
    words = [kind, *named[:2]]
    return _NOT_ID.sub("-", " ".join(words).casefold()).strip("-")[:60]


_KINDS = {
    "vehicle_out": _Kind(
        selector="vehicles",
        options=lambda week: [(one.vehicle_id, one.label) for one in week.vehicles],
        has_days=True,
    ),
    "close_site": _Kind(
        selector="sites",
        options=lambda week: [(one.site_id, f"{one.label} ({one.town})") for one in week.sites],
        has_days=True,
    ),
    "scale_need": _Kind(
        selector="towns",
        options=lambda week: [(town, town) for town in sorted({one.town for one in week.sites})],
        factor="1.2",
        may_be_all=True,
    ),
    "scale_supply": _Kind(
        selector="producers",
        options=lambda week: [(one.producer_id, one.label) for one in week.producers],
        factor="0.5",
        may_be_all=True,
    ),
    "close_hub": _Kind(
        selector="hubs",
        options=lambda week: [(one.hub_id, one.label) for one in week.hubs],
        has_days=True,
    ),
    "slow_roads": _Kind(
        selector="towns",
        options=lambda week: [(town, town) for town in sorted({one.town for one in week.sites})],
        factor="2",
        has_hours=True,
        may_be_all=True,
    ),
}
