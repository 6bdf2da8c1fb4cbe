"""Accidents as people type them: `van-03-out`, `site-014-closed:wed`, `farm-02-fails`.

    VEHICLE-out[:days]   driver-VEHICLE-out[:days]   PRODUCER-fails      LOT-smaller:40%
    SITE-closed[:days]   SITE-needs:30               TOWN-slow:1.5       roads-slow:1.5
    new-site:ID:LAT:LON:BASKETS[:BASKET_ID]

Ids and labels are found without regard to case; days are mon … sun or lun … dim, joined by commas.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from foodplan.domain.accident import Locks, Moment
from foodplan.domain.basics import WEEKDAYS, Location, Temperature, TimeWindow
from foodplan.domain.fleet import Vehicle
from foodplan.domain.food import Basket
from foodplan.domain.ids import SiteId, VehicleId
from foodplan.domain.names import closest, fold
from foodplan.domain.places import Producer, Site
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
    Where,
)
from foodplan.errors import InvalidValue, NotFound
from foodplan.texts import Language, say
from foodplan.units import minutes_of_clock

K = TypeVar("K", bound=str)
JOURS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_WORDS = re.compile(
    r"(?P<name>.+)-(?P<what>out|fails|smaller|closed|needs|slow)(?::(?P<value>.+))?"
)
_NEW = "new-site:"
_ID = re.compile(r"[\w.-]{1,40}")
_SLOWEST = 10.0
_MOST_BASKETS = 100_000
_OPEN_MIN = (480.0, 1080.0)
"""A new site is open from 8:00 to 18:00 unless somebody says more."""
CHANGE_ID = "accident"
ROADS = "roads"
"""Stands for every road, where a town or site stands else."""
_ALL = {
    "order": "order",
    "ordre": "order",
    "days": "days",
    "jours": "days",
    "vehicles": "vehicles",
    "vehicules": "vehicles",
}


def read_change(words: str, problem: Problem, language: Language) -> Change:
    """The change that some words mean; InvalidValue or NotFound says what to write instead."""
    text = words.strip()
    if text.startswith(_NEW):
        return _new_site(text, problem, language)
    match = _WORDS.fullmatch(text)
    if match is None:
        raise InvalidValue(say("accident-unreadable", language, words=text))
    name, what, value = match["name"], match["what"], match["value"] or ""
    try:
        return _change(name, what, value, text, problem, language)
    except ValueError as error:
        if isinstance(error, InvalidValue):
            raise
        raise InvalidValue(say("accident-unreadable", language, words=text)) from error


def read_moment(text: str, problem: Problem, language: Language) -> Moment:
    """`tue 09:30`, `mar 9:30`, `2020-04-21 9:30`, or a day alone; empty: the week's beginning."""
    parts = text.split()
    calendar = problem.calendar
    try:
        minute = minutes_of_clock(parts[1]) if len(parts) > 1 else 0
        if len(parts) > 2:
            raise ValueError(text)
        day = _day_or_date(parts[0], problem) if parts else 0
    except ValueError as error:
        raise InvalidValue(say("accident-no-moment", language, at=text)) from error
    if day not in calendar.days:
        first, last = calendar.date_of(0), calendar.date_of(calendar.n_days - 1)
        code = "accident-before-week" if day < 0 else "accident-after-week"
        raise InvalidValue(say(code, language, at=text, first=first, last=last))
    return Moment(day=day, minute=float(minute))


def _day_or_date(text: str, problem: Problem) -> int:
    if text[:1].isdigit():
        return problem.calendar.day_of(date.fromisoformat(text))
    return read_day(text)


def _change(
    name: str, what: str, value: str, words: str, problem: Problem, language: Language
) -> Change:
    if what == "out":
        vehicle = _named(name.removeprefix("driver-"), problem.vehicle, language)
        where, days = Where(vehicles=frozenset({vehicle})), _days(value)
        return VehicleOut(change_id=CHANGE_ID, because=words, where=where, days=days)
    if what == "fails":
        where = Where(producers=frozenset({_named(name, problem.producer, language)}))
        return RemoveProducer(change_id=CHANGE_ID, because=words, where=where)
    if what == "smaller":
        where = Where(lots=frozenset({known_name(name, problem.lot, language)}))
        by = 1 - _number(value.removesuffix("%")) / 100
        if not 0 <= by < 1:
            raise ValueError(value)
        return ScaleSupply(change_id=CHANGE_ID, because=words, where=where, by=by)
    if what == "closed":
        where = Where(sites=frozenset({_named(name, problem.site, language)}))
        return CloseSite(change_id=CHANGE_ID, because=words, where=where, days=_days(value))
    if what == "needs":
        where = Where(sites=frozenset({_named(name, problem.site, language)}))
        baskets = _baskets(value, words, language)
        return SetNeed(change_id=CHANGE_ID, because=words, where=where, baskets=baskets)
    by = _number(value)
    if not 0 < by <= _SLOWEST:
        raise InvalidValue(say("accident-slow-range", language, words=words, most=_SLOWEST))
    return SlowRoads(
        change_id=CHANGE_ID, because=words, where=_area(name, problem, language), by=by
    )


