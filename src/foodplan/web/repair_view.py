"""What a repair changes, ready for its page."""

from __future__ import annotations

from dataclasses import dataclass

from foodplan.domain.accident import Accident, LostStop, Place
from foodplan.domain.ids import PlaceId
from foodplan.evaluate.stop_changes import Call
from foodplan.planning import Repair
from foodplan.web.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Heads and rows; the first cell of a row names it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairView:
    """A sentence, and the tables that have something to show."""

    summary: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]


def place_label(place_id: PlaceId, repair: Repair) -> str:
    """The label of a site or producer, also of one that is gone."""
    for week in (repair.problem, repair.base.problem):
        labels: dict[PlaceId, str] = {site.site_id: site.label for site in week.sites}
        labels |= {producer.producer_id: producer.label for producer in week.producers}
        if place_id in labels:
            return labels[place_id]
    return place_id


def repair_view(repair: Repair, words: Words) -> RepairView:
    """Stops that change, sites that gain and lose, lost stops with their best places."""
    difference = repair.difference
    gained = tuple((row.label, f"{row.baskets:+d}") for row in difference.gains if row.baskets)
    lost = tuple((row.label, f"{row.baskets:+d}") for row in difference.losses if row.baskets)
    stops = tuple(
        (
            place_label(row.place_id, repair),
            ", ".join(words.say(f"stop-change-{what}") for what in row.what),
            _calls(row.before, words),
            _calls(row.after, words),
        )
        for row in difference.stops
    )
    is_repair = isinstance(repair.event, Accident)
    lost_stops = repair.lost if is_repair else ()
    places = tuple(row for one in lost_stops for row in _lost_rows(one, repair, words))
    site_heads = _heads(words, "stop", "baskets")
    tables = (
        _table(words, "repair-changes", _heads(words, "stop", "what", "before", "after"), stops),
        _table(words, "repair-losses", site_heads, lost),
        _table(words, "repair-gains", site_heads, gained),
        _table(
            words,
            "repair-lost",
            _heads(words, "stop", "place", "km", "min", "kg", "pallets", "late"),
            places,
        ),
    )
    return RepairView(
        summary=_summary(repair, words),
        notes=tuple(finding.words(words.language) for finding in repair.findings),
        tables=tuple(one for one in tables if one.rows),
    )


def _summary(repair: Repair, words: Words) -> str:
    if repair.changes_nothing:
        return words.say("repair-nothing")
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


def _lost_rows(lost: LostStop, repair: Repair, words: Words) -> list[tuple[str, ...]]:
    name = place_label(lost.place_id, repair)
    if not lost.places:
        return [(name, words.say("repair-no-place"), "", "", "", "", "")]
    return [(name, *place_cells(place, words)) for place in lost.places]


def place_cells(place: Place, words: Words) -> tuple[str, ...]:
    """Place, km, minutes, spare kg and pallets, lateness."""
    return (
        _place(place, words),
        words.number(place.km, 1),
        words.number(place.minutes),
        words.number(place.spare_kg),
        words.number(place.spare_pallets, 1),
        words.number(place.late_min),
    )


def _place(place: Place, words: Words) -> str:
    return words.say(
        "repair-place",
        day=words.say(f"day-short-{place.day}"),
        vehicle=place.vehicle_id,
        trip=place.trip,
        position=place.position,
    )


def _calls(calls: tuple[Call, ...], words: Words) -> str:
    return ", ".join(f"{words.say(f'day-short-{day}')} {who}" for day, who in calls)


def _heads(words: Words, *names: str) -> tuple[str, ...]:
    return tuple(words.say(f"repair-col-{name}") for name in names)


def _table(
    words: Words, code: str, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> Table:
    return Table(title=words.say(code), heads=heads, rows=rows)
