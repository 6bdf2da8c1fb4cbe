"""What a repair changes, ready for its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from foodplan.domain.accident import Accident, LostStop, Place
from foodplan.domain.ids import PlaceId
from foodplan.domain.plan import Route
from foodplan.evaluate.comparison import SiteChange
from foodplan.evaluate.stop_changes import Call
from foodplan.planning import Repair, event_in_words
from foodplan.texts.catalogue import signed
from foodplan.web.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Heads and rows; the first cell of a row names it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LostView:
    """A stop that had to be placed again: where it went, and its best places."""

    told: str
    places: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairView:
    """Two sentences, and the tables that have something to show."""

    asked: str
    """What happened, and when."""
    summary: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    lost: tuple[LostView, ...]


def place_label(place_id: PlaceId, repair: Repair) -> str:
    """The label of a site or producer, also of one that is gone."""
    for week in (repair.problem, repair.base.problem):
        labels: dict[PlaceId, str] = {site.site_id: site.label for site in week.sites}
        labels |= {producer.producer_id: producer.label for producer in week.producers}
        if place_id in labels:
            return labels[place_id]
    return place_id


def repair_view(repair: Repair, words: Words) -> RepairView:
    """Whose day changes, stops that change, sites that gain and lose, lost stops."""
    difference = repair.difference
    gained, lost = (_baskets(rows, words) for rows in (difference.gains, difference.losses))
    is_repair = isinstance(repair.event, Accident)
    site_heads = _heads(words, "stop", "baskets")
    stop_heads = _heads(words, "stop", "what", "before", "after")
    tables = (
        _table(
            words,
            "repair-routes",
            _heads(words, "day", "vehicle", "before", "after"),
            # Nobody is to be told of a change that cannot be kept.
            () if repair.violations else _route_rows(repair, words),
        ),
        _table(words, "repair-changes", stop_heads, _stop_rows(repair, words)),
        _table(words, "repair-losses", site_heads, lost),
        _table(words, "repair-gains", site_heads, gained),
    )
    return RepairView(
        asked=_asked(repair, words),
        summary=_summary(repair, words),
        notes=tuple(finding.words(words.language) for finding in repair.findings),
        tables=tuple(one for one in tables if one.rows),
        lost=tuple(_lost(one, repair, words) for one in repair.lost) if is_repair else (),
    )


def _route_rows(repair: Repair, words: Words) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            words.say(f"day-{day}").capitalize(),
            _vehicle(vehicle_id, repair),
            _driven(before, words),
            _driven(after, words),
        )
        for (day, vehicle_id), before, after in repair.changed_days()
    )


def _driven(route: Route | None, words: Words) -> str:
    if route is None:
        return words.say("repair-route-none")
    return words.joined(
        f"{words.clock(route.start_min)} – {words.clock(route.end_min)}",
        words.say("plan-n-stops", n=sum(1 for _ in route.stops())),
        words.say("plan-km", km=route.km),
    )


def _stop_rows(repair: Repair, words: Words) -> tuple[tuple[str, ...], ...]:
    """By the first day that changes; only the calls that are not as they were."""
    rows = []
    for row in repair.difference.stops:
        gone = sorted((Counter(row.before) - Counter(row.after)).elements())
        come = sorted((Counter(row.after) - Counter(row.before)).elements())
        # Where only the order changed, the calls are the same: then all of them say where.
        calls = (gone, come) if gone or come else (row.before, row.after)
        what = ", ".join(words.say(f"stop-change-{one}") for one in row.what)
        label = place_label(row.place_id, repair)
        told = tuple(_calls(one, repair, words) for one in calls)
        rows.append((min(chain(*calls)), label, (label, what, *told)))
    return tuple(cells for _, _, cells in sorted(rows))


def _asked(repair: Repair, words: Words) -> str:
    event, at = repair.event, repair.event.at
    told = event_in_words(event, repair.base.problem, words.language)
    day = words.say(f"day-{at.day}")
    return words.sentence("repair-asked", event=told, day=day, time=words.clock(at.minute))


def _summary(repair: Repair, words: Words) -> str:
    if repair.changes_nothing:
        return words.say("repair-nothing-noted" if repair.findings else "repair-nothing")
    old = {row.code: row.value or 0.0 for row in repair.base.measures.table()}
    new = {row.code: row.value or 0.0 for row in repair.measures.table()}
    return words.say(
        "repair-summary",
        n_lost=len(repair.lost),
        n_open=sum(one.to is None for one in repair.lost),
        n_changed=len(repair.difference.stops),
        before=old["baskets_given"],
        after=new["baskets_given"],
        before_eur=old["eur"],
        after_eur=new["eur"],
    )


def _lost(lost: LostStop, repair: Repair, words: Words) -> LostView:
    to = _place(lost.to, repair, words) if lost.to else words.say("repair-no-place")
    return LostView(
        told=words.say("repair-went", place=place_label(lost.place_id, repair), to=to),
        places=_table(
            words,
            "repair-lost",
            _heads(words, "place", "km", "min", "kg", "pallets", "late"),
            tuple(place_cells(place, repair, words) for place in lost.places),
        ),
    )


def place_cells(place: Place, repair: Repair, words: Words) -> tuple[str, ...]:
    """Place, km, minutes, spare kg and pallets, lateness."""
    return (
        _place(place, repair, words),
        words.number(place.km, 1),
        words.number(place.minutes),
        words.number(place.spare_kg),
        words.number(place.spare_pallets, 1),
        words.number(place.late_min),
    )


def _baskets(rows: Iterable[SiteChange], words: Words) -> tuple[tuple[str, str], ...]:
    changed = (row for row in rows if row.baskets)
    return tuple((row.label, signed(row.baskets, words.language)) for row in changed)


def _place(place: Place, repair: Repair, words: Words) -> str:
    return words.say(
        "repair-place",
        day=words.say(f"day-short-{place.day}"),
        vehicle=_vehicle(place.vehicle_id, repair),
        trip=place.trip,
        position=place.position,
    )


def _calls(calls: Iterable[Call], repair: Repair, words: Words) -> str:
    return ", ".join(
        f"{words.say(f'day-short-{day}')} {_vehicle(who, repair)}" for day, who in calls
    )


def _vehicle(name: str, repair: Repair) -> str:
    """The label of a vehicle, or of a hub at which people collect."""
    week = repair.base.problem
    labels: dict[str, str] = {one.hub_id: one.label for one in week.hubs}
    labels |= {one.vehicle_id: one.label for one in week.vehicles}
    return labels.get(name, name)


def _heads(words: Words, *names: str) -> tuple[str, ...]:
    return tuple(words.say(f"repair-col-{name}") for name in names)


def _table(
    words: Words, code: str, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> Table:
    return Table(title=words.say(code), heads=heads, rows=rows)