def _baskets(value: str, words: str, language: Language) -> int:
    n_baskets = int(value)
    if not 0 <= n_baskets <= _MOST_BASKETS:
        said = say("accident-need-range", language, words=words, most=_MOST_BASKETS)
        raise InvalidValue(said)
    return n_baskets


def _area(name: str, problem: Problem, language: Language) -> Where:
    if name == ROADS:
        return Where()
    towns = {site.town for site in problem.sites}
    found = known_name(name, [*towns, *problem.site], language)
    if found in towns:
        return Where(towns=frozenset({found}))
    return Where(sites=frozenset({found}))


def _new_site(words: str, problem: Problem, language: Language) -> AddSite:
    parts = words.removeprefix(_NEW).split(":")
    try:
        name, lat, lon, baskets, *rest = parts
        if not _ID.fullmatch(name):
            raise ValueError(name)
        basket = _basket_of(rest, problem, language)
        site = Site(
            site_id=SiteId(name),
            label=name,
            town=name,
            location=_location(_number(lat), _number(lon), words, language),
            windows=tuple(
                TimeWindow(day=day, start_min=_OPEN_MIN[0], end_min=_OPEN_MIN[1])
                for day in problem.calendar.days
            ),
            temperatures=basket.temperatures | {Temperature.AMBIENT},
        )
        needs = ((basket.basket_id, _baskets(baskets, words, language)),)
    except ValueError as error:
        if isinstance(error, InvalidValue):
            raise
        raise InvalidValue(say("accident-unreadable", language, words=words)) from error
    if name in problem.locations:
        raise InvalidValue(say("accident-site-exists", language, name=name))
    return AddSite(change_id=CHANGE_ID, because=words, site=site, needs=needs)


def _location(lat: float, lon: float, words: str, language: Language) -> Location:
    try:
        return Location(lat=lat, lon=lon)
    except InvalidValue as error:
        raise InvalidValue(say("accident-no-location", language, words=words)) from error


def _basket_of(rest: list[str], problem: Problem, language: Language) -> Basket:
    """The type named, else the one that most baskets of the week are of."""
    if len(rest) > 1:
        raise ValueError(rest)
    if rest:
        known = {str(basket.basket_id): basket for basket in problem.baskets}
        return known[known_name(rest[0], known, language)]
    asked: Counter[str] = Counter()
    for need in problem.needs:
        asked[need.basket_id] += need.baskets
    return max(problem.baskets, key=lambda basket: asked[basket.basket_id])


def _named(
    name: str,
    things: Mapping[K, Vehicle] | Mapping[K, Producer] | Mapping[K, Site],
    language: Language,
) -> str:
    """The id of what is named by its id, or by a label that only it has."""
    labelled = [str(known) for known, one in things.items() if fold(one.label) == fold(name)]
    is_id = any(fold(known) == fold(name) for known in things)
    return labelled[0] if len(labelled) == 1 and not is_id else known_name(name, things, language)


def known_name(name: str, names: Iterable[str], language: Language) -> str:
    """The name as it is written; NotFound with the nearest one."""
    by_fold = {fold(known): known for known in names}
    if fold(name) in by_fold:
        return by_fold[fold(name)]
    near = closest(name, by_fold.values())
    code = "accident-unknown-near" if near else "accident-unknown"
    raise NotFound(say(code, language, name=name, near=near))


def _days(value: str) -> frozenset[int]:
    return frozenset(read_day(part) for part in value.split(",") if part)


def read_day(text: str) -> int:
    """Number of a weekday, `wed` or `mer`; ValueError if it is none."""
    short = fold(text)[:3]
    return (JOURS if short in JOURS else WEEKDAYS).index(short)


def _number(text: str) -> float:
    return float(text.strip().replace(",", "."))


def read_locks(text: str, problem: Problem, language: Language) -> Locks:
    """`VAN-03,wed,order`: vehicles and days to leave alone.

    The words `days`, `vehicles` and `order` mean those of every stop.
    """
    vehicles, days, words = set[VehicleId](), set[int](), set[str]()
    for part in (part.strip() for part in text.split(",") if part.strip()):
        if fold(part) in _ALL:
            words.add(_ALL[fold(part)])
        elif fold(part)[:3] in (*WEEKDAYS, *JOURS) and part not in problem.vehicle:
            days.add(read_day(part))
        else:
            vehicles.add(VehicleId(known_name(part, problem.vehicle, language)))
    return Locks(
        vehicles=frozenset(vehicles),
        days=frozenset(days),
        order="order" in words,
        all_vehicles="vehicles" in words,
        all_days="days" in words,
    )
